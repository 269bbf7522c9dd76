"""Takes one file back: closes what its intake opened and opens again what it closed.

Undo is a change itself, so nothing is lost by it.  It is refused as a whole when a later change
built on what would go: then it says which.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import duckdb

from ibdash.access import Person, check_may_change
from ibdash.errors import IbdashError
from ibdash.intake import facts
from ibdash.intake.report import FieldChange
from ibdash.store import Change, Store
from ibdash.store.connection import NothingChanged
from ibdash.store.versions import Fact

_FACTS: tuple[Fact, ...] = (
    facts.SCHOOL,
    facts.PUPIL,
    facts.PUPIL_ALIAS,
    facts.GROUP,
    facts.PLACEMENT,
    facts.STAFF,
    facts.STAFF_GROUP,
    facts.TEST,
    facts.NORM,
    facts.RESULT,
    facts.PLAN,
    facts.EVALUATION,
    facts.SUPPORT_LEVEL,
)
# What refers to what: (table, column, table of the key).
_REFERS: tuple[tuple[str, str, str], ...] = (
    ("pupil", "school_id", "school"),
    ("group", "school_id", "school"),
    ("staff", "school_id", "school"),
    ("plan", "school_id", "school"),
    ("result", "test_id", "test"),
    ("placement", "pupil_id", "pupil"),
    ("result", "pupil_id", "pupil"),
    ("plan", "pupil_id", "pupil"),
    ("support_level", "pupil_id", "pupil"),
    ("pupil_alias", "pupil_id", "pupil"),
    ("placement", "group_id", "group"),
    ("plan", "group_id", "group"),
    ("staff_group", "group_id", "group"),
    ("staff_group", "staff_id", "staff"),
    ("evaluation", "plan_id", "plan"),
)
# Only names for what others say: they stay while somebody uses them.
_SHARED = frozenset({"school", "test"})
# A fact that a complete list no longer named is closed, and comes later as a new one with a key of
# its own: then both would be there.
_NATURAL = {
    "group": ("school_id", "school_year", "system", "key", "is_composite"),
    "placement": ("school_id", "school_year", "pupil_id", "is_home", "if(is_home, 0, group_id)"),
    "staff_group": ("school_year", "staff_id", "group_id", "role"),
    "norm": facts.NORM.identity,
}
_NAMES = {
    "ability_score": "score",
    "level": "niveau",
    "level_2": "tweede niveau",
    "corrected_level": "gecorrigeerd niveau",
    "percentile": "percentiel",
    "raw_score": "ruwe score",
    "taken_on": "datum",
    "avi": "AVI",
    "birth_date": "geboortedatum",
    "call_name": "roepnaam",
    "family_name": "achternaam",
    "entered_on": "instroomdatum",
    "left_on": "uitstroomdatum",
}
_MOST_SHOWN = 50


@dataclass(frozen=True)
class Taken:
    """Of one kind of fact: how many go, and how many come back as they were."""

    gone: int
    back: int


@dataclass(frozen=True)
class Later:
    """A change that built on the file: its file, or "" when it was none; when, in UTC."""

    file: str
    at: datetime


@dataclass
class Undoing:
    """What taking one file back does.

    counts: table name -> what goes and comes back.  back: the first values that come back, `old`
    what stands there now and `new` what comes back.  kept: names (tests, the school) that stay
    because others use them.  built_on: later changes because of which it cannot be done.
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
    return _undo(store, intake_id, who, write=False)


def undo(store: Store, intake_id: int, *, who: Person) -> Undoing:
    """Undoes the intake in one change, where `is_possible`; else nothing changes.

    Raises IbdashError when there is no such intake, or when it was undone before.
    """
    return _undo(store, intake_id, who, write=True)


def _undo(store: Store, intake_id: int, who: Person, *, write: bool) -> Undoing:
    check_may_change(who)
    with store.large_work(), store.change(who.name, "undo") as change:
        undoing, undone = _find(change.cursor, intake_id)
        for fact in _FACTS:
            _what_goes(change.cursor, fact, undone)
        undoing.kept = _keep_shared(change.cursor)
        undoing.built_on = _built_on(change.cursor, undone)
        undoing.counts = _counts(change.cursor)
        if undoing.is_possible:
            undoing.back = _values_back(change.cursor)
        if not write or not undoing.is_possible:
            raise NothingChanged
        for fact in _FACTS:
            _take_back(change, fact, undoing.counts[fact.table], undone)
        change.cursor.execute(
            "update change set undoes = ? where change_id = ?", [undone, change.change_id]
        )
        change.touch("audit")
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


def _key(fact: Fact) -> tuple[str, ...]:
    """A key of a pupil is known by itself; everything else by a number."""
    return fact.identity if fact is facts.PUPIL_ALIAS else (fact.key,)


def _what_goes(cursor: duckdb.DuckDBPyConnection, fact: Fact, undone: int) -> None:
    """`undo_<table>`: a row per fact that the intake touched.

    goes: its open version is of the intake.  comes: a version that the intake closed comes back.
    in_the_way: the change that has made something else of it since.
    """
    key = ", ".join(_key(fact))
    cursor.execute(
        f"""
        create or replace temp table undo_{fact.table} as
        with touched as (
            select {key},
                bool_or(opened_by = {undone}) as opened,
                bool_or(closed_by is not distinct from {undone}) as comes
            from {fact.quoted}
            where opened_by = {undone} or closed_by = {undone}
            group by {key}
        ),
        now as (
            select t.*, o.opened_by as now_opened,
                coalesce(o.source_change, o.opened_by) as now_of,
                (
                    select max(p.closed_by) from {fact.quoted} as p
                    where {" and ".join(f"p.{name} = t.{name}" for name in _key(fact))}
                ) as last_closed
            from touched as t
            left join {fact.quoted} as o on o.closed_by is null
                and {" and ".join(f"o.{name} = t.{name}" for name in _key(fact))}
        )
        select {key}, comes,
            opened and now_of is not distinct from {undone} as goes,
            case
                when opened and now_of is distinct from {undone}
                    then coalesce(now_opened, last_closed)
                when not opened then now_opened
            end as in_the_way
        from now
        """
    )


def _keep_shared(cursor: duckdb.DuckDBPyConnection) -> int:
    """Leaves tests and schools that others use; gives how many."""
    kept = 0
    for table in sorted(_SHARED):
        used = " or ".join(
            f"exists (select 1 from {_quoted(by)} as r where r.closed_by is null"
            f" and r.{column} = u.{table}_id and not exists (select 1 from undo_{by} as g"
            f" where g.goes and not g.comes and g.{_fact(by).key} = r.{_fact(by).key}))"
            for by, column, of in _REFERS
            if of == table
        )
        row = cursor.execute(
            f"select count(*) from undo_{table} as u where goes and not comes and ({used})"
        ).fetchone()
        cursor.execute(f"delete from undo_{table} as u where goes and not comes and ({used})")
        kept += int(row[0]) if row else 0
    return kept


def _fact(table: str) -> Fact:
    return next(fact for fact in _FACTS if fact.table == table)


def _quoted(table: str) -> str:
    return _fact(table).quoted


def _built_on(cursor: duckdb.DuckDBPyConnection, undone: int) -> tuple[Later, ...]:
    changes = [f"select in_the_way as change_id from undo_{fact.table}" for fact in _FACTS]
    changes += [
        f"select r.opened_by from {_quoted(by)} as r"
        f" join undo_{of} as u on u.{column} = r.{column} and u.goes and not u.comes"
        f" where r.closed_by is null and coalesce(r.source_change, r.opened_by) <> {undone}"
        for by, column, of in _REFERS
        if of not in _SHARED
    ]
    changes += [_came_again(_fact(table), undone) for table in _NATURAL]
    rows = cursor.execute(
        "select coalesce(i.file_name, ''), c.changed_at from change as c"
        " left join intake as i on i.change_id = c.change_id"
        f" where c.change_id in ({' union '.join(changes)}) order by c.change_id"
    ).fetchall()
    return tuple(Later(*row) for row in rows)


def _came_again(fact: Fact, undone: int) -> str:
    def natural(alias: str) -> str:
        names = _NATURAL[fact.table]
        parts = (n.replace("group_id", f"{alias}.group_id") if "(" in n else n for n in names)
        parts = (n.replace("is_home,", f"{alias}.is_home,") for n in parts)
        return ", ".join(n if "(" in n else f"{alias}.{n}" for n in parts)

    return (
        f"select o.opened_by from undo_{fact.table} as u"
        f" join {fact.quoted} as p on p.{fact.key} = u.{fact.key} and p.closed_by = {undone}"
        f" join {fact.quoted} as o on o.closed_by is null and o.{fact.key} <> p.{fact.key}"
        f" and ({natural('o')}) is not distinct from ({natural('p')})"
        f" where u.comes and not u.goes and coalesce(o.source_change, o.opened_by) <> {undone}"
    )


def _counts(cursor: duckdb.DuckDBPyConnection) -> dict[str, Taken]:
    counts = {}
    for fact in _FACTS:
        row = cursor.execute(
            f"select count(*) filter (goes and not comes), count(*) filter (comes)"
            f" from undo_{fact.table}"
        ).fetchone()
        assert row is not None, "an aggregate always gives a row"
        counts[fact.table] = Taken(*row)
    return counts


def _take_back(change: Change, fact: Fact, taken: Taken, undone: int) -> None:
    if not taken.gone and not taken.back:
        return
    change.touch(fact.family)
    columns = ", ".join(dict.fromkeys((fact.key, *fact.columns, "source_row")))
    same = " and ".join(f"u.{name} = f.{name}" for name in _key(fact))
    change.cursor.execute(
        f"update {fact.quoted} as f set closed_by = {change.change_id} where closed_by is null"
        f" and exists (select 1 from undo_{fact.table} as u where u.goes and {same})"
    )
    change.cursor.execute(
        f"insert into {fact.quoted} ({columns}, source_change, opened_by)"
        f" select {columns}, coalesce(source_change, opened_by), {change.change_id}"
        f" from {fact.quoted} as f where closed_by = {undone}"
        f" and exists (select 1 from undo_{fact.table} as u where u.comes and {same})"
    )


def _values_back(cursor: duckdb.DuckDBPyConnection) -> list[FieldChange]:
    """What stands there now and what comes back, of results and of pupils."""
    found: list[FieldChange] = []
    for fact, what in (
        (facts.RESULT, "concat_ws(' ', now.learning_line, now.moment)"),
        (facts.PUPIL, "'leerling'"),
    ):
        columns = [name for name in fact.values if name in _NAMES]
        pairs = ", ".join(f"now.{name}, was.{name}" for name in columns)
        scale = "now.level_scale" if fact is facts.RESULT else "null"
        rows = cursor.execute(
            f"select now.source_row, p.display_name, {what}, {scale}, {pairs}"
            f" from undo_{fact.table} as u"
            f" join {fact.quoted} as now on now.{fact.key} = u.{fact.key}"
            "  and now.closed_by is null"
            f" join {fact.quoted} as was on was.{fact.key} = u.{fact.key}"
            f"  and was.closed_by = coalesce(now.source_change, now.opened_by)"
            " join pupil as p on p.pupil_id = now.pupil_id and p.closed_by is null"
            " where u.goes and u.comes order by 1, 2, 3"
            f" limit {_MOST_SHOWN}"
        ).fetchall()
        found += [change for row in rows for change in _differences(columns, row)]
    return found


def _differences(columns: Sequence[str], row: tuple[Any, ...]) -> list[FieldChange]:
    line, pupil, what, scale, *values = row
    pairs = zip(columns, values[0::2], values[1::2], strict=True)
    return [
        FieldChange(line, pupil, what, _NAMES[name], now, was, scale)
        for name, now, was in pairs
        if now != was
    ]
