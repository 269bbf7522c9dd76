"""The figure of one pupil: strips, bands, gaps, new scales, what is expected, and the plans."""

from datetime import date
from typing import Any

import pytest

from ibdash.views import pupil_chart, pupil_strips
from ibdash.views.pupil_lines import Measure, PupilLine
from ibdash.views.pupil_strips import Expected
from tests.views.pupil_made import TODAY, line, plan, sitting

READING = line(
    "Woordlezen",
    sitting("M5", 2025, score=30.0, percentile=8.0, level="V-"),
    sitting("E5", 2025, test_id=None, score=None, has_date=False, reason="ziek"),
    sitting("M6", 2026, score=40.0, percentile=9.0, level="V-"),
)
SUMS = line(
    "Rekenen",
    sitting("E5", 2025, score=90.0, percentile=62.0, level="II"),
    sitting("M6", 2026, score=210.0, percentile=71.0, level="II", test_id=2),
)
AHEAD = Expected("woordlezen", 1, "E6", date(2026, 6, 7), 41.0, 52.0, 30, 8.0, 20.0)


def drawn(
    *lines: PupilLine, measure: Measure = "percentile", **more: Any
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    asked = {
        "care": (),
        "expected": (),
        "steps": {},
        "signals": (),
        "today": TODAY,
        "dark": False,
    } | more
    figure = pupil_chart.figure(list(lines), measure, **asked).to_plotly_json()
    return figure["layout"], list(figure["data"])


def texts(layout: dict[str, Any]) -> str:
    return "\n".join(note["text"] for note in layout["annotations"])


def test_the_line_stops_where_a_moment_is_missing_and_says_so() -> None:
    layout, (trace,) = drawn(READING)
    assert list(trace["y"])[:-1] == [8.0, None, None, 9.0]
    assert "geen toets" in texts(layout)
    hovers = [note.get("hovertext") for note in layout["annotations"]]
    assert "E5: ziek" in hovers


def test_two_tests_make_two_lines_and_in_scores_two_axes() -> None:
    layout, (trace,) = drawn(SUMS)
    assert list(trace["y"])[:-1] == [62.0, None, 71.0]
    assert "nieuwe schaal" in texts(layout)
    layout, data = drawn(SUMS, measure="score")
    assert [one["yaxis"] for one in data] == ["y", "y2"]
    assert layout["yaxis"]["domain"] == layout["yaxis2"]["domain"]


def test_seven_bands_lie_under_percentiles_and_the_badge_says_the_level() -> None:
    layout, _ = drawn(READING)
    filled = [one for one in layout["shapes"] if one.get("fillcolor", "").startswith("rgba(1")]
    assert filled, "V- and V are brown"
    assert "<b>V−</b>" in texts(layout)
    assert [level for level, *_ in pupil_strips.percentile_bands(READING)] == [
        "V-",
        "V",
        "IV",
        "III",
        "II",
        "I",
        "I+",
    ]


def test_five_bands_where_a_plain_v_lies_in_the_lowest_tenth() -> None:
    five = line("Rekenen", sitting("M6", 2026, percentile=4.0, level="V"))
    assert pupil_strips.percentile_bands(five)[0] == ("V", "I-V", 0.0, 20.0)
    letters = line("Lezen", sitting("M6", 2026, percentile=4.0, level="V", level_scale="A-E"))
    assert [band[0] for band in pupil_strips.percentile_bands(letters)] == list("EDCBA")
    none = line("Rekenen", sitting("M6", 2026, percentile=4.0))
    assert pupil_strips.percentile_bands(none) == ()


def test_what_is_expected_is_a_dotted_frame_where_it_can_be_told() -> None:
    layout, _ = drawn(READING, expected=[AHEAD])
    frames = [one for one in layout["shapes"] if one.get("layer") == "above"]
    assert len(frames) == 1
    assert "E6" in texts(layout)
    layout, _ = drawn(READING, measure="level", expected=[AHEAD])
    assert not [one for one in layout["shapes"] if one.get("layer") == "above"]
    assert "verwacht" not in texts(layout)
    assert "E6" in pupil_chart.note("percentile", [], [AHEAD])
    assert "Gestippeld" not in pupil_chart.note("level", [], [AHEAD])


def test_plans_stand_in_the_lane_and_go_down_as_dotted_lines() -> None:
    layout, _ = drawn(READING, care=[plan(date(2025, 3, 1), date(2025, 9, 1))])
    dotted = [
        one
        for one in layout["shapes"]
        if one["type"] == "line" and one["line"].get("dash") == "dot" and one["x0"] == one["x1"]
    ]
    assert [one["x0"] for one in dotted] == ["2025-03-01", "2025-09-01"]
    assert "Plannen en<br>ondersteuning" in texts(layout)


def test_a_line_with_one_result_or_without_a_day_has_an_open_marker() -> None:
    _, (trace,) = drawn(line("Rekenen", sitting("M6", 2026, percentile=50.0)))
    assert trace["marker"]["color"][0] == "#FFFFFF"
    _, (trace,) = drawn(READING)
    assert trace["marker"]["color"][0] == "#17212B"


def test_a_hover_never_holds_a_name_and_a_line_without_values_is_still_named() -> None:
    layout, data = drawn(line("Rekenen", sitting("M6", 2026)))
    assert data == []
    assert "resultaat zonder score of niveau" in texts(layout)


def test_signals_stand_on_the_axis_on_their_day_once_a_day() -> None:
    day = date(2026, 1, 20)
    layout, _ = drawn(READING, signals=[(day, "B"), (day, "A"), (date(2010, 1, 1), "te vroeg")])
    (sign,) = [note for note in layout["annotations"] if note["text"] == "<b>!</b>"]
    assert sign["hovertext"] == "Signaal sinds 20\u00a0jan\u00a02026<br>A<br>B"


def test_every_strip_has_its_own_part_of_the_height() -> None:
    found = pupil_strips.layout([READING, SUMS], "percentile", [], 0, TODAY)
    top, bottom = found.strips
    assert top.top == 1.0
    assert bottom.bottom == pytest.approx(0.0)
    assert top.bottom > bottom.top


def test_a_percentile_follows_from_the_pairs_that_were_delivered() -> None:
    pairs = [(40.0, 10.0), (50.0, 30.0)]
    assert pupil_strips.percentile_of(45.0, pairs) == 20.0
    assert pupil_strips.percentile_of(39.0, pairs) == 0.0
    assert pupil_strips.percentile_of(51.0, pairs) == 100.0
    assert pupil_strips.percentile_of(50.0, pairs) == 30.0
