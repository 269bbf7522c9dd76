"""What was decided about a signal: seen, discussed, a plan, no action and why, or muted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ibdash.access import Person
from ibdash.changes import typed, words
from ibdash.changes.typed import About, Kept
from ibdash.store import Store

# As the open table `signaalbesluiten` says them.
SEEN, DISCUSSED, PLAN_MADE, NO_ACTION, MUTED = (
    "gezien",
    "besproken",
    "plan",
    "geen_actie",
    "gedempt",
)
DECISIONS = (SEEN, DISCUSSED, PLAN_MADE, NO_ACTION, MUTED)
SIGNAL_DECISION = typed.Kind(
    "signal_decision",
    (
        "rule",
        "subject",
        "since",
        "weight",
        "decision",
        "reason",
        "until_on",
        "decided_by",
        "decided_on",
    ),
    "Het besluit over dit signaal",
)


@dataclass(frozen=True)
class SignalDecision:
    """One decision about a signal as it was seen.

    rule, subject, since, weight: of the signal.  decision: one of DECISIONS.  reason: must be there
    for "geen_actie".  until_on: the last day of "gedempt".
    """

    rule: str
    subject: str
    since: date | None
    weight: float
    decision: str
    reason: str = ""
    until_on: date | None = None


def signal_decided(
    store: Store,
    about: About,
    decided: SignalDecision,
    *,
    earlier: Kept | None = None,
    today: date,
    who: Person,
) -> Kept:
    """Keeps a decision about a signal of a pupil or a group.

    earlier: the decision about the same signal that the person saw, which this one follows; its
    change_id is its version.
    Raises ValueNotUnderstood for "geen_actie" without a reason and "gedempt" without a day to come,
    and ChangedMeanwhile when somebody else decided since.
    """
    values = values_of(decided, today, who)
    if earlier is None:
        return typed.add(store, SIGNAL_DECISION, about, values, who=who)
    return typed.change(
        store, SIGNAL_DECISION, earlier.record_id, values, based_on=earlier.change_id, who=who
    )


def values_of(decided: SignalDecision, today: date, who: Person) -> dict[str, Any]:
    """The columns of a decision.  Raises ValueNotUnderstood as :func:`signal_decided`."""
    reason: str | None = words.text_or_none(decided.reason, "De reden", longest=words.LONGEST_LINE)
    if decided.decision == NO_ACTION:
        reason = words.text(decided.reason, "De reden", longest=words.LONGEST_LINE)
    until_on = None
    if decided.decision == MUTED:
        until_on = words.day_to_come(decided.until_on, "De dag", today)
    return {
        "rule": decided.rule,
        "subject": decided.subject,
        "since": decided.since,
        "weight": decided.weight,
        "decision": words.one_of(decided.decision, DECISIONS, "Het besluit"),
        "reason": reason,
        "until_on": until_on,
        "decided_by": who.name,
        "decided_on": today,
    }
