"""What stands in a panel of the learning-line chart: bands, lines, points, gaps and breaks."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ibdash.domain.limits import GROUP_SHOWN
from ibdash.views import dutch, plain_figure
from ibdash.views.learning_line import Measure, Point, is_large, value_text
from ibdash.views.learning_line_panels import Drawing, Panel

# Half of a lone point's own bands, and of the frame around a missing moment, in px.
_LONE_BAND = 7
_GAP_FRAME = 22
MISSING_WORDS = {
    None: "geen<br>toets",
    "ziek": "ziek",
    "eigen_leerlijn": "eigen<br>leerlijn",
    "vrijgesteld": "vrij-<br>gesteld",
    "nog_niet": "nog<br>niet",
    "niet_geleverd": "niet<br>geleverd",
    "andere_toets": "andere<br>toets",
}


def stretches(
    points: Sequence[Point], enough: int = 1, *, of_one_norm: bool = False
) -> list[list[Point]]:
    """The points between two gaps; a moment with too few pupils ends a stretch as a gap does.

    enough: pupils that a point of a line needs.  of_one_norm: for levels and percentiles, which a
    new norm breaks off.
    """
    found: list[list[Point]] = [[]]
    for point in points:
        if point.n >= enough:
            before = found[-1][-1] if found[-1] else point
            if of_one_norm and before.norm_version != point.norm_version:
                found.append([])
            found[-1].append(point)
        elif found[-1]:
            found.append([])
    return [stretch for stretch in found if stretch]


def _is_by_norm(measure: Measure) -> bool:
    return measure in ("level", "percentile")


def bands(drawing: Drawing, panel: Panel, points: Sequence[Point]) -> None:
    """80% of the pupils light and the middle half dark, cut off at every gap."""
    pieces = stretches(points, GROUP_SHOWN, of_one_norm=_is_by_norm(drawing.measure))
    for low, high, colour in (
        (0, 4, drawing.tokens.band_outer),
        (1, 3, drawing.tokens.band_inner),
    ):
        days: list[str | None] = []
        values: list[float | None] = []
        for piece in pieces:
            outline = _outline(panel, piece, low, high)
            days += [day for day, _ in outline] + [None]
            values += [value for _, value in outline] + [None]
        drawing.data.append(
            go.Scatter(
                x=days,
                y=values,
                mode="lines",
                line={"width": 0},
                fill="toself",
                fillcolor=colour,
                hoverinfo="skip",
                xaxis=panel.x,
                yaxis=panel.y,
            )
        )


def _outline(panel: Panel, piece: Sequence[Point], low: int, high: int) -> list[tuple[str, float]]:
    """Along the lower quantile and back along the upper one; a lone point gets a width."""
    spreads = [(point.shown_on, point.spread) for point in piece if point.spread]
    if len(spreads) == 1:
        (day, spread), half = spreads[0], panel.days(_LONE_BAND)
        spreads = [(day - half, spread), (day + half, spread)]
    there = [(day.isoformat(), spread[low]) for day, spread in spreads]
    back = [(day.isoformat(), spread[high]) for day, spread in reversed(spreads)]
    return there + back


def line(
    drawing: Drawing,
    panel: Panel,
    points: Sequence[Point],
    colour: str,
    *,
    width: float = 3,
    dash: str = "solid",
    symbol: str = "circle",
    enough: int = 5,
    least: int = 1,
    step: bool = False,
) -> None:
    """One line with a marker on every point, in one trace with gaps.

    enough: pupils that a point of the line needs; others stand open, each pupil by itself.
    least: points that make a line; with fewer there are open points only ("te weinig gegevens").
    step: cards and levels go up in steps, without values in between.
    """
    drawn = [point for point in points if point.n >= enough]
    is_line = len(drawn) >= least
    if is_line:
        days: list[str | None] = []
        values: list[float | None] = []
        for piece in stretches(points, enough, of_one_norm=_is_by_norm(drawing.measure)):
            days += [point.shown_on.isoformat() for point in piece] + [None]
            values += [point.middle(drawing.measure) for point in piece] + [None]
        drawing.data.append(
            go.Scatter(
                x=days,
                y=values,
                mode="lines",
                line={
                    "color": colour,
                    "width": width,
                    "dash": dash,
                    "shape": "hvh" if step else "linear",
                },
                hoverinfo="skip",
                xaxis=panel.x,
                yaxis=panel.y,
            )
        )
    _markers(drawing, panel, drawn, colour, symbol, is_open=not is_line)
    few = [point for point in points if 0 < point.n < enough]
    _few(drawing, panel, few, colour, symbol)


def _markers(
    drawing: Drawing,
    panel: Panel,
    points: Sequence[Point],
    colour: str,
    symbol: str,
    *,
    is_open: bool,
) -> None:
    """Filled with a halo of the page; open where the date is not known or there are too few."""
    page = drawing.tokens.page
    is_hollow = [is_open or not point.has_date for point in points]
    drawing.data.append(
        go.Scatter(
            x=[point.shown_on.isoformat() for point in points],
            y=[point.middle(drawing.measure) for point in points],
            mode="markers",
            marker={
                "symbol": symbol,
                # Plotly makes markers of several sizes see-through.
                "opacity": 1,
                "size": [9 if hollow else 13 for hollow in is_hollow],
                "color": [page if hollow else colour for hollow in is_hollow],
                "line": {
                    "width": 2,
                    "color": [colour if hollow else page for hollow in is_hollow],
                },
            },
            hovertext=[hover(point, drawing) for point in points],
            hoverinfo="text",
            cliponaxis=False,
            xaxis=panel.x,
            yaxis=panel.y,
        )
    )


def _few(drawing: Drawing, panel: Panel, points: Sequence[Point], colour: str, symbol: str) -> None:
    """Under five pupils: every value open, no mean, no band."""
    dots = [(point, value) for point in points for value in point.few]
    if not dots:
        return
    drawing.data.append(
        go.Scatter(
            x=[point.shown_on.isoformat() for point, _ in dots],
            y=[value for _, value in dots],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 8,
                "color": drawing.tokens.page,
                "line": {"width": 2, "color": colour},
            },
            hovertext=[hover(point, drawing) for point, _ in dots],
            hoverinfo="text",
            cliponaxis=False,
            xaxis=panel.x,
            yaxis=panel.y,
        )
    )


def values(drawing: Drawing, panel: Panel, points: Sequence[Point], *, skip_last: bool) -> None:
    """The whole value above each point of the main line; the last one stands in its label."""
    shown = [point for point in points if is_large(point) or (drawing.is_pupil and point.n)]
    drawing.notes += [
        plain_figure.note(
            f"<b>{_middle_text(point, drawing.measure)}</b>",
            xref=panel.x,
            yref=panel.y,
            x=point.shown_on.isoformat(),
            y=point.middle(drawing.measure),
            yshift=17,
            font={"size": 15, "color": drawing.tokens.ink},
        )
        for point in (shown[:-1] if skip_last else shown)
    ]


def _middle_text(point: Point, measure: Measure) -> str:
    value = point.middle(measure)
    return "" if value is None else value_text(value, measure, point.label)


def hover(point: Point, drawing: Drawing) -> str:
    """Moment and date; value; n.  Never a name."""
    measure = drawing.measure
    day = dutch.day(point.shown_on) if point.has_date else "datum onbekend"
    head = f"{point.title}, {day}"
    if drawing.is_pupil:
        value = point.middle(measure)
        return head if value is None else f"{head}<br>{value_text(value, measure, point.label)}"
    if not is_large(point):
        return f"{head}<br>{dutch.n(point.n)}, te klein om iets te zeggen"
    middle = point.middle(measure)
    assert middle is not None, "a large point has a middle"
    assert point.spread is not None, "a large point has a spread"
    if measure in ("score", "dle"):
        word, text = "gemiddeld", dutch.number(middle, 1)
    else:
        word, text = "middelste leerling", value_text(middle, measure)
    low, high = (value_text(point.spread[place], measure) for place in (1, 3))
    return f"{head}<br>{word} {text}<br>middelste helft {low} tot {high}<br>{dutch.n(point.n)}"


def gap(drawing: Drawing, panel: Panel, point: Point, reason: str | None) -> None:
    """A dotted frame where a test was to be expected, through the full height."""
    half = panel.days(_GAP_FRAME)
    drawing.shapes.append(
        {
            "type": "rect",
            "xref": panel.x,
            "yref": "paper",
            "x0": (point.shown_on - half).isoformat(),
            "x1": (point.shown_on + half).isoformat(),
            "y0": panel.bottom,
            "y1": panel.top,
            "line": {"color": drawing.tokens.axis, "width": 1, "dash": "dot"},
            "layer": "below",
        }
    )
    drawing.notes.append(
        plain_figure.note(
            MISSING_WORDS.get(reason, MISSING_WORDS[None]),
            xref=panel.x,
            yref="paper",
            x=point.shown_on.isoformat(),
            y=(panel.bottom + panel.top) / 2,
            font={"size": 13, "color": drawing.tokens.ink_2},
        )
    )


def new_scale(drawing: Drawing, before: Panel, after: Panel) -> None:
    """A dashed rule through the full height and two strokes on the axis between two panels."""
    # Nearer to the left panel: the right one has its own values beside it.
    middle = before.right + 0.3 * (after.left - before.right)
    rule(drawing, middle, after, until=1.0)
    drawing.notes += [
        plain_figure.note(
            "<b>nieuwe schaal</b>: links en rechts niet vergelijken",
            xref="paper",
            yref="paper",
            x=min(max(middle, 0.28), 0.72),
            y=after.top,
            yanchor="bottom",
            yshift=6,
            font={"size": 13, "color": drawing.tokens.ink},
            bgcolor=drawing.tokens.page,
        ),
        plain_figure.note(
            "//",
            xref="paper",
            yref="paper",
            x=middle,
            y=after.bottom,
            yanchor="middle",
            font={"size": 18, "color": drawing.tokens.ink_2},
            bgcolor=drawing.tokens.page,
        ),
    ]


def rule(drawing: Drawing, x: float, panel: Panel, until: float) -> None:
    drawing.shapes.append(
        {
            "type": "line",
            "xref": "paper",
            "yref": "paper",
            "x0": x,
            "x1": x,
            "y0": panel.bottom,
            "y1": until,
            "line": {"color": drawing.tokens.ink_2, "width": 1.5, "dash": "dash"},
        }
    )
