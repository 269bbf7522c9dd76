"""Importeren: files in, a look at what they would change, and only then into the store."""

import streamlit as st

from ibdash import changes, intake
from ibdash.ui import (
    guard,
    intake_demo,
    intake_desk,
    intake_files,
    intake_history,
    intake_inbox,
    intake_mapping,
    intake_preview,
    intake_profiles,
    intake_undo,
    known_on,
    page_head,
    typed_history,
    who_is_who,
)

session = guard.page()
head = page_head.open_head("Importeren", "Wat u hier kiest, gaat pas mee als u op Overnemen klikt")
known_on.stop_where_facts_change(session)
desk = intake_desk.of(
    session, intake_desk.Takes(intake.preview, intake.apply, intake.SourceFile, intake.Options)
)

intake_files.style()
decides = who_is_who.Decides(intake.take_back_answer, intake.join, intake.part)
if not intake_history.is_open() and who_is_who.switch(head.filters):
    head.title("Wie is wie", "Welke leerling uw bestanden bedoelen, en wat u daarover zei")
    who_is_who.section(session, desk, decides)
    st.stop()
if intake_history.switch(head.filters):
    head.title("Geschiedenis", "Welke bestanden zijn overgenomen, en wat er toen veranderde")
    intake_history.history(session, desk, intake_undo.TakesBack(intake.preview_undo, intake.undo))
    typed_history.section(
        session, lambda number: changes.edit_taken_back(session.store, number, who=session.who)
    )
    st.stop()

maps = intake_mapping.Maps(intake.mapping, intake.profiles_kept)
if intake_mapping.is_open(desk):
    intake_mapping.screen(session, desk, maps)
    st.stop()

side, main = st.columns([2, 5], gap="medium")
with side:
    if session.is_demo:
        intake_demo.not_here()
    else:
        intake_files.uploader(desk)
    intake_files.progress(desk)
    intake_files.listing(desk)
    intake_inbox.section(session, desk)
    intake_files.in_store(session)
    if not session.is_demo:
        intake_profiles.listing(session, desk, maps)

intake_files.announce(desk)
item = intake_files.chosen(desk)
with main:
    if not intake_inbox.report_shown(session):
        if item is None:
            intake_preview.nothing_chosen(session)
        else:
            intake_preview.preview(session, desk, item)
