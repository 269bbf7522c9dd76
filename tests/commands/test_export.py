"""`export` as a person or a script runs it, and `import` of what it wrote."""

from pathlib import Path

import pytest

from ibdash.__main__ import main
from tests.intake.test_tables_intake import PUPILS, RESULTS


@pytest.fixture(autouse=True)
def _here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("IBDASH_STORE", "IBDASH_DATA", "IBDASH_KEY"):
        monkeypatch.delenv(name, raising=False)
    Path("leerlingen.csv").write_text(PUPILS, encoding="utf-8")
    Path("resultaten.csv").write_text(RESULTS, encoding="utf-8")
    assert main(["import", "leerlingen.csv", "resultaten.csv"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("target", ["uit.xlsx", "uit.zip", "uit"])
def test_what_is_written_is_told_and_changes_nothing_on_the_way_back(
    target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--to", target]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines()[0] == f"{target}: geschreven"
    assert "  resultaten               3 regels" in shown.err.splitlines()
    assert "gegevens van leerlingen" in shown.err
    assert main(["import", target]) == 0
    assert f"{target}: niets veranderd" in capsys.readouterr().err


def test_a_file_that_is_there_is_not_touched(capsys: pytest.CaptureFixture[str]) -> None:
    Path("uit.xlsx").write_text("van mij")
    assert main(["export", "--to", "uit.xlsx"]) == 1
    assert "Geef" not in capsys.readouterr().out
    assert Path("uit.xlsx").read_text() == "van mij"
    assert main(["export", "--to", "uit.xlsx", "--overwrite"]) == 0
    assert Path("uit.xlsx").read_bytes().startswith(b"PK")


def test_some_tables_of_an_earlier_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "uit.zip", "--tables", "leerlingen"]) == 0
    assert "resultaten" not in capsys.readouterr().err
    assert main(["export", "--to", "oud.zip", "--known-on", "2001-01-01"]) == 1
    assert "Toen was er nog niets bekend" in capsys.readouterr().err
    assert not Path("oud.zip").exists()


def test_a_wrong_ending_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["export", "--to", "uit.csv"])
    assert stopped.value.code == 64
    assert "--to moet eindigen op .xlsx of .zip" in capsys.readouterr().err


def test_an_unknown_table_or_school_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "uit.zip", "--tables", "onzin"]) == 1
    assert main(["export", "--to", "uit.zip", "--school", "99XX"]) == 1
    assert "Er is niets geschreven" in capsys.readouterr().err
    assert not Path("uit.zip").exists()
