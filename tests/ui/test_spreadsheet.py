"""Downloads: what a Dutch spreadsheet opens, and never as a formula."""

import io
import re
import zipfile
from datetime import date

import pyarrow as pa
import python_calamine

from ibdash.ui import spreadsheet

TABLE = pa.table(
    {
        "pupil": ["Aya Yılmaz", "=cmd()", None],
        "step": [-11, 6, None],
        "score": [162.5, 1142.0, None],
        "level": ["V-", "I+", None],
        "note": ["+31 6", "-", '@"; x'],
        "taken_on": [date(2026, 1, 20), None, None],
        "is_open": [True, False, None],
        "pupil_id": [1, 2, 3],
    }
)
HEADERS = {
    "pupil": "Leerling",
    "step": "Stap",
    "score": "Vaardigheidsscore",
    "level": "Niveau",
    "note": "Opmerking",
    "taken_on": "Afgenomen op",
    "is_open": "Open",
}


def test_csv_is_what_a_dutch_excel_opens() -> None:
    data = spreadsheet.csv_file(TABLE, HEADERS)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Leerling;Stap;Vaardigheidsscore;Niveau;Opmerking;Afgenomen op;Open"
    assert lines[1] == "Aya Yılmaz;-11;162,5;V-;'+31 6;20-01-2026;ja"
    assert lines[2] == "'=cmd();6;1142;I+;'-;;nee"
    assert lines[3] == ';;;;"\'@""; x";;'
    assert lines[4:] == [""]


def test_xlsx_opens_with_texts_numbers_and_days_of_their_own_kind() -> None:
    data = spreadsheet.xlsx_file(TABLE, HEADERS)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == list(HEADERS.values())
    assert rows[1] == ["Aya Yılmaz", -11, 162.5, "V-", "+31 6", date(2026, 1, 20), "ja"]
    assert rows[2] == ["=cmd()", 6, 1142, "I+", "-", "", "nee"]


def test_xlsx_columns_are_as_wide_as_what_they_hold() -> None:
    name = "Wilhelmina van den Bovenkamp"
    table = pa.table({"name": [name], "mark": ["V-"], "note": ["x" * 300]})
    data = spreadsheet.xlsx_file(table, {"name": "Leerling", "mark": "N", "note": "Tekst"})
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'width="(\d+)"', sheet) == [str(len(name) + 2), "10", "60"]


def test_xlsx_survives_signs_that_xml_does_not_know() -> None:
    table = pa.table({"text": ["a\x00b<&>\x0b"]})
    data = spreadsheet.xlsx_file(table, {"text": "Tekst"})
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_index(0).to_python()[1] == ["a\x00b<&>\x0b"]


def test_an_empty_table_still_has_its_head() -> None:
    assert spreadsheet.csv_file(TABLE.slice(0, 0), {"pupil": "Leerling"}).endswith(b"Leerling\r\n")
    data = spreadsheet.xlsx_file(TABLE.slice(0, 0), {"pupil": "Leerling"})
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_index(0).to_python() == [["Leerling"]]
