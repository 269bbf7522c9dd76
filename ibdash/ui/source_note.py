""" "Waar komt dit vandaan?": the files and rows behind the figures of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import page_head, session
from ibdash.views import dutch, palette

_MOST_ROWS = 12


@dataclass(frozen=True)
class Source:
    """One fact's origin: the file, its row there (None when there is none), the day it came in."""

    file: str
    row: int | None
    on: date


def popover(sources: Iterable[Source], into: DeltaGenerator, extra: str = "") -> None:
    """The `info` button of a page's head, with the files behind what is shown.

    extra: a sentence on how the figures are made, when the page has one.
    """
    name = "Waar komt dit vandaan?"
    with into.popover(name, icon=":material/info:", help=name, key="icon_source_note", wrap=True):
        page_head.section(name)
        listed = per_file(sources)
        colours = palette.tokens(session.current().dark)
        if listed:
            st.html(_table(listed, colours))
        for text in (extra, "" if listed else "Er zijn nog geen gegevens overgenomen."):
            if text:
                st.html(
                    f'<p style="margin:0;font-size:13px;color:{colours.ink_2}">{escape(text)}</p>'
                )


def per_file(sources: Iterable[Source]) -> list[tuple[str, str, date]]:
    """(file, its rows as text, day), newest first; rows above twelve are counted, not listed."""
    rows: dict[tuple[str, date], set[int]] = {}
    for source in sources:
        held = rows.setdefault((source.file, source.on), set())
        if source.row is not None:
            held.add(source.row)
    ordered = sorted(rows.items(), key=lambda item: item[0][0])
    ordered.sort(key=lambda item: item[0][1], reverse=True)
    return [(file, _rows_in_words(sorted(held)), on) for (file, on), held in ordered]


def _rows_in_words(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    if len(rows) > _MOST_ROWS:
        count = dutch.plural(len(rows), "regel", "regels")
        return f"{count}, van {dutch.number(rows[0])} tot en met {dutch.number(rows[-1])}"
    word = "regel" if len(rows) == 1 else "regels"
    return f"{word} {dutch.listing([dutch.number(row) for row in rows])}"


def _table(listed: Sequence[tuple[str, str, date]], colours: palette.Tokens) -> str:
    """In the theme's own colours: light-dark() takes the light one inside a popover."""
    line, grey = colours.line, colours.ink_2
    cell = f'style="padding:6px 16px 6px 0;border-bottom:1px solid {line};text-align:left"'
    heads = "".join(
        f'<th scope="col" {cell[:-1]};font-weight:400;color:{grey}">{head}</th>'
        for head in ("Bestand", "Regels", "Overgenomen op")
    )
    body = "".join(
        f"<tr><td {cell}>{escape(file)}</td><td {cell}>{escape(rows)}</td>"
        f"<td {cell}>{dutch.day(on)}</td></tr>"
        for file, rows, on in listed
    )
    return (
        '<table style="border-collapse:collapse;font-size:14px;line-height:1.35">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )
