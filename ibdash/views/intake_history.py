"""Earlier intakes in words: what came in, when and by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ibdash.views import dutch
from ibdash.views.intake_in_store import on_this_computer
from ibdash.views.intake_report import KINDS
from ibdash.views.intake_state import State


@dataclass(frozen=True)
class PastCount:
    """The counts of one kind in an earlier intake."""

    new: int
    changed: int
    same: int
    gone: int
    refused: int


@dataclass(frozen=True)
class PastRemark:
    """One remark of an earlier intake."""

    line: int
    severity: str
    text: str
    remedy: str
    kind: str


def past_counts(rows: Iterable[Mapping[str, Any]]) -> dict[str, PastCount]:
    """Kind: its counts, from the rows of `intake/counts`."""
    return {
        row["kind"]: PastCount(
            row["new_rows"],
            row["changed_rows"],
            row["same_rows"],
            row["gone_rows"],
            row["refused_rows"],
        )
        for row in rows
    }


def past_remarks(rows: Iterable[Mapping[str, Any]]) -> list[PastRemark]:
    """The rows of `intake/remarks`."""
    return [
        PastRemark(
            row["line"], row["severity"], row["text"], row["remedy"] or "", row["kind"] or ""
        )
        for row in rows
    ]


def when_and_who(row: Mapping[str, Any]) -> str:
    """ "9 feb 2026, 08:41 · Ina Fictief", of a row of `intake/history`."""
    at = on_this_computer(row["changed_at"])
    return f"{dutch.day(at)}, {dutch.time(at)} · {row['who']}"


def undone_words(row: Mapping[str, Any]) -> str:
    """ "Ongedaan gemaakt op 9 feb 2026, 08:41 door Ina Fictief"; "" while the intake stands."""
    if row["undone_at"] is None:
        return ""
    at = on_this_computer(row["undone_at"])
    return f"Ongedaan gemaakt op {dutch.day(at)}, {dutch.time(at)} door {row['undone_by']}"


def drawn(row: Mapping[str, Any]) -> State:
    """How a row of `intake/history` is drawn in the list."""
    words = [when_and_who(row), what_came_in(row)]
    if row["undone_at"] is None:
        return State("check_circle", "inherit", "\n".join(words))
    return State("undo", "inherit", "\n".join([words[0], undone_words(row)]))


def heading(rows: Sequence[Mapping[str, Any]]) -> str:
    """ "Overgenomen: 3 bestanden, waarvan 1 ongedaan gemaakt", of all rows of `intake/history`."""
    undone = sum(row["undone_at"] is not None for row in rows)
    of_those = f", waarvan {dutch.number(undone)} ongedaan gemaakt" if undone else ""
    return f"Overgenomen: {dutch.plural(len(rows), 'bestand', 'bestanden')}{of_those}"


def what_came_in(row: Mapping[str, Any]) -> str:
    """ "1.142 resultaten nieuw, 1 gewijzigd, 8 geweigerd", of a row of `intake/history`.

    A file that brought nothing new but an answer is "uw antwoord".
    """
    words = KINDS.get(row["kind"])
    if words is None:
        return ""
    parts = []
    if row["new_rows"]:
        parts.append(f"{words.count(row['new_rows'])} nieuw")
    for column, verb in (("changed_rows", "gewijzigd"), ("refused_rows", "geweigerd")):
        if row[column]:
            number = dutch.number(row[column]) if parts else words.count(row[column])
            parts.append(f"{number} {verb}")
    if row.get("has_answer"):
        parts.append("met uw antwoord" if parts else "uw antwoord")
    return ", ".join(parts) or f"{words.count(row['same_rows'])} gelijk"


def past_sentence(row: Mapping[str, Any]) -> str:
    """One earlier intake: what it was about, of whom and which year; `**finding**`."""
    words = KINDS.get(row["kind"])
    what = words.file if words else "Een bestand"
    where = ", ".join(
        part
        for part in (
            row["school"],
            f"schooljaar {row['school_year']}" if row["school_year"] else None,
        )
        if part
    )
    return f"{what} van **{where}**." if where else f"{what}."
