"""The ten earlier pupils who started most alike, as an illustration (methods.md, section 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import stdev
from typing import Literal

from ibdash.domain.expected_range import Step, earlier_level
from ibdash.domain.limits import ALIKE_PUPILS
from ibdash.domain.state import State

_WITHIN_SD = 0.5


@dataclass(frozen=True, slots=True)
class Alike:
    """Ten steps, nearest start first, and the least and most growth (y - x1) among them."""

    steps: tuple[Step, ...]
    least_growth: float
    most_growth: float


def ten_alike(
    reference: Iterable[Step],
    pair: str,
    x1: float,
    x2: float | None = None,
    x3: float | None = None,
    k: int = 1,
) -> Alike | Literal[State.TOO_FEW_ALIKE]:
    """The 10 nearest of this pair by earlier level, if 10 lie within half a sd of it.

    k is that of the pupil's expected range.  Of equally near ones the first in the reference.
    The steps name no pupil; a screen shows no year of a cohort under 10 either.
    """
    own = earlier_level(k, x1, x2, x3)
    levels = [
        (level, step)
        for step in reference
        if step.pair == pair and (level := earlier_level(k, step.x1, step.x2, step.x3)) is not None
    ]
    if own is None or len(levels) < ALIKE_PUPILS:
        return State.TOO_FEW_ALIKE
    reach = _WITHIN_SD * stdev(level for level, _ in levels)
    near = sorted(
        ((abs(level - own), step) for level, step in levels if abs(level - own) <= reach),
        key=lambda found: found[0],
    )
    if len(near) < ALIKE_PUPILS:
        return State.TOO_FEW_ALIKE
    steps = tuple(step for _, step in near[:ALIKE_PUPILS])
    growth = [step.y - step.x1 for step in steps]
    return Alike(steps, min(growth), max(growth))
