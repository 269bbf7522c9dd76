"""Puts what a reader delivers into temporary tables of one cursor, before any transaction.

`staged_<kind>` holds the rows of each kind.  Rows about pupils carry `pupil_ref` and results carry
`test_ref` instead of the words: hashes of the distinct pupils and tests that the file names, which
keeps 1.5 million result rows within DuckDB's memory.  `stage` proves that no two share a hash.
"""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from ibdash.errors import FileRefused
from ibdash.intake.statements import run
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Reading

PUPIL_WORDS = (
    "brin",
    "location",
    "pupil_key",
    "call_name",
    "prefix",
    "family_name",
    "birth_date",
    "eck_id",
)
TEST_WORDS = ("learning_line", "publisher", "test", "generation", "part")

# Rows of one kind that are handed to DuckDB together: large enough to use both cores, small enough
# (some 100 MB of results) to stay out of the way: measured, smaller parts are slower.
_TOGETHER = 400_000


def stage(cursor: duckdb.DuckDBPyConnection, reading: Reading, most_rows: int) -> None:
    """Consumes a reading into `staged_*` tables; raises FileRefused past `most_rows`."""
    run(cursor, "staging")
    for kind, schema in KINDS.items():
        cursor.execute(f"create or replace temp table staged_{kind} as {_empty(kind, schema)}")
    waiting: dict[str, list[pa.RecordBatch]] = {}
    total = 0
    for kind, batch in reading.batches:
        total += batch.num_rows
        if total > most_rows * 3:
            raise FileRefused(
                "Het bestand heeft te veel regels",
                "Er is niets overgenomen",
                "Verhoog de instelling 'max_rows' als dit klopt",
            )
        batches = waiting.setdefault(kind, [])
        batches.append(batch)
        if sum(part.num_rows for part in batches) >= _TOGETHER:
            _insert(cursor, kind, waiting.pop(kind))
    for kind, batches in waiting.items():
        _insert(cursor, kind, batches)
    _check_refs(cursor)


def _about_pupil(schema: pa.Schema) -> bool:
    return "pupil_key" in schema.names


def _kept(kind: str, schema: pa.Schema) -> list[str]:
    dropped: set[str] = set()
    if _about_pupil(schema) and kind != "pupil":
        dropped |= set(PUPIL_WORDS)
    if kind == "result":
        dropped |= set(TEST_WORDS)
    return [name for name in schema.names if name not in dropped]


def _extra(kind: str, schema: pa.Schema) -> list[str]:
    extra = ["pupil_ref"] if _about_pupil(schema) and kind != "pupil" else []
    return [*extra, "test_ref"] if kind == "result" else extra


def _empty(kind: str, schema: pa.Schema) -> str:
    columns = [
        f"null::{_duckdb_type(schema.field(name).type)} as {name}" for name in _kept(kind, schema)
    ]
    columns += [f"null::ubigint as {name}" for name in _extra(kind, schema)]
    return f"select {', '.join(columns)} limit 0"


def _duckdb_type(kind: pa.DataType) -> str:
    if pa.types.is_string(kind):
        return "varchar"
    if pa.types.is_date(kind):
        return "date"
    if pa.types.is_floating(kind):
        return "double"
    return "boolean" if pa.types.is_boolean(kind) else "integer"


def _insert(
    cursor: duckdb.DuckDBPyConnection, kind: str, batches: Iterable[pa.RecordBatch]
) -> None:
    schema = KINDS[kind]
    chunk = pa.Table.from_batches(list(batches), schema)
    cursor.register("chunk", chunk)
    try:
        columns = _kept(kind, schema)
        if _about_pupil(schema) and kind != "pupil":
            columns.append(_note(cursor, "pupil_ref", PUPIL_WORDS, schema))
        if kind == "result":
            columns.append(_note(cursor, "test_ref", TEST_WORDS, schema))
        cursor.execute(f"insert into staged_{kind} select {', '.join(columns)} from chunk")
    finally:
        cursor.unregister("chunk")


def _note(
    cursor: duckdb.DuckDBPyConnection, table: str, words: tuple[str, ...], schema: pa.Schema
) -> str:
    """Adds every combination of words in the chunk that is not in the table yet; gives its hash.

    A word that this kind of row does not carry is null in each of them.
    """
    carried = ", ".join(name for name in words if name in schema.names)
    values = ", ".join(name if name in schema.names else "null::varchar" for name in words)
    ref = f"hash({values})"
    cursor.execute(
        f"insert into {table} select {ref}, {values}, min(line) from chunk"
        f" where {ref} not in (select ref from {table}) group by {carried}"
    )
    return ref


def _check_refs(cursor: duckdb.DuckDBPyConnection) -> None:
    """Two pupils or tests with one hash would become one: then nothing may be taken in."""
    for table in ("pupil_ref", "test_ref"):
        row = cursor.execute(f"select count(*) - count(distinct ref) from {table}").fetchone()
        if row and row[0]:
            raise FileRefused(
                "Dit bestand kan nu niet worden gelezen",
                "Twee verschillende leerlingen of toetsen zijn niet uit elkaar te houden;"
                " er is niets overgenomen",
                "Deel het bestand in tweeën en neem beide delen over",
            )
