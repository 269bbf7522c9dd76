"""Workbooks of LibreOffice (.ods) and the binary ones of Excel (.xlsb), and their limits."""

from datetime import date

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import tables
from ibdash.sources.raw_tables import raw_tables
from ibdash.sources.reading import Limits
from tests.sources.other_workbooks import ods, ods_row, xlsb
from tests.sources.table_files import LIMITS, column, filled, read, refusals, source

HEAD = ("leerling_id", "leerlijn", "toets", "afnamedatum", "ruwe_score", "opmerking")


def refused(content: bytes, name: str = "map.ods") -> FileRefused:
    with pytest.raises(FileRefused) as error:
        tables.read(source(name, content), LIMITS)
    assert "er is niets overgenomen" in error.value.text
    return error.value


def test_cells_of_every_kind_in_an_ods():
    body = (
        ods_row("Toetsen van school")
        + ods_row()
        + ods_row(*HEAD)
        + ods_row(1001, "rekenen", "=Rekenen M5", "day:2026-01-20", 178.4, True)
        + ods_row("1002", "rekenen", "Rekenen M5", "day:2026-01-21T10:00:00", 30)
        + ods_row(repeated=3)
        + ods_row("Gemiddelde", None, None, None, 104.2)
        + ods_row("Bron: eigen toetsen")
        + ods_row(repeated=1_048_000)
    )
    found, remarks, reading = read(ods({"Blad1": body}), "map.ods")
    assert reading.profile == "resultaten"
    first, second = (filled(row) for row in found["result"])
    assert first == {
        "line": 4,
        "pupil_key": "1001",
        "learning_line": "rekenen",
        "test": "Rekenen M5",
        "school_year": "2025-2026",
        "moment": "M5",
        "taken_on": date(2026, 1, 20),
        "raw_score": 178.4,
        "comment": "ja",
    }
    assert (second["line"], second["taken_on"]) == (5, date(2026, 1, 21))
    assert [(remark.line, remark.text) for remark in remarks] == [
        (
            9,
            "Totalen, gemiddelden en toelichting zijn niet overgenomen: 2 regels, "
            "de eerste is regel 9",
        )
    ]


def test_repeated_rows_and_cells_are_written_out():
    body = (
        ods_row("leerling_id", "leerlijn", "toets", "schooljaar", "ruwe_score")
        + ods_row(1, "rekenen", "R", "2025-2026", 4, repeated=2)
        + ods_row(3, "rekenen", "R", "2025-2026", 6)
    )
    found, _, _ = read(ods({"Blad1": body}), "map.ods")
    assert column(found, "result", "line") == [2, 3, 4]
    assert column(found, "result", "raw_score") == [4.0, 4.0, 6.0]


@pytest.mark.parametrize(
    ("shown", "code"),
    [("#REF!", "#REF!"), ("#VERW!", "#REF!"), ("#N/B", "#N/A"), ("Err:502", "#VALUE!")],
)
def test_a_failed_formula_of_libreoffice_refuses_its_row(shown, code):
    body = (
        ods_row()
        + ods_row(None, "leerling_id", "leerlijn", "toets", "schooljaar", "ruwe_score")
        + ods_row(None, 1, "rekenen", "R", "2025-2026", f"fault:{shown}")
        + ods_row(None, 2, "rekenen", "R", "2025-2026", 5)
    )
    found, remarks, _ = read(ods({"Blad1": body}), "map.ods")
    assert column(found, "result", "pupil_key") == ["2"]
    ((line, text),) = refusals(remarks)
    assert line == 3
    assert text.startswith(f"In kolom ruwe_score staat de Excel-fout {code} ")


def test_names_over_several_columns_of_an_ods():
    body = (
        ods_row("over 2:Leerling", "over 2:DMT", None)
        + ods_row("nummer", "naam", "M3", "E3", "opmerking")
        + ods_row(1001, "Noor", 34, 45, "x")
    )
    (table,) = raw_tables(source("map.ods", ods({"Blad1": body})), LIMITS)
    assert table.header == ("Leerling nummer", "Leerling naam", "DMT M3", "DMT E3", "opmerking")
    assert (table.header_line, table.row_count) == (2, 1)


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell'
        ' table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
        "</table:table-row>",
        ods_row(None, repeated=1_048_575)
        + '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
        '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="99999999999999999999"><table:table-cell'
        ' office:value-type="float" office:value="1"/></table:table-row>',
        '<table:table-row><table:table-cell table:number-columns-repeated="900000000"'
        ' office:value-type="float" office:value="1"/></table:table-row>',
    ],
)
def test_a_few_bytes_that_repeat_without_end_are_refused(rows):
    assert refused(ods({"Blad1": rows})).title == "Het Excel-bestand is te groot"


def test_an_ods_that_is_cut_off_is_refused():
    whole = ods({"Blad1": ods_row(*HEAD)})
    assert refused(whole[:400]).title == "Dit Excel-bestand is niet te lezen"
    broken = ods({"Blad1": "<table:table-row>"})
    assert refused(broken).title == "Dit Excel-bestand is niet te lezen"


def test_an_xlsb_with_a_failed_formula():
    rows: list[list[str | float | None]] = [
        ["leerling_id", "leerlijn", "toets", "schooljaar", "ruwe_score"],
        [1.0, "rekenen", "R", "2025-2026", 34.5],
        [2.0, "rekenen", "R", "2025-2026", "fault:#REF!"],
        [3.0, "rekenen", "R", "2025-2026", 30.0],
    ]
    found, remarks, _ = read(xlsb({"Uitleg": [["Lees mij"]], "Scores": rows}), "map.xlsb")
    assert column(found, "result", "pupil_key") == ["1", "3"]
    assert column(found, "result", "raw_score") == [34.5, 30.0]
    ((line, text),) = refusals(remarks)
    assert line == 3
    assert text.startswith("In kolom ruwe_score staat de Excel-fout #REF!")


def test_an_xlsb_with_a_cell_far_outside_is_refused():
    rows: list[list[str | float | None]] = [[None] * 16_000 + ["x"]] * 1_000
    assert refused(xlsb({"Blad1": rows}), "map.xlsb").title == "Het Excel-bestand is te groot"


def test_a_sheet_of_a_million_empty_rows_is_read_at_once():
    # Excel keeps rows with only a format; there is nothing in them.
    from time import perf_counter

    from tests.sources.table_files import workbook, xml_row

    names = ("leerling_id", "leerlijn", "toets", "schooljaar", "ruwe_score")
    body = xml_row(1, *names) + xml_row(2, 1, "rekenen", "R", "2025-2026", 4)
    body += "".join(f'<row r="{line}"><c r="A{line}" s="1"/></row>' for line in range(3, 200_000))
    begin = perf_counter()
    (reading,) = tables.read(source("map.xlsx", workbook({"a": body})), Limits(10**9, 100))
    assert sum(batch.num_rows for _, batch in reading.batches) == 1
    assert perf_counter() - begin < 5
