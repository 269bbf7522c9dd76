"""The inbox on the page Importeren: what waits there and why, and what became of the rest."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from ibdash.ui import guard, inbox_watch, intake_files, intake_report, page_head
from ibdash.ui.inbox_watch import Lying, Past, Watch
from ibdash.ui.intake_desk import Desk
from ibdash.ui.session import Session
from ibdash.views import dutch, intake_inbox

# Shown at once, and after a click: as many as a person reads.
_AT_FIRST, _MOST_PAST = 5, 50
_ALL_PAST = "intake_inbox_all"
# How often the page asks whether something came in (seconds): a look at what is in memory.
_EVERY = 3.0
_TAKEN = ("applied", "unchanged")


def section(session: Session, desk: Desk) -> None:
    """Draws the inbox; nothing where there is none.  A click on a waiting file opens it here."""
    watch = inbox_watch.of(session)
    if watch is None:
        return
    if _settle(watch, desk) | _follow(watch, desk):
        # The frame and the list above were drawn while it still waited.
        st.rerun()
    inbox = watch.inbox
    mark, waiting, past = watch.mark, inbox.waiting, inbox.past(_MOST_PAST)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        page_head.section("Postvak in", len(waiting) or None)
        st.button(
            "Nu kijken",
            icon=":material/refresh:",
            type="tertiary",
            on_click=watch.look_now,
            key="inbox_look",
        )
    if inbox.problem is not None:
        page_head.remark(inbox.problem.sentence())
    if waiting or past:
        with st.container(border=True, key="intake_inbox", gap="small"):
            for number, one in enumerate(waiting):
                _row(watch, desk, number, one)
            _listing(past)
    page_head.note(_explanation(watch))
    if inbox.passed:
        page_head.note(intake_inbox.passed_sentence(inbox.passed))
    if watch.looks_by_itself:
        _look_again(watch, mark)


def report_shown(session: Session) -> bool:
    """Shows the report that was clicked, in the middle of the page; whether there is one."""
    watch, name = inbox_watch.of(session), st.session_state.get(intake_files.SHOWN_REPORT)
    if watch is None or name is None:
        return False
    one = next((one for one in watch.inbox.past(_MOST_PAST) if one.report_file.name == name), None)
    text = watch.inbox.text_of(one) if one is not None else None
    if one is None or text is None:
        return False
    with st.container(border=True, key="intake_inbox_report", gap="small"):
        when = f"{dutch.day(one.at.date())}, {dutch.time(one.at)}"
        intake_report.head(one.name, f"Postvak in · {when}")
        st.html(
            '<p style="margin:0;font-size:15px;line-height:1.5;max-width:110ch;'
            f'white-space:pre-wrap;overflow-wrap:anywhere">{escape(text.strip())}</p>'
        )
        page_head.note(f"Dit verslag ligt in {one.report_file.parent}")
        st.button("Sluiten", key="intake_inbox_close", on_click=_show, args=(None,))
    return True


def _row(watch: Watch, desk: Desk, number: int, one: Lying) -> None:
    def open_here(_: int) -> None:
        content = watch.inbox.read(one.key)
        if content is not None:
            intake_files.choose(desk.add([(one.name, content)], one.key)[0])

    opened = next((item for item in reversed(desk.items()) if item.inbox_key == one.key), None)
    # The page knows more of a file that is being decided about; why it waits, the inbox does.
    is_open = opened is not None and (opened.is_busy or opened.stage in ("ready", "waiting"))
    drawn = (
        intake_files.state_of(opened)
        if opened is not None and is_open
        else intake_inbox.waiting(one.why, one.report)
    )
    is_shown = opened is not None and opened is intake_files.on_show(desk)
    intake_files.row(one.name, drawn, f"intake_row_inbox_{number}", is_shown, open_here, number)


def _listing(past: Sequence[Past]) -> None:
    most = _MOST_PAST if st.session_state.get(_ALL_PAST) else _AT_FIRST
    for number, one in enumerate(past[:most]):
        intake_files.row(
            one.name,
            intake_inbox.past(one.is_refused, one.at, one.report),
            f"intake_row_report_{number}",
            st.session_state.get(intake_files.SHOWN_REPORT) == one.report_file.name,
            lambda chosen: _show(past[chosen].report_file.name),
            number,
        )
    if len(past) > most:
        st.button(
            f"Nog {dutch.number(len(past) - most)} tonen",
            type="tertiary",
            key="intake_inbox_more",
            on_click=_show_all,
        )


def _explanation(watch: Watch) -> str:
    by_itself = (
        "neemt ibdash zelf over als er niets te kiezen is"
        if watch.looks_by_itself
        else "neemt ibdash over als u op Nu kijken klikt en er niets te kiezen is"
    )
    return f"Wat in deze map komt, {by_itself}: {watch.inbox.folder}"


def _look_again(watch: Watch, drawn: object) -> None:
    """Draws the page anew when something came in or began to wait; else nothing is drawn."""

    def looking() -> None:
        with guard.shows_errors():
            guard.page()
            if watch.mark != drawn:
                st.rerun()

    st.fragment(looking, run_every=_EVERY)()


def _settle(watch: Watch, desk: Desk) -> bool:
    """A file that was taken in from the desk no longer waits; whether one went away.

    The next run finds the next.
    """
    done = [item for item in desk.items() if item.stage in _TAKEN]
    return any(
        watch.settle(one.key, item.file_hash, item.report)
        for item in done
        for one in watch.lying
        if one.name == item.name and item.report is not None
    )


def _follow(watch: Watch, desk: Desk) -> bool:
    """What left the inbox by itself leaves the desk too, its report comes in its place.

    The others are compared anew: its pupils may be theirs.  Whether anything is to be drawn anew.
    """
    inbox, lying = watch.inbox, {one.key for one in watch.lying}
    before, desk.inbox_cleared = desk.inbox_cleared, inbox.cleared
    has_cleared = before is not None and before != inbox.cleared
    gone = [
        item
        for item in desk.items()
        if item.inbox_key and item.inbox_key not in lying and item.stage not in _TAKEN
    ]
    for item in gone:
        reports = inbox.past(_MOST_PAST) if has_cleared else ()
        report = next((one for one in reports if one.name == item.name), None)
        if report is None:
            desk.keep(item.number)
            continue
        if item is intake_files.on_show(desk):
            _show(report.report_file.name)
        desk.drop(item.number)
    if has_cleared:
        desk.compare_again(stays=True)
    return has_cleared or bool(gone)


def _show(report_name: str | None) -> None:
    if report_name is None:
        st.session_state.pop(intake_files.SHOWN_REPORT, None)
    else:
        st.session_state[intake_files.SHOWN_REPORT] = report_name


def _show_all() -> None:
    st.session_state[_ALL_PAST] = True
