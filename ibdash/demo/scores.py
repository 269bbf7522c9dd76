"""From true standing to what a school has: test results, with error, gaps and off-level tests.

Planted: a pupil who is ill is tested later or not at all; some rows are simply not there; a pupil
with an OPP does tests of a lower year group or none ("eigen_leerlijn"); who has just come from
abroad is exempt; the group of two years ago that is now the first group 6 skipped rekenen once;
nobody does AVI cards after AVI-Plus.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from ibdash.demo.ability import Numbers, Places, Roll
from ibdash.demo.cast import CARDS, COMPREHENSION, LINES, MATHS, SPELLING, WORDS
from ibdash.demo.norms import Norms
from ibdash.demo.people import Pupil
from ibdash.demo.test_days import MOMENTS, Calendar
from ibdash.domain import avi


class Outcome(IntEnum):
    """What became of a test that was to be taken."""

    NONE = 0
    TAKEN = 1
    RETAKEN = 2
    ILL = 3
    OWN_ROUTE = 4
    EXEMPT = 5


TAKEN = (Outcome.TAKEN, Outcome.RETAKEN)
"""With a result."""
REASONS = {
    Outcome.ILL: "ziek",
    Outcome.OWN_ROUTE: "eigen_leerlijn",
    Outcome.EXEMPT: "vrijgesteld",
}
"""The word of the open table for each outcome without a score."""

_ILL, _TESTED_LATER, _ROW_ABSENT = 0.02, 0.55, 0.008
_CAST_ERROR = 0.3
"""The cast tells its story at every seed, so it is measured almost without error."""
_CARDS_PER_SPREAD = 1.9
_CARDS_START = 1.2
"""AVI cards: how many a standard deviation is worth, and where the average pupil is at M3."""
_OFF_LEVEL_FROM, _TWO_YEARS_FROM = 5, 6


@dataclass(frozen=True)
class Scores:
    """Everything with the shape pupils x half years x lines.

    place: of the own moment in `MOMENTS`, -1 where there is none (pupils x half years).
    test_place: of the moment whose test was taken, lower than `place` for an off-level test.
    value: the ability score; for the cards the rank of the AVI level.
    """

    place: Places
    outcome: npt.NDArray[np.int8]
    test_place: Places
    value: Places


def observe(
    pupils: list[Pupil],
    calendar: Calendar,
    roll: Roll,
    true: Numbers,
    norms: Norms,
    rng: np.random.Generator,
) -> Scores:
    """Tests everybody on every line and moment up to the last delivered one."""
    place = _places(calendar, roll)
    test_place = np.repeat(place[:, :, None], len(LINES), axis=2)
    outcome = _outcomes(pupils, calendar, roll, place, rng)
    _own_routes(pupils, roll, test_place, outcome)
    noise = rng.standard_normal(true.shape)
    noise[[i for i, pupil in enumerate(pupils) if pupil.cast and pupil.cast.pattern]] *= _CAST_ERROR
    value = np.zeros(true.shape, dtype=np.int64)
    for number, line in enumerate(LINES):
        if line == CARDS:
            value[:, :, number] = _cards(true[:, :, number], noise[:, :, number], place)
            _stop_after_plus(value[:, :, number], outcome[:, :, number])
            continue
        for half_year in range(calendar.last + 1):
            norm = norms.at(line, half_year)
            at = np.clip(place[:, half_year], 0, None)
            spread = np.array([norm.spread(i) for i in range(len(MOMENTS))])[at]
            mean = np.array(norm.scale.means)[at]
            error = (1 - norm.scale.reliability) ** 0.5 * noise[:, half_year, number]
            score = np.rint(mean + spread * (true[:, half_year, number] + error))
            value[:, half_year, number] = np.clip(score, 0, norm.scale.highest)
    return Scores(place, outcome, test_place, value)


def _places(calendar: Calendar, roll: Roll) -> Places:
    """The place in `MOMENTS` of each pupil in each half year; -1 without a test."""
    own = np.repeat(roll.year_group, 2, axis=1)
    half_years = np.arange(own.shape[1])
    place = 2 * (own - 3) + half_years % 2
    no_test = (own < 3) | (place >= len(MOMENTS)) | (half_years > calendar.last)
    return np.where(no_test, -1, place)


def _outcomes(
    pupils: list[Pupil],
    calendar: Calendar,
    roll: Roll,
    place: Places,
    rng: np.random.Generator,
) -> npt.NDArray[np.int8]:
    shape = (*place.shape, len(LINES))
    outcome = np.full(shape, Outcome.TAKEN, dtype=np.int8)
    chance, later = rng.random(shape), rng.random(shape)
    ill = chance < _ILL
    outcome[ill & (later < _TESTED_LATER)] = Outcome.RETAKEN
    outcome[ill & (later >= _TESTED_LATER)] = Outcome.ILL
    outcome[chance > 1 - _ROW_ABSENT] = Outcome.NONE
    for number, pupil in enumerate(pupils):
        if pupil.cast:
            outcome[number] = Outcome.TAKEN
            if pupil.cast.role == "ziek":
                for line in (SPELLING, MATHS):
                    outcome[number, calendar.last, LINES.index(line)] = Outcome.ILL
        if pupil.kind == "tweede_taal" and pupil.entered_on.month != 8:
            entered = _half_year_of_entry(pupil, calendar)
            if 0 <= entered <= calendar.last:
                for line in (COMPREHENSION, WORDS):
                    outcome[number, entered, LINES.index(line)] = Outcome.EXEMPT
    outcome[roll.focus_before, 2 * calendar.current - 3, LINES.index(MATHS)] = Outcome.NONE
    outcome[:, :, LINES.index(COMPREHENSION)][place == 0] = Outcome.NONE
    outcome[place < 0] = Outcome.NONE
    _only_who_was_here(pupils, calendar, outcome)
    return outcome


def _half_year_of_entry(pupil: Pupil, calendar: Calendar) -> int:
    """The first half year whose tests come after the pupil's first day."""
    first = 2 * min(pupil.year_groups)
    return first + (pupil.entered_on > calendar.test_day(first, 0))


def _only_who_was_here(
    pupils: list[Pupil], calendar: Calendar, outcome: npt.NDArray[np.int8]
) -> None:
    last_days = [calendar.test_day(half_year, -1) for half_year in range(outcome.shape[1])]
    first_days = [calendar.test_day(half_year, 0) for half_year in range(outcome.shape[1])]
    for number, pupil in enumerate(pupils):
        for half_year, (first, last) in enumerate(zip(first_days, last_days, strict=True)):
            retaken = calendar.retake_day(last)
            if pupil.entered_on > first or (pupil.left_on and pupil.left_on < retaken):
                outcome[number, half_year] = Outcome.NONE


def _own_routes(
    pupils: list[Pupil],
    roll: Roll,
    test_place: Places,
    outcome: npt.NDArray[np.int8],
) -> None:
    """From groep 5 on, a pupil with an OPP does maths and comprehension of a lower year group."""
    maths, comprehension = LINES.index(MATHS), LINES.index(COMPREHENSION)
    for number, pupil in enumerate(pupils):
        if pupil.kind != "opp":
            continue
        for year, own in enumerate(roll.year_group[number]):
            if own < _OFF_LEVEL_FROM:
                continue
            lower = 4 if own >= _TWO_YEARS_FROM else 2
            test_place[number, 2 * year : 2 * year + 2, [maths, comprehension]] -= lower
            middle = outcome[number, 2 * year]
            if middle[comprehension] == Outcome.TAKEN:
                middle[comprehension] = Outcome.OWN_ROUTE


def _cards(true: Numbers, noise: Numbers, place: Places) -> Places:
    """The rank of the highest card mastered; nobody falls back."""
    rank = np.rint(place + _CARDS_START + _CARDS_PER_SPREAD * true + 0.5 * noise)
    rank = np.where(place < 0, 0, np.clip(rank, 0, len(avi.LEVELS) - 1))
    return np.maximum.accumulate(rank, axis=1).astype(np.int64)


def _stop_after_plus(rank: Places, outcome: npt.NDArray[np.int8]) -> None:
    reached = (rank == len(avi.LEVELS) - 1) & np.isin(outcome, TAKEN)
    earlier = np.cumsum(reached, axis=1) - reached
    outcome[earlier > 0] = Outcome.NONE
