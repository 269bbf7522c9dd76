"""Joins two pupils who are one child, and parts them again; each is one change of a person.

The record that stays keeps its name and address; the facts and keys of the other become its own.
Where both say something under one natural key, the record that stays is right and the other fact is
closed.  `pupil_join_fact` remembers which facts are of which record, so nothing is lost.
"""

from dataclasses import dataclass, field

import duckdb

from ibdash.access import Person, check_may_change
from ibdash.errors import IbdashError
from ibdash.intake import joined_pupils, undo_reach
from ibdash.intake.facts import PUPIL, PUPIL_JOIN
from ibdash.intake.joined_pupils import ABOUT, Join
from ibdash.store import Change, Store, versions
from ibdash.store.connection import NothingChanged

_LOOK_AGAIN = "Kijk opnieuw bij Wie is wie"


@dataclass
class Joined:
    """What joining or parting does.

    join_id: its number, with which the two can be parted.  moved: table: facts that go to the
    other record; hidden: that are closed, or opened again, because both say something of one thing.
    keys: how many keys go along.
    """

    join_id: int
    stays: str
    joined: str
    moved: dict[str, int] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    keys: int = 0


def join(store: Store, stays: str, joined: str, *, who: Person, write: bool = True) -> Joined:
    """Makes two pupils one; stays, joined: their public keys.  write: False: only shows it.

    Raises IbdashError when one of them is not there (any more), or they are not of one school.
    """
    check_may_change(who)
    with store.large_work(), store.change(who.name, "edit") as change:
        cursor = change.cursor
        kept, other = _pupil(cursor, stays), _pupil(cursor, joined)
        if kept == other or kept[1] != other[1]:
            raise IbdashError(
                "Deze leerlingen kunnen niet worden samengevoegd",
                "Het is twee keer dezelfde leerling, of zij zijn van twee scholen",
                "Kies twee leerlingen van één school",
            )
        one = Join(change.reserve_keys(1), kept[0], other[0])
        done = Joined(one.join_id, stays, joined)
        change.touch("facts")
        change.touch("care")
        columns = ", ".join(PUPIL_JOIN.columns)
        cursor.execute(
            f"insert into pupil_join (pupil_join_id, {columns}, source_row, opened_by)"
            " values (?, ?, ?, ?, 0, ?)",
            [one.join_id, kept[1], one.pupil_id, one.joined_id, change.change_id],
        )
        for fact in ABOUT:
            cursor.execute(
                f"create or replace temp table theirs as select f.{fact.key}, f.opened_by,"
                f" {joined_pupils.collides(one, fact, 'f')} as is_hidden from {fact.quoted} as f"
                f" where f.closed_by is null and f.pupil_id = {one.joined_id}"
            )
            joined_pupils.belongs(change, one, fact, f"select {fact.key}, is_hidden from theirs")
            done.hidden[fact.table] = _count(cursor, "from theirs where is_hidden")
            done.moved[fact.table] = _count(cursor, "from theirs where not is_hidden")
            _move(change, fact, one.pupil_id, "select * from theirs", "not is_hidden")
        done.keys = _count(
            cursor, f"from pupil_alias where closed_by is null and pupil_id = {one.joined_id}"
        )
        joined_pupils.belong_aliases(change, one)
        _move_aliases(change, one, one.pupil_id)
        joined_pupils.belongs(
            change, one, PUPIL, f"select {one.joined_id}::bigint as pupil_id, true as is_hidden"
        )
        versions.close(change, PUPIL, f"select {one.joined_id}")
        if not write:
            raise NothingChanged
    return done


def part(store: Store, join_id: int, *, who: Person, write: bool = True) -> Joined:
    """Takes a join back: each record has its own facts, also those that came since.

    Raises IbdashError when there is no such join (any more), or when the record that stayed was
    joined itself since.
    """
    check_may_change(who)
    with store.large_work(), store.change(who.name, "edit") as change:
        cursor = change.cursor
        found = joined_pupils.open_joins(cursor, f"pupil_join_id = {int(join_id)}")
        if not found:
            raise IbdashError(
                "Deze leerlingen zijn niet (meer) samengevoegd",
                f"Er is geen samenvoeging met nummer {int(join_id)}",
                _LOOK_AGAIN,
            )
        (one,) = found
        if joined_pupils.open_joins(cursor, f"joined_id = {one.pupil_id}"):
            raise IbdashError(
                "Dit kan nog niet uit elkaar",
                "De leerling is daarna zelf met een ander samengevoegd; er is niets veranderd",
                "Haal eerst die samenvoeging uit elkaar",
            )
        done = Joined(one.join_id, _public_key(cursor, one.pupil_id), "")
        change.touch("facts")
        change.touch("care")
        for fact in ABOUT:
            _part_facts(change, one, fact, done)
        hidden = f"select * from ({joined_pupils.last_versions(one, PUPIL)}) as l(pupil_id, v)"
        cursor.execute(f"create or replace temp table theirs as {hidden}")
        columns = ", ".join(dict.fromkeys((PUPIL.key, *PUPIL.columns, "source_row")))
        cursor.execute(
            f"insert into pupil ({columns}, source_change, opened_by)"
            f" select {columns}, {undo_reach.SOURCE.format('f')}, {change.change_id}"
            " from pupil as f join theirs as t using (pupil_id) where f.opened_by = t.v"
        )
        done.joined = _public_key(cursor, one.joined_id)
        done.keys = _count(
            cursor,
            "from pupil_alias where closed_by is null"
            f" and pupil_id = {one.pupil_id} and (system, key) in ({joined_pupils.aliases(one)})",
        )
        _move_aliases(change, one, one.joined_id)
        for table in ("pupil_join", "pupil_join_fact"):
            cursor.execute(
                f"update {table} set closed_by = {change.change_id} where closed_by is null"
                f" and pupil_join_id = {one.join_id}"
            )
        if not write:
            raise NothingChanged
    return done


def _part_facts(change: Change, one: Join, fact: versions.Fact, done: Joined) -> None:
    cursor = change.cursor
    cursor.execute(
        f"create or replace temp table theirs as select f.{fact.key}, f.opened_by,"
        f" false as is_hidden from {fact.quoted} as f where f.closed_by is null"
        f" and f.pupil_id = {one.pupil_id}"
        f" and f.{fact.key} in ({joined_pupils.shown(one, fact)})"
        f" union all select *, true from ({joined_pupils.last_versions(one, fact)})"
    )
    done.moved[fact.table] = _count(cursor, "from theirs where not is_hidden")
    done.hidden[fact.table] = _count(cursor, "from theirs where is_hidden")
    _move(change, fact, one.joined_id, "select * from theirs", "true")


def _move(change: Change, fact: versions.Fact, to: int, theirs: str, which: str) -> None:
    """Closes the open versions, and opens copies of those of `which` for another pupil."""
    columns = ", ".join(
        name
        for name in dict.fromkeys((fact.key, *fact.columns, "source_row"))
        if name != "pupil_id"
    )
    cursor = change.cursor
    cursor.execute(
        f"update {fact.quoted} set closed_by = {change.change_id} where closed_by is null"
        f" and {fact.key} in (select {fact.key} from ({theirs}))"
    )
    cursor.execute(
        f"insert into {fact.quoted} ({columns}, pupil_id, source_change, opened_by)"
        f" select {', '.join(f'f.{name}' for name in columns.split(', '))}, {to},"
        f" {undo_reach.SOURCE.format('f')}, {change.change_id} from {fact.quoted} as f"
        f" join ({theirs}) as t on t.{fact.key} = f.{fact.key} and t.opened_by = f.opened_by"
        f" where {which}"
    )


def _move_aliases(change: Change, one: Join, to: int) -> None:
    cursor = change.cursor
    cursor.execute(
        "create or replace temp table moving as select * from pupil_alias where closed_by is null"
        f" and pupil_id in ({one.pupil_id}, {one.joined_id})"
        f" and (system, key) in ({joined_pupils.aliases(one)})"
    )
    cursor.execute(
        f"update pupil_alias set closed_by = {change.change_id} where closed_by is null"
        " and (school_id, system, key) in (select (school_id, system, key) from moving)"
    )
    cursor.execute(
        "insert into pupil_alias (school_id, system, key, pupil_id, source_row, source_change,"
        f" opened_by) select school_id, system, key, {to}, source_row,"
        f" {undo_reach.SOURCE.format('m')}, {change.change_id} from moving as m"
    )


def _pupil(cursor: duckdb.DuckDBPyConnection, public_key: str) -> tuple[int, int]:
    row = cursor.execute(
        "select pupil_id, school_id from pupil where closed_by is null and public_key = ?",
        [public_key],
    ).fetchone()
    if row is None:
        raise IbdashError(
            "Deze leerling is er niet (meer)",
            "Een van de twee is ondertussen samengevoegd of ongedaan gemaakt",
            _LOOK_AGAIN,
        )
    return int(row[0]), int(row[1])


def _public_key(cursor: duckdb.DuckDBPyConnection, pupil_id: int) -> str:
    row = cursor.execute(
        "select public_key from pupil where closed_by is null and pupil_id = ?", [pupil_id]
    ).fetchone()
    return str(row[0]) if row else ""


def _count(cursor: duckdb.DuckDBPyConnection, what: str) -> int:
    row = cursor.execute(f"select count(*) {what}").fetchone()
    assert row is not None, "an aggregate always gives a row"
    return int(row[0])
