"""How the levels of a group are spread per line: now, at the moment before, and a year earlier."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa

from ibdash.domain import levels
from ibdash.domain.limits import GROUP_SHOWN
from ibdash.views import dutch, palette, plain_figure
from ibdash.views.group_overview import (
    Line,
    Overview,
    moments_in_words,
    scale_name,
)

# Heights in px: the head of a line, the bar of now, the bars under it, and what stands between.
_HEAD, _NOW, _EARLIER, _GAP, _BETWEEN = 30, 26, 20, 8, 14
_LEFT, _RIGHT = 148, 118
# A single digit fits from here on; the rest is read on hover and in the table.
_NUMBER_FROM = 0.035
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
    codes = {line.code for line in group.lines}
    heads = heads[heads["learning_line"].isin(codes)]
    return {
        "learning_lines": heads["learning_line"].tolist(),
        "moments": heads["line_moment"].tolist(),
        "year_groups": heads["year_group"].tolist(),
        "school_years": heads["line_school_year"].tolist(),
        "level_scales": heads["line_scale"].tolist(),
    }


def spreads(group: Overview, a_year_earlier: pa.Table) -> tuple[Spread, ...]:
    """One per line with levels; a_year_earlier is the answer to group/level_spread."""
    earlier = a_year_earlier.to_pandas()
    return tuple(
        Spread(line, tuple(bar for bar in _bars(group, line, earlier) if bar.n))
        for line in group.lines
        if line.scale is not None
    )


def figure(found: Sequence[Spread], dark: bool) -> go.Figure:
    """Bars per line under one another; the lowest level left, the number of low ones right."""
    tokens = palette.tokens(dark)
    placed, notes, height = _placed(found, tokens)
    return plain_figure.figure(
        _traces(placed, height, tokens, dark),
        tokens,
        height,
        margin=(_LEFT, _RIGHT, 0, 0),
        barmode="stack",
        bargap=0,
        xaxis=plain_figure.axis(tokens, range=[0, 1], visible=False),
        yaxis=plain_figure.axis(tokens, range=[0, height], visible=False),
        annotations=notes,
    )


def table(found: Sequence[Spread]) -> pd.DataFrame:
    """What the figure shows, to be read: one row per bar, a column per level."""
    shown = {
        level: dutch.level(level)
        for scale in dict.fromkeys(spread.line.scale or "" for spread in found)
        for level in _order(scale, _levels(found, scale))
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
    order = _order(scale, [*cells["counted_level"], *cells["before_level"], *then["level"]])
    now_tests = set(_tests(cells[cells["counts"]]))
    then_tests = {test for tests in then["scales"] for test in tests}
    return [
        Bar(
            f"{moments_in_words(line.moments)}{' nu' if line.is_current else ''}",
            _counts(cells["counted_level"].value_counts().to_dict(), order),
            True,
            True,
            {
                str(level): ", ".join(names)
                for level, names in cells[cells["counts"]].groupby("level")["short"]
            },
        ),
        Bar(
            moments_in_words(line.before),
            _counts(before["before_level"].value_counts().to_dict(), order),
            False,
            bool(cells["is_pair"].any()) or not len(before),
        ),
        Bar(
            _a_year_earlier(group, line),
            _counts(dict(zip(then["level"], then["pupils"], strict=True)), order),
            False,
            bool(now_tests & then_tests) or not len(then),
        ),
    ]


def _tests(cells: pd.DataFrame) -> pd.Series:
    return cells["scale"].astype("str") + "|" + cells["norm_version"].astype("str").fillna("")


def _counts(counts: Mapping[Any, int], order: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((level, int(counts[level])) for level in order if counts.get(level))


def _order(scale: str, found: Sequence[object]) -> list[str]:
    """The levels from low to high; those of an unknown scale by name."""
    if scale in levels.SCALES:
        return [level.code for level in levels.SCALES[scale].levels]
    return sorted({level for level in found if isinstance(level, str)})


def _a_year_earlier(group: Overview, line: Line) -> str:
    """ "groep 6 vorig jaar", by the year groups that the moments name."""
    codes = sorted(set(re.findall("[BME]([1-8])", line.moments)))
    then = "vorig jaar" if group.is_of_year else "een jaar eerder"
    # More than two do not fit beside the bar.
    return f"groep {dutch.listing(codes)} {then}" if 0 < len(codes) < 3 else then


@dataclass(frozen=True)
class _PlacedBar:
    spread: Spread
    bar: Bar
    middle: float
    height: int


def _placed(
    found: Sequence[Spread], tokens: palette.Tokens
) -> tuple[list[_PlacedBar], list[dict[str, object]], int]:
    """Where each bar stands, counted in px from below, and every text beside the bars."""
    total = sum(
        _HEAD + _BETWEEN + sum((_NOW if bar.is_now else _EARLIER) + _GAP for bar in spread.bars)
        for spread in found
    )
    top, placed, notes = total, [], []
    shown_scale = None
    for spread in found:
        notes += _heads(spread, top - _HEAD / 2, spread.line.scale != shown_scale, tokens)
        shown_scale = spread.line.scale
        top -= _HEAD
        for bar in spread.bars:
            height = _NOW if bar.is_now else _EARLIER
            one = _PlacedBar(spread, bar, top - height / 2, height)
            notes += _labels(one, tokens)
            if bar.n >= GROUP_SHOWN:
                placed.append(one)
            top -= height + _GAP
        top -= _BETWEEN
    return placed, notes, total


def _heads(
    spread: Spread, middle: float, with_levels: bool, tokens: palette.Tokens
) -> list[dict[str, object]]:
    """The line's name and, where the scale is new, each level above the first bar."""
    scale = spread.line.scale
    extra = f" {scale_name(scale)}" if scale != levels.I_V else ""
    notes = [
        plain_figure.note(
            f"<b>{spread.line.name}{extra}</b>",
            x=0,
            xref="paper",
            xshift=-_LEFT,
            xanchor="left",
            y=middle,
            yanchor="middle",
            font={"size": 15},
        )
    ]
    if not with_levels or not spread.bars or spread.bars[0].n < GROUP_SHOWN:
        return notes
    first, left = spread.bars[0], 0
    for level, count in first.counts:
        notes.append(
            plain_figure.note(
                f"<b>{dutch.level(level)}</b>",
                x=(left + count / 2) / first.n,
                y=middle - 4,
                yanchor="middle",
                font={"size": 14, "color": tokens.ink_2},
            )
        )
        left += count
    notes.append(
        plain_figure.note(
            spread.line.low_word,
            x=1,
            xref="paper",
            xshift=12,
            xanchor="left",
            y=middle - 4,
            yanchor="middle",
            font={"size": 13, "color": tokens.ink_2},
        )
    )
    return notes


def _labels(one: _PlacedBar, tokens: palette.Tokens) -> list[dict[str, object]]:
    bar, scale = one.bar, one.spread.line.scale or ""
    star = "" if bar.is_comparable else " *"
    label = f"<b>{bar.label}</b>" if bar.is_now else bar.label
    if bar.n < GROUP_SHOWN:
        right = f"{dutch.n(bar.n)}, te klein"
    elif one.spread.line.low_word:
        low = f"<b>{bar.low(scale)}</b>" if bar.is_now else str(bar.low(scale))
        right = f"{low} van {bar.n}{star}"
    else:
        right = f"{dutch.n(bar.n)}{star}"
    size = 15 if bar.is_now else 13
    colour = tokens.ink if bar.is_now else tokens.ink_2
    inside = [
        plain_figure.note(
            _in_words(bar),
            x=0,
            xref="paper",
            xanchor="left",
            y=one.middle,
            yanchor="middle",
            font={"size": 14 if bar.is_now else 13, "color": colour},
        )
    ]
    return (inside if bar.n < GROUP_SHOWN else []) + [
        plain_figure.note(
            label,
            x=0,
            xref="paper",
            xshift=-8,
            xanchor="right",
            y=one.middle,
            yanchor="middle",
            font={"size": 13, "color": colour},
        ),
        plain_figure.note(
            right,
            x=1,
            xref="paper",
            xshift=12,
            xanchor="left",
            y=one.middle,
            yanchor="middle",
            font={"size": size, "color": colour},
        ),
    ]


def _in_words(bar: Bar) -> str:
    """ "IV: Lotte B · I+: Amira D", or the counts of an earlier moment."""
    return " · ".join(
        f"<b>{dutch.level(level)}</b> {escape(bar.names.get(level, str(count)))}"
        for level, count in bar.counts
    )


def _traces(
    placed: Sequence[_PlacedBar], height: int, tokens: palette.Tokens, dark: bool
) -> list[go.Bar]:
    """One trace per scale and level: one per cell had not appeared after two seconds."""
    keys = dict.fromkeys(
        (one.spread.line.scale or "", level) for one in placed for level, _ in one.bar.counts
    )
    ordered = sorted(keys, key=lambda key: (key[0], _order(key[0], [key[1]]).index(key[1])))
    return [_trace(scale, level, placed, tokens, dark) for scale, level in ordered]


def _trace(
    scale: str, level: str, placed: Sequence[_PlacedBar], tokens: palette.Tokens, dark: bool
) -> go.Bar:
    own = [
        (one, count)
        for one in placed
        if one.spread.line.scale == scale
        for code, count in one.bar.counts
        if code == level
    ]
    colour = palette.fill(level, scale, dark) or palette.LevelColour(tokens.band_inner, tokens.ink)
    return go.Bar(
        orientation="h",
        y=[one.middle for one, _ in own],
        x=[count / one.bar.n for one, count in own],
        width=[one.height for one, _ in own],
        text=[count if count / one.bar.n >= _NUMBER_FROM else "" for one, count in own],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={
            "color": colour.text,
            "size": [14 if one.bar.is_now else 13 for one, _ in own],
        },
        marker={
            "color": colour.fill,
            "line": {"color": colour.edge or tokens.page, "width": 1.5 if not colour.edge else 1},
        },
        hovertemplate=[
            f"{one.spread.line.name}, {one.bar.label}<br>{dutch.level(level)}: "
            f"{dutch.plural(count, 'leerling', 'leerlingen')}<br>{dutch.n(one.bar.n)}"
            "<extra></extra>"
            for one, count in own
        ],
    )
