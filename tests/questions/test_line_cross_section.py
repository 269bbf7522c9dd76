"""line/cross_section and line/cross_levels: the same year group, school year by school year."""

from pathlib import Path
from typing import Any

import pytest

from ibdash.questions import ask
from ibdash.store import Store
from tests.line_school import LOW_LEVELS, YEAR, asked, fill, result
from tests.people import IB

YEARS = ("2023-2024", "2024-2025", YEAR)
# Five pupils a year, each year five others; key 99 took the test of another year group.
PLACED = [
    (10 * number + key, year, "6", "6") for number, year in enumerate(YEARS) for key in range(5)
] + [(99, YEAR, "7", "7"), (98, YEAR, "6", "6")]
ROWS = [
    result(10 * number + key, "M6", year, 50 + 10 * number + key, niveau="IV", niveauschaal="I-V")
    for number, year in enumerate(YEARS)
    for key in range(5)
] + [result(99, "M6", YEAR, 500, niveau="V", niveauschaal="I-V")]


def cohorts(store: Store, **more: Any) -> list[dict[str, Any]]:
    values = {
        "school_id": asked(store, "school").school_id,
        "learning_line": "rekenen",
        "measure": "score",
        "moments": ["M6"],
        "end_half_year": 2 * 2025 + 1,
    }
    rows: list[dict[str, Any]] = ask(
        store, "line/cross_section", who=IB, **(values | more)
    ).to_pylist()
    return rows


def test_mean_spread_and_how_many_were_there(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, ROWS)
    found = cohorts(store)
    assert [row["school_year"] for row in found] == list(YEARS)
    assert [row["mean"] for row in found] == [52, 62, 72]
    assert [(row["n"], row["placed"]) for row in found] == [(5, 5), (5, 5), (5, 6)]
    assert found[0]["spread"] == pytest.approx([50.4, 51, 52, 53, 53.6])
    # Of 0, 1, 2, 3, 4: variance 10 / 4.
    assert found[0]["sd"] == pytest.approx(2.5**0.5)


def test_levels_are_ranks_of_a_scale_that_is_told(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, ROWS)
    newest = cohorts(store, measure="level")[-1]
    # Everybody is at IV, the third of the seven.
    assert newest["spread"] == [3, 3, 3, 3, 3]
    assert newest["scale_levels"] == ["V-", "V", "IV", "III", "II", "I", "I+"]
    assert cohorts(store)[-1]["scale_levels"] == []


def test_an_earlier_year_on_the_screen_ends_there(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, ROWS)
    assert [row["school_year"] for row in cohorts(store, end_half_year=2 * 2024 + 1)] == [
        "2023-2024",
        "2024-2025",
    ]


def test_a_small_cohort_is_a_count_and_no_more(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, [row for row in ROWS if row["leerling_id"] != 20])
    newest = cohorts(store)[-1]
    assert (newest["n"], newest["mean"], newest["sd"], newest["spread"]) == (4, None, None, None)


def test_levels_of_each_school_year(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, ROWS)
    rows = ask(
        store,
        "line/cross_levels",
        who=IB,
        school_id=asked(store, "school").school_id,
        learning_line="rekenen",
        moments=["M6"],
        low_levels=LOW_LEVELS,
        end_half_year=2 * 2025 + 1,
    ).to_pylist()
    assert [(row["school_year"], row["level_code"], row["n"], row["low"]) for row in rows] == [
        (year, "IV", 5, 5) for year in YEARS
    ]
