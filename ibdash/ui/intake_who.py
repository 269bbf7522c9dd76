"""Doubtful pupils in the report on a file: who is it, beside whom it may be."""

import streamlit as st

from ibdash.ui import intake_report, names, page_head
from ibdash.ui.intake_desk import Desk, Item
from ibdash.ui.session import Session
from ibdash.views import doubtful_pupil, dutch
from ibdash.views.doubtful_pupil import Doubtful, Known

# As many as a person can look at beside each other, one after the other.
_MOST_ASKED, _MOST_PROPOSED = 20, 10
_CARDS_IN_A_ROW = 4


def questions(session: Session, desk: Desk, item: Item) -> None:
    """What must be answered before the file can be compared; nothing where nothing is."""
    asked = [one for one in _doubts(item) if one.is_question]
    if not asked:
        return
    page_head.section(doubtful_pupil.questions_title(len(asked)))
    intake_report.line(doubtful_pupil.questions_text(asked))
    shown = _shown(session, asked)
    if item.stage == "waiting" and len(item.choices.same) >= len(asked):
        page_head.remark("Twee leerlingen van één bestand kunnen niet dezelfde leerling zijn.")
    for one in asked[:_MOST_ASKED]:
        _one(desk, item, one, shown)
    if len(asked) > _MOST_ASKED:
        page_head.note(
            f"En nog {dutch.number(len(asked) - _MOST_ASKED)}, zodra deze beantwoord zijn."
        )


def answered(session: Session, desk: Desk, item: Item) -> None:
    """In the preview: what was answered, to change it, and what may be the same pupil."""
    doubts = _doubts(item)
    asked = [one for one in doubts if one.is_question]
    if asked:
        with st.expander(
            f"Uw antwoord: {doubtful_pupil.questions_title(len(asked)).lower()}",
            key=f"who_answered_{item.number}",
            type="compact",
        ):
            questions(session, desk, item)
    proposed = [one for one in doubts if not one.is_question]
    if not proposed:
        return
    page_head.section(doubtful_pupil.PROPOSALS_TITLE, len(proposed))
    intake_report.line(doubtful_pupil.PROPOSALS_TEXT)
    shown = _shown(session, proposed)
    for one in proposed[:_MOST_PROPOSED]:
        _one(desk, item, one, shown)
    if len(proposed) > _MOST_PROPOSED:
        more = dutch.number(len(proposed) - _MOST_PROPOSED)
        page_head.note(f"En nog {more}. Die vindt u na het overnemen bij Wie is wie.")


def after(item: Item) -> None:
    """Once it is taken in: that answers were given, and where they are."""
    sentence = doubtful_pupil.answered_sentence(_doubts(item))
    if sentence:
        intake_report.line(sentence)


def _one(desk: Desk, item: Item, doubt: Doubtful, shown: dict[str, str]) -> None:
    key = f"who_{item.number}_{doubt.mark}"
    words = doubtful_pupil.answers(doubt)
    given = item.choices.same.get(doubt.mark)
    st.session_state[key] = given if given in words else None

    def take() -> None:
        desk.say_who(item.number, doubt.mark, st.session_state[key])

    with st.container(gap="xsmall", key=f"who_card_{key}"):
        here, *known = doubtful_pupil.doubt_sides(doubt, shown)
        for start in range(0, len(known), _CARDS_IN_A_ROW - 1):
            sides = [here, *known[start : start + _CARDS_IN_A_ROW - 1]]
            st.html(doubtful_pupil.beside(doubtful_pupil.DOUBT_LABELS, sides))
        label = f"Wie is dit, {doubtful_pupil.where(doubt)}?"
        st.segmented_control(
            label,
            list(words),
            format_func=words.__getitem__,
            key=key,
            on_change=take,
            label_visibility="collapsed",
        )


def _doubts(item: Item) -> list[Doubtful]:
    assert item.report is not None, "what is shown has a report"
    return list(item.report.doubts)


def _shown(session: Session, doubts: list[Doubtful]) -> dict[str, str]:
    """Name: what stands there for it; initials that are equal where the names are."""
    everybody: list[Doubtful | Known] = []
    for doubt in doubts:
        everybody += [doubt, *doubt.candidates]
    parts = {one.display_name or "": (one.call_name, one.family_name) for one in everybody}
    return names.of_parts(session, parts)
