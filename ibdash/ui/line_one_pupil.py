"""Leerlijnen of one pupil: the own line, beside what was expected and who started alike."""

import streamlit as st

from ibdash.ui import downloads, figure_card, line_controls, page_head
from ibdash.ui.file_name import file_name
from ibdash.ui.line_answers import Answers
from ibdash.ui.page_head import Head
from ibdash.views import growth_bars, learning_line
from ibdash.views import learning_line_chart as line_chart
from ibdash.views import learning_line_pupil_sentences as sentences
from ibdash.views import learning_line_tables as tables
from ibdash.views import learning_line_words as words
from ibdash.views.growth_bars import GrowthRow
from ibdash.views.learning_line import Measure, Point


def show(answers: Answers, head: Head) -> None:
    """The pupil's chart with plans and support, the growth per half year, and what may be said."""
    has_scores = "score" in answers.line.measures()
    summary = st.container(key="learning_lines_summary")
    main, side = st.columns([2, 1], gap="small") if has_scores else (st.container(), None)
    with main, figure_card.card("line"):
        sentence, note, switch = figure_card.head()
        measure = line_controls.measure(answers.line, switch)
        points = _points(answers, measure)
        # Growth, error and what is expected are of scores, whatever the chart shows.
        scores = points if measure == "score" or not has_scores else _points(answers, "score")
        bounds = answers.error_bounds(scores) if has_scores else {}
        expected = answers.expected(scores) if has_scores else None
        rows = growth_bars.pupil_rows(scores, bounds) if has_scores else []
        marks = line_chart.PupilMarks(bounds, expected, tuple(answers.care()))
        with sentence:
            page_head.section(sentences.above_chart(points, rows, measure))
        with note:
            page_head.note(
                sentences.below_chart(measure, points, bounds, has_care=bool(marks.care))
            )
        _chart(answers, points, measure, marks)
    with summary:
        name = answers.line.name
        page_head.summary(sentences.summary(name, answers.about.name, points, marks.care))
    if side is not None:
        with side, figure_card.card("growth"):
            _growth(scores, rows, marks, answers.session.dark)
    downloads.popover(
        lambda: (tables.file_of(points, answers.line.drawn(measure), measure), tables.HEADERS),
        file_name(answers.line.name, "leerling"),
        head.filters,
    )


def _points(answers: Answers, measure: Measure) -> list[Point]:
    return learning_line.of_scales(answers.points(measure), answers.line.drawn(measure))


def _chart(
    answers: Answers, points: list[Point], measure: Measure, marks: line_chart.PupilMarks
) -> None:
    figure = line_chart.figure(
        points, answers.line, measure, dark=answers.session.dark, one_pupil=marks
    )
    if figure is None:
        page_head.note(sentences.NO_ORDER)
    alt = f"Lijngrafiek van {words.in_sentence(answers.line.name)} van één leerling over de jaren"
    if figure is not None:
        figure_card.chart("line", figure, alt)
    rows = tables.of_points(points, answers.line.drawn(measure), measure)
    figure_card.table("line", rows, "Tabel bij de grafiek")
    if marks.care:
        care = tables.of_care(marks.care)
        figure_card.table("care", care, "Plannen en ondersteuning", "Plannen en ondersteuning")


def _growth(
    scores: list[Point], rows: list[GrowthRow], marks: line_chart.PupilMarks, dark: bool
) -> None:
    page_head.section(sentences.above_growth(rows))
    figure_card.note(sentences.below_growth(rows))
    if rows:
        figure_card.chart("growth", growth_bars.figure(rows, dark=dark), "Groei per half jaar")
        figure_card.table("growth", tables.of_growth(rows), "Tabel: groei per half jaar")
    for text in (
        sentences.about_trend(scores, marks.error_bounds),
        sentences.about_expected(marks.expected),
        sentences.about_alike(marks.expected),
        sentences.about_error(scores, marks.error_bounds),
    ):
        figure_card.note(text)
