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
    """noted_on: the day it is about.  note_kind: one of KINDS.  is_confidential: restricted.
    author: who wrote it at first, and stays its author; None for a note that is added.
    """

    noted_on: date | None
    note_kind: str
    text: str
    is_confidential: bool = False
    author: str | None = None


def note_added(store: Store, about: About, note: Note, *, today: date, who: Person) -> Kept:
    """Keeps a note of `who`.  Raises ValueNotUnderstood for what cannot be kept."""
    values = _values(note, today) | {"author": note.author or who.name}
    return typed.add(store, NOTE, about, values, who=who)


def note_changed(
    store: Store,
    note_id: int,
    note: Note,
    *,
    based_on: int,
    today: date,
    who: Person,
) -> Kept:
    """Keeps other words.  Raises ChangedMeanwhile when somebody changed it after `based_on`."""
    values = _values(note, today)
    return typed.change(store, NOTE, note_id, values, based_on=based_on, who=who)


def note_removed(store: Store, note_id: int, *, based_on: int, who: Person) -> Kept:
    """Takes the note away.  Raises ChangedMeanwhile when somebody else changed it since."""
    return typed.remove(store, NOTE, note_id, based_on=based_on, who=who)


def _values(note: Note, today: date) -> dict[str, Any]:
    return {
        "noted_on": words.past_day(note.noted_on, "De dag", today),
        "note_kind": words.one_of(note.note_kind, KINDS, "De soort"),
        "text": words.text(note.text, "De notitie"),
        "author": note.author,
        "is_confidential": note.is_confidential,
    }
