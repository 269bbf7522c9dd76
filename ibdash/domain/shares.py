"""Shares of a level, and how much of a change in them is chance (methods.md, section 5).

Counts are pupils, shares run from 0 to 1, ranges are 95 %.
"""

from dataclasses import dataclass
from functools import cache
from math import exp, pi, sqrt
from statistics import NormalDist

from ibdash.domain.levels import A_E, I_V
from ibdash.domain.limits import GROUP_SHOWN, SHARE_CHANGE, SHARE_RANGE, Z_95
from ibdash.domain.state import State, TooLittle, state_of_range

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Share:
    """k of n; the share from 5 pupils on, its range from 10 on."""

    k: int
    n: int
    share: float | None
    low: float | None
    high: float | None


def share(k: int, n: int) -> Share:
    """A count as a share with Wilson's range."""
    if n < GROUP_SHOWN:
        return Share(k, n, None, None, None)
    if n < SHARE_RANGE:
        return Share(k, n, k / n, None, None)
    return Share(k, n, k / n, *wilson(k, n))


def wilson(k: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % range of k of n (Wilson 1927), whatever the n."""
    p, square = k / n, Z_95**2
    middle = p + square / (2 * n)
    margin = Z_95 * sqrt(p * (1 - p) / n + square / (4 * n**2))
    scale = 1 + square / n
    # Exactly 0 and 1 at the ends, where rounding leaves a hair.
    low = 0.0 if k == 0 else (middle - margin) / scale
    high = 1.0 if k == n else (middle + margin) / scale
    return low, high


@dataclass(frozen=True, slots=True)
class SamePupilsDifference:
    """A change of a share; the range is around `centre`, not around `difference`."""

    n: int
    difference: float
    centre: float
    low: float
    high: float

    @property
    def state(self) -> State:
        """DIFFERENCE where the range leaves zero out."""
        return state_of_range(self.low, self.high)


def share_difference_same_pupils(
    n: int, left: int, entered: int
) -> SamePupilsDifference | TooLittle:
    """Change of a share among the n pupils with both results (Agresti & Min 2005).

    left: pupils who were at these levels and no longer are; entered: the other way round.  From
    15 pupils on.
    """
    if n < SHARE_CHANGE:
        return State.TOO_LITTLE
    change = entered - left
    centre = change / (n + 2)
    margin = Z_95 * sqrt(left + entered + 1 - change**2 / (n + 2)) / (n + 2)
    return SamePupilsDifference(n, change / n, centre, centre - margin, centre + margin)


@dataclass(frozen=True, slots=True)
class OtherPupilsDifference:
    """Second share minus first, of different pupils."""

    difference: float
    low: float
    high: float

    @property
    def state(self) -> State:
        """DIFFERENCE where the range leaves zero out."""
        return state_of_range(self.low, self.high)


def share_difference_other_pupils(
    k1: int, n1: int, k2: int, n2: int
) -> OtherPupilsDifference | TooLittle:
    """Difference of two shares of different pupils (Newcombe 1998), from 15 pupils in both."""
    if min(n1, n2) < SHARE_CHANGE:
        return State.TOO_LITTLE
    p1, p2 = k1 / n1, k2 / n2
    (low1, high1), (low2, high2) = wilson(k1, n1), wilson(k2, n2)
    difference = p2 - p1
    return OtherPupilsDifference(
        difference,
        difference - sqrt((p2 - low2) ** 2 + (high1 - p1) ** 2),
        difference + sqrt((high2 - p2) ** 2 + (p1 - low1) ** 2),
    )


# Upper border of each level but the highest as a share of pupils, lowest first (README 1.1).
_BORDERS = {I_V: (0.2, 0.4, 0.6, 0.8), A_E: (0.10, 0.25, 0.50, 0.75)}
# Simpson's rule with these steps is right to six decimals up to a reliability of .99.
_STEPS = 400
_TAIL = 8.0


@dataclass(frozen=True, slots=True)
class LevelDrop:
    """Chance of one or more, and of two or more ranks lower."""

    one_or_more: float
    two_or_more: float


@cache
def level_drop_by_chance(reliability: float, scale: str) -> LevelDrop:
    """Chance that the level drops though nothing changed, on A-E or on the five of I-V.

    Two measurements of one pupil go together as a normal distribution with the reliability (at
    least 0, below 1) as correlation.
    """
    cuts = [_NORMAL.inv_cdf(border) for border in _BORDERS[scale]]
    lower_edges, upper_edges = [-_TAIL, *cuts], [*cuts, _TAIL]
    drops = [0.0, 0.0]
    for band in range(1, len(lower_edges)):
        for ranks in range(1, min(band, 2) + 1):
            below = lower_edges[band - ranks + 1]
            drops[ranks - 1] += _chance_below(
                below, lower_edges[band], upper_edges[band], reliability
            )
    return LevelDrop(drops[0], drops[1])


def _chance_below(limit: float, low: float, high: float, correlation: float) -> float:
    """P(low < first < high and second < limit), by Simpson's rule over the first."""
    spread = sqrt(1 - correlation**2)
    width = (high - low) / _STEPS

    def height(x: float) -> float:
        density = exp(-x * x / 2) / sqrt(2 * pi)
        return density * _NORMAL.cdf((limit - correlation * x) / spread)

    inner = sum((4 if step % 2 else 2) * height(low + step * width) for step in range(1, _STEPS))
    return (height(low) + inner + height(high)) * width / 3
