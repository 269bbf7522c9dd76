"""The range a pupil's next score is expected in: 80 % of pupils with such a start (section 3).

Regression on the pupils of the same scale who made this step before, with their real spread,
wider where results spread more.  Everything comes from before the moment's test window (as-of),
which is the caller's to see to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import comb, floor
from statistics import fmean

from ibdash.domain.limits import (
    ONE_YEAR_FACTOR,
    RANGE_PAIR_STEPS,
    RANGE_STEPS,
    RANGE_STEPS_TWO_SIDES,
    RANK_STEPS,
)
from ibdash.domain.state import State, TooLittle

# Weights of the last, the one before and the one before that.
_WEIGHTS = {1: (1,), 2: (2, 1), 3: (4, 2, 1)}
_LEAST_LEVERAGE = 0.2


@dataclass(frozen=True, slots=True)
class Step:
    """One pupil's step to score y in a pair of moments ("M6>E6"), on one line and scale.

    x1 is the score just before, x2 and x3 those of the moments before it, without gaps; None
    where a moment was missed.  school_year is that of y.
    """

    pair: str
    school_year: str
    y: float
    x1: float
    x2: float | None = None
    x3: float | None = None


def earlier_level(k: int, x1: float, x2: float | None, x3: float | None) -> float | None:
    """The weighted level of the k last scores, None where one of them is missing."""
    scores = [score for score in (x1, x2, x3)[:k] if score is not None]
    if len(scores) < k:
        return None
    weights = _WEIGHTS[k]
    return sum(w * x for w, x in zip(weights, scores, strict=True)) / sum(weights)


def quantile_6(ordered: Sequence[float], p: float) -> float:
    """The p-quantile at position p(n + 1) of sorted values (Hyndman & Fan type 6)."""
    position = p * (len(ordered) + 1)
    below = floor(position)
    if below < 1:
        return ordered[0]
    if below >= len(ordered):
        return ordered[-1]
    return ordered[below - 1] + (position - below) * (ordered[below] - ordered[below - 1])


@dataclass(frozen=True, slots=True)
class Spread:
    """How far results lie from expected, as straight lines of the distance to the middle."""

    at_middle_below: float
    slope_below: float
    at_middle_above: float
    slope_above: float
    mean: float

    def at(self, u: float) -> float:
        """The spread at a start u points from the middle: half to 2.5 times the mean."""
        line = (
            self.at_middle_below - self.slope_below * u
            if u < 0
            else self.at_middle_above + self.slope_above * u
        )
        return min(max(line, 0.5 * self.mean), 2.5 * self.mean)


@dataclass(frozen=True, slots=True)
class Centre:
    """Mean earlier level and mean score of the steps in one pair."""

    steps: int
    level: float
    score: float


@dataclass(frozen=True, slots=True)
class ExpectedRange:
    """expected with its 80 % range; below signal_below is under the 5 % line.

    n: steps in the reference; k: earlier scores used.
    """

    n: int
    k: int
    expected: float
    low: float
    high: float
    signal_below: float


@dataclass(frozen=True, slots=True)
class LineFit:
    """What the reference says for k earlier scores, all pairs of the line together."""

    k: int
    total: int
    slope: float
    factor: float
    spread: Spread
    z: tuple[float, ...]
    centres: Mapping[str, Centre]

    def range_of(self, pair: str, level: float) -> ExpectedRange:
        """The range of a pupil whose earlier level is `level` (see :func:`earlier_level`)."""
        centre = self.centres[pair]
        u = level - centre.level
        expected = centre.score + self.slope * u
        width = self.factor * self.spread.at(u)
        low, high, signal = (expected + quantile_6(self.z, p) * width for p in (0.10, 0.90, 0.05))
        return ExpectedRange(self.total, self.k, expected, low, high, signal)

    def share_below(self, pair: str, level: float, y: float) -> int | TooLittle:
        """Of 100 pupils with such a start, how many grew less; in tens, from 50 steps on.

        Steps with exactly this growth count half.
        """
        if self.total < RANK_STEPS:
            return State.TOO_LITTLE
        centre = self.centres[pair]
        u = level - centre.level
        own = _ratio(y - centre.score - self.slope * u, self.spread.at(u))
        below = sum((z < own) + 0.5 * (z == own) for z in self.z)
        return floor(10 * below / self.total + 0.5) * 10


Fit = Mapping[int, LineFit]


def fit(reference: Iterable[Step]) -> Fit:
    """The fits of one line by k (1, 2, 3), those with at least 25 steps in pairs of at least 5.

    It changes only when results are added, so it can be kept.
    """
    steps = list(reference)
    fits = (_fit_line(steps, k) for k in _WEIGHTS)
    return {line.k: line for line in fits if line}


def expected_range(
    reference: Iterable[Step] | Fit,
    pair: str,
    x1: float,
    x2: float | None = None,
    x3: float | None = None,
) -> ExpectedRange | TooLittle:
    """The expected range of a pupil in this pair, from the most earlier scores that suffice."""
    chosen = choose(reference, pair, x1, x2, x3)
    return State.TOO_LITTLE if chosen is None else chosen[0].range_of(pair, chosen[1])


def choose(
    reference: Iterable[Step] | Fit,
    pair: str,
    x1: float,
    x2: float | None = None,
    x3: float | None = None,
) -> tuple[LineFit, float] | None:
    """The fit with the highest k that the pupil and the pair have, and the pupil's level in it."""
    fits = reference if isinstance(reference, Mapping) else fit(reference)
    for k in sorted(fits, reverse=True):
        level = earlier_level(k, x1, x2, x3)
        if level is not None and pair in fits[k].centres:
            return fits[k], level
    return None


def _fit_line(steps: Sequence[Step], k: int) -> LineFit | None:
    rows: dict[str, list[tuple[float, float]]] = defaultdict(list)
    years: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        level = earlier_level(k, step.x1, step.x2, step.x3)
        if level is not None:
            rows[step.pair].append((level, step.y))
            years[step.pair].add(step.school_year)
    centres = {
        pair: Centre(len(found), fmean(w for w, _ in found), fmean(y for _, y in found))
        for pair, found in rows.items()
        if len(found) >= RANGE_PAIR_STEPS
    }
    deviations = [
        (centre.steps, w - centre.level, y - centre.score)
        for pair, centre in centres.items()
        for w, y in rows[pair]
    ]
    # Equal starts are seen in the starts: in their deviations rounding leaves a hair.
    starts_differ = any(len({w for w, _ in rows[pair]}) > 1 for pair in centres)
    if len(deviations) < RANGE_STEPS or not starts_differ:
        return None
    suu = sum(u * u for _, u, _ in deviations)
    slope = sum(u * v for _, u, v in deviations) / suu
    residuals = [
        (u, (v - slope * u) / max(1 - 1 / m - u * u / suu, _LEAST_LEVERAGE))
        for m, u, v in deviations
    ]
    spread = _spread(residuals)
    return LineFit(
        k=k,
        total=len(deviations),
        slope=slope,
        factor=ONE_YEAR_FACTOR if len(set().union(*(years[p] for p in centres))) == 1 else 1.0,
        spread=spread,
        z=tuple(sorted(_ratio(e, spread.at(u)) for u, e in residuals)),
        centres=centres,
    )


def _spread(residuals: Sequence[tuple[float, float]]) -> Spread:
    mean = fmean(abs(e) for _, e in residuals)
    if len(residuals) < RANGE_STEPS_TWO_SIDES:
        line = _line([(abs(u), abs(e)) for u, e in residuals])
        return Spread(*line, *line, mean)
    below = _line([(-u, abs(e)) for u, e in residuals if u < 0])
    above = _line([(u, abs(e)) for u, e in residuals if u >= 0])
    return Spread(*below, *above, mean)


def _line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Intercept and slope of y on x; flat at the mean where all x are equal."""
    mean_x, mean_y = fmean(x for x, _ in points), fmean(y for _, y in points)
    sxx = sum((x - mean_x) ** 2 for x, _ in points)
    if sxx == 0:
        return mean_y, 0.0
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sxx
    return mean_y - slope * mean_x, slope


def _ratio(residual: float, spread: float) -> float:
    """z of a residual; 0 where the reference has no spread at all, so nothing to divide by."""
    return residual / spread if spread else 0.0


def group_limit_below_range(n: int) -> int | None:
    """The number of pupils of n under their range from which the group comes first (section 4.3).

    Smallest k with P(X >= k) <= 2.5 % for Binomial(n, 0.10); None where even all n is chance.
    """
    at_most = accumulate(comb(n, k) * 0.1**k * 0.9 ** (n - k) for k in range(n))
    for k, chance_below in enumerate(at_most, start=1):
        if 1 - chance_below <= 0.025:
            return k
    return None
