"""What an imported norm table adds to the learning-line chart, and where a norm changes."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go

from ibdash.domain.levels import SCALES
from ibdash.views import dutch, palette, plain_figure
from ibdash.views.learning_line import Point, is_large
from ibdash.views.learning_line_marks import rule
from ibdash.views.learning_line_panels import Drawing, Panel


def new_norm(drawing: Drawing, panel: Panel, points: Sequence[Point]) -> None:
    """A dashed rule where the norm version changes on the same scale; the line goes on."""
    known = [point for point in points if point.norm_version]
    for before, after in pairwise(known):
        if before.norm_version != after.norm_version and before.test_id == after.test_id:
            middle = panel.share(before.shown_on + (after.shown_on - before.shown_on) / 2)
            rule(drawing, middle, panel, until=panel.top)
            drawing.notes.append(
                plain_figure.note(
                    "nieuwe norm",
                    xref="paper",
                    yref="paper",
                    x=middle,
                    y=panel.top,
                    yanchor="bottom",
                    yshift=6,
                    font={"size": 13, "color": drawing.tokens.ink_2},
                    bgcolor=drawing.tokens.page,
                )
            )


def norm_mean(drawing: Drawing, panel: Panel, points: Sequence[Point]) -> None:
    """The mean of the norm group as a thin dotted line; it breaks at gaps and new norms."""
    days: list[str | None] = []
    means: list[float | None] = []
    before: Point | None = None
    for point in points:
        if point.is_missing:
            before = None
        if point.norm is None or point.norm.mean is None or not is_large(point):
            continue
        if days and (before is None or before.norm_version != point.norm_version):
            days.append(None)
            means.append(None)
        days.append(point.shown_on.isoformat())
        means.append(point.norm.mean)
        before = point
    drawing.data.append(
        go.Scatter(
            x=days,
            y=means,
            mode="lines",
            line={"color": drawing.tokens.ink_2, "width": 1.5, "dash": "dot"},
            hoverinfo="skip",
            xaxis=panel.x,
            yaxis=panel.y,
        )
    )


def norm_bands(drawing: Drawing, panel: Panel, points: Sequence[Point], dark: bool) -> None:
    """The levels of an imported norm table as pale areas; they break where the norm changes."""
    pieces: list[list[Point]] = []
    for point in points:
        if point.norm is None:
            continue
        if (
            pieces
            and pieces[-1][-1].norm_version == point.norm_version
            and _levels(pieces[-1][-1]) == _levels(point)
        ):
            pieces[-1].append(point)
        else:
            pieces.append([point])
    for place, piece in enumerate(pieces):
        edges = _edges(panel, pieces, place)
        for number, level in enumerate(_levels(piece[0])):
            _norm_band(drawing, panel, piece, number, level, edges, dark)


def _levels(point: Point) -> tuple[str, ...]:
    return point.norm.levels if point.norm else ()


def _edges(panel: Panel, pieces: Sequence[Sequence[Point]], place: int) -> tuple[date, date]:
    """Where the bands of a piece begin and end: half-way to the next norm, else at the side."""
    first, last = panel.first, panel.last
    if place > 0:
        before = pieces[place - 1][-1].shown_on
        first = before + (pieces[place][0].shown_on - before) / 2
    if place + 1 < len(pieces):
        after = pieces[place + 1][0].shown_on
        last = pieces[place][-1].shown_on + (after - pieces[place][-1].shown_on) / 2
    return first, last


def _norm_band(
    drawing: Drawing,
    panel: Panel,
    piece: Sequence[Point],
    number: int,
    level: str,
    edges: tuple[date, date],
    dark: bool,
) -> None:
    norms = [(point.shown_on, point.norm) for point in piece if point.norm]
    colour = palette.fill(level, norms[0][1].scale, dark)
    if colour is None:
        return
    days = [edges[0], *(day for day, _ in norms), edges[1]]
    held = [norms[0][1], *(norm for _, norm in norms), norms[-1][1]]
    is_top = number + 1 == len(held[0].levels)
    low = [panel.low if number == 0 else norm.lowest[number] for norm in held]
    high = [panel.high if is_top else norm.lowest[number + 1] for norm in held]
    low, high = ([min(max(value, panel.low), panel.high) for value in side] for side in (low, high))
    drawing.data.append(
        go.Scatter(
            x=[day.isoformat() for day in (*days, *reversed(days))],
            y=[*low, *reversed(high)],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=plain_figure.rgba(colour.fill, drawing.tokens.norm_band_opacity),
            hoverinfo="skip",
            xaxis=panel.x,
            yaxis=panel.y,
        )
    )
    if high[-1] - low[-1] > 0.05 * (panel.high - panel.low):
        drawing.notes.append(
            plain_figure.note(
                dutch.level(level),
                xref=panel.x,
                yref=panel.y,
                x=edges[1].isoformat(),
                y=(low[-1] + high[-1]) / 2,
                xanchor="right",
                xshift=-3,
                font={"size": 12, "color": drawing.tokens.ink_2},
            )
        )


def level_rows(drawing: Drawing, panel: Panel, points: Sequence[Point], dark: bool) -> None:
    """A pale row behind each level, for a pupil's levels over time."""
    scale = next((point.level_scale for point in points if point.level_scale), "")
    if scale not in SCALES:
        return
    for level in SCALES[scale].levels:
        colour = palette.fill(level.code, scale, dark)
        assert colour is not None, "the levels of a known scale have colours"
        drawing.shapes.append(
            {
                "type": "rect",
                "xref": panel.x,
                "yref": panel.y,
                "x0": panel.first.isoformat(),
                "x1": panel.last.isoformat(),
                "y0": level.rank - 0.5,
                "y1": level.rank + 0.5,
                "fillcolor": plain_figure.rgba(colour.fill, drawing.tokens.norm_band_opacity),
                "line": {"width": 0},
                "layer": "below",
            }
        )
