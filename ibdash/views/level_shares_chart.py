"""Level shares as stacked bars, lowest level at the bottom; they break at a new norm or scale."""

import itertools
from collections.abc import Sequence
from typing import Any, TypeAlias

import plotly.graph_objects as go

from ibdash.domain.limits import GROUP_SHOWN, SHARE_RANGE
from ibdash.views import dutch, palette, plain_figure
from ibdash.views import learning_line_words as words
from ibdash.views.level_shares import BETWEEN, LONGEST_NAME, LevelBar, breaks, codes, has_room

_HEIGHT = 240
_LEFT, _RIGHT, _BOTTOM, _TEXT = 12, 44, 46, 18
# Above the bars; with room for "nieuwe norm" where it stands there.
_TOP, _TOP_OF_BREAK = 8, 24
# Px a sign, of the names of levels.
_SIGN = 7
# From one name to the next.
_STEP = 15
_BAR = 0.7
# Fewer bars than this stand at the left, no wider than others; in time, and beside each other.
_LEAST_BARS, _LEAST_BESIDE = 4, 3
# Between two bars with a break; with another scale the names of the levels stand there too.
_BREAK, _OTHER_SCALE = 0.4, 0.7
# A share below this many percents has no room for its number.
_NUMBER_FROM = 8


_Run: TypeAlias = Sequence[tuple[LevelBar, float]]


def figure(
    bars: Sequence[LevelBar],
    *,
    dark: bool,
    height: int = _HEIGHT,
    in_time: bool = True,
    is_narrow: bool = False,
) -> go.Figure:
    """The stacked bars, one trace per level; shares of the pupils with a level, in percents.

    in_time: whether the bars follow each other, so that a new norm between them is a break.
    is_narrow: in a side column, where only short names of levels stand beside the bars.
    """
    tokens = palette.tokens(dark)
    changes = breaks(bars) if in_time else [None] * len(bars)
    places = _places(bars, changes)
    shown = [(bar, place) for bar, place in zip(bars, places, strict=True) if bar.n >= GROUP_SHOWN]
    bottom = _BOTTOM + _TEXT * any("<br>" in bar.title for bar in bars)
    top = _TOP_OF_BREAK if any(changes) else _TOP
    notes = _level_names(shown, tokens, height - bottom - top, is_narrow=is_narrow) + [
        note
        for bar, place in zip(bars, places, strict=True)
        if bar.n < GROUP_SHOWN
        for note in [_without(bar, place, tokens)]
    ]
    shapes: list[dict[str, Any]] = []
    for change, place in zip(changes, places, strict=True):
        if change:
            # Right before the bar: the names of the levels stand behind the one before it.
            notes.append(_break_note(change, place - _BAR / 2 - 0.1, tokens))
            shapes.append(_break_rule(place - _BAR / 2 - 0.1, tokens))
    return plain_figure.figure(
        _traces(shown, dark),
        tokens,
        height,
        margin=(_LEFT, _right(shown, is_narrow=is_narrow), top, bottom),
        barmode="stack",
        bargap=0,
        uniformtext={"minsize": 13, "mode": "hide"},
        annotations=notes,
        shapes=shapes,
        xaxis=plain_figure.axis(
            tokens,
            range=[0.45, max([*places, _LEAST_BARS if in_time else _LEAST_BESIDE]) + 0.45],
            tickmode="array",
            tickvals=places,
            ticktext=[_tick(bar, tokens, is_narrow=is_narrow) for bar in bars],
            tickfont={"size": 13, "color": tokens.ink_2},
        ),
        yaxis=plain_figure.axis(tokens, range=[0, 100.5], visible=False),
    )


def _places(bars: Sequence[LevelBar], changes: Sequence[str | None]) -> list[float]:
    places: list[float] = []
    place, scale = 0.0, None
    for bar, change in zip(bars, changes, strict=True):
        is_other = bar.n >= GROUP_SHOWN and scale is not None and bar.level_scale != scale
        place += 1 + (_OTHER_SCALE if is_other else _BREAK if change else 0)
        scale = bar.level_scale if bar.n >= GROUP_SHOWN else scale
        places.append(place)
    return places


def _traces(shown: Sequence[tuple[LevelBar, float]], dark: bool) -> list[go.Bar]:
    tokens = palette.tokens(dark)
    traces = []
    for scale in dict.fromkeys(bar.level_scale for bar, _ in shown):
        of_scale = [(bar, place) for bar, place in shown if bar.level_scale == scale]
        for number, level in enumerate(codes([bar for bar, _ in of_scale])):
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


def _number(bar: LevelBar, level: str, share: float) -> str:
    """Whole percents; pupils where there are too few for a percentage (methods.md, section 5)."""
    if share < _NUMBER_FROM:
        return ""
    return dutch.number(bar.counts[level] if bar.n < SHARE_RANGE else share)


def _hover(bar: LevelBar, level: str) -> str:
    count = bar.counts.get(level, 0)
    return (
        f"{bar.title.replace('<br>', ', ')}, niveau {dutch.level(level)}<br>"
        f"{dutch.count_of(count, bar.n)} leerlingen ({dutch.percent(count / bar.n)})"
    )


def _right(shown: _Run, *, is_narrow: bool) -> int:
    """Room at the right of the last bar for the names of its levels."""
    if not shown or not _is_named(_runs(shown)[-1], shown, is_narrow=is_narrow):
        return _RIGHT
    names = [name for _, name, _ in _names_of(_runs(shown)[-1], LONGEST_NAME)]
    return max(_RIGHT, 14 + _SIGN * max(len(name) for name in names))


def _is_named(run: _Run, shown: _Run, *, is_narrow: bool) -> bool:
    """Whether the names of its levels stand beside a run; else a note tells them."""
    if run[-1] is shown[-1] and not is_narrow:
        return True
    return has_room([bar for bar, _ in run], [bar for bar, _ in shown], is_narrow=is_narrow)


def _runs(shown: _Run) -> list[list[tuple[LevelBar, float]]]:
    """The bars of one scale that stand beside each other."""
    return [list(run) for _, run in itertools.groupby(shown, key=lambda one: one[0].level_scale)]


def _names_of(run: _Run, most: int) -> list[tuple[float, str, bool]]:
    """Of every level in these bars: where it lies in the last of them (0 to 100), its name, and
    whether somebody has it there; "I+ 0" is only in the bars before it."""
    last, found, under = run[-1][0], [], 0.0
    for level in codes(bar for bar, _ in run):
        count = last.counts.get(level, 0)
        share = 100 * count / last.n
        name = words.shortened(dutch.level(level), most)
        found.append((under + share / 2, name if count else f"{name} 0", bool(count)))
        under += share
    return found


def _level_names(
    shown: _Run, tokens: palette.Tokens, height: int, *, is_narrow: bool
) -> list[dict[str, Any]]:
    """Each level of a scale once, at the right of its last bar, at the height where it lies.

    height: of the bars, in px.
    """
    pixels = height / 100
    notes = []
    runs = _runs(shown)
    for run in runs:
        if not _is_named(run, shown, is_narrow=is_narrow):
            continue
        names = _names_of(run, LONGEST_NAME if run is runs[-1] else BETWEEN)
        moved = _within(
            plain_figure.spread_apart([middle * pixels for middle, *_ in names], _STEP),
            100 * pixels,
        )
        notes += [
            plain_figure.note(
                f"<b>{name}</b>" if is_held else name,
                x=run[-1][1] + _BAR / 2,
                y=at / pixels,
                xanchor="left",
                xshift=8,
                font={"size": 13, "color": tokens.ink_2},
            )
            for (_, name, is_held), at in zip(names, moved, strict=True)
        ]
    return notes


def _within(places: Sequence[float], height: float) -> list[float]:
    """The places, lowest first, pushed down where they stand above the bars: Plotly leaves out
    what lies beyond its axis."""
    moved: list[float] = []
    for place in reversed(places):
        moved.append(min(place, moved[-1] - _STEP if moved else height))
    return moved[::-1]


def _without(bar: LevelBar, place: float, tokens: palette.Tokens) -> dict[str, Any]:
    text = "te klein" if bar.n else "geen<br>toets"
    return plain_figure.note(text, x=place, y=50, font={"size": 13, "color": tokens.ink_2})


def _break_note(word: str, x: float, tokens: palette.Tokens) -> dict[str, Any]:
    return plain_figure.note(
        word,
        x=x,
        y=100.5,
        yanchor="bottom",
        yshift=4,
        font={"size": 13, "color": tokens.ink},
    )


def _break_rule(x: float, tokens: palette.Tokens) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": tokens.ink_2, "width": 1.5, "dash": "dash"},
    }


def _tick(bar: LevelBar, tokens: palette.Tokens, *, is_narrow: bool) -> str:
    title = f"<span style='font-size:12px'>{bar.title}</span>" if is_narrow else bar.title
    name = f"<span style='color:{tokens.ink}'>{title}</span>"
    name = name if is_narrow else f"<b>{name}</b>"
    return f"{name}<br><span style='font-size:12px'>{dutch.n(bar.n)}</span>"
