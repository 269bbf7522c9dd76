"""Where a learning line's points stand: one panel per scale, side by side on real time.

Every panel has a y axis of its own, so that nobody reads a score of one scale on the other's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, floor
from typing import Any

from ibdash.domain import avi, levels
from ibdash.domain.limits import Z_80
from ibdash.views import dutch, plain_figure
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import (
    FUNCTIONING_LEVELS,
    Measure,
    Point,
    Scale,
    value_text,
)
from ibdash.views.palette import Tokens

MOST_PANELS = 3
BETWEEN = 0.08
"""The part of the width that lies between two panels (look.md 8)."""
# Room in px for the texts under a moment.
_MOMENT = 56
# Room in px beside the first and the last point, for its label and half of its own width.
_SIDE = 34
WIDTH = 560
"""The plot in px in the widest column at 1440: what fits there fits on larger screens."""
_MOST_TICKS = 5
LONGEST_LEVEL = 20
"""Signs of a level's name beside the axis; between two panels there is less room."""
_LONGEST_BETWEEN = 5
_ALONE_DAYS = 150
"""Time beside a single moment."""


@dataclass(frozen=True)
class Panel:
    """One scale's part of the figure.

    left, right, bottom, top: parts of the figure, 0 to 1.  first, last: the days at its sides.
    low, high: the values at its foot and head.
    """

    number: int
    scales: tuple[Scale, ...]
    points: tuple[Point, ...]
    left: float
    right: float
    first: date
    last: date
    low: float
    high: float
    bottom: float = 0.0
    top: float = 1.0

    @property
    def x(self) -> str:
        """The name of its x axis, for a trace or a shape."""
        return "x" if self.number == 1 else f"x{self.number}"

    @property
    def y(self) -> str:
        """The name of its y axis."""
        return "y" if self.number == 1 else f"y{self.number}"

    def days(self, pixels: float) -> timedelta:
        """How much time so many px are at 1440."""
        days = (self.last - self.first).days
        return timedelta(days=pixels * days / ((self.right - self.left) * WIDTH))

    def share(self, day: date) -> float:
        """Where a day lies over the whole figure, 0 to 1."""
        part = (day - self.first) / (self.last - self.first)
        return self.left + part * (self.right - self.left)


@dataclass
class Drawing:
    """What a figure is put together from; `data` is drawn in order, shapes under all of it.

    is_pupil: one pupil is shown, not a group of which one has a result.
    """

    tokens: Tokens
    measure: Measure
    is_pupil: bool = False
    data: list[Any] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)


def panels_of(
    points: Sequence[Point],
    scales: Sequence[Scale],
    measure: Measure,
    *,
    has_bands: bool = True,
    is_pupil: bool = False,
    also_values: Iterable[float] = (),
    also_day: date | None = None,
    top: float = 1.0,
) -> list[Panel]:
    """The panels of a chart, oldest scale first; the newest three where there are more.

    Percentiles share one panel.  also_values and also_day: what else must fit into the last one.
    A missing moment stands in the panel of the scale before it.
    """
    parts = _parts(points, scales, measure)
    if not parts:
        return []
    spans = [_span(part.points) for part in parts]
    moments = [len({one.place for one in part.points}) for part in parts]
    if spans and also_day:
        spans[-1] = (spans[-1][0], max(spans[-1][1], also_day))
        moments[-1] += 1
    domains = _domains(spans, moments)
    panels = []
    for number, part in enumerate(parts):
        extra = list(also_values) if part is parts[-1] else []
        if is_pupil:
            extra += [value for point in part.points for value in _of_one_pupil(point, measure)]
        low, high = _reach(part.points, measure, extra, has_bands=has_bands)
        (start, end), (left, right) = spans[number], domains[number]
        side = timedelta(days=_side_days(start, end, right - left))
        panels.append(
            Panel(
                number=number + 1,
                scales=part.scales,
                points=part.points,
                left=left,
                right=right,
                first=start - side,
                last=end + side,
                low=low,
                high=high,
                top=top,
            )
        )
    return panels


@dataclass(frozen=True)
class _Part:
    """What stands in one panel, in time."""

    scales: tuple[Scale, ...]
    points: tuple[Point, ...]


def _parts(points: Sequence[Point], scales: Sequence[Scale], measure: Measure) -> list[_Part]:
    groups = [tuple(scales)] if measure == "percentile" else [(scale,) for scale in scales]
    filled = []
    for group in groups:
        ids = {scale.test_id for scale in group}
        found = tuple(point for point in points if point.test_id in ids)
        if found:
            filled.append(_Part(group, found))
    filled = filled[-MOST_PANELS:]
    starts = [_span(part.points)[0] for part in filled]
    parts = []
    for number, part in enumerate(filled):
        start, until = starts[number], (*starts, date.max)[number + 1]
        between = [one for one in points if one.is_missing and start < one.shown_on < until]
        ordered = sorted([*part.points, *between], key=lambda one: (one.shown_on, one.place))
        parts.append(_Part(part.scales, tuple(ordered)))
    return parts


def _span(points: Iterable[Point]) -> tuple[date, date]:
    days = [point.shown_on for point in points]
    return min(days), max(days)


def _side_days(start: date, end: date, width: float) -> int:
    inner = max(width * WIDTH - 2 * _SIDE, _SIDE)
    length = (end - start).days
    return max(20, round(_SIDE * length / inner)) if length > 60 else _ALONE_DAYS


def _domains(
    spans: Sequence[tuple[date, date]], moments: Sequence[int]
) -> list[tuple[float, float]]:
    """Widths by the time in a panel, but with room for what stands under each moment."""
    room = 1 - BETWEEN * (len(spans) - 1)
    lengths = [max((end - start).days, 1) for start, end in spans]
    least = [(count * _MOMENT + _SIDE) / WIDTH for count in moments]
    shares = [
        max(low, room * length / sum(lengths)) for low, length in zip(least, lengths, strict=True)
    ]
    shares = [share * room / sum(shares) for share in shares]
    domains, left = [], 0.0
    for share in shares:
        domains.append((left, min(1.0, left + share)))
        left += share + BETWEEN
    domains[-1] = (domains[-1][0], 1.0)
    return domains


def _reach(
    points: Sequence[Point], measure: Measure, also: Sequence[float], *, has_bands: bool
) -> tuple[float, float]:
    if measure == "percentile":
        return -4.0, 106.0
    if measure == "level":
        return 0.5, 0.5 + len(_levels(points))
    values = list(also)
    for point in points:
        if point.spread and has_bands:
            values += [point.spread[0], point.spread[-1]]
        elif (middle := point.middle(measure)) is not None:
            values.append(middle)
        values += point.few
    low, high = min(values), max(values)
    if measure in ("avi", "functioning_level"):
        return low - 0.8, high + 1.0
    room = max(high - low, 4.0)
    # The value is written above its point, so there is more room above than below.
    return low - 0.10 * room, high + 0.20 * room


def _of_one_pupil(point: Point, measure: Measure) -> list[float]:
    """The bar of the error, and the norm's levels, so that a pupil far from them stays in sight."""
    if measure != "score" or not point.few:
        return []
    around = [point.few[0] + side * Z_80 * point.error for side in (-1, 1)] if point.error else []
    borders = point.norm.lowest[1:] if point.norm else ()
    return [*around, *borders[:1], *borders[-1:]]


def axes(panel: Panel, tokens: Tokens, measure: Measure, ticks: dict[date, str]) -> dict[str, Any]:
    """The two axes of a panel, for the layout.  ticks: day: text under the axis."""
    number = "" if panel.number == 1 else str(panel.number)
    values, texts = y_ticks(panel.low, panel.high, measure)
    if measure == "level":
        found = _levels(panel.points)
        values = [float(rank) for rank, _ in enumerate(found, start=1)]
        most = LONGEST_LEVEL if panel.number == 1 else _LONGEST_BETWEEN
        texts = [words.shortened(dutch.level(code), most) for code in found]
    return {
        f"xaxis{number}": plain_figure.axis(
            tokens,
            type="date",
            domain=[panel.left, panel.right],
            range=[panel.first.isoformat(), panel.last.isoformat()],
            anchor=panel.y,
            tickmode="array",
            tickvals=[day.isoformat() for day in ticks],
            ticktext=list(ticks.values()),
            showline=True,
            linecolor=tokens.axis,
            linewidth=1,
            tickfont={"size": 13, "color": tokens.ink_2},
        ),
        f"yaxis{number}": plain_figure.axis(
            tokens,
            domain=[panel.bottom, panel.top],
            range=[panel.low, panel.high],
            anchor=panel.x,
            showgrid=True,
            gridcolor=tokens.grid,
            tickmode="array",
            tickvals=values,
            ticktext=texts,
        ),
    }


def _levels(points: Iterable[Point]) -> Sequence[str]:
    """The levels of the scale these points are on, lowest first."""
    known = [point for point in points if point.level_scale]
    if known and known[0].scale_levels:
        return known[0].scale_levels
    scale = known[0].level_scale if known else None
    scale = scale if scale in levels.SCALES else levels.I_V
    return [level.code for level in levels.SCALES[scale or levels.I_V].levels]


def y_ticks(low: float, high: float, measure: Measure) -> tuple[list[float], list[str]]:
    """At most five values of an axis (all of them where they are steps) and their texts."""
    if measure == "percentile":
        return [0, 25, 50, 75, 100], ["0", "25", "50", "75", "100"]
    if measure == "avi":
        ranks = [rank for rank in range(len(avi.LEVELS)) if low < rank < high]
        return [float(rank) for rank in ranks], [value_text(rank, measure) for rank in ranks]
    if measure == "functioning_level":
        ranks = [rank for rank, _ in FUNCTIONING_LEVELS if low < rank < high]
        ranks = ranks[:: 1 + len(ranks) // 9]
        return [float(rank) for rank in ranks], [value_text(rank, measure) for rank in ranks]
    step = _step(high - low)
    # Not at the very foot: there the axis and the sign of a break are.
    foot = low + 0.06 * (high - low)
    head = high - 0.04 * (high - low)
    values = [float(place * step) for place in range(ceil(foot / step), floor(head / step) + 1)]
    return values, [dutch.number(value) for value in values]


def _step(length: float) -> float:
    """The distance of at most five ticks: 1, 2, 5, 10, 20, 25, 50 ..."""
    steps = (1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1000.0)
    return next((step for step in steps if length / step < _MOST_TICKS), steps[-1])
