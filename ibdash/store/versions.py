"""Facts as versions: compare incoming rows with the open ones, then close and insert.

The caller makes a temporary table or view `incoming_<table>` with the columns `row` (a number of
its own), `line`, `known_id` (the key of the open version that this row is about, or null) and the
fact's columns.  Nothing here knows what a pupil or a result is.
"""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from ibdash.store.connection import Change, Family


@dataclass(frozen=True)
class Fact:
    """One versioned table.

    key: the column that a fact keeps over its versions.
    identity: columns that say which fact it is; written, never compared.
    values: columns that may change.
    carried: columns written with the values, but no reason for a new version by themselves.
    """

    table: str
    key: str
    identity: tuple[str, ...]
    values: tuple[str, ...]
    carried: tuple[str, ...] = ()
    family: Family = "facts"

    @property
    def quoted(self) -> str:
        return f'"{self.table}"'

    @property
    def columns(self) -> tuple[str, ...]:
        return self.identity + self.values + self.carried


@dataclass(frozen=True)
class Verdicts:
    """How many incoming rows are new, changed or the same as what is known."""

    new: int
    changed: int
    same: int


def compare(
    cursor: duckdb.DuckDBPyConnection, fact: Fact, delivered: Collection[str] | None = None
) -> Verdicts:
    """Makes `verdict_<table>` (row, verdict) over the known rows, and counts all of them.

    delivered: the value columns that the source carries; the others are left as they are known.
    """
    compared = [name for name in fact.values if delivered is None or name in delivered]
    differs = " or ".join(f"i.{name} is distinct from o.{name}" for name in compared) or "false"
    cursor.execute(
        f"""
        create or replace temp table verdict_{fact.table} as
        select i.row, case when {differs} then 'changed' else 'same' end as verdict
        from incoming_{fact.table} as i
        join {fact.quoted} as o on o.{fact.key} = i.known_id and o.closed_by is null
        """
    )
    row = cursor.execute(
        f"select (select count(*) from incoming_{fact.table} where known_id is null),"
        " count(*) filter (verdict = 'changed'), count(*) filter (verdict = 'same')"
        f" from verdict_{fact.table}"
    ).fetchone()
    assert row is not None, "an aggregate always gives a row"
    return Verdicts(*row)


def apply(
    change: Change,
    fact: Fact,
    verdicts: Verdicts,
    delivered: Collection[str] | None = None,
    order_by: str = "",
) -> None:
    """Closes the versions that changed and inserts the new ones, as `compare` found them.

    order_by: columns of the incoming table in whose order the rows are written.
    """
    cursor = change.cursor
    if not verdicts.new and not verdicts.changed:
        return
    change.touch(fact.family)
    kept = set(fact.identity)
    if delivered is not None:
        kept |= {name for name in fact.values if name not in delivered}
    columns = ", ".join(fact.columns)
    if verdicts.changed:
        taken = ", ".join(f"o.{name}" if name in kept else f"i.{name}" for name in fact.columns)
        cursor.execute(
            f"""
            create or replace temp table changed_version as
            select i.known_id, i.line, {taken}
            from incoming_{fact.table} as i
            join verdict_{fact.table} as v on v.row = i.row and v.verdict = 'changed'
            join {fact.quoted} as o on o.{fact.key} = i.known_id and o.closed_by is null
            """
        )
        _close(change, fact, "select known_id from changed_version")
        cursor.execute(
            f"insert into {fact.quoted} ({fact.key}, {columns}, source_row, opened_by)"
            f" select known_id, {columns}, line, ? from changed_version",
            [change.change_id],
        )
        cursor.execute("drop table changed_version")
    if verdicts.new:
        # A new fact's key follows its row number: cheaper than counting, and a gap does no harm.
        row = cursor.execute(
            f"select min(row), max(row) from incoming_{fact.table} where known_id is null"
        ).fetchone()
        assert row is not None, "an aggregate always gives a row"
        first = change.reserve_keys(row[1] - row[0] + 1) - row[0]
        order = f"order by {order_by}" if order_by else ""
        cursor.execute(
            f"insert into {fact.quoted} ({fact.key}, {columns}, source_row, opened_by)"
            f" select ?::bigint + row, {columns}, line, ?"
            f" from incoming_{fact.table} where known_id is null {order}",
            [first, change.change_id],
        )


def close(change: Change, fact: Fact, keys_query: str) -> None:
    """Closes the open versions whose key the query returns, and opens nothing in their place."""
    change.touch(fact.family)
    _close(change, fact, keys_query)


def _close(change: Change, fact: Fact, keys_query: str) -> None:
    """A version that this same change opened was never known to anybody: it goes altogether."""
    is_open = f"closed_by is null and {fact.key} in ({keys_query})"
    change.cursor.execute(
        f"delete from {fact.quoted} where opened_by = ? and {is_open}", [change.change_id]
    )
    change.cursor.execute(
        f"update {fact.quoted} set closed_by = ? where {is_open}", [change.change_id]
    )
