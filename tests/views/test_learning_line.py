"""Which scales make a line, what is missing, and how values are written."""

from dataclasses import replace

import pytest

from ibdash.views import learning_line as lines
from tests.views.line_points import point, scale


def test_a_new_generation_continues_the_line() -> None:
    old, new = scale(1, 4040, 4045), scale(2, 4046, 4050)
    (one,) = lines.lines_of([old, new])
    assert (one.name, one.scales, one.beside) == ("Rekenen", (old, new), ())


def test_the_half_year_of_the_change_may_be_shared() -> None:
    (one,) = lines.lines_of([scale(1, 4040, 4046), scale(2, 4046, 4050)])
    assert [part.test_id for part in one.scales] == [1, 2]


def test_a_second_publisher_beside_it_is_a_choice_of_its_own() -> None:
    main = scale(1, 4040, 4050, results=100)
    other = scale(2, 4044, 4048, results=40, publisher="Ander")
    first, second = lines.lines_of([main, other])
    assert (first.name, first.scales) == ("Rekenen", (main,))
    assert (second.name, second.scales) == ("Rekenen (Ander)", (other,))
    # Scores apart, percentiles together.
    assert first.drawn("score") == (main,)
    assert first.drawn("percentile") == (main, other)


def test_only_what_was_delivered_can_be_chosen() -> None:
    (one,) = lines.lines_of([scale(measures=frozenset({"dle", "score"}))])
    assert one.measures() == ["score", "dle"]
    assert lines.lines_of([scale(measures=frozenset())]) == []


def test_another_test_in_between_is_a_missing_moment_of_this_one() -> None:
    found = lines.of_scales(
        [point("M5", 2024, 60), point("E5", 2024, 300, test_id=9), point("M6", 2025, 70)], [scale()]
    )
    assert [(one.moment, one.n, one.reason) for one in found] == [
        ("M5", 27, None),
        ("E5", 0, "andere_toets"),
        ("M6", 27, None),
    ]


def test_four_of_five_pupils_make_a_main_series() -> None:
    six = point("M6", 2025, 70, placed=24)
    five = point("M5", 2025, 60, series="5", placed=6)
    assert lines.main_series([six, five]) == "6"
    assert lines.main_series([six, replace(five, placed=7)]) is None
    assert lines.main_series([]) is None


def test_moments_before_the_first_large_one_are_left_to_the_table() -> None:
    repeated, first = point("M5", 2023, 50, n=1), point("M5", 2024, 60)
    assert lines.from_first_large([repeated, first]) == [first]
    assert lines.from_first_large([repeated]) == [repeated]


def test_ranks_have_a_middle_pupil_and_scores_a_mean() -> None:
    one = point("M6", 2025, 70, mean=71.5)
    assert one.middle("score") == 71.5
    assert one.middle("percentile") == 70
    assert point("M6", 2025, 70, n=3).middle("score") is None


@pytest.mark.parametrize(
    ("value", "measure", "label", "text"),
    [
        (226.4, "score", None, "226"),
        (5, "avi", None, "M5"),
        (0, "avi", "AVI-Start", "Start"),
        (1, "level", "V-", "V\u2212"),
        (9, "functioning_level", None, "E4"),
        (1, "functioning_level", None, "<M1"),
        (18, "functioning_level", None, ">E8"),
    ],
)
def test_how_a_value_is_written(
    value: float, measure: lines.Measure, label: str | None, text: str
) -> None:
    assert lines.value_text(value, measure, label) == text


def test_a_test_without_a_moment_is_called_by_its_year_group_or_year() -> None:
    assert replace(point("M6", 2025, 1), moment="6").title == "groep 6"
    assert replace(point("M6", 2025, 1), moment="").title == "2025-26"


def test_the_line_names_its_newest_test() -> None:
    (one,) = lines.lines_of([scale(1, 4040, 4045), scale(2, 4046, 4050)])
    assert lines.meta(one) == "Toetser RW2, ervoor 1\u00a0andere toets"
