"""The bars of views/level_spread.py as one figure: a line per block, levels from low to high."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

import plotly.graph_objects as go

from ibdash.domain import levels
from ibdash.domain.limits import GROUP_SHOWN
from ibdash.views import dutch, palette, plain_figure
from ibdash.views.group_overview import scale_name
from ibdash.views.level_spread import Bar, Spread, order

# Heights in px: the head of a line, the bar of now, the bars under it, and what stands between.
_HEAD, _NOW, _EARLIER, _GAP, _BETWEEN = 30, 26, 20, 8, 14
_LEFT, _RIGHT = 166, 112
# A single digit fits from here on; the rest is read on hover and in the table.
_NUMBER_FROM = 0.035

# A level on a scale.
_Key: TypeAlias = tuple[str, str]


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
    named: set[_Key] = set()
    for spread in found:
        notes += _heads(spread, top - _HEAD / 2, named, tokens)
        named |= _named_above(spread)
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


def _named_above(spread: Spread) -> set[_Key]:
    """The levels of a first bar that is drawn: each has its name above it once."""
    first = spread.bars[0]
    if first.n < GROUP_SHOWN:
        return set()
    return {(spread.line.scale or "", level) for level, _ in first.counts}


def _heads(
    spread: Spread, middle: float, named: set[_Key], tokens: palette.Tokens
) -> list[dict[str, object]]:
    """The line's name, and above its first bar each level that has no name yet."""
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
    new = _named_above(spread) - named
    first, left = spread.bars[0], 0
    for level, count in first.counts:
        if (scale or "", level) in new:
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
    if not new or any(known == scale for known, _ in named):
        return notes
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
    ordered = sorted(keys, key=lambda key: (key[0], order(key[0], [key[1]]).index(key[1])))
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
    # A level that no first bar has is named in the bars themselves: colour is never alone.
    is_named = any((scale, level) in _named_above(one.spread) for one in placed)
    name = "" if is_named else f"{dutch.level(level)}: "
    return go.Bar(
        orientation="h",
        y=[one.middle for one, _ in own],
        x=[count / one.bar.n for one, count in own],
        width=[one.height for one, _ in own],
        text=[f"{name}{count}" if count / one.bar.n >= _NUMBER_FROM else "" for one, count in own],
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
