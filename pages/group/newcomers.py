"""Instroom: who came from another school, what that school knew, and what is still missing."""

import streamlit as st

from ibdash.ui import choose, guard, intake_card, names, page_head, source_note
from ibdash.views import intake_card as cards

session = guard.page()
head = page_head.open_head("Instroom", "Wat wist de vorige school, en wat ontbreekt nog")
year = choose.school_year(session, head.filters)
school = choose.school(session)
assert school is not None, "a chosen school year is of a school"

asked = session.ask(
    "transfer/newcomers", school_id=school.school_id, school_year=year, today=session.today
)
found = cards.newcomers(asked.to_pylist(), names.shown(session, asked))
if not found:
    intake_card.nobody(year)
    st.stop()

page_head.summary(cards.summary(found, year))
side, main = st.columns([1, 3], gap="large")
with side:
    one = intake_card.choice(session, found)
with main:
    sources = intake_card.card(session, one)
source_note.popover(sources, head.filters)
