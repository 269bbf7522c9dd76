"""Pupils who are one child: a file is taken in as if they were apart, and then they are one again.

So what a joined record is known by keeps bringing its own facts, and parting the two later gives
what they would have been.  Within the change of a file this is done in place: nobody sees the
records apart, and what the file does not touch stays as it was, version by version.
"""

from dataclasses import dataclass

import duckdb

from ibdash.intake import undo_reach
from ibdash.intake.facts import (
    PUPIL,
    PUPIL_ALIAS,
    PUPIL_JOIN,
    PUPIL_JOIN_FACT,
    RESULT,
    RESULT_CLAIM,
)
from ibdash.store import Change
from ibdash.store.versions import Fact

# Facts about a pupil, with a key of their own.
ABOUT = tuple(
    fact
    for fact in undo_reach.FACTS
    if "pupil_id" in fact.columns and fact not in (PUPIL_ALIAS, PUPIL_JOIN)
)
# A result under its source's own key is the same result for one child as one without.
_SAME_RESULT = "{0}.test_id, {0}.school_year, {0}.moment, {0}.taken_on"


@dataclass(frozen=True)
class Join:
    """joined_id is the same child as pupil_id, whose record stays."""

    join_id: int
    pupil_id: int
    joined_id: int


def open_joins(cursor: duckdb.DuckDBPyConnection, where: str) -> list[Join]:
    """The open joins that meet a condition, oldest first."""
    rows = cursor.execute(
        "select pupil_join_id, pupil_id, joined_id from pupil_join"
        f" where closed_by is null and {where} order by pupil_join_id"
    ).fetchall()
    return [Join(*row) for row in rows]


def set_apart(change: Change) -> list[Join]:
    """Gives every joined record of the schools of a file its own facts and keys for a while.

    After `school_of` is made.  Gives the joins for :func:`bring_together`.
    """
    cursor = change.cursor
    joins = open_joins(cursor, "school_id in (select school_id from school_of)")
    if not joins:
        return []
    cursor.execute(
        "create or replace temp table apart (fact varchar, fact_id bigint, opened_by bigint,"
        " pupil_id bigint, closed_by bigint)"
    )
    for join in reversed(joins):
        for fact in ABOUT:
            cursor.execute(
                f"update {fact.quoted} set pupil_id = {join.joined_id} where closed_by is null"
                f" and pupil_id = {join.pupil_id} and {fact.key} in ({shown(join, fact)})"
            )
            _open_hidden(cursor, join, fact)
        _open_hidden(cursor, join, PUPIL)
        cursor.execute(
            f"update pupil_alias set pupil_id = {join.joined_id} where closed_by is null"
            f" and pupil_id = {join.pupil_id} and (system, key) in ({aliases(join)})"
        )
    return joins


def bring_together(change: Change, joins: list[Join], *, has_placements: bool) -> None:
    """Makes the records one again, with what the file brought to either of them.

    has_placements: whether this reading made `incoming_placement`, which then says so too.
    """
    cursor = change.cursor
    for join in joins:
        for fact in ABOUT:
            _close_hidden(change, join, fact)
            _bring_back(change, join, fact)
        _close_hidden(change, join, PUPIL)
        # What the file says of the joined record itself is kept, though nobody sees it meanwhile.
        cursor.execute(
            f"update pupil set closed_by = {change.change_id} where closed_by is null"
            f" and pupil_id = {join.joined_id}"
        )
        _bring_aliases_back(change, join)
        if has_placements:
            cursor.execute(
                f"update incoming_placement set pupil_id = {join.pupil_id}"
                f" where pupil_id = {join.joined_id}"
            )


def shown(join: Join, fact: Fact) -> str:
    """A query for the facts of the joined record that are shown as those of the other."""
    return _facts_of(join, fact, "not is_hidden")


def hidden(join: Join, fact: Fact) -> str:
    """A query for those that are closed as long as the two are joined."""
    return _facts_of(join, fact, "is_hidden")


def aliases(join: Join) -> str:
    """A query for the (system, key) of the joined record."""
    return (
        "select (system, key) from pupil_join_fact where closed_by is null"
        f" and pupil_join_id = {join.join_id} and fact = 'pupil_alias'"
    )


def collides(join: Join, fact: Fact, one: str) -> str:
    """The condition that the record that stays has what alias `one` would be there."""
    if fact is RESULT_CLAIM:
        # What a source says of a result goes the way of that result, which went before it.
        return (
            "not exists (select 1 from result as o where o.closed_by is null"
            f" and o.result_id = {one}.result_id)"
        )
    natural = undo_reach.natural(fact) if fact is not RESULT else _SAME_RESULT
    if "{0}.pupil_id" not in natural and fact is not RESULT:
        return "false"
    theirs, ours = (natural.replace("{0}.pupil_id", "0").format(alias) for alias in (one, "o"))
    return (
        f"exists (select 1 from {fact.quoted} as o where o.closed_by is null"
        f" and o.pupil_id = {join.pupil_id} and o.{fact.key} <> {one}.{fact.key}"
        f" and ({theirs}) is not distinct from ({ours}))"
    )


def last_versions(join: Join, fact: Fact) -> str:
    """A query for (key, opened_by): the version in which each hidden fact would be open again.

    Not what an undone file said, nor what belongs to a group that is there no more.
    """
    source = undo_reach.SOURCE.format("f")
    leans = ""
    if "group_id" in fact.columns:
        leans = (
            ' and (f.group_id is null or exists (select 1 from "group" as g'
            " where g.closed_by is null and g.group_id = f.group_id))"
        )
    return (
        f"select f.{fact.key}, max(f.opened_by) from {fact.quoted} as f"
        f" where f.{fact.key} in ({hidden(join, fact)}){leans}"
        f" and not exists (select 1 from change as u where u.undoes = {source})"
        f" group by f.{fact.key}"
    )


def belongs(change: Change, join: Join, fact: Fact, query: str) -> None:
    """Writes that facts are of the joined record; query: their key and whether they are hidden."""
    cursor = change.cursor
    columns = ", ".join(PUPIL_JOIN_FACT.columns)
    cursor.execute(f"create or replace temp table belonging as {query}")
    same = (
        f"b.closed_by is null and b.pupil_join_id = {join.join_id} and b.fact = '{fact.table}'"
        f" and b.fact_id = n.{fact.key}"
    )
    cursor.execute(
        f"update pupil_join_fact as b set closed_by = {change.change_id} from belonging as n"
        f" where {same} and b.is_hidden <> n.is_hidden"
    )
    cursor.execute(
        f"delete from belonging as n where exists (select 1 from pupil_join_fact as b where {same})"
    )
    row = cursor.execute("select count(*) from belonging").fetchone()
    if row and row[0]:
        first = change.reserve_keys(int(row[0]))
        cursor.execute(
            f"insert into pupil_join_fact (pupil_join_fact_id, {columns}, source_row, opened_by)"
            f" select {first} + row_number() over () - 1, {join.join_id}, '{fact.table}',"
            f" {fact.key}, null, null, is_hidden, 0, {change.change_id} from belonging"
        )


def belong_aliases(change: Change, join: Join) -> None:
    """Writes that the open keys of the joined record are its own."""
    cursor = change.cursor
    columns = ", ".join(PUPIL_JOIN_FACT.columns)
    new = (
        f"from pupil_alias where closed_by is null and pupil_id = {join.joined_id}"
        f" and (system, key) not in ({aliases(join)})"
    )
    row = cursor.execute(f"select count(*) {new}").fetchone()
    if row and row[0]:
        first = change.reserve_keys(int(row[0]))
        cursor.execute(
            f"insert into pupil_join_fact (pupil_join_fact_id, {columns}, source_row, opened_by)"
            f" select {first} + row_number() over () - 1, {join.join_id}, 'pupil_alias', null,"
            f" system, key, false, 0, {change.change_id} {new}"
        )


def _facts_of(join: Join, fact: Fact, which: str) -> str:
    return (
        "select fact_id from pupil_join_fact where closed_by is null"
        f" and pupil_join_id = {join.join_id} and fact = '{fact.table}' and {which}"
    )


def _open_hidden(cursor: duckdb.DuckDBPyConnection, join: Join, fact: Fact) -> None:
    found = f"({fact.key}, opened_by) in (select ({fact.key}, opened_by) from last_version)"
    cursor.execute(
        "create or replace temp table last_version as"
        f" select * from ({last_versions(join, fact)}) as l({fact.key}, opened_by)"
    )
    cursor.execute(
        f"insert into apart select '{fact.table}', {fact.key}, opened_by, pupil_id, closed_by"
        f" from {fact.quoted} where {found}"
    )
    cursor.execute(
        f"update {fact.quoted} set closed_by = null, pupil_id = {join.joined_id} where {found}"
    )


def _close_hidden(change: Change, join: Join, fact: Fact) -> None:
    """What was hidden before is so again, or is shown because nothing stands in its place now."""
    cursor = change.cursor
    columns = ", ".join(dict.fromkeys((fact.key, *fact.columns, "source_row")))
    is_it = f"a.fact = '{fact.table}' and a.fact_id = f.{fact.key} and a.opened_by = f.opened_by"
    # Its new version, if the file brought one, says the rest.
    cursor.execute(
        f"create or replace temp table freed as select f.* from {fact.quoted} as f"
        f" join apart as a on {is_it} where f.pupil_id = {join.joined_id} and f.closed_by is null"
        f" and not {collides(join, fact, 'f') if fact is not PUPIL else 'true'}"
    )
    cursor.execute(
        f"update {fact.quoted} as f set closed_by = a.closed_by, pupil_id = a.pupil_id"
        f" from apart as a where {is_it} and f.pupil_id = {join.joined_id}"
    )
    cursor.execute(
        f"insert into {fact.quoted} ({columns}, source_change, opened_by)"
        f" select {columns}, {undo_reach.SOURCE.format('f')}, {change.change_id} from freed as f"
    )


def _bring_back(change: Change, join: Join, fact: Fact) -> None:
    cursor = change.cursor
    cursor.execute(
        f"create or replace temp table theirs as select f.{fact.key}, f.opened_by,"
        f" {collides(join, fact, 'f')} as is_hidden from {fact.quoted} as f"
        f" where f.pupil_id = {join.joined_id} and f.closed_by is null"
    )
    belongs(change, join, fact, f"select {fact.key}, is_hidden from theirs")
    # Shown before, and not now: closed as it was shown.  Never shown: closed as it came.
    cursor.execute(
        f"update {fact.quoted} as f set closed_by = {change.change_id}"
        f" from theirs as t where f.{fact.key} = t.{fact.key} and f.closed_by is null"
        " and t.is_hidden"
    )
    cursor.execute(
        f"update {fact.quoted} set pupil_id = {join.pupil_id} where pupil_id = {join.joined_id}"
        f" and (closed_by is null or closed_by = {change.change_id})"
    )


def _bring_aliases_back(change: Change, join: Join) -> None:
    belong_aliases(change, join)
    change.cursor.execute(
        f"update pupil_alias set pupil_id = {join.pupil_id} where pupil_id = {join.joined_id}"
        f" and (closed_by is null or closed_by = {change.change_id})"
    )
