"""The questions of Deze week, asked once for a school; the answers as the views want them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pyarrow as pa

from ibdash.questions import row_or_none
from ibdash.ui import names
from ibdash.ui.session import Session
from ibdash.views import week
from ibdash.views.week import Line
from ibdash.views.week_words import Moved, weeks

# Before the first review the last week is what is new.
_FIRST_TIME = timedelta(days=7)


@dataclass(frozen=True)
class Person:
    """Who a line is about, as it stands on the screen; key: None for a group."""

    shown: str
    group: str
    key: str | None


@dataclass(frozen=True)
class Week:
    """What the page knows.

    kept: the signals of the school as the room of signals keeps them.  since: the number of the
    change after which everything is new.
    """

    session: Session
    school_id: int
    kept: pa.Table
    since: int = 0
    review: Mapping[str, Any] | None = None
    people: Mapping[int, Person] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    group_of: Mapping[int, int | None] = field(default_factory=dict)

    def _ask(self, name: str, **values: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.session.ask(
            f"week/{name}", school_id=self.school_id, **values
        ).to_pylist()
        return rows

    def _today(self, name: str) -> list[dict[str, Any]]:
        return self._ask(name, today=self.session.today)

    @cached_property
    def signals(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.kept.to_pylist()
        return rows

    @cached_property
    def _plans(self) -> list[dict[str, Any]]:
        return self._today("plans")

    @cached_property
    def _decided(self) -> list[dict[str, Any]]:
        return self._ask("decided")

    @cached_property
    def to_answer(self) -> list[Line]:
        done = week.acts(self._today("acted"))
        return week.to_answer(self.signals, done, self.group_of, self.session.today)

    @cached_property
    def without_result(self) -> list[Line]:
        return week.without_result(
            self.signals, self._plans, self._today("support"), self._decided, self.session.today
        )

    @cached_property
    def without_growth(self) -> list[Line]:
        today = self.session.today
        bounds = self.session.ask(
            "group/error_bound",
            school_id=self.school_id,
            before_half_year=2 * (today.year - (today.month < 8)),
        ).to_pylist()
        by_scale = {row["scale"]: row["error_bound"] for row in bounds}
        return week.without_growth(self._plans, by_scale, self._decided, today)

    @property
    def points(self) -> int:
        return week.points(self.to_answer, self.without_result, self.without_growth)

    @property
    def quiet(self) -> tuple[int, int]:
        """(of how many a rule lacks data, how many lines wait for a later day)."""
        return week.too_little(self.signals), week.muted(
            self.signals, self._decided, self.session.today
        )

    @cached_property
    def moved(self) -> Moved:
        """What the signals did since the last review."""
        if self.review is None:
            return Moved(None)
        row = self._ask(
            "signals_moved",
            after=self.review["reviewed_on"],
            restricted=self.session.who.may_read_restricted(),
        )[0]
        return Moved(self.review["reviewed_on"], **row)

    @property
    def since_day(self) -> date:
        if self.review is not None:
            day: date = self.review["reviewed_on"]
            return day
        return self.session.today - _FIRST_TIME

    def changed(self) -> dict[str, Any]:
        return self._ask("changed", since=self.since)[0]

    def dealt(self) -> list[dict[str, Any]]:
        return self._ask("dealt", since=self.since)

    def to_do(self) -> list[dict[str, Any]]:
        monday, sunday = weeks(self.session.today)
        return self._ask("to_do", from_on=monday, until_on=sunday)

    def agreements(self) -> list[dict[str, Any]]:
        return self._today("agreements")

    def discussed(self) -> list[dict[str, Any]]:
        return self._today("discussed")

    def of_rule(self, *rules: str) -> list[dict[str, Any]]:
        """The signals of these rules that nobody has answered."""
        return [
            row
            for row in self.signals
            if row["rule"] in rules and row["outcome"] == "signal" and row["state"] == "new"
        ]

    def who(self, pupil_id: int | None, group_id: int | None) -> Person:
        """As it stands on the screen; a group that is not of this year has its name no more."""
        if pupil_id is not None:
            return self.people.get(pupil_id, Person("Een leerling", "", None))
        name = self.groups.get(group_id or 0, "")
        return Person(f"Groep {name}".strip(), "", None)


def ask(session: Session, school_id: int, kept: pa.Table, a_week_ago: int) -> Week:
    """a_week_ago: the last change of that day, from which the first time counts."""
    review = row_or_none(session.ask("week/last_review", school_id=school_id))
    found = session.ask("signal/people", school_id=school_id, today=session.today)
    rows: Sequence[Mapping[str, Any]] = found.to_pylist()
    shown = names.shown(session, found)
    return Week(
        session=session,
        school_id=school_id,
        kept=kept,
        since=a_week_ago if review is None else review["change_id"],
        review=review,
        people={
            row["pupil_id"]: Person(name, row["group_name"] or "", row["public_key"])
            for row, name in zip(rows, shown, strict=True)
        },
        groups={
            row["group_id"]: row["group_name"] or "" for row in rows if row["group_id"] is not None
        },
        group_of={row["pupil_id"]: row["group_id"] for row in rows},
    )
