"""`inbox` as a task of the night runs it."""

import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ibdash.__main__ import main
from ibdash.intake import inbox as room
from ibdash.intake.inbox import Inbox
from ibdash.settings import load
from ibdash.store import open_store
from tests.intake.test_inbox import PUPILS, RESULTS


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("IBDASH_STORE", "IBDASH_DATA", "IBDASH_KEY", "IBDASH_INBOX"):
        monkeypatch.delenv(name, raising=False)
    inbox = tmp_path / "data" / "inbox"
    inbox.mkdir(parents=True)
    return inbox


def put(folder: Path, name: str, content: str) -> None:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    an_hour_ago = time.time() - 3600
    os.utime(file, (an_hour_ago, an_hour_ago))


def test_one_run_takes_in_what_lies_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "resultaten.csv", RESULTS)
    put(folder, "leerlingen.xml", PUPILS)
    assert main(["inbox", "--json"]) == 0
    shown = capsys.readouterr()
    told = [json.loads(line) for line in shown.out.splitlines()]
    assert [(one["file"], one["applied"]) for one in told] == [
        ("leerlingen.xml", True),
        ("resultaten.csv", True),
    ]
    assert "leerlingen.xml: overgenomen" in shown.err
    assert len(list((folder / "done").iterdir())) == 2


def test_what_waits_ends_with_2_and_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "resultaten.csv", RESULTS)
    assert main(["inbox"]) == 2
    assert "Importeer eerst de leerlingen" in capsys.readouterr().err
    assert (folder / "resultaten.csv").exists()


def test_what_is_refused_ends_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, "raar.xml", "<a/>")
    assert main(["inbox"]) == 1
    assert "raar.xml: geweigerd" in capsys.readouterr().err


def test_without_an_inbox_nothing_is_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IBDASH_INBOX", "")
    put(folder, "leerlingen.xml", PUPILS)
    assert main(["inbox"]) == 0
    assert "geen postvak" in capsys.readouterr().err
    assert (folder / "leerlingen.xml").exists()


def test_an_empty_inbox_takes_no_time_and_says_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("waited"))
    assert main(["inbox"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


def test_a_fault_does_not_come_back_every_night(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object, **named: object) -> object:
        raise ZeroDivisionError("Noor")

    monkeypatch.setattr(room, "apply", fails)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(room, "_AGAIN_AFTER", {**room._AGAIN_AFTER, "fault": timedelta(0)})
    put(folder, "leerlingen.xml", PUPILS)
    assert main(["inbox"]) == 1
    told = capsys.readouterr().err
    assert "Dat gebeurde 3 keer achter elkaar" in told
    assert "Noor" not in told
    assert not (folder / "leerlingen.xml").exists()
    assert main(["inbox"]) == 0


def test_while_the_app_runs_the_task_leaves_the_inbox_to_it(folder: Path, tmp_path: Path) -> None:
    settings = load(tmp_path)
    store = open_store(settings)
    run = [sys.executable, "-m", "ibdash", "inbox"]
    there = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    try:
        nothing = subprocess.run(run, env=there, capture_output=True, check=False)
        assert (nothing.returncode, nothing.stderr) == (0, b"")
        put(folder, "leerlingen.xml", PUPILS)
        left = subprocess.run(run, env=there, capture_output=True, check=False)
        assert left.returncode == 2
        assert "Draait ibdash, dan neemt het zelf over wat in het postvak ligt (1 bestand)." in (
            left.stderr.decode()
        )
        assert (folder / "leerlingen.xml").exists()
        of_the_app = Inbox(folder, store, settings)
        of_the_app.look(datetime.now())
        assert [one.name for one in of_the_app.look(datetime.now())] == ["leerlingen.xml"]
        with store.read() as cursor:
            assert cursor.execute("select count(*) from intake").fetchall() == [(1,)]
    finally:
        store.close()


def test_a_folder_that_cannot_be_used_ends_with_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.rmdir()
    folder.write_text("a file, no folder", encoding="utf-8")
    assert main(["inbox"]) == 1
    assert "Het postvak is niet te gebruiken." in capsys.readouterr().err
