"""What people typed about a pupil or a group: the buttons, the open form, and the list."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.errors import IbdashError
from ibdash.ui import page_head, typed_form, typed_state
from ibdash.ui.session import Session
from ibdash.ui.typed_state import About, Desk, Done, Draft, Form, Place
from ibdash.views import dutch, typed_records
from ibdash.views.typed_records import Row

_MOST = 20
_WIDTH = 860
_ALL = "typed_all"


def may_type(session: Session) -> bool:
    """Not on a day in the past, and not by who may not change anything."""
    return session.known_on is None and session.who.may_change()


def buttons(session: Session, about: About, into: DeltaGenerator) -> None:
    """A button a kind, each opening its form."""
    if not may_type(session):
        return
    for kind in typed_records.KINDS:
        into.button(
            typed_records.TITLES[kind],
            key=f"typed_new_{kind}",
            icon=typed_records.ICONS[kind],
            on_click=_open_new,
            args=(session, Place(about, kind, None)),
        )


def folded(session: Session, desk: Desk, about: About, title: str) -> None:
    """The same about a group, under its table: folded until somebody wants it or left words.

    title: of the group, as "Groep 6a".
    """
    rows, hidden = _ask(session, about)
    is_busy = typed_state.opened(about) is not None or bool(
        may_type(session) and typed_state.drafts(session, about)[0]
    )
    count = f" ({dutch.number(len(rows))})" if rows else ""
    whom = title[:1].lower() + title[1:]
    with st.expander(
        f"Notities, besprekingen, besluiten en afspraken over {whom}{count}",
        expanded=is_busy or typed_state.done(about) is not None,
        key=f"typed_folded_{about.mark}",
        on_change="rerun",
        type="compact",
    ) as opened:
        if opened.open:
            buttons(session, about, st.container(horizontal=True, gap="small"))
            if may_type(session):
                _form(session, desk, about)
            _list(session, desk, about, rows, hidden)


def open_form(session: Session, desk: Desk, about: About) -> None:
    """What was just done, what was not kept yet, and the open form."""
    if may_type(session):
        _form(session, desk, about)


def listing(session: Session, desk: Desk, about: About) -> None:
    """Everything that was typed, in whole, each with its changes."""
    rows, hidden = _ask(session, about)
    page_head.section("Notities, besprekingen, besluiten en afspraken", len(rows) or None)
    _list(session, desk, about, rows, hidden)


def _ask(session: Session, about: About) -> tuple[list[Row], int]:
    found = session.ask(
        "typed/records",
        school_id=about.school_id,
        pupil_id=about.pupil_id,
        group_id=about.group_id,
        restricted=session.who.may_read_restricted(),
    ).to_pylist()
    return typed_records.rows(found, session.today)


def _list(session: Session, desk: Desk, about: About, rows: list[Row], hidden: int) -> None:
    if not rows:
        page_head.note("Er is nog niets getypt of overgenomen.")
    is_all = st.session_state.get(_ALL) == about
    for row in rows if is_all else rows[:_MOST]:
        _row(session, desk, about, row)
    left = 0 if is_all else len(rows) - _MOST
    if left > 0:
        st.button(
            f"Nog {dutch.number(left)} tonen",
            key="typed_more",
            type="tertiary",
            on_click=_show_all,
            args=(about,),
        )
    if hidden:
        page_head.note(
            f"{dutch.plural(hidden, 'vertrouwelijke tekst staat', 'vertrouwelijke teksten staan')}"
            " hier niet."
        )


def _form(session: Session, desk: Desk, about: About) -> None:
    mine, others = typed_state.drafts(session, about)
    place = typed_state.opened(about)
    if place is None and mine and typed_state.first_look(about):
        typed_state.open_draft(session, mine[0].place)
        place = typed_state.opened(about)
    _said(desk, about)
    for draft in mine:
        if place is None or draft.place != place:
            _not_kept(session, desk, draft)
    if place is not None:
        typed_form.draw(desk, place, others.get(place.name, []), session.who.name)


def _said(desk: Desk, about: About) -> None:
    """What was just done, with the way back beside it."""
    done = typed_state.done(about)
    if done is None:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="typed_done", width="content"
    ):
        page_head.remark(done.text)
        if done.thrown is not None and st.button("Terughalen", key="typed_back", type="tertiary"):
            place, values, form = done.thrown
            typed_state.open_form(place, values, form)
            typed_state.save_draft(desk, place)
            st.rerun()
        if done.change_id is not None and st.button(
            "Ongedaan maken", key="typed_undo", type="tertiary"
        ):
            _take_back(desk, about, done.change_id)


def _take_back(desk: Desk, about: About, change_id: int) -> None:
    try:
        desk.take_back(change_id)
    except IbdashError as error:
        typed_state.say(Done(about, error.sentence()))
    else:
        typed_state.say(Done(about, "Ongedaan gemaakt"))
    st.rerun()


def _not_kept(session: Session, desk: Desk, draft: Draft) -> None:
    place = draft.place
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
        page_head.remark(
            typed_records.unkept(place.kind, place.record_id is None, draft.written_at)
        )
        st.button(
            "Verder typen",
            key=f"typed_on_{place.name}",
            type="tertiary",
            on_click=typed_state.open_draft,
            args=(session, place),
        )
        st.button(
            "Weggooien",
            key=f"typed_off_{place.name}",
            type="tertiary",
            on_click=desk.drop,
            args=(place.name,),
        )


def _row(session: Session, desk: Desk, about: About, row: Row) -> None:
    key = f"{row.kind}_{row.record_id}"
    with st.container(
        horizontal=True, vertical_alignment="top", gap="small", key=f"row_typed_{key}", width=_WIDTH
    ):
        with st.container(width=96):
            page_head.note(row.day)
        with st.container(gap=None, width="stretch"):
            late = " :red-badge[:material/schedule: te laat]" if row.is_late else ""
            lock = " :gray-badge[:material/lock: vertrouwelijk]" if row.is_confidential else ""
            st.markdown(f"{typed_records.ICONS[row.kind]} **{row.title}**{late}{lock}")
            if row.text and not session.hide_names:
                st.text(row.text)
            elif row.text:
                page_head.note("De tekst is verborgen, net als de namen.")
            if row.about and not session.hide_names:
                page_head.note(row.about)
        if not may_type(session):
            return
        if row.can_be_done:
            st.button(
                "Gedaan",
                key=f"typed_done_{key}",
                icon=":material/check:",
                on_click=_mark_done,
                args=(session, desk, about, row),
            )
        # The form would show the words that are hidden.
        if not session.hide_names:
            st.button(
                "Wijzigen",
                key=f"typed_change_{key}",
                type="tertiary",
                on_click=_open_row,
                args=(session, about, row),
            )


def _mark_done(session: Session, desk: Desk, about: About, row: Row) -> None:
    values = {**row.values, "done_on": session.today}
    try:
        kept = desk.keep(row.kind, values, row.record_id, row.version)
    except IbdashError as error:
        typed_state.say(Done(about, error.sentence()))
    else:
        typed_state.say(Done(about, "De afspraak is gedaan", kept.change_id))


def _open_new(session: Session, place: Place) -> None:
    """A form with the words that were not kept yet, else a fresh one."""
    mine, _ = typed_state.drafts(session, place.about)
    if any(draft.place == place for draft in mine):
        typed_state.open_draft(session, place)
        return
    values = dict.fromkeys(typed_records.BEGINS_TODAY, session.today)
    typed_state.open_form(place, values, Form(None, {}))


def _open_row(session: Session, about: About, row: Row) -> None:
    place = Place(about, row.kind, row.record_id)
    mine, _ = typed_state.drafts(session, about)
    if any(draft.place == place for draft in mine):
        typed_state.open_draft(session, place)
        return
    typed_state.open_form(place, row.values, _form_of(place, row.values, row.version))


def _form_of(place: Place, values: Mapping[str, Any], version: int) -> Form:
    word = values.get("note_kind") or values.get("meeting_kind")
    form = Form(version, {}, word)
    of_group = place.about.pupil_id is None
    shown = {field.name for field in typed_records.fields(place.kind, of_group=of_group, word=word)}
    form.unseen = {name: value for name, value in values.items() if name not in shown}
    return form


def _show_all(about: About) -> None:
    st.session_state[_ALL] = about
