"""Takes one file back: closes what its intake opened and opens again what it closed.

Undo is a change itself, so nothing is lost by it.  It is refused as a whole when a later change
built on what would go: then it says which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import duckdb

from ibdash.access import Person, check_may_change
from ibdash.errors import DecisionNeeded, IbdashError
from ibdash.intake import claims, facts, undo_reach
from ibdash.intake.report import FieldChange
from ibdash.store import Change, Store
from ibdash.store.connection import NothingChanged
from ibdash.store.versions import Fact

# Columns whose old value is shown, with their name; what else differs is "overige gegevens".
_RESULT_COLUMNS = {
    "ability_score": "score",
    "measurement_error": "meetfout",
    "level": "niveau",
    "level_2": "tweede niveau",
    "corrected_level": "gecorrigeerd niveau",
    "percentile": "percentiel",
    "raw_score": "ruwe score",
    "taken_on": "datum",
    "dle": "DLE",
    "functioning_level": "functioneringsniveau",
    "avi": "AVI",
}
# The names are those that are left out on a screen with hidden names.
_PUPIL_COLUMNS = {
    "display_name": "naam",
    "birth_date": "geboortedatum",
    "gender": "geslacht",
    "entered_on": "instroomdatum",
    "left_on": "uitstroomdatum",
}
_MOST_SHOWN = 50


@dataclass(frozen=True)
class Taken:
    """Of one kind of fact: how many go, and how many come back as they were.

    again: of those that come back, how many the file had closed, so that they are not there now.
    """

    gone: int
    back: int
    again: int = 0


@dataclass(frozen=True)
class Later:
    """A change that built on the file: its file, or "" and None when it was none; when, in UTC.

    choice: what a person decided in it: "join" pupils, a "source"; "" for anything else.
    """

    file: str
    at: datetime
    intake_id: int | None = None
    choice: str = ""


@dataclass
class Undoing:
    """What taking one file back does.

    counts: table name -> what goes and comes back.  back: the first values that come back, `old`
    what stands there now and `new` what comes back.  kept: names (tests, the school) that stay
    because others use them.  built_on: later changes because of which it cannot be done, the
    oldest first.
    """

    intake_id: int
    file: str
    counts: dict[str, Taken] = field(default_factory=dict)
    back: list[FieldChange] = field(default_factory=list)
    kept: int = 0
    built_on: tuple[Later, ...] = ()

    @property
    def is_possible(self) -> bool:
        return not self.built_on


def preview(store: Store, intake_id: int, *, who: Person) -> Undoing:
    """What undoing this intake would do; the store stays as it is.

    Raises IbdashError when there is no such intake, or when it was undone before.
    """
    return _undo(store, intake_id, who, expected=None, write=False)


def undo(
    store: Store, intake_id: int, *, who: Person, expected: Mapping[str, Taken] | None = None
) -> Undoing:
    """Undoes the intake in one change, where `is_possible`; else nothing changes.

    expected: the counts that the user saw.  Raises IbdashError when there is no such intake, or
    when it was undone before; DecisionNeeded when the counts differ from those expected.
    """
    return _undo(store, intake_id, who, expected, write=True)


def _undo(
    store: Store,
    intake_id: int,
    who: Person,
    expected: Mapping[str, Taken] | None,
    write: bool,
) -> Undoing:
    check_may_change(who)
    with store.large_work(), store.change(who.name, "undo") as change:
        undoing, undone = _find(change.cursor, intake_id)
        undoing.kept = undo_reach.find(change.cursor, undone)
        undoing.built_on = tuple(
            Later(file, at, number, choice)
            for number, file, at, choice in undo_reach.built_on(change.cursor, undone)
        )
        undoing.counts = _counts(change.cursor)
        if undoing.is_possible:
            undoing.back = _values_back(change.cursor, undone)
        if not write or not undoing.is_possible:
            raise NothingChanged
        if expected is not None and dict(expected) != undoing.counts:
            raise DecisionNeeded(
                "De gegevens zijn intussen veranderd",
                "De aantallen zijn anders dan u zag; er is niets ongedaan gemaakt",
                "Kijk opnieuw wat er weggaat en terugkomt",
            )
        for fact in undo_reach.FACTS:
            _take_back(change, fact, undoing.counts[fact.table], undone)
        claims.settle_after_undo(change, undone)
        change.cursor.execute(
            "update change set undoes = ? where change_id = ?", [undone, change.change_id]
        )
        # Also when nothing goes or comes: that it was undone is a fact of its own.
        change.touch("facts")
    return undoing


def _find(cursor: duckdb.DuckDBPyConnection, intake_id: int) -> tuple[Undoing, int]:
    row = cursor.execute(
        "select i.file_name, i.change_id, u.changed_at from intake as i"
        " left join change as u on u.undoes = i.change_id where i.intake_id = ?",
        [intake_id],
    ).fetchone()
    if row is None:
        raise IbdashError(
            "Deze overname is er niet",
            f"Er is geen overname met nummer {intake_id}",
            "Kies er een uit de geschiedenis",
        )
    if row[2] is not None:
        raise IbdashError(
            "Deze overname is al ongedaan gemaakt",
            f"{row[0]} is al teruggenomen; er is niets veranderd",
            "Neem het bestand opnieuw over als u de gegevens terug wilt",
        )
    return Undoing(intake_id, row[0]), int(row[1])


def _counts(cursor: duckdb.DuckDBPyConnection) -> dict[str, Taken]:
    counts = {}
    for fact in undo_reach.FACTS:
        row = cursor.execute(
            "select count(*) filter (goes and not comes), count(*) filter (comes),"
            f" count(*) filter (comes and not goes) from undo_{fact.table}"
        ).fetchone()
        assert row is not None, "an aggregate always gives a row"
        counts[fact.table] = Taken(*row)
    return counts


def _take_back(change: Change, fact: Fact, taken: Taken, undone: int) -> None:
    if not taken.gone and not taken.back:
        return
    change.touch(fact.family)
    columns = ", ".join(dict.fromkeys((fact.key, *fact.columns, "source_row")))
    is_same = undo_reach.same(fact, "u", "f")
    values, parted = columns, ""
    if "pupil_id" in fact.columns and fact.key != "pupil_id":
        values = ", ".join(
            "coalesce(w.joined_id, f.pupil_id)" if name == "pupil_id" else f"f.{name}"
            for name in columns.split(", ")
        )
        parted = f" left join ({_parted(fact)}) as w on w.fact_id = f.{fact.key}"
    change.cursor.execute(
        f"update {fact.quoted} as f set closed_by = {change.change_id} where closed_by is null"
        f" and exists (select 1 from undo_{fact.table} as u where u.goes and {is_same})"
    )
    change.cursor.execute(
        f"insert into {fact.quoted} ({columns}, source_change, opened_by)"
        f" select {values}, {undo_reach.SOURCE.format('f')}, {change.change_id}"
        f" from {fact.quoted} as f{parted} where f.closed_by = {undone} and f.opened_by <> {undone}"
        f" and exists (select 1 from undo_{fact.table} as u where u.comes and {is_same})"
    )


def _parted(fact: Fact) -> str:
    """A query for (fact_id, joined_id): facts of a pupil who was joined, and parted since."""
    return (
        "select b.fact_id, arg_max(j.joined_id, b.opened_by) as joined_id"
        " from pupil_join_fact as b join pupil_join as j using (pupil_join_id)"
        f" where b.fact = '{fact.table}' group by b.fact_id"
        " having bool_and(j.closed_by is not null)"
    )


def _values_back(cursor: duckdb.DuckDBPyConnection, undone: int) -> list[FieldChange]:
    """What stands there now and what comes back, of results and of pupils."""
    found: list[FieldChange] = []
    for fact, what, scale, columns in (
        (
            facts.RESULT,
            "concat_ws(' ', now.learning_line, coalesce(now.moment, now.school_year))",
            "now.level_scale",
            _RESULT_COLUMNS,
        ),
        (facts.PUPIL, "'leerling'", "null", _PUPIL_COLUMNS),
    ):
        pairs = ", ".join(f"now.{name}, was.{name}" for name in columns)
        rows = cursor.execute(
            f"select now.source_row, p.display_name, {what}, {scale}, {pairs}"
            f" from undo_{fact.table} as u"
            f" join {fact.quoted} as now on now.{fact.key} = u.{fact.key}"
            "  and now.closed_by is null"
            f" join {fact.quoted} as was on was.{fact.key} = u.{fact.key}"
            f"  and was.closed_by = {undone}"
            " join pupil as p on p.pupil_id = now.pupil_id and p.closed_by is null"
            " where u.goes and u.comes order by 1, 2, 3"
            f" limit {_MOST_SHOWN}"
        ).fetchall()
        found += [
            change
            for row in rows
            for change in _differences(fact.table, list(columns.values()), row)
        ]
    return found


def _differences(kind: str, names: Sequence[str], row: tuple[Any, ...]) -> list[FieldChange]:
    line, pupil, what, scale, *values = row
    pairs = zip(names, values[0::2], values[1::2], strict=True)
    different = [(name, now, was) for name, now, was in pairs if now != was]
    return [
        FieldChange(line, pupil, what, name, now, was, scale, kind)
        for name, now, was in different or [("overige gegevens", None, None)]
    ]
