"""Growth per half year: whose, between which moments, with which range, in which state."""

import pytest

from ibdash.domain.growth import group_growth_same_pupils
from ibdash.domain.state import State
from ibdash.views import growth_bars, palette
from tests.views.line_points import grown, line, of_pupil, point, scale

M5, E5, M6 = point("M5", 2024, 60), point("E5", 2024, 72), point("M6", 2025, 80)
PAIR = [M5, grown(E5, M5, 12), grown(M6, E5, 8)]


def test_one_row_per_pair_of_the_same_pupils() -> None:
    rows = growth_bars.group_rows(PAIR, line())
    assert [row.pair for row in rows] == ["M5 → E5", "E5 → M6"]
    assert [row.growth for row in rows] == [12, 8]
    assert rows[0].under == "n\u00a0=\u00a025"


def test_the_range_is_that_of_the_domain() -> None:
    growth = [12, 8, 15, -2, 20, 9, 11, 4, 17, 13, 6, 10]
    wanted = group_growth_same_pupils(growth)
    assert not isinstance(wanted, State)
    sd = wanted.se * 12**0.5
    (row,) = growth_bars.group_rows([M5, grown(E5, M5, wanted.mean, sd, 12)], line())
    assert (row.low, row.high) == pytest.approx((wanted.low, wanted.high))
    assert row.state is State.DIFFERENCE


def test_no_growth_of_fewer_than_five_or_on_a_scale_beside_it() -> None:
    assert growth_bars.group_rows([M5, grown(E5, M5, 12, n=4)], line()) == []
    assert growth_bars.group_rows(PAIR, line(scale(9))) == []


def test_several_year_groups_give_their_newest_pair() -> None:
    eight = [point("M7", 2024, 90, series="8"), point("E7", 2024, 99, series="8")]
    rows = growth_bars.group_rows([*PAIR, eight[0], grown(eight[1], eight[0], 9)], line())
    assert [row.pair for row in rows] == ["E5 → M6", "M7 → E7"]
    assert [row.name for row in rows] == ["jaargroep\u00a06", "jaargroep\u00a08"]
    notes = [note.text for note in growth_bars.figure(rows, dark=False).layout.annotations]
    assert notes[0].startswith("<b>jaargroep\u00a06</b><br>")
    assert "E5 → M6, n\u00a0=\u00a025" in notes[0]


def test_a_pupil_against_the_error() -> None:
    # Twice an error of 4: outside from 1,64485 * sqrt(32) = 9,30 points on.
    scores = [("M4", 2023, 40.0), ("E4", 2023, 50.0), ("M5", 2024, 59.0), ("E5", 2024, 49.0)]
    rows = growth_bars.pupil_rows([of_pupil(*one) for one in scores], {})
    assert [row.state for row in rows] == [State.GROWTH, State.WITHIN_ERROR, State.DECLINE]
    assert [row.under for row in rows] == ["groei", "binnen de meetfout", "daling"]
    # 80%: 10 plus and minus 1,28155 * sqrt(32).
    assert rows[0].low == pytest.approx(2.7505, abs=1e-4)
    assert rows[0].high == pytest.approx(17.2495, abs=1e-4)


def test_a_skipped_moment_counts_two_half_years() -> None:
    (row,) = growth_bars.pupil_rows([of_pupil("M5", 2024, 50), of_pupil("M6", 2025, 70)], {})
    assert (row.pair, row.growth, row.half_years) == ("M5 → M6", 10, 2)


def test_without_an_error_there_is_no_range_and_no_state() -> None:
    points = [of_pupil("M5", 2024, 50, error=None), of_pupil("E5", 2024, 70, error=None)]
    (row,) = growth_bars.pupil_rows(points, {})
    assert (row.growth, row.low, row.state, row.under) == (20, None, None, "")
    (bound,) = growth_bars.pupil_rows(points, {1: 4.0})
    assert bound.state is State.GROWTH


def test_two_scales_are_no_step() -> None:
    points = [of_pupil("M5", 2024, 50, test_id=2), of_pupil("E5", 2024, 200)]
    assert growth_bars.pupil_rows(points, {}) == []


def test_growth_on_two_scales_shares_no_axis() -> None:
    old, new = of_pupil("M5", 2024, 50, test_id=2), of_pupil("E5", 2024, 55, test_id=2)
    points = [old, new, of_pupil("M6", 2025, 200), of_pupil("E6", 2025, 220)]
    assert [row.pair for row in growth_bars.pupil_rows(points, {})] == ["M6 → E6"]
    group = [M5, grown(E5, M5, 12)]
    later = [point("M6", 2025, 200, test_id=2), point("E6", 2025, 220, test_id=2)]
    rows = growth_bars.group_rows(
        [*group, later[0], grown(later[1], later[0], 20)], line(scale(1), scale(2))
    )
    assert [row.pair for row in rows] == ["M6 → E6"]


def test_the_figure_has_zero_in_sight_and_grey_within_the_error() -> None:
    points = [of_pupil("M5", 2024, 50), of_pupil("E5", 2024, 55), of_pupil("M6", 2025, 75)]
    figure = growth_bars.figure(growth_bars.pupil_rows(points, {}), dark=False)
    assert figure.layout.xaxis.range[0] < 0
    assert "0" in figure.layout.xaxis.ticktext
    dots = figure.data[1]
    assert list(dots.x) == [5, 20]
    assert list(dots.marker.color) == [palette.LIGHT.ink_2, palette.LIGHT.ink]
    assert [note.text for note in figure.layout.annotations if "+" in note.text] == [
        "<b>+5</b>",
        "<b>+20</b>",
    ]
