"""The longitudinal reading of Leerlijnen: the pupils of now, over all their moments."""

from collections.abc import Sequence

import streamlit as st

from ibdash.domain.limits import GROUP_SHOWN
from ibdash.ui import downloads, figure_card, line_controls, page_head
from ibdash.ui.file_name import file_name
from ibdash.ui.line_answers import Answers
from ibdash.ui.page_head import Head
from ibdash.views import cross_section, growth_bars, learning_line, level_shares, level_shares_chart
from ibdash.views import cross_section_sentences as cohort_sentences
from ibdash.views import learning_line_chart as line_chart
from ibdash.views import learning_line_sentences as sentences
from ibdash.views import learning_line_tables as tables
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import Measure, Point
from ibdash.views.level_shares import LevelBar

_HIGH = 330
_FEW_BARS = 3
# Of a card without its chart.
_CARD = 50


def show(answers: Answers, head: Head) -> None:
    """The chart of the line with its levels, its growth and the year group in other years."""
    summary = st.container(key="learning_lines_summary")
    main, side = st.columns([2, 1], gap="small")
    with main, figure_card.card("line"):
        sentence, note, switch = figure_card.head()
        measure = line_controls.measure(answers.line, switch)
        scales = answers.line.drawn(measure)
        points = learning_line.of_scales(answers.points(measure), scales)
        bars = answers.level_bars(points) if "level" in answers.line.measures() else []
        with sentence:
            page_head.section(_above(answers, points, bars, measure))
        with note:
            page_head.note(sentences.below_chart(measure, points))
        series = learning_line.main_series(points)
        rows = growth_bars.group_rows(points, answers.line)
        height = _height(series, rows, bars, measure)
        if measure == "level":
            _shares(answers, points, bars, height)
        else:
            _line(answers, points, measure, height)
    with summary:
        page_head.summary(_summary(answers, points, bars))
    if series is None:
        with side, figure_card.card("growth"):
            _growth(rows, series, answers.session.dark)
    else:
        with side, figure_card.card("cross"):
            _cross(answers, _of(points, series), measure)
    if measure != "level" and any(bar.n >= GROUP_SHOWN for bar in bars):
        if series is not None:
            main, side = st.columns([2, 1], gap="small")
        elif not _is_beside(bars):
            main = st.container()
        else:
            main = side
        with main, figure_card.card("levels"):
            page_head.section(_above(answers, points, bars, "level"))
            _shares(answers, points, bars, is_narrow=main is side)
    if series is not None and rows and measure != "level":
        with side, figure_card.card("growth"):
            _growth(rows, series, answers.session.dark)
    downloads.popover(
        lambda: (tables.file_of(points, scales, measure), tables.HEADERS),
        file_name(answers.line.name, answers.about.name, answers.about.asked["school_year"]),
        head.filters,
    )


def _is_beside(bars: Sequence[LevelBar]) -> bool:
    """Whether the bars of the year groups are so few that they have room under their growth."""
    return len({bar.series for bar in bars if bar.n >= GROUP_SHOWN}) <= _FEW_BARS


def _height(
    series: str | None,
    rows: Sequence[growth_bars.GrowthRow],
    bars: Sequence[LevelBar],
    measure: Measure,
) -> int:
    """As high as what stands beside it, where that has a row for each year group."""
    if series is not None:
        return _HIGH
    beside = growth_bars.height_of(rows)
    if measure != "level" and bars and _is_beside(bars):
        beside += _HIGH + _CARD
    return max(_HIGH, beside)


def _of(points: Sequence[Point], series: str) -> list[Point]:
    return [point for point in points if point.series == series]


def _above(
    answers: Answers, points: Sequence[Point], bars: Sequence[LevelBar], measure: Measure
) -> str:
    series = learning_line.main_series(points)
    if measure == "level":
        if series is None:
            newest = level_shares.newest_of_series(bars, answers.line.scales)
            return sentences.above_shares_per_year_group(newest)
        own = level_shares.of_one_series(bars, series, answers.line.scales)
        return sentences.above_shares(own)
    if series is None:
        return sentences.EACH_YEAR_GROUP
    rows = growth_bars.group_rows(points, answers.line)
    return sentences.above_chart(answers.about.who, _of(points, series), rows, measure)


def _summary(answers: Answers, points: Sequence[Point], bars: Sequence[LevelBar]) -> str:
    line, series = answers.line, learning_line.main_series(points)
    if series is None:
        newest = level_shares.newest_of_series(bars, line.scales)
        return sentences.summary_of_year_groups(line.name, answers.about.name, newest)
    own = level_shares.of_one_series(bars, series, line.scales)
    return sentences.summary(line.name, answers.about.name, own, _of(points, series))


def _of_whom(answers: Answers) -> str:
    """ "rekenen in groep 6a"."""
    return f"{words.in_sentence(answers.line.name)} {answers.about.in_title}"


def _line(answers: Answers, points: Sequence[Point], measure: Measure, height: int) -> None:
    figure = line_chart.figure(
        points, answers.line, measure, dark=answers.session.dark, height=height
    )
    if figure is None:
        page_head.note(sentences.TOO_FEW)
        return
    alt = f"Lijngrafiek van {_of_whom(answers)} over de jaren"
    figure_card.chart("line", figure, alt)
    rows = tables.of_points(points, answers.line.drawn(measure), measure)
    figure_card.table("line", rows, f"Tabel bij de grafiek: {alt}")


def _shares(
    answers: Answers,
    points: Sequence[Point],
    bars: Sequence[LevelBar],
    height: int = 240,
    *,
    is_narrow: bool = False,
) -> None:
    series = learning_line.main_series(points)
    if series is None:
        shown = level_shares.newest_of_series(bars, answers.line.scales)
    else:
        shown = level_shares.of_one_series(bars, series, answers.line.scales)
    order = level_shares.order_in_words(shown, is_narrow=is_narrow)
    figure_card.note(f"In procenten van de leerlingen met een niveau. {order}".strip())
    figure = level_shares_chart.figure(
        shown,
        dark=answers.session.dark,
        height=height,
        in_time=series is not None,
        is_narrow=is_narrow,
    )
    alt = f"Gestapelde staven: niveaus van {_of_whom(answers)}"
    figure_card.chart("levels", figure, alt)
    figure_card.table("levels", tables.of_levels(shown), f"Tabel bij de grafiek: {alt}")


def _cross(answers: Answers, points: Sequence[Point], measure: Measure) -> None:
    newest = next((point for point in reversed(points) if point.n and point.moment), None)
    if newest is None:
        page_head.section("Zonder jaargroep is er geen dwarsdoorsnede.")
        return
    moment = newest.moment
    alt = f"{newest.title}, per schooljaar"
    if measure == "level":
        bars = answers.cohort_bars([moment])
        page_head.section(cohort_sentences.above_bars(bars))
        page_head.note(f"{cohort_sentences.whole_year_group(moment)}: niveaus, in procenten.")
        figure_card.note(level_shares.order_in_words(bars, is_narrow=True))
        figure = level_shares_chart.figure(
            bars, dark=answers.session.dark, height=_HIGH, is_narrow=True
        )
        figure_card.chart("cross", figure, alt)
        figure_card.table("cross", tables.of_levels(bars), alt)
        return
    cohorts = answers.cohorts([moment], measure)
    page_head.section(cohort_sentences.above(cohorts, measure, answers.about.asked["school_year"]))
    figure_card.note(cohort_sentences.what_is_shown(cohorts, measure))
    figure = cross_section.figure(cohorts, measure, dark=answers.session.dark)
    if figure is not None:
        figure_card.chart("cross", figure, alt)
    if measure == "score":
        page_head.note(cohort_sentences.below(cohorts))
    figure_card.table("cross", tables.of_cohorts(cohorts, measure), alt)


def _growth(rows: Sequence[growth_bars.GrowthRow], series: str | None, dark: bool) -> None:
    is_in_time = series is not None
    page_head.section(sentences.above_growth(rows, is_in_time=is_in_time))
    if rows:
        page_head.note(sentences.below_growth(rows, is_in_time=is_in_time))
        figure_card.chart("growth", growth_bars.figure(rows, dark=dark), "Groei per half jaar")
        figure_card.table("growth", tables.of_growth(rows), "Tabel: groei per half jaar")
