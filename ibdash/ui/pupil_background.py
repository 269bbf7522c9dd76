"""Under the figure: OPP, career, DL/DLE, absence and requests; what is restricted, folded."""

import streamlit as st

from ibdash.ui import figure_card, page_head
from ibdash.ui.pupil_answers import Answers
from ibdash.views import dutch, pupil_background, pupil_opp


def show(answers: Answers) -> None:
    """Each part only where there is something of it; the career always."""
    _opp(answers)
    with st.container(border=True, key="card_career", gap="xsmall"):
        page_head.section("Schoolloopbaan")
        st.markdown(pupil_background.career_in_words(answers.career))
        rows = pupil_background.career(answers.career)
        figure_card.table("career", rows, "Schooljaren van deze leerling", "Schooljaren")
        months = pupil_background.months(answers.lines)
        figure_card.table("months", months, "DL en DLE per leerlijn", "DL en DLE")
    _absence(answers)
    _restricted(answers)


def _opp(answers: Answers) -> None:
    said = pupil_background.opp(answers.care)
    if not said:
        return
    with st.container(border=True, key="card_opp", gap="xsmall"):
        page_head.section(pupil_opp.sentence(answers.lines, answers.care))
        figure = pupil_opp.figure(answers.lines, answers.care, dark=answers.session.dark)
        if figure is not None:
            page_head.note(pupil_opp.NOTE)
            figure_card.chart("opp", figure, "Functioneringsniveau van één leerling door de tijd")
        with st.expander("Wat er in het OPP staat", key="pupil_opp", type="compact"):
            if answers.session.hide_names:
                page_head.note("De tekst is verborgen, net als de namen.")
            else:
                for head, text in said:
                    st.markdown(f"**{head}**")
                    st.text(text)


def _absence(answers: Answers) -> None:
    absent = pupil_background.absence(answers.absence)
    asked = pupil_background.requests(answers.requests)
    if not absent and not asked:
        return
    with st.container(border=True, key="card_absence", gap="xsmall"):
        if absent:
            page_head.section("Verzuim")
            for text in absent:
                st.markdown(text)
        if asked:
            page_head.section("Verwijzingen, verklaringen en adviezen", len(asked))
            st.table(asked, border="horizontal", hide_index=True, alt="Verwijzingen en adviezen")


def _restricted(answers: Answers) -> None:
    """Diagnoses and capacity: asked only when the fold is opened, by who may see them."""
    if not answers.session.who.may_read_restricted():
        return
    with st.expander(
        "Diagnoses en capaciteit (afgeschermd)",
        key="pupil_restricted",
        type="compact",
        icon=":material/lock:",
        on_change="rerun",
    ) as opened:
        if not opened.open:
            return
        pupil_id = answers.pupil.pupil_id
        diagnoses = answers.session.ask("transfer/diagnoses", pupil_id=pupil_id).to_pylist()
        capacity = answers.session.ask("transfer/capacity", pupil_id=pupil_id).to_pylist()
        if not diagnoses and not capacity:
            page_head.note("Er zijn geen diagnoses en geen capaciteitstesten bekend.")
        if diagnoses:
            rows = pupil_background.diagnoses(diagnoses)
            st.table(rows, border="horizontal", hide_index=True, alt="Diagnoses")
        if capacity:
            rows = pupil_background.capacity(capacity)
            page_head.note(dutch.plural(len(rows), "uitslag", "uitslagen"))
            st.table(rows, border="horizontal", hide_index=True, alt="Capaciteitstesten")
