"""The commands of typing behind one face: a page lends it to what draws the forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ibdash.access import Person
from ibdash.changes import agreement, decision, draft, meeting, note, taken_back, typed
from ibdash.changes.typed import About, Kept
from ibdash.store import Store


@dataclass(frozen=True)
class Desk:
    """Typing about one pupil or group, by one person.

    clock: local time, of which a draft says when it was typed.
    """

    store: Store
    about: About
    who: Person
    today: date
    clock: Callable[[], datetime]

    def keep(
        self, kind: str, values: Mapping[str, Any], record_id: int | None, based_on: int | None
    ) -> Kept:
        """Keeps a new record, or other values of one that was read as version `based_on`.

        values: the fields of Note, Agreement, Meeting or Decision.  Raises ValueNotUnderstood,
        ChangedMeanwhile and AccessRefused.
        """
        make, add, change = _COMMANDS[kind]
        record = make(**values)
        if record_id is None:
            return add(self.store, self.about, record, today=self.today, who=self.who)
        assert based_on is not None, "a record that is changed was read before"
        return change(
            self.store, record_id, record, based_on=based_on, today=self.today, who=self.who
        )

    def remove(self, kind: str, record_id: int, based_on: int) -> Kept:
        """Takes a record away.  Raises ChangedMeanwhile."""
        by_table = {one.table: one for one in taken_back.TYPED}
        return typed.remove(self.store, by_table[kind], record_id, based_on=based_on, who=self.who)

    def take_back(self, change_id: int) -> None:
        """Takes an edit back.  Raises IbdashError as :func:`edit_taken_back`."""
        taken_back.take_back(self.store, change_id, who=self.who)

    def draft(self, place: str, values: Mapping[str, Any], based_on: int | None) -> None:
        """Keeps what is being typed; see :func:`draft_kept`."""
        draft.draft_kept(
            self.store, place, values, based_on=based_on, at=self.clock(), who=self.who
        )

    def drop(self, place: str) -> None:
        """Forgets what was typed at a place."""
        draft.draft_dropped(self.store, place, who=self.who)


_COMMANDS: Mapping[str, tuple[Callable[..., Any], Callable[..., Kept], Callable[..., Kept]]] = {
    "note": (note.Note, note.note_added, note.note_changed),
    "agreement": (
        agreement.Agreement,
        agreement.agreement_made,
        agreement.agreement_changed,
    ),
    "meeting": (meeting.Meeting, meeting.meeting_held, meeting.meeting_changed),
    "decision": (decision.Decision, decision.decision_taken, decision.decision_changed),
}
