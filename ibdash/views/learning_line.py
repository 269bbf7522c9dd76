"""A learning line as points in time: what the questions `line/*` answer, ready to be drawn.

A scale is one test (learning line, publisher, name, generation, part); results of two scales share
neither an axis nor a line, except as percentiles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import pyarrow as pa

from ibdash.domain import avi, school_year
from ibdash.domain import moment as moments
from ibdash.domain.limits import GROUP_SHOWN
from ibdash.views import dutch

Measure = Literal["score", "percentile", "level", "functioning_level", "dle", "avi"]
MEASURES: dict[Measure, str] = {
    "score": "Score",
    "percentile": "Percentiel",
    "level": "Niveau",
    "functioning_level": "Functioneringsniveau",
    "dle": "DLE",
    "avi": "AVI",
}
"""What can be shown of a result, in the order of the switch."""

IN_STEPS: frozenset[Measure] = frozenset({"level", "functioning_level", "avi"})
"""Steps in a row, with a rank instead of a number: they have a middle, but no mean."""

FUNCTIONING_LEVELS = tuple(
    (2 * group + part, f"{name}{group}")
    for group in range(1, 9)
    for part, name in ((0, "M"), (1, "E"))
)
"""Rank and text, half a year a step (domain README 1.4)."""


@dataclass(frozen=True)
class Scale:
    """One test of a learning line and what of it was delivered; half years count from 2 * 0."""

    learning_line: str
    line_name: str
    test_id: int
    publisher: str | None
    test_name: str
    generation: str | None
    part: str | None
    results: int
    first_half_year: int
    last_half_year: int
    measures: frozenset[Measure]
    has_error: bool
    has_moment: bool

    @property
    def label(self) -> str:
        """ "Cito Rekenen-Wiskunde 3.0", with its part where it has one."""
        words = [self.publisher, self.test_name, self.generation, self.part]
        return " ".join(word for word in words if word)


@dataclass(frozen=True)
class Line:
    """What one choice in the list of learning lines shows: scales that follow each other in time.

    beside: scales of the same line and the same years, which cannot share a chart of scores.
    """

    key: str
    learning_line: str
    name: str
    scales: tuple[Scale, ...]
    beside: tuple[Scale, ...]

    def measures(self) -> list[Measure]:
        """What was delivered of these scales, in the order of the switch."""
        delivered = frozenset[Measure]().union(*(scale.measures for scale in self.scales))
        return [measure for measure in MEASURES if measure in delivered]

    def drawn(self, measure: Measure) -> tuple[Scale, ...]:
        """The scales of a chart: only percentiles of several publishers go together."""
        scales = self.scales + self.beside if measure == "percentile" else self.scales
        return tuple(scale for scale in scales if measure in scale.measures)


@dataclass(frozen=True)
class Growth:
    """Growth per half year of the n pupils who have both moments; mean and sd in points."""

    from_place: int
    half_years: int
    n: int
    mean: float
    sd: float | None


@dataclass(frozen=True)
class Norm:
    """Lowest score of each level at a moment, lowest level first, by an imported norm table.

    mean: of the norm group, where the table gives it.
    """

    scale: str
    levels: tuple[str, ...]
    lowest: tuple[float, ...]
    highest: float
    mean: float | None


@dataclass(frozen=True)
class Point:
    """One moment of one series (a year group of now) on one scale.

    n = 0 with test_id None: a moment that is missing, with its reason where one was given.
    place: 2 * half year, + 1 but for a B moment.  mean and spread (10, 25, 50, 75, 90 %) are there
    from 5 pupils on; below it `few` holds the values themselves.  label, level and percentile are
    of a single pupil.
    """

    series: str
    placed: int
    test_id: int | None
    place: int
    half_year: int
    school_year: str
    moment: str
    shown_on: date
    has_date: bool
    n: int
    mean: float | None
    spread: tuple[float, ...] | None
    few: tuple[float, ...]
    label: str | None
    level: str | None
    percentile: float | None
    error: float | None
    norm_version: str | None
    level_scale: str | None
    growth: Growth | None
    norm: Norm | None
    reason: str | None
    scale_levels: tuple[str, ...] = ()

    @property
    def month(self) -> date:
        """A day in the month that the moment is named by; the point itself stands at shown_on."""
        return moments.month_of(self.school_year, self.moment or "", self.shown_on)

    @property
    def is_missing(self) -> bool:
        """Nobody was tested, though it was to be expected."""
        return self.n == 0

    @property
    def title(self) -> str:
        """ "M6"; a test without a moment is called by its year group or school year."""
        if not self.moment:
            return dutch.school_year_short(school_year.from_start(self.half_year // 2))
        return f"groep {self.moment}" if self.moment.isdigit() else self.moment

    @property
    def short_title(self) -> str:
        """The same in a few letters: "M6", "gr. 6"."""
        return f"gr.{dutch.NO_BREAK}{self.moment}" if self.moment.isdigit() else self.title

    def middle(self, measure: Measure) -> float | None:
        """The mean, or for ranks (percentiles, levels, cards) the middle pupil's."""
        if self.spread is None:
            return self.few[0] if len(self.few) == 1 else None
        return self.mean if measure in ("score", "dle") else self.spread[2]


def scales_of(delivered: pa.Table) -> list[Scale]:
    """The rows of `line/delivered` as scales."""
    return [
        Scale(
            row["learning_line"],
            row["line_name"],
            row["test_id"],
            row["publisher"],
            row["test_name"],
            row["generation"],
            row["part"],
            row["results"],
            row["first_half_year"],
            row["last_half_year"],
            frozenset(measure for measure in MEASURES if row[f"has_{measure}"]),
            row["has_error"],
            row["has_moment"],
        )
        for row in delivered.drop_columns(["pupil_ids", "year_groups"]).to_pylist()
    ]


def lines_of(scales: Iterable[Scale]) -> list[Line]:
    """The choices in the list of learning lines, in the order of the scales.

    Per line the scales that follow each other make one choice; one that runs beside them is a
    choice of its own, named by its publisher or test.
    """
    by_line: dict[str, list[Scale]] = {}
    for scale in scales:
        if scale.measures:
            by_line.setdefault(scale.learning_line, []).append(scale)
    lines: list[Line] = []
    for name, found in by_line.items():
        rest = sorted(found, key=lambda scale: -scale.results)
        while rest:
            chain: list[Scale] = []
            for scale in rest:
                if all(_follows(scale, other) for other in chain):
                    chain.append(scale)
            first = not lines or lines[-1].learning_line != name
            lines.append(_line(name, chain, found, is_first=first))
            rest = [scale for scale in rest if scale not in chain]
    return lines


def _follows(scale: Scale, other: Scale) -> bool:
    """Whether one begins after the other: at most the half year of the change is shared."""
    early, late = sorted((scale, other), key=lambda one: (one.first_half_year, one.last_half_year))
    return early.last_half_year <= late.first_half_year and early != late


def _line(name: str, chain: list[Scale], all_of_line: list[Scale], *, is_first: bool) -> Line:
    ordered = tuple(sorted(chain, key=lambda scale: scale.first_half_year))
    title = ordered[0].line_name
    own = ordered[-1].publisher or ordered[-1].label
    return Line(
        key=name if is_first else f"{name} {ordered[-1].test_id}",
        learning_line=name,
        name=title if is_first else f"{title} ({own})",
        scales=ordered,
        beside=tuple(scale for scale in all_of_line if scale not in ordered),
    )


def points_of(answer: pa.Table) -> list[Point]:
    """The rows of `line/points` as points, by series and time."""
    return [_point(row) for row in answer.to_pylist()]


def _point(row: dict[str, Any]) -> Point:
    growth = None
    if row["growth_n"]:
        growth = Growth(
            row["growth_from"],
            row["growth_half_years"],
            row["growth_n"],
            row["growth_mean"],
            row["growth_sd"],
        )
    norm = None
    if row["norm_levels"]:
        norm = Norm(
            row["norm_scale"],
            tuple(row["norm_levels"]),
            tuple(row["norm_from"]),
            row["norm_to"],
            row["norm_mean"],
        )
    return Point(
        series=row["series"],
        placed=row["placed"],
        test_id=row["test_id"],
        place=row["place"],
        half_year=row["half_year"],
        school_year=row["school_year"],
        moment=row["moment"],
        shown_on=row["shown_on"],
        has_date=row["has_date"],
        n=row["n"],
        mean=row["mean"],
        spread=tuple(row["spread"]) if row["spread"] else None,
        few=tuple(value for value in row["few"] or () if value is not None),
        label=row["label"],
        level=row["level_code"],
        percentile=row["percentile"],
        error=row["error"],
        norm_version=row["norm_version"],
        level_scale=row["level_scale"],
        growth=growth,
        norm=norm,
        reason=row["reason"],
        scale_levels=tuple(row["scale_levels"] or ()),
    )


def of_scales(points: Sequence[Point], scales: Iterable[Scale]) -> list[Point]:
    """The points on these scales, and the moments that are missing.

    A moment at which these pupils took another test than those shown is missing too.
    """
    ids = {scale.test_id for scale in scales}
    kept = [point for point in points if point.test_id in ids or point.is_missing]
    held = {(point.series, point.half_year) for point in kept}
    first = {point.series: point.place for point in reversed(kept) if point.n}
    other = {
        (point.series, point.half_year): replace(
            point,
            test_id=None,
            n=0,
            mean=None,
            spread=None,
            few=(),
            growth=None,
            norm=None,
            norm_version=None,
            reason="andere_toets",
        )
        for point in points
        if (point.series, point.half_year) not in held
        and point.place > first.get(point.series, point.place)
    }
    return sorted([*kept, *other.values()], key=lambda point: (point.series, point.place))


def main_series(points: Iterable[Point]) -> str | None:
    """The year group that nearly all pupils are in (4 of 5), so that one line says enough."""
    placed = {point.series: point.placed for point in points}
    if not placed:
        return None
    name = max(placed, key=lambda series: placed[series])
    return name if placed[name] >= 0.8 * sum(placed.values()) else None


def is_large(point: Point) -> bool:
    """Whether a moment has enough pupils for a mean."""
    return point.n >= GROUP_SHOWN


def from_first_large(points: Sequence[Point]) -> list[Point]:
    """Each series from its first moment with enough pupils on; all of a series without one.

    What a pupil who repeated a year did before the others stands in the table, not in the chart.
    """
    first = {point.series: point.place for point in reversed(points) if is_large(point)}
    return [point for point in points if point.place >= first.get(point.series, point.place)]


def value_text(value: float, measure: Measure, label: str | None = None) -> str:
    """A value as it stands beside its marker: "226", "E4", "V−"; label: the text it came with."""
    if measure == "avi":
        return avi.LEVELS[round(value)].removeprefix("AVI-")
    if label is not None:
        return dutch.level(label) if measure == "level" else label
    if measure == "functioning_level":
        return functioning_level_text(value)
    return dutch.number(value)


def functioning_level_text(value: float) -> str:
    """The moment of a rank; beyond the first and the last "<M1" and ">E8"."""
    names = dict(FUNCTIONING_LEVELS)
    rank = round(value)
    if rank in names:
        return names[rank]
    return f"<{FUNCTIONING_LEVELS[0][1]}" if rank < 2 else f">{FUNCTIONING_LEVELS[-1][1]}"


def meta(line: Line) -> str:
    """The newest test of a line, and how many there were before it."""
    newest = line.scales[-1].label
    others = len({scale.label for scale in line.scales} - {newest})
    if not others:
        return newest
    return f"{newest}, ervoor {dutch.plural(others, 'andere toets', 'andere toetsen')}"
