"""The `.sql` files of the intake: named steps, each one statement, below a line `-- step: name`."""

import functools
from importlib import resources

import duckdb


@functools.cache
def steps(name: str) -> dict[str, str]:
    """The steps of `intake/sql/<name>.sql` by name, in order."""
    text = resources.files("ibdash.intake").joinpath("sql", f"{name}.sql").read_text("utf-8")
    found: dict[str, str] = {}
    for part in text.split("-- step: ")[1:]:
        title, _, sql = part.partition("\n")
        found[title.split(":")[0].strip()] = sql
    return found


def run(cursor: duckdb.DuckDBPyConnection, name: str, *only: str) -> None:
    """Runs the named steps of a file, or all of them, in the order of the file."""
    for title, sql in steps(name).items():
        if not only or title in only:
            cursor.execute(sql)
