"""The cross-section of Leerlijnen: the same year group at the same moment, year after year."""

from collections.abc import Sequence

import streamlit as st

from ibdash.ui import downloads, figure_card, line_controls, page_head
from ibdash.ui.line_answers import Answers
from ibdash.ui.page_head import Head
from ibdash.views import cross_section, cross_section_many, level_shares
from ibdash.views import cross_section_sentences as sentences
from ibdash.views import learning_line_tables as tables
from ibdash.views.cross_section import Cohort
from ibdash.views.learning_line import Measure

_HIGH = 340


def show(answers: Answers, head: Head) -> None:
    """One year group beside those of other school years; a whole school as a row per group."""
    groups, year = answers.about.year_groups, answers.about.asked["school_year"]
    summary = st.container(key="learning_lines_summary")
    main, side = st.columns([2, 1], gap="small") if len(groups) == 1 else (st.container(), None)
    with main, figure_card.card("line"):
        sentence, note, switch = figure_card.head()
        has_moments = answers.has_moments()
        part = line_controls.part(answers.last_part(), switch) if has_moments else ""
        measure = line_controls.measure(answers.line, switch)
        moments = [f"{part}{group}" for group in groups]
        cohorts = answers.cohorts(moments, measure)
        with sentence:
            page_head.section(sentences.above(cohorts, measure, year))
        with note:
            page_head.note(sentences.what_is_shown(cohorts, measure))
        _chart(answers, cohorts, measure)
    with summary:
        page_head.summary(
            sentences.summary(answers.line.name, answers.about.name, cohorts, measure)
        )
    if side is not None:
        with side, figure_card.card("levels"):
            _levels(answers, moments)
    file = tables.file_of_cohorts(cohorts, measure)
    downloads.popover(file, tables.COHORT_HEADERS, "dwarsdoorsnede", head.filters)


def _chart(answers: Answers, cohorts: Sequence[Cohort], measure: Measure) -> None:
    dark = answers.session.dark
    if len(answers.about.year_groups) == 1:
        figure = cross_section.figure(cohorts, measure, dark=dark, height=_HIGH, bar=0.14)
    else:
        figure = cross_section_many.figure(cohorts, measure, dark=dark)
    if figure is None:
        page_head.note("Van dit moment zijn er nog geen vijf resultaten in één schooljaar.")
        return
    alt = (
        f"{answers.line.name} {answers.about.in_title}: hetzelfde moment, schooljaar na schooljaar"
    )
    figure_card.chart("line", figure, alt)
    if measure == "score" and len(answers.about.year_groups) == 1:
        page_head.note(sentences.below(cohorts))
    figure_card.table("line", tables.of_cohorts(cohorts, measure), f"Tabel bij de grafiek: {alt}")


def _levels(answers: Answers, moments: Sequence[str]) -> None:
    bars = answers.cohort_bars(moments)
    page_head.section(sentences.above_bars(bars))
    if bars:
        figure_card.note(level_shares.order_in_words(bars))
        alt = f"Niveaus bij {moments[0]}, per schooljaar"
        figure_card.chart(
            "levels", level_shares.figure(bars, dark=answers.session.dark, height=_HIGH), alt
        )
        figure_card.table("levels", tables.of_levels(bars), f"Tabel: {alt}")
