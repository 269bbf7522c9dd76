"""The store as it was known at an earlier change: views that stand before its tables.

A question names its tables without a schema, so it is answered from what comes first in the search
path of its cursor.  For each change number that is asked for, a schema of views is made once in the
in-memory database beside the store; reading through them then costs no preparation.
"""

import re
import threading
from typing import Any

import duckdb

# Each table with the columns that tie its rows to a change.
_TABLES = """
select
    t.table_name,
    bool_or(c.column_name = 'opened_by'),
    bool_or(c.column_name = 'change_id'),
    bool_or(c.column_name = 'intake_id')
from duckdb_tables() as t
join duckdb_columns() as c on c.database_name = t.database_name and c.table_oid = t.table_oid
where t.database_name = 'ibdash'
group by t.table_name
order by t.table_name
"""
_VIEWS = """
select view_name, sql from duckdb_views()
where database_name = 'ibdash' and not internal
order by view_name
"""
_CREATE_VIEW = re.compile(r"create view (\S+)", re.IGNORECASE)


class Earlier:
    """Makes the views of a store, and remembers for which change numbers it did."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._made: set[int] = set()
        self._tables: list[tuple[Any, ...]] = []
        self._views: list[tuple[Any, ...]] = []
        self._making = threading.Lock()

    def schema(self, known_at: int) -> str:
        """The schema that, first in a search path, shows what was known at this change.

        There a version that was closed later is open, and a version, change or intake that came
        later is absent.  Views of the store are made over these.
        """
        schema = f"memory.known_{known_at}"
        with self._making:
            if known_at not in self._made:
                with self._connection.cursor() as cursor:
                    self._make(cursor, schema, known_at)
                self._made.add(known_at)
        return schema

    def _make(self, cursor: duckdb.DuckDBPyConnection, schema: str, known_at: int) -> None:
        if not self._tables:
            # Once: with every schema that is made, the catalogue takes longer to go through.
            self._tables = cursor.execute(_TABLES).fetchall()
            self._views = _in_order(cursor.execute(_VIEWS).fetchall())
        cursor.execute("begin transaction")
        cursor.execute(f"create schema {schema}")
        for table, *tied in self._tables:
            known = _known(f'ibdash.main."{table}"', known_at, *tied)
            if known:
                cursor.execute(f'create view {schema}."{table}" as {known}')
        # A view finds the tables of its own schema first.
        cursor.execute(f"set search_path = '{schema}'")
        for view, sql in self._views:
            cursor.execute(_CREATE_VIEW.sub(f'create view {schema}."{view}"', sql, count=1))
        cursor.execute("commit")


def _in_order(views: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Each view after those that it reads; a store that is opened again numbers them anew."""
    ordered: list[tuple[Any, ...]] = []
    waiting = list(views)
    while waiting:
        names = "|".join(re.escape(view) for view, _ in waiting)
        ready = [
            (view, sql)
            for view, sql in waiting
            if set(re.findall(rf"\b(?:{names})\b", sql)) <= {view}
        ]
        assert ready, "views do not read each other in a circle"
        ordered += ready
        waiting = [view for view in waiting if view not in ready]
    return ordered


def _known(
    table: str, known_at: int, has_versions: bool, has_change: bool, has_intake: bool
) -> str | None:
    """The rows of a table that were there; None for a table that is not tied to changes."""
    if has_versions:
        return (
            f"select * replace (if(closed_by <= {known_at}, closed_by, null) as closed_by)"
            f" from {table} where opened_by <= {known_at}"
        )
    if has_change:
        return f"select * from {table} where change_id <= {known_at}"
    if has_intake:
        return (
            f"select * from {table} where intake_id in"
            f" (select intake_id from ibdash.main.intake where change_id <= {known_at})"
        )
    return None
