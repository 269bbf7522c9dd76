"""The frame of every figure, and labels that keep out of each other's way."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.views import palette, plain_figure


def test_no_legend_no_drag_and_a_decimal_comma() -> None:
    figure = plain_figure.figure([], palette.LIGHT, 300, margin=(1, 2, 3, 4))
    assert figure.layout.showlegend is False
    assert figure.layout.separators == ",."
    assert figure.layout.dragmode is False
    assert (figure.layout.margin.l, figure.layout.margin.b) == (1, 4)


def test_a_property_that_plotly_does_not_know_is_found_by_every_test() -> None:
    with pytest.raises(ValueError, match="colour"):
        plain_figure.figure(
            [{"type": "bar", "colour": "red"}], palette.LIGHT, 300, margin=(1, 2, 3, 4)
        )


def test_a_colour_with_an_opacity() -> None:
    assert plain_figure.rgba("#B1571E", 0.34) == "rgba(177,87,30,0.34)"


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([10, 50], [10, 50]),
        ([10, 10], [5, 15]),
        ([12, 8], [15, 5]),
        ([0, 5, 40], [-2.5, 7.5, 40]),
    ],
)
def test_labels_move_no_further_than_they_must(places: list[float], moved: list[float]) -> None:
    assert plain_figure.spread_apart(places, step=10) == pytest.approx(moved)


@given(st.lists(st.floats(0, 300), max_size=8))
def test_labels_never_overlap_and_keep_their_order(places: list[float]) -> None:
    moved = plain_figure.spread_apart(places, step=13)
    order = sorted(range(len(places)), key=lambda number: places[number])
    heights = [moved[number] for number in order]
    assert all(b - a >= 13 - 1e-6 for a, b in itertools.pairwise(heights))
