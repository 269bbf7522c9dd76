"""`inbox` as a task of the night runs it."""

import json
import os
import time
from pathlib import Path

import pytest

from ibdash.__main__ import main
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
