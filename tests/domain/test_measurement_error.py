from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain.measurement_error import (
    PairMoments,
    error_upper_bound,
    error_upper_bound_pooled,
    pair_moments,
    reliability_three_moments,
)
from ibdash.domain.state import State


def test_moments_of_three_pupils() -> None:
    # Means 2 and 4; deviations -1, 0, 1 and -2, 0, 2.
    assert pair_moments([1, 2, 3], [2, 4, 6]) == PairMoments(n=3, var_x=1, var_y=4, cov=2)


def test_equal_spread_leaves_what_is_not_shared() -> None:
    # With equal variances the bound is sqrt(variance - covariance).
    assert error_upper_bound(100, 100, 64) == pytest.approx(6)


@given(st.floats(1, 400), st.floats(1, 400), st.floats(-1, 1), st.floats(-5, 5))
def test_no_slope_has_a_smaller_residual(sd2: float, sd3: float, r: float, b: float) -> None:
    cov = r * sqrt(sd2 * sd3)
    residual = sd3 - 2 * b * cov + b * b * sd2
    assert error_upper_bound(sd2, sd3, cov) ** 2 <= residual / (1 + b * b) + 1e-6


def test_pooling_leaves_small_pairs_out_and_needs_60_steps() -> None:
    six, four = PairMoments(31, 100, 100, 64), PairMoments(31, 100, 100, 84)
    assert error_upper_bound_pooled([six, four]) == pytest.approx(sqrt((36 + 16) / 2))
    assert error_upper_bound_pooled([six, four, PairMoments(7, 100, 100, 0)]) == pytest.approx(
        sqrt(26)
    )
    assert error_upper_bound_pooled([six, PairMoments(30, 100, 100, 84)]) is State.TOO_LITTLE
    assert error_upper_bound_pooled([]) is State.TOO_LITTLE


@pytest.mark.parametrize("r13", [0.0, -0.1, 0.5])
def test_correlations_that_do_not_fit_give_no_reliability(r13: float) -> None:
    assert reliability_three_moments(0.8, 0.8, r13, 15) is State.TOO_LITTLE
