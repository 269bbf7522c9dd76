"""The first values that change in known results, for the preview."""

import duckdb

from ibdash.intake.report import FieldChange
from ibdash.intake.statements import run

_COLUMNS = ("score", "niveau", "percentiel", "datum", "DLE")


def first(cursor: duckdb.DuckDBPyConnection) -> list[FieldChange]:
    """Those of `incoming_result` that `verdict_result` calls changed, old beside new."""
    run(cursor, "results", "result_change")
    rows = cursor.execute("select * from result_change").fetchall()
    found = []
    for line, pupil, learning_line, moment, year, scale, *values in rows:
        what = f"{learning_line} {moment or year}"
        named = zip(_COLUMNS, values[0::2], values[1::2], strict=True)
        different = [(name, old, new) for name, old, new in named if old != new]
        for name, old, new in different or [("overige gegevens", None, None)]:
            found.append(FieldChange(line, pupil, what, name, old, new, scale))
    return found
