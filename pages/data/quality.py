"""Gegevenskwaliteit: what is odd in the data, what files left empty, and which sources are late."""

import streamlit as st

from ibdash import changes
from ibdash.intake import source_choice
from ibdash.ui import (
    being_read,
    choose,
    downloads,
    file_name,
    guard,
    page_head,
    quality_approvals,
    quality_findings,
    quality_views,
    source_alarm,
    source_conflicts,
)
from ibdash.views import quality_approvals as approvals
from ibdash.views import quality_delivered
from ibdash.views import quality_findings as findings
from ibdash.views import source_alarm as alarms

session = guard.page()
head = page_head.open_head("Gegevenskwaliteit")
school = choose.school(session)
if school is None:
    being_read.no_school()
    st.stop()
head.title("Gegevenskwaliteit", school.label)

checked, approved = approvals.parted(
    quality_findings.ask_all(session, school.school_id),
    session.ask("quality/approvals", school_id=school.school_id),
)
sources = source_alarm.sources(session)
stopped = alarms.all_stopped(sources)
page_head.summary(findings.summary(checked, len(checked), stopped, len(approved)))
view = quality_views.view(
    findings.to_look_at(checked),
    len(stopped) + source_conflicts.undecided(session, school.school_id),
)
file = file_name.file_name("gegevenskwaliteit", school.label)

if view == "findings":
    quality_approvals.said_so_far()
    decides = quality_approvals.Decides(changes.Judged, changes.approve, changes.take_back)
    people = quality_findings.people(session, [*checked, *(one.odd for one in approved)])
    files = quality_findings.files(session)
    shown = quality_findings.chosen(checked, people, head.filters)
    downloads.popover(lambda: findings.table(shown, people, files), file, head.filters)
    quality_findings.weights(shown)
    beside = quality_approvals.sayer(session, school.school_id, decides)
    quality_findings.show(shown, people, files, beside)
    right = [one for one in approved if quality_findings.is_chosen(one.odd, people)]
    quality_approvals.listing(session, right, people, files, decides)
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
    source_conflicts.section(
        session,
        source_conflicts.Chooses(source_choice.hold, source_choice.release),
        school.school_id,
    )
