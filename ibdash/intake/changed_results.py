"""The first values that change in known results, for the preview."""

from typing import Any

import duckdb

from ibdash.intake.report import FieldChange
from ibdash.intake.statements import run

_COLUMNS = ("score", "niveau", "percentiel", "datum", "DLE")


def first(cursor: duckdb.DuckDBPyConnection) -> list[FieldChange]:
    """Those of `incoming_result` that `verdict_result` calls changed, old beside new."""
    run(cursor, "results", "result_change")
    rows = cursor.execute("select * from result_change").fetchall()
    return _field_changes(rows)


def against(cursor: duckdb.DuckDBPyConnection) -> list[FieldChange]:
    """What this file says against the source that counts: `old` counts, `new` does not.

    After the claims of this file are written.
    """
    run(cursor, "claims", "against")
    return _field_changes(cursor.execute("select * from against").fetchall())


def _field_changes(rows: list[Any]) -> list[FieldChange]:
    found = []
    for line, pupil, learning_line, moment, year, scale, *values in rows:
        what = f"{learning_line} {moment or year}"
        named = zip(_COLUMNS, values[0::2], values[1::2], strict=True)
        different = [(name, old, new) for name, old, new in named if old != new]
        for name, old, new in different or [("overige gegevens", None, None)]:
            found.append(FieldChange(line, pupil, what, name, old, new, scale))
    return found
