"""The cross-section of Leerlijnen: the same year group at the same moment, year after year."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import downloads, figure_card, line_controls, page_head
from ibdash.ui.file_name import file_name
from ibdash.ui.line_answers import Answers
from ibdash.ui.page_head import Head
from ibdash.views import cross_section, cross_section_many, level_shares, level_shares_chart
from ibdash.views import cross_section_sentences as sentences
from ibdash.views import learning_line_tables as tables
from ibdash.views.cross_section import Cohort, comparable
from ibdash.views.learning_line import Measure

_HIGH = 340


def show(answers: Answers, head: Head) -> None:
    """One year group beside those of other school years; a whole school as a row per group."""
    groups, year = answers.about.year_groups, answers.about.asked["school_year"]
    summary = st.container(key="learning_lines_summary")
    main, side = st.columns([2, 1], gap="small") if len(groups) == 1 else (st.container(), None)
    with main, figure_card.card("line"):
        sentence, note, switch = figure_card.head()
        part_place = switch.container(width="content")
        measure = line_controls.measure(answers.line, switch)
        moments, cohorts = _moments_of(answers, measure, part_place)
        with sentence:
            page_head.section(sentences.above(cohorts, measure, year))
        with note:
            figure_card.note(sentences.what_is_shown(cohorts, measure))
        _chart(answers, cohorts, measure)
    with summary:
        page_head.summary(
            sentences.summary(answers.line.name, answers.about.whole_year_groups, cohorts, measure)
        )
    if side is not None:
        with side, figure_card.card("levels"):
            _levels(answers, moments)
    downloads.popover(
        lambda: (tables.file_of_cohorts(cohorts, measure), tables.COHORT_HEADERS),
        file_name(answers.line.name, answers.about.whole_year_groups, "dwarsdoorsnede"),
        head.filters,
    )


def _moments_of(
    answers: Answers, measure: Measure, part_place: DeltaGenerator
) -> tuple[list[str], list[Cohort]]:
    """The moments of the chosen part of the year, M or E, and the cohorts at them."""
    groups = answers.about.year_groups
    if not answers.has_moments():
        return list(groups), answers.cohorts(groups, measure)
    asked = {part: [f"{part}{group}" for group in groups] for part in "ME"}
    both = answers.cohorts([*asked["M"], *asked["E"]], measure)
    of_part = {
        part: [cohort for cohort in both if cohort.moment in moments]
        for part, moments in asked.items()
    }
    # At first the part that was tested last, unless only the other one can be compared: there is
    # no test at the end of groep 8.
    newest = answers.last_part()
    other = "ME".replace(newest, "")
    if not comparable(of_part[newest], measure) and comparable(of_part[other], measure):
        newest = other
    part = line_controls.part(newest, part_place)
    return asked[part], of_part[part]


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
        f"{answers.line.name} in {answers.about.whole_year_groups}: hetzelfde moment, "
        "schooljaar na schooljaar"
    )
    figure_card.chart("line", figure, alt)
    if measure == "score" and len(answers.about.year_groups) == 1:
        page_head.note(sentences.below(cohorts))
    figure_card.table("line", tables.of_cohorts(cohorts, measure), f"Tabel bij de grafiek: {alt}")


def _levels(answers: Answers, moments: Sequence[str]) -> None:
    bars = answers.cohort_bars(moments)
    page_head.section(sentences.above_bars(bars))
    if bars:
        page_head.note(f"{sentences.whole_year_group(moments[0])}: niveaus, in procenten.")
        figure_card.note(level_shares.order_in_words(bars, is_narrow=True))
        alt = f"Niveaus bij {moments[0]}, per schooljaar"
        figure_card.chart(
            "levels",
            level_shares_chart.figure(
                bars, dark=answers.session.dark, height=_HIGH, is_narrow=True
            ),
            alt,
        )
        figure_card.table("levels", tables.of_levels(bars), f"Tabel: {alt}")
