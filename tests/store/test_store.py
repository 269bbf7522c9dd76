"""Opening, versions, one writer, migrations and what happens to files that are not ours."""

import dataclasses
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from ibdash.errors import StoreUnusable
from ibdash.store import Store, extensions, migrations, open_store
from ibdash.store.connection import NothingChanged
from tests.people import settings_in


def test_a_new_store_is_made_with_its_folder_for_its_owner_only(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, store=tmp_path / "map" / "school.duckdb")
    open_store(settings).close()
    assert settings.store.exists()
    if os.name == "posix":
        assert oct(settings.store.stat().st_mode & 0o777) == "0o600"


def test_a_change_has_a_number_a_time_and_a_person(store: Store) -> None:
    with store.change("Ina", "intake") as change:
        number = change.change_id
    with store.read() as cursor:
        assert cursor.execute("select change_id, who, kind from change").fetchall() == [
            (number, "Ina", "intake")
        ]


def test_keys_are_never_given_twice(store: Store) -> None:
    with store.change("Ina", "intake") as change:
        first = change.reserve_keys(3)
        assert change.reserve_keys(1) == first + 3


class StoppedByStreamlit(BaseException):
    """Stands for the way in which Streamlit ends a script."""


def _write_and_stop(store: Store) -> None:
    with store.change("Ina", "intake") as change:
        change.cursor.execute("insert into store_secret values ('x', 'y')")
        raise StoppedByStreamlit


def test_a_change_that_fails_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(StoppedByStreamlit):
        _write_and_stop(store)
    with store.read() as cursor:
        assert cursor.execute("select count(*) from change").fetchone() == (0,)
        assert cursor.execute("select version from store_version").fetchone() == (0,)


def test_nothing_changed_is_a_way_out_without_an_error(store: Store) -> None:
    with store.change("Ina", "intake") as change:
        change.touch("facts")
        raise NothingChanged
    assert store.versions()["facts"] == 0


def test_versions_of_a_family_rise_only_when_it_is_touched(store: Store) -> None:
    with store.change("Ina", "intake") as change:
        change.touch("care")
    assert store.versions() == {"facts": 0, "care": 1, "signals": 0, "audit": 0}


def test_writers_wait_for_each_other(store: Store) -> None:
    def write() -> None:
        with store.change("Ina", "edit") as change:
            change.reserve_keys(1)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as cursor:
        assert cursor.execute("select version, next_key from store_version").fetchone() == (8, 9)


def test_readers_do_not_see_an_open_change(store: Store) -> None:
    with store.change("Ina", "intake"), store.read() as cursor:
        assert cursor.execute("select count(*) from change").fetchone() == (0,)


def test_a_second_process_is_told_that_the_store_is_in_use(store: Store) -> None:
    script = (
        "from pathlib import Path; from ibdash.settings import load;"
        "from ibdash.store import open_store;"
        f"open_store(load(Path({str(store.path.parent.parent)!r}), {{}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert "De gegevens zijn al in gebruik" in done.stderr


def test_a_foreign_duckdb_file_is_left_untouched(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, store=tmp_path / "foreign.duckdb")
    with duckdb.connect(str(settings.store)) as other:
        other.execute("create table invoice (a integer)")
    before = settings.store.read_bytes()
    with pytest.raises(StoreUnusable, match="geen gegevensbestand van ibdash"):
        open_store(settings)
    assert settings.store.read_bytes() == before


def test_a_file_that_is_no_database_is_left_untouched(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, store=tmp_path / "text.duckdb")
    settings.store.write_text("geen database " * 1000)
    with pytest.raises(StoreUnusable, match="geen gegevensbestand"):
        open_store(settings)
    assert settings.store.read_text() == "geen database " * 1000


def test_a_store_of_a_newer_program_is_refused_and_left_untouched(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    open_store(settings).close()
    with duckdb.connect(str(settings.store)) as other:
        other.execute("insert into migration values (9999, 'later', now()::timestamp)")
    before = settings.store.read_bytes()
    with pytest.raises(StoreUnusable, match="nieuwere versie"):
        open_store(settings)
    assert settings.store.read_bytes() == before


def test_a_pending_migration_copies_the_file_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path)
    open_store(settings).close()
    real = migrations.available()
    later = migrations.Migration(99, "later", "create table later (a integer)")
    monkeypatch.setattr(migrations, "available", lambda: [*real, later])
    store = open_store(settings)
    with store.read() as cursor:
        assert cursor.execute("select count(*) from later").fetchone() == (0,)
    store.close()
    assert len(list((settings.data / "backups").iterdir())) == 1


def test_a_store_of_the_first_schema_keeps_its_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Undo came with the second schema; what was taken in before can be taken back too."""
    settings = settings_in(tmp_path)
    real = migrations.available()
    monkeypatch.setattr(migrations, "available", lambda: real[:1])
    store = open_store(settings)
    with store.change("Ina", "intake") as change:
        change.cursor.execute(
            "insert into pupil (pupil_id, display_name, opened_by) values (7, 'Een Naam', 1)"
        )
    store.close()
    monkeypatch.undo()
    store = open_store(settings)
    with store.read() as cursor:
        assert cursor.execute(
            "select pupil_id, display_name, source_change from pupil"
        ).fetchall() == [(7, "Een Naam", None)]
        assert cursor.execute("select count(source_change) from open_result").fetchone() == (0,)
    store.close()


def test_a_migration_that_fails_is_rolled_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path)
    open_store(settings).close()
    real = migrations.available()
    broken = migrations.Migration(99, "broken", "create table half (a integer); select nonsense")
    monkeypatch.setattr(migrations, "available", lambda: [*real, broken])
    with pytest.raises(duckdb.Error):
        open_store(settings)
    monkeypatch.undo()
    store = open_store(settings)
    with store.read() as cursor:
        assert cursor.execute(
            "select count(*) from duckdb_tables() where table_name = 'half'"
        ).fetchone() == (0,)
    store.close()


def test_a_key_encrypts_the_file_and_only_that_key_opens_it(tmp_path: Path) -> None:
    locked = settings_in(tmp_path, key="geheim woord")
    store = open_store(locked)
    with store.change("Ina", "intake") as change:
        change.cursor.execute("insert into store_secret values ('naam', 'Zoë van den Test')")
    store.close()
    assert b"van den Test" not in locked.store.read_bytes()
    with pytest.raises(StoreUnusable, match="sleutel past niet"):
        open_store(settings_in(tmp_path, key="ander woord"))
    with pytest.raises(StoreUnusable, match="sleutel past niet"):
        open_store(settings_in(tmp_path))
    open_store(locked).close()


def test_without_the_extension_package_a_plain_store_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extensions, "path_of", lambda name: None)
    open_store(settings_in(tmp_path)).close()
    with pytest.raises(StoreUnusable, match="onderdeel ontbreekt"):
        open_store(settings_in(tmp_path, key="x", store=tmp_path / "locked.duckdb"))


@pytest.mark.parametrize("name", ["httpfs", "ducklake", "postgres_scanner"])
def test_every_extension_is_loaded_from_its_package_by_path(name: str) -> None:
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        extensions.load(connection, name)


def test_what_an_interrupted_run_left_in_temp_is_removed(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    left = settings.data / "temp" / "duckdb_temp_storage.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    open_store(settings).close()
    assert not left.exists()


def test_a_closed_store_is_one_whole_file(tmp_path: Path, store: Store) -> None:
    with store.change("Ina", "intake") as change:
        change.reserve_keys(5)
    store.checkpoint()
    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(store.path, copy)
    with duckdb.connect(str(copy), read_only=True) as other:
        assert other.execute("select next_key from store_version").fetchone() == (6,)


def test_a_key_for_a_store_without_one_is_said_plainly(tmp_path: Path) -> None:
    open_store(settings_in(tmp_path)).close()
    with pytest.raises(StoreUnusable, match="niet versleuteld"):
        open_store(settings_in(tmp_path, key="x"))


def test_memory_that_duckdb_does_not_understand_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="geheugen"):
        open_store(settings_in(tmp_path, memory_limit="veel"))


def test_only_large_work_has_all_threads(tmp_path: Path) -> None:
    settings = dataclasses.replace(settings_in(tmp_path), threads=3)

    def threads() -> int:
        with store.read() as cursor:
            row = cursor.execute("select current_setting('threads')").fetchone()
        assert row is not None
        return int(row[0])

    store = open_store(settings)
    assert threads() == 1
    with store.large_work():
        assert threads() == 3
        with store.large_work():
            assert threads() == 3
        assert threads() == 3
    assert threads() == 1
    with pytest.raises(ZeroDivisionError), store.large_work():
        raise ZeroDivisionError
    assert threads() == 1
    store.close()
