"""Who sits in a group, with what is known of plans and support on the day."""

from collections.abc import Iterator
from datetime import date

import pytest

from ibdash.store import Store
from tests import group_school
from tests.group_school import ask_of


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = group_school.opened(tmp_path_factory.mktemp("school"))
    yield store
    store.close()


def test_pupils_stand_by_name_the_dutch_way(school: Store) -> None:
    names = ask_of(school, "6a").pupils.column("display_name").to_pylist()
    assert names == [
        "Noor van den Aakster",
        "Sem Bakker",
        "Zeynep Demir",
        "Chloé d'Hondt",
        "Bram Jansen",
        "Yara Ruiter",
        "Liv Visser",
    ]


def test_plans_are_those_that_run_on_the_day(school: Store) -> None:
    group = ask_of(school, "6a")
    assert group.pupil("Bram")["plan_kinds"] == ["individual"]
    assert group.pupil("Zeynep")["plan_kinds"] == ["individual", "opp"]
    assert group.pupil("Noor")["plan_kinds"] == [], "closed, and its last day is over"
    assert group.pupil("Chloé")["plan_kinds"] == [], "a concept does not run"
    assert group.pupil("Sem")["group_plan_lines"] == ["rekenen"], "of the whole group"
    before = ask_of(school, "6a", today=date(2025, 10, 31))
    assert before.pupil("Zeynep")["plan_kinds"] == ["opp"], "the other begins on 1 November"


def test_the_support_level_is_the_latest_that_holds(school: Store) -> None:
    group = ask_of(school, "6a")
    bram = group.pupil("Bram")
    assert (bram["support_level"], bram["support_phase"]) == ("3", "groepsbespreking")
    assert group.pupil("Noor")["support_level"] == "2"
    assert group.pupil("Liv")["support_level"] is None
    assert ask_of(school, "6a", today=date(2025, 12, 31)).pupil("Bram")["support_level"] == "2"


def test_young_pupils_have_an_age_on_the_day(school: Store) -> None:
    group = ask_of(school, "1/2")
    gijs = group.pupil("Gijs")
    assert gijs["age_months"] == 61, "5 January 2021 to 9 February 2026"
    assert gijs["entered_on"] == date(2025, 1, 6)
    assert group.pupil("Hanna")["age_months"] == 72, "turns six on the day itself"
    assert [row["year_group"] for row in group.pupils.to_pylist()] == ["1", "2"]
    assert group.results.num_rows == 0


def test_in_an_earlier_year_age_is_that_of_its_last_day(school: Store) -> None:
    gijs = ask_of(school, "1/2", today=date(2026, 9, 20)).pupil("Gijs")
    assert gijs["age_months"] == 66, "5 January 2021 to 31 July 2026"
    assert gijs["past_on"] == date(2026, 7, 31)
    assert ask_of(school, "1/2").pupil("Gijs")["past_on"] is None


def test_who_has_no_group_is_asked_for_with_null(school: Store) -> None:
    assert ask_of(school, "zonder").pupils.column("call_name").to_pylist() == ["Isa"]


def test_each_pupil_says_which_row_placed_him(school: Store) -> None:
    bram = ask_of(school, "6a").pupil("Bram")
    assert (bram["file_name"], bram["source_row"]) == ("leerlingen.csv", 2)
