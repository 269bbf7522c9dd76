"""The parts of a report on one file, new or of an earlier day: counts, refused rows, remarks."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from ibdash.ui import page_head, spreadsheet
from ibdash.ui.session import Session
from ibdash.views import dutch, intake_remarks, palette
from ibdash.views.intake_counts import counts_table
from ibdash.views.intake_report import Counted, Remarked

GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_MOST_SENTENCES = 6


def head(name: str, meta: str) -> None:
    """The name of the file and, at the right, what and how much it is."""
    st.html(
        '<div style="display:flex;flex-wrap:wrap;justify-content:space-between;'
        'align-items:baseline;gap:4px 16px"><h2 style="margin:0;padding:0;font-size:20px;'
        f'font-weight:600;line-height:1.3;overflow-wrap:anywhere">{escape(name)}</h2>'
        f'<span style="font-size:14px;color:{GREY}">{escape(meta)}</span></div>'
    )


def counts(session: Session, of: Mapping[str, Counted]) -> None:
    """The counts per kind."""
    st.table(
        counts_table(of, session.dark),
        border="horizontal",
        hide_index=True,
        alt="Aantallen per soort: nieuw, gewijzigd, gelijk, verdwenen, geweigerd",
    )


def refused(session: Session, of: Mapping[str, Counted], rows: Sequence[Remarked]) -> None:
    """The first refused rows, the rest counted; draws nothing where there are none."""
    if not rows:
        return
    total = intake_remarks.refused_total(of, rows)
    page_head.section(f"Geweigerd: {dutch.plural(total, 'regel', 'regels')}")
    st.table(
        intake_remarks.refused_table(rows),
        border="horizontal",
        hide_index=True,
        alt="Geweigerde regels: regel, waarom, wat u kunt doen",
    )
    more = intake_remarks.refused_beyond(of, rows)
    if more > 0:
        page_head.note(
            f"En nog {dutch.plural(more, 'regel', 'regels')}. "
            "Sla de geweigerde regels op om ze te bekijken."
        )


def save_refused(rows: Sequence[Remarked], name: str) -> None:
    """The button that saves the refused rows as CSV; `name` is part of its key."""
    if rows:
        st.download_button(
            "Geweigerde regels opslaan",
            lambda: spreadsheet.csv_file(
                intake_remarks.refused_rows(rows), intake_remarks.REFUSED_HEADS
            ),
            "geweigerde_regels.csv",
            "text/csv",
            icon=":material/download:",
            key=f"intake_refused_{name}",
            on_click="ignore",
        )


def remarks(rows: Sequence[Remarked]) -> None:
    """Warnings and what is good to know; equal words once, with their lines."""
    for severity, title in (("warning", "Let op"), ("info", "Goed om te weten")):
        found = intake_remarks.sentences(rows, severity)
        if found:
            page_head.section(title)
            for sentence in found[:_MOST_SENTENCES]:
                line(sentence)
            if len(found) > _MOST_SENTENCES:
                more = len(found) - _MOST_SENTENCES
                page_head.note(f"En nog {dutch.plural(more, 'opmerking', 'opmerkingen')}.")


def sentence(text: str, colour: str = "inherit") -> str:
    """One sentence of plain text, as HTML."""
    return f'<p style="margin:0;font-size:15px;line-height:1.4;color:{colour}">{escape(text)}</p>'


def line(text: str, colour: str = "inherit") -> None:
    """One sentence of plain text."""
    st.html(sentence(text, colour))
