"""What is in the store now, as lines of a card: how many, from which file, from when to when."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from ibdash.views import dutch, palette
from ibdash.views.intake_report import KINDS

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_LINE = f"light-dark({palette.LIGHT.line},{palette.DARK.line})"
# Streamlit indents lists of its own; these two take that back.
_TERM = "margin:0;padding:0;display:flex;justify-content:space-between;gap:8px;font-weight:600"
_TEXT = f"margin:0;padding:0;color:{_GREY};overflow-wrap:anywhere"

_YEAR = "schooljaar "


def in_store_card(rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows of `intake/in_store` as HTML: a definition list, a line under each but the last."""
    parts = []
    for number, row in enumerate(rows, start=1):
        edge = f"border-bottom:1px solid {_LINE};" if number < len(rows) else ""
        what, count = KINDS[row["kind"]].head, dutch.number(row["count"])
        parts.append(
            f'<div style="padding:8px 0;{edge}"><dt style="{_TERM}">'
            f"<span>{what}</span><span>{count}</span></dt>"
            f'<dd style="{_TEXT}">{escape(_when(row))}</dd></div>'
        )
    return f'<dl style="margin:0;padding:0;font-size:15px;line-height:1.4">{"".join(parts)}</dl>'


def on_this_computer(at: datetime) -> datetime:
    """A time of the store (UTC, without saying so) on the clock of this computer."""
    return at.replace(tzinfo=UTC).astimezone()


def moment_in_time(moment: str, half_year: int) -> str:
    """ "M3 2021": a moment with the calendar year in which it lies.

    half_year: twice the first calendar year of the school year, and one for an E moment; only a B
    moment lies in that first calendar year.
    """
    return f"{moment} {half_year // 2 + (moment[:1] != 'B')}"


def _when(row: Mapping[str, Any]) -> str:
    if row["first_half_year"]:
        first, last = (_end(row, end) for end in ("first", "last"))
        if first == last:
            return first
        return f"{first} tot en met {last.removeprefix(_YEAR) if first.startswith(_YEAR) else last}"
    day = dutch.day(on_this_computer(row["changed_at"])) if row["changed_at"] else ""
    return ", ".join(part for part in (row["format"], day) if part)


def _end(row: Mapping[str, Any], end: str) -> str:
    """The first or last result: its moment, else its day, else its school year."""
    half_year = row[f"{end}_half_year"]
    if row[f"{end}_moment"]:
        return moment_in_time(row[f"{end}_moment"], half_year)
    if row[f"{end}_day"]:
        return dutch.day(row[f"{end}_day"])
    return f"{_YEAR}{half_year // 2}-{half_year // 2 + 1}"
