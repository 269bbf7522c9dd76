"""The fictive publisher "Demotoets": its tests, scales and norm tables.

No number here is a real publisher's.  A scale has, per moment, the mean and spread of an invented
norm group; percentile, level, DLE and functioning level of a score follow from them, in the same
table for the results and for `normtabellen.csv`, so that the two can never disagree.

Planted: rekenen changes generation (2.0 to 3.0) two school years before the current one: two
scales that share no axis; begrijpend lezen gets a stricter norm version one school year before, on
the same scale, so the same score gives a lower level; woordenschat comes without a measurement
error.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import NormalDist

from ibdash.demo.cast import CARDS, COMPREHENSION, MATHS, READING, SPELLING, WORDS
from ibdash.demo.test_days import MOMENTS, Calendar
from ibdash.domain import didactic_age
from ibdash.domain.levels import crosses

PUBLISHER = "Demotoets"
SOURCE = "fictief, bij de demoschool"
LEVELS = ("V-", "V", "IV", "III", "II", "I", "I+")
_NORMAL = NormalDist()
_NEW_MATHS_YEARS = 2
_NEW_NORM_YEARS = 1
"""How many school years before the current one these came in."""
_LARGER_AT_THE_ENDS = 0.06
"""A test measures very low and very high scores less sharply."""


@dataclass(frozen=True)
class Scale:
    """A test's scale: its norm group's mean per moment, and the spread at M3 and at M8.

    reliability: share of the variance that is not measurement error.  shift: of the means, for a
    later and stricter norm version.
    """

    line: str
    test: str
    generation: str
    means: tuple[float, ...]
    spread: tuple[float, float]
    highest: int
    reliability: float
    shift: float = 0.0
    has_error: bool = True
    has_dle: bool = False
    has_functioning_level: bool = False
    first: int = 0

    def norm(self, version: str) -> "Norm":
        """The norm of this scale in one version."""
        return Norm(self, version)


@dataclass(frozen=True)
class Norm:
    """A scale with a norm version: what every score is worth at every moment."""

    scale: Scale
    version: str
    stricter: float = 0.0

    @cached_property
    def means(self) -> tuple[float, ...]:
        """The mean of the norm group per place in `MOMENTS`."""
        return tuple(round(mean + self.stricter, 1) for mean in self.scale.means)

    def spread(self, place: int) -> float:
        """The standard deviation of the norm group."""
        low, high = self.scale.spread
        return low + (high - low) * place / (len(MOMENTS) - 1)

    def percentile(self, score: int, place: int) -> int:
        """1 to 99, from the normal norm group."""
        above = (score - self.means[place]) / self.spread(place)
        return min(99, max(1, round(100 * _NORMAL.cdf(above))))

    def level(self, score: int, place: int) -> str:
        """I+ to V-, by the band of the percentile."""
        return crosses(self.percentile(score, place)).seven

    def bounds(self, place: int) -> dict[str, tuple[int, int]]:
        """Lowest and highest score of each level at a moment, both inclusive."""
        found: dict[str, tuple[int, int]] = {}
        for score in range(self.scale.highest + 1):
            level = self.level(score, place)
            found[level] = (found.get(level, (score, score))[0], score)
        return found

    def error(self, score: int, place: int) -> float:
        """The standard error of measurement of a score, one decimal."""
        spread = self.spread(place)
        middle = spread * math.sqrt(1 - self.scale.reliability)
        away = min(2.5, abs(score - self.means[place]) / spread)
        return round(middle * (1 + _LARGER_AT_THE_ENDS * away * away), 1)

    def dle(self, score: int) -> int:
        """The months of instruction after which the norm group's mean is this score, 0 to 60."""
        months = [didactic_age.of_moment(moment) or 0 for moment in MOMENTS]
        means = self.means
        points = [(2 * means[0] - means[1], 0), *zip(means, months, strict=True)]
        points.append((2 * means[-1] - means[-2], 60))
        if score <= points[0][0]:
            return 0
        for (low, before), (high, after) in pairwise(points):
            if score <= high:
                return round(before + (after - before) * (score - low) / (high - low))
        return 60

    def functioning_level(self, score: int) -> str:
        """The moment whose mean is nearest; "<M3" and ">M8" beyond them by half a step."""
        means, first = self.means, self.scale.first
        if score < means[first] - (means[first + 1] - means[first]) / 2:
            return f"<{MOMENTS[first]}"
        if score > means[-1] + (means[-1] - means[-2]) / 2:
            return f">{MOMENTS[-1]}"
        nearest = min(range(first, len(means)), key=lambda place: abs(score - means[place]))
        return MOMENTS[nearest]


_READING = Scale(
    READING, "DMT", "2018", (20, 31, 44, 53, 61, 67, 74, 78, 84, 87, 92), (11, 16), 150, 0.92,
    has_dle=True,
)  # fmt: skip
_COMPREHENSION = Scale(
    COMPREHENSION, "Begrijpend lezen", "3.0",
    (0, 112, 124, 134, 145, 152, 162, 168, 177, 182, 191), (16, 21), 300, 0.85,
    has_functioning_level=True, first=1,
)  # fmt: skip
_SPELLING = Scale(
    SPELLING, "Spelling", "3.0", (128, 176, 217, 244, 270, 291, 313, 329, 348, 361, 377), (38, 44),
    550, 0.90, has_functioning_level=True,
)  # fmt: skip
_MATHS_2 = Scale(
    MATHS, "Rekenen-Wiskunde", "2.0", (37, 46, 54, 62, 70, 76, 83, 88, 94, 99, 105), (13, 15), 160,
    0.90, has_dle=True, has_functioning_level=True,
)  # fmt: skip
_MATHS_3 = Scale(
    MATHS, "Rekenen-Wiskunde", "3.0", (131, 147, 163, 178, 194, 205, 219, 228, 239, 246, 257),
    (20, 26), 380, 0.91, has_dle=True, has_functioning_level=True,
)  # fmt: skip
_WORDS = Scale(
    WORDS, "Woordenschat", "2.0", (41, 47, 54, 59, 65, 70, 76, 80, 86, 90, 96), (11, 14), 160, 0.84,
    has_error=False,
)  # fmt: skip
_STRICTER_BY = 4.0
_AVI_GENERATION = "2018"


class Norms:
    """The norms that held in each school year of a calendar."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        old = str(calendar.first_start - 2)
        new = str(calendar.start_year(calendar.current) - _NEW_NORM_YEARS)
        new_maths = str(calendar.start_year(calendar.current) - _NEW_MATHS_YEARS)
        self._lasting = {scale.line: scale.norm(old) for scale in (_READING, _SPELLING, _WORDS)}
        self._maths = (_MATHS_2.norm(old), _MATHS_3.norm(new_maths))
        self._comprehension = (
            _COMPREHENSION.norm(old),
            Norm(_COMPREHENSION, new, stricter=_STRICTER_BY),
        )

    def at(self, line: str, half_year: int) -> Norm:
        """The norm of a learning line with scores, in the school year of a half year."""
        ago = self._calendar.current - half_year // 2
        if line == MATHS:
            return self._maths[ago <= _NEW_MATHS_YEARS]
        if line == COMPREHENSION:
            return self._comprehension[ago <= _NEW_NORM_YEARS]
        return self._lasting[line]

    def rows(self) -> list[dict[str, object]]:
        """The rows of `normtabellen.csv`, seven levels a moment."""
        norms = [*self._lasting.values(), *self._maths, *self._comprehension]
        return [
            {
                "uitgever": PUBLISHER,
                "toets": norm.scale.test,
                "generatie": norm.scale.generation,
                "normversie": norm.version,
                "leerlijn": norm.scale.line,
                "moment": MOMENTS[place],
                "niveauschaal": "I-V",
                "niveau": level,
                "score_van": lowest,
                "score_tot_en_met": highest,
                "gemiddelde": norm.means[place],
                "bron": SOURCE,
            }
            for norm in norms
            for place in range(norm.scale.first, len(MOMENTS))
            for level, (lowest, highest) in norm.bounds(place).items()
        ]


CARDS_TEST = (CARDS, "AVI", _AVI_GENERATION)
"""Learning line, test and generation of the AVI cards, which have no scores and no levels."""
