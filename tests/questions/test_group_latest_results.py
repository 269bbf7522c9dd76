"""How each pupil stands on each line: which result, which level, which step, and what is no gap."""

from collections.abc import Iterator

import pytest

from ibdash.store import Store
from tests import group_school
from tests.group_school import Answers, ask_of


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = group_school.opened(tmp_path_factory.mktemp("school"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def group(school: Store) -> Answers:
    return ask_of(school, "6a")


def test_one_row_per_pupil_and_line(group: Answers) -> None:
    assert group.results.num_rows == 7 * 6
    assert set(group.results.column("line_moment").to_pylist()) == {"M6"}
    assert group.cell("Bram", "tekstlezen")["line_name"] == "Tekstlezen (AVI)"


def test_the_step_is_from_the_moment_before_on_the_same_scale(group: Answers) -> None:
    bram = group.cell("Bram", "rekenen")
    assert (bram["level"], bram["ability_score"]) == ("III", 110)
    assert (bram["previous_moment"], bram["previous_score"]) == ("E5", 100)
    assert (bram["measurement_error"], bram["previous_error"]) == (4, 4)
    assert group.cell("Liv", "rekenen")["previous_score"] is None, "her first result"


def test_the_moment_before_tells_the_level_then(group: Answers) -> None:
    zeynep = group.cell("Zeynep", "rekenen")
    assert (zeynep["level"], zeynep["before_level"], zeynep["before_moment"]) == ("V-", "III", "E5")
    assert zeynep["before_is_comparable"]


def test_a_result_that_most_have_is_missing_with_its_reason(group: Answers) -> None:
    assert (group.cell("Chloé", "rekenen")["state"], group.cell("Chloé", "rekenen")["reason"]) == (
        "missing",
        "ziek",
    )
    sem = group.cell("Sem", "rekenen")
    assert (sem["state"], sem["reason"]) == ("missing", None), "4 of the 7 have it"


def test_what_few_have_is_not_missing_but_older_or_empty(group: Answers) -> None:
    chloe = group.cell("Chloé", "woordlezen")
    assert (chloe["state"], chloe["level"], chloe["moment"]) == ("older", "III", "E5")
    assert group.cell("Liv", "woordlezen")["state"] == "empty"


def test_an_own_route_and_another_school_are_no_gaps(group: Answers) -> None:
    assert group.cell("Zeynep", "woordlezen")["state"] == "not_applicable"
    assert group.cell("Yara", "rekenen")["state"] == "elsewhere", "she came on 20 February"


def test_a_delivered_level_goes_before_one_of_the_norm_table(group: Answers) -> None:
    by_norm = group.cell("Bram", "spelling")
    assert (by_norm["level"], by_norm["level_scale"], by_norm["is_computed"]) == (
        "III",
        "I-V",
        True,
    )
    assert not group.cell("Bram", "rekenen")["is_computed"]


def test_a_column_has_the_level_scale_of_most(group: Answers) -> None:
    assert group.cell("Bram", "begrijpend lezen")["line_scale"] == "A-E"
    zeynep = group.cell("Zeynep", "begrijpend lezen")
    assert (zeynep["level_scale"], zeynep["level"]) == ("I-V", "II"), "kept, never converted"


def test_a_test_of_another_year_group_counts_only_when_corrected(group: Answers) -> None:
    sem, liv = group.cell("Sem", "woordenschat"), group.cell("Liv", "woordenschat")
    assert (sem["level"], sem["moment"], sem["own_level"]) == ("IV", "M4", False)
    assert (liv["level"], liv["moment"], liv["own_level"]) == ("V-", "M4", True)


def test_the_trend_is_of_percentiles_else_of_places_on_the_scale(group: Answers) -> None:
    assert group.cell("Bram", "woordlezen")["trend"] == [12, 9, 5]
    assert group.cell("Liv", "rekenen")["trend"] == [pytest.approx(100 * 4.5 / 7)], "II of seven"


def test_who_reached_avi_plus_misses_no_avi(group: Answers) -> None:
    noor = group.cell("Noor", "tekstlezen")
    assert (noor["state"], noor["avi"], noor["moment"]) == ("older", "AVI-Plus", "E5")
    assert group.cell("Liv", "tekstlezen")["state"] == "missing"


def test_a_combination_group_has_a_moment_per_year_group(school: Store) -> None:
    group = ask_of(school, "4/5")
    assert group.cell("Aya", "rekenen")["line_moment"] == "M4"
    assert group.cell("Cas", "rekenen")["line_moment"] == "M5"


def test_who_repeats_a_year_goes_on_in_time(school: Store) -> None:
    dewi = ask_of(school, "4/5").cell("Dewi", "rekenen")
    assert (dewi["moment"], dewi["ability_score"]) == ("M5", 95)
    assert (dewi["previous_moment"], dewi["previous_score"]) == ("E5", 85)
    assert dewi["trend"] == [18, 22, 52]


def test_an_earlier_year_knows_nothing_of_later_results(school: Store) -> None:
    group = ask_of(school, "5", year="2024-2025")
    bram = group.cell("Bram", "rekenen")
    assert (bram["moment"], bram["ability_score"], bram["previous_score"]) == ("E5", 100, 90)
    assert not [row for row in group.results.to_pylist() if row["learning_line"] == "spelling"]


def test_every_figure_names_its_file_and_row(group: Answers) -> None:
    bram = group.cell("Bram", "rekenen")
    assert (bram["file_name"], bram["source_row"]) == ("resultaten.csv", 4)
