from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain import didactic_age
from ibdash.domain.didactic_age import Counting


@pytest.mark.parametrize(
    ("moment", "months"),
    [("M3", 5), ("E3", 10), ("M4", 15), ("M7", 45), ("B8", 50), ("M8", 55), ("E8", 60)],
)
def test_by_moment(moment: str, months: int) -> None:
    assert didactic_age.of_moment(moment) == months


def test_a_repeated_year_counts_on_up_to_60() -> None:
    assert didactic_age.of_moment("E4", repeated_years=1) == 30
    assert didactic_age.of_moment("M8", repeated_years=1) == 60
    assert didactic_age.on_date(date(2026, 3, 31), 8, repeated_years=1) == 60


def test_dl_is_of_the_pupil_when_the_test_is_of_another_year() -> None:
    assert didactic_age.of_moment("M5", year_group=6) == 35


@pytest.mark.parametrize(
    ("day", "group", "completed", "running"),
    [
        (date(2025, 8, 1), 8, 50, 50),
        (date(2025, 9, 1), 8, 50, 51),
        (date(2025, 9, 30), 8, 51, 51),
        (date(2026, 1, 15), 4, 14, 15),
        (date(2026, 2, 15), 7, 45, 46),
        (date(2026, 3, 31), 6, 37, 37),
        (date(2026, 6, 30), 3, 10, 10),
        (date(2026, 7, 31), 3, 10, 10),
    ],
)
def test_by_date_in_both_ways_of_counting(
    day: date, group: int, completed: int, running: int
) -> None:
    assert didactic_age.on_date(day, group) == completed
    assert didactic_age.on_date(day, group, counting=Counting.RUNNING) == running


def test_none_before_groep_3() -> None:
    assert didactic_age.of_moment("E2") is None
    assert didactic_age.on_date(date(2026, 3, 31), 2) is None


def test_difference_and_backlog() -> None:
    assert didactic_age.months_ahead(20, 45) == -25
    assert didactic_age.months_ahead(35, 51) == -16
    assert didactic_age.relative_backlog(45, 60) == 0.25
    assert didactic_age.relative_backlog(30, 60) == 0.5
    assert didactic_age.relative_backlog(0, 0) is None


@given(
    st.dates(date(2024, 8, 1), date(2025, 7, 30)),
    st.integers(3, 8),
    st.integers(0, 2),
    st.sampled_from(Counting),
)
def test_never_falls_from_one_day_to_the_next(
    day: date, group: int, repeated: int, counting: Counting
) -> None:
    today = didactic_age.on_date(day, group, repeated, counting)
    tomorrow = didactic_age.on_date(
        date.fromordinal(day.toordinal() + 1), group, repeated, counting
    )
    assert today is not None
    assert tomorrow is not None
    assert 0 <= today <= tomorrow <= 60
