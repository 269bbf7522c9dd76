""" "Waar komt dit vandaan?" of a group: files for the page, and every fact of one pupil."""

import streamlit as st

from ibdash.ui import group_controls, guard, page_head
from ibdash.ui.session import Session
from ibdash.ui.source_note import Source
from ibdash.views import group_origin
from ibdash.views.group_overview import Overview

# More of them scroll within the dialog.
_MOST_ROWS = 9


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
        drawn = group_origin.table(table)
        # The grid gives a column as much as it thinks fit: a long name would be cut.
        longest = max((len(text) for text in drawn["Leerlijn"]), default=0)
        with st.container(key="box_origin"):
            st.dataframe(
                drawn,
                column_config={
                    "Leerlijn": st.column_config.Column(width=max(90, 20 + 7 * longest))
                },
                hide_index=True,
                height=360 if len(drawn) > _MOST_ROWS else "content",
                alt="Bestand en regel van elk gegeven van deze leerling",
            )
