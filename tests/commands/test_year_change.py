"""The change of school year on the command line: counts without names, and never a question."""

import json
from pathlib import Path

import pytest

from ibdash.__main__ import main
from ibdash.settings import SETTINGS
from tests.intake.small_edexml import edexml, group, pupil

GROUPS = (group("G4", "4A", "4"), group("G5", "5A", "5"))
ADA = pupil("1", "Ada", "Een", group="G4")
EVA = pupil("2", "Eva", "Geheim", group="G4")


@pytest.fixture(autouse=True)
def in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.setenv("IBDASH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("IBDASH_STORE", str(tmp_path / "data" / "ibdash.duckdb"))
    monkeypatch.chdir(tmp_path)
    Path("een.xml").write_text(edexml("2024-2025", *GROUPS, ADA, EVA), encoding="utf-8")
    after = edexml("2025-2026", *GROUPS, ADA.replace("G4", "G5"))
    Path("twee.xml").write_text(after, encoding="utf-8")
    assert main(["import", "een.xml"]) == 0


def test_nobody_is_asked_and_the_counts_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["import", "--json", "twee.xml"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["year_change"] == {
        "from": "2024-2025",
        "to": "2025-2026",
        "counts": {"moved_on": 1, "missing": 1},
        "answered": {"left": 0, "stays": 0},
    }
    said = shown.err.replace("\u00a0", " ")
    assert "Nieuw schooljaar: van 2024-2025 naar 2025-2026. 1 leerling gaat door en" in said
    assert "1 leerling van 2024-2025 ontbreekt in dit bestand" in said
    assert "Geheim" not in shown.out + shown.err


def test_gone_leave_says_that_they_left(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["import", "--json", "--gone", "leave", "twee.xml"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["year_change"]["answered"] == {"left": 1, "stays": 0}
    assert "is naar uw antwoord van school per 31 juli 2025" in shown.err
