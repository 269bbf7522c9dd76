"""The lines of one pupil: which measure, how much growth with which range, in which words."""

import pytest

from ibdash.domain.state import State
from ibdash.views import pupil_lines
from tests.views.pupil_made import line, sitting

FIRST = sitting("E5", 2025, score=50.0, error=4.0)


def test_growth_has_the_range_of_both_errors() -> None:
    # 1.28155 * sqrt(4**2 + 4**2) = 7.25 to both sides; 1.64485 * 5.657 = 9.3 is the limit.
    found = pupil_lines.step(line("Rekenen", FIRST, sitting("M6", 2026, score=60.0, error=4.0)), {})
    assert found is not None
    assert (found.start, found.end, found.change) == ("E5", "M6", 10.0)
    assert found.low == pytest.approx(2.75, abs=0.01)
    assert found.high == pytest.approx(17.25, abs=0.01)
    assert found.state is State.GROWTH


@pytest.mark.parametrize(
    ("score", "state"),
    [(59.0, State.WITHIN_ERROR), (40.0, State.DECLINE), (41.0, State.WITHIN_ERROR)],
)
def test_a_step_within_the_error_is_no_growth_and_no_fall(score: float, state: State) -> None:
    found = pupil_lines.step(
        line("Rekenen", FIRST, sitting("M6", 2026, score=score, error=4.0)), {}
    )
    assert found is not None
    assert found.state is state


def test_a_skipped_moment_keeps_the_change_over_the_whole_step() -> None:
    found = pupil_lines.step(line("Rekenen", FIRST, sitting("E6", 2026, score=70.0, error=4.0)), {})
    assert found is not None
    assert found.change == 20.0
    assert found.low == pytest.approx(12.75, abs=0.01)


def test_two_tests_give_no_growth_and_a_bound_stands_in_for_an_error() -> None:
    other = sitting("M6", 2026, score=200.0, test_id=2)
    assert pupil_lines.step(line("Rekenen", FIRST, other), {}) is None
    bare = line("Rekenen", sitting("E5", 2025, score=50.0), sitting("M6", 2026, score=60.0))
    without = pupil_lines.step(bare, {})
    assert without is not None
    assert (without.low, without.state) == (None, None)
    assert pupil_lines.growth_in_words(bare, without) == "meetfout onbekend"
    bounded = pupil_lines.step(bare, {1: 4.0})
    assert bounded is not None
    assert pupil_lines.growth_in_words(bare, bounded) == "groei tussen +3 en +17"


def test_a_line_shows_what_it_has_where_it_lacks_what_was_asked() -> None:
    cards = line("Tekstlezen (AVI)", sitting("M6", 2026, avi="M5", avi_rank=5))
    assert cards.measure("percentile") == "avi"
    assert pupil_lines.standing(cards, "avi", None) == "AVI M5"
    assert line("Rekenen", FIRST).measure("percentile") == "score"
    assert line("Rekenen", sitting("M6", 2026)).measure("score") is None


def test_a_test_of_another_year_group_is_called_so() -> None:
    adapted = sitting("E4", 2026, score=137.0, own_group="6")
    assert adapted.is_of_other_group
    assert adapted.own_moment == "E6"
    assert pupil_lines.standing(line("Lezen", adapted), "score", None) == "E4-toets: score 137"
    assert not FIRST.is_of_other_group


def test_one_result_says_that_it_is_one() -> None:
    alone = line("Rekenen", FIRST)
    assert pupil_lines.growth_in_words(alone, pupil_lines.step(alone, {})) == "één meting"


def test_the_table_has_only_columns_with_something_in_them() -> None:
    rows = pupil_lines.table(
        [line("Rekenen", FIRST, sitting("M6", 2026, score=60.0, error=4.0, level="II"))], {}
    )
    assert rows == [
        {
            "Leerlijn": "Rekenen",
            "Moment": "M6",
            "Score": "60",
            "Niveau": "II",
            "Groei": "+10 (groei tussen +3 en +17)",
        }
    ]
