"""Results of which sources contradict each other: what each says, and which counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ibdash.views import dutch, result_words

_ROLES: Mapping[str, str] = {
    "person": "uw keuze",
    "publisher": "toetssysteem van de uitgever",
    "pupil_system": "leerlingadministratie",
    "former_school": "vorige school",
    "table": "tabel van de school",
}


@dataclass(frozen=True)
class Said:
    """What one source says.  system: names it to the intake; counts: its words are the result's.

    may_keep: it can be chosen; also the one that counts, so that a later file does not pass it.
    """

    system: str
    source: str
    values: str
    origin: str
    counts: bool
    may_keep: bool


@dataclass(frozen=True)
class Conflict:
    """One result: `row` is its place in the answer, for the name on the screen.

    why: the rule by which the first source counts.
    """

    result_id: int
    row: int
    what: str
    why: str
    is_decided: bool
    said: tuple[Said, ...]


def conflicts(rows: Iterable[Mapping[str, Any]]) -> list[Conflict]:
    """The answer to quality/source_conflicts, a result at a time, in its order."""
    found: dict[int, list[tuple[int, Mapping[str, Any]]]] = {}
    for number, row in enumerate(rows):
        found.setdefault(int(row["result_id"]), []).append((number, row))
    return [_conflict(result_id, claims) for result_id, claims in found.items()]


def heading(count: int, shown: int) -> str:
    """ "Bronnen die elkaar tegenspreken: bij 34 resultaten, de eerste 20"."""
    first = f", de eerste {shown}" if shown < count else ""
    return (
        "Bronnen die elkaar tegenspreken: bij"
        f" {dutch.plural(count, 'resultaat', 'resultaten')}{first}"
    )


def _conflict(result_id: int, claims: list[tuple[int, Mapping[str, Any]]]) -> Conflict:
    number, first = claims[0]
    is_decided = bool(first["is_decided"])
    held = first["since"] if first["role"] == "person" else None
    rows = [row for _, row in claims if row["role"] != "person"]
    kept = result_words.said(first) if held else None
    return Conflict(
        result_id,
        number,
        f"{first['line_name']} {first['moment']}",
        _why(first, rows),
        is_decided,
        tuple(_said(row, first, kept) for row in rows),
    )


def _why(first: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> str:
    if first["role"] == "person":
        return f"Gekozen door {first['decided_by']} op {dutch.day(first['since'])}."
    roles = {row["role"] for row in rows}
    if len(roles) == 1:
        return "Beide van dezelfde soort bron: het nieuwste gaat voor."
    if first["is_taken"] and not all(row["is_taken"] for row in rows):
        return "Een resultaat gaat voor op 'niet gemaakt'."
    article = "het" if first["role"] == "publisher" else "de"
    return f"Regel voor resultaten: {article} {_ROLES[first['role']]} gaat voor."


def _said(row: Mapping[str, Any], first: Mapping[str, Any], kept: str | None) -> Said:
    values = result_words.said(row)
    counts = row is first or (kept is not None and values == kept)
    line = f", regel {dutch.number(row['source_row'])}" if row["source_row"] else ""
    origin = f"{row['file_name'] or 'met de hand'}{line}, {dutch.day(row['since'])}"
    return Said(
        row["system"],
        _ROLES[row["role"]],
        values,
        origin,
        counts,
        may_keep=not counts or kept is None,
    )
