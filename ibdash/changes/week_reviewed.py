"""The week of a school: gone through to its end, and each line of it dealt with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ibdash.access import Person, check_may_change
from ibdash.changes import agreement, signal_decided, typed
from ibdash.changes.agreement import Agreement
from ibdash.changes.signal_decided import SignalDecision
from ibdash.changes.typed import About, Kept
from ibdash.errors import IbdashError
from ibdash.store import Store

WEEK_REVIEW = typed.Kind(
    "week_review",
    ("reviewed_on", "reviewed_by", "points", "came", "gone"),
    "De afronding van de week",
    of_school=True,
)


def week_reviewed(
    store: Store,
    school_id: int,
    *,
    points: int,
    came: int,
    gone: int,
    today: date,
    who: Person,
) -> Kept:
    """Keeps that the week was gone through; the next one starts there.

    points: what still asks something.  came, gone: signals since the review before.
    """
    values = {
        "reviewed_on": today,
        "reviewed_by": who.name,
        "points": points,
        "came": came,
        "gone": gone,
    }
    return typed.add(store, WEEK_REVIEW, About(school_id), values, who=who)


@dataclass(frozen=True)
class Dealt:
    """One of the signals under a line: the decision, and the one it follows (see there)."""

    decided: SignalDecision
    earlier: Kept | None = None


def line_dealt_with(
    store: Store,
    about: About,
    dealt: Sequence[Dealt],
    *,
    agreed: Agreement | None = None,
    today: date,
    who: Person,
) -> int:
    """Decides about all signals under a line, and makes the agreement that follows, in one change.

    Gives the number of that change, to take all of it back.  Raises ValueNotUnderstood as
    :func:`signal_decided` and :func:`agreement_made`, and ChangedMeanwhile when somebody else
    decided since; then nothing is kept.
    """
    check_may_change(who)
    rows = [(signal_decided.values_of(one.decided, today, who), one.earlier) for one in dealt]
    promise = None if agreed is None else agreement.values_of(agreed, today)
    if not rows and promise is None:
        raise IbdashError(
            "Er is niets te bewaren", "Er is niets veranderd", "Kies een regel in de lijst"
        )
    with store.change(who.name, "edit") as writing:
        for values, earlier in rows:
            if earlier is None:
                typed.add_in(writing, signal_decided.SIGNAL_DECISION, about, values)
            else:
                typed.change_in(
                    writing,
                    signal_decided.SIGNAL_DECISION,
                    earlier.record_id,
                    values,
                    based_on=earlier.change_id,
                )
        if promise is not None:
            typed.add_in(writing, agreement.AGREEMENT, about, promise)
        number = writing.change_id
    return number
