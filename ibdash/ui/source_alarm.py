"""Which sources stopped coming: asked once per change of the store, said in one calm line."""

import streamlit as st

from ibdash.ui import choose, places
from ibdash.ui.session import Session
from ibdash.views import source_alarm
from ibdash.views.source_alarm import Source


def sources(session: Session) -> list[Source]:
    """Every source of the chosen school, those that stopped first; none without a school."""
    of = choose.school(session)
    if of is None:
        return []
    return source_alarm.sources(
        session.ask("quality/sources", school_id=of.school_id, today=session.today)
    )


def line(session: Session) -> None:
    """For the frame: the way to what stopped coming; nothing while all sources come."""
    stopped = source_alarm.all_stopped(sources(session))
    if not stopped or not places.exists(places.QUALITY):
        return
    label = "Een bron kwam niet" if len(stopped) == 1 else f"{len(stopped)} bronnen kwamen niet"
    st.page_link(places.QUALITY, label=label, icon=":material/schedule:", help=". ".join(stopped))
