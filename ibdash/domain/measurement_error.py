"""The measurement error where the publisher gives none (methods.md, section 1).

A delivered error always goes first.  The bound is an upper one, from the school's own results: it
counts true differences in growth as error, and so errs to the safe side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import covariance, variance

from ibdash.domain.limits import ERROR_BOUND_PAIR, ERROR_BOUND_STEPS
from ibdash.domain.state import State, TooLittle


@dataclass(frozen=True, slots=True)
class PairMoments:
    """Sample variances and covariance of the scores of n pupils at two moments."""

    n: int
    var_x: float
    var_y: float
    cov: float


def pair_moments(x: Sequence[float], y: Sequence[float]) -> PairMoments:
    """The moments of two equally long rows of scores of the same pupils, at least two."""
    return PairMoments(len(x), variance(x), variance(y), covariance(x, y))


def error_upper_bound(var_x: float, var_y: float, cov: float) -> float:
    """The highest error, in points, that one pair of moments allows."""
    return sqrt(_smallest_eigenvalue(var_x, var_y, cov))


def _smallest_eigenvalue(var_x: float, var_y: float, cov: float) -> float:
    # Var(y - bx) / (1 + b^2) is nowhere smaller; rounding may put it a hair below zero.
    return max(0.0, ((var_x + var_y) - sqrt((var_x - var_y) ** 2 + 4 * cov**2)) / 2)


def error_upper_bound_pooled(pairs: Iterable[PairMoments]) -> float | TooLittle:
    """The bound over all pairs of one line, weighted by n - 1.

    Pairs of fewer than 8 pupils are left out; below 60 steps in the line there is no bound, and
    so no signal "daling".
    """
    used = [pair for pair in pairs if pair.n >= ERROR_BOUND_PAIR]
    weight = sum(pair.n - 1 for pair in used)
    if weight < ERROR_BOUND_STEPS:
        return State.TOO_LITTLE
    total = sum(
        (pair.n - 1) * _smallest_eigenvalue(pair.var_x, pair.var_y, pair.cov) for pair in used
    )
    return sqrt(total / weight)


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability between 0 and 1, and the error in points that goes with it."""

    reliability: float
    error: float


def reliability_three_moments(
    r12: float, r23: float, r13: float, sd: float
) -> Reliability | TooLittle:
    """Reliability from the correlations of three moments (Heise 1969), a check for the maintainer.

    Too little where the three correlations do not fit the model, which happens in small groups.
    """
    if r13 <= 0 or not 0 < (reliability := r12 * r23 / r13) <= 1:
        return State.TOO_LITTLE
    return Reliability(reliability, sd * sqrt(1 - reliability))
