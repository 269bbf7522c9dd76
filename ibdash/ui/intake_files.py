"""The side of the page Importeren: the uploader, the files and their state, what is there now."""

import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from ibdash.ui import guard, intake_choices, page_head
from ibdash.ui.choose import all_schools
from ibdash.ui.choose import school as shown_school
from ibdash.ui.intake_desk import Desk, Item
from ibdash.ui.session import Session
from ibdash.views import dutch, palette
from ibdash.views.intake_in_store import in_store_card
from ibdash.views.intake_state import State, state

_CSS = Path(__file__).parent / "static" / "intake.css"
_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
# Keys in st.session_state: the file that is looked at, and how often the uploader was emptied.
_CHOSEN = "intake_chosen"
_ROUND = "intake_round"
# The report from the inbox that is shown instead of a file.
SHOWN_REPORT = "intake_inbox_report"
# Most files are compared within this time, and then the page need not move at all.
_PATIENCE = 0.4
# How far along a file is when the worker says this.
_SHARE = {"": 0.02, "Herkennen": 0.05, "Lezen": 0.2, "Vergelijken": 0.6, "Vastleggen": 0.9}


def style() -> None:
    """The few CSS rules of the page."""
    st.html(_CSS)


def uploader(desk: Desk) -> None:
    """Takes what is chosen or dropped onto the desk, and is empty again at once."""
    key = f"intake_upload_{st.session_state.get(_ROUND, 0)}"
    with st.container(key="intake_uploader"):
        st.file_uploader(
            "Sleep bestanden hierheen, of kies ze",
            accept_multiple_files=True,
            key=key,
            on_change=_taken_up,
            args=(desk, key),
        )


def chosen(desk: Desk) -> Item | None:
    """The file to look at: the one that was chosen, else the first that asks for something."""
    item = desk.item(st.session_state.get(_CHOSEN))
    if item is not None:
        return item
    items = desk.items()
    open_items = [one for one in items if one.stage in ("ready", "waiting") or one.is_busy]
    return next(iter([*open_items, *items]), None)


def on_show(desk: Desk) -> Item | None:
    """The file that stands in the middle of the page; None where a report does."""
    return None if SHOWN_REPORT in st.session_state else chosen(desk)


def choose(number: int) -> None:
    """Makes a file the one to look at, instead of a report; usable in a callback."""
    st.session_state.pop(SHOWN_REPORT, None)
    st.session_state[_CHOSEN] = number


def listing(desk: Desk) -> None:
    """The files on the desk with their state; a click on a name shows that file.

    One from the inbox has its line there, and no second one here.
    """
    items = [item for item in desk.items() if not item.inbox_key]
    if not items:
        return
    shown = on_show(desk)
    with st.container(border=True, key="intake_files", gap="small"):
        for item in items:
            row(
                item.name,
                state_of(item),
                f"intake_row_{item.number}",
                item is shown,
                choose,
                item.number,
            )


def row(
    name: str, drawn: State, key: str, is_chosen: bool, on_click: Callable[[int], None], number: int
) -> None:
    """One line of a list: icon, name as a button, words beneath; the chosen one has a rule."""
    box = st.container(
        horizontal=True, wrap=False, gap="xsmall", key=f"{key}_shown" if is_chosen else key
    )
    with box:
        st.container(width=28).html(icon(drawn))
        with st.container(gap=None):
            st.button(name, key=f"{key}_open", type="tertiary", on_click=on_click, args=(number,))
            st.html(
                f'<p style="margin:0;font-size:15px;line-height:1.35;color:{_GREY};'
                f'overflow-wrap:anywhere;white-space:pre-line">{escape(drawn.words)}</p>'
            )


def icon(drawn: State) -> str:
    """A Material Symbol as HTML; the words beside it say the same."""
    return (
        '<span role="img" aria-hidden="true" style="font-family:\'Material Symbols Rounded\';'
        f"font-size:20px;line-height:1.2;color:{drawn.colour};font-feature-settings:'liga'\">"
        f"{escape(drawn.icon)}</span>"
    )


def state_of(item: Item) -> State:
    """How a file on the desk is drawn."""
    return state(
        item.stage,
        item.report,
        item.choices.replace,
        intake_choices.has_choice(item.report),
        item.choices.left | item.choices.stays,
    )


def progress(desk: Desk) -> None:
    """A moving bar while the worker is busy; the page draws itself anew when a file is done."""
    was_busy = desk.is_busy
    if desk.wait(_PATIENCE):
        if was_busy and desk.has_news:
            # The frame was drawn before these facts were there.
            st.rerun()
        return
    drawn = desk.finished

    def moving() -> None:
        with guard.shows_errors():
            guard.page()
            if not desk.is_busy or desk.finished != drawn:
                st.rerun()
            _bar(desk)

    st.fragment(moving, run_every=0.4)()


def announce(desk: Desk) -> None:
    """Says once of each file that it was taken in."""
    for item in desk.announce():
        st.toast(f"Overgenomen: {item.name}", icon=":material/check_circle:")


def in_store(session: Session) -> None:
    """ "Wat er nu in staat" of the chosen school; draws nothing where there is nothing of it."""
    rows = held(session)
    if rows:
        school = shown_school(session)
        of = f" van {school.label}" if school and len(all_schools(session)) > 1 else ""
        page_head.section(f"Wat er nu in staat{of}")
        with st.container(border=True, key="intake_in_store"):
            st.html(in_store_card(rows))


def held(session: Session) -> list[dict[str, Any]]:
    """What there is of the chosen school, and the norms, which are of every school."""
    school = shown_school(session)
    school_id = school.school_id if school else None
    return session.ask("intake/in_store", school_id=school_id).to_pylist()


def _bar(desk: Desk) -> None:
    items = desk.items()
    busy = [item for item in items if item.is_busy]
    now = next((item for item in busy if item.step), busy[0] if busy else None)
    if now is None:
        return
    seconds = int(time.monotonic() - now.step_since)
    waited = f" … {seconds}{dutch.NO_BREAK}s" if seconds >= 2 else " …"
    more = f" (nog {dutch.number(len(busy) - 1)} te gaan)" if len(busy) > 1 else ""
    st.progress(_SHARE.get(now.step, 0.02), f"{now.name}: {now.step or 'Wachten'}{waited}{more}")


def _taken_up(desk: Desk, key: str) -> None:
    files = st.session_state[key]
    if not files:
        return
    numbers = desk.add([(file.name, file.getvalue()) for file in files])
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    before = desk.item(st.session_state.get(_CHOSEN))
    if before is None or before.stage not in ("ready", "waiting"):
        choose(numbers[0])
