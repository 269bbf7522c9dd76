"""The rows of `resultaten_<schooljaar>.csv`, in the open table form.

A row without a result carries the day on which it was to be taken: a repeated year gives the same
test and moment again, and the day tells the two apart.  A row is put together from a few strings,
because what follows the day depends on the test and the score alone: 1.5 million rows are a matter
of seconds.
"""

from collections.abc import Iterator

import numpy as np

from ibdash.demo.ability import Places, Roll
from ibdash.demo.cast import CARDS, LINES, READING
from ibdash.demo.norms import CARDS_TEST, PUBLISHER, Norm, Norms
from ibdash.demo.people import Pupil
from ibdash.demo.scores import REASONS, TAKEN, Outcome, Scores
from ibdash.demo.test_days import MOMENTS, TEST_DAYS, Calendar
from ibdash.domain import avi

COLUMNS = (
    "leerling_id",
    "brin",
    "leerlijn",
    "toets",
    "uitgever",
    "generatie",
    "schooljaar",
    "moment",
    "afnamedatum",
    "jaargroep",
    "normversie",
    "vaardigheidsscore",
    "meetfout",
    "niveau",
    "niveauschaal",
    "gecorrigeerd_niveau",
    "percentiel",
    "dle",
    "functioneringsniveau",
    "avi",
    "reden_geen_resultaat",
    "opmerking",
)
_TESTED_ALONE = (READING, CARDS)
"""Read aloud to the teacher one by one, so spread over more days than a test in class."""
_DAYS_ALONE = 4
_LATER = "Later afgenomen"
_AFTER_JAARGROEP = len(COLUMNS) - COLUMNS.index("jaargroep") - 1


class Results:
    """The results of one school, year by year, as lines of text."""

    def __init__(
        self,
        brin: str,
        pupils: list[Pupil],
        calendar: Calendar,
        roll: Roll,
        scores: Scores,
        norms: Norms,
        rng: np.random.Generator,
    ) -> None:
        self._brin, self._pupils, self._calendar = brin, pupils, calendar
        self._roll, self._scores, self._norms = roll, scores, norms
        self._group_day = rng.integers(
            0, TEST_DAYS, (len(LINES), 2 * len(calendar.years), int(roll.group.max()) + 2)
        )
        self._pupil_day = rng.integers(0, _DAYS_ALONE, len(pupils))
        self._tails: dict[tuple[Norm, int, int, int], str] = {}

    def level(self, pupil: int, half_year: int, line: str) -> str | None:
        """The level on the test's own norm, where the test was taken."""
        number = LINES.index(line)
        if self._scores.outcome[pupil, half_year, number] not in TAKEN:
            return None
        place = int(self._scores.test_place[pupil, half_year, number])
        score = int(self._scores.value[pupil, half_year, number])
        return self._norms.at(line, half_year).level(score, place)

    def lines_of_year(self, year: int) -> Iterator[str]:
        """The lines of one school year's table, without a header; none before its first moment."""
        for half_year in (2 * year, 2 * year + 1):
            if half_year <= self._calendar.last:
                for number, line in enumerate(LINES):
                    yield from self._lines(half_year, number, line)

    def _lines(self, half_year: int, number: int, line: str) -> Iterator[str]:
        year = half_year // 2
        outcomes = self._scores.outcome[:, half_year, number]
        rows = np.flatnonzero(outcomes)
        days = self._days(half_year, number, line)
        norm = None if line == CARDS else self._norms.at(line, half_year)
        heads = [self._head(line, norm, year, moment) for moment in MOMENTS]
        columns = zip(
            rows.tolist(),
            outcomes[rows].tolist(),
            self._scores.place[rows, half_year].tolist(),
            self._scores.test_place[rows, half_year, number].tolist(),
            self._scores.value[rows, half_year, number].tolist(),
            days[rows].tolist(),
            strict=True,
        )
        firsts, retakes = self._day_texts(half_year)
        for pupil, outcome, own, place, value, day in columns:
            reason = REASONS.get(outcome)
            if reason:
                place = own
                tail = self._row_without_result(norm, reason)
            elif norm is None:
                tail = self._row_of_cards(value)
            else:
                tail = self._row_with_score(norm, place, own, value)
            is_late = outcome == Outcome.RETAKEN
            taken_on = (retakes if is_late else firsts)[day]
            note = _LATER if is_late else ""
            yield f"{self._pupils[pupil].key}{heads[place]}{taken_on};{tail}{note}"

    def _days(self, half_year: int, number: int, line: str) -> Places:
        of_group = self._group_day[number, half_year, self._roll.group[:, half_year // 2]]
        alone = self._pupil_day if line in _TESTED_ALONE else 0
        days: Places = np.minimum(of_group + alone, TEST_DAYS - 1)
        return days

    def _day_texts(self, half_year: int) -> tuple[list[str], list[str]]:
        days = [self._calendar.test_day(half_year, offset) for offset in range(TEST_DAYS)]
        later = [self._calendar.retake_day(day) for day in days]
        return [day.isoformat() for day in days], [day.isoformat() for day in later]

    def _head(self, line: str, norm: Norm | None, year: int, moment: str) -> str:
        test, generation = CARDS_TEST[1:]
        if norm is not None:
            test, generation = norm.scale.test, norm.scale.generation
        cells = (self._brin, line, test, PUBLISHER, generation, self._calendar.years[year], moment)
        return f";{';'.join(cells)};"

    def _row_without_result(self, norm: Norm | None, reason: str) -> str:
        return _cells(normversie=norm.version if norm else "", reden_geen_resultaat=reason)

    def _row_of_cards(self, rank: int) -> str:
        return _cells(avi=avi.LEVELS[rank])

    def _row_with_score(self, norm: Norm, place: int, own: int, score: int) -> str:
        key = (norm, place, own, score)
        if key not in self._tails:
            scale = norm.scale
            is_off_level = place != own
            self._tails[key] = _cells(
                jaargroep=MOMENTS[place][1] if is_off_level else "",
                normversie=norm.version,
                vaardigheidsscore=str(score),
                meetfout=str(norm.error(score, place)).replace(".", ",") if scale.has_error else "",
                niveau=norm.level(score, place),
                niveauschaal="I-V",
                gecorrigeerd_niveau=norm.level(score, own) if is_off_level else "",
                percentiel=str(norm.percentile(score, place)),
                dle=str(norm.dle(score)) if scale.has_dle else "",
                functioneringsniveau=(
                    norm.functioning_level(score) if scale.has_functioning_level else ""
                ),
            )
        return self._tails[key]


def _cells(**values: str) -> str:
    """The cells from jaargroep up to the remark, each followed by a semicolon."""
    names = COLUMNS[-_AFTER_JAARGROEP - 1 : -1]
    return "".join(f"{values.get(name, '')};" for name in names)
