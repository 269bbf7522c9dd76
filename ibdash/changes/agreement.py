"""Agreements: who does what, by when, and whether it was done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ibdash.access import Person
from ibdash.changes import typed, words
from ibdash.changes.typed import About, Kept
from ibdash.store import Store

AGREEMENT = typed.Kind(
    "agreement", ("what", "done_by", "due_on", "done_on", "came_from"), "De afspraak"
)


@dataclass(frozen=True)
class Agreement:
    """what: to be done.  done_by: who does it.  due_on: the last day for it.  done_on: when it was
    done.  came_from: the talk or meeting in which it was made, in words.
    """

    what: str
    done_by: str = ""
    due_on: date | None = None
    done_on: date | None = None
    came_from: str | None = None


def agreement_made(
    store: Store, about: About, agreement: Agreement, *, today: date, who: Person
) -> Kept:
    """Keeps an agreement.  Raises ValueNotUnderstood for what cannot be kept."""
    return typed.add(store, AGREEMENT, about, values_of(agreement, today), who=who)


def agreement_changed(
    store: Store,
    agreement_id: int,
    agreement: Agreement,
    *,
    based_on: int,
    today: date,
    who: Person,
) -> Kept:
    """Keeps other words, another day, or that it was done.

    Raises ChangedMeanwhile when somebody else changed it after `based_on`.
    """
    values = values_of(agreement, today)
    return typed.change(store, AGREEMENT, agreement_id, values, based_on=based_on, who=who)


def agreement_removed(store: Store, agreement_id: int, *, based_on: int, who: Person) -> Kept:
    """Takes the agreement away.  Raises ChangedMeanwhile when somebody else changed it since."""
    return typed.remove(store, AGREEMENT, agreement_id, based_on=based_on, who=who)


def values_of(agreement: Agreement, today: date) -> dict[str, Any]:
    """The columns of an agreement.  Raises ValueNotUnderstood as :func:`agreement_made`."""
    done_on = agreement.done_on
    return {
        "what": words.text(agreement.what, "De afspraak", longest=words.LONGEST_LINE),
        "done_by": words.text_or_none(agreement.done_by, "Wie", longest=words.LONGEST_LINE),
        "due_on": words.day_or_none(agreement.due_on, "De dag"),
        "done_on": None if done_on is None else words.past_day(done_on, "De dag", today),
        "came_from": words.text_or_none(
            agreement.came_from, "Waar het uit kwam", longest=words.LONGEST_LINE
        ),
    }
