"""Decisions about a pupil or a group, each with its reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ibdash.access import Person
from ibdash.changes import typed, words
from ibdash.changes.typed import About, Kept
from ibdash.store import Store

DECISION = typed.Kind(
    "decision", ("decided_on", "what", "reason", "decided_by", "until_on"), "Het besluit"
)


@dataclass(frozen=True)
class Decision:
    """decided_on: its day.  what: was decided.  reason: why.  decided_by: by whom, in words.
    until_on: the last day on which it holds; None where it has none.
    """

    decided_on: date | None
    what: str
    reason: str = ""
    decided_by: str = ""
    until_on: date | None = None


def decision_taken(
    store: Store, about: About, decision: Decision, *, today: date, who: Person
) -> Kept:
    """Keeps a decision; without `decided_by` it is that of `who`.

    Raises ValueNotUnderstood for what cannot be kept.
    """
    return typed.add(store, DECISION, about, _values(decision, today, who), who=who)


def decision_changed(
    store: Store,
    decision_id: int,
    decision: Decision,
    *,
    based_on: int,
    today: date,
    who: Person,
) -> Kept:
    """Keeps other words.  Raises ChangedMeanwhile when somebody changed it after `based_on`."""
    values = _values(decision, today, who)
    return typed.change(store, DECISION, decision_id, values, based_on=based_on, who=who)


def decision_removed(store: Store, decision_id: int, *, based_on: int, who: Person) -> Kept:
    """Takes the decision away.  Raises ChangedMeanwhile when somebody else changed it since."""
    return typed.remove(store, DECISION, decision_id, based_on=based_on, who=who)


def _values(decision: Decision, today: date, who: Person) -> dict[str, Any]:
    line = words.LONGEST_LINE
    decided_on = words.past_day(decision.decided_on, "De dag", today)
    decided_by = words.text_or_none(decision.decided_by, "Wie besliste", longest=line)
    return {
        "decided_on": decided_on,
        "what": words.text(decision.what, "Het besluit", longest=line),
        "reason": words.text_or_none(decision.reason, "De reden"),
        "decided_by": decided_by or who.name,
        "until_on": words.not_before(decision.until_on, decided_on, "De laatste dag"),
    }
