"""Workbooks: sheets, kinds of cells, rows above and below the table, and what must be refused."""

import zipfile
from datetime import date

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import tables
from ibdash.sources.reading import Limits
from tests.sources.table_files import (
    LIMITS,
    column,
    filled,
    read,
    refusals,
    rows_of,
    source,
    workbook,
    xml_row,
)

HEADER = ("leerling_id", "leerlijn", "toets", "afnamedatum", "ruwe_score", "opmerking")
RESULTS = (
    xml_row(1, "Toetsen van school")
    + xml_row(3, *HEADER)
    + xml_row(4, 1001, "rekenen", "=Rekenen M5", "day:46042", 178.4, None)
    + xml_row(6, "1002", "rekenen", "Rekenen M5", 46043, 30, True)
    + xml_row(7, 1003, "rekenen", "Rekenen M5", "21-01-2026", "<5", None)
)


def refused(content: bytes, limits: Limits = LIMITS) -> FileRefused:
    with pytest.raises(FileRefused) as error:
        tables.read(source("map.xlsx", content), limits)
    assert "er is niets overgenomen" in error.value.text
    return error.value


def test_cells_of_every_kind_with_the_numbers_of_their_rows():
    found, remarks, reading = read(workbook({"Blad1": RESULTS}), "map.xlsx")
    assert reading.profile == "resultaten"
    assert [filled(row) for row in found["result"]] == [
        {
            "line": 4,
            "pupil_key": "1001",
            "learning_line": "rekenen",
            "test": "Rekenen M5",
            "school_year": "2025-2026",
            "moment": "M5",
            "taken_on": date(2026, 1, 20),
            "raw_score": 178.4,
        },
        {
            "line": 6,
            "pupil_key": "1002",
            "learning_line": "rekenen",
            "test": "Rekenen M5",
            "school_year": "2025-2026",
            "moment": "M5",
            "taken_on": date(2026, 1, 21),
            "raw_score": 30.0,
            "comment": "ja",
        },
    ]
    assert [line for line, _ in refusals(remarks)] == [7]


def test_one_reading_per_sheet_that_is_a_table():
    pupils = xml_row(1, "leerling_id", "roepnaam", "schooljaar", "jaargroep") + xml_row(
        2, 1001, "Noor", "2025-2026", 5
    )
    content = workbook({"Uitleg": xml_row(1, "Lees mij"), "leerlingen": pupils, "Toets": RESULTS})
    first, second = tables.read(source("map.xlsx", content), LIMITS)
    assert [first.profile, second.profile] == ["leerlingen", "resultaten"]
    assert column(rows_of(first), "placement", "year_group") == ["5"]
    assert [remark.text for remark in first.remarks] == [
        "Geen bekende tabel, dus overgeslagen: werkblad 1"
    ]


def test_the_name_of_the_sheet_decides():
    both = xml_row(1, "plan_id", "datum", "met_ouders", "leerling_id", "niveau", "vanaf")
    both += xml_row(2, 1, "2026-01-20", "ja", 2, "3", "2025-09-01")
    _, _, reading = read(workbook({"Ondersteuning": both}), "map.xlsx")
    assert reading.profile == "ondersteuning"


def test_a_group_that_excel_made_a_day_of_is_refused():
    rows = xml_row(1, "leerling_id", "roepnaam", "schooljaar", "groep", "jaargroep") + xml_row(
        2, 1, "Noor", "2025-2026", "day:46178", 5
    )
    _, remarks, _ = read(workbook({"leerlingen": rows}), "map.xlsx")
    assert refusals(remarks) == [
        (
            2,
            "De waarde in kolom groep is niet begrepen."
            " Excel heeft de groepsnaam in een datum veranderd",
        )
    ]


def test_a_workbook_without_a_known_table_names_the_columns():
    error = refused(workbook({"Blad1": xml_row(1, "klas", "naam") + xml_row(2, "rood", 3)}))
    assert "(de kolommen zijn klas, naam)" in error.text


def test_an_empty_workbook_is_refused():
    assert refused(workbook({"Blad1": ""})).title == "Hier staat geen tabel in"


def test_a_workbook_that_unpacks_too_large_is_refused_before_it_is_opened():
    assert "te groot" in refused(workbook({"Blad1": RESULTS}), Limits(2_000, 100)).title


def test_a_cell_far_outside_the_table_is_refused():
    far = RESULTS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "te groot" in refused(workbook({"Blad1": far})).title


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + bytes(100),
        workbook({"Blad1": RESULTS})[:700],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    ],
)
def test_damaged_and_old_workbooks_are_refused(content):
    assert refused(content).title == "Dit Excel-bestand is niet te lezen"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "map.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("brief.txt", "geen werkmap")
    assert refused(path.read_bytes()).title == "Dit Excel-bestand is niet te lezen"
