"""Verloop: what happened with the pupil, newest first; older than two years only when asked for."""

from collections.abc import Callable, Sequence

import streamlit as st

from ibdash.ui import page_head
from ibdash.ui.pupil_answers import Answers
from ibdash.views import dutch, pupil_timeline
from ibdash.views.pupil_timeline import Event

_OLDER = "pupil_older"


def show(answers: Answers, rule_name: Callable[[str], str]) -> None:
    """The lines of the last two years, and the older ones behind a button."""
    page_head.section("Verloop")
    events = pupil_timeline.events(answers.timeline, rule_name)
    recent, older = pupil_timeline.split(events, answers.session.today)
    if not events:
        page_head.note("Er is nog niets bekend.")
    elif not recent:
        page_head.note("In de laatste twee jaar is er niets bekend.")
    is_open = st.session_state.get(_OLDER) == answers.pupil.public_key
    with st.container(gap="xsmall", key="pupil_story"):
        _lines(answers, [*recent, *older] if is_open else recent)
    if older and not is_open:
        st.button(
            pupil_timeline.older(len(older)),
            icon=":material/history:",
            key="pupil_older_button",
            type="tertiary",
            on_click=_open,
            args=(answers.pupil.public_key,),
        )


def _lines(answers: Answers, events: Sequence[Event]) -> None:
    for event in events:
        with st.container(horizontal=True, vertical_alignment="top", gap="small", wrap=False):
            with st.container(width=88):
                page_head.note(dutch.day(event.day))
            colour = "violet" if event.is_care else "gray"
            hidden = event.is_own_text and answers.session.hide_names
            text = "" if hidden else pupil_timeline.short(event.text)
            with st.container(gap=None):
                st.markdown(f":{colour}[:material/{event.icon}:] **{event.title}**")
                if text:
                    page_head.note(text)


def _open(public_key: str) -> None:
    st.session_state[_OLDER] = public_key
