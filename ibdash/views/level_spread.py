"""How the levels of a group are spread per line: now, at the moment before, and a year earlier."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from ibdash.domain import levels
from ibdash.domain.limits import GROUP_SHOWN
from ibdash.views import dutch, frames
from ibdash.views.group_overview import (
    Line,
    Overview,
    moments_in_words,
)

_OTHER_TEST = "andere toets of norm"


@dataclass(frozen=True)
class Bar:
    """One bar: its label, the pupils per level from low to high, and whether levels compare.

    names: of the pupils per level, for a group that is too small for a bar.
    """

    label: str
    counts: tuple[tuple[str, int], ...]
    is_now: bool
    is_comparable: bool
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def n(self) -> int:
        return sum(count for _, count in self.counts)

    def low(self, scale: str) -> int:
        return sum(count for level, count in self.counts if level in levels.low_levels(scale))


@dataclass(frozen=True)
class Spread:
    """The bars of one line; a bar without anybody is left out."""

    line: Line
    bars: tuple[Bar, ...]


def asked_about(group: Overview) -> dict[str, list[str]]:
    """The five lists that group/level_spread takes: one entry per line and year group."""
    heads = group.cells[group.cells["line_scale"].notna()].drop_duplicates(
        ["learning_line", "year_group"]
    )
    current = {line.code: line.is_current for line in group.lines}
    heads = heads[
        heads["learning_line"].isin(list(current))
        & (heads["is_page_moment"].astype(bool) == heads["learning_line"].map(current))
    ]
    return {
        "learning_lines": heads["learning_line"].tolist(),
        "moments": heads["line_moment"].tolist(),
        "year_groups": heads["year_group"].tolist(),
        "school_years": heads["line_school_year"].tolist(),
        "level_scales": heads["line_scale"].tolist(),
    }


def spreads(group: Overview, a_year_earlier: pa.Table) -> tuple[Spread, ...]:
    """One per line with levels; a_year_earlier is the answer to group/level_spread."""
    earlier = frames.of(a_year_earlier)
    found = (
        Spread(line, tuple(bar for bar in _bars(group, line, earlier) if bar.n))
        for line in group.lines
        if line.scale is not None
    )
    return tuple(spread for spread in found if spread.bars)


def table(found: Sequence[Spread]) -> pd.DataFrame:
    """What the figure shows, to be read: one row per bar, a column per level."""
    shown = {
        level: dutch.level(level)
        for scale in dict.fromkeys(spread.line.scale or "" for spread in found)
        for level in order(scale, sorted(_levels(found, scale)))
        if level in _levels(found, scale)
    }
    return pd.DataFrame(
        [
            {
                "Leerlijn": spread.line.name,
                "Moment": bar.label,
                **{head: str(dict(bar.counts).get(level, "")) for level, head in shown.items()},
                "Leerlingen": str(bar.n),
            }
            for spread in found
            for bar in spread.bars
        ]
    )


def _levels(found: Sequence[Spread], scale: str) -> set[str]:
    return {
        level
        for spread in found
        if spread.line.scale == scale
        for bar in spread.bars
        for level, _ in bar.counts
    }


def note(found: Sequence[Spread]) -> str:
    """What is not to be compared, and where a group is too small."""
    parts = []
    if any(not bar.is_comparable for spread in found for bar in spread.bars):
        parts.append(f"* {_OTHER_TEST}: die niveaus zijn niet met die van nu te vergelijken")
    if any(bar.n < GROUP_SHOWN for spread in found for bar in spread.bars):
        parts.append("n onder 5 is te klein voor een verdeling; dan staan er aantallen of namen")
    scales = {spread.line.scale for spread in found}
    if len(scales) > 1:
        parts.append("niveauschalen verschillen per leerlijn en worden niet omgerekend")
    return " ".join(f"{text[:1].upper()}{text[1:]}." for text in parts)


def _bars(group: Overview, line: Line, earlier: pd.DataFrame) -> list[Bar]:
    cells = group.of_line(line.code)
    scale = line.scale or ""
    before = cells[cells["before_level"].notna()]
    then = earlier[(earlier["learning_line"] == line.code) & (earlier["level_scale"] == scale)]
    from_low = order(scale, [*cells["counted_level"], *cells["before_level"], *then["level"]])
    now_tests = set(_tests(cells[cells["counts"]]))
    then_tests = {test for tests in then["scales"] for test in tests}
    return [
        Bar(
            f"{moments_in_words(line.moments)}{' nu' if line.is_current else ''}",
            _counts(cells["counted_level"].value_counts().to_dict(), from_low),
            True,
            True,
            {
                str(level): ", ".join(names)
                for level, names in cells[cells["counts"]].groupby("level")["short"]
            },
        ),
        Bar(
            moments_in_words(line.before),
            _counts(before["before_level"].value_counts().to_dict(), from_low),
            False,
            bool(cells["is_pair"].any()) or not len(before),
        ),
        Bar(
            _a_year_earlier(group, line),
            _counts(dict(zip(then["level"], then["pupils"], strict=True)), from_low),
            False,
            bool(now_tests & then_tests) or not len(then),
        ),
    ]


def _tests(cells: pd.DataFrame) -> pd.Series:
    return cells["scale"].astype("str") + "|" + cells["norm_version"].astype("str").fillna("")


def _counts(counts: Mapping[Any, int], order: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((level, int(counts[level])) for level in order if counts.get(level))


def order(scale: str, found: Sequence[object]) -> list[str]:
    """The levels from low to high; those of an unknown scale by name."""
    if scale in levels.SCALES:
        return [level.code for level in levels.SCALES[scale].levels]
    return sorted({level for level in found if isinstance(level, str)})


def _a_year_earlier(group: Overview, line: Line) -> str:
    """ "groep 6 vorig jaar", by the year groups that the moments name."""
    codes = sorted(set(re.findall("[BME]([1-8])", line.moments)))
    then = "vorig jaar" if group.is_of_year else "een jaar eerder"
    # More than two do not fit beside the bar.
    return f"groep {'/'.join(codes)} {then}" if 0 < len(codes) < 3 else then
