"""For every distinct name in some staged tables how it is shown, sorted and compared."""

import duckdb
import pyarrow as pa

from ibdash.domain import names


def write_name_words(cursor: duckdb.DuckDBPyConnection, table: str, *sources: str) -> None:
    """Makes the temporary table `table`: call_name, prefix, family_name, display_name, sort_name,
    match_name, one row per distinct name in the tables `sources`."""
    distinct = cursor.execute(
        " union ".join(
            f"select distinct call_name, prefix, family_name from {source}" for source in sources
        )
    ).fetchall()
    columns = {
        "call_name": [call for call, _, _ in distinct],
        "prefix": [prefix for _, prefix, _ in distinct],
        "family_name": [family for _, _, family in distinct],
        "display_name": [names.display_name(*name) for name in distinct],
        "sort_name": [names.sort_key(prefix, family, call) for call, prefix, family in distinct],
        "match_name": [names.match_key(*name) for name in distinct],
    }
    words = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    cursor.register("words", words)
    cursor.execute(f"create or replace temp table {table} as select * from words")
    cursor.unregister("words")
