"""Every CSV and workbook that the program writes: no cell of it is ever run as a formula."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from ibdash.commands import asking
from ibdash.demo import files
from ibdash.domain.cell_text import unguarded
from ibdash.reports import dictionary, known_tables
from ibdash.ui import spreadsheet
from tests.people import IB

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ["=1+1", "+31 6", "-", '@"; x', "\t=1", "\r=1", "\uff1d1", "'=1"]
TABLE = pa.table({"text": TEXTS})


def _download(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    return spreadsheet.csv_file(TABLE, {"text": "Tekst"}).decode("utf-8-sig")


def _answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    asking._print_csv(TABLE)
    return capsys.readouterr().out


def _demo(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = files.write_table(folder / "t.csv", ["text"], [{"text": text} for text in TEXTS])
    return path.read_bytes().decode()


CSV_WRITERS = {
    "ibdash/ui/spreadsheet.py": _download,
    "ibdash/commands/asking.py": _answer,
    "ibdash/demo/files.py": _demo,
}


@pytest.mark.parametrize("write", CSV_WRITERS.values(), ids=CSV_WRITERS)
def test_texts_are_guarded_and_come_back(
    write: Callable[[Path, pytest.CaptureFixture[str]], str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = write(tmp_path, capsys)
    cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if row][1:]
    # `ask` shows a return as a newline.
    assert [unguarded(cell).replace("'\n", "\r") for cell in cells] == TEXTS
    assert all(cell.startswith("'") for cell in cells)


def test_the_data_dictionary_has_no_formulas() -> None:
    described = [
        dictionary.Described(table, list(table.columns), 1)
        for table in known_tables(IB, restricted=True)
        if table.name == "evaluaties"
    ]
    text = dictionary.as_csv(described).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert "'-2 tot en met 2" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_nothing_else_writes_tables() -> None:
    """A new writer is added to the ones above, or uses one of them."""
    writes = re.compile(r"csv\.writer|\.to_csv\(|\.to_excel\(|write_csv|\";\"\.join")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ibdash").rglob("*.py")
        if writes.search(path.read_text(encoding="utf-8"))
    }
    assert found <= {*CSV_WRITERS, "ibdash/reports/dictionary.py"} | {
        # Files of results by the hundred thousand, whose texts are all its own.
        "ibdash/demo/results.py",
        "ibdash/bench/result_file.py",
        # A few rows for our own reader, which go to no file.
        "ibdash/intake/mapping.py",
        # The other way: reads.
        "ibdash/sources/csv_text.py",
    }
    books = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ibdash").rglob("*.py")
        if "spreadsheetml" in path.read_text(encoding="utf-8")
    }
    assert books <= {
        "ibdash/views/workbook.py",
        "ibdash/ui/downloads.py",
        "ibdash/ui/export_choices.py",
    }
