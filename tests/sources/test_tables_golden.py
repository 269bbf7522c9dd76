"""Whole tables of our own making, with the values that stand in them."""

from datetime import date

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import tables
from tests.sources.table_files import (
    LIMITS,
    Rows,
    column,
    filled,
    golden,
    refusals,
    rows_of,
)


def read_golden(name: str, profile: str | None = None):
    (reading,) = tables.read(golden(name), LIMITS, profile)
    return rows_of(reading), reading.remarks, reading


@pytest.fixture(scope="module")
def results() -> Rows:
    found, remarks, reading = read_golden("resultaten.csv")
    assert reading.makes_pupils is False
    assert refusals(remarks) == []
    assert list(found) == ["result"]
    return found


def test_every_column_of_a_result(results):
    assert filled(results["result"][0]) == {
        "line": 2,
        "brin": "99ZZ",
        "location": "00",
        "pupil_key": "1001",
        "source_key": "r-1",
        "learning_line": "woordlezen",
        "publisher": "Cito",
        "test": "DMT",
        "part": "kaart 1",
        "generation": "2018",
        "norm_version": "2018",
        "school_year": "2025-2026",
        "moment": "M4",
        "taken_on": date(2026, 1, 20),
        "raw_score": 61.0,
        "ability_score": 38.5,
        "measurement_error": 2.5,
        "level_scale": "I-V",
        "level": "V-",
        "level_scale_2": "A-E",
        "level_2": "E",
        "percentile": 8.0,
        "level_value": 0.4,
        "dle": 12.0,
        "functioning_level": "<M3",
        "comment": "let op:\nmorgen verder",
    }


def test_results_stand_on_their_own_lines(results):
    assert column(results, "result", "line") == [2, 4, 5, 6, 7]


def test_spellings_of_dates_years_moments_and_levels(results):
    assert column(results, "result", "taken_on") == [
        date(2026, 1, 20),
        date(2026, 1, 20),
        date(2026, 1, 22),
        None,
        date(2026, 6, 1),
    ]
    years = ["2025-2026", "2025-2026", "2024-2025", "2025-2026", "2025-2026"]
    assert column(results, "result", "school_year") == years
    assert column(results, "result", "moment") == ["M4", "M4", "M6", None, "E7"]
    assert column(results, "result", "level") == ["V-", None, "III", None, "7"]
    assert column(results, "result", "level_scale") == ["I-V", None, "I-V", None, "AMN"]
    assert column(results, "result", "corrected_level") == [None, None, "V", None, None]
    assert column(results, "result", "avi") == [None, "M4", None, None, None]
    assert column(results, "result", "brin") == ["99ZZ", "99ZZ", None, None, None]


def test_a_row_without_an_outcome_is_a_result_not_taken(results):
    assert filled(results["result"][3]) == {
        "line": 6,
        "pupil_key": "1003",
        "learning_line": "sociaal-emotioneel",
        "test": "Vragenlijst",
        "school_year": "2025-2026",
        "no_result_reason": "eigen_leerlijn",
    }


def test_a_date_against_its_school_year_is_said_once():
    _, remarks, _ = read_golden("resultaten.csv")
    assert [(remark.severity, remark.line) for remark in remarks] == [("warning", 5)]
    assert remarks[0].text.startswith("Bij 1 regel past de afnamedatum niet bij")


def test_pupils_groups_and_placements_of_a_school_year():
    found, remarks, reading = read_golden("leerlingen.csv")
    assert reading.covers_school_year
    assert reading.makes_pupils
    assert reading.school_year == "2025-2026"
    assert filled(found["pupil"][0]) == {
        "line": 2,
        "brin": "99ZZ",
        "location": "00",
        "pupil_key": "1001",
        "call_name": "Noor",
        "prefix": "van der",
        "family_name": "Wal",
        "birth_date": date(2018, 3, 9),
        "is_dummy_key": False,
        "gender": "v",
        "start_group_3": date(2024, 8, 26),
        "home_language": "Fries",
        "entered_on": date(2022, 3, 9),
    }
    assert column(found, "pupil", "is_dummy_key") == [False, False, False, True, False]
    assert column(found, "pupil", "gender") == ["v", "m", "x", None, None]
    placements = zip(
        column(found, "placement", "group_key"),
        column(found, "placement", "year_group"),
        strict=True,
    )
    assert list(placements) == [
        ("4A", "4"),
        ("5/6", "5"),
        ("5/6", "6"),
        ("Vlinders", None),
        (None, "8"),
    ]
    groups = [(row["name"], row["year_group"], row["line"]) for row in found["group"]]
    assert groups == [("4A", "4", 2), ("5/6", "C", 3), ("Vlinders", None, 5)]
    assert [(remark.severity, remark.line) for remark in remarks] == [("warning", 5)]
    assert "jaargroep" in remarks[0].remedy


def test_esis_has_two_scales_no_names_and_avi_in_its_norm():
    found, remarks, reading = read_golden("esis_toetsen.csv")
    assert (reading.format, reading.system) == ("ESIS toetsen", "esis")
    assert reading.as_of == date(2026, 2, 6)
    assert reading.makes_pupils is False
    assert "ESIS" in reading.wants_pupils_from
    first, words, avi = found["result"]
    assert filled(first) == {
        "line": 2,
        "brin": "98QQ",
        "location": "01",
        "pupil_key": "500001",
        "learning_line": "rekenen",
        "test": "Rekenen-Wiskunde",
        "generation": "3.0",
        "school_year": "2025-2026",
        "moment": "M6",
        "taken_on": date(2026, 1, 27),
        "year_group": "6",
        "raw_score": 44.0,
        "ability_score": 203.5,
        "level_scale": "I-V",
        "level": "IV",
        "level_scale_2": "A-E",
        "level_2": "C",
        "dl": 35.0,
        "dle": 31.0,
    }
    assert (words["learning_line"], words["part"]) == ("woordlezen", "kaart 1")
    assert words["test"] == "Drie-Minuten-Toets (één kaart)"
    assert (words["level_scale"], words["level"], words["level_2"]) == ("A-E", "D", None)
    assert (avi["learning_line"], avi["avi"], avi["norm_version"]) == ("tekstlezen", "E3", None)
    assert refusals(remarks) == [
        (5, "In kolom IV staat 'VI'. De waarde is geen niveau van deze niveauschaal")
    ]


def test_yearly_scores_become_results_placements_and_support():
    found, remarks, reading = read_golden("jaarscores.csv")
    assert reading.format == "Jaarscores (SGP)"
    assert [(row["brin"], row["name"]) for row in found["school"]] == [
        ("901", "Testschool Noord"),
        ("902", "Testschool Zuid"),
    ]
    assert [(row["pupil_key"], row["brin"], row["gender"]) for row in found["pupil"]] == [
        ("71", "901", "v"),
        ("72", "902", "m"),
    ]
    assert [
        (row["pupil_key"], row["school_year"], row["year_group"], row["group_key"])
        for row in found["placement"]
    ] == [
        ("71", "2023-2024", "5", None),
        ("71", "2024-2025", "6", None),
        ("72", "2024-2025", "8", None),
    ]
    assert [
        (row["pupil_key"], row["level"], row["from_on"], row["until_on"], row["line"])
        for row in found["support_level"]
    ] == [
        ("71", "IEP", date(2023, 8, 1), date(2024, 7, 31), 3),
        ("71", "IEP", date(2024, 8, 1), date(2025, 7, 31), 4),
    ]
    assert [
        (row["source_key"], row["learning_line"], row["ability_score"], row["level"])
        for row in found["result"]
    ] == [
        ("71 2023-2024 MATHEMATICS", "rekenen", 410.0, "Partially Proficient"),
        ("71 2023-2024 READING", "begrijpend lezen", None, None),
        ("71 2024-2025 MATHEMATICS", "rekenen", 502.0, "Proficient"),
        ("71 2024-2025 READING", "begrijpend lezen", 455.0, "Unsatisfactory"),
        ("72 2024-2025 MATHEMATICS", "rekenen", 610.5, "Advanced"),
    ]
    assert refusals(remarks) == [
        (
            7,
            "De waarde in kolom VALID_CASE is niet begrepen. "
            "De rij is in het bestand zelf als ongeldig gemerkt",
        ),
        (8, "In kolom GRADE staat '9'. Bekend zijn 3, 4, 5, 6"),
    ]
    (left,) = [remark for remark in remarks if remark.severity == "info"]
    assert left.text == (
        "2 kolommen zijn met opzet niet overgenomen, bij 7 regels: ETHNICITY, ELL_STATUS"
    )


def test_a_profile_brings_its_scale_lowest_level_first():
    assert tables.known_scales() == {
        "SGP": ("Unsatisfactory", "Partially Proficient", "Proficient", "Advanced")
    }


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("excel_vermangeld.csv", "De regels passen niet bij de kolomnamen"),
        ("overheid_afgeschermd.csv", "Deze tabel is niet herkend"),
    ],
)
def test_messy_files_are_refused_in_a_sentence(name, title):
    with pytest.raises(FileRefused) as refused:
        tables.read(golden(name), LIMITS)
    assert refused.value.title == title
    assert refused.value.remedy
