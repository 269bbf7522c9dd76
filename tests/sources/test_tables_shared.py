"""Files that others wrote, read where they lie; each has a twin in test_tables_golden."""

from datetime import date
from statistics import mean

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import tables
from tests.shared_files import shared_file
from tests.sources.table_files import LIMITS, Rows, column, read, rows_of, source

pytestmark = pytest.mark.shared


def shared(*parts: str) -> bytes:
    return shared_file(*parts).read_bytes()


def school(number: int) -> Rows:
    name = f"school_{number}_scores.csv"
    (reading,) = tables.read(source(name, shared("data", "schools", name)), LIMITS)
    assert reading.profile == "sgp_schools"
    found = rows_of(reading)
    assert [remark.severity for remark in reading.remarks] == ["info"]
    return found


def maths(found: Rows, school_year: str, year_group: str) -> list[float]:
    return [
        row["ability_score"]
        for row in found["result"]
        if (row["school_year"], row["year_group"]) == (school_year, year_group)
        and row["learning_line"] == "rekenen"
        and row["ability_score"] is not None
    ]


def pupils_in(found: Rows, kind: str, school_year: str) -> int:
    first_day = date(int(school_year[:4]), 8, 1)
    return len(
        {
            row["pupil_key"]
            for row in found[kind]
            if row.get("school_year", school_year) == school_year
            and row.get("from_on") in (None, first_day)
        }
    )


def test_the_yearly_scores_of_school_3232():
    found = school(3232)
    years = column(found, "result", "school_year")
    assert {year: years.count(year) for year in sorted(set(years))} == {
        "2020-2021": 306,
        "2021-2022": 253,
        "2022-2023": 232,
        "2023-2024": 240,
        "2024-2025": 231,
    }
    assert pupils_in(found, "placement", "2024-2025") == 116
    assert pupils_in(found, "support_level", "2024-2025") == 23
    third, fourth, fifth = (maths(found, "2024-2025", group) for group in ("5", "6", "7"))
    assert (len(third), round(mean(third), 2)) == (46, 445.30)
    assert (len(fourth), round(mean(fourth), 2)) == (37, 512.86)
    assert (len(fifth), round(mean(fifth), 2)) == (32, 472.53)
    assert len(found["pupil"]) == 399
    assert [row["level"] for row in found["result"]].count(None) == 4


def test_the_yearly_scores_of_school_7411():
    found = school(7411)
    assert len(found["result"]) == 1272
    assert pupils_in(found, "placement", "2024-2025") == 97
    assert pupils_in(found, "support_level", "2024-2025") == 16
    means = [mean(maths(found, "2024-2025", group)) for group in ("5", "6", "7")]
    assert [round(value, 2) for value in means] == [486.08, 493.62, 510.25]


def test_growth_from_year_to_year_of_school_3232():
    scores = {
        (row["pupil_key"], row["school_year"]): row["ability_score"]
        for row in school(3232)["result"]
        if row["learning_line"] == "rekenen" and row["ability_score"] is not None
    }
    growth = [
        score - scores[key, "2023-2024"]
        for (key, year), score in scores.items()
        if year == "2024-2025" and (key, "2023-2024") in scores
    ]
    assert (len(growth), round(mean(growth), 2)) == (59, 22.22)
    assert sum(value < 0 for value in growth) == 25


def test_the_esis_export_and_its_pupils():
    content = shared("formats", "synthetic", "esis_toetsen_synthetisch_cp1252.csv")
    found, _, reading = read(content, "esis_toetsen_synthetisch_cp1252.csv")
    assert (reading.profile, reading.as_of) == ("esis", date(2026, 2, 3))
    assert column(found, "result", "learning_line") == ["rekenen", "woordlezen", "tekstlezen"]
    assert column(found, "result", "moment") == ["M5", "M4", "M5"]
    assert column(found, "result", "level") == ["III", "IV", None]
    assert column(found, "result", "level_2") == ["B", "D", None]
    assert column(found, "result", "avi") == [None, None, "M5"]
    assert column(found, "result", "ability_score") == [178.4, None, None]
    assert column(found, "result", "test")[1] == "DMT kaart 1+2+3 (één minuut)"
    pupils, remarks, reading = read(
        shared("formats", "synthetic", "esis_leerlingen_synthetisch.csv"),
        "esis_leerlingen_synthetisch.csv",
    )
    assert reading.profile == "leerlingen"
    assert column(pupils, "pupil", "family_name") == ["Test-Één", "Test-Vier"]
    assert column(pupils, "placement", "year_group") == ["5", "4"]
    assert remarks == []


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("alle-vestigingen-bo.csv", "Deze tabel is niet herkend", "PROVINCIE"),
        (
            "gemiddelde-eindscores-bo-sbo-2018-2019.csv",
            "Deze tabel is niet herkend",
            "PEILDATUM_LEERLINGEN",
        ),
        (
            "referentieniveaus_2024-2025_eerste40.csv",
            "Deze tabel is niet herkend",
            "INSTELLINGSCODE",
        ),
        (
            "achterstandsscores-scholen-2019.xlsx",
            "Deze tabel is niet herkend",
            "ibdash kent de indeling",
        ),
        (
            "student-mat_excel-vermangeld.csv",
            "De regels passen niet bij de kolomnamen",
            "geen enkele regel",
        ),
    ],
)
def test_messy_files_are_refused_in_a_sentence(name, title, said):
    with pytest.raises(FileRefused) as refused:
        tables.read(source(name, shared("data", "messy", name)), LIMITS)
    assert refused.value.title == title
    assert said in refused.value.text
    assert refused.value.remedy
