"""Plans, their evaluations and support levels, with effects that show in the scores.

Planted: about half of the individual plans work, and then the pupil stands higher from the next
moment on; some evaluations are overdue and some are due soon, on whatever day it is; every group
has a group plan on the line where it stands lowest; who has an OPP is evaluated each half year.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ibdash.demo import care_texts as texts
from ibdash.demo.ability import Numbers, Roll
from ibdash.demo.care_texts import Help
from ibdash.demo.cast import LINES, MATHS, READING, SPELLING
from ibdash.demo.groups import Group
from ibdash.demo.people import Pupil
from ibdash.demo.test_days import Calendar, school_day

Row = dict[str, object]

_PLANS_A_PERIOD = 0.026
"""Individual plans in a half year, as a share of the pupils."""
_PERIODS = 4
_WORKS, _EFFECT = 0.45, 0.6
_NEEDS_A_PLAN = -0.9
_EVALUATED_AFTER = range(49, 100)
"""Days after the beginning: 7 to 14 weeks (domain README 6.3)."""
_GROUP_EVALUATED_AFTER = 105
_LATE_ONE_IN = 4
_LATE_AT_MOST = timedelta(150)
"""Of the evaluations whose day has passed, the first and then one in four was not held."""
_JUST_EVALUATED = timedelta(weeks=3)
_BETTER = {"V-": "V", "V": "IV", "IV": "III"}

_FORCED = {
    "dyslexie": (READING, (0, 2), "nee"),
    "rekenen": (MATHS, (0,), "deels"),
    "plan_werkt": (SPELLING, (2,), "ja"),
}
"""Cast role: line, the moments back after which a plan began, and how it ended."""


@dataclass(frozen=True, slots=True)
class HelpGiven:
    """A plan for one pupil on one line, in the half year after a moment."""

    pupil: int
    line: str
    after: int
    reached: str


def give_help(
    pupils: list[Pupil], calendar: Calendar, roll: Roll, true: Numbers, chance: random.Random
) -> list[HelpGiven]:
    """Chooses who gets a plan after each of the last moments, and raises whom it helps.

    Changes `true`, so it comes before the tests are taken.
    """
    wanted = max(1, round(_PLANS_A_PERIOD * _pupils_now(pupils, calendar)))
    given = []
    for after in range(max(0, calendar.last - _PERIODS + 1), calendar.last + 1):
        forced = [
            HelpGiven(number, line, after, reached)
            for number, pupil in enumerate(pupils)
            if pupil.cast and pupil.cast.role in _FORCED
            for line, moments_back, reached in [_FORCED[pupil.cast.role]]
            if calendar.last - after in moments_back
        ]
        given += forced
        weak = _weak(pupils, calendar, roll, true, after)
        for number, line in chance.sample(weak, min(len(weak), max(0, wanted - len(forced)))):
            reached = _result(chance)
            given.append(HelpGiven(number, line, after, reached))
            gain = {"ja": 1.0, "deels": 0.4, "nee": 0.0}[reached] * _EFFECT
            true[number, after + 1 :, LINES.index(line)] += gain
    return given


def _result(chance: random.Random) -> str:
    if chance.random() < _WORKS:
        return "ja"
    return "deels" if chance.random() < 0.55 else "nee"


def _pupils_now(pupils: list[Pupil], calendar: Calendar) -> int:
    return sum(pupil.is_here(calendar.today) for pupil in pupils)


def _weak(
    pupils: list[Pupil], calendar: Calendar, roll: Roll, true: Numbers, after: int
) -> list[tuple[int, str]]:
    """Pupils in groep 3 to 8 and the line on which they stand lowest, where that is low enough."""
    year, begins = _period(calendar, after)
    year = min(calendar.current, year)
    lines = list(texts.INDIVIDUAL)
    numbers = [LINES.index(line) for line in lines]
    found = []
    for place, pupil in enumerate(pupils):
        at_school = roll.year_group[place, year] >= 3 and pupil.is_here(min(begins, calendar.today))
        if not at_school or pupil.cast or pupil.kind == "opp":
            continue
        lowest = int(np.argmin(true[place, after, numbers]))
        if true[place, after, numbers[lowest]] < _NEEDS_A_PLAN:
            found.append((place, lines[lowest]))
    return found


def _period(calendar: Calendar, after: int) -> tuple[int, date]:
    """School year (place) and first day of the plans that follow a moment."""
    year, is_end = divmod(after, 2)
    if is_end:
        return year + 1, calendar.first_school_day(year + 1) + timedelta(14)
    march = date(calendar.start_year(year) + 1, 3, 1)
    return year, march + timedelta(-march.weekday() % 7)


class Care:
    """Makes the rows of `plannen` and `evaluaties` for one school.

    level_of: the level that was delivered for a pupil's place, half year and learning line.
    """

    def __init__(
        self,
        pupils: list[Pupil],
        calendar: Calendar,
        groups: list[list[Group]],
        level_of: Callable[[int, int, str], str | None],
        chance: random.Random,
    ) -> None:
        self._pupils, self._calendar, self._groups = pupils, calendar, groups
        self._level_of, self._chance = level_of, chance
        self._past: Counter[str] = Counter()
        self.opp_since: dict[str, date] = {}
        self.plans: list[Row] = []
        self.evaluations: list[Row] = []

    def individual_plans(self, given: Iterable[HelpGiven]) -> None:
        """A handelingsplan for every help that was given."""
        for help_given in given:
            pupil = self._pupils[help_given.pupil]
            begins = _period(self._calendar, help_given.after)[1]
            begins = school_day(begins + timedelta(self._chance.randrange(0, 12)))
            evaluated = school_day(begins + timedelta(self._chance.choice(_EVALUATED_AFTER)))
            now = self._level_of(help_given.pupil, help_given.after, help_given.line) or "IV"
            plan = self._plan(
                "handelingsplan",
                self._chance.choice(texts.INDIVIDUAL[help_given.line]),
                {"naam": pupil.name.call, "nu": now, "doel": _BETTER.get(now, "II")},
            )
            plan |= {
                "leerling_id": pupil.key,
                "titel": f"Handelingsplan {help_given.line}",
                "leerlijn": help_given.line,
            }
            self._course(plan, begins, evaluated, help_given.reached, pupil)

    def group_plans(self, true: Numbers, roll: Roll) -> None:
        """Per group and half year a groepsplan on its lowest line; one for every older group."""
        for after in (self._calendar.last - 1, self._calendar.last):
            year, begins = _period(self._calendar, after)
            evaluated = school_day(begins + timedelta(_GROUP_EVALUATED_AFTER))
            if year > self._calendar.current:
                continue
            for group in self._groups[year]:
                if group.name.startswith("1/2"):
                    continue
                line = self._lowest_line(true, group.members, after)
                plan = self._plan("groepsplan", texts.GROUP[line], {"groep": group.name})
                term = "september tot januari" if begins.month > 7 else "maart tot juli"
                plan |= {
                    "groep": group.name,
                    "titel": f"Groepsplan {line} groep {group.name}, {term}",
                    "leerlijn": line,
                }
                reached = self._chance.choice(("ja", "deels", "deels", "nee"))
                self._course(plan, begins, evaluated, reached, None)

    def _lowest_line(self, true: Numbers, members: list[int], after: int) -> str:
        lines = list(texts.GROUP)
        means = [true[members, after, LINES.index(line)].mean() for line in lines]
        return lines[int(np.argmin(means))]

    def opps(self) -> None:
        """An OPP for everyone on an own route, from groep 5 on, evaluated every half year.

        Fills `opp_since`: the day it was established, by the pupil's key.
        """
        calendar = self._calendar
        for pupil in self._pupils:
            if pupil.kind != "opp" or not pupil.is_here(calendar.today):
                continue
            year = next((y for y, g in sorted(pupil.year_groups.items()) if g >= 5), None)
            if year is None:
                continue
            established = calendar.first_school_day(year) + timedelta(28)
            if established > calendar.today:
                continue
            self._opp(pupil, max(established, pupil.entered_on + timedelta(35)))

    def _opp(self, pupil: Pupil, established: date) -> None:
        calendar, chance = self._calendar, self._chance
        plan = self._plan("opp", texts.OPP_HELP, {"naam": pupil.name.call})
        days = [
            day
            for after in range(calendar.last + 2)
            for day in [_half_yearly_talk(calendar, after)]
            if day > established + timedelta(90)
        ]
        past = [day for day in days if day <= calendar.today]
        is_late = bool(past) and self._is_late("opp")
        held = past[:-1] if is_late else past
        coming = [day for day in days if day > calendar.today]
        coming.append(school_day(calendar.today + timedelta(chance.randrange(20, 120))))
        plan |= {
            "leerling_id": pupil.key,
            "titel": "Ontwikkelingsperspectief",
            "begindatum": established,
            "evaluatiedatum": past[-1] if is_late else coming[0],
            "status": "lopend",
            "uitstroombestemming": chance.choice(texts.OUTFLOW),
            "belemmerende_factoren": chance.choice(texts.HINDERING),
            "bevorderende_factoren": chance.choice(texts.HELPING),
            "onderbouwing": texts.OPP_REASONING,
            "vastgesteld_op": established,
            "ouders_akkoord_op": min(calendar.today, established + timedelta(7)),
            "leerling_gehoord_op": established - timedelta(chance.randrange(3, 12)),
            "ondertekend_op": min(calendar.today, established + timedelta(14)),
        }
        self.plans.append(plan)
        self.opp_since[pupil.key] = established
        for day in held:
            self._evaluate(plan, day, "deels", texts.OPP_EVALUATION, with_pupil=True)

    def _plan(self, kind: str, text: Help, values: dict[str, str]) -> Row:
        return {
            "plan_id": f"P{len(self.plans) + 1:04d}",
            "soort": kind,
            "doel": text.goal.format(**values),
            "aanpak": text.approach.format(**values),
            "soort_hulp": text.kind,
            "minuten_per_week": text.minutes,
            "uitvoerder": text.by,
        }

    def _course(
        self, plan: Row, begins: date, evaluated: date, reached: str, pupil: Pupil | None
    ) -> None:
        """Dates, status and evaluation, as they are today; keeps the plan."""
        today, chance = self._calendar.today, self._chance
        plan |= {"begindatum": begins, "evaluatiedatum": evaluated}
        agreed = min(begins, school_day(begins - timedelta(chance.randrange(1, 8))))
        if agreed > today:
            plan["status"] = "concept"
        else:
            plan["vastgesteld_op"] = agreed
            plan["status"] = "lopend" if begins <= today else "vastgesteld"
            if pupil and begins <= today:
                answered = school_day(begins + timedelta(chance.randrange(0, 7)))
                plan["ouders_akkoord_op"] = min(today, answered)
        self.plans.append(plan)
        if evaluated > today:
            return
        if today - evaluated < _LATE_AT_MOST and self._is_late(str(plan["soort"])):
            return
        self._end(plan, evaluated, reached)
        text = texts.GROUP_EVALUATION[reached]
        if pupil:
            text = chance.choice(texts.EVALUATION[reached]).format(naam=pupil.name.call)
        self._evaluate(plan, evaluated, reached, text, with_pupil=pupil is not None)

    def _is_late(self, kind: str) -> bool:
        """Counted and not drawn, so that something is overdue on every day a demo is shown."""
        self._past[kind] += 1
        return self._past[kind] % _LATE_ONE_IN == 1

    def _end(self, plan: Row, day: date, reached: str) -> None:
        plan["vervolg"] = texts.FOLLOW_UP[reached]
        if self._calendar.today - day < _JUST_EVALUATED:
            plan["status"] = "geevalueerd"
            return
        ended = {"ja": "afgesloten", "deels": "voortgezet", "nee": "opgeschaald"}
        is_group = plan["soort"] == "groepsplan"
        plan["status"] = "afgesloten" if is_group else ended[reached]
        plan["einddatum"] = day

    def _evaluate(self, plan: Row, day: date, reached: str, text: str, with_pupil: bool) -> None:
        is_group = plan["soort"] == "groepsplan"
        self.evaluations.append(
            {
                "bron_id": f"E{len(self.evaluations) + 1:04d}",
                "plan_id": plan["plan_id"],
                "datum": day,
                "met_ouders": "nee" if is_group else self._chance.choice(("ja", "ja", "nee")),
                "met_leerling": "ja" if with_pupil else "nee",
                "doel_behaald": reached,
                "oordeel": {"ja": 2, "deels": 1, "nee": -1}[reached],
                "tekst": text,
            }
        )


def _half_yearly_talk(calendar: Calendar, after: int) -> date:
    """The OPP is evaluated with the parents about a month after each main moment."""
    year, is_end = divmod(after, 2)
    return date(calendar.start_year(year) + 1, 7 if is_end else 3, 3 if is_end else 10)
