"""Growth of one pupil and of one group of the same pupils (methods.md, sections 2 and 6).

Scores are ability scores on one scale; steps are half years between moments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from ibdash.domain import student_t
from ibdash.domain.limits import GROUP_SHOWN, SLOPE_MOMENTS, Z_80, Z_90
from ibdash.domain.state import State, TooLittle, state_of_range


@dataclass(frozen=True, slots=True)
class Growth:
    """Points per half year; without an error for both scores no range and no standard error."""

    growth: float
    se: float | None
    low: float | None
    high: float | None


def growth_half_year(
    previous: float,
    current: float,
    error_previous: float | None,
    error_current: float | None,
    steps: int = 1,
) -> Growth:
    """Growth per half year between two scores, `steps` half years apart, with its 80 % range."""
    growth = (current - previous) / steps
    if error_previous is None or error_current is None:
        return Growth(growth, None, None, None)
    se = sqrt(error_previous**2 + error_current**2) / steps
    return Growth(growth, se, growth - Z_80 * se, growth + Z_80 * se)


def change_state(
    previous: float,
    current: float,
    error_previous: float | None,
    error_current: float | None,
) -> State | None:
    """DECLINE, GROWTH or WITHIN_ERROR over the whole step; None without both errors.

    The limit is 95 % one-sided and itself lies within the error.
    """
    if error_previous is None or error_current is None:
        return None
    limit = Z_90 * sqrt(error_previous**2 + error_current**2)
    change = current - previous
    if change < -limit:
        return State.DECLINE
    return State.GROWTH if change > limit else State.WITHIN_ERROR


@dataclass(frozen=True, slots=True)
class Slope:
    """A pupil's own pace in points per half year, with its 80 % range."""

    slope: float
    se: float
    low: float
    high: float


def own_slope(
    scores: Sequence[float], error: float, half_years: Sequence[int] | None = None
) -> Slope | TooLittle:
    """The pace over at least 4 moments; never a line into the future.

    half_years: when each score was, counted in half years; without it one after the other.
    """
    times = range(len(scores)) if half_years is None else half_years
    if len(set(times)) < SLOPE_MOMENTS:
        return State.TOO_LITTLE
    middle, mean = fmean(times), fmean(scores)
    sxx = sum((time - middle) ** 2 for time in times)
    sxy = sum((time - middle) * (score - mean) for time, score in zip(times, scores, strict=True))
    slope, se = sxy / sxx, error / sqrt(sxx)
    return Slope(slope, se, slope - Z_80 * se, slope + Z_80 * se)


@dataclass(frozen=True, slots=True)
class GroupGrowth:
    """Mean growth of n pupils with its 95 % range; the error-only se is of the mean's own error."""

    n: int
    mean: float
    se: float
    low: float
    high: float
    se_error_only: float | None

    @property
    def state(self) -> State:
        """DIFFERENCE where the range leaves zero out."""
        return state_of_range(self.low, self.high)


def group_growth_same_pupils(
    growth: Sequence[float], error: float | None = None
) -> GroupGrowth | TooLittle:
    """Mean of the differences of the pupils with both scores, from 5 pupils on.

    The same for y - expected ("more than expected?").  error: of one score, in points.
    """
    n = len(growth)
    if n < GROUP_SHOWN:
        return State.TOO_LITTLE
    mean, se = fmean(growth), stdev(growth) / sqrt(n)
    margin = student_t.quantile(0.975, n - 1) * se
    error_only = None if error is None else error * sqrt(2 / n)
    return GroupGrowth(n, mean, se, mean - margin, mean + margin, error_only)
