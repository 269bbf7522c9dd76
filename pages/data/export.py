"""Exporteren: the open tables as one file, to keep, to work with elsewhere, or to take back in."""

import io

import streamlit as st

from ibdash import reports
from ibdash.ui import address, export_choices, export_offer, guard, page_head, states
from ibdash.views import export_words

session = guard.page()
page_head.open_head("Exporteren", "Wat in ibdash staat, als open tabellen")
address.write()
if not session.ask("frame/schools").num_rows:
    states.empty(
        "Nog niets om te exporteren",
        "Hier neemt u straks mee wat in ibdash staat, als Excel-werkmap of als Parquet.",
    )
    st.stop()

top = st.container()
main, side = st.columns([5, 3], gap="medium")
with side, st.container(border=True, key="export_how", gap="small"):
    page_head.section("Hoe")
    school = export_choices.school(session)
    form = export_choices.form()
    with_restricted = export_choices.restricted(
        any(table.is_restricted for table in reports.known_tables(session.who, restricted=True))
    )
    last = st.container(gap="small")

known = reports.known_tables(session.who, restricted=with_restricted)
offered = export_offer.offered(
    session, known, school.school_id if school else None, with_restricted
)
with main, st.container(border=True, key="export_what", gap="small"):
    tables = export_choices.tables(offered)

chosen = reports.Chosen(
    tuple(table.name for table in tables),
    school.school_id if school else None,
    with_restricted,
    session.known_at,
)


def make() -> bytes:
    """The file, in memory: a workbook is at most some 30 MB, Parquet much less."""
    held = io.BytesIO()
    reports.write(session.store, held, reports.form_named(form), chosen, who=session.who)
    return held.getvalue()


with top:
    page_head.summary(
        export_words.summary(
            tables,
            sum(bool(table.rows) for table in offered),
            school.label if school else None,
            session.known_on,
        )
    )
with last:
    export_choices.button(session, tables, form, reports.MOST_ROWS, make)
