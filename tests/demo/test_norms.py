from datetime import date
from itertools import pairwise

import pytest

from ibdash.demo.cast import COMPREHENSION, MATHS, READING, SPELLING, WORDS
from ibdash.demo.norms import LEVELS, Norms
from ibdash.demo.test_days import MOMENTS, Calendar

SCORED = (READING, COMPREHENSION, SPELLING, MATHS, WORDS)


@pytest.fixture(scope="module")
def norms() -> Norms:
    return Norms(Calendar.until(date(2026, 11, 24), 5))


@pytest.mark.parametrize("line", SCORED)
def test_levels_cover_the_scale_without_holes_from_low_to_high(norms: Norms, line: str) -> None:
    norm = norms.at(line, 9)
    for place in range(norm.scale.first, len(MOMENTS)):
        bounds = norm.bounds(place)
        assert tuple(bounds) == LEVELS
        edges = list(bounds.values())
        assert edges[0][0] == 0
        assert edges[-1][1] == norm.scale.highest
        assert all(low[1] + 1 == high[0] for low, high in pairwise(edges))


def test_the_mean_is_percentile_50_and_level_iii(norms: Norms) -> None:
    reading = norms.at(READING, 9)
    assert reading.means[MOMENTS.index("M4")] == 44
    assert reading.percentile(44, MOMENTS.index("M4")) == 50
    assert reading.level(44, MOMENTS.index("M4")) == "III"


def test_dle_and_functioning_level_are_those_of_the_moment_with_this_mean(norms: Norms) -> None:
    maths = norms.at(MATHS, 9)
    at_e5 = 205  # the mean of E5, and E5 is 30 months of instruction
    assert maths.means[MOMENTS.index("E5")] == at_e5
    assert maths.dle(at_e5) == 30
    assert maths.functioning_level(at_e5) == "E5"
    assert (maths.dle(0), maths.functioning_level(0)) == (0, "<M3")
    assert (maths.dle(380), maths.functioning_level(380)) == (60, ">M8")
    assert maths.dle(212) == 32  # halfway from E5 (205) to M6 (219): 32.5, to even


def test_rekenen_changes_generation_two_school_years_before_the_current_one(norms: Norms) -> None:
    # Half year 6 is M of 2024-2025; the current school year is 2026-2027.
    assert [norms.at(MATHS, half_year).scale.generation for half_year in (5, 6)] == ["2.0", "3.0"]
    assert norms.at(MATHS, 5).means != norms.at(MATHS, 6).means


def test_the_new_norm_of_begrijpend_lezen_is_stricter_on_the_same_scale(norms: Norms) -> None:
    old, new = norms.at(COMPREHENSION, 7), norms.at(COMPREHENSION, 8)
    place = MOMENTS.index("M6")
    assert (old.scale.generation, old.version) == ("3.0", "2019")
    assert (new.scale.generation, new.version) == ("3.0", "2025")
    # 4 points stricter at a spread of 19: 0.21 below the mean.
    assert (old.percentile(162, place), new.percentile(162, place)) == (50, 42)


def test_measurement_error_is_larger_far_from_the_mean(norms: Norms) -> None:
    maths, place = norms.at(MATHS, 9), MOMENTS.index("M3")
    # Spread 20 and reliability 0.91: 20 * 0.3 = 6.0 at the mean, 6 % more a spread away.
    assert maths.error(131, place) == 6.0
    assert maths.error(151, place) == 6.4
    assert not norms.at(WORDS, 9).scale.has_error


def test_norm_rows_say_that_they_are_fictive(norms: Norms) -> None:
    rows = norms.rows()
    assert {row["uitgever"] for row in rows} == {"Demotoets"}
    assert {row["bron"] for row in rows} == {"fictief, bij de demoschool"}
    # Five scales of 11 moments, two norms of begrijpend lezen of 10 (not at M3); 7 levels each.
    assert len(rows) == 7 * (5 * 11 + 2 * 10)
