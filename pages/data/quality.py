"""Gegevenskwaliteit: what is odd in the data, what files left empty, and which sources are late."""

import streamlit as st

from ibdash.ui import (
    choose,
    downloads,
    file_name,
    guard,
    page_head,
    quality_findings,
    quality_views,
    source_alarm,
    states,
)
from ibdash.views import quality_delivered
from ibdash.views import quality_findings as findings
from ibdash.views import source_alarm as alarms

session = guard.page()
head = page_head.open_head("Gegevenskwaliteit")
school = choose.school(session)
if school is None:
    states.no_school()
    st.stop()
head.title("Gegevenskwaliteit", school.label)

checked = quality_findings.ask_all(session, school.school_id)
sources = source_alarm.sources(session)
stopped = alarms.all_stopped(sources)
page_head.summary(findings.summary(checked, len(checked), stopped))
view = quality_views.view(findings.to_look_at(checked), len(stopped))
file = file_name.file_name("gegevenskwaliteit", school.label)

if view == "findings":
    people = quality_findings.people(session, checked)
    files = quality_findings.files(session)
    shown = quality_findings.chosen(checked, people, head.filters)
    downloads.popover(lambda: findings.table(shown, people, files), file, head.filters)
    quality_findings.weights(shown)
    quality_findings.show(shown, people, files)
    quality_findings.what_was_checked(checked)
elif view == "delivered":
    delivered = quality_delivered.delivered(
        session.ask("quality/delivered", school_id=school.school_id)
    )
    downloads.popover(lambda: quality_delivered.table(delivered), file, head.filters)
    quality_views.delivered(delivered)
else:
    downloads.popover(lambda: alarms.table(sources), file, head.filters)
    quality_views.sources(sources)
