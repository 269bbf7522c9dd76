from datetime import date

import pytest

from ibdash.demo.test_days import LAST_DAY, RETAKE_AFTER, Calendar, easter, school_day


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)])
def test_easter_is_where_the_almanac_has_it(day: date) -> None:
    assert easter(day.year) == day


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 5, 14), date(2026, 5, 18)),  # Ascension, then the Friday and the weekend
        (date(2026, 5, 25), date(2026, 5, 26)),  # Whit Monday
        (date(2026, 1, 24), date(2026, 1, 26)),  # a Saturday
        (date(2025, 12, 24), date(2026, 1, 6)),  # Christmas holidays
        (date(2026, 1, 20), date(2026, 1, 20)),
    ],
)
def test_a_day_without_school_moves_to_the_next_with(day: date, moved: date) -> None:
    assert school_day(day) == moved


@pytest.mark.parametrize(
    ("today", "first_year", "last_year", "last_moment"),
    [
        (date(2026, 8, 15), "2021-2022", "2026-2027", "E of 2025"),
        (date(2026, 11, 24), "2021-2022", "2026-2027", "E of 2025"),
        (date(2027, 2, 9), "2021-2022", "2026-2027", "E of 2025"),
        (date(2027, 2, 10), "2022-2023", "2026-2027", "M of 2026"),
        (date(2027, 6, 21), "2022-2023", "2026-2027", "M of 2026"),
        (date(2027, 6, 22), "2022-2023", "2026-2027", "E of 2026"),
        (date(2027, 7, 31), "2022-2023", "2026-2027", "E of 2026"),
        (date(2027, 8, 1), "2022-2023", "2027-2028", "E of 2026"),
    ],
)
def test_five_school_years_of_results_up_to_the_last_whole_moment(
    today: date, first_year: str, last_year: str, last_moment: str
) -> None:
    calendar = Calendar.until(today, 5)
    assert (calendar.years[0], calendar.years[-1]) == (first_year, last_year)
    year, is_end = divmod(calendar.last, 2)
    assert f"{'ME'[is_end]} of {calendar.start_year(year)}" == last_moment


def test_every_retake_is_over_before_its_moment_counts_as_taken() -> None:
    for start in range(2015, 2045):
        calendar = Calendar.until(date(start + 1, 7, 31), 5)
        for half_year in (8, 9):
            last = max(
                calendar.retake_day(calendar.test_day(half_year, offset)) for offset in range(15)
            )
            assert (last.month, last.day) <= LAST_DAY["ME"[half_year % 2]]


def test_a_retake_comes_rather_more_than_a_week_later() -> None:
    calendar = Calendar.until(date(2026, 11, 24), 5)
    assert RETAKE_AFTER == 9
    assert calendar.retake_day(date(2026, 1, 20)) == date(2026, 1, 29)
