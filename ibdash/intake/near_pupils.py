"""Pupils of a file who may be a known pupil, though name and birth date differ a little."""

import duckdb
import pyarrow as pa

from ibdash.domain.same_pupil import Known, likeness
from ibdash.intake.statements import run

_COLUMNS: list[tuple[str, pa.DataType]] = [
    ("row", pa.uint64()),
    ("pupil_id", pa.int64()),
    ("is_question", pa.bool_()),
    ("why", pa.string()),
]
_JUDGED = pa.schema(_COLUMNS)


def find(cursor: duckdb.DuckDBPyConnection) -> None:
    """Makes `near_candidate`: (row of `maker`, pupil_id, is_question).

    After the certain matches.  The pairs come from blocks (sql/who_is_who.sql, near_pair), so a
    school of thousands gives few of them; domain/same_pupil.py judges each.
    """
    run(cursor, "who_is_who", "near_pair")
    judged = []
    for row, pupil_id, name, born, known_name, known_born, is_question in cursor.execute(
        "select * from near_pair"
    ).fetchall():
        why = likeness(Known(name, born), Known(known_name, known_born))
        if why is not None:
            one = {"row": row, "pupil_id": pupil_id, "is_question": is_question, "why": why}
            judged.append(one)
    cursor.register("judged", pa.Table.from_pylist(judged, _JUDGED))
    cursor.execute("create or replace temp table judged_pair as select * from judged")
    cursor.unregister("judged")
    run(cursor, "who_is_who", "near_candidate")
