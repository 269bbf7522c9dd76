"""What stands in a form that is being typed in: kept between runs, and in the store as a draft.

It knows nothing of the room of changes; the page lends a :class:`Desk`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

import streamlit as st

from ibdash.ui.session import Session
from ibdash.views import typed_records
from ibdash.views.typed_records import Field

# In st.session_state: the open form and what it holds; what was just done; whom this visit saw.
_OPEN = "typed_open"
_DONE = "typed_done"
_SEEN = "typed_seen"
_FORMS = "typed_forms"


class Kept(Protocol):
    """What was kept, and the version it has."""

    @property
    def record_id(self) -> int: ...
    @property
    def change_id(self) -> int: ...


class Desk(Protocol):
    """What the room of changes lends: the commands about one pupil or group."""

    def keep(
        self, kind: str, values: Mapping[str, Any], record_id: int | None, based_on: int | None
    ) -> Kept: ...
    def remove(self, kind: str, record_id: int, based_on: int) -> Kept: ...
    def take_back(self, change_id: int) -> None: ...
    def draft(self, place: str, values: Mapping[str, Any], based_on: int | None) -> None: ...
    def drop(self, place: str) -> None: ...


@dataclass(frozen=True)
class About:
    """Whom the page is about; mark: how the places of the drafts begin, without a name."""

    school_id: int
    pupil_id: int | None
    group_id: int | None

    @property
    def mark(self) -> str:
        return f"p{self.pupil_id}/" if self.pupil_id is not None else f"g{self.group_id}/"


@dataclass(frozen=True)
class Place:
    """One form: of a new record, or of one that is changed."""

    about: About
    kind: str
    record_id: int | None

    @property
    def name(self) -> str:
        return f"{self.about.mark}{self.kind}/{self.record_id or 'new'}"

    def key(self, field: str) -> str:
        """Of the widget of a field."""
        return f"typed_{self.name}_{field}"

    def fields(self) -> tuple[Field, ...]:
        """The fields of its form, with the kind of note or meeting that it has."""
        form = forms().get(self.name)
        word = form.word if form else None
        return typed_records.fields(self.kind, of_group=self.about.pupil_id is None, word=word)


@dataclass
class Form:
    """An open form.

    based_on: the version that was read; None of a new record.  unseen: values of the record that
    the form has no field for.  word: the kind of note or meeting it has.  problem: why it was not
    kept.  meanwhile: who kept something else, when, and their values, None where they removed it.
    """

    based_on: int | None
    unseen: Mapping[str, Any]
    word: str | None = None
    problem: str = ""
    meanwhile: tuple[str, datetime, Mapping[str, Any] | None] | None = None


@dataclass(frozen=True)
class Done:
    """What was just done.  change_id: to take it back; thrown: values to bring back in a form."""

    about: About
    text: str
    change_id: int | None = None
    thrown: tuple[Place, Mapping[str, Any], Form] | None = None


def forms() -> dict[str, Form]:
    """The open form by the name of its place; there is at most one in sight."""
    found: dict[str, Form] = st.session_state.setdefault(_FORMS, {})
    return found


def opened(about: About) -> Place | None:
    """The form that is open on this page."""
    place: Place | None = st.session_state.get(_OPEN)
    return place if place is not None and place.about == about else None


def open_form(place: Place, values: Mapping[str, Any], form: Form) -> None:
    """Opens a form with these values; usable in a callback."""
    forms().clear()
    forms()[place.name] = form
    for field in place.fields():
        value = values.get(field.name)
        if field.kind in ("text", "line"):
            value = value or ""
        elif field.kind == "yes_no":
            value = bool(value)
        elif field.kind == "choice":
            value = value if value in field.options else field.options[0]
        st.session_state[place.key(field.name)] = value
    st.session_state[_OPEN] = place
    st.session_state.pop(_DONE, None)


def close_form() -> None:
    """Closes the form that is open; its words are dropped by whoever calls this."""
    forms().clear()
    st.session_state.pop(_OPEN, None)


def typed_values(place: Place) -> dict[str, Any]:
    """What stands in the fields of an open form, and what it keeps unseen."""
    form = forms()[place.name]
    shown = {field.name: st.session_state.get(place.key(field.name)) for field in place.fields()}
    return {**form.unseen, **shown}


def save_draft(desk: Desk, place: Place) -> None:
    """Keeps what is typed so far; a callback of every field."""
    values = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in typed_values(place).items()
    }
    desk.draft(place.name, values, forms()[place.name].based_on)


@dataclass(frozen=True)
class Draft:
    """Words of an earlier run that were not kept."""

    place: Place
    written_at: datetime


def drafts(session: Session, about: About) -> tuple[list[Draft], dict[str, list[str]]]:
    """Own words that were not kept, newest first; and by place, who else has such words."""
    mine: list[Draft] = []
    others: dict[str, list[str]] = {}
    for row in session.ask("typed/drafts", about=about.mark).to_pylist():
        _, kind, record = row["place"].split("/")
        if kind not in typed_records.KINDS:
            continue
        if row["written_by"] == session.who.name:
            place = Place(about, kind, None if record == "new" else int(record))
            mine.append(Draft(place, row["written_at"]))
        else:
            others.setdefault(row["place"], []).append(row["written_by"])
    return mine, others


def open_draft(session: Session, place: Place) -> None:
    """Opens a form with the words of its draft; nothing happens where it is gone."""
    found = session.ask("typed/draft", written_by=session.who.name, place=place.name).to_pylist()
    if not found:
        return
    values = json.loads(found[0]["values_json"])
    word = values.get("note_kind") or values.get("meeting_kind")
    form = Form(found[0]["based_on"], {}, word)
    forms()[place.name] = form
    fields = {field.name: field for field in place.fields()}
    for name, value in values.items():
        if value is not None and (name in _DAYS or (name in fields and fields[name].kind == "day")):
            values[name] = date.fromisoformat(value)
    form.unseen = {name: value for name, value in values.items() if name not in fields}
    open_form(place, values, form)


# Days that a form keeps unseen.
_DAYS = ("done_on",)


def first_look(about: About) -> bool:
    """Whether this visit looks at them for the first time: only then a draft opens by itself."""
    seen: set[About] = st.session_state.setdefault(_SEEN, set())
    is_first = about not in seen
    seen.add(about)
    return is_first


def done(about: About) -> Done | None:
    """What was just done about them."""
    found: Done | None = st.session_state.get(_DONE)
    return found if found is not None and found.about == about else None


def say(text: Done | None) -> None:
    """Sets what was just done; None where there is nothing to say any more."""
    if text is None:
        st.session_state.pop(_DONE, None)
    else:
        st.session_state[_DONE] = text
