"""The card with the figure of one pupil, and the way to each learning line on its own."""

from collections.abc import Sequence

import streamlit as st

from ibdash.ui import choose, figure_card, page_head, places, states
from ibdash.ui.pupil_answers import Answers
from ibdash.views import pupil_care, pupil_chart, pupil_lines
from ibdash.views.pupil_lines import Measure
from ibdash.views.pupil_signals import Card

_MEASURE = "pupil_measure"


def show(answers: Answers, cards: Sequence[Card]) -> None:
    """All learning lines in one figure; without results the state that says so.

    cards: the signals, of which the days stand on the time axis.
    """
    if not answers.lines:
        states.no_results("deze leerling")
        return
    with st.container(border=True, key="card_pupil", gap="xsmall"):
        row = st.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            gap="medium",
            wrap=False,
        )
        note, switch = row.container(), row.container(width="content")
        measure = _measure(switch)
        care = pupil_care.lane(answers.care)
        figure = pupil_chart.figure(
            answers.lines,
            measure,
            care=care,
            expected=answers.expected,
            steps=answers.steps,
            signals=[(card.since, card.name) for card in cards if card.is_new],
            today=answers.session.today,
            dark=answers.session.dark,
        )
        with note:
            page_head.note(
                pupil_chart.note(
                    measure,
                    care,
                    answers.expected,
                    has_signals=any(card.is_new for card in cards),
                )
            )
        figure_card.chart("pupil", figure, pupil_chart.alt(answers.lines, measure))
        figure_card.note(pupil_chart.below_error(answers.steps))
        _links(answers)
        rows = pupil_lines.table(answers.lines, answers.bounds)
        figure_card.table("pupil", rows, "Het laatste resultaat per leerlijn")
        plans = pupil_care.plans(answers.care)
        figure_card.table(
            "pupil_care", plans, "Plannen en ondersteuning", "Plannen en ondersteuning"
        )


def _measure(into: st.delta_generator.DeltaGenerator) -> Measure:
    chosen: Measure = into.segmented_control(
        "Schaal",
        list(pupil_lines.SWITCH),
        format_func=lambda one: pupil_lines.SWITCH[one],
        default="percentile",
        required=True,
        key=_MEASURE,
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen


def _links(answers: Answers) -> None:
    """Per line: the pupil's own line in large, with who started alike beside it."""
    if not places.exists(places.LEARNING_LINES):
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="pupil_links"
    ):
        with st.container(width="content"):
            page_head.note("Per leerlijn, met wie net zo begon:")
        for line in answers.lines:
            st.page_link(
                places.LEARNING_LINES,
                label=line.name,
                query_params={**choose.pupil_address(), "leerlijn": line.code},
            )
