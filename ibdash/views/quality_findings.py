"""What is odd in the data, in words: one check with its rows, their sentences and the summary."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ibdash.domain import finding_mark
from ibdash.views import dutch

# Heaviest first: in English for the code, and what a check calls it.
SEVERITIES = ("fout", "let op", "info")
# More sentences than this make the summary longer than two lines.
_MOST_STOPPED = 1
_NUMBERS = re.compile(r"\d+|\D+")


@dataclass(frozen=True)
class Odd:
    """One check and what it found.

    name: of the question.  rows: with pupil_id (null where it is about no pupil), from_change,
    source_row and the columns that `sentence` names between braces.
    """

    name: str
    title: str
    severity: str
    explains: str
    sentence: str
    remedy: str
    rows: pa.Table

    @property
    def check_name(self) -> str:
        """The name without its folder, under which a person's word about it is kept."""
        return self.name.rpartition("/")[2]

    @property
    def count(self) -> int:
        return int(self.rows.num_rows)


@dataclass(frozen=True)
class Finding:
    """One row as it is shown; public_key is None where it is about no pupil.

    source: "resultaten.csv, regel 12".  check_name, pupil_id and values say which finding it is.
    """

    pupil: str
    group: str
    public_key: str | None
    text: str
    file: str
    row: int | None
    check_name: str
    pupil_id: int | None
    values: Mapping[str, Any]

    @property
    def mark(self) -> str:
        return finding_mark.mark(self.check_name, self.values)

    @property
    def said(self) -> str:
        """The text in plain signs, to be kept."""
        return _plain(self.text)

    @property
    def source(self) -> str:
        if not self.file:
            return "niet uit een bestand"
        if not self.row:
            return self.file
        return f"{self.file}, regel{dutch.NO_BREAK}{dutch.number(self.row)}"


@dataclass(frozen=True)
class Pupil:
    """Who a row is about: the name as it may be shown, the group or what stands for it."""

    shown: str
    group: str
    public_key: str


def in_order(found: Sequence[Odd]) -> list[Odd]:
    """Only checks that found something: the heaviest first, then the most rows."""
    return sorted(
        (odd for odd in found if odd.count),
        key=lambda odd: (SEVERITIES.index(odd.severity), -odd.count, odd.title),
    )


def of_pupils(found: Sequence[Odd], pupil_ids: Collection[int]) -> list[Odd]:
    """The same checks with only the rows about these pupils."""
    wanted = pa.array(sorted(pupil_ids), pa.int64())
    return [
        replace(odd, rows=odd.rows.filter(pc.is_in(odd.rows.column("pupil_id"), wanted)))
        for odd in found
    ]


def pupils_of(found: Sequence[Odd]) -> set[int]:
    """Every pupil that any of these rows is about."""
    return {
        pupil
        for odd in found
        for pupil in odd.rows.column("pupil_id").unique().to_pylist()
        if pupil is not None
    }


def findings(
    odd: Odd, people: Mapping[int, Pupil], files: Mapping[int, str], most: int | None = None
) -> list[Finding]:
    """The rows of one check in words, the first `most` of them.

    files: the name of the file by the change that took it in.
    """
    shown = odd.rows if most is None else odd.rows.slice(0, most)
    nobody = Pupil("", "", "")
    return [
        Finding(
            (who := people.get(row["pupil_id"], nobody)).shown,
            who.group,
            who.public_key or None,
            in_words(odd.sentence, row),
            files.get(row["from_change"], ""),
            row["source_row"],
            odd.check_name,
            row["pupil_id"],
            row,
        )
        for row in shown.to_pylist()
    ]


def in_words(sentence: str, row: Mapping[str, Any]) -> str:
    """A sentence with the values of a row in the place of their names."""
    return sentence.format_map({name: _value(name, value) for name, value in row.items()})


def _value(name: str, value: object) -> str:
    if isinstance(value, date):
        return dutch.day(value)
    if isinstance(value, float):
        return dutch.number(value, 0 if value.is_integer() else 1)
    if isinstance(value, int):
        return dutch.number(value)
    if value is None:
        return "onbekend"
    return dutch.level(str(value)) if name.startswith("level") else str(value)


def summary(found: Sequence[Odd], checked: int, stopped: Sequence[str], approved: int = 0) -> str:
    """What is to be seen, `**finding**`; or that nothing is odd, with what was checked.

    checked: how many checks were done.  stopped: a sentence per source that stopped coming.
    approved: how many findings were said to be right; said where nothing else is odd.
    """
    wrong = [odd for odd in found if odd.count and odd.severity == "fout"]
    look = [odd for odd in found if odd.count and odd.severity == "let op"]
    if wrong:
        first = f"**{_things(len(wrong))} niet**{_with(wrong)}"
        first += f"; op {_others(len(look))} moet u letten." if look else "."
    elif look:
        word = "ding vraagt" if len(look) == 1 else "dingen vragen"
        first = (
            f"**{dutch.number(len(look))} {word} uw aandacht**{_with(look)}; fouten zijn er niet."
        )
    else:
        first = f"**Er is niets gevonden dat niet klopt**, bij {_checks(checked)}."
        if approved:
            first = (
                f"{first[:-1]}; {dutch.plural(approved, 'regel is', 'regels zijn')} goed gemeld."
            )
    if len(stopped) > _MOST_STOPPED:
        stopped = [f"{dutch.number(len(stopped))} bronnen kwamen niet zoals gewoonlijk"]
    return " ".join([first, *(f"{text}." for text in stopped)])


def to_look_at(found: Sequence[Odd]) -> int:
    """How many checks found something that asks for a look; what is only to know does not."""
    return sum(1 for odd in found if odd.count and odd.severity != "info")


def _things(count: int) -> str:
    return "1 ding klopt" if count == 1 else f"{dutch.number(count)} dingen kloppen"


def _others(count: int) -> str:
    return "1 ander ding" if count == 1 else f"{dutch.number(count)} andere dingen"


def _checks(count: int) -> str:
    return dutch.plural(count, "controle", "controles")


def _with(found: Sequence[Odd]) -> str:
    pupils = len(pupils_of(found))
    return f", bij {dutch.plural(pupils, 'leerling', 'leerlingen')}" if pupils else ""


def by_weight(found: Sequence[Odd]) -> list[tuple[str, int, int]]:
    """(severity, checks that found something, rows), heaviest first; all three always."""
    return [
        (
            severity,
            sum(1 for odd in found if odd.count and odd.severity == severity),
            sum(odd.count for odd in found if odd.severity == severity),
        )
        for severity in SEVERITIES
    ]


def group_order(names: Collection[str]) -> list[str]:
    """Group names with their numbers as numbers: 3, 4a, 10, Plusklas."""

    def key(name: str) -> list[str]:
        parts = _NUMBERS.findall(name.casefold())
        return [part.zfill(8) if part.isdigit() else part for part in parts]

    return sorted(names, key=key)


HEADS = {
    "check": "Controle",
    "severity": "Weging",
    "pupil": "Leerling",
    "group": "Groep",
    "text": "Wat er staat",
    "remedy": "Wat u kunt doen",
    "file": "Bestand",
    "row": "Regel",
}


def table(
    found: Sequence[Odd], people: Mapping[int, Pupil], files: Mapping[int, str]
) -> tuple[pa.Table, dict[str, str]]:
    """All rows for a download, with the head of each column; minus and spaces in plain signs."""
    rows = [
        {
            "check": odd.title,
            "severity": odd.severity,
            "pupil": one.pupil,
            "group": one.group,
            "text": _plain(one.text),
            "remedy": odd.remedy,
            "file": one.file,
            "row": one.row or None,
        }
        for odd in found
        for one in findings(odd, people, files)
    ]
    schema = pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in HEADS])
    return pa.Table.from_pylist(rows, schema), dict(HEADS)


def _plain(text: str) -> str:
    return text.replace(dutch.NO_BREAK, " ").replace(dutch.MINUS, "-")
