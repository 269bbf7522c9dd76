"""Which share of the rows of each file carried what, as a table with bars, and what a gap means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pyarrow as pa

from ibdash.views import dutch, palette
from ibdash.views.intake_in_store import on_this_computer
from ibdash.views.intake_report import KINDS

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_LINE = f"light-dark({palette.LIGHT.line},{palette.DARK.line})"
_EDGE = f"light-dark({palette.LIGHT.axis},{palette.DARK.axis})"
_CELL = f"padding:6px 16px 6px 0;border-bottom:1px solid {_LINE};text-align:left;vertical-align:top"
_NUMBER = f"{_CELL};text-align:right"
# Below this share something is missing that somebody will look for; own limit.
LOW = 0.9

# Column of quality/delivered.sql: its head.
HEADS = {
    "keys": "Sleutel",
    "levels": "Niveau",
    "scores": "Score",
    "percentiles": "Percentiel",
    "days": "Datum",
    "moments": "Moment",
}
# What it means when few rows of a kind carry something; columns that are not named here may be
# empty without harm.
_MEANS = {
    ("result", "keys"): "zonder leerlingnummer zoekt ibdash de leerling op naam en geboortedatum",
    (
        "result",
        "levels",
    ): "zonder niveau is er geen verdeling, tenzij een normtabel het niveau geeft",
    ("result", "scores"): "zonder score zijn stap, groei en verwachting niet te zien",
    (
        "result",
        "percentiles",
    ): "zonder percentiel kan ibdash een niveau niet nakijken, en is niet te"
    f" zien of een V bij de laagste 10% hoort (V{dutch.MINUS})",
    ("result", "days"): "zonder datum staat een resultaat midden in de toetsperiode, met een open"
    " teken",
    ("result", "moments"): "zonder moment telt de datum, en zonder beide het hele schooljaar",
    ("pupil", "keys"): "zonder leerlingnummer zijn leerlingen alleen aan hun naam te herkennen",
    ("pupil", "days"): "zonder geboortedatum zijn twee leerlingen met dezelfde naam niet uit elkaar"
    " te houden",
    ("plan", "days"): "zonder begindatum is niet te zien of een plan al loopt",
    ("evaluation", "days"): "zonder datum is niet te zien bij welke periode een evaluatie hoort",
    ("support_level", "days"): "zonder begindatum is niet te zien sinds wanneer een niveau geldt",
}


@dataclass(frozen=True)
class Delivered:
    """What one kind of row of one file carried.

    kind and rows: None for a file of which it was not counted.  unreadable: rows beside those.
    filled: rows by column of HEADS; None where the kind has no such column.
    """

    file: str
    format: str
    on: date
    kind: str | None
    rows: int | None
    unreadable: int
    filled: Mapping[str, int | None]

    def share(self, column: str) -> float | None:
        """Of the rows that could be read; between 0 and 1, None where there is nothing to say."""
        found = self.filled[column]
        return None if found is None or not self.rows else found / self.rows


def delivered(rows: pa.Table) -> list[Delivered]:
    """The rows of quality/delivered.sql, in their order."""
    return [_delivered(row) for row in rows.to_pylist()]


def _delivered(row: Mapping[str, Any]) -> Delivered:
    return Delivered(
        row["file_name"],
        row["format"],
        on_this_computer(row["changed_at"]).date(),
        row["kind"],
        row["rows"],
        row["unreadable"] or 0,
        {column: row[column] for column in HEADS},
    )


def summary(found: Sequence[Delivered]) -> str:
    """The sentence above the table; `**finding**`."""
    files = {(one.file, one.on) for one in found if one.kind is not None}
    low = {(one.file, one.on) for one in found if _is_low(one)}
    if not found:
        return "Er is nog geen bestand overgenomen."
    if not files:
        return "Van deze bestanden is niet geteld wat erin stond."
    if not low:
        return "Wat geteld is, is in elk bestand bij minstens 9 van de 10 regels ingevuld."
    return (
        f"In **{dutch.count_of(len(low), len(files))} bestanden** ontbreekt iets bij meer dan 1"
        " van de 10 regels."
    )


def _is_low(one: Delivered) -> bool:
    return any(
        (one.kind, column) in _MEANS and (share := one.share(column)) is not None and share < LOW
        for column in HEADS
    )


def meanings(found: Sequence[Delivered]) -> list[str]:
    """A sentence for each low share in these rows: what cannot be seen without it."""
    texts = []
    for (kind, column), text in _MEANS.items():
        low = (one.share(column) for one in found if one.kind == kind)
        if any(share is not None and share < LOW for share in low):
            texts.append(f"{HEADS[column]} bij {KINDS[kind].many}: {text}.")
    return texts


def table_html(found: Sequence[Delivered]) -> str:
    """An HTML table: a bar and a percentage per column, bold where it is low."""
    heads = "".join(
        f'<th scope="col" style="{style};font-weight:400;color:{_GREY}">{head}</th>'
        for head, style in (
            ("Bestand", _CELL),
            ("Soort", _CELL),
            ("Regels", _NUMBER),
            *((head, _CELL) for head in HEADS.values()),
        )
    )
    body = "".join(
        _row(one, repeats=bool(number) and _is_same_file(one, found[number - 1]))
        for number, one in enumerate(found)
    )
    return (
        '<table style="border-collapse:collapse;font-size:15px;line-height:1.4;width:100%">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _is_same_file(one: Delivered, other: Delivered) -> bool:
    return (one.file, one.on) == (other.file, other.on)


def _row(one: Delivered, repeats: bool) -> str:
    name = (
        ""
        if repeats
        else f'{escape(one.file)}<div style="font-size:13px;color:{_GREY}">{escape(one.format)}, '
        f"{dutch.day(one.on)}</div>"
    )
    first = f'<td style="{_CELL};overflow-wrap:anywhere">{name}</td>'
    if one.kind is None or one.rows is None:
        unknown = (
            f'<td colspan="{2 + len(HEADS)}" style="{_CELL};color:{_GREY}">Niet bekend: dit bestand'
            " is overgenomen voordat ibdash dit telde</td>"
        )
        return f"<tr>{first}{unknown}</tr>"
    cells = "".join(f'<td style="{_CELL}">{_bar(one, column)}</td>' for column in HEADS)
    return (
        f'<tr>{first}<td style="{_CELL}">{KINDS[one.kind].many}</td>'
        f'<td style="{_NUMBER}">{_number_of_rows(one.rows, one.unreadable)}</td>{cells}</tr>'
    )


def _number_of_rows(rows: int, unreadable: int) -> str:
    if not unreadable:
        return dutch.number(rows)
    said = f"{dutch.number(unreadable)}{dutch.NO_BREAK}niet te{dutch.NO_BREAK}lezen"
    return (
        f'{dutch.number(rows + unreadable)}<div style="font-size:13px;color:{_GREY}">{said}</div>'
    )


def _bar(one: Delivered, column: str) -> str:
    """64 px is everything; the number always stands beside it, so that grey paper says the same."""
    share = one.share(column)
    if share is None:
        return f'<span style="color:{_GREY}">{dutch.DASH}</span>'
    weight = 600 if share < LOW and (one.kind, column) in _MEANS else 400
    return (
        '<span style="display:flex;align-items:center;gap:8px;white-space:nowrap">'
        f'<span aria-hidden="true" style="width:64px;height:10px;border:1px solid {_EDGE};'
        f'flex:none"><span style="display:block;width:{share * 100:.1f}%;height:100%;'
        f'background:{_GREY}"></span></span>'
        f'<span style="font-weight:{weight};min-width:40px;text-align:right">{_percent(share)}'
        "</span></span>"
    )


def _percent(share: float) -> str:
    """Never 100% or 0% where it is not quite so."""
    if 0 < share < 0.005:
        return "<1%".replace("<", "&lt;")
    if 0.995 <= share < 1:
        return "99%"
    return dutch.percent(share)


def table(found: Sequence[Delivered]) -> tuple[pa.Table, dict[str, str]]:
    """The counts for a download, with the head of each column."""
    heads = {
        "file": "Bestand",
        "format": "Indeling",
        "on": "Overgenomen op",
        "kind": "Soort",
        "rows": "Regels",
        "unreadable": "Niet te lezen",
        **{column: f"{head} ingevuld" for column, head in HEADS.items()},
    }
    kinds: dict[str, pa.DataType] = {
        **dict.fromkeys(("file", "format", "kind"), pa.string()),
        "on": pa.date32(),
        **dict.fromkeys(("rows", "unreadable", *HEADS), pa.int64()),
    }
    rows = [
        {
            "file": one.file,
            "format": one.format,
            "on": one.on,
            "kind": KINDS[one.kind].many if one.kind else None,
            "rows": None if one.rows is None else one.rows + one.unreadable,
            "unreadable": None if one.rows is None else one.unreadable,
            **one.filled,
        }
        for one in found
    ]
    return pa.Table.from_pylist(rows, pa.schema(kinds)), heads
