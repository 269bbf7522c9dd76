"""The profiles of the school on the page Importeren: what there is, out, in, renamed, forgotten."""

from typing import Any

import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import intake_report, page_head
from ibdash.ui.intake_desk import Desk
from ibdash.ui.intake_mapping import Maps
from ibdash.ui.session import Session
from ibdash.views import intake_mapping
from ibdash.views.intake_in_store import on_this_computer

_SAID = "intake_profiles_said"
_ROUND = "intake_profiles_round"


def listing(session: Session, desk: Desk, maps: Maps) -> None:
    """Each profile with when it was used; a quiet line where there is none yet."""
    rows = session.ask("intake/profiles").to_pylist()
    page_head.section("Indelingen van uw school")
    with st.container(border=True, key="intake_profiles", gap="small"):
        if not rows:
            page_head.note(
                "Kent ibdash een tabel niet, dan koppelt u de kolommen één keer. "
                "De indeling staat daarna hier."
            )
        for row in rows:
            _row(session, desk, maps, row)
        _bring(session, desk, maps)
        if said := st.session_state.pop(_SAID, ""):
            intake_report.line(said)


def _row(session: Session, desk: Desk, maps: Maps, row: dict[str, Any]) -> None:
    number, name = row["profile_id"], row["name"]
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        with st.container(gap=None):
            intake_report.line(name)
            used_at = row["used_at"] and on_this_computer(row["used_at"])
            page_head.note(
                intake_mapping.used(on_this_computer(row["made_at"]), used_at, row["files"])
            )
        with st.popover(
            "Meer", icon=":material/more_horiz:", key=f"icon_profile_{number}", width="content"
        ):
            st.download_button(
                "Downloaden",
                lambda: maps.kept.export(session.store, name)[1],
                maps.kept.file_name(name),
                "application/toml",
                icon=":material/download:",
                key=f"profile_download_{number}",
                on_click="ignore",
                width="stretch",
            )
            key = f"profile_name_{number}"
            st.text_input("Naam", name, key=key, max_chars=80)
            st.button(
                "Naam wijzigen",
                key=f"profile_rename_{number}",
                on_click=_rename,
                args=(session, maps, number, key),
                width="stretch",
            )
            st.button(
                "Vergeten",
                icon=":material/delete:",
                key=f"profile_forget_{number}",
                on_click=_forget,
                args=(session, desk, maps, number, name),
                width="stretch",
            )


def _bring(session: Session, desk: Desk, maps: Maps) -> None:
    with st.popover(
        "Indeling toevoegen", icon=":material/add:", key="intake_profile_add", type="tertiary"
    ):
        key = f"intake_profile_file_{st.session_state.get(_ROUND, 0)}"
        with st.container(key="intake_uploader_profile"):
            st.file_uploader(
                "Een indeling die met Downloaden is gemaakt (.toml)",
                type="toml",
                key=key,
                on_change=_brought,
                args=(session, desk, maps, key),
            )


def _brought(session: Session, desk: Desk, maps: Maps, key: str) -> None:
    file = st.session_state[key]
    if file is None:
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    try:
        name = maps.kept.bring(session.store, session.who, file.name, file.getvalue())
    except IbdashError as error:
        st.session_state[_SAID] = error.sentence()
        return
    st.toast(f"Toegevoegd: {name}", icon=":material/check_circle:")
    desk.ask_again_for_columns()


def _rename(session: Session, maps: Maps, number: int, key: str) -> None:
    try:
        maps.kept.rename(session.store, session.who, number, st.session_state[key])
    except IbdashError as error:
        st.session_state[_SAID] = error.sentence()


def _forget(session: Session, desk: Desk, maps: Maps, number: int, name: str) -> None:
    try:
        maps.kept.forget(session.store, session.who, number)
    except IbdashError as error:
        st.session_state[_SAID] = error.sentence()
        return
    st.toast(
        f"{name} is vergeten. Wat ermee is overgenomen, blijft staan",
        icon=":material/check_circle:",
    )
    desk.ask_again_for_columns()
