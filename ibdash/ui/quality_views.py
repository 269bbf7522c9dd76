"""The page Gegevenskwaliteit itself: its three views, and the tables of two of them."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from ibdash.ui import page_head
from ibdash.views import quality_delivered, source_alarm
from ibdash.views.quality_delivered import Delivered
from ibdash.views.source_alarm import Source

View = Literal["findings", "delivered", "sources"]

_VIEW = "quality_view"
_ALL_FILES = "quality_all_files"
_MOST_ROWS = 20


def view(odd: int, of_sources: int) -> View:
    """The switch between the three views, with how much there is to see in two of them."""
    names: dict[View, str] = {
        "findings": f"Wat niet klopt ({odd})" if odd else "Wat niet klopt",
        "delivered": "Volledigheid per bestand",
        "sources": f"Bronnen ({of_sources})" if of_sources else "Bronnen",
    }
    chosen: View | None = st.segmented_control(
        "Weergave",
        list(names),
        default="findings",
        required=True,
        format_func=lambda one: names[one],
        key=_VIEW,
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or "findings"


def delivered(found: Sequence[Delivered]) -> None:
    """What each file carried, the newest first, and what a low share means."""
    page_head.section(quality_delivered.summary(found))
    if not found:
        return
    shown = found if st.session_state.get(_ALL_FILES) else found[:_MOST_ROWS]
    st.html(quality_delivered.table_html(shown))
    if len(found) > len(shown):
        st.button(
            f"Nog {len(found) - len(shown)} tonen",
            type="tertiary",
            key="quality_more_files",
            on_click=_show_all,
        )
    with st.container(gap="xxsmall"):
        page_head.note(
            "Vet is minder dan 90% van de regels die te lezen waren; ook wat daarna geweigerd is,"
            " telt mee."
        )
        for text in quality_delivered.meanings(shown):
            page_head.note(text)


def _show_all() -> None:
    st.session_state[_ALL_FILES] = True


def sources(found: Sequence[Source]) -> None:
    """How old each source is, and which stopped coming."""
    if not found:
        page_head.section("Er is nog geen bestand overgenomen.")
        return
    page_head.section(source_alarm.sentence(found))
    st.html(source_alarm.table_html(found))
    page_head.note(source_alarm.NOTE)
