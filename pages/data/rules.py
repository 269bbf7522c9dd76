"""Signaalregels: which rules look at the data, why, and which limits the school may set."""

from functools import partial

import streamlit as st

from ibdash import changes, signals
from ibdash.ui import choose, guard, page_head, signal_rules, states
from ibdash.views import signal_rules as words

session = guard.page()
page_head.open_head("Signaalregels", "Wat wordt gesignaleerd, waarom, en vanaf welke grens")
school = choose.school(session)
if school is None:
    states.no_school()
    st.stop()

store, who = session.store, session.who
limits = signals.limits_of(store, school.school_id)
asked = signals.Asked(school.school_id, session.today, limits)
earlier = signals.earlier_days(session.today)
page_head.summary(words.summary(signals.all_rules(), len(limits)))
knows = signal_rules.Knows(
    rules=signals.all_rules(),
    limits=limits,
    preview=partial(signals.preview, store, asked, days=[session.today, *earlier], who=who),
    look_back=partial(signals.look_back, store, asked, days=earlier, who=who),
    keep=partial(changes.limit_set, store, school.school_id, who=who),
    leave=partial(changes.limit_left, store, school.school_id, who=who),
    least=signals.LEAST_KNOWN,
)
signal_rules.listing(session, knows)
