"""One embedded store: many readers with a cursor each, one writer at a time."""

import contextlib
import itertools
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from ibdash.errors import StoreInUse, StoreUnusable
from ibdash.settings import Settings
from ibdash.store import extensions, migrations, reference
from ibdash.store.earlier import Earlier

Family = Literal["facts", "care", "signals", "audit"]
FAMILIES: tuple[Family, ...] = ("facts", "care", "signals", "audit")

# USE and SET search_path stay with a cursor, so every cursor begins with it.  Reference tables live
# in the in-memory database beside the store, in the same names as their files.
_serials = itertools.count(1)
_SEARCH_PATH = "set search_path = 'ibdash.main,memory.main'"


@dataclass
class Change:
    """An open transaction of the one writer.

    cursor: runs in the transaction; never close it.
    change_id: the number that opens and closes versions in this change.
    """

    cursor: duckdb.DuckDBPyConnection
    change_id: int

    def reserve_keys(self, count: int) -> int:
        """Takes `count` fresh keys from the store's counter and returns the first of them."""
        row = self.cursor.execute("select next_key from store_version").fetchone()
        assert row is not None, "store_version always has one row; run the migrations"
        self.cursor.execute("update store_version set next_key = next_key + ?", [count])
        return int(row[0])

    def touch(self, family: Family) -> None:
        """Says that tables of a family change, so that cached answers over them are asked anew."""
        self.cursor.execute(f"update store_version set {family} = {family} + 1")


class Store:
    """An attached store.  Make one with :func:`open_store`; close it when the process ends."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, encrypted: bool) -> None:
        # Names this opening of a store in the keys of cached answers; id() would be used again.
        self.serial = next(_serials)
        self._connection = connection
        self._writer = threading.RLock()
        self._earlier = Earlier(connection)
        self.path = path
        self.encrypted = encrypted
        self._versions: dict[str, int] | None = None
        self._threads = int(self._one("select current_setting('threads')"))
        self._large_works = 0
        self._counting = threading.Lock()
        self._set_threads(1)

    @contextlib.contextmanager
    def large_work(self) -> Iterator[None]:
        """All threads of the settings for what is done inside; otherwise a question has one.

        Measured: the questions of a page are that small that more threads make them no faster and
        take half as much processor time again.
        """
        with self._counting:
            self._large_works += 1
            self._set_threads(self._threads)
        try:
            yield
        finally:
            with self._counting:
                self._large_works -= 1
                if not self._large_works:
                    self._set_threads(1)

    @contextlib.contextmanager
    def read(self, known_at: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own for one or more reads, closed afterwards.

        A connection shared by threads gives wrong answers; a cursor per read does not.
        known_at: the number of a change; the tables then hold what was known right after it, under
        their names without a schema, and nothing can be written.
        """
        cursor = self._connection.cursor()
        try:
            if known_at is None:
                cursor.execute(_SEARCH_PATH)
            else:
                first = self._earlier.schema(known_at)
                cursor.execute(f"set search_path = '{first},ibdash.main,memory.main'")
                cursor.execute("begin transaction read only")
            yield cursor
        finally:
            cursor.close()

    @contextlib.contextmanager
    def change(
        self, who: str, kind: str, on: duckdb.DuckDBPyConnection | None = None
    ) -> Iterator[Change]:
        """One change: lock, transaction, a row in `change`, commit; rolled back on any way out.

        who: the name of the person.  kind: intake, edit, undo or removal.  on: a cursor of `read`
        that holds temporary tables the change needs; else it gets one of its own.  BaseException
        is meant: Streamlit stops a script with one.  Leaving by :class:`NothingChanged` rolls back
        silently.
        """
        with self._writer:
            cursor = on or self._connection.cursor()
            try:
                cursor.execute(_SEARCH_PATH)
                cursor.execute("begin transaction")
                cursor.execute("update store_version set version = version + 1")
                row = cursor.execute("select version from store_version").fetchone()
                assert row is not None, "store_version always has one row; run the migrations"
                change_id = int(row[0])
                cursor.execute(
                    "insert into change values (?, ?, ?, ?, null, null)",
                    [change_id, datetime.now(UTC).replace(tzinfo=None), who, kind],
                )
                yield Change(cursor, change_id)
                cursor.execute("commit")
                self._versions = None
            except NothingChanged:
                cursor.execute("rollback")
            except BaseException:
                with contextlib.suppress(duckdb.Error):
                    cursor.execute("rollback")
                raise
            finally:
                if on is None:
                    cursor.close()

    def append(self, family: Family, sql: str, values: list[Any]) -> None:
        """Adds one row that is no fact, without a change of its own: `version` stays as it was."""
        with self._writer, self.read() as cursor:
            cursor.execute("begin transaction")
            cursor.execute(sql, values)
            cursor.execute(f"update store_version set {family} = {family} + 1")
            cursor.execute("commit")
            self._versions = None

    @contextlib.contextmanager
    def derive(
        self, family: Family, on: duckdb.DuckDBPyConnection | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """A transaction for what is made from facts and can be made again: no change, no version.

        on: a cursor of `read` that holds temporary tables it needs.  Rolled back on any way out but
        the end.
        """
        with self._writer:
            cursor = on or self._connection.cursor()
            try:
                cursor.execute(_SEARCH_PATH)
                cursor.execute("begin transaction")
                yield cursor
                cursor.execute(f"update store_version set {family} = {family} + 1")
                cursor.execute("commit")
                self._versions = None
            except BaseException:
                with contextlib.suppress(duckdb.Error):
                    cursor.execute("rollback")
                raise
            finally:
                if on is None:
                    cursor.close()

    def versions(self) -> dict[str, int]:
        """The version of each family of tables: part of the key of every cached answer.

        Remembered between changes: this process is the only one that writes.
        """
        versions = self._versions
        if versions is None:
            with self.read() as cursor:
                row = cursor.execute(
                    "select facts, care, signals, audit from store_version"
                ).fetchone()
            assert row is not None, "store_version always has one row; run the migrations"
            versions = dict(zip(FAMILIES, row, strict=True))
            self._versions = versions
        return versions

    def _set_threads(self, count: int) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(f"set global threads = {count}")

    def _one(self, sql: str) -> Any:
        with self._connection.cursor() as cursor:
            row = cursor.execute(sql).fetchone()
        assert row is not None, "asked for one value"
        return row[0]

    def checkpoint(self) -> None:
        """Writes the log into the file, so that the file alone is a whole copy."""
        with self._writer, self.read() as cursor:
            cursor.execute("checkpoint ibdash")

    def close(self) -> None:
        """Detaches the file, so that another process may open it."""
        with self._writer, contextlib.suppress(duckdb.Error):
            self._connection.execute("use memory; detach ibdash")
        self._connection.close()


class NothingChanged(Exception):
    """Raised inside `Store.change` to leave the store, its version included, as it was."""


def open_store(settings: Settings) -> Store:
    """Opens, or makes, the store of these settings and brings its schema up to date.

    Raises StoreUnusable when the file is foreign, newer than the program, locked by another
    process, or encrypted with another key; the file is then left untouched.
    """
    path = settings.store
    temporary = settings.data / "temp"
    try:
        is_new = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StoreUnusable(
            "De map voor de gegevens is niet te maken",
            f"In de map van {path.name} of in '{settings.data.name}' mag niet worden geschreven",
            "Kies met de instellingen 'store' en 'data' een map waarin u mag schrijven",
        ) from None
    try:
        connection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "allow_unsigned_extensions": "false",
                "memory_limit": settings.memory_limit,
                "temp_directory": str(temporary),
                "preserve_insertion_order": "true",
                # Memory goes back to the system after a question: some 45 MiB of a server.
                "allocator_background_threads": "true",
                "allocator_flush_threshold": "1MB",
                "allocator_bulk_deallocation_flush_threshold": "1MB",
                **({"threads": str(settings.threads)} if settings.threads else {}),
            },
        )
    except duckdb.Error:
        raise StoreUnusable(
            "De instellingen voor het geheugen kloppen niet",
            "'memory_limit' of 'threads' heeft een waarde die DuckDB niet begrijpt",
            'Geef bijvoorbeeld memory_limit = "600MB" en threads = 0',
        ) from None
    try:
        _attach(connection, path, settings.key)
        _empty(temporary)
        if settings.key:
            connection.execute("set global temp_file_encryption = true")
        if is_new and os.name == "posix":
            path.chmod(0o600)
        store = Store(connection, path, encrypted=bool(settings.key))
        migrations.migrate(connection, path, settings.data / "backups", is_new=is_new)
        reference.load(connection)
    except BaseException:
        connection.close()
        raise
    return store


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, key: str) -> None:
    options = ""
    if key:
        extensions.load(connection, "httpfs")
        options = " (encryption_key '" + key.replace("'", "''") + "')"
    # ATTACH takes no parameters; quotes are the only character that can end the literal.
    literal = str(path).replace("'", "''")
    try:
        connection.execute(f"attach '{literal}' as ibdash{options}")
    except duckdb.Error as error:
        raise _unusable(path, str(error)) from None


def _unusable(path: Path, message: str) -> StoreUnusable:
    kept = f"{path.name} is niet aangeraakt"
    if "lock" in message.lower() or "being used by another process" in message:
        return StoreInUse(
            "De gegevens zijn al in gebruik",
            f"Een ander venster of programma heeft {path.name} open; dat kan er maar één tegelijk",
            "Sluit het andere ibdash-venster (of wacht tot het klaar is) en probeer het opnieuw",
        )
    if "encryption key" in message or "without a key" in message:
        return StoreUnusable(
            "De sleutel past niet",
            f"{path.name} is versleuteld met een andere sleutel dan is ingesteld; {kept}",
            "Zet de juiste sleutel in IBDASH_KEY of in ibdash.toml",
        )
    if "is not encrypted" in message:
        return StoreUnusable(
            "Dit gegevensbestand is niet versleuteld",
            f"Er is een sleutel ingesteld, maar {path.name} heeft er geen; {kept}",
            "Haal de instelling 'key' weg, of kies met 'store' een nieuw bestand",
        )
    return StoreUnusable(
        "Dit is geen gegevensbestand van ibdash",
        f"{path.name} kan niet als DuckDB-bestand worden geopend; {kept}",
        "Kies met de instelling 'store' een ander bestand, of zet een reservekopie terug",
    )


def _empty(folder: Path) -> None:
    """Removes what an interrupted run left; only called once the store's lock is ours."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
