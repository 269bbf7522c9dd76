"""The group as a table: the matrix in Streamlit's grid, its pupils alone, and the one for paper."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ibdash.ui import choose, group_controls, page_head, places, states
from ibdash.ui import session as sessions
from ibdash.ui.session import Session
from ibdash.views import (
    first_tests,
    group_matrix,
    group_notes,
    group_origin,
    group_print,
    palette,
)
from ibdash.views.group_matrix import Column, Matrix
from ibdash.views.group_overview import PLAN_MARKS, Line, Overview

_CLICK = "group_open_pupil"
_OPENED = "group_opened_pupil"


def matrix(session: Session, group: Overview, by: str, lines: tuple[Line, ...], title: str) -> None:
    """The matrix and its note; a click on a name opens that pupil's learning lines."""
    drawn = group_matrix.matrix(group, lines, by, session.settings.extra_support_from, session.dark)
    names = ", ".join(line.name.lower() for line in lines)
    _draw(
        session,
        drawn,
        "group",
        f"Tabel van {title}: niveau, stap en trend per leerling bij {names}",
    )
    page_head.note(group_notes.matrix(group))


def without_results(session: Session, group: Overview, title: str, school_year: str) -> None:
    """The pupils of a group without results, and what to import where there could be some."""
    if not group.n:
        states.empty(
            "Hier is niets te laten zien",
            "Kies een andere groep of een ander schooljaar.",
            way=None,
            icon="group",
        )
        return
    of = f"{title[:1].lower()}{title[1:]}"
    if of.startswith("zonder"):
        of = f"de leerlingen {of}"
    year_groups = set(group.pupils["year_group"].dropna())
    if first_tests.are_to_come(year_groups, school_year, session.today):
        states.too_little(*first_tests.words(of))
    elif not group.is_untested:
        states.no_results(of)
    drawn = group_matrix.people_only(group, session.settings.extra_support_from, session.dark)
    _draw(
        session, drawn, "people", f"Tabel van {title}: leeftijd, plaatsing, plan en ondersteuning"
    )
    page_head.note(group_notes.people(group))


def on_paper(session: Session, group: Overview) -> None:
    """The matrix as a plain table, which prints; the grid comes out blank."""
    group_controls.back_button()
    by, lines = group_controls.chosen_order_and_lines(group)
    with st.container(key="group_print"):
        st.html(
            group_print.page(
                group,
                lines,
                by,
                session.settings.extra_support_from,
                sessions.begun()[1],
                sorted({file for file, _, _ in group_origin.origins(group)}),
                session.known_on,
            )
        )


def _draw(session: Session, drawn: Matrix, name: str, alt: str) -> None:
    if st.session_state.pop(_OPENED, False):
        st.switch_page(places.of_pupil(), query_params=choose.pupil_address())
    tokens = palette.tokens(session.dark)
    # The hidden index is column 0.
    config: Any = {
        place: _config(column, tokens, drawn.pupil_keys)
        for place, column in enumerate(drawn.columns, start=1)
    }
    with st.container(key=f"box_{name}"):
        st.dataframe(
            drawn.table,
            column_config=config,
            hide_index=True,
            row_height=drawn.row_height,
            height=drawn.height or "content",
            alt=alt,
        )


def _config(column: Column, tokens: palette.Tokens, keys: Sequence[str]) -> Any:
    width = column.width
    match column.kind:
        case "name" if places.can_open_pupil():
            return st.column_config.ButtonColumn(
                width=width,
                type="tertiary",
                alignment="left",
                key=_CLICK,
                on_click=_open,
                args=(tuple(keys),),
            )
        case "plan":
            return st.column_config.MultiselectColumn(
                width=width, options=list(PLAN_MARKS.values()), color=tokens.violet_soft
            )
        case "trend":
            return st.column_config.LineChartColumn(
                width=width, y_min=0, y_max=100, color=tokens.ink_2
            )
        case "step":
            return st.column_config.Column(width=width, alignment="right")
        case "name" | "text" | "age":
            return st.column_config.Column(width=width, alignment="left")
        case _:
            return st.column_config.Column(width=width, alignment="center")


def _open(keys: Sequence[str]) -> None:
    """The callback of a name: the row is that of the table as it was sent."""
    choose.choose_pupil(keys[st.session_state[_CLICK].row])
    st.session_state[_OPENED] = True
