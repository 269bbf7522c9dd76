"""The page of the pupils from elsewhere: the list of them, and the card of one."""

import pandas as pd
import streamlit as st

from ibdash.ui import choose, page_head, places, states
from ibdash.ui.session import Session
from ibdash.ui.source_note import Source
from ibdash.views import frames, intake_card
from ibdash.views.intake_card import Newcomer, Section

_CHOICE = "newcomer_choice"


def nobody(school_year: str) -> None:
    """The empty state: who would stand here, and what brings them."""
    states.empty(
        f"Niemand kwam in {school_year} van een andere school",
        "Hier staat wie boven groep 1 instroomt, volgens de instroomdatum in uw leerlingbestand, en"
        " van wie u een overstapdossier (OSO) overneemt.",
        name="newcomers",
    )


def choice(session: Session, found: list[Newcomer]) -> Newcomer:
    """Draws the list and gives the pupil of the card: the chosen one, else the first."""
    by_key = {one.public_key: one for one in found}
    known = choose.pupil(session)
    key = known.public_key if known and known.public_key in by_key else found[0].public_key
    st.session_state[_CHOICE] = key
    page_head.section("Van een andere school", len(found))
    st.radio(
        "Leerling",
        list(by_key),
        format_func=lambda one: by_key[one].shown,
        captions=[one.caption for one in found],
        key=_CHOICE,
        on_change=_take,
        label_visibility="collapsed",
    )
    return by_key[key]


def card(session: Session, one: Newcomer) -> list[Source]:
    """Draws the card of one pupil; gives the files behind it."""
    rows = frames.of(session.ask("transfer/dossier", pupil_id=one.pupil_id))
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="small"):
        page_head.section(one.shown)
        if places.exists(places.LEARNING_LINES) and st.button(
            "Leerlijnen van deze leerling", icon=":material/show_chart:", type="tertiary"
        ):
            choose.choose_pupil(one.public_key)
            st.switch_page(places.LEARNING_LINES, query_params=choose.pupil_address())
    page_head.summary(intake_card.sentence(one, rows))
    if not one.facts["dossiers"]:
        with st.container(width=560):
            _missing(one)
        return []
    known, missing = st.columns([3, 2], gap="large")
    with missing:
        _missing(one)
    with known:
        if attention := intake_card.attention(rows):
            page_head.section("Let op, volgens de vorige school")
            st.text(attention)
        for section in intake_card.sections(rows):
            _section(section)
        if session.who.may_read_restricted():
            _restricted(session, one)
    origins = rows.drop_duplicates(["file_name", "source_row"])
    return [
        Source(file, int(row), pd.Timestamp(day).date())
        for file, row, day in zip(
            origins["file_name"], origins["source_row"], origins["taken_in_on"], strict=True
        )
    ]


def _missing(one: Newcomer) -> None:
    with st.container(border=True, key="newcomer_missing"):
        page_head.section("Wat u nog niet weet")
        found = intake_card.missing(one)
        for text in found:
            st.markdown(text)
        if not found:
            st.markdown("Er ontbreekt niets wat een dossier kan zeggen.")


def _section(section: Section) -> None:
    page_head.section(section.title)
    if section.sentence:
        page_head.note(section.sentence)
    st.table(section.rows, border="horizontal", hide_index=True, alt=section.title)


def _restricted(session: Session, one: Newcomer) -> None:
    rows = intake_card.restricted(
        frames.of(session.ask("transfer/capacity", pupil_id=one.pupil_id)),
        frames.of(session.ask("transfer/diagnoses", pupil_id=one.pupil_id)),
    )
    if len(rows):
        with st.expander(f"Afgeschermd ({len(rows)})", icon=":material/lock:"):
            _section(Section("Diagnoses en intelligentieonderzoek", rows))


def _take() -> None:
    choose.choose_pupil(st.session_state[_CHOICE])
