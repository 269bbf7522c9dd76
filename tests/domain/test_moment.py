from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain import moment, school_year
from ibdash.errors import ValueNotUnderstood

YEAR = "2025-2026"
CODES = [part + str(group) for group in range(1, 9) for part in "BME"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M6", "M6"),
        ("m6", "M6"),
        ("Rekenen-Wiskunde 3.0 M5", "M5"),
        ("RW30-M5", "M5"),
        ("RW_M5_2018", "M5"),
        ("DMT E4", "E4"),
        ("M6-toets", "M6"),
        ("Cito M5", "M5"),
        ("Rekenen-Wiskunde B8", "B8"),
        ("AVI M5", "M5"),
        ("Spelling (E7)", "E7"),
        ("eind groep 4", "E4"),
        ("Midden groep 6", "M6"),
        ("medio 6", "M6"),
        ("begin van groep 8", "B8"),
        ("M6 (midden groep 6)", "M6"),
    ],
)
def test_finds_the_moment_in_a_label(text: str, expected: str) -> None:
    assert moment.find(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "E4/M5",
        "M3-M8",
        "M9",
        "M0",
        "M65",
        "DREM8",
        "RW2006-12-155",
        "DMT kaart 1+2+3",
        "eind 4 mei",
        "Fictieve rekenmethode groep 5 blok 4",
        "METHODE-RK-5-4",
        "medio groep 5, eind groep 5",
    ],
)
def test_finds_none_where_there_is_none_or_more_than_one(text: str) -> None:
    assert moment.find(text) is None


@given(st.sampled_from(CODES), st.text(alphabet=" -_()/.", max_size=4))
def test_find_is_idempotent_within_any_punctuation(code: str, around: str) -> None:
    assert moment.find(around + code.lower() + around) == code


@pytest.mark.parametrize("code", ["", "M", "M9", "m6", "X5", "M66", "M²"])
def test_a_wrong_code_is_refused(code: str) -> None:
    with pytest.raises(ValueNotUnderstood):
        moment.year_group(code)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Rekenen-Wiskunde 3.0 M5", "Rekenen-Wiskunde 3.0"),
        ("RW30-M5", "RW30-"),
        ("Spelling (E7)", "Spelling"),
        ("Woordenschat eind groep 4", "Woordenschat"),
        ("M6 (midden groep 6)", ""),
        ("medio 6", ""),
        ("Begrijpend lezen", "Begrijpend lezen"),
    ],
)
def test_a_label_without_its_moment(text: str, left: str) -> None:
    assert moment.without(text) == left


def test_year_group() -> None:
    assert moment.year_group("E4") == 4
    assert moment.year_group("B8") == 8


def test_half_years_count_on_in_time() -> None:
    assert moment.half_year("2024-2025", "M6") == 4048
    assert moment.half_year("2024-2025", "E6") == 4049
    assert moment.half_year("2025-2026", "M7") == 4050
    # A repeated year: E5, then M5 of the next school year, one half year later.
    assert moment.half_year("2025-2026", "M5") == moment.half_year("2024-2025", "E5") + 1
    # B stands beside M, and before it in order.
    assert moment.half_year("2025-2026", "B8") == moment.half_year("2025-2026", "M8")
    assert moment.order_key("B8") < moment.order_key("M8")


def test_order_and_previous() -> None:
    assert sorted(["E3", "B8", "M3", "E7", "M8", "M4"], key=moment.order_key) == [
        "M3",
        "E3",
        "M4",
        "E7",
        "B8",
        "M8",
    ]
    assert moment.previous("M6") == "E5"
    assert moment.previous("E6") == "M6"
    assert moment.previous("M8") == "E7"
    assert moment.previous("B8") == "E7"
    assert moment.previous("M1") is None


def test_windows_and_their_middle() -> None:
    assert moment.window(YEAR, "M6") == (date(2026, 1, 15), date(2026, 2, 15))
    assert moment.window(YEAR, "E6") == (date(2026, 5, 15), date(2026, 6, 30))
    assert moment.window(YEAR, "B8") == (date(2025, 9, 1), date(2025, 10, 31))
    assert moment.middle_day(YEAR, "M6") == date(2026, 1, 30)
    assert moment.middle_day(YEAR, "E6") == date(2026, 6, 7)
    assert moment.middle_day(YEAR, "B8") == date(2025, 10, 1)


def test_windows_are_a_setting() -> None:
    own = {**moment.DEFAULT_WINDOWS, "B": ((11, 1), (11, 30))}
    assert moment.window(YEAR, "B8", own) == (date(2025, 11, 1), date(2025, 11, 30))
    assert moment.label_disagrees("M8", YEAR, date(2025, 11, 20), own)
    assert not moment.label_disagrees("M8", YEAR, date(2025, 11, 20))


@pytest.mark.parametrize(
    ("day", "part"),
    [
        (date(2025, 8, 1), "B"),
        (date(2025, 10, 31), "B"),
        # 7 December is 37 days after 31 October and 39 before 15 January.
        (date(2025, 12, 7), "B"),
        (date(2025, 12, 9), "M"),
        (date(2026, 1, 20), "M"),
        # 1 April is 45 days after 15 February and 44 before 15 May.
        (date(2026, 3, 31), "M"),
        (date(2026, 4, 1), "E"),
        (date(2026, 7, 31), "E"),
    ],
)
def test_part_of_the_year_by_date_alone(day: date, part: str) -> None:
    assert moment.of_date(day) == part


@pytest.mark.parametrize(
    ("code", "day", "disagrees"),
    [
        ("M6", date(2026, 2, 5), False),
        ("M6", date(2026, 2, 20), False),
        ("M6", date(2026, 4, 20), False),
        ("M6", date(2025, 12, 10), False),
        ("B8", date(2025, 11, 20), False),
        ("E6", date(2026, 7, 31), False),
        ("M6", date(2026, 6, 2), True),
        ("E6", date(2026, 1, 20), True),
        ("E5", date(2025, 9, 10), True),
        ("M6", date(2025, 1, 20), True),
        ("E6", date(2026, 8, 1), True),
    ],
)
def test_a_date_contradicts_its_label_only_when_it_is_clear(
    code: str, day: date, disagrees: bool
) -> None:
    assert moment.label_disagrees(code, YEAR, day) is disagrees


@given(st.sampled_from(CODES), st.integers(1990, 2070))
def test_the_middle_of_a_window_never_disagrees(code: str, year: int) -> None:
    in_year = school_year.from_start(year)
    middle = moment.middle_day(in_year, code)
    assert not moment.label_disagrees(code, in_year, middle)
    assert moment.of_date(middle) == code[0]


def test_a_moment_is_named_by_the_month_of_its_window_whatever_day_was_tested() -> None:
    for day in (date(2026, 5, 20), date(2026, 6, 24)):
        assert moment.month_of("2025-2026", "E5", day) == date(2026, 6, 7)
    assert moment.month_of("2025-2026", "M6", date(2026, 2, 10)).month == 1
    # A test once a year has no window: its own day says the month.
    assert moment.month_of("2025-2026", "6", date(2026, 4, 14)) == date(2026, 4, 14)
    assert moment.month_of("2025-2026", "", date(2026, 4, 14)) == date(2026, 4, 14)
