"""`import`, `ask` and `check` as a person or a script runs them."""

import json
import os
from pathlib import Path

import pytest

from ibdash.__main__ import main
from tests.intake.small_edexml import edexml, group, pupil

SCHOOL = edexml(
    "2025-2026",
    group("G5", "5A", "5"),
    pupil("1", "Zoë", "Wal", prefix="van der", born="2016-03-09", group="G5"),
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("IBDASH_STORE", "IBDASH_DATA", "IBDASH_KEY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "school.xml").write_text(SCHOOL, encoding="utf-8")


def test_import_json_is_one_line_a_file_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["import", "--json", "school.xml", "absent.csv"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["file"] for line in lines] == ["school.xml", "absent.csv"]
    first, second = lines
    assert set(first) == {
        "file",
        "format",
        "school",
        "school_year",
        "applied",
        "counts",
        "remarks",
    }
    assert (first["school"], first["school_year"], first["applied"]) == ("99ZZ", "2025-2026", True)
    assert first["counts"]["pupil"] == {
        "new": 1,
        "changed": 0,
        "same": 0,
        "gone": 0,
        "refused": 0,
    }
    assert (second["applied"], second["counts"]) == (False, {})
    assert second["remarks"][0]["severity"] == "refused"


def test_dry_run_applies_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--json", "--dry-run", "school.xml"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["applied"], shown["counts"]["pupil"]["new"]) == (False, 1)
    assert main(["import", "--json", "school.xml"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["pupil"]["new"] == 1


def test_wrong_use_is_64() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["import"])
    assert caught.value.code == 64
    with pytest.raises(SystemExit) as caught:
        main(["nonsense"])
    assert caught.value.code == 64


def test_ask_lists_and_answers(capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "school.xml"])
    assert main(["ask"]) == 0
    assert "check/open_once" in capsys.readouterr().out
    assert main(["ask", "frame/schools", "--format", "json"]) == 0
    answer = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(answer) == 1
    assert set(answer[0]) >= {"school_id"}


def test_ask_refuses_in_dutch_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "frame/nonsense"]) == 64
    said = capsys.readouterr().err
    assert "Deze vraag bestaat niet" in said
    assert "frame/groups, frame/known_at, frame/pupils" in said, "the right ones are named"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["school=1"], "'school' is geen parameter van frame/groups"),
        (["school_id=1"], "'frame/groups': er ontbreekt school_year"),
        (["school_id=1", "school_id=2"], "'school_id' is meer dan een keer gegeven"),
        (["school_id=veel"], "De waarde van 'school_id' is geen bigint"),
    ],
)
def test_ask_with_wrong_parameters_is_wrong_use(
    values: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "frame/groups", *values]) == 64
    said = capsys.readouterr().err
    assert words in said
    assert "school_id" in said


def test_ask_and_check_speak_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask"]) == 0
    listed = capsys.readouterr().out
    assert main(["check"]) == 0
    checked = capsys.readouterr().out
    assert "Welke scholen staan in de gegevens?" in listed
    assert "Heeft elke leerling een naam?" in checked
    assert "Which" not in listed
    assert "every" not in checked


def test_a_file_of_another_school_waits_for_a_yes_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for brin in ("11AA", "22BB"):
        Path(f"{brin}.xml").write_text(SCHOOL.replace("99ZZ", brin), encoding="utf-8")
    assert main(["import", "school.xml"]) == 0, "the first school is no question"
    capsys.readouterr()
    assert main(["import", "--json", "11AA.xml"]) == 2
    shown = capsys.readouterr()
    waiting = json.loads(shown.out)
    assert (waiting["school"], waiting["applied"], waiting["counts"]["school"]["new"]) == (
        "11AA",
        False,
        1,
    )
    assert "Het is van school 11AA; in de gegevens staat school 99ZZ" in shown.err
    assert "Op de opdrachtregel: --confirm of --school 11AA." in shown.err
    assert main(["import", "--school", "11AA", "11AA.xml"]) == 0
    assert main(["import", "22BB.xml"]) == 2
    assert "in de gegevens staan 2 andere scholen" in capsys.readouterr().err
    assert main(["import", "--confirm", "22BB.xml"]) == 0
    assert main(["import", "11AA.xml", "22BB.xml", "school.xml"]) == 0, "known by now"


def test_check_is_1_when_an_invariant_is_broken(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["import", "school.xml"])
    assert main(["check"]) == 0
    import duckdb

    with duckdb.connect(str(tmp_path / "data" / "ibdash.duckdb")) as connection:
        connection.execute("update placement set group_id = 999999")
    assert main(["check"]) == 1
    assert "check/refers_to_open" in capsys.readouterr().out


def test_an_unforeseen_error_is_a_dutch_sentence_without_values(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise RuntimeError("Zoë van der Wal")

    monkeypatch.setattr("ibdash.intake.take_in.open_reading", fail)
    assert main(["import", "school.xml"]) == 1
    said = capsys.readouterr().err
    assert "Zoë" not in said
    assert "Er ging iets mis" in said
    assert "Traceback" not in said


def test_a_store_in_use_is_one_refused_object_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ibdash.duckdb").write_text("geen database " * 1000)
    assert main(["import", "--json", "school.xml"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["remarks"][0]["severity"] == "refused"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["demo", "--schools", "0"], "--schools moet een heel getal zijn van 1 tot en met 200."),
        (["demo", "--pupils", "-5"], "van 1 tot en met 2000."),
        (["demo", "--seed", "-1"], "van 0 tot en met 999999."),
        (["demo", "--today", "1900-01-01"], "een dag zijn van 2000-01-01 tot en met 2078-07-31"),
        (["demo", "--today", "2078-08-01"], "een dag zijn van 2000-01-01 tot en met 2078-07-31"),
        (["demo", "--today", "morgen"], "geschreven als jaar-maand-dag"),
        (["start", "--port", "99999"], "van 1 tot en met 65535."),
    ],
)
def test_values_out_of_bounds_are_wrong_use_in_dutch(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 64
    said = capsys.readouterr().err
    assert "gebruik:" in said
    assert words in said
    assert "usage" not in said
    assert "invalid" not in said


@pytest.mark.parametrize("day", ["2000-01-01", "2078-07-31"])
def test_the_demo_plays_on_the_first_and_on_the_last_day(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--pupils", "12", "--today", day]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("De demoschool staat klaar")
    assert " 0 resultaten" not in last


def test_settings_that_do_not_fit_are_told_for_every_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IBDASH_MAX_ROWS", "veel")
    assert main(["import", "--json", "school.xml", "school.xml"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["max_rows" in line["remarks"][0]["text"] for line in lines] == [True, True]


def test_a_file_name_that_is_no_text_is_still_reported(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    name = b"kl\xe9\x1bs.xml"
    (tmp_path / os.fsdecode(name)).write_text(SCHOOL, encoding="utf-8")
    assert main(["import", "--json", os.fsdecode(name)]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == "kl\ufffd?s.xml"


def test_csv_of_an_answer_holds_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    Path("school.xml").write_text(SCHOOL.replace("Zoë", "=1+1"), encoding="utf-8")
    main(["import", "school.xml"])
    capsys.readouterr()
    main(["ask", "frame/schools", "--format", "json"])
    school = json.loads(capsys.readouterr().out)["school_id"]
    main(["ask", "frame/pupils", f"school_id={school}", "--format", "csv"])
    shown = capsys.readouterr().out
    assert "'=1+1" in shown
    assert ";=1+1" not in shown
