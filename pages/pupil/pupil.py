"""Leerling: what is known of one pupil, and what was said, agreed and decided."""

from datetime import datetime

from ibdash import changes
from ibdash.ui import guard, page_head, pupil_page, typed_records
from ibdash.ui.typed_state import About

session = guard.page()
head = page_head.open_head("Leerling")
school, pupil = pupil_page.chosen(session)
head.title(pupil.shown, pupil_page.meta(session, pupil))

about = About(school.school_id, pupil.pupil_id, None)
whom = changes.About(school.school_id, pupil.pupil_id)
desk = changes.Desk(session.store, whom, session.who, session.today, datetime.now)
typed_records.buttons(session, about, head.filters)
typed_records.show(session, desk, about)
