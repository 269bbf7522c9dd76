"""`python -m ibdash signals`: one JSON object a line, and 0 whatever the answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from ibdash import __main__ as program
from ibdash.store import open_store
from tests.people import settings_in
from tests.signals.small_school import PUPILS, results, take

PLANS = (
    "plan_id;leerling_id;soort;titel;begindatum;evaluatiedatum;status\n"
    "p1;2;handelingsplan;Lezen;2025-10-01;2026-01-23;lopend\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one pupil for the dyslexia route and one plan that waits for its evaluation."""
    settings = settings_in(tmp_path)
    monkeypatch.setenv("IBDASH_STORE", str(settings.store))
    monkeypatch.setenv("IBDASH_DATA", str(settings.data))
    monkeypatch.chdir(tmp_path)
    store = open_store(settings)
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;;", "1;E5;2025-06-02;10;;", "1;M6;2026-01-19;4;;"]
    results(store, tmp_path, "percentiel;niveau;niveauschaal", rows)
    take(store, tmp_path, "plannen", PLANS)
    store.close()
    return tmp_path


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_signal_is_an_object_with_its_evidence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["signals", "--today", "2026-02-09", "--json"]) == 0
    found = {one["rule"]: one for one in objects(capsys.readouterr().out)}
    dyslexia, plan = found["DYS-2"], found["PLN-1"]
    assert (dyslexia["pupil"], dyslexia["severity"], dyslexia["since"], dyslexia["state"]) == (
        "1",
        "actie",
        "2026-01-19",
        "new",
    )
    assert dyslexia["evidence"] == [
        {"fact": "result", "file": "resultaten.csv", "row": 2, "date": "2025-01-20"},
        {"fact": "result", "file": "resultaten.csv", "row": 3, "date": "2025-06-02"},
        {"fact": "result", "file": "resultaten.csv", "row": 4, "date": "2026-01-19"},
    ]
    assert (plan["pupil"], plan["group"]) == ("2", "6a")
    assert plan["sentence"] == (
        "Lezen: de evaluatie was afgesproken voor 23 jan 2026 en is er nog niet."
    )


def test_on_another_day_there_is_nothing_and_the_exit_code_is_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["signals", "--today", "2024-09-02", "--json"]) == 0
    assert [one for one in objects(capsys.readouterr().out) if one["outcome"] == "signal"] == []


def test_a_group_is_asked_by_its_name_and_one_that_is_not_there_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["signals", "--today", "2026-02-09", "--group", "6a"]) == 0
    assert "PLN-1" in capsys.readouterr().out
    assert program.main(["signals", "--today", "2026-02-09", "--group", "9z"]) == 1
    assert "Deze groep is er niet" in capsys.readouterr().err


def test_a_day_that_is_none_is_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        program.main(["signals", "--today", "gisteren"])
    assert stopped.value.code == 64
    assert "--today moet een dag zijn" in capsys.readouterr().err
