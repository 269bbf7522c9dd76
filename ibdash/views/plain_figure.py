"""The quiet frame of every Plotly figure (look.md 8): no legend, no title, horizontal grid only."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from ibdash.views.palette import Tokens

FONT = "Source Sans, Source Sans Pro, sans-serif"
CONFIG = {"displayModeBar": False, "responsive": True}
"""For whoever shows a figure: no bar with English tools."""

# Whether Plotly checks every property of a figure.  That takes seven times as long as the rest of
# making one, on every click; every test does it (tests/conftest.py), a visitor need not.
_CHECKED = False
# Two labels nearer than this run into each other (look.md 8).
_LABEL_STEP = 13.0


def figure(
    data: Sequence[Any],
    tokens: Tokens,
    height: int,
    *,
    margin: tuple[int, int, int, int],
    **layout: Any,
) -> go.Figure:
    """A figure with the page's type and colours.

    margin: left, right, top, bottom in px.  layout: axes, shapes and notes, as plain dicts.
    """
    left, right, top, bottom = margin
    return go.Figure(
        data=list(data),
        _validate=_CHECKED,
        layout={
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
            "font": {"family": FONT, "size": 14, "color": tokens.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": ",.",
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": tokens.page,
                "bordercolor": tokens.axis,
                "font": {"family": FONT, "size": 14, "color": tokens.ink},
                "align": "left",
            },
            "template": None,
            "dragmode": False,
            **layout,
        },
    )


def axis(tokens: Tokens, **values: Any) -> dict[str, Any]:
    """An axis without a line of its own, in the grey of secondary text; nobody drags it."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": False,
        "ticks": "",
        "tickangle": 0,
        "tickfont": {"size": 13, "color": tokens.ink_2},
        **values,
    }


def note(text: str, **values: Any) -> dict[str, Any]:
    """Text in a figure, without an arrow."""
    return {"text": text, "showarrow": False, **values}


def rgba(colour: str, opacity: float) -> str:
    """ "#RRGGBB" with an opacity, for a fill that lets the grid through."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def spread_apart(places: Sequence[float], step: float = _LABEL_STEP) -> list[float]:
    """Places of labels in px from below, moved until each is `step` from the next.

    The order is kept, and the labels stay as near as they can to where they belong.
    """
    order = sorted(range(len(places)), key=lambda number: places[number])
    groups: list[list[float]] = []  # middle of the group, number of labels
    for number in order:
        groups.append([places[number], 1])
        while len(groups) > 1 and _top(groups[-2], step) > _bottom(groups[-1], step):
            (low, many), (high, few) = groups[-2], groups[-1]
            groups[-2:] = [[(low * many + high * few) / (many + few), many + few]]
    moved = [
        middle + (place - (count - 1) / 2) * step
        for middle, count in groups
        for place in range(int(count))
    ]
    result = [0.0] * len(places)
    for number, place in zip(order, moved, strict=True):
        result[number] = place
    return result


def _top(group: Sequence[float], step: float) -> float:
    middle, count = group
    return middle + count * step / 2


def _bottom(group: Sequence[float], step: float) -> float:
    middle, count = group
    return middle - count * step / 2
