"""Doubtful pupils, `join` and `part` as a person or a script meets them."""

import json
from pathlib import Path
from typing import Any

import pytest

from ibdash.__main__ import main
from tests.intake.small_edexml import edexml, group, pupil
from tests.intake.test_who_is_who import BOTH, NOORS

SAM = edexml(
    "2025-2026", group("G4", "4A", "4"), pupil("1", "Sam", "Boer", born="2018-05-04", group="G4")
)
# Of the same system under another key: only proposed.
SAMUEL_77 = SAM.replace('"1"', '"77"').replace("Sam<", "Samuel<")
SAMUEL = BOTH.splitlines()[0] + "\ns;Samuel;Boer;2018-05-04;2025-2026;4A;4\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("IBDASH_STORE", "IBDASH_DATA", "IBDASH_KEY"):
        monkeypatch.delenv(name, raising=False)
    files = {"a.xml": NOORS, "l.csv": BOTH, "sam.xml": SAM, "s.csv": SAMUEL, "77.xml": SAMUEL_77}
    for file, text in files.items():
        Path(file).write_text(text, encoding="utf-8")


def imported(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, dict[str, Any], str]:
    code = main(["import", "--json", *given])
    shown = capsys.readouterr()
    return code, json.loads(shown.out), shown.err


def test_a_doubtful_file_ends_with_2_and_the_candidates_and_goes_in_with_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["import", "a.xml"]) == 0
    capsys.readouterr()
    code, report, told = imported(capsys, "l.csv")
    assert (code, report["applied"]) == (2, False)
    assert [(one["line"], one["must_answer"], one["answer"]) for one in report["who_is_who"]] == [
        (2, True, None),
        (3, True, None),
    ]
    keys = [one["pupil"] for one in report["who_is_who"][0]["candidates"]]
    assert len(set(keys)) == 2
    assert "regel 2: wie is dit?" in told
    assert f"{keys[0]} · groep 4A · leerlingadministratie" in told
    assert "Noor" not in told + json.dumps(report)
    assert main(["import", "l.csv", "--same", f"2={keys[1]}"]) == 2, "one is still open"
    capsys.readouterr()
    code, report, _ = imported(capsys, "l.csv", "--same", f"2={keys[1]}", "--new", "3")
    assert (code, report["counts"]["pupil"]["new"]) == (0, 1)
    assert [one["answer"] for one in report["who_is_who"]] == [keys[1], "new"]
    code, report, _ = imported(capsys, "l.csv")
    assert (code, "who_is_who" in report) == (0, False)
    assert main(["check"]) == 0


def test_a_name_that_is_near_is_asked_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "sam.xml"]) == 0
    capsys.readouterr()
    code, report, told = imported(capsys, "s.csv")
    assert (code, [one["must_answer"] for one in report["who_is_who"]]) == (2, [True])
    assert "regel 2: wie is dit?" in told
    (sam,) = report["who_is_who"][0]["candidates"]
    assert (sam["same_name"], sam["same_birth_date"]) == (False, True)
    code, report, _ = imported(capsys, "s.csv", "--same", f"2={sam['pupil']}")
    assert (code, report["counts"]["pupil"]["new"]) == (0, 0)


def test_answers_that_do_not_fit_are_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["--same", "x=1"], ["--same", "2="], ["--new", "two"]):
        assert main_code(["import", "l.csv", *given]) == 64
    assert main(["import", "a.xml", "l.csv", "--new", "2"]) == 64
    assert "bij één bestand" in capsys.readouterr().err


def main_code(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(str(ended.value.code))


def test_two_records_are_joined_and_parted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "sam.xml", "77.xml"]) == 0
    assert "misschien een bekende leerling" in capsys.readouterr().err
    doubles = ["ask", "who_is_who/doubles", "school_id=1", "--format", "json"]
    assert main(doubles) == 0
    (pair,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert pair["why"] == "call_name"
    keys = [pair["public_key"], pair["other_public_key"]]
    assert main(["join", *keys, "--dry-run"]) == 0
    assert "later weer uit elkaar halen" in capsys.readouterr().err
    assert main(["join", *keys]) == 0
    (number,) = capsys.readouterr().err.split()[-1:]
    assert main(doubles) == 0
    assert capsys.readouterr().out == ""
    assert main(["join", *keys]) == 1
    assert main(["part", number, "--dry-run"]) == 0
    assert "weer twee leerlingen" in capsys.readouterr().err
    assert main(["part", number]) == 0
    assert main(["part", number]) == 1
    assert main_code(["part", "x"]) == 64
    assert main(["check"]) == 0
