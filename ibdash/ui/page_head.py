"""The head of a page: title and meta left, filters right; the summary sentence; section heads."""

import re
from dataclasses import dataclass
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import session
from ibdash.views import palette

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_LINE = f"light-dark({palette.LIGHT.axis},{palette.DARK.axis})"
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Head:
    """The row on top; `filters` is a horizontal container for what is chosen on the page."""

    place: DeltaGenerator
    filters: DeltaGenerator

    def title(self, text: str, meta: str = "") -> None:
        """Writes the title anew, once the page knows what it is about."""
        chip = (
            '<span title="Verzonnen leerlingen" '
            f'style="font-size:13px;color:{_GREY};border:1px dashed {_LINE};'
            'border-radius:4px;padding:2px 8px">Demoschool</span>'
            if session.current().is_demo
            else ""
        )
        self.place.html(
            '<div style="display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 12px">'
            '<h1 style="margin:0;padding:0;font-size:28px;font-weight:650;line-height:1.2">'
            f"{escape(text)}</h1>"
            f'<span style="font-size:15px;color:{_GREY}">{escape(meta)}</span>{chip}</div>'
        )


def open_head(title: str, meta: str = "") -> Head:
    """Paints the head first, so that title and filters stand while the page asks its questions."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="medium",
        key="page_head",
    ):
        place = st.container(width="content", key="page_title").empty()
        filters = st.container(
            horizontal=True,
            horizontal_alignment="right",
            vertical_alignment="center",
            gap="small",
            width="content",
            key="page_filters",
        )
    head = Head(place, filters)
    head.title(title, meta)
    return head


def summary(text: str) -> None:
    """The sentence that says what is to be seen, 19 px; `**the finding**` is bold.

    At most 110 characters wide and two lines at 1440 (look.md 3).
    """
    st.html(
        '<p style="margin:0;font-size:19px;line-height:1.35;max-width:110ch;text-wrap:pretty">'
        f"{_marked(text)}</p>"
    )


def section(text: str, count: int | None = None) -> None:
    """The sentence above a chart, or the head of a section; a screen reader can jump to it."""
    number = (
        f' <span style="font-weight:400;color:{_GREY}">{count}</span>' if count is not None else ""
    )
    st.html(
        '<h2 style="margin:0;padding:0;font-size:17px;font-weight:600;line-height:1.3">'
        f"{_marked(text)}{number}</h2>"
    )


def note(text: str) -> None:
    """Abbreviations, sources and limits, 13 px grey; not in a popover or dialog.

    Those stand outside the page's colour scheme, where light-dark() always takes the light colour.
    """
    st.html(
        '<p style="margin:0;font-size:13px;line-height:1.4;overflow-wrap:anywhere;'
        f'color:{_GREY}">{_marked(text)}</p>'
    )


def remark(text: str) -> None:
    """A quiet line that something is not as it was asked for; a screen reader says it too."""
    st.html(
        f'<p role="status" style="margin:0;padding:6px 12px;font-size:15px;line-height:1.4;'
        f'border:1px solid {_LINE};border-radius:6px;width:fit-content">{escape(text)}</p>'
    )


def _marked(text: str) -> str:
    return _BOLD.sub(r"<strong style='font-weight:600'>\1</strong>", escape(text))
