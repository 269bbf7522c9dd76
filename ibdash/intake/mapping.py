"""A table that nobody knows, for a person to say what it is: looked at, tried out, kept."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ibdash.access import Person
from ibdash.domain import school_year
from ibdash.domain.names import display_name
from ibdash.errors import IbdashError, ValueNotUnderstood
from ibdash.intake import profiles_kept
from ibdash.settings import Settings
from ibdash.sources import guess, guess_tests, mapped, mapped_back, tables, test_subjects
from ibdash.sources.guess import TableGuess
from ibdash.sources.headers import shape
from ibdash.sources.map_fields import ASKED, FIELDS, OUTCOMES, REASONS, MapField
from ibdash.sources.mapped import Answers, WideColumn
from ibdash.sources.mapped_back import Said
from ibdash.sources.profile import TestRule
from ibdash.sources.raw_tables import RawTable, raw_tables
from ibdash.sources.reading import Limits, SourceFile
from ibdash.store import Store

__all__ = [
    "ASKED",
    "FIELDS",
    "LINES",
    "MOMENTS",
    "REASONS",
    "Answers",
    "Look",
    "MapField",
    "TestRule",
    "Tried",
    "WideColumn",
    "guess_test",
    "keep",
    "known_name",
    "look",
    "needed",
    "outcomes",
    "profile_of",
    "school_year_of",
    "seen",
    "test_field",
    "try_out",
]

needed = mapped.needed
profile_of = mapped.profile_of
test_field = mapped.test_field
guess_test = guess_tests.guess
LINES = test_subjects.learning_lines()
MOMENTS = tuple(part + str(group) for group in range(1, 9) for part in ("B", "M", "E"))


@dataclass(frozen=True)
class Look:
    """One table of a file.

    name: what a profile for it would be called.  sheet: its number in a workbook.
    guess: what its columns seem to be.
    publishers: of tests, as the store writes them, and those that it does not know yet.
    known: what the school answered about tests before, by plain name.
    words: and about words that stand instead of an outcome.
    """

    name: str
    sheet: int | None
    header: tuple[str, ...]
    guess: TableGuess
    publishers: tuple[str, ...]
    known: Mapping[str, TestRule] = field(repr=False)
    words: Mapping[str, str] = field(repr=False)
    raw: RawTable = field(repr=False)


@dataclass(frozen=True)
class Tried:
    """The first rows as they would be read: fields by their name in sources/kinds.py.

    refused: (line, why) of those that would not.
    """

    pupils: tuple[Mapping[str, Any], ...]
    results: tuple[Mapping[str, Any], ...]
    refused: tuple[tuple[int, str], ...]
    warnings: tuple[str, ...]


def look(store: Store, name: str, content: bytes, settings: Settings) -> list[Look]:
    """The tables of a file with a guess for each; raises FileRefused for what cannot be read."""
    limits = Limits(settings.max_file_mb * 1_000_000, settings.max_rows)
    taught, known = profiles_kept.taught_columns(store), profiles_kept.taught_tests(store)
    words = profiles_kept.taught_words(store)
    publishers = _publishers(store)
    return [
        Look(
            table.name,
            table.sheet,
            table.header,
            guess.table(
                table.header,
                [row.cells for row in table.first],
                taught,
                _said_before(store, table.header),
            ),
            publishers,
            known,
            words,
            table,
        )
        for table in raw_tables(SourceFile(name, content), limits)
    ]


def _said_before(store: Store, header: Sequence[str]) -> Said | None:
    found = profiles_kept.of_shape(store, shape(header))
    return mapped_back.said(found.profile) if found else None


def _publishers(store: Store) -> tuple[str, ...]:
    """A test and its norms meet by the publisher too, so that one spelling of it is offered."""
    with store.read() as cursor:
        rows = cursor.execute(
            "select publisher from test where closed_by is null and publisher is not null"
            " union select publisher from norm where closed_by is null and publisher is not null"
        ).fetchall()
    names = {name.casefold(): name for name in guess_tests.PUBLISHERS}
    names |= {str(name).casefold(): str(name) for (name,) in sorted(rows)}
    return tuple(names[key] for key in sorted(names))


def seen(table: Look, columns: Mapping[str, str]) -> guess_tests.Seen:
    """The tests and the odd words in all rows, once it is said which columns they are in."""
    rows = (row.cells for row in table.raw.rows())
    found = guess_tests.look(table.header, rows, columns, table.known)
    words = {word: table.words.get(word, reason) for word, reason in found.words.items()}
    return replace(found, words=words)


def try_out(table: Look, answers: Answers) -> Tried:
    """Reads the first rows with the answers as they are; nothing may be `needed` any more."""
    profile = mapped.profile_of(answers, "proef")
    lines = [row.line for row in table.raw.first]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows([" ".join(cell.split()) for cell in row.cells] for row in table.raw.first)
    file = SourceFile("proef.csv", text.getvalue().encode())
    limits = Limits(len(file.content) + 1, len(lines) + 1)
    rows: dict[str, list[Mapping[str, Any]]] = {"pupil": [], "result": [], "placement": []}
    refused: list[tuple[int, str]] = []
    warnings: list[str] = []

    def line_of(number: int) -> int:
        return lines[number - 2] if 2 <= number < len(lines) + 2 else number

    try:
        for reading in tables.read(file, limits, profile):
            for kind, batch in reading.batches:
                if kind in rows:
                    rows[kind] += [
                        {**row, "line": line_of(row["line"]), "name": _name(row)}
                        for row in batch.to_pylist()
                    ]
            for remark in reading.remarks:
                if remark.severity == "refused":
                    refused.append((line_of(remark.line), remark.text))
                elif remark.severity == "warning":
                    warnings.append(remark.text)
    except IbdashError as error:
        refused.append((0, error.sentence()))
    pupils = _with_groups(rows["pupil"], rows["placement"]) if answers.kind != "results" else []
    return Tried(tuple(pupils), tuple(rows["result"]), tuple(refused), tuple(warnings))


def keep(store: Store, who: Person, name: str, answers: Answers) -> str:
    """Keeps what was said as a profile for tables of this shape; its id, for Options.profile."""
    return profiles_kept.save(store, who, name, mapped.profile_of(answers, "nieuw"))


def outcomes(answers: Answers) -> list[str]:
    """The outcomes that columns were said to hold, in their order."""
    fields = [*answers.columns.values(), *(column.field for column in answers.wide)]
    return [name for name in dict.fromkeys(fields) if name in OUTCOMES]


def school_year_of(text: str) -> str:
    """The school year that was typed, "" for none or for what is none."""
    try:
        return school_year.parse(text)
    except ValueNotUnderstood:
        return ""


def known_name(store: Store, table: Look) -> str | None:
    """The name of the profile that there is already for tables of this shape."""
    found = profiles_kept.of_shape(store, shape(table.header))
    return found.name if found else None


def _name(row: Mapping[str, Any]) -> str:
    name = display_name(row.get("call_name"), row.get("prefix"), row.get("family_name"))
    return name or str(row.get("pupil_key") or "")


def _with_groups(
    pupils: Sequence[Mapping[str, Any]], placements: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    of = {row["line"]: row for row in placements}
    return [
        {
            **row,
            "group_key": of.get(row["line"], {}).get("group_key"),
            "year_group": of.get(row["line"], {}).get("year_group"),
            "school_year": of.get(row["line"], {}).get("school_year"),
        }
        for row in pupils
    ]
