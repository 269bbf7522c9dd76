"""The view "Ontbreekt": who misses what and why, and whose result was not to be expected."""

import pandas as pd
import streamlit as st

from ibdash.ui import page_head
from ibdash.views import group_missing
from ibdash.views.group_overview import Overview


def missing(group: Overview) -> None:
    """The summary, the table of gaps, and apart from them what is no gap."""
    page_head.section(group_missing.summary(group))
    _table(group_missing.table(group), "Ontbrekende resultaten met reden")
    other = group_missing.not_expected(group)
    if len(other):
        page_head.section("Hier was geen resultaat te verwachten", len(other))
        _table(other, "Leerlingen van wie geen resultaat te verwachten was")
    page_head.note(
        "Een resultaat ontbreekt als minstens de helft van de jaargroep het op dat moment wel "
        "heeft, of als het bestand zegt dat de toets niet is gemaakt."
    )


def _table(rows: pd.DataFrame, alt: str) -> None:
    if len(rows):
        st.table(rows, border="horizontal", hide_index=True, alt=alt)
