"""The view "Verdeling en groepen": bars per line, and the instruction groups beside them."""

from html import escape

import pyarrow as pa
import streamlit as st

from ibdash.ui import page_head
from ibdash.ui.session import Session
from ibdash.views import (
    group_sentences,
    instruction_groups,
    level_spread,
    level_spread_bars,
    palette,
    plain_figure,
)
from ibdash.views.group_overview import Line, Overview
from ibdash.views.instruction_groups import Group
from ibdash.views.level_badge import badge

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"


def chart(session: Session, group: Overview, a_year_earlier: pa.Table, title: str) -> None:
    """The sentence, the bars, what cannot be compared, and the table behind them.

    a_year_earlier: the answer to group/level_spread.
    """
    found = level_spread.spreads(group, a_year_earlier)
    page_head.section(group_sentences.about_spread(group))
    if found:
        st.plotly_chart(
            level_spread_bars.figure(found, session.dark),
            theme=None,
            config=plain_figure.CONFIG,
            key="group_spread",
            alt=f"Staafdiagram: leerlingen van {title} per niveau en leerlijn, nu en eerder",
        )
    if text := level_spread.note(found):
        page_head.note(text)
    if found and st.toggle("Tabel", key="group_spread_table"):
        st.table(
            level_spread.table(found),
            border="horizontal",
            hide_index=True,
            alt="Aantal leerlingen per niveau, leerlijn en moment",
        )


def groups(session: Session, group: Overview, line: Line | None) -> None:
    """The proposed groups as cards: each level once as a badge, the names behind it."""
    if line is None:
        return
    settings = session.settings
    proposal = instruction_groups.proposal(
        group, line, instruction_groups.cuts_of(settings.intensive, settings.enriched)
    )
    page_head.section(f"Voorstel voor instructiegroepen bij {proposal.line.name.lower()}")
    page_head.note(proposal.cut)
    for proposed in proposal.groups:
        with st.container(border=True, key=f"group_card_{proposed.approach}"):
            st.html(_card(proposed, proposal.line.scale or ""))
    if proposal.without:
        page_head.note(proposal.without)


def _card(group: Group, scale: str) -> str:
    count = f"{group.count}&nbsp;{'leerling' if group.count == 1 else 'leerlingen'}"
    rows = "".join(
        '<div style="display:flex;gap:12px;align-items:baseline;margin-top:8px">'
        f"{badge(level, scale)}<span>{escape(', '.join(names))}</span></div>"
        for level, names in group.levels
    )
    return (
        '<div style="display:flex;justify-content:space-between;gap:12px;font-size:15px">'
        f'<h3 style="margin:0;padding:0;font-size:16px;font-weight:600">'
        f'{group.approach.capitalize()}</h3><span style="color:{_GREY}">{count}</span></div>'
        f'<div style="font-size:15px;line-height:1.4">{rows}</div>'
    )
