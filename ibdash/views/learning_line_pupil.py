"""What only the chart of one pupil has: the error of a score, what is expected, plans, others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import plotly.graph_objects as go

from ibdash.domain.limits import Z_80
from ibdash.views import dutch, plain_figure
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import Point
from ibdash.views.learning_line_panels import Drawing, Panel

LANE_ROW = 30
"""Height in px of a row of the lane with plans and support."""
_ERROR_BAR = 12
_ERROR_OPACITY = 0.35
_FRAME = 8
_ALIKE_AT = 20
# Px a sign in the lane, and how many signs of a name still say something.
_SIGN, _LEAST_SIGNS = 8, 4


Bounds: TypeAlias = Mapping[int | None, float]
"""Upper bound of the measurement error, in points, per test_id (methods.md, section 1)."""


@dataclass(frozen=True)
class Expected:
    """The range a pupil's next score is expected in (domain.expected_range).

    pupils: earlier ones of the school who made the steps it rests on.  alike: (last score, next
    score) of the ten pupils who started most alike, without names.
    """

    moment: str
    shown_on: date
    pupils: int
    expected: float
    low: float
    high: float
    alike: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Care:
    """A plan or a support level from a day until another, or None while it lasts."""

    name: str
    text: str
    from_on: date
    until_on: date | None


def error_of(point: Point, bounds: Bounds) -> float | None:
    """The error that was delivered, else the bound of the scale, else nothing."""
    return point.error if point.error is not None else bounds.get(point.test_id)


def error_bars(drawing: Drawing, panel: Panel, points: Sequence[Point], bounds: Bounds) -> None:
    """A bar behind each score: 80% of the measurements of the same pupil would fall in it.

    bounds: upper bounds for the error where the publisher delivered none.
    """
    days: list[str | None] = []
    values: list[float | None] = []
    for point in points:
        error, value = error_of(point, bounds), point.middle(drawing.measure)
        if error is not None and value is not None:
            days += [point.shown_on.isoformat()] * 2 + [None]
            values += [value - Z_80 * error, value + Z_80 * error, None]
    if days:
        drawing.data.append(
            go.Scatter(
                x=days,
                y=values,
                mode="lines",
                line={
                    "width": _ERROR_BAR,
                    "color": plain_figure.rgba(drawing.tokens.ink_2, _ERROR_OPACITY),
                },
                hoverinfo="skip",
                xaxis=panel.x,
                yaxis=panel.y,
            )
        )


def expected_frame(drawing: Drawing, panel: Panel, expected: Expected) -> None:
    """A dotted open frame at the next moment; beside it, as dots, who started alike."""
    half, away = panel.days(_FRAME), panel.days(_ALIKE_AT)
    drawing.shapes.append(
        {
            "type": "rect",
            "xref": panel.x,
            "yref": panel.y,
            "x0": (expected.shown_on - half).isoformat(),
            "x1": (expected.shown_on + half).isoformat(),
            "y0": expected.low,
            "y1": expected.high,
            "line": {"color": drawing.tokens.ink, "width": 2, "dash": "dot"},
            "layer": "above",
        }
    )
    drawing.notes += [
        plain_figure.note(
            dutch.number(value),
            xref=panel.x,
            yref=panel.y,
            x=expected.shown_on.isoformat(),
            y=value,
            yanchor=anchor,
            font={"size": 13, "color": drawing.tokens.ink_2},
        )
        for value, anchor in ((expected.low, "top"), (expected.high, "bottom"))
    ]
    if expected.alike:
        drawing.data.append(
            go.Scatter(
                x=[(expected.shown_on - away).isoformat()] * len(expected.alike),
                y=[after for _, after in expected.alike],
                mode="markers",
                marker={
                    "size": 7,
                    "color": drawing.tokens.page,
                    "line": {"width": 1.5, "color": drawing.tokens.ink_2},
                },
                hovertext=["een leerling met zo'n start"] * len(expected.alike),
                hoverinfo="text",
                cliponaxis=False,
                xaxis=panel.x,
                yaxis=panel.y,
            )
        )


def lane_rows(care: Sequence[Care], panels: Sequence[Panel]) -> list[list[Care]]:
    """Plans and support in as few rows as do not overlap; only what the panels show of time."""
    first, last = panels[0].first, panels[-1].last
    rows: list[list[Care]] = []
    for one in sorted(care, key=lambda item: item.from_on):
        if one.from_on > last or (one.until_on or last) < first:
            continue
        free = next((row for row in rows if (row[-1].until_on or date.max) <= one.from_on), None)
        if free is None:
            rows.append([one])
        else:
            free.append(one)
    return rows


def lane(
    drawing: Drawing, panels: Sequence[Panel], rows: Sequence[Sequence[Care]], bottom: float
) -> None:
    """The violet lane on top; start and end go through all panels as dotted lines.

    bottom: where the lane begins, as a part of the figure's height.
    """
    height = (1 - bottom) / len(rows)
    for number, row in enumerate(rows):
        top = 1 - number * height
        for one in row:
            for panel in panels:
                _bar(drawing, panel, one, top - height * 0.86, top)
    for day in sorted({day for row in rows for one in row for day in _ends(one)}):
        for panel in panels:
            if panel.first <= day <= panel.last:
                drawing.shapes.append(
                    {
                        "type": "line",
                        "xref": panel.x,
                        "yref": "paper",
                        "x0": day.isoformat(),
                        "x1": day.isoformat(),
                        "y0": panel.bottom,
                        "y1": 1,
                        "line": {"color": drawing.tokens.violet, "width": 1.5, "dash": "dot"},
                        "layer": "below",
                    }
                )


def _fitting(name: str, width: float) -> str:
    """As much of a name as has room in so many px; nothing of it where that says nothing."""
    most = int(width / _SIGN)
    return words.shortened(name, most) if most >= _LEAST_SIGNS else ""


def _ends(one: Care) -> list[date]:
    return [one.from_on] if one.until_on is None else [one.from_on, one.until_on]


def _bar(drawing: Drawing, panel: Panel, one: Care, low: float, high: float) -> None:
    start, end = max(one.from_on, panel.first), min(one.until_on or panel.last, panel.last)
    if start >= end:
        return
    tokens = drawing.tokens
    drawing.shapes.append(
        {
            "type": "rect",
            "xref": panel.x,
            "yref": "paper",
            "x0": start.isoformat(),
            "x1": end.isoformat(),
            "y0": low,
            "y1": high,
            "fillcolor": tokens.violet_soft,
            "line": {"color": tokens.violet, "width": 1},
        }
    )
    width = (end - start) / panel.days(1)
    drawing.notes.append(
        plain_figure.note(
            _fitting(one.name, width),
            hovertext=one.text,
            xref=panel.x,
            yref="paper",
            x=start.isoformat(),
            y=(low + high) / 2,
            xanchor="left",
            yanchor="middle",
            xshift=4,
            font={"size": 13, "color": tokens.violet},
        )
    )
