"""The OPP of a pupil: where it expects the pupil to go, against the functioning level so far."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from ibdash.views import dutch, palette, plain_figure
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import FUNCTIONING_LEVELS
from ibdash.views.pupil_lines import PupilLine, Sitting

NOTE = (
    "Functioneringsniveau per leerlijn. Grijs: het niveau van de eigen jaargroep. De prognose staat"
    " in het OPP in woorden, niet als niveau; daarom is er geen lijn van getekend."
)
_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 240, 44, 128, 10, 30
_MOST_TICKS = 6


def sentence(lines: Sequence[PupilLine], care: Sequence[Mapping[str, Any]]) -> str:
    """The prognosis of the newest OPP, and at which level the pupil works.

    care: rows of `pupil/care`, with at least one OPP.
    """
    plan = [row for row in care if row["kind"] == "opp"][-1]
    goes = plan["outflow_destination"]
    first = (
        f"Het OPP gaat uit van **{goes}**."
        if goes
        else "In het OPP staat geen uitstroombestemming."
    )
    told = [
        f"{words.in_sentence(line.name)} {one.functioning_level}"
        for line in lines
        if (one := _last(line)) is not None
    ]
    if not told:
        return f"{first} Het functioneringsniveau is niet geleverd."
    return f"{first} Nu: {dutch.listing(told)}."


def _last(line: PupilLine) -> Sitting | None:
    found = [one for one in line.taken if one.functioning_rank is not None]
    return found[-1] if found else None


def rank_of_moment(moment: str | None) -> int | None:
    """The functioning level that is the pupil's own moment: M5 is 10, E5 is 11; else None."""
    return {name: rank for rank, name in FUNCTIONING_LEVELS}.get(moment or "")


def figure(
    lines: Sequence[PupilLine], care: Sequence[Mapping[str, Any]], *, dark: bool
) -> go.Figure | None:
    """A line a learning line, the own year group in grey; None without two moments of any."""
    tokens = palette.tokens(dark)
    drawn = [line for line in lines if len(_levels(line)) > 1][: len(palette.MARKERS)]
    if not drawn:
        return None
    data: list[Any] = []
    own = {
        one.shown_on: rank
        for line in drawn
        for one in _levels(line)
        if (rank := rank_of_moment(one.own_moment)) is not None
    }
    days = sorted(own)
    if days:
        data.append(
            go.Scatter(
                x=[day.isoformat() for day in days],
                y=[own[day] for day in days],
                mode="lines",
                line={"width": 2, "color": tokens.peer, "dash": "dash"},
                hoverinfo="skip",
            )
        )
    for number, line in enumerate(drawn):
        data.append(_trace(line, number, tokens))
    values = [one.functioning_rank or 0 for line in drawn for one in _levels(line)]
    low, high = int(min([*values, *own.values()])) - 1, int(max([*values, *own.values()])) + 1
    places = [_levels(line)[-1].functioning_rank or 0 for line in drawn]
    room = (_HEIGHT - _TOP - _BOTTOM) / (high - low)
    heights = plain_figure.spread_apart([(place - low) * room for place in places], 16)
    notes = [
        plain_figure.note(
            line.name,
            xref="paper",
            yref="y",
            x=1,
            xanchor="left",
            xshift=8,
            y=low + height / room,
            font={"size": 13, "color": tokens.categorical[number]},
        )
        for number, (line, height) in enumerate(zip(drawn, heights, strict=True))
    ]
    return plain_figure.figure(
        data,
        tokens,
        _HEIGHT,
        margin=(_LEFT, _RIGHT, _TOP, _BOTTOM),
        xaxis=_time(drawn, tokens),
        yaxis=plain_figure.axis(
            tokens,
            range=[low, high],
            showgrid=True,
            gridcolor=tokens.grid,
            **_ticks(low, high),
        ),
        annotations=notes,
        shapes=_starts(care, drawn, tokens),
    )


def _levels(line: PupilLine) -> list[Sitting]:
    return [one for one in line.taken if one.functioning_rank is not None]


def _trace(line: PupilLine, number: int, tokens: palette.Tokens) -> go.Scatter:
    own = _levels(line)
    return go.Scatter(
        x=[one.shown_on.isoformat() for one in own],
        y=[one.functioning_rank for one in own],
        mode="lines+markers",
        line={
            "width": 2.5,
            "color": tokens.categorical[number],
            "dash": palette.DASHES[number],
        },
        marker={"size": 8, "symbol": palette.MARKERS[number], "color": tokens.categorical[number]},
        hovertext=[f"{line.name} {one.title}: {one.functioning_level}" for one in own],
        hoverinfo="text",
        cliponaxis=False,
    )


def _time(drawn: Sequence[PupilLine], tokens: palette.Tokens) -> dict[str, Any]:
    days = sorted({one.shown_on for line in drawn for one in _levels(line)})
    by_half_year = {(day.year, day.month < 4): day for day in days}
    shown = list(by_half_year.values())[-_MOST_TICKS:]
    return plain_figure.axis(
        tokens,
        type="date",
        range=[
            (days[0] - timedelta(days=20)).isoformat(),
            (days[-1] + timedelta(days=20)).isoformat(),
        ],
        tickvals=[day.isoformat() for day in shown],
        ticktext=[dutch.month(day) for day in shown],
        showline=True,
        linecolor=tokens.axis,
    )


def _ticks(low: int, high: int) -> dict[str, Any]:
    names = [(rank, name) for rank, name in FUNCTIONING_LEVELS if low <= rank <= high]
    every = max(1, -(-len(names) // _MOST_TICKS))
    return {
        "tickvals": [rank for rank, _ in names[::every]],
        "ticktext": [name for _, name in names[::every]],
    }


def _starts(
    care: Sequence[Mapping[str, Any]], drawn: Sequence[PupilLine], tokens: palette.Tokens
) -> list[dict[str, Any]]:
    """A dotted violet line where an OPP begins, within the figure."""
    days = [one.shown_on for line in drawn for one in _levels(line)]
    begun: list[date] = [row["from_on"] for row in care if row["kind"] == "opp" and row["from_on"]]
    return [
        {
            "type": "line",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": tokens.violet, "width": 1.5, "dash": "dot"},
            "layer": "below",
        }
        for day in begun
        if min(days) <= day <= max(days)
    ]
