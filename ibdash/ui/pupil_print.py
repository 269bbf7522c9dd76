"""Leerling on paper: the story on one page, or the passport for whoever teaches tomorrow."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import pupil_page
from ibdash.ui import session as sessions
from ibdash.ui.choose import Pupil
from ibdash.ui.pupil_answers import Answers
from ibdash.views import (
    pupil_background,
    pupil_care,
    pupil_lines,
    pupil_print,
    pupil_timeline,
)
from ibdash.views.pupil_signals import Card

_PRINT = "pupil_printing"
_KINDS = {"story": "Overzicht", "passport": "Paspoort voor morgen"}


def button(pupil: Pupil, into: DeltaGenerator) -> None:
    """The button in the head of the page."""
    into.button(
        "Afdrukken",
        icon=":material/print:",
        help="Afdrukken",
        key="icon_pupil_print",
        on_click=_set,
        args=(pupil.public_key,),
    )


def is_open(pupil: Pupil) -> bool:
    """Whether the page for paper of this very pupil is on the screen."""
    return bool(st.session_state.get(_PRINT) == pupil.public_key)


def show(answers: Answers, cards: Sequence[Card], rule_name: Callable[[str], str]) -> None:
    """The chosen page as it comes out on paper, with the way back above it.

    rule_name: of a rule by its id.
    """
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"{pupil_print.KEY}_back"
    ):
        st.button(
            "Terug naar de leerling",
            icon=":material/arrow_back:",
            key="pupil_back",
            on_click=_set,
            args=(None,),
        )
        kind = st.segmented_control(
            "Wat u afdrukt",
            list(_KINDS),
            format_func=lambda one: _KINDS[one],
            default="story",
            required=True,
            key="pupil_print_kind",
            label_visibility="collapsed",
        )
        st.caption("Druk af met Ctrl+P. Menu en knoppen komen niet op papier.")
    session = answers.session
    foot = pupil_print.foot(sessions.begun()[1], session.known_on)
    with st.container(key=pupil_print.KEY):
        if kind == "passport":
            st.html(_passport(answers, foot))
        else:
            st.html(_story(answers, cards, rule_name, foot))


def _story(
    answers: Answers, cards: Sequence[Card], rule_name: Callable[[str], str], foot: str
) -> str:
    return pupil_print.page(
        pupil_page.summary(answers, cards),
        pupil_lines.table(answers.lines, answers.bounds),
        pupil_care.plans(answers.care),
        cards,
        pupil_timeline.events(answers.timeline, rule_name),
        pupil_background.career_in_words(answers.career),
        foot,
    )


def _passport(answers: Answers, foot: str) -> str:
    if answers.session.hide_names:
        return pupil_print.passport([], [], answers.session.today, foot)
    agreements = [
        (row["title"] or "", row["text"] or "")
        for row in answers.timeline
        if row["kind"] == "agreement"
    ]
    return pupil_print.passport(answers.care, agreements, answers.session.today, foot)


def _set(public_key: str | None) -> None:
    st.session_state[_PRINT] = public_key
