"""Support levels 1 to 5 (the 1-zorgroute); level 1 is everybody and has no row.

Planted: about 15 % at level 2, 6 % at 3 and a few at 4, most of them after a time at the level
below; some who came back to level 1; one former pupil who left at level 5.
"""

import random
from datetime import date, timedelta

from ibdash.demo import care_texts as texts
from ibdash.demo.ability import Numbers
from ibdash.demo.care import HelpGiven, Row
from ibdash.demo.cast import LINES
from ibdash.demo.people import Pupil
from ibdash.demo.test_days import Calendar, school_day

_SHARE = {"2": 0.15, "3": 0.06}
_ENDED_SHARE = 0.05
_CAST_LEVEL = {"dyslexie": "3", "rekenen": "3", "opp": "4", "laatbloeier": "1", "begaafd": "1"}
_WORK_HABITS_SHARE = 0.2
_NOISE = 0.5
"""What a teacher sees and a test does not, in standard deviations."""


def support_rows(
    pupils: list[Pupil],
    calendar: Calendar,
    true: Numbers,
    given: list[HelpGiven],
    opp_since: dict[str, date],
    chance: random.Random,
) -> list[Row]:
    """The rows of `ondersteuning`: per pupil its periods, oldest first.

    opp_since: by pupil key, the day from which level 4 holds.
    """
    return _Support(pupils, calendar, true, opp_since, chance).rows(given)


class _Support:
    def __init__(
        self,
        pupils: list[Pupil],
        calendar: Calendar,
        true: Numbers,
        opp_since: dict[str, date],
        chance: random.Random,
    ) -> None:
        self._pupils, self._calendar, self._chance = pupils, calendar, chance
        self._true, self._opp_since = true, opp_since
        self._rows: list[Row] = []

    def rows(self, given: list[HelpGiven]) -> list[Row]:
        here = [
            place for place, pupil in enumerate(self._pupils) if pupil.is_here(self._calendar.today)
        ]
        levels = self._levels(here, given)
        for place, level in sorted(levels.items()):
            if level != "1":
                self._periods(place, level)
        rest = [place for place in here if levels.get(place) is None]
        for place in self._chance.sample(rest, min(len(rest), round(_ENDED_SHARE * len(here)))):
            self._ended_period(place)
        self._referred()
        return self._rows

    def _levels(self, here: list[int], given: list[HelpGiven]) -> dict[int, str]:
        """The level of today for everybody above 1, and of the cast whose level is fixed."""
        levels = {}
        for place in here:
            pupil = self._pupils[place]
            if pupil.cast and pupil.cast.role in _CAST_LEVEL:
                levels[place] = _CAST_LEVEL[pupil.cast.role]
            elif pupil.kind == "opp":
                levels[place] = "4" if pupil.key in self._opp_since else "3"
        helped = [
            one.pupil
            for one in reversed(given)
            if one.pupil in here and one.after >= self._calendar.last - 1
        ]
        self._fill(levels, "3", helped, len(here))
        need = {place: self._need(place) for place in here}
        by_need = sorted(here, key=lambda place: need[place])
        self._fill(levels, "3", by_need, len(here))
        self._fill(levels, "2", by_need, len(here))
        return levels

    def _fill(self, levels: dict[int, str], level: str, places: list[int], here: int) -> None:
        """Gives the level to the first of these until its share of the school has it."""
        free = round(_SHARE[level] * here) - list(levels.values()).count(level)
        for place in places:
            if free > 0 and place not in levels:
                levels[place] = level
                free -= 1

    def _need(self, place: int) -> float:
        noise = self._chance.gauss(0, _NOISE)
        if self._is_kleuter(place):
            return noise
        return float(self._true[place, self._calendar.last].mean()) + noise

    def _is_kleuter(self, place: int) -> bool:
        return self._pupils[place].year_groups[self._calendar.current] < 3

    def _periods(self, place: int, level: str) -> None:
        """The period of today, most often after one at the level below."""
        pupil, today = self._pupils[place], self._calendar.today
        room = (today - pupil.entered_on).days
        began = today - timedelta(self._chance.randrange(0, max(1, min(room, 420))))
        began = self._opp_since[pupil.key] if level == "4" else min(today, school_day(began))
        before = (began - pupil.entered_on).days
        if level in ("3", "4") and before > 120:
            start = school_day(began - timedelta(self._chance.randrange(60, min(before, 500))))
            lower = str(int(level) - 1)
            self._row(pupil, lower, start, began - timedelta(1), self._reason(place, lower))
        self._row(pupil, level, began, None, self._reason(place, level))

    def _ended_period(self, place: int) -> None:
        pupil, today = self._pupils[place], self._calendar.today
        room = (today - pupil.entered_on).days
        if room > 200:
            began = school_day(today - timedelta(self._chance.randrange(190, min(room, 700))))
            ended = began + timedelta(self._chance.randrange(60, 140))
            self._row(pupil, "2", began, ended, self._reason(place, "2"))

    def _referred(self) -> None:
        """The first pupil on an own route, else any, who left before groep 8."""
        left = [
            pupil
            for pupil in self._pupils
            if pupil.left_on and max(pupil.year_groups.values()) < 8
            and (pupil.left_on - pupil.entered_on).days > 300
        ]  # fmt: skip
        for pupil in sorted(left, key=lambda pupil: pupil.kind != "opp")[:1]:
            if pupil.left_on:
                began = pupil.left_on - timedelta(120)
                self._row(pupil, "5", began, pupil.left_on, texts.SUPPORT_REASONS["5"][0])

    def _reason(self, place: int, level: str) -> str:
        if level == "2" and self._is_kleuter(place):
            return texts.KLEUTER_REASON
        if level == "2":
            return self._reason_in_class(place)
        return self._chance.choice(texts.SUPPORT_REASONS[level])

    def _reason_in_class(self, place: int) -> str:
        if self._chance.random() < _WORK_HABITS_SHARE:
            return texts.WORK_HABITS_REASON
        reasons = texts.SUPPORT_BY_LINE
        now = self._true[place, self._calendar.last]
        return reasons[min(reasons, key=lambda line: now[LINES.index(line)])]

    def _row(self, pupil: Pupil, level: str, began: date, ended: date | None, why: str) -> None:
        self._rows.append(
            {
                "bron_id": f"O{len(self._rows) + 1:04d}",
                "leerling_id": pupil.key,
                "niveau": level,
                "fase": texts.PHASES[level],
                "vanaf": began,
                "tot": ended,
                "reden": why,
            }
        )
