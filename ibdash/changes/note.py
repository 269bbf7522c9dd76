"""Notes: what was seen or said, of a pupil or a group; some of them restricted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ibdash.access import Person
from ibdash.changes import typed, words
from ibdash.changes.typed import About, Kept
from ibdash.store import Store

KINDS = (
    "observatie",
    "gesprek_ouders",
    "gesprek_leerling",
    "overig",
    # As the open table `notities` knows them; what is typed as a meeting is a meeting.
    "leerlingbespreking",
    "groepsbespreking",
    "ondersteuningsteam",
)
NOTE = typed.Kind(
    "note", ("noted_on", "note_kind", "text", "author", "is_confidential"), "De notitie"
)


@dataclass(frozen=True)
class Note:
    """noted_on: the day it is about.  note_kind: one of KINDS.  is_confidential: restricted."""

    noted_on: date | None
    note_kind: str
    text: str
    is_confidential: bool = False


def note_added(store: Store, about: About, note: Note, *, today: date, who: Person) -> Kept:
    """Keeps a note of `who`.  Raises ValueNotUnderstood for what cannot be kept."""
    return typed.add(store, NOTE, about, _values(note, today, who.name), who=who)


def note_changed(
    store: Store,
    note_id: int,
    note: Note,
    *,
    author: str | None,
    based_on: int,
    today: date,
    who: Person,
) -> Kept:
    """Keeps other words; author: who wrote it at first, who stays its author.

    Raises ChangedMeanwhile when somebody else changed it after `based_on`.
    """
    values = _values(note, today, author)
    return typed.change(store, NOTE, note_id, values, based_on=based_on, who=who)


def note_removed(store: Store, note_id: int, *, based_on: int, who: Person) -> Kept:
    """Takes the note away.  Raises ChangedMeanwhile when somebody else changed it since."""
    return typed.remove(store, NOTE, note_id, based_on=based_on, who=who)


def _values(note: Note, today: date, author: str | None) -> dict[str, Any]:
    return {
        "noted_on": words.past_day(note.noted_on, "De dag", today),
        "note_kind": words.one_of(note.note_kind, KINDS, "De soort"),
        "text": words.text(note.text, "De notitie"),
        "author": author,
        "is_confidential": note.is_confidential,
    }
