"""Dealing with the week behind one face: a page lends it to what draws the lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ibdash.access import Person
from ibdash.changes import agreement, taken_back
from ibdash.changes.agreement import Agreement
from ibdash.changes.signal_decided import SignalDecision
from ibdash.changes.typed import About, Kept
from ibdash.changes.week_reviewed import Dealt, line_dealt_with, week_reviewed
from ibdash.store import Store


class Said(Protocol):
    """A signal under a line, with the decision that it had when it was seen."""

    @property
    def rule(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def since(self) -> date | None: ...
    @property
    def weight(self) -> float: ...
    @property
    def record_id(self) -> int | None: ...
    @property
    def version(self) -> int | None: ...


class Promise(Protocol):
    """An agreement as it was read."""

    @property
    def agreement_id(self) -> int: ...
    @property
    def version(self) -> int: ...
    @property
    def what(self) -> str: ...
    @property
    def done_by(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def came_from(self) -> str | None: ...


@dataclass(frozen=True)
class WeekDesk:
    """The week of one school, gone through by one person.

    Every command gives the number of its change, to take it back.
    """

    store: Store
    school_id: int
    who: Person
    today: date

    def deal(
        self,
        whom: tuple[int | None, int | None],
        said: Sequence[Said],
        decision: str,
        *,
        reason: str = "",
        until_on: date | None = None,
        agreed: tuple[str, str, date | None] | None = None,
    ) -> int:
        """Decides about all signals of a line.

        whom: pupil and group.  decision: one of DECISIONS.  agreed: (what, by whom, last day) of an
        agreement that is made with it.  Raises as :func:`line_dealt_with`.
        """
        dealt = [
            Dealt(
                SignalDecision(
                    one.rule, one.subject, one.since, one.weight, decision, reason, until_on
                ),
                None
                if one.record_id is None or one.version is None
                else Kept(one.record_id, one.version),
            )
            for one in said
        ]
        about = About(self.school_id, *whom)
        made = None if agreed is None else Agreement(*agreed, came_from="Deze week")
        return line_dealt_with(
            self.store, about, dealt, agreed=made, today=self.today, who=self.who
        )

    def done(self, promise: Promise) -> int:
        """The agreement was done today.  Raises ChangedMeanwhile."""
        values = Agreement(
            promise.what, promise.done_by, promise.due_on, self.today, promise.came_from
        )
        return agreement.agreement_changed(
            self.store,
            promise.agreement_id,
            values,
            based_on=promise.version,
            today=self.today,
            who=self.who,
        ).change_id

    def close(self, points: int, came: int, gone: int) -> int:
        """Keeps that the week was gone through; see :func:`week_reviewed`."""
        return week_reviewed(
            self.store,
            self.school_id,
            points=points,
            came=came,
            gone=gone,
            today=self.today,
            who=self.who,
        ).change_id

    def take_back(self, change_id: int) -> None:
        """Takes one of these back.  Raises IbdashError as :func:`edit_taken_back`."""
        taken_back.take_back(self.store, change_id, who=self.who)
