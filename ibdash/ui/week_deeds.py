"""Dealing with a line of the week in place: the button, the menu, the small form it opens.

It knows nothing of the room of changes; the page lends a :class:`Desk`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import choose, page_head, places
from ibdash.ui.week_answers import Person
from ibdash.views.week import Line, Said

# In st.session_state: (key of the line, deed) whose form is open, and why it was not kept; what was
# just said; what a toast says; the change that the way back takes back.
_OPEN = "week_open"
_PROBLEM = "week_problem"
_SAID = "week_said"
_TOAST = "week_toast"
_BACK = "week_back"
_TO_PUPIL = "week_to_pupil"
PLAN, AGREE, LATER, GIVE, NO_ACTION, PUPIL = (
    "Plan gemaakt",
    "Afspraak maken",
    "Uitstellen tot …",
    "Geven aan …",
    "Geen actie, omdat …",
    "Naar de leerling",
)
_A_WEEK = timedelta(days=7)


class Desk(Protocol):
    """What the room of changes lends: each gives the number of its change."""

    def deal(
        self,
        whom: tuple[int | None, int | None],
        said: Sequence[Said],
        decision: str,
        *,
        reason: str = "",
        until_on: date | None = None,
        agreed: tuple[str, str, date | None] | None = None,
    ) -> int: ...
    def done(self, promise: "Promise") -> int: ...
    def close(self, points: int, came: int, gone: int) -> int: ...
    def take_back(self, change_id: int) -> None: ...


@dataclass(frozen=True)
class Promise:
    """An agreement as it was read."""

    agreement_id: int
    version: int
    what: str
    done_by: str
    due_on: date | None
    came_from: str | None


def do(change: Callable[[], int], done: str) -> None:
    """Changes, and has the page say so with the way back beside it; or why it did not.

    done: what a toast says.
    """
    st.session_state.pop(_BACK, None)
    try:
        number = change()
    except IbdashError as error:
        _problem(error.sentence())
    else:
        st.session_state[_TOAST] = done
        st.session_state[_SAID] = done
        st.session_state[_BACK] = number
        st.session_state.pop(_OPEN, None)


def _problem(text: str) -> None:
    """Said in the open form, else on top of the page."""
    st.session_state[_PROBLEM if _OPEN in st.session_state else _SAID] = text


def take_back(desk: Desk, change_id: int) -> None:
    """For a callback: everything that one deed kept is taken back."""
    st.session_state.pop(_BACK, None)
    try:
        desk.take_back(change_id)
    except IbdashError as error:
        st.session_state[_SAID] = error.sentence()
    else:
        st.session_state[_SAID] = "Ongedaan gemaakt. De regel staat er weer."


def say(text: str) -> None:
    """For a callback that keeps nothing."""
    st.session_state.pop(_BACK, None)
    st.session_state[_SAID] = text


def said(desk: Desk) -> None:
    """What was just done, once, with the way back; and the page of a pupil that was asked for."""
    if st.session_state.pop(_TO_PUPIL, False) and places.exists(places.PUPIL):
        st.switch_page(places.PUPIL, query_params=choose.pupil_address())
    if toast := st.session_state.pop(_TOAST, None):
        st.toast(f"{toast} Ongedaan maken kan hier bovenaan of onder Afgehandeld.")
    text = st.session_state.pop(_SAID, None)
    back = st.session_state.pop(_BACK, None)
    if text is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="week_said"):
        with st.container(width="content"):
            page_head.remark(text)
        if back is not None:
            st.button(
                "Ongedaan maken",
                key="week_back",
                type="tertiary",
                on_click=take_back,
                args=(desk, back),
            )


def buttons(desk: Desk, line: Line, who: Person) -> None:
    """ "Gedaan", and the menu of everything else."""
    whom = (line.pupil_id, line.group_id)
    st.button(
        "Gedaan",
        key=f"week_done_{line.key}",
        icon=":material/check:",
        on_click=do,
        args=(lambda: desk.deal(whom, line.said, "besproken"), f"Gedaan: {who.shown}."),
    )
    deeds = [PLAN, AGREE, LATER, GIVE, NO_ACTION]
    if who.key is not None and places.exists(places.PUPIL):
        deeds.append(PUPIL)
    menu = f"icon_week_{line.key}"
    st.menu_button(
        "Meer",
        deeds,
        key=menu,
        icon=":material/more_horiz:",
        type="tertiary",
        help="Meer",
        on_click=_chosen,
        args=(desk, menu, line, who),
    )


def open_pupil(key: str) -> None:
    """For a callback: a click on a name."""
    choose.choose_pupil(key)
    st.session_state[_TO_PUPIL] = True


def _chosen(desk: Desk, menu: str, line: Line, who: Person) -> None:
    deed = st.session_state[menu]
    if deed == PUPIL:
        assert who.key is not None, "only offered of a pupil"
        open_pupil(who.key)
    elif deed == PLAN:
        whom = (line.pupil_id, line.group_id)
        do(lambda: desk.deal(whom, line.said, "plan"), f"Plan gemaakt: {who.shown}.")
    else:
        st.session_state.pop(_PROBLEM, None)
        st.session_state[_OPEN] = (line.key, deed)


def form(desk: Desk, line: Line, who: Person, today: date) -> None:
    """The form that the menu opened under this line; nothing where it is another's."""
    key, deed = st.session_state.get(_OPEN, ("", ""))
    if key != line.key:
        return
    if len(line.said) > 1:
        with st.container(gap=None):
            page_head.note("Dit gaat over alle signalen van deze regel:")
            for one in line.said:
                page_head.note(f"· {one.sentence}")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="week_form"):
        {LATER: _later, GIVE: _give, AGREE: _agree, NO_ACTION: _no_action}[deed](
            desk, line, who, today
        )
        st.button("Niet doen", key="week_form_close", type="tertiary", on_click=_close)
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem, icon=":material/error:")


def _later(desk: Desk, line: Line, who: Person, today: date) -> None:
    st.date_input(
        "Uitstellen tot en met",
        value=today + _A_WEEK,
        min_value=today + timedelta(days=1),
        format="DD-MM-YYYY",
        key="week_until",
        width=170,
    )

    def keep() -> None:
        until = st.session_state["week_until"]
        whom = (line.pupil_id, line.group_id)
        do(
            lambda: desk.deal(whom, line.said, "gedempt", until_on=until),
            f"Uitgesteld: {who.shown}.",
        )

    _keep("Uitstellen", keep)


def _no_action(desk: Desk, line: Line, who: Person, today: date) -> None:
    st.text_input(
        "Geen actie, omdat",
        key="week_reason",
        max_chars=300,
        placeholder="Waarom is er niets nodig?",
        width=420,
    )

    def keep() -> None:
        reason = st.session_state["week_reason"] or ""
        whom = (line.pupil_id, line.group_id)
        do(
            lambda: desk.deal(whom, line.said, "geen_actie", reason=reason),
            f"Geen actie: {who.shown}.",
        )

    _keep("Bewaren", keep)


def _give(desk: Desk, line: Line, who: Person, today: date) -> None:
    st.text_input("Geven aan", key="week_by", max_chars=300, placeholder="Wie", width=170)
    _promise(desk, line, who, today, "Uitzoeken wat er nodig is", f"Gegeven: {who.shown}.", True)


def _agree(desk: Desk, line: Line, who: Person, today: date) -> None:
    st.text_input("Wie", key="week_by", max_chars=300, placeholder="Wie doet het?", width=170)
    _promise(desk, line, who, today, "", f"Afspraak gemaakt: {who.shown}.", False)


def _promise(
    desk: Desk, line: Line, who: Person, today: date, what: str, done: str, needs_name: bool
) -> None:
    st.text_input(
        "Wat", value=what, key="week_what", max_chars=300, placeholder="Wat gebeurt er?", width=270
    )
    st.date_input(
        "Uiterlijk", value=today + _A_WEEK, format="DD-MM-YYYY", key="week_due", width=150
    )

    def keep() -> None:
        state = st.session_state
        by = (state["week_by"] or "").strip()
        if needs_name and not by:
            _problem("Er is nog niets bewaard. Vul in aan wie u het geeft.")
            return
        whom = (line.pupil_id, line.group_id)
        agreed = (state["week_what"] or "", by, state["week_due"])
        do(lambda: desk.deal(whom, line.said, "besproken", agreed=agreed), done)

    _keep("Bewaren", keep)


def _keep(label: str, keep: Callable[[], None]) -> None:
    st.button(label, key="week_form_keep", icon=":material/check:", on_click=keep)


def _close() -> None:
    st.session_state.pop(_OPEN, None)
