"""`data/reference/*.csv` as tables beside the store, each named like its file."""

from pathlib import Path

import duckdb

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Reads every reference file into the in-memory database; readers see it next to the store."""
    for file in sorted(REFERENCE.glob("*.csv")):
        connection.execute(
            f'create or replace table memory.main."{file.stem}" as '
            "select * from read_csv(?, delim = ';', header = true,"
            " types = {'valid_from': 'date', 'valid_until': 'date'})",
            [str(file)],
        )
