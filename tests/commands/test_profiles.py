"""`profiles` on the command line: what there is, out as a file, and in elsewhere."""

from pathlib import Path

import pytest

from ibdash.__main__ import main
from ibdash.intake import profiles_kept
from ibdash.settings import load
from ibdash.store import open_store
from tests.intake.test_profiles_kept import PROFILE
from tests.people import IB


def test_profiles_are_listed_written_and_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IBDASH_DATA", str(tmp_path))
    monkeypatch.setenv("IBDASH_STORE", str(tmp_path / "a.duckdb"))
    store = open_store(load(tmp_path))
    profiles_kept.save(store, IB, "Toetsen", PROFILE)
    store.close()
    assert main(["profiles"]) == 0
    assert capsys.readouterr().out == "Toetsen\n"
    assert main(["profiles", "--export", "toetsen"]) == 0
    written = tmp_path / "toetsen.toml"
    written.write_text(capsys.readouterr().out, encoding="utf-8")
    monkeypatch.setenv("IBDASH_STORE", str(tmp_path / "b.duckdb"))
    assert main(["profiles", "--import", str(written)]) == 0
    assert main(["profiles"]) == 0
    assert capsys.readouterr().out == "Toetsen\n"
    assert main(["profiles", "--export", "anders"]) == 1
    assert main(["profiles", "--import", str(tmp_path / "weg.toml")]) == 1
    assert "Het bestand is niet te openen" in capsys.readouterr().err
