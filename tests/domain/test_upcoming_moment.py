"""Which moment comes next for a pupil."""

from datetime import date

from ibdash.domain.upcoming_moment import upcoming

TODAY = date(2026, 2, 9)


def names(last: str, half_year: int, group: int, today: date = TODAY) -> list[str]:
    return [one.moment for one in upcoming(last, half_year, group, today)]


def test_the_next_two_main_moments() -> None:
    first, second = upcoming("M6", 2 * 2025, 6, TODAY)
    assert (first.moment, first.half_year, first.first_day) == ("E6", 4051, date(2026, 5, 15))
    assert (second.moment, second.half_year, second.first_day) == ("M7", 4052, date(2027, 1, 15))
    assert first.middle == date(2026, 6, 7)


def test_a_window_that_is_open_still_counts_and_one_that_is_over_does_not() -> None:
    # On 9 February the window of January is open until the 15th.
    assert names("E5", 2 * 2024 + 1, 6) == ["M6", "E6"]
    assert names("E5", 2 * 2024 + 1, 6, date(2026, 2, 16)) == ["E6", "M7"]


def test_a_repeated_year_follows_the_pupils_own_year_group() -> None:
    assert names("E5", 2 * 2024 + 1, 5) == ["M5", "E5"]


def test_nothing_after_groep_8() -> None:
    assert names("M8", 2 * 2025, 8) == ["E8"]
    assert names("E8", 2 * 2025 + 1, 8) == []


def test_a_test_once_a_year_comes_again_a_year_later() -> None:
    (one,) = upcoming("6", 2 * 2025 + 1, 6, TODAY)
    assert (one.moment, one.half_year, one.first_day) == ("7", 2 * 2026 + 1, date(2026, 8, 1))
    assert upcoming("8", 2 * 2025 + 1, 8, TODAY) == []
