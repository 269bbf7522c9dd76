"""Where a pupil's learning lines stand in the figure: a strip a line, one time axis for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ibdash.domain import levels
from ibdash.views.pupil_lines import Measure, PupilLine, Sitting

STRIP, GAP, LANE_ROW, LANE_GAP, BOTTOM = 80, 13, 30, 12, 46
"""Heights in px: of a strip, between two, of a row of plans, under those, of the moments."""
_AROUND = timedelta(days=24)
_PAD = 0.14
# Percentile at the foot of each level, lowest first; the last ends at 100 (domain.levels).
_SEVEN = (("V-", 0), ("V", 10), ("IV", 20), ("III", 40), ("II", 60), ("I", 80), ("I+", 90))
_FIVE = (("V", 0), ("IV", 20), ("III", 40), ("II", 60), ("I", 80))
_LETTERS = (("E", 0), ("D", 10), ("C", 25), ("B", 50), ("A", 75))


@dataclass(frozen=True)
class Expected:
    """The range of the next score on the newest test of a line (methods.md 3), 8 of 10 times.

    percentile_low and percentile_high: the same in percentiles, None where the school's own results
    do not tell which percentile belongs to a score.  pupils: earlier ones it rests on.
    """

    code: str
    test_id: int
    moment: str
    shown_on: date
    low: float
    high: float
    pupils: int
    percentile_low: float | None = None
    percentile_high: float | None = None

    def range(self, measure: Measure) -> tuple[float, float] | None:
        """Low and high in this measure, where that can be told."""
        if measure == "score":
            return self.low, self.high
        if measure == "percentile" and self.percentile_low is not None:
            assert self.percentile_high is not None, "both or neither"
            return self.percentile_low, self.percentile_high
        return None


@dataclass(frozen=True)
class Scale:
    """An axis of its own: results of two scales share none.

    key: of Sitting, by which a result is on it.  low, high: the values at foot and head.
    bands: (level, scale, from, to), where the axis has level colours.
    """

    key: object
    low: float
    high: float
    bands: tuple[tuple[str, str, float, float], ...]

    def share(self, value: float) -> float:
        """Where a value stands, 0 at the foot and 1 at the head."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Strip:
    """One line's part of the figure; bottom and top in parts of the height.

    measure: what it shows, None where its results have nothing to draw.
    """

    line: PupilLine
    measure: Measure | None
    scales: tuple[Scale, ...]
    expected: Expected | None
    bottom: float
    top: float

    def at(self, share: float) -> float:
        """A height within the strip (0 foot, 1 head) in parts of the figure's."""
        return self.bottom + share * (self.top - self.bottom)

    def scale_of(self, one: Sitting) -> Scale | None:
        """The axis of a result, None where it is not drawn."""
        if self.measure is None or one.value(self.measure) is None:
            return None
        key = _key(one, self.measure)
        return next((scale for scale in self.scales if scale.key == key), None)


@dataclass(frozen=True)
class Layout:
    """All strips with their time; lane: foot of the plans, in parts of the height."""

    strips: tuple[Strip, ...]
    first: date
    last: date
    height: int
    lane: float


def layout(
    lines: Sequence[PupilLine],
    measure: Measure,
    expected: Sequence[Expected],
    lane_rows: int,
    today: date,
) -> Layout:
    """A strip a line under the rows of plans, from the first result until what comes next."""
    by_line = {one.code: one for one in expected}
    days = [one.shown_on for line in lines for one in line.sittings]
    days += [one.shown_on for one in expected]
    lane = lane_rows * LANE_ROW + LANE_GAP if lane_rows else 0
    plot = lane + len(lines) * STRIP + (len(lines) - 1) * GAP
    strips = []
    for number, line in enumerate(lines):
        top = lane + number * (STRIP + GAP)
        shown = line.measure(measure)
        ahead = by_line.get(line.code)
        strips.append(
            Strip(
                line,
                shown,
                _scales(line, shown, ahead) if shown else (),
                ahead,
                1 - (top + STRIP) / plot,
                1 - top / plot,
            )
        )
    return Layout(
        tuple(strips),
        min(days) - _AROUND,
        max([*days, today]) + _AROUND,
        plot + BOTTOM,
        1 - (lane - LANE_GAP) / plot if lane else 1.0,
    )


def _key(one: Sitting, measure: Measure) -> object:
    if measure == "score":
        return one.test_id
    return one.level_scale if measure == "level" else measure


def _scales(line: PupilLine, measure: Measure, ahead: Expected | None) -> tuple[Scale, ...]:
    found: dict[object, list[Sitting]] = {}
    for one in line.taken:
        if one.value(measure) is not None:
            found.setdefault(_key(one, measure), []).append(one)
    result = []
    for key, own in found.items():
        values = [value for one in own if (value := one.value(measure)) is not None]
        if measure == "percentile":
            result.append(Scale(key, -1, 101, percentile_bands(line)))
            continue
        if measure == "level":
            steps = own[-1].scale_levels
            name = own[-1].level_scale or ""
            bands = tuple(
                (level, name, rank - 0.5, rank + 0.5) for rank, level in enumerate(steps, start=1)
            )
            result.append(Scale(key, 0.5, max(len(steps), max(values)) + 0.5, bands))
            continue
        also = ahead.range(measure) if ahead and ahead.test_id == key else None
        low, high = min([*values, *(also or ())]), max([*values, *(also or ())])
        pad = max((high - low) * _PAD, 1)
        result.append(Scale(key, low - pad, high + pad, ()))
    return tuple(result)


def percentile_bands(line: PupilLine) -> tuple[tuple[str, str, float, float], ...]:
    """The levels on an axis of percentiles, by the scale of the newest result.

    The five levels I to V where a result shows that I+ and V- are not used, else seven.
    """
    scale = line.last.level_scale
    if scale == levels.A_E:
        feet: tuple[tuple[str, int], ...] = _LETTERS
    elif scale == levels.I_V:
        feet = _FIVE if any(_is_of_five(one) for one in line.taken) else _SEVEN
    else:
        return ()
    tops = [foot for _, foot in feet[1:]] + [100]
    return tuple(
        (level, scale, float(foot), float(top))
        for (level, foot), top in zip(feet, tops, strict=True)
    )


def _is_of_five(one: Sitting) -> bool:
    if one.percentile is None or one.level_scale != levels.I_V:
        return False
    return (one.level == "V" and one.percentile <= levels.LOWEST_TENTH) or (
        one.level == "I" and one.percentile > 90
    )


def percentile_of(score: float, pairs: Sequence[tuple[float, float]]) -> float:
    """The percentile of a score between (score, percentile) pairs that were delivered.

    pairs: by score, at least one.  Beyond the last of them all that is known is the side: 0 or 100.
    """
    if score < pairs[0][0]:
        return 0.0
    if score > pairs[-1][0]:
        return 100.0
    for (low, low_percentile), (high, high_percentile) in pairwise(pairs):
        if low <= score <= high:
            part = (score - low) / (high - low)
            return low_percentile + part * (high_percentile - low_percentile)
    return pairs[0][1]
