"""Cohorts beside each other: which share an axis, what the newest looks like."""

from dataclasses import replace

import pyarrow as pa

from ibdash.views import cross_section, cross_section_many, palette
from ibdash.views.cross_section import Cohort


def cohort(year: int, mean: float | None, **more: object) -> Cohort:
    spread = None if mean is None else tuple(mean + step for step in (-20, -10, 0, 10, 20))
    made = Cohort("M6", f"{year}-{year + 1}", 1, "RW 3.0", "2024", 25, 26, mean, 14, spread)
    return replace(made, **more)  # type: ignore[arg-type]


def test_of_each_school_year_the_largest_test() -> None:
    row = {
        "moment": "M6", "school_year": "2025-2026", "publisher": "Toetser", "test_name": "RW",
        "generation": "3.0", "part": None, "norm_version": "2024", "placed": 30, "mean": 60.0,
        "sd": 9.0, "spread": [1.0, 2.0, 3.0, 4.0, 5.0], "scale_levels": [],
    }  # fmt: skip
    answer = pa.Table.from_pylist(
        [row | {"test_id": 1, "n": 20}, row | {"test_id": 2, "n": 6, "publisher": "Ander"}]
    )
    (found,) = cross_section.cohorts_of(answer)
    assert (found.test_id, found.n, found.test) == (1, 20, "Toetser RW 3.0")


def test_other_scales_and_small_cohorts_are_not_compared() -> None:
    other, small = cohort(2022, 60, test_id=9), cohort(2023, None, n=4)
    own = [cohort(2024, 160), cohort(2025, 165)]
    assert cross_section.comparable([other, small, *own], "score") == own
    assert cross_section.comparable([other, small, *own], "percentile") == [other, *own]


def test_the_newest_is_petrol_and_the_middle_half_a_bar() -> None:
    figure = cross_section.figure([cohort(2024, 160), cohort(2025, 165)], "score", dark=False)
    assert figure is not None
    halves, dots = figure.data
    assert list(halves.base) == [150, 155]
    assert list(halves.y) == [20, 20]
    assert list(dots.y) == [160, 165]
    assert list(dots.marker.color) == [palette.LIGHT.ink_2, palette.LIGHT.petrol]
    assert figure.layout.xaxis.ticktext[1].startswith(
        f"<span style='color:{palette.LIGHT.ink}'><b>2025-26</b>"
    )


def test_another_scale_gets_words_and_a_rule() -> None:
    figure = cross_section.figure(
        [cohort(2023, 60, test_id=9), cohort(2024, 160), cohort(2025, 165)], "score", dark=False
    )
    assert figure is not None
    assert "andere<br>schaal" in [note.text for note in figure.layout.annotations]
    (rule,) = figure.layout.shapes
    assert (rule.line.dash, rule.x0) == ("dash", 0.5)
    # 60 would pull the axis down to where nothing of this scale is.
    assert figure.layout.yaxis.range[0] > 100


def test_nothing_to_compare_is_no_figure() -> None:
    small = cohort(2025, None, n=4)
    assert cross_section.figure([small], "score", dark=False) is None
    assert cross_section.figure([], "score", dark=False) is None


def test_year_groups_are_rows_and_a_line_needs_four_years() -> None:
    six = [cohort(year, 160 + year - 2022) for year in range(2022, 2026)]
    seven = [replace(one, moment="M7", mean=190.0) for one in six[:3]]
    figure = cross_section_many.figure([*six, *seven], "score", dark=False)
    assert figure is not None
    assert [trace.mode for trace in figure.data] == ["lines+markers", "markers"]
    assert list(figure.data[0].y) == [160, 161, 162, 163]
    assert {note.text for note in figure.layout.annotations} == {
        "163 jaargroep\u00a06",
        "190 jaargroep\u00a07",
    }
    assert cross_section_many.figure([], "score", dark=False) is None


def test_long_names_of_levels_have_room_at_both_sides() -> None:
    own = ("Laag", "Ruim voldoende", "Hoog")
    at_two = cohort(2025, 2, spread=(1.0, 1.0, 2.0, 3.0, 3.0), scale_levels=own)
    figure = cross_section.figure([at_two], "level", dark=False)
    assert figure is not None
    # The longest name has 14 signs of 7 px.
    assert figure.layout.margin.l == 12 + 7 * 14
    many = cross_section_many.figure([at_two], "level", dark=False)
    assert many is not None
    (label,) = (note.text for note in many.layout.annotations)
    assert label == "Ruim voldoende jaargroep\u00a06"
    assert many.layout.margin.r == 20 + 7 * 26
