"""Takes one earlier intake back: what would happen, in place, and the button that does it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import intake_report, names, page_head
from ibdash.ui.intake_desk import Desk
from ibdash.ui.session import Session
from ibdash.views import dutch, intake_changed
from ibdash.views import intake_undo as words
from ibdash.views.intake_undo import Undone

# In st.session_state: the intake that is being asked about, what undoing it would do with what that
# was worked out for, what went wrong, and the file of which is to be said that it is done.
_ASKED = "intake_undo_asked"
_WORKED_OUT = "intake_undo_worked_out"
_PROBLEM = "intake_undo_problem"
_DONE = "intake_undo_done"
_MOST_IN_THE_WAY = 8


@dataclass(frozen=True)
class TakesBack:
    """What the intake lends to the page: `preview` and `undo` of (store, intake_id, who)."""

    preview: Callable[..., Undone]
    undo: Callable[..., Undone]


def announce() -> None:
    """Says once that an intake was undone."""
    file = st.session_state.pop(_DONE, None)
    if file is not None:
        st.toast(f"Ongedaan gemaakt: {file}", icon=":material/undo:")


def forget() -> None:
    """Closes the question; usable in a callback."""
    st.session_state.pop(_ASKED, None)
    st.session_state.pop(_PROBLEM, None)


def offer(
    session: Session,
    desk: Desk,
    takes_back: TakesBack,
    intake_id: int,
    choose: Callable[[int], None],
) -> None:
    """The quiet button, or what it would do once that was asked.

    choose: shows another intake.
    """
    if st.session_state.get(_ASKED) != intake_id:
        st.button(
            "Ongedaan maken …",
            type="tertiary",
            icon=":material/undo:",
            key=f"intake_undo_{intake_id}",
            on_click=_ask,
            args=(intake_id,),
        )
        return
    with st.container(border=True, key="intake_undo_card", gap="small"):
        problem = st.session_state.get(_PROBLEM)
        if problem:
            st.warning(problem, icon=":material/history:")
        undoing = _worked_out(session, takes_back, intake_id)
        if undoing.is_possible:
            _possible(session, desk, takes_back, intake_id, undoing)
        else:
            _blocked(undoing, choose)


def _possible(
    session: Session, desk: Desk, takes_back: TakesBack, intake_id: int, undoing: Undone
) -> None:
    page_head.section("Als u dit bestand ongedaan maakt")
    page_head.summary(words.sentence(undoing))
    _values(session, undoing)
    page_head.note(
        " ".join(
            part
            for part in (
                words.kept_sentence(undoing),
                "U kunt dit bestand daarna gewoon opnieuw overnemen.",
            )
            if part
        )
    )
    if session.is_demo:
        page_head.note("In de demoschool maakt u niets ongedaan.")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if not session.is_demo and st.button(
            "Ja, maak ongedaan",
            type="primary",
            icon=":material/undo:",
            key=f"go_undo_{intake_id}",
        ):
            _do(session, desk, takes_back, intake_id, undoing)
        st.button("Toch niet", type="tertiary", key="intake_undo_not", on_click=forget)


def _values(session: Session, undoing: Undone) -> None:
    heading = words.values_heading(undoing)
    if not heading:
        return
    page_head.section(heading)
    pupils = (change.pupil for change in undoing.back)
    shown = names.initials_of(session, pupils) if session.hide_names else None
    st.html(intake_changed.changed_lines(undoing.back, shown, said_below=""))
    more = words.values_in_all(undoing) - intake_changed.rows_shown(undoing.back)
    if more > 0:
        page_head.note(f"En nog {dutch.number(more)} meer.")


def _blocked(undoing: Undone, choose: Callable[[int], None]) -> None:
    page_head.summary(words.blocked_sentence(undoing))
    files = words.in_the_way(undoing)
    with st.container(key="intake_row_in_the_way", gap="xsmall"):
        for number, text in files[:_MOST_IN_THE_WAY]:
            if number is None:
                intake_report.line(text)
            else:
                st.button(
                    text,
                    type="tertiary",
                    icon=":material/arrow_forward:",
                    key=f"intake_in_the_way_{number}",
                    on_click=choose,
                    args=(number,),
                )
    if len(files) > _MOST_IN_THE_WAY:
        page_head.note(f"En nog {len(files) - _MOST_IN_THE_WAY} meer.")
    intake_report.line(words.blocked_remedy(undoing), intake_report.GREY)
    st.button("Sluiten", type="tertiary", key="intake_undo_not", on_click=forget)


def _worked_out(session: Session, takes_back: TakesBack, intake_id: int) -> Undone:
    """What undoing would do; worked out anew when something has changed since."""
    store = session.store
    key = (store.serial, intake_id, tuple(store.versions().items()))
    known = st.session_state.get(_WORKED_OUT)
    if known is not None and known[0] == key:
        found: Undone = known[1]
        return found
    with st.spinner("Nagaan wat er weggaat en terugkomt …"):
        found = takes_back.preview(store, intake_id, who=session.who)
    st.session_state[_WORKED_OUT] = (key, found)
    return found


def _do(
    session: Session, desk: Desk, takes_back: TakesBack, intake_id: int, undoing: Undone
) -> None:
    """A second click comes in a later run, where the intake is undone and there is no button."""
    st.session_state.pop(_PROBLEM, None)
    with st.spinner("Bezig met ongedaan maken …"):
        try:
            done = takes_back.undo(
                session.store, intake_id, who=session.who, expected=undoing.counts
            )
        except IbdashError as error:
            st.session_state[_PROBLEM] = error.sentence()
        else:
            if done.is_possible:
                st.session_state[_DONE] = done.file
                forget()
                desk.compare_again()
    # The frame was drawn with the facts from before.
    st.rerun()


def _ask(intake_id: int) -> None:
    forget()
    st.session_state[_ASKED] = intake_id
