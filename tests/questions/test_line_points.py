"""line/points on schools whose means, quantiles, growth and gaps can be done by hand."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.line_school import YEAR, Asked, asked, fill, result

LAST, BEFORE = "2024-2025", "2023-2024"
GROUP = [(key, YEAR, "6a", "6") for key in range(1, 7)]
# E5 is 10 points above M5 for the first, 20 for the last pupil; M6 is 6 above E5 for all.
SCORES = {"M5": [50, 60, 70, 80, 90, 100], "E5": [60, 72, 84, 96, 108, 120]}


def at(rows: list[dict[str, object]], moment: str) -> dict[str, object]:
    (found,) = [row for row in rows if row["moment"] == moment]
    return found


@pytest.fixture
def six(store: Store, tmp_path: Path) -> Asked:
    """Six pupils of 6a with M5, E5 and M6; pupil 6 has no M6."""
    rows = [
        result(key, moment, LAST, scores[key - 1])
        for moment, scores in SCORES.items()
        for key in range(1, 7)
    ]
    rows += [result(key, "M6", YEAR, SCORES["E5"][key - 1] + 6) for key in range(1, 6)]
    fill(store, tmp_path, GROUP, rows)
    return asked(store, "group", group="6a")


def test_mean_and_quantiles_per_moment(six: Asked) -> None:
    rows = six.points()
    assert [row["moment"] for row in rows] == ["M5", "E5", "M6"]
    first = at(rows, "M5")
    assert (first["n"], first["placed"]) == (6, 6)
    assert first["mean"] == 75
    # Type 7 at 0,1 of 6 values: half-way between the first and the second.
    assert first["spread"] == [55, 62.5, 75, 87.5, 95]
    assert first["shown_on"] == date(2025, 1, 20)
    assert first["has_date"] is True


def test_growth_is_of_the_pupils_with_both(six: Asked) -> None:
    rows = six.points()
    assert at(rows, "M5")["growth_n"] is None
    half_year = at(rows, "E5")
    assert half_year["growth_n"] == 6
    assert half_year["growth_mean"] == 15
    # Differences 10, 12, 14, 16, 18, 20: variance 70 / 5.
    assert half_year["growth_sd"] == pytest.approx(14**0.5)
    last = at(rows, "M6")
    assert (last["n"], last["growth_n"], last["growth_mean"]) == (5, 5, 6)
    assert last["growth_sd"] == 0


def test_a_skipped_moment_is_a_pair_of_its_own_per_half_year(store: Store, tmp_path: Path) -> None:
    rows = [result(key, "M5", LAST, 50) for key in range(1, 7)]
    rows += [result(key, "M6", YEAR, 70) for key in range(1, 7)]
    fill(store, tmp_path, GROUP, rows)
    last = at(asked(store, "group", group="6a").points(), "M6")
    assert (last["growth_half_years"], last["growth_mean"]) == (2, 10)


def test_a_missing_moment_is_expected_where_the_school_tests_then(
    store: Store, tmp_path: Path
) -> None:
    placed = [*GROUP, (9, YEAR, "7", "7")]
    rows = [result(key, "M5", LAST, 50) for key in range(1, 7)]
    rows += [result(key, "M6", YEAR, 70) for key in range(1, 7)]
    rows += [result(9, "E6", LAST, 80)]
    fill(store, tmp_path, placed, rows)
    found = asked(store, "group", group="6a").points()
    assert [(row["moment"], row["n"]) for row in found] == [("M5", 6), ("E5", 0), ("M6", 6)]
    assert found[1]["shown_on"] == date(2025, 6, 7)
    assert found[1]["test_id"] is None


def test_a_line_tested_once_a_year_misses_nothing(store: Store, tmp_path: Path) -> None:
    rows = [result(key, "M5", LAST, 50) for key in range(1, 7)]
    rows += [result(key, "M6", YEAR, 70) for key in range(1, 7)]
    # Another line has an E, but rekenen itself was never tested at the end of a year.
    rows += [result(key, "E5", LAST, 40, leerlijn="spelling", toets="SP") for key in range(1, 7)]
    fill(store, tmp_path, GROUP, rows)
    found = asked(store, "group", group="6a").points()
    assert [row["moment"] for row in found] == ["M5", "M6"]


def test_a_missing_last_moment_needs_others_who_took_it(store: Store, tmp_path: Path) -> None:
    placed = [*GROUP, (9, YEAR, "7", "7")]
    rows = [result(key, "E5", LAST, 50) for key in range(1, 7)]
    rows += [result(key, "M6", YEAR, 50, leerlijn="spelling", toets="SP") for key in range(1, 7)]
    rows += [result(9, "M6", LAST, 80)]
    fill(store, tmp_path, placed, rows)
    found = asked(store, "group", group="6a").points()
    assert [(row["moment"], row["n"]) for row in found] == [("E5", 6), ("M6", 0)]


def test_a_reason_stands_at_the_missing_moment(store: Store, tmp_path: Path) -> None:
    rows = [
        result(1, "M5", LAST, 50),
        result(1, "E5", LAST, None, day="", reden_geen_resultaat="ziek"),
        result(1, "M6", YEAR, 60),
        result(2, "E5", LAST, 70),
    ]
    fill(store, tmp_path, GROUP, rows)
    found = asked(store, "pupil", pupil=1).points()
    assert [(row["moment"], row["n"], row["reason"]) for row in found] == [
        ("M5", 1, None),
        ("E5", 0, "ziek"),
        ("M6", 1, None),
    ]


def test_under_five_pupils_the_values_and_no_mean(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, GROUP, [result(key, "M6", YEAR, 50 + key) for key in (1, 2, 3, 4)])
    (row,) = asked(store, "group", group="6a").points()
    assert (row["n"], row["mean"], row["spread"]) == (4, None, None)
    assert row["few"] == [51, 52, 53, 54]


def test_a_repeated_year_counts_on_in_time(store: Store, tmp_path: Path) -> None:
    rows = [
        result(1, "M5", BEFORE, 40),
        result(1, "E5", BEFORE, 45),
        result(1, "M5", LAST, 50),
        result(1, "E5", LAST, 60),
    ]
    fill(store, tmp_path, GROUP, rows)
    found = asked(store, "pupil", pupil=1).points()
    assert [(row["moment"], row["school_year"], row["few"]) for row in found] == [
        ("M5", BEFORE, [40]),
        ("E5", BEFORE, [45]),
        ("M5", LAST, [50]),
        ("E5", LAST, [60]),
    ]
    # E5 > M5 is a step of one half year, not back in time.
    assert found[2]["growth_half_years"] == 1
    assert found[2]["growth_mean"] == 5


def test_two_publishers_are_two_scales(store: Store, tmp_path: Path) -> None:
    rows = [result(key, "M6", YEAR, 200, percentiel=50) for key in range(1, 6)]
    rows += [
        result(key, "M6", YEAR, 60, percentiel=40, uitgever="Ander", toets="AT")
        for key in range(1, 6)
    ]
    fill(store, tmp_path, GROUP, rows)
    found = asked(store, "group", group="6a")
    assert sorted(row["mean"] for row in found.points()) == [60, 200]
    assert sorted(row["mean"] for row in found.points("percentile")) == [40, 50]
    assert all(row["growth_n"] is None for row in found.points())


def test_an_unknown_date_stands_in_the_middle_of_the_window(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, GROUP, [result(1, "M6", YEAR, 50, day=""), result(2, "M6", YEAR, 50)])
    row = asked(store, "pupil", pupil=1).points()[0]
    assert (row["shown_on"], row["has_date"]) == (date(2026, 1, 31), False)


def test_a_retake_counts_once_and_the_last_time(store: Store, tmp_path: Path) -> None:
    rows = [result(1, "M6", YEAR, 50), result(1, "M6", YEAR, 58, day="2026-02-05")]
    fill(store, tmp_path, GROUP, rows)
    (row,) = asked(store, "pupil", pupil=1).points()
    assert row["few"] == [58]


def test_steps_have_ranks_and_the_text_of_a_single_pupil(store: Store, tmp_path: Path) -> None:
    rows = [
        result(1, "M6", YEAR, 50, niveau="V-", niveauschaal="I-V", functioneringsniveau="E4"),
        result(1, "M6", YEAR, None, leerlijn="tekstlezen", toets="AVI", avi="M5"),
        result(2, "M6", YEAR, 50, functioneringsniveau="<M3"),
    ]
    fill(store, tmp_path, GROUP, rows)
    one = asked(store, "pupil", pupil=1)
    (level,) = one.points("level")
    assert (level["few"], level["label"], level["level_code"]) == ([1], "V-", "V-")
    (functioning,) = one.points("functioning_level")
    assert (functioning["few"], functioning["label"]) == ([9], "E4")
    (card,) = one.points("avi", "tekstlezen")
    assert (card["few"], card["label"]) == ([5], "M5")
    (below,) = asked(store, "pupil", pupil=2).points("functioning_level")
    assert below["few"] == [5]


def test_an_earlier_school_year_ends_with_itself(store: Store, tmp_path: Path) -> None:
    placed = [*GROUP, *((key, LAST, "5a", "5") for key in range(1, 7))]
    rows = [result(key, "E5", LAST, 50) for key in range(1, 7)]
    rows += [result(key, "M6", YEAR, 60) for key in range(1, 7)]
    fill(store, tmp_path, placed, rows)
    then = asked(store, "group", group="5a", year=LAST).points()
    assert [row["moment"] for row in then] == ["E5"]
    now = asked(store, "group", group="6a").points()
    assert [row["moment"] for row in now] == ["E5", "M6"]


def test_all_levels_of_a_scale_of_its_own_by_rank(store: Store, tmp_path: Path) -> None:
    rows = [result(1, "M6", YEAR, 60, niveau="Proficient", niveauschaal="SGP")]
    fill(store, tmp_path, [(1, YEAR, "6a", "6")], rows)
    (found,) = asked(store, "group", group="6a").points("level")
    assert found["scale_levels"] == [
        "Unsatisfactory",
        "Partially Proficient",
        "Proficient",
        "Advanced",
    ]
    # The third of four.
    assert found["few"] == [3]
