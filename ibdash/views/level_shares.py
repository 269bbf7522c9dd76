"""Level shares per moment as stacked bars, lowest level at the bottom; breaks at a new norm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pyarrow as pa

from ibdash.domain.levels import SCALES, low_levels
from ibdash.domain.limits import GROUP_SHOWN, SHARE_RANGE
from ibdash.views import dutch, palette, plain_figure
from ibdash.views.learning_line import Point, Scale

_HEIGHT = 240
_LEFT, _RIGHT, _TOP, _BOTTOM, _TEXT = 12, 44, 24, 46, 18
# Longer names of levels have no room beside the bars and are told below them.
_LONGEST_NAME = 4
_BAR = 0.7
# Fewer bars than this stand at the left, no wider than others.
_LEAST_BARS = 5
_BREAK = 0.4
# A share below this many percents has no room for its number.
_NUMBER_FROM = 8


@dataclass(frozen=True)
class LevelBar:
    """The pupils of one moment (or cohort, or year group) by level.

    counts: level code: pupils, on level_scale; low: those at a low level.  both: pupils who are
    also at `before`, the place of the moment before it on the same scale and norm; both_low of them
    are low now, left_low no longer, entered_low anew.  n = 0: no test.
    """

    series: str
    test_id: int | None
    place: int
    title: str
    level_scale: str | None
    norm_version: str | None
    counts: dict[str, int]
    n: int
    low: int
    before: int | None = None
    both: int = 0
    both_low: int = 0
    left_low: int = 0
    entered_low: int = 0
    taken_on: date | None = None


def bars_of(answer: pa.Table, points: Sequence[Point]) -> list[LevelBar]:
    """The rows of `line/level_shares` as bars, in time; with the missing moments of `points`."""
    titles = {(point.series, point.place): point.title for point in points}
    found: dict[tuple[str, int, int], LevelBar] = {}
    for row in answer.to_pylist():
        key = (row["series"], row["place"], row["test_id"])
        bar = found.get(key)
        if bar is None:
            bar = found[key] = LevelBar(
                row["series"],
                row["test_id"],
                row["place"],
                titles.get((row["series"], row["place"]), row["moment"]),
                row["level_scale"],
                row["norm_version"],
                {},
                row["n"],
                row["low"],
                row["before"],
                row["both"] or 0,
                row["both_low"] or 0,
                row["left_low"] or 0,
                row["entered_low"] or 0,
                row["taken_on"],
            )
        bar.counts[row["level_code"]] = row["pupils"]
    missing = [
        LevelBar(point.series, None, point.place, point.title, None, None, {}, 0, 0)
        for point in points
        if point.is_missing
    ]
    return sorted([*found.values(), *missing], key=lambda bar: (bar.series, bar.place))


def cohort_bars(answer: pa.Table) -> list[LevelBar]:
    """The rows of `line/cross_levels` as bars, one per school year, of the largest test there."""
    found: dict[tuple[str, int], LevelBar] = {}
    for row in answer.to_pylist():
        key = (row["school_year"], row["test_id"])
        if key not in found:
            found[key] = LevelBar(
                row["moment"][-1:],
                row["test_id"],
                2 * int(row["school_year"][:4]),
                dutch.school_year_short(row["school_year"]),
                row["level_scale"],
                row["norm_version"],
                {},
                row["n"],
                row["low"],
            )
        found[key].counts[row["level_code"]] = row["pupils"]
    largest: dict[int, LevelBar] = {}
    for bar in found.values():
        if bar.place not in largest or bar.n > largest[bar.place].n:
            largest[bar.place] = bar
    return [largest[place] for place in sorted(largest)]


def of_one_series(bars: Iterable[LevelBar], series: str, scales: Iterable[Scale]) -> list[LevelBar]:
    """The bars of one year group on these scales, from the first with five pupils on."""
    ids = {scale.test_id for scale in scales}
    own = [bar for bar in bars if bar.series == series and bar.test_id in ids | {None}]
    large = [bar.place for bar in own if bar.n >= GROUP_SHOWN]
    return [bar for bar in own if large and bar.place >= large[0]]


def newest_of_series(bars: Iterable[LevelBar], scales: Iterable[Scale]) -> list[LevelBar]:
    """The newest bar of each year group, named by it; groups under five pupils are left out."""
    ids = {scale.test_id for scale in scales}
    newest = {bar.series: bar for bar in bars if bar.test_id in ids and bar.n >= GROUP_SHOWN}
    return [
        LevelBar(**{**bar.__dict__, "title": f"groep {series}<br>{bar.title}"})
        for series, bar in sorted(newest.items())
    ]


def breaks(bars: Sequence[LevelBar]) -> list[str | None]:
    """What changes before each bar: "nieuwe schaal", "nieuwe norm" or nothing."""
    result: list[str | None] = []
    before: LevelBar | None = None
    for bar in bars:
        word = None
        if bar.n and before is not None:
            if (bar.test_id, bar.level_scale) != (before.test_id, before.level_scale):
                word = "nieuwe schaal"
            elif bar.norm_version != before.norm_version:
                word = "nieuwe norm"
        result.append(word)
        before = bar if bar.n else before
    return result


def figure(
    bars: Sequence[LevelBar], *, dark: bool, height: int = _HEIGHT, in_time: bool = True
) -> go.Figure:
    """The stacked bars, one trace per level; shares of the pupils with a level, in percents.

    in_time: whether the bars follow each other, so that a new norm between them is a break.
    """
    tokens = palette.tokens(dark)
    changes = breaks(bars) if in_time else [None] * len(bars)
    places, place = [], 0.0
    for change in changes:
        place += 1 + (_BREAK if change else 0)
        places.append(place)
    shown = [(bar, place) for bar, place in zip(bars, places, strict=True) if bar.n >= GROUP_SHOWN]
    bottom = _BOTTOM + _TEXT * any("<br>" in bar.title for bar in bars)
    notes = _level_names(shown, tokens, height - bottom) + [
        note
        for bar, place in zip(bars, places, strict=True)
        if bar.n < GROUP_SHOWN
        for note in [_without(bar, place, tokens)]
    ]
    shapes: list[dict[str, Any]] = []
    for change, place in zip(changes, places, strict=True):
        if change:
            notes.append(_break_note(change, place, tokens))
            shapes.append(_break_rule(place, tokens))
    return plain_figure.figure(
        _traces(shown, dark),
        tokens,
        height,
        margin=(_LEFT, _RIGHT, _TOP, bottom),
        barmode="stack",
        bargap=0,
        uniformtext={"minsize": 13, "mode": "hide"},
        annotations=notes,
        shapes=shapes,
        xaxis=plain_figure.axis(
            tokens,
            range=[0.45, max([*places, _LEAST_BARS]) + 0.45],
            tickmode="array",
            tickvals=places,
            ticktext=[_tick(bar, tokens) for bar in bars],
            tickfont={"size": 13, "color": tokens.ink_2},
        ),
        yaxis=plain_figure.axis(tokens, range=[0, 100.5], visible=False),
    )


def _traces(shown: Sequence[tuple[LevelBar, float]], dark: bool) -> list[go.Bar]:
    tokens = palette.tokens(dark)
    traces = []
    for scale in dict.fromkeys(bar.level_scale for bar, _ in shown):
        of_scale = [(bar, place) for bar, place in shown if bar.level_scale == scale]
        for number, level in enumerate(_codes(scale, [bar for bar, _ in of_scale])):
            colour = palette.fill(level, scale or "", dark) or _step_colour(number, tokens)
            shares = [100 * bar.counts.get(level, 0) / bar.n for bar, _ in of_scale]
            traces.append(
                go.Bar(
                    x=[place for _, place in of_scale],
                    y=shares,
                    width=_BAR,
                    text=[
                        _number(bar, level, share)
                        for (bar, _), share in zip(of_scale, shares, strict=True)
                    ],
                    textposition="inside",
                    insidetextanchor="middle",
                    textangle=0,
                    textfont={"size": 14, "color": colour.text},
                    marker={
                        "color": colour.fill,
                        "line": {"width": 1.5, "color": tokens.page},
                    },
                    hovertext=[_hover(bar, level) for bar, _ in of_scale],
                    hoverinfo="text",
                )
            )
    return traces


def _step_colour(number: int, tokens: palette.Tokens) -> palette.LevelColour:
    """Of a scale without level colours: the next but one step of the sequential set."""
    fill = tokens.sequential[2 * number % len(tokens.sequential)]
    is_light = fill in palette.LIGHT.sequential[: len(tokens.sequential) // 2]
    return palette.LevelColour(fill, palette.LIGHT.ink if is_light else palette.LIGHT.page)


def order_in_words(bars: Sequence[LevelBar]) -> str:
    """The levels from bottom to top, where their names are too long to stand beside the bars."""
    known = [bar for bar in bars if bar.n]
    if not known:
        return ""
    codes = _codes(known[-1].level_scale, known)
    if max(len(code) for code in codes) <= _LONGEST_NAME:
        return ""
    return f"Van onder naar boven: {', '.join(dutch.level(code) for code in codes)}."


def _number(bar: LevelBar, level: str, share: float) -> str:
    """Whole percents; pupils where there are too few for a percentage (methods.md, section 5)."""
    if share < _NUMBER_FROM:
        return ""
    return dutch.number(bar.counts[level] if bar.n < SHARE_RANGE else share)


def _codes(scale: str | None, bars: Sequence[LevelBar]) -> list[str]:
    """The levels somebody has, lowest first; those of an unknown scale in the order they came."""
    held = list(dict.fromkeys(code for bar in bars for code in bar.counts))
    if scale is not None and scale in SCALES:
        return [level.code for level in SCALES[scale].levels if level.code in held]
    return held


def _hover(bar: LevelBar, level: str) -> str:
    count = bar.counts.get(level, 0)
    return (
        f"{bar.title.replace('<br>', ', ')}, niveau {dutch.level(level)}<br>"
        f"{dutch.count_of(count, bar.n)} leerlingen ({dutch.percent(count / bar.n)})"
    )


def _level_names(
    shown: Sequence[tuple[LevelBar, float]], tokens: palette.Tokens, height: int
) -> list[dict[str, Any]]:
    """Each level once, at the right of the last bar, at the height where it lies there."""
    if not shown or order_in_words([bar for bar, _ in shown]):
        return []
    bar, place = shown[-1]
    middles, names, under = [], [], 0.0
    for level in _codes(bar.level_scale, [bar]):
        share = 100 * bar.counts[level] / bar.n
        middles.append(under + share / 2)
        names.append(dutch.level(level))
        under += share
    pixels = (height - _TOP) / 100
    moved = plain_figure.spread_apart([middle * pixels for middle in middles], step=15)
    return [
        plain_figure.note(
            f"<b>{name}</b>",
            x=place + _BAR / 2,
            y=at / pixels,
            xanchor="left",
            xshift=8,
            font={"size": 13, "color": tokens.ink_2},
        )
        for name, at in zip(names, moved, strict=True)
    ]


def _without(bar: LevelBar, place: float, tokens: palette.Tokens) -> dict[str, Any]:
    text = "te klein" if bar.n else "geen<br>toets"
    return plain_figure.note(text, x=place, y=50, font={"size": 13, "color": tokens.ink_2})


def _break_note(word: str, place: float, tokens: palette.Tokens) -> dict[str, Any]:
    return plain_figure.note(
        word,
        x=place - 0.5 - _BREAK / 2,
        y=100.5,
        yanchor="bottom",
        yshift=4,
        font={"size": 13, "color": tokens.ink},
    )


def _break_rule(place: float, tokens: palette.Tokens) -> dict[str, Any]:
    x = place - 0.5 - _BREAK / 2
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": tokens.ink_2, "width": 1.5, "dash": "dash"},
    }


def _tick(bar: LevelBar, tokens: palette.Tokens) -> str:
    name = f"<b><span style='color:{tokens.ink}'>{bar.title}</span></b>"
    return f"{name}<br><span style='font-size:12px'>{dutch.n(bar.n)}</span>"


def low_words(level_scale: str | None) -> str:
    """ "IV of lager", "D of lager"; empty on a scale of which nobody said what is low."""
    codes = low_levels(level_scale or "")
    return f"{codes[0]} of lager" if codes else ""
