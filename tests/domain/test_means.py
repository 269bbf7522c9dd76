import pytest

from ibdash.domain.means import (
    Difference,
    cohort_difference,
    cohort_expected_next,
    cohort_trend,
    group_mean,
    may_compare,
    parallel_groups,
)
from ibdash.domain.state import State


def test_a_group_mean_is_a_fact_from_5_pupils() -> None:
    found = group_mean([150, 160, 160, 160, 170], error=10)
    assert found is not State.TOO_LITTLE
    assert (found.n, found.mean) == (5, 160)
    # Squares 100 and 100 over 4.
    assert found.sd == pytest.approx(50**0.5)
    assert found.error_of_mean == pytest.approx(10 / 5**0.5)
    assert group_mean([150, 160, 160, 170]) is State.TOO_LITTLE


def test_no_comparison_when_more_than_a_fifth_is_missing() -> None:
    assert may_compare(20, 25)
    assert not may_compare(19, 25)
    assert not may_compare(0, 0)


def test_cohorts_in_words_of_the_method() -> None:
    near = cohort_difference(24, 161.2, 14, 26, 165.4, 13)
    far = cohort_difference(24, 161.2, 14, 26, 175.4, 13)
    assert isinstance(near, Difference)
    assert isinstance(far, Difference)
    assert near.state is State.NO_DIFFERENCE
    assert far.state is State.DIFFERENCE
    assert cohort_difference(24, 161.2, 14, 9, 165.4, 13) is State.TOO_LITTLE


def test_a_trend_sees_years_and_leaves_small_cohorts_out() -> None:
    steady = cohort_trend([0, 3, 6, 99, 12], [2019, 2020, 2021, 2022, 2023], [25, 25, 25, 9, 10])
    assert steady is not State.TOO_LITTLE
    assert steady.slope == pytest.approx(3)
    assert steady.state is State.DIFFERENCE
    shaky = cohort_trend([0, 0, 2, 2])
    assert shaky is not State.TOO_LITTLE
    assert shaky.state is State.NO_DIFFERENCE
    assert cohort_trend([1, 2, 3]) is State.TOO_LITTLE


def test_the_next_cohort_is_expected_at_the_mean() -> None:
    found = cohort_expected_next([158, 161, 160, 165, 300], [25, 25, 25, 25, 4])
    assert found is not State.TOO_LITTLE
    assert found.expected == 161
    assert found.high - 161 == pytest.approx(161 - found.low)


def test_three_parallel_groups_are_judged_more_strictly() -> None:
    a, b = [1.0, 3.0] * 4, [-1.0, 1.0] * 8
    two, three = parallel_groups(a, b), parallel_groups(a, b, groups=3)
    assert isinstance(two, Difference)
    assert isinstance(three, Difference)
    assert two.difference == three.difference == 2
    assert three.low < two.low < two.high < three.high


def test_groups_without_any_spread() -> None:
    found = parallel_groups([2.0] * 8, [0.0] * 8)
    assert isinstance(found, Difference)
    assert (found.low, found.high) == (2, 2)
