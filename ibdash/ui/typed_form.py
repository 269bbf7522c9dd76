"""The form of a note, agreement, meeting or decision: as short as it can be, and never losing text.

What is typed goes to the store while it is typed, so that it outlives a reload of the page.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from ibdash.errors import ChangedMeanwhile, IbdashError
from ibdash.ui import guard, page_head, typed_state
from ibdash.ui.typed_state import Desk, Done, Form, Kept, Place
from ibdash.views import typed_records
from ibdash.views.typed_records import Deed, Field

_WIDTH = 860
_WHILE_TYPING = Path(__file__).parent / "static" / "while_typing.html"


@guard.fragment
def draw(desk: Desk, place: Place, others: list[str], own_name: str) -> None:
    """The form at a place.

    others: who else has words there that were not kept yet.  own_name: of who is typing.
    """
    if place.name not in typed_state.forms():
        # Kept or thrown away in a run of this fragment alone: the page shows what came of it.
        st.rerun()
    form = typed_state.forms()[place.name]
    title = typed_records.TITLES[place.kind]
    with st.container(border=True, key="typed_form", width=_WIDTH):
        page_head.section(title if place.record_id is None else f"{title} wijzigen")
        if form.meanwhile is not None:
            _meanwhile(desk, place, form, own_name)
        elif others:
            page_head.remark(typed_records.also_typing(others))
        fields = place.fields()
        for field in fields:
            if field.is_main:
                _field(desk, place, field)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            for field in fields:
                if not field.is_main:
                    _field(desk, place, field)
        if form.problem:
            st.error(form.problem, icon=":material/error:")
        _buttons(desk, place, form)
        page_head.note("Wat u typt blijft staan, ook als u de pagina opnieuw laadt.")
    st.html(_WHILE_TYPING, unsafe_allow_javascript=True)


def _field(desk: Desk, place: Place, field: Field) -> None:
    common: dict[str, Any] = {
        "key": place.key(field.name),
        "on_change": typed_state.save_draft,
        "args": (desk, place),
    }
    if field.kind == "text":
        st.text_area(
            field.label,
            height=110,
            placeholder=field.placeholder,
            label_visibility="collapsed",
            **common,
        )
    elif field.kind == "line":
        st.text_input(
            field.label,
            placeholder=field.placeholder,
            label_visibility="collapsed" if field.is_main else "visible",
            width="stretch" if field.is_main else 240,
            **common,
        )
    elif field.kind == "day":
        st.date_input(field.label, format="DD-MM-YYYY", width=150, **common)
    elif field.kind == "choice":
        st.pills(
            field.label,
            field.options,
            format_func=lambda word: typed_records.WORDS.get(word, word),
            required=True,
            **common,
        )
    else:
        st.toggle(field.label, help="Alleen wie afgeschermde gegevens mag zien, ziet dit", **common)


def _buttons(desk: Desk, place: Place, form: Form) -> None:
    if form.meanwhile is not None:
        return
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Bewaren",
            key="go_typed",
            type="primary",
            icon=":material/check:",
            on_click=_keep,
            args=(desk, place),
        )
        st.button(
            "Weggooien",
            key="typed_throw",
            type="tertiary",
            on_click=_throw_away,
            args=(desk, place),
        )
        if place.record_id is not None:
            st.button(
                "Verwijderen",
                key="typed_remove",
                type="tertiary",
                on_click=_remove,
                args=(desk, place),
            )


def _meanwhile(desk: Desk, place: Place, form: Form, own_name: str) -> None:
    """What another kept while one typed, and which words stay."""
    assert form.meanwhile is not None, "only drawn where there is something"
    by, _, theirs = form.meanwhile
    st.warning(
        typed_records.meanwhile(place.kind, by, removed=theirs is None, is_own=by == own_name),
        icon=":material/group:",
    )
    if theirs is not None:
        text = theirs.get("text") or theirs.get("what")
        with st.container(border=True, key="typed_theirs"):
            page_head.note("Zo staat het er nu")
            st.text(text or "Zonder tekst")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Mijn tekst bewaren" if theirs is not None else "Mijn tekst als nieuw bewaren",
            key="go_typed_mine",
            type="primary",
            on_click=_keep if theirs is not None else _keep_as_new,
            args=(desk, place),
        )
        if theirs is not None:
            st.button(
                "Allebei onder elkaar",
                key="typed_both",
                on_click=_take_both,
                args=(desk, place, theirs),
            )
        st.button(
            "Laten zoals het er nu staat" if theirs is not None else "Verwijderd laten",
            key="typed_theirs_stay",
            on_click=_throw_away,
            args=(desk, place),
        )


def _take_both(desk: Desk, place: Place, theirs: Mapping[str, Any]) -> None:
    """Puts both in the form, to be read once more before they are kept."""
    form = typed_state.forms()[place.name]
    for field in place.fields():
        if field.is_main:
            mine = st.session_state.get(place.key(field.name))
            st.session_state[place.key(field.name)] = typed_records.both(
                theirs.get(field.name), mine
            )
    form.meanwhile = None
    typed_state.save_draft(desk, place)


def _keep(desk: Desk, place: Place) -> None:
    form = typed_state.forms()[place.name]
    values = typed_state.typed_values(place)

    def keep() -> Kept:
        return desk.keep(place.kind, values, place.record_id, form.based_on)

    _do(desk, place, keep, "new" if place.record_id is None else "changed")


def _keep_as_new(desk: Desk, place: Place) -> None:
    """Of a record that another removed: one's own words stand again, as a record of their own."""
    values = typed_state.typed_values(place)
    _do(desk, place, lambda: desk.keep(place.kind, values, None, None), "new")


def _remove(desk: Desk, place: Place) -> None:
    number, based_on = place.record_id, typed_state.forms()[place.name].based_on
    assert number is not None, "what is new has nothing to remove"
    assert based_on is not None, "a record that is removed was read before"
    _do(desk, place, lambda: desk.remove(place.kind, number, based_on), "removed")


def _do(desk: Desk, place: Place, change: Callable[[], Kept], deed: Deed) -> None:
    """Keeps, and closes the form; or leaves it open with what stands in the way."""
    form = typed_state.forms()[place.name]
    form.problem, form.meanwhile = "", None
    try:
        kept = change()
    except ChangedMeanwhile as error:
        form.meanwhile = (error.by, error.at, error.theirs)
        form.based_on = error.version
    except IbdashError as error:
        form.problem = error.sentence()
    else:
        is_changed = kept.change_id != form.based_on
        text = typed_records.kept(place.kind, deed)
        desk.drop(place.name)
        typed_state.close_form()
        typed_state.say(Done(place.about, text, kept.change_id) if is_changed else None)


def _throw_away(desk: Desk, place: Place) -> None:
    form = typed_state.forms()[place.name]
    values = typed_state.typed_values(place)
    has_words = any(
        values.get(field.name) for field in place.fields() if field.kind in ("text", "line")
    )
    desk.drop(place.name)
    typed_state.close_form()
    form.meanwhile, form.problem = None, ""
    thrown = (place, values, form)
    typed_state.say(Done(place.about, "Weggegooid", thrown=thrown) if has_words else None)
