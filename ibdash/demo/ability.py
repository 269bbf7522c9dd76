"""Where every pupil truly stands, per learning line and half year, against the norm group.

In standard deviations of the norm group, before measurement error.  Lines of one pupil go together
(0.5 to 0.75) and a pupil drifts slowly.  On top of that come the kinds of pupils (`people.KINDS`),
which pull the school slightly below the average, repeated years, groups that do a little better or
worse in a year, and one group that dips in rekenen at the last moment.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ibdash.demo.cast import (
    CARDS,
    COMPREHENSION,
    LINES,
    MATHS,
    READING,
    SPELLING,
    WORDS,
    Pattern,
)
from ibdash.demo.groups import Group
from ibdash.demo.people import Pupil
from ibdash.demo.test_days import Calendar

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_TOGETHER = np.array(
    [
        [1.00, 0.90, 0.58, 0.70, 0.52, 0.50],
        [0.90, 1.00, 0.64, 0.68, 0.52, 0.52],
        [0.58, 0.64, 1.00, 0.64, 0.68, 0.74],
        [0.70, 0.68, 0.64, 1.00, 0.64, 0.58],
        [0.52, 0.52, 0.68, 0.64, 1.00, 0.62],
        [0.50, 0.52, 0.74, 0.58, 0.62, 1.00],
    ]
)
"""Correlations of the true standing, in the order of `LINES`; error takes about a tenth off."""

_PERSISTENCE = 0.965
"""From half year to half year: with the error, scores of two moments correlate about 0.86."""
_SCHOOL = 0.0
_CAST_NEARER = 0.6
_TRUE_SPREAD = 0.89
"""Kinds of pupils, groups and error add to it, up to about the spread of the norm group."""
_GROUP_SPREAD = 0.12
_DIP = -0.95
_BEFORE_REPEATING, _AFTER_REPEATING = -0.6, -0.1

_KIND_SHIFTS: dict[str, dict[str, float]] = {
    "dyslexie": {READING: -1.3, CARDS: -1.3, SPELLING: -0.9, COMPREHENSION: -0.2},
    "rekenproblemen": {MATHS: -1.2},
    "begaafd": dict.fromkeys(LINES, 1.2),
    "tweede_taal": {WORDS: -1.0, COMPREHENSION: -0.6, SPELLING: -0.2},
    "opp": dict.fromkeys(LINES, -0.9) | {MATHS: -1.7, COMPREHENSION: -1.5},
}
_KIND_COURSES = {
    "tweede_taal": (0.0, 0.07, 0.0, 0.6),
    "laatbloeier": (-1.0, 0.22, -1.0, 0.6),
    "zakt_weg": (0.5, -0.16, -1.1, 0.5),
}
"""Start, change per half year since groep 3, and the lowest and highest it may become."""


@dataclass(frozen=True)
class Roll:
    """Who sat where: the own year group and the place of the home group, per pupil and year.

    0 and -1 mean: not at school that year, and without a group.  focus: the places of the pupils
    of the first group 6 of the current school year; focus_before: those who sat together with most
    of them two years earlier.
    """

    year_group: Places
    group: Places
    focus: list[int]
    focus_before: list[int]

    @classmethod
    def of(cls, pupils: list[Pupil], groups: list[list[Group]]) -> "Roll":
        """The roll of all school years; `groups` holds the home groups of each."""
        year_group = np.zeros((len(pupils), len(groups)), dtype=np.int64)
        group = np.full((len(pupils), len(groups)), -1, dtype=np.int64)
        for place, pupil in enumerate(pupils):
            for year, own in pupil.year_groups.items():
                year_group[place, year] = own
        for year, found in enumerate(groups):
            for number, home in enumerate(found):
                group[home.members, year] = number
        focus = next((home.members for home in groups[-1] if "6" in home.name), [])
        before: list[int] = []
        if focus and len(groups) > 2:
            earlier = group[focus, -3]
            seated = earlier[earlier >= 0]
            if seated.size:
                before = groups[-3][int(np.bincount(seated).argmax())].members
        return cls(year_group, group, focus, before)


def standing(
    pupils: list[Pupil], calendar: Calendar, roll: Roll, rng: np.random.Generator
) -> Numbers:
    """True standing of every pupil: pupils x half years x lines (`LINES`)."""
    half_years = 2 * len(calendar.years)
    shape = (len(pupils), half_years, len(LINES))
    drawn = rng.standard_normal(shape) @ np.linalg.cholesky(_TOGETHER).T
    true = np.empty(shape)
    true[:, 0] = drawn[:, 0]
    fresh = (1 - _PERSISTENCE**2) ** 0.5
    for half_year in range(1, half_years):
        true[:, half_year] = _PERSISTENCE * true[:, half_year - 1] + fresh * drawn[:, half_year]
    true = _TRUE_SPREAD * true + _SCHOOL + _group_effects(calendar, roll, rng)
    for place, pupil in enumerate(pupils):
        if pupil.kind != "gewoon":
            true[place] += _kind_course(pupil, calendar, half_years)
        if pupil.repeated is not None:
            true[place] += _repeating_course(pupil, pupil.repeated, half_years)
    true[roll.focus, calendar.last, LINES.index(MATHS)] += _DIP
    for place, pupil in enumerate(pupils):
        if pupil.cast and pupil.cast.pattern:
            true[place] = _cast_course(pupil.cast.pattern, calendar, half_years)
        elif pupil.cast:
            # Whoever is called ordinary must not be far from the middle by chance.
            true[place] *= _CAST_NEARER
    return true


def _group_effects(calendar: Calendar, roll: Roll, rng: np.random.Generator) -> Numbers:
    """A group does a little better or worse in a year; nothing for who has no group."""
    largest = int(roll.group.max()) + 1
    drawn = rng.normal(0, _GROUP_SPREAD, (len(calendar.years), largest + 1, len(LINES)))
    drawn[:, -1] = 0
    years = np.arange(len(calendar.years))
    per_year = drawn[years[None, :], roll.group]
    return np.repeat(per_year, 2, axis=1)


def _kind_course(pupil: Pupil, calendar: Calendar, half_years: int) -> Numbers:
    course = np.zeros((half_years, len(LINES)))
    for line, shift in _KIND_SHIFTS.get(pupil.kind, {}).items():
        course[:, LINES.index(line)] += shift
    if pupil.kind in _KIND_COURSES:
        start, change, lowest, highest = _KIND_COURSES[pupil.kind]
        since = np.arange(half_years) - 2 * _first_year_of_group_3(pupil, calendar)
        wanted = [LINES.index(line) for line in _KIND_SHIFTS.get(pupil.kind, dict.fromkeys(LINES))]
        course[:, wanted] += np.clip(start + change * since, lowest, highest)[:, None]
    return course


def _first_year_of_group_3(pupil: Pupil, calendar: Calendar) -> int:
    """The place of the school year in which the pupil was in groep 3, here or elsewhere."""
    year, group = min(pupil.year_groups.items())
    return year + 3 - group


def _repeating_course(pupil: Pupil, repeated: int, half_years: int) -> Numbers:
    course = np.full((half_years, len(LINES)), _BEFORE_REPEATING)
    years = sorted(year for year, group in pupil.year_groups.items() if group == repeated)
    passed = sorted(year for year, group in pupil.year_groups.items() if group > repeated)
    if len(years) == 2:
        course[2 * years[1] :] = _AFTER_REPEATING
    elif passed and not years:
        course[:] = _AFTER_REPEATING
    return course


def _cast_course(pattern: Pattern, calendar: Calendar, half_years: int) -> Numbers:
    profiles = [
        pattern(calendar.last - half_year, calendar.current - half_year // 2)
        for half_year in range(half_years)
    ]
    return np.array([[profile[line] for line in LINES] for profile in profiles])
