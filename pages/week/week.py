"""Deze week: what asks something, what must happen, and what changed since the last review."""

from datetime import timedelta

import streamlit as st

from ibdash import changes, questions, signals
from ibdash.ui import (
    address,
    being_read,
    choose,
    guard,
    page_head,
    shown_instead,
    states,
    week,
    week_answers,
    week_deeds,
    week_side,
)
from ibdash.views import week_words

session = guard.page()
head = page_head.open_head("Deze week")
school = choose.school(session)
address.write()
if school is None:
    being_read.no_groups()
    st.stop()
if session.known_on is not None:
    states.too_little(
        "Deze week gaat over nu",
        "Wat iets van u vraagt, hangt af van vandaag. Ga bovenaan terug naar nu.",
    )
    st.stop()

store, who, today = session.store, session.who, session.today
with st.spinner("Signalen ophalen …"):
    asked = signals.Asked(school.school_id, today, signals.limits_of(store, school.school_id))
    kept = signals.signals(store, asked, who=who)
a_week_ago = questions.last_change(store, today - timedelta(days=7), who=who) or 0
this_week = week_answers.ask(session, school.school_id, kept, a_week_ago)
desk = changes.WeekDesk(store, school.school_id, who, today)

reviewed_on = this_week.review["reviewed_on"] if this_week.review else None
head.title("Deze week", week_words.meta(today, reviewed_on))
week.ends(this_week, desk, head)
shown_instead.say()
week_deeds.said(desk)
page_head.summary(week_words.summary(this_week.points, this_week.moved))
main, side = st.columns((3, 1), gap="medium")
with main:
    week.lists(this_week, desk)
    week.changed(this_week)
    week.dealt(this_week, desk)
with side:
    week_side.show(this_week, desk)
