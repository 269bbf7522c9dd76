"""Meetings about a pupil or a group: on which day, with whom, and what was said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ibdash.access import Person
from ibdash.changes import typed, words
from ibdash.changes.typed import About, Kept
from ibdash.store import Store

KINDS = ("leerlingbespreking", "groepsbespreking", "ondersteuningsteam", "overig")
MEETING = typed.Kind(
    "meeting",
    ("held_on", "meeting_kind", "present", "text", "is_confidential"),
    "De bespreking",
)


@dataclass(frozen=True)
class Meeting:
    """held_on: its day.  meeting_kind: one of KINDS.  present: who were there, in words.
    text: what was said; may be empty, that it took place is a fact by itself.
    """

    held_on: date | None
    meeting_kind: str
    text: str = ""
    present: str = ""
    is_confidential: bool = False


def meeting_held(store: Store, about: About, meeting: Meeting, *, today: date, who: Person) -> Kept:
    """Keeps that a meeting took place.  Raises ValueNotUnderstood for what cannot be kept."""
    return typed.add(store, MEETING, about, _values(meeting, today), who=who)


def meeting_changed(
    store: Store,
    meeting_id: int,
    meeting: Meeting,
    *,
    based_on: int,
    today: date,
    who: Person,
) -> Kept:
    """Keeps other words.  Raises ChangedMeanwhile when somebody changed it after `based_on`."""
    values = _values(meeting, today)
    return typed.change(store, MEETING, meeting_id, values, based_on=based_on, who=who)


def meeting_removed(store: Store, meeting_id: int, *, based_on: int, who: Person) -> Kept:
    """Takes the meeting away.  Raises ChangedMeanwhile when somebody else changed it since."""
    return typed.remove(store, MEETING, meeting_id, based_on=based_on, who=who)


def _values(meeting: Meeting, today: date) -> dict[str, Any]:
    return {
        "held_on": words.past_day(meeting.held_on, "De dag", today),
        "meeting_kind": words.one_of(meeting.meeting_kind, KINDS, "De soort"),
        "present": words.text_or_none(
            meeting.present, "Wie erbij waren", longest=words.LONGEST_LINE
        ),
        "text": words.text_or_none(meeting.text, "Het verslag"),
        "is_confidential": meeting.is_confidential,
    }
