"""Means of groups and cohorts (methods.md, section 6).

A mean describes and has no range; as soon as two are compared, the pupils count as a draw.
Ranges are 95 %, except where it says 80 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev, variance

from ibdash.domain import student_t
from ibdash.domain.limits import (
    COHORT_PUPILS,
    GROUP_SHOWN,
    LARGEST_MISSING_SHARE,
    MEANS_ERROR_FACTOR,
    PARALLEL_PUPILS,
    TREND_COHORTS,
    Z_95,
)
from ibdash.domain.state import State, TooLittle, state_of_range


@dataclass(frozen=True, slots=True)
class GroupMean:
    """A group's mean as a fact; error_of_mean is for an explanation beside it, not a range."""

    n: int
    mean: float
    sd: float
    error_of_mean: float | None


def group_mean(scores: Sequence[float], error: float | None = None) -> GroupMean | TooLittle:
    """Mean and spread of a group's scores, from 5 pupils on; error: of one score, in points."""
    n = len(scores)
    if n < GROUP_SHOWN:
        return State.TOO_LITTLE
    return GroupMean(n, fmean(scores), stdev(scores), None if error is None else error / sqrt(n))


def may_compare(with_result: int, placed: int) -> bool:
    """Whether a group may be compared: at most 20 % of the placed pupils without a result."""
    return placed > 0 and (placed - with_result) / placed <= LARGEST_MISSING_SHARE


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two means with its standard error and range; df where t is used."""

    difference: float
    se: float
    low: float
    high: float
    df: float | None = None

    @property
    def state(self) -> State:
        """DIFFERENCE where the range leaves zero out."""
        return state_of_range(self.low, self.high)


def cohort_difference(
    n1: int, mean1: float, sd1: float, n2: int, mean2: float, sd2: float
) -> Difference | TooLittle:
    """Second cohort minus first, of other pupils, from 10 in both.

    Also for three school years against the three before, where cohorts are small.
    """
    if min(n1, n2) < COHORT_PUPILS:
        return State.TOO_LITTLE
    difference = mean2 - mean1
    se = MEANS_ERROR_FACTOR * sqrt(sd1**2 / n1 + sd2**2 / n2)
    return Difference(difference, se, difference - Z_95 * se, difference + Z_95 * se)


@dataclass(frozen=True, slots=True)
class Trend:
    """Points per year over cohorts."""

    slope: float
    se: float
    low: float
    high: float

    @property
    def state(self) -> State:
        """DIFFERENCE where the range leaves zero out."""
        return state_of_range(self.low, self.high)


def cohort_trend(
    means: Sequence[float],
    years: Sequence[int] | None = None,
    counts: Sequence[int] | None = None,
) -> Trend | TooLittle:
    """Trend over at least 4 cohorts; never a line into the future.

    years: the year of each mean, without it one after the other.  counts: pupils behind each
    mean; cohorts of fewer than 10 are left out.
    """
    points = _large_cohorts(means, years, counts)
    if len(points) < TREND_COHORTS:
        return State.TOO_LITTLE
    middle = fmean(year for year, _ in points)
    mean = fmean(value for _, value in points)
    sxx = sum((year - middle) ** 2 for year, _ in points)
    syy = sum((value - mean) ** 2 for _, value in points)
    slope = sum((year - middle) * (value - mean) for year, value in points) / sxx
    df = len(points) - 2
    # On an exact line rounding may leave the rest a hair below zero.
    se = sqrt(max(0.0, syy - slope**2 * sxx) / df / sxx)
    margin = student_t.quantile(0.975, df) * se
    return Trend(slope, se, slope - margin, slope + margin)


def _large_cohorts(
    means: Sequence[float], years: Sequence[int] | None, counts: Sequence[int] | None
) -> list[tuple[int, float]]:
    numbers = range(len(means)) if years is None else years
    sizes = [COHORT_PUPILS] * len(means) if counts is None else counts
    rows = zip(numbers, means, sizes, strict=True)
    return [(year, mean) for year, mean, size in rows if size >= COHORT_PUPILS]


@dataclass(frozen=True, slots=True)
class ExpectedMean:
    """The mean expected of the next cohort with its 80 % range."""

    expected: float
    low: float
    high: float


def cohort_expected_next(
    means: Sequence[float], counts: Sequence[int] | None = None
) -> ExpectedMean | TooLittle:
    """The next cohort's mean: that of the earlier ones, from 4 cohorts of at least 10 pupils.

    It predicts better than the trend extended.
    """
    values = [mean for _, mean in _large_cohorts(means, None, counts)]
    cohorts = len(values)
    if cohorts < TREND_COHORTS:
        return State.TOO_LITTLE
    expected = fmean(values)
    margin = student_t.quantile(0.90, cohorts - 1) * stdev(values) * sqrt(1 + 1 / cohorts)
    return ExpectedMean(expected, expected - margin, expected + margin)


def parallel_groups(
    a: Sequence[float], b: Sequence[float], groups: int = 2
) -> Difference | TooLittle:
    """Mean of a minus mean of b, of each pupil's score minus expected, by Welch's test.

    At least 8 pupils in both, all against one reference.  With 3 or more groups b is all the
    others together and `groups` their number with a: the range is then 95 %/groups strict.
    """
    n_a, n_b = len(a), len(b)
    if min(n_a, n_b) < PARALLEL_PUPILS:
        return State.TOO_LITTLE
    difference = fmean(a) - fmean(b)
    part_a, part_b = variance(a) / n_a, variance(b) / n_b
    square = part_a + part_b
    if square == 0:
        return Difference(difference, 0.0, difference, difference)
    df = square**2 / (part_a**2 / (n_a - 1) + part_b**2 / (n_b - 1))
    comparisons = groups if groups > 2 else 1
    margin = student_t.quantile(1 - 0.025 / comparisons, df) * sqrt(square)
    return Difference(difference, sqrt(square), difference - margin, difference + margin, df)
