"""What is chosen on the page Groep itself: view, order, lines, and the line of the groups."""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.views import group_order, group_sentences
from ibdash.views.group_order import CONCERN
from ibdash.views.group_overview import Line, Overview

View = Literal["overview", "spread", "missing"]

_VIEW, _ORDER, _LINES, _SUBJECT = "group_view", "group_order", "group_lines", "group_subject"
_PRINT = "group_printing"
# So many lines of three columns fit at 1280 px (look.md 7).
_MOST_LINES = 5


def view(group: Overview) -> tuple[View, DeltaGenerator]:
    """The switch between the three views, and the place at its right for what one of them needs."""
    names: dict[View, str] = {
        "overview": "Overzicht",
        "spread": "Verdeling en groepen",
        "missing": f"Ontbreekt ({len(group.missing)})",
    }
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"
    ):
        chosen: View | None = st.segmented_control(
            "Weergave",
            list(names),
            default="overview",
            required=True,
            format_func=lambda one: names[one],
            key=_VIEW,
            label_visibility="collapsed",
            persist_state="session",
        )
        right = st.container(
            horizontal=True, horizontal_alignment="right", gap="small", width="content"
        )
    return chosen or "overview", right


def order_and_lines(group: Overview, into: DeltaGenerator) -> tuple[str, tuple[Line, ...]]:
    """The order (by concern, by name or by a line) and the lines to show."""
    with into:
        shown = _lines(group)
        by = _select(_ORDER, "Volgorde", group_order.order_names(group), "Volgorde", CONCERN)
        _print_button()
    return by, shown


def chosen_order_and_lines(group: Overview) -> tuple[str, tuple[Line, ...]]:
    """What order_and_lines gave last, without drawing it: paper follows the screen."""
    by = st.session_state.get(_ORDER)
    codes = _kept_lines(group)
    return (
        by if by in group_order.order_names(group) else CONCERN,
        tuple(line for line in group.lines if line.code in codes),
    )


def line(group: Overview, into: DeltaGenerator) -> Line | None:
    """The line that instruction groups are proposed for; None where no line has levels."""
    lines = {line.code: line for line in group.lines if line.scale is not None}
    if not lines:
        return None
    names = {code: line.name.lower() for code, line in lines.items()}
    with into:
        first = group_sentences.first_line(group)
        default = first.code if first and first.code in lines else next(iter(names))
        return lines[_select(_SUBJECT, "Leerlijn", names, "Groepen voor", default)]


def is_printing(group: Overview) -> bool:
    """Whether the plain table for paper is shown; a group without results has none."""
    return bool(group.all_lines) and bool(st.session_state.get(_PRINT, False))


def _print_button() -> None:
    st.button(
        "Afdrukken",
        icon=":material/print:",
        help="Afdrukken",
        key="icon_group_print",
        on_click=_set_printing,
        args=(True,),
    )


def back_button() -> None:
    """The way back from the plain table."""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="group_print_back"
    ):
        st.button(
            "Terug naar het overzicht",
            icon=":material/arrow_back:",
            key="group_back",
            on_click=_set_printing,
            args=(False,),
        )
        st.caption("Druk af met Ctrl+P. Menu en knoppen komen niet op papier.")


def _set_printing(wanted: bool) -> None:
    st.session_state[_PRINT] = wanted


def _lines(group: Overview) -> tuple[Line, ...]:
    """All lines where they fit, else those that are chosen; the first five at first."""
    if len(group.lines) <= _MOST_LINES:
        return group.lines
    names = {line.code: line.name for line in group.lines}
    st.session_state[_LINES] = kept = _kept_lines(group)
    with st.popover(f"Leerlijnen: {len(kept)} van {len(names)}", key="group_lines_popover"):
        chosen = st.pills(
            "Leerlijnen",
            list(names),
            selection_mode="multi",
            format_func=lambda code: names[code],
            key=_LINES,
            persist_state="session",
        )
    return tuple(line for line in group.lines if line.code in chosen)


def _kept_lines(group: Overview) -> list[str]:
    codes = [line.code for line in group.lines]
    if len(codes) <= _MOST_LINES:
        return codes
    kept = [code for code in st.session_state.get(_LINES, ()) if code in codes]
    return kept or codes[:_MOST_LINES]


def _select(key: str, label: str, names: dict[str, str], word: str, default: str) -> str:
    if st.session_state.get(key) not in names:
        st.session_state[key] = default
    chosen: str = st.selectbox(
        label,
        list(names),
        format_func=lambda code: f"{word}: {names[code]}",
        key=key,
        label_visibility="collapsed",
        persist_state="session",
        width=252,
    )
    return chosen
