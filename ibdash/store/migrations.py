"""Numbered `.sql` migrations, each in a transaction, with a copy of the file first."""

import re
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import duckdb

from ibdash.errors import StoreUnusable


@dataclass(frozen=True)
class Migration:
    """One file of `store/schema`: its number, name and statements."""

    number: int
    name: str
    sql: str


def available() -> list[Migration]:
    """All migrations of this program, in order."""
    found = []
    for file in resources.files("ibdash.store").joinpath("schema").iterdir():
        match = re.fullmatch(r"(\d{4})_(\w+)\.sql", file.name)
        if match:
            found.append(Migration(int(match[1]), match[2], file.read_text(encoding="utf-8")))
    return sorted(found, key=lambda migration: migration.number)


def applied(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """The numbers of the migrations that the attached store has had."""
    rows = connection.execute("select number from ibdash.migration order by number").fetchall()
    return [int(number) for (number,) in rows]


def migrate(
    connection: duckdb.DuckDBPyConnection, path: Path, backups: Path, *, is_new: bool
) -> None:
    """Brings the attached store up to the newest schema.

    A store of somebody else, or of a newer program, raises StoreUnusable and is left as it is.
    """
    names = {
        str(name)
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = 'ibdash'"
        ).fetchall()
    }
    if "migration" not in names:
        if names:
            raise StoreUnusable(
                "Dit is geen gegevensbestand van ibdash",
                f"{path.name} is van een ander programma; het is niet aangeraakt",
                "Kies met de instelling 'store' een ander bestand",
            )
        connection.execute(
            "create table ibdash.migration (number integer, name varchar, applied_at timestamp)"
        )
    done = applied(connection)
    known = available()
    if done and done[-1] > known[-1].number:
        raise StoreUnusable(
            "De gegevens zijn van een nieuwere versie van ibdash",
            f"{path.name} heeft schema {done[-1]}, dit programma kent tot en met"
            f" {known[-1].number}; het bestand is niet aangeraakt",
            "Werk ibdash bij, of zet een reservekopie van voor de nieuwe versie terug",
        )
    pending = [migration for migration in known if migration.number not in done]
    if pending and not is_new and done:
        _copy(connection, path, backups, done[-1])
    for migration in pending:
        _apply(connection, migration)


def _copy(
    connection: duckdb.DuckDBPyConnection, path: Path, backups: Path, schema_number: int
) -> None:
    connection.execute("checkpoint ibdash")
    backups.mkdir(parents=True, exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = backups / f"{path.stem}-schema{schema_number:04d}-{moment}{path.suffix}"
    shutil.copyfile(path, copy)
    copy.chmod(0o600)


def _apply(connection: duckdb.DuckDBPyConnection, migration: Migration) -> None:
    connection.execute("begin transaction")
    try:
        connection.execute("use ibdash")
        connection.execute(migration.sql)
        if migration.number == 1:
            connection.execute(
                "insert into store_secret values ('salt', ?)", [secrets.token_hex(32)]
            )
        connection.execute(
            "insert into migration values (?, ?, ?)",
            [migration.number, migration.name, datetime.now(UTC).replace(tzinfo=None)],
        )
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise
    finally:
        connection.execute("use memory")
