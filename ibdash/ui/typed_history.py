"""What was typed, changed and removed, newest first, each with the way back."""

from collections.abc import Callable

import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import choose, names, page_head
from ibdash.ui.session import Session
from ibdash.views import dutch, typed_records

_SAID = "typed_history_said"
_MOST = "typed_history_most"
_AT_FIRST = 10


def section(session: Session, take_back: Callable[[int], None]) -> None:
    """Draws the list; nothing where nobody ever typed.

    take_back: of the room of changes, by the number of an edit.
    """
    school = choose.school(session)
    most = int(st.session_state.get(_MOST, _AT_FIRST))
    found = session.ask(
        "typed/edits",
        school_id=school.school_id if school else None,
        most=most + 1,
        restricted=session.who.may_read_restricted(),
    )
    if not found.num_rows:
        return
    page_head.section("Getypt in ibdash")
    if said := st.session_state.pop(_SAID, None):
        page_head.remark(said)
    shown = names.shown(session, found)
    for row, pupil in list(zip(found.to_pylist(), shown, strict=True))[:most]:
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            gap="small",
            key=f"row_edit_{row['change_id']}",
        ):
            st.markdown(typed_records.edit(row, pupil))
            if row["is_last"] and row["taken_back_by"] is None and session.who.may_change():
                st.button(
                    "Ongedaan maken",
                    key=f"edit_back_{row['change_id']}",
                    type="tertiary",
                    on_click=_take_back,
                    args=(take_back, row["change_id"]),
                )
    if found.num_rows > most:
        st.button(
            f"Nog {dutch.number(_AT_FIRST)} tonen", type="tertiary", on_click=_more, args=(most,)
        )


def _take_back(take_back: Callable[[int], None], change_id: int) -> None:
    try:
        take_back(change_id)
    except IbdashError as error:
        st.session_state[_SAID] = error.sentence()
    else:
        st.session_state[_SAID] = "Ongedaan gemaakt"


def _more(most: int) -> None:
    st.session_state[_MOST] = most + _AT_FIRST
