"""`python -m ibdash.bench.raw_table FILE STORE THREADS`: the file into DuckDB, and nothing more.

No checks, no comparison, no history: what an intake is measured against.
"""

import sys

import duckdb


def main(file: str, store: str, threads: int) -> None:
    """Makes a new DuckDB file with the table `t` of a CSV file, and a checkpoint."""
    literal = file.replace("'", "''")
    with duckdb.connect(store, config={"threads": str(threads)}) as connection:
        connection.execute(f"create table t as select * from read_csv('{literal}')")
        connection.execute("checkpoint")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
