"""Geschiedenis: the files that were taken in before, and what one of them did."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import intake_files, intake_report, intake_undo, page_head
from ibdash.ui.intake_desk import Desk
from ibdash.ui.intake_undo import TakesBack
from ibdash.ui.session import Session
from ibdash.views import dutch, intake_remarks
from ibdash.views.intake_history import (
    drawn,
    heading,
    past_counts,
    past_remarks,
    past_sentence,
    undone_words,
    when_and_who,
)

_OPEN = "intake_history"
_CHOSEN = "intake_history_chosen"
_MOST = "intake_history_most"
# As many as fit beside the card without scrolling at 1440x900.
_AT_FIRST = 8


def is_open() -> bool:
    """Whether the history is shown."""
    return bool(st.session_state.get(_OPEN, False))


def switch(into: DeltaGenerator) -> bool:
    """The button to the history and back; whether it is shown."""
    is_shown = is_open()
    into.button(
        "Terug naar importeren" if is_shown else "Geschiedenis",
        icon=":material/arrow_back:" if is_shown else ":material/history:",
        key="intake_history_switch",
        on_click=_set,
        args=(_OPEN, not is_shown),
    )
    return is_shown


def history(session: Session, desk: Desk, takes_back: TakesBack) -> None:
    """The list at the side, one intake in the middle."""
    intake_undo.announce()
    rows = session.ask("intake/history").to_pylist()
    if not rows:
        page_head.summary("Er is nog geen bestand overgenomen.")
        return
    known = {row["intake_id"]: row for row in rows}
    chosen = known.get(st.session_state.get(_CHOSEN), rows[0])
    side, main = st.columns([2, 5], gap="medium")
    with side:
        page_head.section(heading(rows))
        _list(rows, chosen["intake_id"])
    with main, st.container(border=True, key="intake_past", gap="small"):
        _one(session, desk, takes_back, chosen)


def _list(rows: list[dict[str, object]], chosen: object) -> None:
    most = int(st.session_state.get(_MOST, _AT_FIRST))
    with st.container(border=True, key="intake_past_list", gap="small"):
        for row in rows[:most]:
            number = int(str(row["intake_id"]))
            intake_files.row(
                str(row["file_name"]),
                drawn(row),
                f"intake_row_past_{number}",
                number == chosen,
                _choose,
                number,
            )
        if len(rows) > most:
            st.button(
                f"Nog {dutch.number(len(rows) - most)} tonen",
                type="tertiary",
                key="intake_history_more",
                on_click=_set,
                args=(_MOST, len(rows)),
            )


def _one(session: Session, desk: Desk, takes_back: TakesBack, row: dict[str, object]) -> None:
    intake_report.head(str(row["file_name"]), when_and_who(row))
    page_head.summary(past_sentence(row))
    if row["undone_at"] is None:
        intake_undo.offer(session, desk, takes_back, int(str(row["intake_id"])), _choose)
    else:
        page_head.remark(f"{undone_words(row)}.")
        page_head.note("Hieronder staat wat er bij het overnemen veranderde.")
    counts = past_counts(session.ask("intake/counts", intake_id=row["intake_id"]).to_pylist())
    remarks = past_remarks(session.ask("intake/remarks", intake_id=row["intake_id"]).to_pylist())
    intake_report.counts(session, counts)
    refused = intake_remarks.refused(remarks)
    intake_report.refused(session, counts, refused)
    intake_report.save_refused(refused, f"past_{row['intake_id']}")
    intake_report.remarks(remarks)


def _set(key: str, value: object) -> None:
    st.session_state[key] = value


def _choose(number: int) -> None:
    intake_undo.forget()
    st.session_state[_CHOSEN] = number
