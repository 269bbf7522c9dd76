"""Workbooks with several tables: sheets of one profile are one list, and the pupils come first."""

import io
import zipfile

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import table_remarks, tables
from ibdash.sources.reading import Limits, Reading
from tests.sources.table_files import (
    LIMITS,
    column,
    refusals,
    rows_of,
    source,
    workbook,
    xml_row,
)

PUPILS = ("leerling_id", "roepnaam", "schooljaar", "jaargroep")
RESULTS = ("leerling_id", "leerlijn", "toets", "schooljaar", "ruwe_score")


def pupils(*keys: int, year: str = "2025-2026", group: str = "6") -> str:
    rows = (xml_row(line, key, "Noor", year, group) for line, key in enumerate(keys, start=2))
    return xml_row(1, *PUPILS) + "".join(rows)


def results(*scores: str) -> str:
    rows = (
        xml_row(line, line, "rekenen", "Rekenen", "2025-2026", score)
        for line, score in enumerate(scores, start=2)
    )
    return xml_row(1, *RESULTS) + "".join(rows)


def readings(sheets: dict[str, str]) -> list[Reading]:
    return tables.read(source("map.xlsx", workbook(sheets)), LIMITS)


def test_sheets_of_one_table_are_one_reading_in_the_order_of_the_workbook():
    (reading,) = readings({"6B": pupils(11, 12), "6A": pupils(13)})
    found = rows_of(reading)
    assert column(found, "placement", "pupil_key") == ["11", "12", "13"]
    assert column(found, "placement", "line") == [2, 3, 2]
    assert (reading.profile, reading.sheet) == ("leerlingen", "6B en 6A")
    assert reading.school_year == "2025-2026"


def test_three_sheets_are_named_with_a_comma():
    (reading,) = readings({"4": pupils(1), "5": pupils(2), "6": pupils(3)})
    assert reading.sheet == "4, 5 en 6"


def test_sheets_of_two_school_years_are_of_none():
    (reading,) = readings({"nu": pupils(1), "toen": pupils(1, year="2024-2025")})
    assert column(rows_of(reading), "placement", "school_year") == ["2025-2026", "2024-2025"]
    assert reading.school_year is None


def test_columns_of_any_sheet_are_delivered():
    with_gender = xml_row(1, *PUPILS, "geslacht") + xml_row(2, 2, "Bo", "2025-2026", 6, "m")
    (reading,) = readings({"6A": pupils(1), "6B": with_gender})
    assert column(rows_of(reading), "pupil", "gender") == [None, "m"]
    assert "gender" in reading.delivered["pupil"]


def test_remarks_about_a_row_begin_with_its_sheet():
    (reading,) = readings({"6A": pupils(1, group="99"), "6B": pupils(2, group="98")})
    rows_of(reading)
    first, second = refusals(reading.remarks)
    assert (first[0], second[0]) == (2, 2)
    assert first[1].startswith("Tabblad 6A: In kolom jaargroep staat '99'")
    assert second[1].startswith("Tabblad 6B: In kolom jaargroep staat '98'")


def test_a_workbook_with_one_table_names_no_sheet():
    (reading,) = readings({"Uitleg": xml_row(1, "Lees mij"), "6A": pupils(1, group="99")})
    rows_of(reading)
    assert reading.sheet is None
    ((_, text),) = refusals(reading.remarks)
    assert text.startswith("In kolom jaargroep")


def test_pupils_then_results_then_plans():
    plans = xml_row(1, "leerling_id", "soort", "begindatum") + xml_row(2, 1, "opp", "2025-09-01")
    found = readings({"plannen": plans, "resultaten": results("1"), "leerlingen": pupils(1)})
    assert [reading.profile for reading in found] == ["leerlingen", "resultaten", "plannen"]
    assert [reading.sheet for reading in found] == ["leerlingen", "resultaten", "plannen"]


def test_the_list_of_pupils_comes_before_results_with_names():
    # Both make pupils; those of the list are known in full.
    named = xml_row(1, *RESULTS, "roepnaam") + xml_row(2, 1, "rekenen", "R", "2025-2026", 5, "Bo")
    found = readings({"resultaten": named, "leerlingen": pupils(1)})
    assert [reading.profile for reading in found] == ["leerlingen", "resultaten"]
    assert [reading.makes_pupils for reading in found] == [True, True]


def test_one_sheet_with_names_makes_its_pupils_beside_one_without():
    named = xml_row(1, *RESULTS, "roepnaam") + xml_row(2, 7, "rekenen", "R", "2025-2026", 5, "Bo")
    (reading,) = readings({"M": results("1"), "E": named})
    assert reading.makes_pupils
    assert column(rows_of(reading), "pupil", "pupil_key") == ["7"]


def test_a_sheet_without_rows_is_said_and_delivers_nothing():
    empty = xml_row(1, *PUPILS, "geslacht")
    (reading,) = readings({"6A": pupils(1), "6B": empty})
    assert "gender" not in reading.delivered["pupil"]
    assert reading.sheet is None
    assert [remark.text for remark in reading.remarks] == [
        "Er staan geen gegevens onder de kolomnamen: werkblad 2"
    ]


def test_sheets_with_only_column_names_refuse_the_file():
    with pytest.raises(FileRefused, match="geen gegevens onder de kolomnamen"):
        readings({"Uitleg": xml_row(1, "Lees mij"), "6A": xml_row(1, *PUPILS)})


def test_a_group_on_two_sheets_is_one_group():
    names = (*PUPILS, "groep")
    first = xml_row(1, *names) + xml_row(2, 1, "Noor", "2025-2026", 4, "4/5")
    # The other sheet has a column more, and its part of the group is of another year.
    second = xml_row(1, *names, "geslacht") + xml_row(2, 2, "Bo", "2025-2026", 5, "4/5", "m")
    (reading,) = readings({"a": first, "b": second})
    found = rows_of(reading)
    assert [(row["name"], row["year_group"]) for row in found["group"]] == [("4/5", "C")]
    assert column(found, "placement", "group_key") == ["4/5", "4/5"]


def test_groups_of_one_name_in_two_years_stay_two():
    sheets = {
        year: xml_row(1, *PUPILS, "groep") + xml_row(2, 1, "Noor", year, group, f"{group}A")
        for year, group in (("2024-2025", "4"), ("2025-2026", "4"))
    }
    (reading,) = readings(sheets)
    assert column(rows_of(reading), "group", "school_year") == ["2024-2025", "2025-2026"]


def test_rows_are_counted_over_all_sheets_and_tables_of_a_file():
    content = workbook({"6A": pupils(1, 2), "6B": pupils(3), "resultaten": results("1", "2")})
    exact = tables.read(source("map.xlsx", content), Limits(10**9, rows=5))
    assert [len(next(iter(rows_of(reading).values()))) for reading in exact] == [3, 2]
    first, second = tables.read(source("map.xlsx", content), Limits(10**9, rows=4))
    rows_of(first)
    with pytest.raises(FileRefused) as error:
        rows_of(second)
    assert error.value.text == "map.xlsx heeft meer dan 4 regels; er is niets overgenomen"


def test_refusals_are_counted_over_all_sheets(monkeypatch):
    monkeypatch.setattr(table_remarks, "MOST_REFUSED", 2)
    two = readings({"6A": pupils(1, group="99"), "6B": pupils(2, group="98"), "C": pupils(3)})
    assert len(rows_of(two[0])["pupil"]) == 1
    odd = xml_row(1, *PUPILS, "schoen") + xml_row(2, 3, "Noor", "2025-2026", 97)
    (reading,) = readings({"6A": pupils(1, 2, group="99"), "6B": odd})
    with pytest.raises(FileRefused) as error:
        rows_of(reading)
    assert "de eerste is regel 2: In kolom jaargroep staat '99'" in error.value.text


def test_a_part_that_shrank_as_no_table_does_is_refused():
    packed = io.BytesIO(workbook({"6A": pupils(1)}))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet9.xml", b" " * 25_000_000)
    with pytest.raises(FileRefused) as error:
        tables.read(source("map.xlsx", packed.getvalue()), LIMITS)
    assert error.value.title == "Het Excel-bestand is te groot"
    assert "er is niets overgenomen" in error.value.text


def test_a_large_table_of_a_school_passes():
    # Repetitive as tables are: 20 MB and more of XML, which shrinks some twenty times.
    written = [
        f'<row r="{line}">'
        + "".join(f'<c r="{name}{line}"><v>{line * 7 % 1000}</v></c>' for name in "ABCDEFGHIJKL")
        + "</row>"
        for line in range(2, 60_002)
    ]
    names = ("leerling_id", "leerlijn", "toets", "jaargroep", "niveau_2", "uitgever")
    scores = ("ruwe_score", "vaardigheidsscore", "meetfout", "dle", "niveauwaarde", "afnamedatum")
    content = workbook({"resultaten": xml_row(1, *names, *scores) + "".join(written)})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.getinfo("xl/worksheets/sheet1.xml").file_size > 20_000_000
    (reading,) = tables.read(source("map.xlsx", content), Limits(10**9, 10**6))
    assert reading.profile == "resultaten"
