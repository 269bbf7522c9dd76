import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain.growth import (
    Slope,
    change_state,
    group_growth_same_pupils,
    growth_half_year,
    own_slope,
)
from ibdash.domain.state import State

SCORES = st.floats(-500, 500)


def test_growth_without_an_error_has_no_range() -> None:
    growth = growth_half_year(161, 180, None, 6)
    assert growth.growth == 19
    assert growth.low is None
    assert change_state(161, 100, None, 6) is None


def test_exactly_on_the_limit_is_within_the_error() -> None:
    # sqrt(3² + 4²) = 5, times 1.64485 is 8.22425.
    assert change_state(0, 8.22425, 3, 4) is State.WITHIN_ERROR
    assert change_state(0, 8.2243, 3, 4) is State.GROWTH
    assert change_state(0, -8.2243, 3, 4) is State.DECLINE


@given(SCORES, SCORES, st.floats(0.1, 20), st.floats(0.1, 20))
def test_growth_and_decline_mirror_each_other(x: float, y: float, ex: float, ey: float) -> None:
    mirror = {
        State.GROWTH: State.DECLINE,
        State.DECLINE: State.GROWTH,
        State.WITHIN_ERROR: State.WITHIN_ERROR,
    }
    state = change_state(x, y, ex, ey)
    assert state is not None
    assert change_state(y, x, ey, ex) is mirror[state]


def test_own_slope_counts_a_missed_moment_as_time() -> None:
    # 10 points in 5 half years; Sxx of 0, 1, 4, 5 around 2.5 is 17.
    slope = own_slope([100, 102, 108, 110], 4, half_years=[0, 1, 4, 5])
    assert isinstance(slope, Slope)
    assert slope.slope == pytest.approx(2)
    assert slope.se == pytest.approx(4 / 17**0.5)


def test_own_slope_needs_four_different_moments() -> None:
    assert own_slope([100, 102, 104], 4) is State.TOO_LITTLE
    assert own_slope([100, 102, 104, 106], 4, half_years=[0, 1, 1, 2]) is State.TOO_LITTLE


@given(st.lists(SCORES, min_size=4, max_size=12), st.floats(-100, 100))
def test_own_slope_does_not_see_a_shift(scores: list[float], shift: float) -> None:
    one, other = own_slope(scores, 5), own_slope([score + shift for score in scores], 5)
    assert isinstance(one, Slope)
    assert isinstance(other, Slope)
    assert one.slope == pytest.approx(other.slope, abs=1e-6)


def test_group_growth_says_whether_it_differs_from_nothing() -> None:
    up = group_growth_same_pupils([8, 10, 12, 10, 10])
    flat = group_growth_same_pupils([-8, 10, -12, 10, 1])
    assert up is not State.TOO_LITTLE
    assert flat is not State.TOO_LITTLE
    assert up.state is State.DIFFERENCE
    assert up.se_error_only is None
    assert flat.state is State.NO_DIFFERENCE
    assert group_growth_same_pupils([8, 10, 12, 10]) is State.TOO_LITTLE
