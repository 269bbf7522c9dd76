"""The new year's list beside the year before: who moved on, doubled, came, left or is missing.

What the list cannot tell is asked of a person, and the answer is written in the change of the file
itself: its facts name that person's change and row 0, and undoing the file takes them back too.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import duckdb
import pyarrow as pa

from ibdash.domain import school_year
from ibdash.domain.year_change import Kind, Move, rule
from ibdash.intake.facts import PUPIL
from ibdash.intake.statements import run
from ibdash.sources.reading import Remark
from ibdash.store import Change

# Whose word a placement is that no file gave: a later list of the pupil system does not end it.
_BY_A_PERSON = "ibdash"
_MOST_LISTED = 1_000
Gone = Literal["unknown", "leave"]


@dataclass(frozen=True)
class Mover:
    """A pupil who did not simply move on.

    kind: a `domain.year_change.Kind`.  group_before, group: in the year before and in the new one.
    has_namesake: is missing, while a pupil of the same name came.
    """

    pupil_id: int
    display_name: str
    call_name: str | None
    family_name: str | None
    kind: str
    group_before: str | None
    group: str | None
    has_namesake: bool


@dataclass(frozen=True)
class YearChange:
    """What a complete list of a school year says of the pupils of the year before.

    counts: pupils per kind, in the order of Kind, without zeroes.  pupils: all but those who moved
    on.  is_first: the first list of the new year; a later one tells only who is still missing.
    is_certain: False when pupils of the file were refused, so that nobody can be called missing.
    left, stays: of whom the user said so, once it is applied.  left_on: the day that is written.
    """

    year_before: str
    school_year: str
    counts: dict[str, int]
    pupils: tuple[Mover, ...]
    is_first: bool
    is_certain: bool
    left: int = 0
    stays: int = 0

    @property
    def left_on(self) -> date:
        """The last day of the year before."""
        return school_year.last_day(self.year_before)

    @property
    def missing(self) -> tuple[Mover, ...]:
        """Whom the user is asked about; nobody when the list is not certain."""
        if not self.is_certain:
            return ()
        return tuple(one for one in self.pupils if one.kind == Kind.MISSING)

    def as_json(self) -> dict[str, object]:
        """Counts only: no names on the command line."""
        return {
            "from": self.year_before,
            "to": self.school_year,
            "counts": self.counts,
            "answered": {"left": self.left, "stays": self.stays},
        }


def compare(change: Change, *, is_certain: bool) -> YearChange | None:
    """Beside the year before, after the placements of a complete list are written.

    None where the store knew nobody of the year before, and for a later list of the same year that
    leaves nobody missing.
    """
    cursor = change.cursor
    _write_rule(cursor)
    run(cursor, "year_change")
    row = cursor.execute(
        "select max(year_before), max(school_year), bool_or(is_first) from year_pair"
    ).fetchone()
    if row is None or row[0] is None:
        return None
    before, now, is_first = row
    found: dict[str, int] = dict(
        cursor.execute("select kind, count(*) from year_move group by kind").fetchall()
    )
    if not is_first and Kind.MISSING not in found:
        return None
    listed = cursor.execute(f"select * from year_listed limit {_MOST_LISTED}").fetchall()
    return YearChange(
        before,
        now,
        {str(kind): found[kind] for kind in Kind if kind in found},
        tuple(Mover(*one) for one in listed),
        is_first,
        is_certain,
    )


def answer(
    change: Change,
    compared: YearChange,
    *,
    left: Collection[int] = (),
    stays: Collection[int] = (),
    gone: Gone = "unknown",
) -> YearChange:
    """Writes what the user said of missing pupils; the others stay as they are.

    left: they left on the last day of the year before.  stays: they are pupils in the new year too,
    without a group as long as no list names one.  gone: "leave" says the first of everybody else.
    """
    asked = {one.pupil_id for one in compared.missing}
    staying = asked.intersection(stays)
    leaving = asked - staying if gone == "leave" else asked.intersection(left) - staying
    if leaving:
        _write_left(change, sorted(leaving), compared.left_on)
    if staying:
        _write_stays(change, sorted(staying))
    return replace(compared, left=len(leaving), stays=len(staying))


def remarks(answered: YearChange) -> list[Remark]:
    """What is kept with the file: what the user said, and how many are still not known."""
    found = []
    if answered.left:
        who = _who(answered.left, answered.year_before, "is", "zijn")
        day = f"31 juli {answered.left_on.year}"
        found.append(Remark(0, "info", f"{who} naar uw antwoord van school per {day}"))
    if answered.stays:
        who = _who(answered.stays, answered.year_before, "hoort", "horen")
        verb = "staat" if answered.stays == 1 else "staan"
        where = f"{verb} in {answered.school_year} bij Zonder groep"
        found.append(Remark(0, "info", f"{who} er naar uw antwoord nog bij en {where}"))
    still_open = len(answered.missing) - answered.left - answered.stays
    if still_open and answered.is_first:
        who = _who(still_open, answered.year_before, "ontbreekt", "ontbreken")
        found.append(
            Remark(
                0,
                "warning",
                f"{who} in dit bestand, nog niet uit groep 8 en zonder uitstroomdatum; er is niets"
                " aan veranderd",
                "Vul bij de bron de uitstroomdatum in en maak de export opnieuw, of kies dit"
                " bestand nog eens bij Importeren en geef daar het antwoord",
            )
        )
    return found


def _who(count: int, year_before: str, one: str, many: str) -> str:
    """ "2 leerlingen van 2024-2025 zijn"."""
    noun, verb = ("leerling", one) if count == 1 else ("leerlingen", many)
    return f"{count} {noun} van {year_before} {verb}"


def _write_rule(cursor: duckdb.DuckDBPyConnection) -> None:
    columns = list(zip(*rule(), strict=True))
    cursor.register("cases", pa.table(dict(zip(Move._fields, columns, strict=True))))
    cursor.execute("create or replace temp table year_rule as select * from cases")
    cursor.unregister("cases")


def _write_left(change: Change, pupils: list[int], left_on: date) -> None:
    """A new version of each pupil; an older list that is read again does not undo it."""
    cursor = change.cursor
    change.touch("facts")
    written = ("left_on", "as_of", "source_role")
    columns = [name for name in (PUPIL.key, *PUPIL.columns) if name not in written]
    names = ", ".join(columns)
    cursor.execute(
        "create or replace temp table leaver as"
        f" select {', '.join(f'p.{name}' for name in columns)},"
        " coalesce(greatest(p.as_of, r.as_of), p.as_of, r.as_of) as as_of"
        " from pupil as p cross join reading as r"
        " where p.closed_by is null and p.pupil_id in (select unnest(?::bigint[]))",
        [pupils],
    )
    cursor.execute(
        "update pupil set closed_by = ? where closed_by is null"
        " and pupil_id in (select pupil_id from leaver)",
        [change.change_id],
    )
    cursor.execute(
        f"insert into pupil ({names}, as_of, left_on, source_row, opened_by)"
        f" select {names}, as_of, ?, 0, ? from leaver",
        [left_on, change.change_id],
    )


def _write_stays(change: Change, pupils: list[int]) -> None:
    change.touch("facts")
    first = change.reserve_keys(len(pupils))
    change.cursor.execute(
        "insert into placement (placement_id, school_id, school_year, pupil_id, is_home, system,"
        " source_row, opened_by)"
        " select ?::bigint + row_number() over (order by m.pupil_id) - 1, m.school_id,"
        " y.school_year, m.pupil_id, true, ?, 0, ?"
        " from year_move as m join year_pair as y using (school_id)"
        " where m.pupil_id in (select unnest(?::bigint[]))",
        [first, _BY_A_PERSON, change.change_id, pupils],
    )
