"""`ask --known-on`: the answer of an earlier day, and a day that cannot be shown."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ibdash.__main__ import main
from ibdash.settings import load
from ibdash.store import open_store
from tests import known_school
from tests.known_school import PLANS_ON, PUPILS_ON
from tests.line_school import YEAR


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("IBDASH_STORE", "IBDASH_DATA", "IBDASH_KEY"):
        monkeypatch.delenv(name, raising=False)
    store = open_store(load(tmp_path, {}))
    known_school.fill(store, tmp_path)
    store.close()


def _files(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The files in the history, newest first."""
    assert main(["ask", "intake/history", "--format", "csv", *options]) == 0
    return [line.split(";")[1] for line in capsys.readouterr().out.splitlines()[1:]]


def test_a_question_is_answered_as_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    first = ["plannen.csv", "resultaten.csv", "leerlingen.csv"]
    assert _files(capsys, "--known-on", str(PLANS_ON)) == first
    assert _files(capsys, f"--known-on={PUPILS_ON}") == ["leerlingen.csv"]
    assert _files(capsys) == ["met groep 8.csv", "beter.csv", *first]


def test_the_pupils_are_as_old_as_on_that_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Pupil 51, alone in group 1/2, was born on 24 January 2013."""
    (school,) = _rows(capsys, "frame/schools")
    about = [f"school_id={school['school_id']}", f"school_year={YEAR}"]
    group = next(row for row in _rows(capsys, "frame/groups", *about) if row["name"] == "1/2")
    about.append(f"group_id={group['group_id']}")
    asked = ("group/pupils", *about)
    day = "--known-on", str(PLANS_ON)
    assert [row["age_months"] for row in _rows(capsys, *asked, *day)] == [12 * 12 + 11]
    given = _rows(capsys, *asked, "today=2026-02-09", *day)
    assert [row["age_months"] for row in given] == [13 * 12]


def _rows(capsys: pytest.CaptureFixture[str], *asked: str) -> list[dict[str, Any]]:
    assert main(["ask", *asked, "--format", "json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_before_the_first_change_there_is_nothing_to_ask(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["ask", "frame/schools", "--known-on", "2026-01-04"]) == 1
    said = capsys.readouterr().err
    assert "Toen was er nog niets bekend" in said
    assert "Kies een dag vanaf 2026-01-05" in said


@pytest.mark.parametrize("given", ["gisteren", "2026-02-30", "later"])
def test_a_day_that_is_none_or_has_yet_to_come_is_wrong_use(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    day = str(date.today() + timedelta(days=1)) if given == "later" else given
    with pytest.raises(SystemExit) as ended:
        main(["ask", "frame/schools", "--known-on", day])
    assert ended.value.code == 64
    assert "--known-on moet een dag zijn" in capsys.readouterr().err
