"""What stands in the figure of a learning line: lines, bands, gaps, breaks, norms."""

from datetime import date
from typing import Any

import plotly.graph_objects as go

from ibdash.views import learning_line_chart, palette
from ibdash.views.learning_line import Line, Measure, Point
from ibdash.views.learning_line_pupil import Care, Expected
from tests.views.line_points import grown, line, norm, of_pupil, point, scale

GROUP = [point("M5", 2024, 60), point("E5", 2024, 72), point("M6", 2025, 80)]
OWN = [of_pupil(moment, year, value) for moment, year, value in (
    ("M4", 2023, 40), ("E4", 2023, 48), ("M5", 2024, 55), ("E5", 2024, 60))]  # fmt: skip


def drawn(
    points: list[Point], of: Line | None = None, measure: Measure = "score", **more: Any
) -> go.Figure:
    figure = learning_line_chart.figure(points, of or line(), measure, dark=False, **more)
    assert figure is not None
    return figure


def lines_in(figure: go.Figure) -> list[Any]:
    return [
        trace for trace in figure.data if trace.mode == "lines" and trace.line.width in (2.5, 3)
    ]


def markers(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "markers"]


def texts(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def bands(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.fill == "toself"]


def test_one_line_with_gaps_for_all_moments() -> None:
    figure = drawn([GROUP[0], point("E5", 2024), GROUP[2]])
    (one,) = lines_in(figure)
    assert list(one.x) == ["2025-01-20", None, "2026-01-20", None]
    assert list(one.y) == [60, None, 80, None]


def test_a_missing_moment_is_a_dotted_frame_with_words() -> None:
    figure = drawn([GROUP[0], point("E5", 2024), GROUP[2]])
    (frame,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert frame.line.dash == "dot"
    assert "geen<br>toets" in texts(figure)
    assert "ziek" in texts(drawn([OWN[0], point("E4", 2023, reason="ziek"), *OWN[2:]]))


def test_bands_of_the_middle_half_and_of_eighty_percent() -> None:
    outer, inner = bands(drawn(GROUP))
    assert outer.fillcolor == palette.LIGHT.band_outer
    assert list(outer.y) == [40, 52, 60, 100, 92, 80, None]
    assert list(inner.y) == [50, 62, 70, 90, 82, 70, None]


def test_a_lone_point_keeps_its_own_short_bands() -> None:
    outer, _ = bands(drawn([GROUP[0], point("E5", 2024), GROUP[2]]))
    first, last = (date.fromisoformat(day) for day in outer.x[:2])
    assert first < date(2025, 1, 20) < last
    assert list(outer.y[:4]) == [40, 40, 80, 80]


def test_the_axis_says_moment_month_and_n() -> None:
    figure = drawn(GROUP)
    assert list(figure.layout.xaxis.tickvals) == ["2025-01-20", "2025-06-10", "2026-01-20"]
    first = figure.layout.xaxis.ticktext[0]
    assert "M5" in first
    assert "jan\u00a02025" in first
    assert "n\u00a0=\u00a027" in first


def test_under_five_pupils_open_points_of_their_own_and_no_band() -> None:
    figure = drawn([*GROUP[:2], point("M6", 2025, 80, n=4, few=(70.0, 75.0, 85.0, 90.0))])
    few = markers(figure)[-1]
    assert list(few.y) == [70, 75, 85, 90]
    assert few.marker.color == palette.LIGHT.page
    assert "te klein" in figure.layout.xaxis.ticktext[2]
    assert len([value for value in lines_in(figure)[0].y if value is not None]) == 2
    assert "2026-01-20" not in [day for trace in bands(figure) for day in trace.x]


def test_an_unknown_date_is_an_open_point() -> None:
    figure = drawn([*GROUP[:2], point("M6", 2025, 80, has_date=False)])
    colours = list(markers(figure)[0].marker.color)
    assert colours == [palette.LIGHT.ink, palette.LIGHT.ink, palette.LIGHT.page]
    assert "datum onbekend" in markers(figure)[0].hovertext[2]


def test_a_new_scale_is_a_second_panel_with_its_own_axis() -> None:
    old = [point("M4", 2023, 40, test_id=2), point("E4", 2023, 50, test_id=2)]
    figure = drawn([*old, *GROUP], line(scale(2, 4046, 4047), scale(1, 4048, 4050)))
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]
    assert figure.layout.yaxis.range[1] < 90 < figure.layout.yaxis2.range[1]
    assert len(lines_in(figure)) == 2
    assert "<b>nieuwe schaal</b>: links en rechts niet vergelijken" in texts(figure)
    assert "//" in texts(figure)
    assert [shape.line.dash for shape in figure.layout.shapes] == ["dash"]


def test_a_new_norm_on_the_same_scale_is_a_rule_and_the_line_goes_on() -> None:
    figure = drawn([point("M5", 2024, 60, norm_version="2019"), *GROUP[1:]])
    assert "nieuwe norm" in texts(figure)
    assert list(lines_in(figure)[0].y) == [60, 72, 80, None]


def test_percentiles_break_at_a_new_norm() -> None:
    figure = drawn([point("M5", 2024, 60, norm_version="2019"), *GROUP[1:]], measure="percentile")
    assert list(lines_in(figure)[0].y) == [60, None, 72, 80, None]
    assert list(figure.layout.yaxis.tickvals) == [0, 25, 50, 75, 100]


def test_two_publishers_share_percentiles_each_with_its_own_marker() -> None:
    other = [point("M5", 2024, 40, test_id=2), point("M6", 2025, 45, test_id=2)]
    of = line(scale(1), beside=(scale(2, publisher="Ander"),))
    figure = drawn([*GROUP, *other], of, "percentile")
    assert [trace.line.dash for trace in lines_in(figure)] == ["dash", "solid"]
    assert {trace.marker.symbol for trace in markers(figure)} == {"circle", "square"}
    assert "45 Ander" in texts(figure)
    # Scores of the other publisher are not in the chart at all.
    assert len(lines_in(drawn([*GROUP, *other], of))) == 1


def test_several_year_groups_are_lines_with_names_and_without_bands() -> None:
    eight = [point("E7", 2024, 110, series="8"), point("M8", 2025, 120, series="8")]
    figure = drawn([*GROUP, *eight])
    assert bands(figure) == []
    assert {"80 jaargroep\u00a06", "120 jaargroep\u00a08"} <= set(texts(figure))
    assert len({trace.marker.symbol for trace in markers(figure)}) == 2


def test_the_norm_mean_stands_beside_a_group_and_its_levels_beside_a_pupil() -> None:
    levels = norm(0, 40, 50, 60, 70, mean=55)
    group = drawn([point("M5", 2024, 60, norm=levels), point("E5", 2024, 72, norm=levels)])
    (dotted,) = [trace for trace in group.data if trace.line.dash == "dot"]
    assert list(dotted.y) == [55, 55]
    assert "normgroep" in texts(group)
    assert len(bands(group)) == 2
    own = drawn(
        [of_pupil("M5", 2024, 55, norm=levels), of_pupil("E5", 2024, 60, norm=levels)],
        one_pupil=learning_line_chart.PupilMarks(),
    )
    assert len(bands(own)) == 5
    # V at the bottom: 34% of its colour, from the foot of the panel to 40.
    assert bands(own)[0].fillcolor == "rgba(177,87,30,0.34)"
    assert max(bands(own)[0].y) == 40


def test_norm_bands_break_where_the_norm_changes() -> None:
    old, new = norm(0, 40, 50, 60, 70), norm(0, 44, 54, 64, 74)
    points = [
        of_pupil("M5", 2024, 55, norm=old, norm_version="2019"),
        of_pupil("E5", 2024, 60, norm=new),
    ]
    figure = drawn(points, one_pupil=learning_line_chart.PupilMarks())
    lowest = [trace for trace in bands(figure) if trace.fillcolor.startswith("rgba(177")]
    assert [max(trace.y) for trace in lowest] == [40, 44]
    assert max(lowest[0].x) == min(lowest[1].x) == "2025-03-31"


def test_four_moments_make_a_pupils_line_and_three_do_not() -> None:
    marks = learning_line_chart.PupilMarks()
    assert len(lines_in(drawn(OWN, one_pupil=marks))) == 1
    three = drawn(OWN[:3], one_pupil=marks)
    assert lines_in(three) == []
    assert set(markers(three)[0].marker.color) == {palette.LIGHT.page}


def test_the_error_of_a_score_is_a_bar_behind_it() -> None:
    marks = learning_line_chart.PupilMarks(error_bounds={1: 10.0})
    points = [OWN[0], of_pupil("E4", 2023, 48, error=None)]
    (bars,) = [trace for trace in drawn(points, one_pupil=marks).data if trace.line.width == 12]
    # 1,28155 times the delivered 4, and the bound of 10 where there is none.
    assert [round(value, 2) for value in bars.y if value is not None] == [
        34.87, 45.13, 35.18, 60.82,
    ]  # fmt: skip


def test_the_expected_range_is_an_open_dotted_frame_with_those_alike() -> None:
    expected = Expected("M6", date(2026, 1, 30), 134, 70, 62, 78, ((60.0, 66.0), (61.0, 74.0)))
    figure = drawn(OWN, one_pupil=learning_line_chart.PupilMarks(expected=expected))
    (frame,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (frame.y0, frame.y1, frame.line.dash) == (62, 78, "dot")
    assert frame.fillcolor is None
    assert frame.x0 < "2026-01-30" < frame.x1
    assert list(markers(figure)[-1].y) == [66, 74]
    assert figure.layout.xaxis.ticktext[-1].endswith("verwacht")


def test_plans_are_bars_in_the_lane_with_dotted_ends() -> None:
    care = (
        Care("Plan", "Plan: lezen", date(2024, 2, 1), date(2024, 9, 1)),
        Care("ON 3", "Ondersteuningsniveau 3", date(2024, 5, 1), None),
        Care("OPP", "OPP", date(2010, 1, 1), date(2011, 1, 1)),
    )
    figure = drawn(OWN, one_pupil=learning_line_chart.PupilMarks(care=care))
    bars = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    ends = [shape for shape in figure.layout.shapes if shape.type == "line"]
    # Two overlap, so they lie in two rows; the one from long ago is out of sight.
    assert len({bar.y1 for bar in bars}) == 2
    assert {bar.fillcolor for bar in bars} == {palette.LIGHT.violet_soft}
    assert [end.x0 for end in ends] == ["2024-02-01", "2024-05-01", "2024-09-01"]
    assert {end.line.dash for end in ends} == {"dot"}
    assert figure.layout.yaxis.domain[1] < min(bar.y0 for bar in bars)


def test_a_pupils_levels_stand_in_rows_of_their_colour() -> None:
    points = [
        of_pupil("M5", 2024, 2, label="V", level_scale="I-V"),
        of_pupil("E5", 2024, 3, label="IV", level_scale="I-V"),
    ]
    figure = drawn(points, measure="level", one_pupil=learning_line_chart.PupilMarks())
    assert list(figure.layout.yaxis.ticktext) == ["V\u2212", "V", "IV", "III", "II", "I", "I+"]
    assert len(figure.layout.shapes) == 7
    assert {"<b>V</b>", "<b>IV</b>"} <= set(texts(figure))


def test_nothing_to_draw_is_no_figure() -> None:
    assert learning_line_chart.figure([], line(), "score", dark=False) is None


def test_the_hover_names_nobody() -> None:
    figure = drawn([grown(GROUP[1], GROUP[0], 12), GROUP[2]])
    assert markers(figure)[0].hovertext[0] == (
        "E5, 10\u00a0jun\u00a02025<br>gemiddeld 72,0<br>middelste helft 62 tot 82<br>"
        "n\u00a0=\u00a027"
    )
    assert all(trace.customdata is None for trace in figure.data)


def test_levels_of_a_scale_of_its_own_stand_on_the_axis_by_rank() -> None:
    own = ("Laag", "Midden", "Uitzonderlijk hoog en meer")
    points = [
        of_pupil(moment, 2024, rank, label="Midden", level_scale="Eigen", scale_levels=own)
        for moment, rank in (("M5", 2), ("E5", 2))
    ]
    figure = drawn(points, measure="level", one_pupil=learning_line_chart.PupilMarks())
    assert list(figure.layout.yaxis.tickvals) == [1, 2, 3]
    assert list(figure.layout.yaxis.ticktext) == ["Laag", "Midden", "Uitzonderlijk hoog\u2026"]
    # Room for the longest name, 7 px a sign.
    assert figure.layout.margin.l == 12 + 7 * 19


def test_levels_without_an_order_have_no_chart() -> None:
    unknown = of_pupil("M5", 2024, 0, few=(), label="Zon", level_scale="Eigen")
    assert (
        learning_line_chart.figure(
            [unknown], line(), "level", dark=False, one_pupil=learning_line_chart.PupilMarks()
        )
        is None
    )


def test_a_long_name_of_a_publisher_ends_in_an_ellipsis() -> None:
    beside = scale(2, publisher="Boom testcentrum Nederland")
    other = [point(one.moment, one.half_year // 2, 50, test_id=2) for one in GROUP]
    figure = drawn([*GROUP, *other], line(scale(), beside=(beside,)), "percentile")
    assert "50 Boom testcentru\u2026" in texts(figure)


def test_a_short_plan_keeps_as_much_of_its_name_as_fits() -> None:
    short = Care("Groepsplan", "Groepsplan", date(2024, 6, 1), date(2024, 7, 20))
    figure = drawn(OWN, one_pupil=learning_line_chart.PupilMarks(care=(short,)))
    (name,) = [text for text in texts(figure) if text.startswith("Groe")]
    assert name.endswith("\u2026")
    assert len(name) < len("Groepsplan")


def test_a_moment_has_one_month_on_every_line() -> None:
    """Tested in May or in June: E5 is of June, as on the page Groep; the point keeps its day."""
    for day in (date(2025, 5, 22), date(2025, 6, 20)):
        figure = drawn([GROUP[0], point("E5", 2024, 72, shown_on=day), GROUP[2]])
        assert "jun\u00a02025" in figure.layout.xaxis.ticktext[1]
        assert list(figure.layout.xaxis.tickvals)[1] == day.isoformat()
