"""What a limit would do: who would come on and off the list, now and at earlier moments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ibdash.access import Person
from ibdash.signals import engine
from ibdash.signals.catalogue import Rule
from ibdash.signals.engine import Asked, Limits
from ibdash.store import Store

# Below this many known signals of a rule nothing is said of what became of them.
LEAST_KNOWN = 20
# A plan, OPP or referral that starts within a year after a signal may have come of it.
_FOLLOWS_WITHIN = timedelta(days=365)

Whom = tuple[int | None, int | None, str]
"""Pupil, else group, and the subject of a signal."""


@dataclass(frozen=True)
class Moment:
    """On one day: who is on the list as the limits are, and who would be with the other ones."""

    day: date
    before: frozenset[Whom]
    after: frozenset[Whom]

    @property
    def on(self) -> frozenset[Whom]:
        """Who would come on the list."""
        return self.after - self.before

    @property
    def off(self) -> frozenset[Whom]:
        """Who would go off it."""
        return self.before - self.after


@dataclass(frozen=True)
class LookBack:
    """Of signals that a rule gave before: how many were followed by a plan, OPP or referral.

    days: between the signal and what followed, in order.
    """

    signals: int
    days: tuple[int, ...]


def earlier_days(today: date, moments: int = 4) -> list[date]:
    """The ends of the windows of the last main moments, newest first: 28 February and 15 July."""
    ends = sorted(
        (
            day
            for year in range(today.year - moments, today.year + 1)
            for day in (date(year, 2, 28), date(year, 7, 15))
            if day < today
        ),
        reverse=True,
    )
    return ends[:moments]


def preview(
    store: Store, asked: Asked, rule: Rule, limits: Limits, days: Sequence[date], *, who: Person
) -> list[Moment]:
    """What other limits of one rule would do on each of these days, by the facts as they are now.

    Rules that it replaces, or that replace it, are left out: this is about the rule alone.
    Raises AccessRefused as :func:`engine.run`.
    """
    alone = replace(asked, only=frozenset({rule.rule_id}))
    changed = replace(alone, limits={**asked.limits, **limits})
    return [
        Moment(
            day,
            _on_list(store, replace(alone, today=day), who),
            _on_list(store, replace(changed, today=day), who),
        )
        for day in days
    ]


def look_back(
    store: Store, asked: Asked, rule: Rule, days: Sequence[date], *, who: Person
) -> LookBack | None:
    """What became of the signals of a rule on earlier days; None where fewer than 20 are known.

    A signal of a pupil counts once a subject, from its own day on.
    Raises AccessRefused as :func:`engine.run`.
    """
    since: dict[tuple[int, str], date] = {}
    for day in sorted(days):
        then = replace(asked, today=day, only=frozenset({rule.rule_id}))
        for row in engine.run(store, then, who=who).to_pylist():
            if row["outcome"] == "signal" and row["pupil_id"] is not None:
                since.setdefault((row["pupil_id"], row["subject"]), row["since"] or day)
    if len(since) < LEAST_KNOWN:
        return None
    followed = []
    with store.read() as cursor:
        begun = cursor.execute(
            "select pupil_id, starts_on from plan where closed_by is null and pupil_id is not null"
            " and starts_on is not null and school_id = $school_id"
            " union all select pupil_id, requested_on from referral where closed_by is null"
            " and requested_on is not null and school_id = $school_id",
            {"school_id": asked.school_id},
        ).fetchall()
    by_pupil: dict[int, list[date]] = {}
    for pupil_id, day in begun:
        by_pupil.setdefault(pupil_id, []).append(day)
    for (pupil_id, _), first in since.items():
        after = [
            day for day in by_pupil.get(pupil_id, []) if first <= day <= first + _FOLLOWS_WITHIN
        ]
        if after:
            followed.append((min(after) - first).days)
    return LookBack(len(since), tuple(sorted(followed)))


def _on_list(store: Store, asked: Asked, who: Person) -> frozenset[Whom]:
    return frozenset(
        (row["pupil_id"], row["group_id"], row["subject"])
        for row in engine.run(store, asked, who=who).to_pylist()
        if row["outcome"] == "signal"
    )
