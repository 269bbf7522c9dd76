"""The open tables as they go out: a question of `questions/export` each, and its profile reversed.

The question gives the columns under their Dutch headers, with the values as the store has them;
the profile that reads the table back says which words stand for them, of which type a column is and
what may be in it.  So a table is added by its profile and its question.  What is the same after an
export and an intake into an empty store: docs/schema.md, "Out and in again".
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa

from ibdash import questions
from ibdash.access import Person
from ibdash.sources.profile import ColumnRule, Profile, profiles

_FOLDER = "export/"
# In the order of the open table form; tables that are not named here follow, by their names.
_ORDER = (
    "scholen",
    "leerlingen",
    "niet_geplaatst",
    "groepen",
    "plaatsingen",
    "personeel",
    "resultaten",
    "normtabellen",
    "plannen",
    "evaluaties",
    "ondersteuning",
)

Type = Literal["tekst", "getal", "dag", "ja/nee"]
_TYPES: Mapping[str, tuple[Type, pa.DataType]] = {
    "date": ("dag", pa.date32()),
    "number": ("getal", pa.float64()),
    "yes_no": ("ja/nee", pa.bool_()),
}


@dataclass(frozen=True)
class Column:
    """A column as it is written.

    words: the word for each value of the store, where there is a closed list of them; others_kept:
    whether a value outside the list is written as it is.  least, most: bounds of a number, or None.
    is_required: each row has it, or one of the others in the same group of required columns.
    """

    name: str
    type: Type
    arrow: pa.DataType
    words: Mapping[str, str]
    others_kept: bool
    least: float | None
    most: float | None
    is_required: bool


@dataclass(frozen=True)
class OpenTable:
    """One open table.

    name: of its sheet or file, as the intake recognises it.  title: for people, Dutch.  kind: of
    its rows, when they are taken in (sources/kinds.py).
    has_restricted_rows: some of its rows are written only with the restricted tables.
    columns: by their headers; its question says which of them are written, and in which order.
    """

    name: str
    title: str
    kind: str
    is_restricted: bool
    has_restricted_rows: bool
    columns: Mapping[str, Column]

    @property
    def question(self) -> str:
        return _FOLDER + self.name

    def schema(self, headers: Sequence[str]) -> pa.Schema:
        """Of these columns, in this order."""
        return pa.schema([pa.field(name, self.columns[name].arrow) for name in headers])

    def worded(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch of the answer to its question, in words and in the types of the table."""
        headers = batch.schema.names
        return pa.record_batch(
            [_column(batch.column(name), self.columns[name]) for name in headers],
            schema=self.schema(headers),
        )


def known_tables(who: Person, *, restricted: bool) -> list[OpenTable]:
    """Every open table that this person may take out, in order.

    restricted: with those about capacity and diagnoses, for who may see them.
    """
    return [
        table
        for table in _tables()
        if not table.is_restricted or (restricted and who.may_read_restricted())
    ]


@functools.cache
def _tables() -> tuple[OpenTable, ...]:
    found = []
    for asked in questions.all_questions():
        if asked.name.startswith(_FOLDER):
            profile = profile_of(asked.name.removeprefix(_FOLDER))
            found.append(
                OpenTable(
                    profile.names[0],
                    profile.title,
                    profile.kind,
                    asked.is_restricted,
                    any(one.name == "restricted" for one in asked.parameters),
                    {rule.header[0]: _described(profile, rule) for rule in profile.column},
                )
            )
    return tuple(sorted(found, key=lambda table: (_place(table.name), table.name)))


def profile_of(table: str) -> Profile:
    """The profile that reads an open table back."""
    return next(profile for profile in profiles().values() if table in profile.names)


def _place(table: str) -> int:
    return _ORDER.index(table) if table in _ORDER else len(_ORDER)


def _described(profile: Profile, rule: ColumnRule) -> Column:
    header = rule.header[0]
    kind, arrow = _TYPES.get(rule.convert, ("tekst", pa.string()))
    least, most = rule.options.get("least"), rule.options.get("most")
    return Column(
        header,
        kind,
        arrow,
        _words(rule),
        rule.options.get("others") == "kept",
        None if least is None else float(least),
        None if most is None else float(most),
        any(header in group for group in profile.required) and header not in profile.may_be_empty,
    )


def _words(rule: ColumnRule) -> Mapping[str, str]:
    """Value of the store: the first spelling of it."""
    words: dict[str, str] = {}
    if rule.convert == "choice":
        for spelling, value in rule.options["values"].items():
            if value:
                words.setdefault(value, spelling)
    return words


def _column(values: Any, column: Column) -> Any:
    if pa.types.is_string(values.type) and (column.words or len(values) > 1000):
        # Few different values, each spelled once.
        encoded = values.dictionary_encode()
        words = [column.words.get(value, value) for value in encoded.dictionary.to_pylist()]
        return pa.array(words, pa.string()).take(encoded.indices)
    return values.cast(column.arrow)
