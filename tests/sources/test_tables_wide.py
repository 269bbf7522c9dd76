"""Wide tables: a row becomes one result per test and moment."""

import pytest

from ibdash.sources.profile import load
from tests.sources.table_files import (
    column,
    filled,
    golden,
    read,
    refusals,
    workbook,
    xml_row,
)

OWN = """
id = "eigen"
title = "Eigen overzicht"
kind = "result"
system = "eigen"
required = [["nummer"]]
outcomes = ["raw_score", "ability_score", "level"]
not_taken = { "-" = "", "Ziek" = "ziek" }
constants = { level_scale = "I-V", is_home = true }

column = [
    { field = "pupil_key", header = ["nummer"], personal = true },
    { field = "call_name", header = ["naam"], personal = true },
    { field = "year_group", header = ["groep"], convert = "year_group" },
]

[[wide]]
header = "DMT ruwe score jan 2017"
field = "raw_score"
convert = "number"
set = { test = "DMT", learning_line = "woordlezen", moment = "M4", school_year = "2016-2017" }

[[wide]]
header = "DMT vaardigheidsscore jan 2017"
field = "ability_score"
convert = "number"
set = { test = "DMT", learning_line = "woordlezen", moment = "M4", school_year = "2016-2017" }

[[wide]]
header = "DMT juni 2017"
field = "ability_score"
convert = "number"
set = { test = "DMT", learning_line = "woordlezen", moment = "E4", taken_on = "2017-06-12" }

[[wide]]
header = ["Spelling M4"]
field = "level"
convert = "level"
options = { scale = "I-V" }
set = { test = "Spelling", learning_line = "spelling", moment = "M4", school_year = "2016-2017" }

[[rule]]
field = "school_year"
by = "school_year_of"
of = ["school_year", "taken_on"]

[[rule]]
by = "label_agrees"
of = ["moment", "school_year", "taken_on"]
severity = "warning"
text = "past de datum niet"

[[rows]]
kind = "pupil"
distinct = true

[[rows]]
kind = "placement"
distinct = true

[[rows]]
kind = "result"
"""
PROFILE = load(OWN)
HEAD = (
    "nummer;naam;groep;DMT ruwe score jan 2017;DMT vaardigheidsscore jan 2017;DMT juni 2017;"
    "Spelling M4"
)


def results(text: str) -> list[dict[str, object]]:
    found, _, _ = read(text, profile=PROFILE)
    return [filled(row) for row in found["result"]]


def test_a_row_becomes_a_result_per_test_and_moment():
    found, remarks, reading = read(f"{HEAD}\n1;Noor;4;20;34,5;45;II\n", profile=PROFILE)
    base = {"line": 2, "pupil_key": "1", "call_name": "Noor", "year_group": "4"}
    shared = {**base, "school_year": "2016-2017", "level_scale": "I-V"}
    first, second, third = (filled(row) for row in found["result"])
    dmt = {**shared, "test": "DMT", "learning_line": "woordlezen"}
    assert first == {**dmt, "moment": "M4", "raw_score": 20.0, "ability_score": 34.5}
    assert second.pop("taken_on").isoformat() == "2017-06-12"
    assert second == {**dmt, "moment": "E4", "ability_score": 45.0}
    assert third == {
        **shared,
        "test": "Spelling",
        "learning_line": "spelling",
        "moment": "M4",
        "level": "II",
    }
    assert remarks == []
    assert len(found["pupil"]) == len(found["placement"]) == 1
    assert {"test", "moment", "raw_score", "ability_score", "level"} <= reading.delivered["result"]
    assert "school_year" not in reading.delivered["placement"]


def test_an_empty_cell_is_no_result_and_its_pupil_stays():
    found, remarks, _ = read(f"{HEAD}\n1;Noor;4;;;;\n2;Bo;4; ;;31;\n", profile=PROFILE)
    assert [(row["pupil_key"], row["moment"]) for row in found["result"]] == [("2", "E4")]
    assert column(found, "pupil", "call_name") == ["Noor", "Bo"]
    assert remarks == []


def test_words_for_not_taken_are_results_without_an_outcome():
    first, second = results(f"{HEAD}\n1;Noor;4;-;;ziek;\n")
    assert (first["moment"], first.get("no_result_reason")) == ("M4", None)
    assert (second["moment"], second["no_result_reason"]) == ("E4", "ziek")
    assert not {"raw_score", "ability_score", "level"} & {*first, *second}


def test_only_the_result_that_is_not_understood_is_refused():
    found, remarks, _ = read(f"{HEAD}\n1;Noor;4;20;3x4;45;IX\n2;Bo;4;;;;\n", profile=PROFILE)
    assert column(found, "result", "moment") == ["E4"]
    assert column(found, "pupil", "pupil_key") == ["1", "2"]
    first, second = refusals(remarks)
    assert first == (
        2,
        "In kolom DMT vaardigheidsscore jan 2017 staat '3x4'. Dat is geen getal",
    )
    assert second[1].startswith("In kolom Spelling M4 staat 'IX'")


def test_a_refused_row_has_no_results_and_is_said_once():
    found, remarks, _ = read(f"{HEAD}\n1;Noor;44;20;34;45;II\n2;Bo;4;1;;;\n", profile=PROFILE)
    assert column(found, "result", "pupil_key") == ["2"]
    assert [line for line, _ in refusals(remarks)] == [2]


def test_a_suppressed_score_refuses_its_result_only():
    found, remarks, _ = read(f"{HEAD}\n1;Noor;4;<5;;45;\n2;Bo;4;<5;30;;\n", profile=PROFILE)
    assert [(row["pupil_key"], row["moment"]) for row in found["result"]] == [
        ("1", "E4"),
        ("2", "M4"),
    ]
    assert [line for line, _ in refusals(remarks)] == [2]
    assert any("DMT ruwe score jan 2017 staat bij 2 regels" in remark.text for remark in remarks)


def test_a_failed_formula_refuses_its_result_only():
    names = HEAD.split(";")
    body = xml_row(1, *names) + xml_row(2, 1, "Noor", 4, 20, "fault:#REF!", 45)
    found, remarks, _ = read(workbook({"Blad1": body}), "map.xlsx", PROFILE)
    assert column(found, "result", "moment") == ["E4"]
    ((line, text),) = refusals(remarks)
    assert line == 2
    assert text.startswith("In kolom DMT vaardigheidsscore jan 2017 staat de Excel-fout #REF!")


def test_a_rule_over_the_fields_of_a_set_warns_once():
    changed = load(OWN.replace("2017-06-12", "2016-10-12"))
    _, remarks, _ = read(f"{HEAD}\n1;Noor;4;;;45;\n2;Bo;4;;;44;\n", profile=changed)
    assert [(remark.severity, remark.line) for remark in remarks] == [("warning", 2)]
    assert "Bij 2 regels past de datum niet" in remarks[0].text


def test_averages_below_are_no_pupils_and_no_results():
    found, remarks, _ = read(
        f"{HEAD}\n1;Noor;4;20;;;\nGemiddelde;;;20;;;\n;;;20;;;\n;Totaal;;20;;;\n", profile=PROFILE
    )
    assert column(found, "result", "pupil_key") == ["1"]
    assert len(found["pupil"]) == 1
    assert [remark.severity for remark in remarks] == ["warning", "info"]
    assert remarks[0].text == (
        "Onder de tabel staat 1 regel zonder leerling, vanaf regel 4; niet overgenomen"
    )
    assert remarks[1].text == (
        "Totalen, gemiddelden en toelichting zijn niet overgenomen: 2 regels, de eerste is regel 3"
    )


def test_a_file_without_one_of_its_wide_columns_has_no_results():
    found, _, reading = read("nummer;naam;groep\n1;Noor;4\n", profile=PROFILE)
    assert (list(found), "result" in reading.delivered) == (["pupil", "placement"], False)


TWO_ROWS = """
id = "matrix"
title = "Matrix"
kind = "result"
system = "eigen"
required = [["Leerling nummer"]]
outcomes = ["ability_score"]
column = [{ field = "pupil_key", header = "Leerling nummer" }]
[[wide]]
header = "DMT M3"
field = "ability_score"
convert = "number"
set = { test = "DMT", learning_line = "woordlezen", moment = "M3", school_year = "2025-2026" }
[[wide]]
header = "DMT E3"
field = "ability_score"
convert = "number"
set = { test = "DMT", learning_line = "woordlezen", moment = "E3", school_year = "2025-2026" }
[[wide]]
header = "Rekenen M3"
field = "ability_score"
convert = "number"
set = { test = "R", learning_line = "rekenen", moment = "M3", school_year = "2025-2026" }
[[rows]]
kind = "result"
"""


def matrix(merged: str) -> bytes:
    body = (
        xml_row(1, "Overzicht van school")
        + xml_row(2, "Leerling", None, "DMT", None, "Rekenen", None)
        + xml_row(3, "nummer", "naam", "M3", "E3", "M3", "opmerking")
        + xml_row(4, 1001, "Noor", 34, 45, 120, "x")
    )
    if merged:
        body += f"</sheetData><mergeCells>{merged}</mergeCells><sheetData>"
    return workbook({"Blad1": body})


@pytest.mark.parametrize("merged", ["", '<mergeCell ref="A2:B2"/><mergeCell ref="C2:D2"/>'])
def test_names_in_two_rows_with_and_without_merged_cells(merged):
    found, remarks, _ = read(matrix(merged), "map.xlsx", load(TWO_ROWS))
    assert [(row["line"], row["test"], row["moment"], row["ability_score"])
            for row in found["result"]] == [
        (4, "DMT", "M3", 34.0),
        (4, "DMT", "E3", 45.0),
        (4, "R", "M3", 120.0),
    ]  # fmt: skip
    # Merged cells say that the last column has a name of its own.
    last = "opmerking" if merged else "Rekenen opmerking"
    assert remarks[0].text.endswith(f"niet overgenomen: Leerling naam, {last}")


def test_the_golden_wide_table():
    file = golden("dmt_breed.csv")
    found, remarks, _ = read(file.content, file.name, PROFILE)
    assert [
        (row["line"], row["pupil_key"], row["moment"], row["raw_score"], row["ability_score"])
        for row in found["result"]
    ] == [
        (4, "1001", "M4", 20.0, 34.5),
        (4, "1001", "E4", None, 45.0),
        (5, "1002", "M4", 18.0, None),
        (6, "1003", "E4", None, None),
    ]
    assert column(found, "pupil", "call_name") == ["Noor", "Bo", "Sam", "Liv"]
    assert [(remark.line, remark.severity) for remark in remarks] == [(8, "info")]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('moment = "M4"', 'moment = "M44"'), "M44 is no moment"),
        (('taken_on = "2017-06-12"', 'taken_on = "12 juni"'), "12 juni is no taken_on"),
        (('"Ziek" = "ziek"', '"Ziek" = "griep"'), "no reason griep"),
        (('field = "raw_score"', 'field = "ability_score"'), "ability_score is twice in one set"),
    ],
)
def test_a_wide_profile_that_cannot_be_meant_is_not_loaded(change, complaint):
    with pytest.raises(ValueError, match=complaint):
        load(OWN.replace(*change, 1))
