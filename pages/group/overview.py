"""Groep: how each pupil of a group stands on each learning line, and what asks attention."""

from datetime import datetime

import streamlit as st

from ibdash import changes
from ibdash.ui import (
    choose,
    downloads,
    file_name,
    group_controls,
    group_grid,
    group_lists,
    group_sources,
    group_spread,
    guard,
    names,
    page_head,
    source_note,
    typed_records,
)
from ibdash.ui.typed_state import About
from ibdash.views import (
    group_notes,
    group_overview,
    group_sentences,
    group_table,
    level_spread,
)

session = guard.page()
head = page_head.open_head("Groep")
chosen = choose.group(session, head.filters)
school = choose.school(session)
assert school is not None, "a chosen group is of a school"

pupils = session.ask(
    "group/pupils",
    school_id=school.school_id,
    school_year=chosen.school_year,
    group_id=chosen.group_id,
    today=session.today,
)
results = session.ask(
    "group/latest_results",
    pupil_ids=pupils.column("pupil_id").to_pylist(),
    year_groups=pupils.column("year_group").to_pylist(),
    school_year=chosen.school_year,
)
bounds = session.ask(
    "group/error_bound",
    school_id=school.school_id,
    before_half_year=group_overview.half_year(results, chosen.school_year),
)
group = group_overview.overview(
    pupils, results, bounds, names.shown(session, pupils), chosen.school_year, session.hide_names
)

head.title(chosen.title, group_sentences.meta(group))
source_note.popover(group_sources.of(group), head.filters, group_notes.error(group))
file = file_name.file_name(chosen.title, chosen.school_year)
downloads.popover(lambda: group_table.table(group), file, head.filters)
page_head.summary(group_sentences.summary(group))
if chosen.group_id is None:
    page_head.note(group_notes.WITHOUT_GROUP)

if group_controls.is_printing(group):
    group_grid.on_paper(session, group)
elif not group.all_lines:
    group_grid.without_results(session, group, chosen.title, chosen.school_year)
else:
    view, right = group_controls.view(group)
    if view == "overview":
        by, lines = group_controls.order_and_lines(group, right)
        group_grid.matrix(session, group, by, lines, chosen.title)
    elif view == "spread":
        line = group_controls.line(group, right)
        a_year_earlier = session.ask(
            "group/level_spread", school_id=school.school_id, **level_spread.asked_about(group)
        )
        main, side = st.columns([3, 2], gap="medium")
        with main:
            group_spread.chart(session, group, a_year_earlier, chosen.title)
        with side:
            group_spread.groups(session, group, line)
    else:
        group_lists.missing(group)
group_sources.per_pupil_button(session, group, chosen.school_year)
if chosen.group_id is not None and not group_controls.is_printing(group):
    whom = changes.About(school.school_id, group_id=chosen.group_id)
    desk = changes.Desk(session.store, whom, session.who, session.today, datetime.now)
    about = About(school.school_id, None, chosen.group_id)
    typed_records.folded(session, desk, about, chosen.title)
