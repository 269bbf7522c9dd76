"""The sources of a school in words: how old, how often they come, and which stopped coming."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pyarrow as pa

from ibdash.views import dutch, palette
from ibdash.views.intake_report import KINDS

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_LINE = f"light-dark({palette.LIGHT.line},{palette.DARK.line})"
_CELL = f"padding:6px 16px 6px 0;border-bottom:1px solid {_LINE};text-align:left;vertical-align:top"
_NUMBER = f"{_CELL};text-align:right;white-space:nowrap"
_PARTS = {"M": "de M-toetsen", "E": "de E-toetsen"}


@dataclass(frozen=True)
class Source:
    """One source; a row of quality/sources.sql.

    true_on: the day of which its data are, where the file says so.  age and rhythm: in days;
    rhythm None where it came too seldom to tell.  holidays, summer_days: days of the age in a
    holiday of the school calendar, and in July and August where it has no summer holiday; they
    count for no alarm.  alarm: "rhythm", "window" or None.
    """

    format: str
    last_file: str
    last_on: date
    true_on: date | None
    files: int
    age: int
    rhythm: float | None
    kinds: tuple[str, ...]
    window_moment: str | None
    window_year: str | None
    alarm: str | None
    holidays: int = 0
    summer_days: int = 0


def sources(rows: pa.Table) -> list[Source]:
    """The rows of quality/sources.sql, in their order."""
    return [_source(row) for row in rows.to_pylist()]


def _source(row: Mapping[str, Any]) -> Source:
    return Source(
        row["format"],
        row["last_file"],
        row["last_on"],
        row["true_on"],
        row["files"],
        row["age"],
        row["rhythm"],
        tuple(row["kinds"] or ()),
        row["window_moment"],
        row["window_year"],
        row["alarm"],
        row["holidays"],
        row["summer_days"],
    )


def stopped(source: Source) -> str:
    """ "De bron Resultaten kwam 19 dagen niet, gewoonlijk elke 7 dagen"; "" without an alarm.

    With the days that were left out: "kwam 61 dagen niet (42 in vakanties tellen niet mee), …".
    """
    if source.alarm == "rhythm" and source.rhythm is not None:
        left_out = _left_out(source)
        left_out = f" ({left_out} tellen niet mee)" if left_out else ""
        return (
            f"De bron {source.format} kwam {_days(source.age)} niet{left_out}, gewoonlijk"
            f" {_every(source.rhythm)}"
        )
    if source.alarm == "window" and source.window_moment is not None:
        return (
            f"Uit de bron {source.format} kwamen nog geen resultaten van"
            f" {_PARTS[source.window_moment]} van {source.window_year}"
        )
    return ""


def _left_out(source: Source) -> str:
    """ "42 in vakanties", "62 in juli en augustus", both, or ""."""
    parts = []
    if source.holidays:
        parts.append(f"{dutch.number(source.holidays)} in vakanties")
    if source.summer_days:
        parts.append(f"{dutch.number(source.summer_days)} in juli en augustus")
    return dutch.listing(parts)


def all_stopped(found: Sequence[Source]) -> list[str]:
    """A sentence for each source that stopped coming."""
    return [text for text in map(stopped, found) if text]


def table_html(found: Sequence[Source]) -> str:
    """The sources as an HTML table; those that stopped first, as the question gives them."""
    heads = "".join(
        f'<th scope="col" style="{style};font-weight:400;color:{_GREY}">{head}</th>'
        for head, style in (
            ("Bron", _CELL),
            ("Brengt", _CELL),
            ("Laatste bestand", _CELL),
            ("Gekomen op", _CELL),
            ("Stand van", _CELL),
            ("Oud", _NUMBER),
            ("Ritme", _CELL),
        )
    )
    body = "".join(_row(source) for source in found)
    return (
        '<table style="border-collapse:collapse;font-size:15px;line-height:1.4;width:100%">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(source: Source) -> str:
    said = stopped(source)
    warning = f'<div style="font-weight:600">{escape(said)}</div>' if said else ""
    cells = (
        (_CELL, f"{escape(source.format)}{warning}"),
        (_CELL, escape(_brings(source))),
        (f"{_CELL};overflow-wrap:anywhere;min-width:150px", escape(source.last_file)),
        (f"{_CELL};white-space:nowrap", dutch.day(source.last_on)),
        (
            f"{_CELL};white-space:nowrap",
            dutch.day(source.true_on) if source.true_on else "niet gezegd",
        ),
        (_NUMBER, f"{_age(source.age)}{_of_which(source)}"),
        (_CELL, _rhythm(source)),
    )
    drawn = (f'<td style="{style}">{text}</td>' for style, text in cells)
    return f"<tr>{''.join(drawn)}</tr>"


def _brings(source: Source) -> str:
    there = [words.many for kind, words in KINDS.items() if kind in source.kinds]
    # Schools, groups and tests come along with what a file is about.
    main = [name for name in there if name not in (KINDS["school"].many, KINDS["test"].many)]
    return dutch.listing(main or there)


def _age(days: int) -> str:
    return "vandaag" if days <= 0 else _days(days)


def _of_which(source: Source) -> str:
    """Where there is a rhythm to hold it against; of which kind they are, the note tells."""
    free = source.holidays + source.summer_days
    if not free or source.rhythm is None:
        return ""
    return f'<div style="font-size:13px;color:{_GREY}">waarvan {dutch.number(free)} vrij</div>'


def _rhythm(source: Source) -> str:
    if source.rhythm is None:
        return f"nog niet te zeggen ({dutch.plural(source.files, 'bestand', 'bestanden')})"
    return _every(source.rhythm)


def _every(rhythm: float) -> str:
    days = round(rhythm)
    return "elke dag" if days <= 1 else f"elke {_days(days)}"


def _days(count: int) -> str:
    return dutch.plural(count, "dag", "dagen")


HEADS = {
    "format": "Bron",
    "kinds": "Brengt",
    "last_file": "Laatste bestand",
    "last_on": "Gekomen op",
    "true_on": "Stand van",
    "age": "Oud in dagen",
    "holidays": "Daarvan in vakanties",
    "summer_days": "Daarvan in juli en augustus",
    "rhythm": "Ritme in dagen",
    "alarm": "Let op",
}


def table(found: Sequence[Source]) -> tuple[pa.Table, dict[str, str]]:
    """The sources for a download, with the head of each column."""
    texts = dict.fromkeys(("format", "kinds", "last_file"), pa.string())
    days = dict.fromkeys(("last_on", "true_on"), pa.date32())
    kinds: dict[str, pa.DataType] = {
        **texts,
        **days,
        **dict.fromkeys(("age", "holidays", "summer_days"), pa.int64()),
        "rhythm": pa.float64(),
        "alarm": pa.string(),
    }
    rows = [
        {
            "format": source.format,
            "kinds": _brings(source),
            "last_file": source.last_file,
            "last_on": source.last_on,
            "true_on": source.true_on,
            "age": source.age,
            "holidays": source.holidays,
            "summer_days": source.summer_days,
            "rhythm": source.rhythm,
            "alarm": stopped(source).replace(dutch.NO_BREAK, " ") or None,
        }
        for source in found
    ]
    return pa.Table.from_pylist(rows, pa.schema(kinds)), dict(HEADS)


NOTE = (
    "Ritme is de middelste tijd tussen twee bestanden van een bron, als zij op minstens vier dagen "
    "kwam. "
    "Een bron kwam niet als zij langer wegblijft dan twee keer haar ritme (en dan 3 dagen), of als "
    "zij van de laatste toetsperiode (M of E, ruim twee weken voorbij) niets bracht en van de twee "
    "ervoor wel. Vrije dagen tellen niet mee: de vakanties van de schoolkalender; staat er voor "
    "een jaar geen zomervakantie in, dan juli en augustus."
)


def sentence(found: Sequence[Source]) -> str:
    """The sentence above the table; `**finding**`."""
    late = sum(source.alarm is not None for source in found)
    newest = max(source.last_on for source in found)
    if late:
        word = "kwam" if late == 1 else "kwamen"
        return f"**{dutch.count_of(late, len(found))} bronnen** {word} niet meer zoals gewoonlijk."
    return (
        "Geen bron blijft langer weg dan gewoonlijk; het nieuwste bestand kwam op"
        f" {dutch.day(newest)}."
    )
