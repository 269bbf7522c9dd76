"""The inbox on the page Importeren: what waits there and why, and what became of the rest."""

from html import escape

import streamlit as st

from ibdash.ui import inbox_watch, intake_files, page_head
from ibdash.ui.inbox_watch import Left, Lying, Watch
from ibdash.ui.intake_desk import Desk
from ibdash.ui.session import Session
from ibdash.views import dutch, intake_inbox, palette

_MOST_LEFT = 5
_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"


def section(session: Session, desk: Desk) -> None:
    """Draws the inbox; nothing where there is none.  A click on a waiting file opens it here."""
    watch = inbox_watch.of(session)
    if watch is None:
        return
    _settle(watch, desk)
    inbox = watch.inbox
    waiting, left = inbox.waiting, list(reversed(inbox.handled))[:_MOST_LEFT]
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        page_head.section("Postvak", len(waiting) or None)
        st.button(
            "Nu kijken",
            icon=":material/refresh:",
            type="tertiary",
            on_click=watch.look,
            key="inbox_look",
        )
    if waiting or left:
        with st.container(border=True, key="intake_inbox", gap="small"):
            for number, one in enumerate(waiting):
                _row(watch, desk, number, one)
            for past in left:
                _past(past)
    page_head.note(
        f"Wat in deze map komt, neemt ibdash zelf over als er niets te kiezen is: {inbox.folder}"
    )


def _row(watch: Watch, desk: Desk, number: int, one: Lying) -> None:
    def open_here(_: int) -> None:
        content = watch.inbox.read(one.name)
        if content is not None:
            intake_files.choose(desk.add([(one.name, content)])[0])

    drawn = intake_inbox.waiting(one.why, one.report)
    intake_files.row(one.name, drawn, f"inbox_row_{number}", False, open_here, number)


def _past(one: Left) -> None:
    drawn = intake_inbox.left(one.report)
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        st.container(width=28).html(intake_files.icon(drawn))
        with st.container(gap=None):
            when = f"{dutch.day(one.at.date())}, {dutch.time(one.at)}"
            st.html(
                f'<p style="margin:0;font-size:15px;line-height:1.35">{escape(one.name)}</p>'
                f'<p style="margin:0;font-size:15px;line-height:1.35;color:{_GREY};'
                f'overflow-wrap:anywhere">{escape(drawn.words)} · {when}</p>'
            )


def _settle(watch: Watch, desk: Desk) -> None:
    """What was taken in from the desk no longer waits."""
    waiting = {one.name for one in watch.inbox.waiting}
    for item in desk.items():
        if item.name in waiting and item.stage in ("applied", "unchanged") and item.report:
            watch.settle(item.name, item.file_hash, item.report)
