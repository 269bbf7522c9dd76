from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibdash.domain.expected_range import (
    ExpectedRange,
    LineFit,
    Step,
    choose,
    earlier_level,
    expected_range,
    fit,
    group_limit_below_range,
    quantile_6,
)
from ibdash.domain.state import State
from tests.domain.method_examples import sixty_steps, steps_beside_a_line, thirty_steps


def _range(*arguments: object) -> ExpectedRange:
    found = expected_range(*arguments)  # type: ignore[arg-type]
    assert isinstance(found, ExpectedRange)
    return found


def test_quantile_at_p_times_n_plus_1() -> None:
    ordered = [1.0, 2, 3, 4, 5, 6, 7, 8, 9]
    assert quantile_6(ordered, 0.1) == 1
    assert quantile_6(ordered, 0.25) == 2.5
    assert quantile_6(ordered, 0.9) == 9
    assert quantile_6(ordered, 0.05) == 1
    assert quantile_6(ordered, 0.99) == 9


def test_earlier_level_weighs_the_last_score_most() -> None:
    assert earlier_level(1, 100, 90, 80) == 100
    assert earlier_level(2, 100, 91, None) == 97
    assert earlier_level(3, 100, 93, 86) == pytest.approx(96)
    assert earlier_level(2, 100, None, 86) is None
    assert earlier_level(3, 100, 91, None) is None


def test_a_range_that_can_be_done_by_hand() -> None:
    # 64 steps on y = x1 with 4 above or below; leverage at 10 and 20 from the middle:
    # 1 - 1/64 - 100/16000 = 0.978125 and 1 - 1/64 - 400/16000 = 0.959375.
    found = _range(steps_beside_a_line(16, years=2), "1", 110)
    assert found.n == 64
    assert found.expected == pytest.approx(110)
    assert found.high - found.expected == pytest.approx(4 / 0.978125)
    assert found.expected - found.low == pytest.approx(4 / 0.978125)


def test_one_school_year_of_reference_makes_it_a_tenth_wider() -> None:
    one, two = (_range(steps_beside_a_line(16, years), "1", 100) for years in (1, 2))
    assert one.high - one.low == pytest.approx(1.1 * (two.high - two.low))


def test_too_few_steps_in_the_line() -> None:
    assert isinstance(expected_range(thirty_steps(2)[:25], "1", 90), ExpectedRange)
    assert expected_range(thirty_steps(2)[:24], "1", 90) is State.TOO_LITTLE
    assert expected_range([], "1", 90) is State.TOO_LITTLE


def test_a_pair_of_fewer_than_five_is_left_out() -> None:
    rare = [Step("2", "2024-2025", 100, 90) for _ in range(4)]
    reference = thirty_steps(2) + rare
    assert expected_range(reference, "2", 90) is State.TOO_LITTLE
    assert _range(reference, "1", 90) == _range(thirty_steps(2), "1", 90)
    assert _range([*reference, rare[0]], "2", 90).n == 35


def test_equal_starts_say_nothing_about_other_starts() -> None:
    for start in (90, 178.4, 0.1):
        same_start = [Step("1", "2024-2025", y, start) for y in range(40)]
        assert expected_range(same_start, "1", start) is State.TOO_LITTLE


def test_a_reference_without_any_spread_gives_a_line() -> None:
    exact = [Step("1", "2024-2025", x + 10, x) for x in range(80, 112)]
    found = _range(exact, "1", 100)
    assert found.low == pytest.approx(110)
    assert found.high == pytest.approx(110)


def test_uses_the_most_earlier_scores_that_suffice() -> None:
    both = sixty_steps(2)
    assert _range(both, "1", 110, 95).k == 2
    assert _range(both, "1", 110, None).k == 1
    # A gap at x2 makes x3 useless.
    assert _range(both, "1", 110, None, 80).k == 1
    # Nobody in the reference has three.
    assert _range(both, "1", 110, 95, 80).k == 2


def test_takes_fewer_scores_where_the_pair_has_no_steps_with_more() -> None:
    without = [Step("2", s.school_year, s.y, s.x1) for s in sixty_steps(2)[:10]]
    found = _range(sixty_steps(2) + without, "2", 100, 95)
    assert (found.k, found.n) == (1, 70)


def test_a_kept_fit_gives_the_same_range() -> None:
    kept = fit(sixty_steps(2))
    assert sorted(kept) == [1, 2]
    assert _range(kept, "1", 110, 95) == _range(sixty_steps(2), "1", 110, 95)


def test_the_spread_stays_between_half_and_two_and_a_half_times_the_mean() -> None:
    spread = fit(sixty_steps(2))[1].spread
    assert spread.at(1e6) == pytest.approx(2.5 * spread.mean)
    assert spread.at(-1e6) == pytest.approx(2.5 * spread.mean)
    assert spread.at(0) >= 0.5 * spread.mean


def _chosen(steps: list[Step], x1: float) -> tuple[LineFit, float]:
    chosen = choose(steps, "1", x1)
    assert chosen is not None
    return chosen


def test_growth_in_rank_in_tens() -> None:
    # Half of the reference lies below the line and half above, every z is -1 or 1.
    line, level = _chosen(steps_beside_a_line(16, 2), 110)
    width = 4 / 0.978125
    assert line.share_below("1", level, 110) == 50
    assert line.share_below("1", level, 110 + 2 * width) == 100
    assert line.share_below("1", level, 110 - 2 * width) == 0
    few, _ = _chosen(steps_beside_a_line(12, 2), 110)
    assert few.total == 48
    assert few.share_below("1", level, 110) is State.TOO_LITTLE


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(60, 140), st.integers(-20, 20)), min_size=25, max_size=70),
    st.integers(60, 140),
    st.integers(-200, 200),
)
def test_moves_along_with_a_shift_of_all_scores(
    rows: list[tuple[int, int]], x1: int, shift: int
) -> None:
    steps = [Step("1", "2024-2025", x + 10 + noise, x) for x, noise in rows]
    moved = [Step("1", "2024-2025", s.y + shift, s.x1 + shift) for s in steps]
    one, other = expected_range(steps, "1", x1), expected_range(moved, "1", x1 + shift)
    if isinstance(one, State) or isinstance(other, State):
        assert one == other
        return
    assert other.expected == pytest.approx(one.expected + shift, abs=1e-6)
    assert other.low == pytest.approx(one.low + shift, abs=1e-6)
    assert other.high == pytest.approx(one.high + shift, abs=1e-6)
    assert one.signal_below <= one.low <= one.high


def test_the_order_of_the_reference_does_not_matter() -> None:
    forward, backward = (_range(rows, "1", 93) for rows in (sixty_steps(2), sixty_steps(2)[::-1]))
    assert forward.low == pytest.approx(backward.low)
    assert forward.high == pytest.approx(backward.high)


@pytest.mark.parametrize("n", [2, 5, 12, 25, 40])
def test_group_limit_is_the_first_that_chance_reaches_in_at_most_2_5_percent(n: int) -> None:
    def at_least(k: int) -> Fraction:
        tenth = Fraction(1, 10)
        return sum(
            (comb(n, i) * tenth**i * (1 - tenth) ** (n - i) for i in range(k, n + 1)), Fraction()
        )

    limit = group_limit_below_range(n)
    assert limit is not None
    assert at_least(limit) <= Fraction(25, 1000) < at_least(limit - 1)


def test_one_pupil_is_never_a_group_signal() -> None:
    assert group_limit_below_range(0) is None
    assert group_limit_below_range(1) is None
