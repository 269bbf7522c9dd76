"""Leerling: one pupil's story: what stands out, all learning lines, and what was said and done."""

from datetime import date, datetime
from functools import partial
from typing import Any

import streamlit as st

from ibdash import changes, signals
from ibdash.ui import (
    guard,
    page_head,
    pupil_background,
    pupil_chart,
    pupil_page,
    pupil_print,
    pupil_signals,
    pupil_story,
    typed_records,
)
from ibdash.ui.pupil_answers import Answers
from ibdash.ui.typed_state import About
from ibdash.views import pupil_signals as signal_words

session = guard.page()
head = page_head.open_head("Leerling")
school, pupil = pupil_page.chosen(session)
head.title(pupil.shown, pupil_page.meta(session, pupil))
about = About(school.school_id, pupil.pupil_id, None)
whom = changes.About(school.school_id, pupil.pupil_id)
store, who, today = session.store, session.who, session.today


def _signals() -> Any:
    """As they are kept; of an earlier day they are made anew from what was known then."""
    asked = signals.Asked(school.school_id, today, signals.limits_of(store, school.school_id))
    if session.known_at is None:
        return signals.signals(store, asked, who=who, pupil_id=pupil.pupil_id)
    made = partial(signals.run, store, asked, who=who, known_at=session.known_at)
    return pupil_signals.of_that_day(session, school.school_id, made)


def _decide(card: signal_words.Card, decision: str, reason: str, until: date | None) -> Any:
    said = changes.SignalDecision(
        card.rule_id, card.subject, card.since, card.weight, decision, reason, until
    )
    earlier = changes.Kept(*card.earlier) if card.earlier else None
    return changes.signal_decided(store, whom, said, earlier=earlier, today=today, who=who)


def _rule_name(rule_id: str) -> str:
    return signals.rule(rule_id).name


answers = Answers(session, school, pupil)
origins = partial(signals.evidence, store, who=who)
knows = pupil_signals.Knows(_signals(), signals.rule, origins, _decide)
rows = pupil_signals.of_pupil(knows.table, pupil.pupil_id)
cards = signal_words.cards(rows, signals.rule)
if pupil_print.is_open(pupil):
    pupil_print.show(answers, cards, _rule_name)
    st.stop()

desk = changes.Desk(store, whom, who, today, datetime.now)
typed_records.buttons(session, about, head.filters)
pupil_print.button(pupil, head.filters)
typed_records.open_form(session, desk, about)
page_head.summary(pupil_page.summary(answers, cards))
main, side = st.columns([13, 7], gap="medium")
with main:
    pupil_chart.show(answers, cards)
    pupil_background.show(answers)
    typed_records.listing(session, desk, about)
with side:
    silent = signal_words.too_little(rows, signals.rule)
    pupil_signals.show(session, about, knows, cards, silent)
    pupil_story.show(answers, _rule_name)
