""" "Waar komt dit vandaan?" of a group: files for the page, and every fact of one pupil."""

import streamlit as st

from ibdash.ui import group_controls, guard, page_head
from ibdash.ui.session import Session
from ibdash.ui.source_note import Source
from ibdash.views import group_origin
from ibdash.views.group_overview import Overview


def of(group: Overview) -> list[Source]:
    """The file, row and day of every cell and placement on the page."""
    return [Source(*found) for found in group_origin.origins(group)]


def per_pupil_button(session: Session, group: Overview, school_year: str) -> None:
    """The way to the origin of each single figure, pupil by pupil."""
    if not group.n or group_controls.is_printing(group):
        return
    if st.button(
        "Waar komt dit vandaan, per leerling",
        icon=":material/info:",
        type="tertiary",
        key="group_origin",
    ):
        _dialog(session, group, school_year)


@st.dialog("Waar komt dit vandaan?", width="large")
def _dialog(session: Session, group: Overview, school_year: str) -> None:
    # A dialog runs again without app.py around it.
    with guard.shows_errors():
        guard.page()
        names = group.pupils["shown"].tolist()
        place = st.selectbox(
            "Leerling", range(len(names)), format_func=lambda n: names[n], key="group_origin_pupil"
        )
        table = session.ask(
            "group/sources",
            pupil_id=int(group.pupils["pupil_id"].iloc[place]),
            school_year=school_year,
        )
        page_head.section(group_origin.summary(table))
        st.dataframe(
            group_origin.table(table),
            hide_index=True,
            height=360,
            alt="Bestand en regel van elk gegeven van deze leerling",
        )
