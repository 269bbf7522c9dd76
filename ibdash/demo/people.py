"""The pupils of a demo school: cohorts, movers, repeated and skipped years, and kinds of pupils.

A school is a set of places in cohorts.  A place is held by one pupil after another: who moves away
is followed by somebody who moves in, so that groups keep their size.  About 2 % of the pupils
repeat a year; a few are of a kind that an IB'er knows (see `KINDS`).
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from ibdash.demo.cast import CAST, CastMember
from ibdash.demo.names import Name, NameBank
from ibdash.demo.test_days import Calendar

KINDS = {
    "dyslexie": 0.035,
    "rekenproblemen": 0.03,
    "begaafd": 0.025,
    "tweede_taal": 0.06,
    "laatbloeier": 0.02,
    "zakt_weg": 0.02,
    "opp": 0.018,
}
"""Share of all pupils; the rest is "gewoon".  What each kind means is in `ability.py`."""

_REPEATS = 0.02
_LEAVES = 0.035
_LEAVES_IN_SUMMER = 0.6
_SIBLINGS = 0.22
_COHORT_SHAPE = {1: 0.80, 2: 0.87, 3: 0.87, 4: 1.10, 5: 1.10, 6: 1.60, 7: 0.86, 8: 0.80}
"""By the year group now: 4 and 5 are too large for one group, 6 is large enough for two."""

_CAST_ORDER = {6: 0.0, 7: 0.3, 5: 0.8}
"""Where in the cohort the cast stands, so that groep 6 is 6a and groep 5 is not the combination."""


@dataclass(slots=True)
class Pupil:
    """One pupil.  year_groups: the own year group by place of the school year, while at school.

    order: 0 to 1 within the cohort, which decides the group.  kind: one of `KINDS`, or "gewoon".
    """

    name: Name
    is_girl: bool
    birth_date: date
    entered_on: date
    left_on: date | None
    order: float
    kind: str
    repeated: int | None = None
    skipped: int | None = None
    start_group_3: date | None = None
    year_groups: dict[int, int] = field(default_factory=dict)
    cast: CastMember | None = None
    key: str = ""

    def is_here(self, day: date) -> bool:
        """Whether the pupil is at school on a day."""
        return self.entered_on <= day and (self.left_on is None or day <= self.left_on)


def path(repeated: int | None = None, skipped: int | None = None) -> list[int]:
    """The year group in each school year from groep 1 on."""
    groups = [group for group in range(1, 9) if group != skipped]
    if repeated is not None:
        groups.insert(groups.index(repeated), repeated)
    return groups


class School:
    """Makes the pupils of one school; `with_cast` puts the recognisable ones in."""

    def __init__(self, calendar: Calendar, seed: str, size: int, with_cast: bool) -> None:
        self._calendar = calendar
        self._random = random.Random(seed)  # noqa: S311 - a demo, not secrets
        self._names = NameBank(seed)
        self._size = size
        self._cast = CAST if with_cast else ()
        for member in self._cast:
            self._names.reserve(member.name)

    def pupils(self) -> list[Pupil]:
        """Everybody who was at school on some day of these school years, up to today."""
        found = [self._cast_pupil(member, i) for i, member in enumerate(self._cast)]
        for cohort, places in self._cohort_sizes().items():
            taken = sum(member.year_group == cohort for member in self._cast)
            for _ in range(places - taken):
                found.extend(self._holders_of_a_place(cohort))
        known = [pupil for pupil in found if self._is_in_a_file(pupil)]
        known.sort(key=lambda pupil: (pupil.cast is None, pupil.entered_on, pupil.order))
        for number, pupil in enumerate(known):
            pupil.key = pupil.cast.key if pupil.cast else str(1101 + number - len(self._cast))
        return known

    def _cohort_sizes(self) -> dict[int, int]:
        """Places by year group now; above 8 are the cohorts that have left."""
        shape = {}
        for cohort in range(1, 9 + self._calendar.current):
            drawn = self._random.uniform(0.8, 1.2)
            shape[cohort] = _COHORT_SHAPE.get(cohort, 0.9) if self._cast else drawn
        scale = self._size / sum(shape[cohort] for cohort in range(1, 9))
        cast = Counter(member.year_group for member in self._cast)
        return {c: max(round(share * scale), cast[c], 1) for c, share in shape.items()}

    def _cast_pupil(self, member: CastMember, place: int) -> Pupil:
        groups = path(member.repeated, member.skipped)
        last = len(groups) - 1 - groups[::-1].index(member.year_group)
        first_year = self._calendar.current - last
        pupil = self._pupil(first_year, member.name, member.is_girl, groups)
        pupil.order = _CAST_ORDER[member.year_group] + place / 1000
        pupil.kind = "opp" if member.role == "opp" else "gewoon"
        pupil.cast, pupil.repeated, pupil.skipped = member, member.repeated, member.skipped
        if member.role == "nieuwkomer":
            self._enter(pupil, self._shortly_before_the_last_moment())
        return pupil

    def _shortly_before_the_last_moment(self) -> date:
        year, is_end = divmod(self._calendar.last, 2)
        start = self._calendar.start_year(year)
        return date(start + 1, 4, 6) if is_end else date(start, 12, 1)

    def _holders_of_a_place(self, cohort: int) -> list[Pupil]:
        """One pupil after another in one place of a cohort."""
        first_year = self._calendar.current - cohort + 1
        order, entered, holders = self._random.random(), None, []
        while True:
            is_girl = self._random.random() < 0.5
            # Who comes later comes into the year group that lost a pupil, so has not repeated.
            repeated = self._repeated_group() if entered is None else None
            name = self._names.draw(is_girl, _SIBLINGS)
            pupil = self._pupil(first_year, name, is_girl, path(repeated))
            pupil.order, pupil.kind, pupil.repeated = order, self._kind(), repeated
            if entered is not None:
                self._enter(pupil, entered)
            holders.append(pupil)
            entered = self._moves_away(pupil)
            if entered is None:
                return holders

    def _repeated_group(self) -> int | None:
        return next((group for group in range(2, 8) if self._random.random() < _REPEATS), None)

    def _kind(self) -> str:
        chance = self._random.random()
        for kind, share in KINDS.items():
            chance -= share
            if chance < 0:
                return kind
        return "gewoon"

    def _pupil(self, first_year: int, name: Name, is_girl: bool, groups: list[int]) -> Pupil:
        """A pupil who goes through these year groups and leaves after groep 8."""
        calendar = self._calendar
        oldest = date(calendar.start_year(first_year) - 5, 10, 1)
        birth_date = oldest + timedelta(self._random.randrange(365))
        entered_on = max(
            calendar.first_day(first_year), birth_date.replace(year=birth_date.year + 4)
        )
        year_of_group_3 = first_year + groups.index(3)
        return Pupil(
            name=name,
            is_girl=is_girl,
            birth_date=birth_date,
            entered_on=entered_on,
            left_on=calendar.last_day(first_year + len(groups) - 1),
            order=0.0,
            kind="gewoon",
            start_group_3=calendar.first_school_day(year_of_group_3),
            year_groups=dict(enumerate(groups, start=first_year)),
        )

    def _enter(self, pupil: Pupil, day: date) -> None:
        """Makes the pupil come from another school on this day."""
        pupil.entered_on = day
        for year in [y for y in pupil.year_groups if self._calendar.last_day(y) < day]:
            del pupil.year_groups[year]

    def _moves_away(self, pupil: Pupil) -> date | None:
        """Perhaps ends the pupil's time here; the day on which the next one comes, or None."""
        calendar = self._calendar
        for year, group in sorted(pupil.year_groups.items()):
            if group == 8 or self._random.random() >= _LEAVES:
                continue
            if self._random.random() < _LEAVES_IN_SUMMER:
                leaves, follows = calendar.last_day(year), calendar.first_day(year + 1)
            else:
                autumn = date(calendar.start_year(year), 10, 15)
                leaves = autumn + timedelta(self._random.randrange(180))
                follows = leaves + timedelta(self._random.randrange(20, 90))
            if leaves <= pupil.entered_on:
                continue
            pupil.left_on = leaves
            for later in [y for y in pupil.year_groups if y > year]:
                del pupil.year_groups[later]
            return follows
        return None

    def _is_in_a_file(self, pupil: Pupil) -> bool:
        """Drops what no file knows: earlier years, and what lies after today."""
        today, current = self._calendar.today, self._calendar.current
        if pupil.left_on is not None and pupil.left_on > today:
            pupil.left_on = None
        pupil.year_groups = {y: g for y, g in pupil.year_groups.items() if 0 <= y <= current}
        if pupil.start_group_3 is not None and pupil.start_group_3 > today:
            pupil.start_group_3 = None
        return bool(pupil.year_groups) and pupil.entered_on <= today
