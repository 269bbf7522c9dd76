import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ibdash.domain.levels import A_E, I_V
from ibdash.domain.shares import (
    level_drop_by_chance,
    share,
    share_difference_other_pupils,
    share_difference_same_pupils,
    wilson,
)
from ibdash.domain.state import State


@given(st.integers(1, 400), st.data())
def test_wilson_contains_the_share_within_0_and_1(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    mirrored_low, mirrored_high = wilson(n - k, n)
    assert mirrored_low == pytest.approx(1 - high)
    assert mirrored_high == pytest.approx(1 - low)


def test_counts_below_5_share_from_5_range_from_10() -> None:
    assert share(1, 4).share is None
    assert share(1, 5).share == 0.2
    assert share(1, 9).low is None
    assert share(1, 10).low is not None


def test_change_in_words_of_the_method() -> None:
    # "van 10 naar 6 van de 25; zo'n verschil kan toeval zijn": 6 left, 2 entered.
    chance = share_difference_same_pupils(25, left=6, entered=2)
    more = share_difference_same_pupils(25, left=8, entered=0)
    assert chance is not State.TOO_LITTLE
    assert more is not State.TOO_LITTLE
    assert chance.state is State.NO_DIFFERENCE
    assert more.state is State.DIFFERENCE


@given(st.integers(15, 60), st.data())
def test_leaving_and_entering_mirror_each_other(n: int, data: st.DataObject) -> None:
    left = data.draw(st.integers(0, n))
    entered = data.draw(st.integers(0, n - left))
    one = share_difference_same_pupils(n, left, entered)
    other = share_difference_same_pupils(n, entered, left)
    assert one is not State.TOO_LITTLE
    assert other is not State.TOO_LITTLE
    assert one.low == pytest.approx(-other.high)
    assert one.low <= one.centre <= one.high


@given(st.integers(15, 60), st.integers(15, 60), st.data())
def test_other_pupils_range_holds_the_difference(n1: int, n2: int, data: st.DataObject) -> None:
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    found = share_difference_other_pupils(k1, n1, k2, n2)
    back = share_difference_other_pupils(k2, n2, k1, n1)
    assert found is not State.TOO_LITTLE
    assert back is not State.TOO_LITTLE
    assert -1 <= found.low <= found.difference <= found.high <= 1
    assert found.low == pytest.approx(-back.high)


def test_other_pupils_state() -> None:
    far = share_difference_other_pupils(1, 25, 15, 25)
    near = share_difference_other_pupils(5, 25, 6, 25)
    assert far is not State.TOO_LITTLE
    assert near is not State.TOO_LITTLE
    assert far.state is State.DIFFERENCE
    assert near.state is State.NO_DIFFERENCE
    assert share_difference_other_pupils(5, 14, 6, 25) is State.TOO_LITTLE


def test_a_coin_toss_drops_the_level_in_two_fifths() -> None:
    # Reliability 0: two independent fifths differ downwards in (1 - 5 · 0.04)/2.
    assert level_drop_by_chance(0, I_V).one_or_more == pytest.approx(0.4, abs=1e-6)
    # A-E: (1 - 0.1² - 0.15² - 3 · 0.25²)/2.
    assert level_drop_by_chance(0, A_E).one_or_more == pytest.approx(0.39, abs=1e-6)


@given(st.sampled_from([A_E, I_V]), st.integers(0, 98), st.integers(0, 98))
def test_a_more_reliable_test_drops_less(scale: str, one: int, other: int) -> None:
    assume(one != other)
    low, high = sorted((one, other))
    less, more = (level_drop_by_chance(percent / 100, scale) for percent in (low, high))
    assert more.one_or_more < less.one_or_more
    assert more.two_or_more < less.two_or_more
    assert less.two_or_more < less.one_or_more
