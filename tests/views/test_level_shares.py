"""Stacked level shares: counts to percents, breaks, and what is too small."""

from dataclasses import replace

import plotly.graph_objects as go
import pyarrow as pa

from ibdash.views import level_shares, level_shares_chart, palette
from ibdash.views.level_shares import LevelBar
from tests.views.line_points import point, scale


def bar(title: str, place: int, **more: object) -> LevelBar:
    counts = {"V-": 2, "V": 3, "IV": 5, "III": 10}
    made = LevelBar("6", 1, place, title, "I-V", "2024", counts, 20, 10)
    return replace(made, **more)  # type: ignore[arg-type]


def test_rows_of_the_question_become_bars_with_the_missing_moment() -> None:
    row = {
        "series": "6", "test_id": 1, "place": 8099, "moment": "M5", "taken_on": None,
        "level_scale": "I-V", "norm_version": "2024", "n": 3, "low": 1, "before": None,
        "both": None, "both_low": None, "left_low": None, "entered_low": None,
    }  # fmt: skip
    answer = pa.Table.from_pylist(
        [
            row | {"level_code": "V", "rank": 2, "pupils": 1},
            row | {"level_code": "I", "rank": 6, "pupils": 2},
        ]
    )
    first, second = level_shares.bars_of(answer, [point("M5", 2024, 60), point("E5", 2024)])
    assert (first.counts, first.ranks, first.n) == ({"V": 1, "I": 2}, {"V": 2, "I": 6}, 3)
    assert (second.title, second.n, second.test_id) == ("E5", 0, None)


def test_one_trace_per_level_lowest_first_in_percents() -> None:
    figure = level_shares_chart.figure([bar("M5", 1), bar("E5", 2, counts={"V": 20})], dark=False)
    assert [list(trace.y) for trace in figure.data] == [[10, 0], [15, 100], [25, 0], [50, 0]]
    assert [trace.marker.color for trace in figure.data] == [
        palette.fill(level, "I-V", dark=False).fill for level in ("V-", "V", "IV", "III")
    ]
    # From 8% on the number stands inside.
    assert list(figure.data[0].text) == ["10", ""]


def test_under_ten_pupils_the_number_is_of_pupils() -> None:
    small = bar("M5", 1, counts={"V": 3, "I": 4}, n=7)
    assert [list(trace.text) for trace in level_shares_chart.figure([small], dark=False).data] == [
        ["3"],
        ["4"],
    ]


def test_under_five_pupils_there_is_no_bar() -> None:
    figure = level_shares_chart.figure([bar("M5", 1), bar("E5", 2, n=4)], dark=False)
    assert all(len(trace.y) == 1 for trace in figure.data)
    assert "te klein" in [note.text for note in figure.layout.annotations]


def test_a_missing_moment_keeps_its_place() -> None:
    missing = bar("E5", 2, test_id=None, counts={}, n=0, level_scale=None, norm_version=None)
    figure = level_shares_chart.figure([bar("M5", 1), missing, bar("M6", 3)], dark=False)
    assert list(figure.data[0].x) == [1, 3]
    assert "geen<br>toets" in [note.text for note in figure.layout.annotations]
    # Nothing changed across the gap, so there is no break.
    assert level_shares.breaks([bar("M5", 1), missing, bar("M6", 3)]) == [None, None, None]


def test_a_new_norm_and_a_new_scale_break_the_row() -> None:
    bars = [bar("M5", 1, norm_version="2019"), bar("E5", 2), bar("M6", 3, test_id=2)]
    assert level_shares.breaks(bars) == [None, "nieuwe norm", "nieuwe schaal"]
    figure = level_shares_chart.figure(bars, dark=False)
    assert [shape.line.dash for shape in figure.layout.shapes] == ["dash", "dash"]
    # Year groups beside each other are no row in time.
    assert not level_shares_chart.figure(bars, dark=False, in_time=False).layout.shapes


def test_each_level_is_named_once_beside_the_last_bar() -> None:
    figure = level_shares_chart.figure([bar("M5", 1), bar("E5", 2)], dark=False)
    names = [note.text for note in figure.layout.annotations]
    assert names == ["<b>V\u2212</b>", "<b>V</b>", "<b>IV</b>", "<b>III</b>"]


def test_the_bars_of_one_year_group_begin_with_the_first_large_one() -> None:
    bars = [bar("M5", 1, n=1), bar("E5", 2), bar("M6", 3, test_id=9), bar("M8", 3, series="8")]
    found = level_shares.of_one_series(bars, "6", [scale(1)])
    assert [one.title for one in found] == ["E5"]
    newest = level_shares.newest_of_series(bars, [scale(1)])
    assert [one.title for one in newest] == ["jaargroep\u00a06<br>E5", "jaargroep\u00a08<br>M8"]


def test_a_scale_without_colours_is_written_in_grey_steps() -> None:
    figure = level_shares_chart.figure(
        [bar("M5", 1, level_scale="1F-2F", counts={"<1F": 20})], dark=False
    )
    assert figure.data[0].marker.color in palette.LIGHT.sequential
    assert level_shares.low_words("1F-2F") == ""
    assert level_shares.low_words("A-E") == "D of lager"


SGP = {"Unsatisfactory": 1, "Partially Proficient": 2, "Proficient": 3, "Advanced": 4}


def of_own_scale(title: str, place: int, counts: dict[str, int], **more: object) -> LevelBar:
    return bar(title, place, level_scale="SGP", counts=counts, ranks=SGP, n=20, **more)


def names(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_a_scale_of_a_files_own_is_stacked_by_rank_not_by_arrival() -> None:
    first = of_own_scale("M5", 1, {"Advanced": 5, "Proficient": 15})
    last = of_own_scale("M6", 2, {"Unsatisfactory": 4, "Proficient": 16})
    assert level_shares.codes([first, last]) == ["Unsatisfactory", "Proficient", "Advanced"]
    figure = level_shares_chart.figure([first, last], dark=False)
    assert [list(trace.y) for trace in figure.data] == [[0, 20], [75, 80], [25, 0]]
    # Nobody is at Advanced now; it is named all the same, because it is in the bar before.
    assert names(figure) == ["<b>Unsatisfactory</b>", "<b>Proficient</b>", "Advanced 0"]
    assert level_shares.order_in_words([first, last]) == ""


def test_a_side_column_tells_long_names_in_the_note() -> None:
    last = of_own_scale("M6", 1, {"Unsatisfactory": 4, "Proficient": 16})
    assert not names(level_shares_chart.figure([last], dark=False, is_narrow=True))
    assert level_shares.order_in_words([last], is_narrow=True) == (
        "Van onder naar boven: Unsatisfactory, Proficient."
    )


def test_an_unknown_order_is_said_and_the_levels_stand_by_name() -> None:
    own = bar("M5", 1, level_scale="Eigen", counts={"voldoende": 10, "nog niet": 10})
    assert level_shares.codes([own]) == ["nog niet", "voldoende"]
    assert level_shares.order_in_words([own]) == (
        "Volgorde van de niveaus onbekend; van onder naar boven op alfabet: nog niet, voldoende."
    )
    assert level_shares.order_in_words([bar("M5", 1)]) == ""


def test_every_level_of_every_scale_is_named_beside_its_last_bar() -> None:
    letters = {"level_scale": "A-E", "counts": {"C": 10, "A": 10}}
    bars = [bar("M5", 1, **letters), bar("E5", 2, counts={"I": 20}), bar("M6", 3, counts={"V": 20})]
    figure = level_shares_chart.figure(bars, dark=False)
    assert names(figure) == ["<b>C</b>", "<b>A</b>", "<b>V</b>", "I 0", "nieuwe schaal"]
    first, second, third = (float(place) for place in figure.layout.xaxis.tickvals)
    # Room for the names between two scales.
    assert second - first > third - second


def test_a_name_stays_within_the_figure() -> None:
    # Four levels that nobody is at any more would all stand on top of the bar.
    counts = {"V-": 2, "IV": 2, "III": 2, "II": 2, "I": 2, "I+": 10}
    figure = level_shares_chart.figure(
        [bar("M5", 1, counts=counts), bar("E5", 2, counts={"V-": 20})], dark=False
    )
    assert all(note.y <= 100 for note in figure.layout.annotations)


def test_a_test_once_a_year_names_its_year_group_once() -> None:
    (own,) = level_shares.newest_of_series([bar("groep 6", 1)], [scale(1)])
    assert own.title == "jaargroep\u00a06"
