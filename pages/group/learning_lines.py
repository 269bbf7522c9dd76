"""Leerlijnen: how a pupil, group, year group or school moves along one learning line."""

import streamlit as st

from ibdash.ui import (
    guard,
    line_answers,
    line_controls,
    line_cross_section,
    line_one_pupil,
    line_same_pupils,
    page_head,
    source_note,
)
from ibdash.views import learning_line

# Choose: about whom, which learning line, which reading.
session = guard.page()
head = page_head.open_head("Leerlijnen")
bar = line_controls.bar()
about = line_controls.about(session, head, bar)
reading = "same" if about.is_pupil else line_controls.reading(bar)

# Ask: what these pupils have; the rest is asked for the line that is chosen.
delivered = session.ask("line/delivered", **about.asked)
lines = learning_line.lines_of(learning_line.scales_of(delivered))
if not lines:
    head.title(f"Leerlijnen {about.in_title}")
    line_controls.nothing_yet(session, about)
    st.stop()
line = line_controls.line(lines, bar)
with bar:
    page_head.note(learning_line.meta(line))
answers = line_answers.answers(session, about, line, delivered)
# A cross-section is about the whole year group, of which a group may be a part.
whom = about.in_title if reading == "same" else f"in {about.whole_year_groups}"
head.title(f"{line.name} {whom}")
source_note.popover(answers.sources(), head.filters)

# Show: the sentence, the chart, and the figures that belong beside it.
if about.is_pupil:
    line_one_pupil.show(answers, head)
elif reading == "same":
    line_same_pupils.show(answers, head)
else:
    line_cross_section.show(answers, head)
