from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain import school_year
from ibdash.errors import ValueNotUnderstood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-2026", "2025-2026"),
        ("2025/2026", "2025-2026"),
        ("2020 / 2021", "2020-2021"),
        (" 2024-25 ", "2024-2025"),
        ("24-25", "2024-2025"),
        ("2024_2025", "2024-2025"),
        ("2024–2025", "2024-2025"),
        ("1999-00", "1999-2000"),
        ("99-00", "1999-2000"),
        ("09/10", "2009-2010"),
    ],
)
def test_reads_every_usual_spelling(text: str, expected: str) -> None:
    assert school_year.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "2025", "2024-2026", "2025-2024", "2025-11", "25-24", "2025-20260", "groep 5", "²⁴-²⁵"],
)
def test_refuses_what_is_no_school_year_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueNotUnderstood) as refusal:
        school_year.parse(text)
    assert "2025-2026" in refusal.value.text
    assert refusal.value.remedy


def test_a_school_year_runs_from_1_august_to_31_july() -> None:
    assert school_year.of(date(2025, 7, 31)) == "2024-2025"
    assert school_year.of(date(2025, 8, 1)) == "2025-2026"
    assert school_year.first_day("2025-2026") == date(2025, 8, 1)
    assert school_year.last_day("2025-2026") == date(2026, 7, 31)


def test_neighbours_and_start_year() -> None:
    assert school_year.previous("2025-2026") == "2024-2025"
    assert school_year.following("2025-2026") == "2026-2027"
    assert school_year.start_year("2025-2026") == 2025
    assert school_year.from_start(1999) == "1999-2000"


DAYS = st.dates(date(1985, 1, 1), date(2079, 12, 31))


@given(DAYS)
def test_parse_is_idempotent_and_a_day_lies_in_its_school_year(day: date) -> None:
    year = school_year.of(day)
    assert school_year.parse(year) == year
    assert school_year.first_day(year) <= day <= school_year.last_day(year)


@given(DAYS)
def test_one_school_year_begins_the_day_after_the_other(day: date) -> None:
    year = school_year.of(day)
    following = school_year.following(year)
    assert school_year.first_day(following) == school_year.last_day(year) + timedelta(days=1)
    assert school_year.previous(following) == year
