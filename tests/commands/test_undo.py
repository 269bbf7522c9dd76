"""`undo` as a person or a script runs it."""

import json
from pathlib import Path

import pytest

from ibdash.__main__ import main
from tests.intake.test_tables_intake import PUPILS, RESULTS


@pytest.fixture(autouse=True)
def _here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two pupils, three results, one of them corrected."""
    monkeypatch.chdir(tmp_path)
    for name in ("IBDASH_STORE", "IBDASH_DATA", "IBDASH_KEY"):
        monkeypatch.delenv(name, raising=False)
    Path("leerlingen.csv").write_text(PUPILS, encoding="utf-8")
    Path("resultaten.csv").write_text(RESULTS, encoding="utf-8")
    Path("beter.csv").write_text(RESULTS.replace("38,5", "39"), encoding="utf-8")
    assert main(["import", "leerlingen.csv", "resultaten.csv", "beter.csv"]) == 0
    capsys.readouterr()


def history(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["ask", "intake/history", "--format", "json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def number(capsys: pytest.CaptureFixture[str], file: str) -> str:
    (found,) = [row["intake_id"] for row in history(capsys) if row["file_name"] == file]
    return str(found)


def test_what_goes_and_comes_back_is_told_and_done(capsys: pytest.CaptureFixture[str]) -> None:
    of = number(capsys, "beter.csv")
    assert main(["undo", of, "--dry-run"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "beter.csv: er is nog niets veranderd",
        "  Van 1 resultaat komt de oude waarde terug. Er gaat niets weg.",
        "  regel 2, woordlezen M4: score 39 → 38,5",
    ]
    assert [row["undone_at"] for row in history(capsys)] == [None, None, None]
    assert main(["undo", of]) == 0
    shown = capsys.readouterr()
    assert shown.err.splitlines()[:2] == [
        "beter.csv: ongedaan gemaakt",
        "  Van 1 resultaat is de oude waarde terug.",
    ]
    assert shown.out == ""
    assert [row["undone_by"] for row in history(capsys)] == ["Intern begeleider", None, None]
    assert main(["check"]) == 0


def test_later_files_in_the_way_are_named_with_their_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    better, results = (number(capsys, file) for file in ("beter.csv", "resultaten.csv"))
    for arguments in (["--dry-run"], []):
        assert main(["undo", number(capsys, "leerlingen.csv"), *arguments]) == 2
        said = capsys.readouterr().err.splitlines()
        assert said[:2] == [
            "leerlingen.csv: er is niets veranderd",
            "  Dit kan nog niet: 2 latere bestanden bouwen hierop voort.",
        ]
        assert said[2].startswith("  beter.csv, overgenomen op ")
        assert said[2].endswith(f"(nummer {better})")
        assert said[3].startswith("  resultaten.csv, overgenomen op ")
        assert said[3].endswith(f"(nummer {results})")
        assert said[4].startswith("  Maak die bestanden eerst ongedaan, het nieuwste het eerst.")
    assert [row["undone_at"] for row in history(capsys)] == [None, None, None]


def test_what_is_not_there_or_undone_before_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["undo", "999999"]) == 1
    assert "Deze overname is er niet." in capsys.readouterr().err
    of = number(capsys, "beter.csv")
    assert main(["undo", of]) == 0
    capsys.readouterr()
    for arguments in ([of], [of, "--dry-run"]):
        assert main(["undo", *arguments]) == 1
        assert "Deze overname is al ongedaan gemaakt." in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [[], ["beter.csv"], ["-1"], ["1", "2"], ["9" * 30]])
def test_wrong_use_is_64_in_dutch(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["undo", *wrong])
    assert caught.value.code == 64
    said = capsys.readouterr().err
    assert "gebruik: python -m ibdash" in said
    assert "invalid" not in said


def test_a_name_for_a_number_is_told_where_the_number_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["undo", "beter.csv"])
    assert "intake_id in `python -m ibdash ask intake/history`" in capsys.readouterr().err
