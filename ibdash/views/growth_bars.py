"""Growth per half year with its range, as bars under each other: the last pairs of moments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

import plotly.graph_objects as go

from ibdash.domain import student_t
from ibdash.domain.growth import GroupGrowth, change_state, growth_half_year
from ibdash.domain.limits import GROUP_SHOWN
from ibdash.domain.state import State
from ibdash.views import dutch, palette, plain_figure
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import Line, Point, main_series
from ibdash.views.learning_line_pupil import Bounds, error_of

MOST_ROWS = 3
_ROW = 62
_BOTTOM, _TOP, _LEFT, _RIGHT = 30, 6, 92, 24
# Beside rows with a name.
_LEFT_OF_NAMES = 128


@dataclass(frozen=True)
class GrowthRow:
    """Points per half year between two moments.

    low and high: 95% for the mean of a group, 80% for one pupil; None where there is no range.
    under: what stands below the pair ("n = 27", or a pupil's state).  name: whose row it is, where
    there are several ("jaargroep 6").
    """

    pair: str
    under: str
    half_years: int
    n: int
    growth: float
    low: float | None
    high: float | None
    state: State | None
    name: str = ""


def group_rows(points: Sequence[Point], line: Line) -> list[GrowthRow]:
    """The growth of the same pupils, oldest pair first; several year groups give their last pair.

    Only scales that follow each other, and of one series only the newest of them: points of two
    scales are no size of one axis.
    """
    main = main_series(points)
    scales = {scale.test_id for scale in line.scales}
    titles = {(one.series, one.test_id, one.place): one.short_title for one in points}
    rows: dict[str, list[GrowthRow]] = {}
    newest: dict[str, int | None] = {}
    for point in points:
        growth = point.growth
        if growth is None or point.test_id not in scales or main not in (None, point.series):
            continue
        if growth.n < GROUP_SHOWN or growth.sd is None:
            continue
        before = titles[point.series, point.test_id, growth.from_place]
        held = _range(growth.n, growth.mean, growth.sd)
        pair = f"{before} → {point.short_title}"
        if newest.setdefault(point.series, point.test_id) != point.test_id:
            newest[point.series] = point.test_id
            rows[point.series] = []
        rows.setdefault(point.series, []).append(
            GrowthRow(
                pair,
                dutch.n(growth.n),
                growth.half_years,
                growth.n,
                held.mean,
                held.low,
                held.high,
                held.state,
                "" if main is not None else words.year_group(point.series),
            )
        )
    if main is not None:
        return rows.get(main, [])[-MOST_ROWS:]
    return [found[-1] for _, found in sorted(rows.items())]


def _range(n: int, mean: float, sd: float) -> GroupGrowth:
    """As domain.growth.group_growth_same_pupils, from what SQL has summed up."""
    se = sd / sqrt(n)
    margin = student_t.quantile(0.975, n - 1) * se
    return GroupGrowth(n, mean, se, mean - margin, mean + margin, None)


def pupil_rows(points: Iterable[Point], bounds: Bounds) -> list[GrowthRow]:
    """The growth of one pupil between moments that follow each other on one scale.

    bounds: upper bounds of the error, for scores whose error was not delivered.
    """
    rows: list[GrowthRow] = []
    before: dict[int | None, Point] = {}
    for point in points:
        if point.is_missing or not point.few:
            continue
        earlier = before.get(point.test_id)
        if earlier is None:
            # Points of two scales are no size of one axis.
            rows = []
        before[point.test_id] = point
        if earlier is not None:
            rows.append(_pupil_row(earlier, point, bounds))
    return rows[-MOST_ROWS:]


def _pupil_row(earlier: Point, later: Point, bounds: Bounds) -> GrowthRow:
    x, y = earlier.few[0], later.few[0]
    errors = (error_of(earlier, bounds), error_of(later, bounds))
    half_years = max(1, later.half_year - earlier.half_year)
    found = growth_half_year(x, y, *errors, steps=half_years)
    state = change_state(x, y, *errors)
    under = {None: "", State.WITHIN_ERROR: "binnen de meetfout"}.get(state, str(state))
    return GrowthRow(
        f"{earlier.short_title} → {later.short_title}",
        under,
        half_years,
        1,
        found.growth,
        found.low,
        found.high,
        state,
    )


def figure(rows: Sequence[GrowthRow], *, dark: bool) -> go.Figure:
    """A dot per pair with its range behind it; zero stays in sight.

    A step of one pupil within the error is grey, not ink: it may be nothing.
    """
    tokens = palette.tokens(dark)
    places = [float(len(rows) - number) for number in range(len(rows))]
    low, high = _reach(rows)
    ticks = _ticks(low, high)
    data = [
        go.Scatter(
            x=[value for row in rows if row.low is not None for value in (row.low, row.high, None)],
            y=[
                value
                for row, place in zip(rows, places, strict=True)
                if row.low is not None
                for value in (place, place, None)
            ],
            mode="lines",
            line={"width": 14, "color": tokens.band_inner},
            hoverinfo="skip",
        ),
        go.Scatter(
            x=[row.growth for row in rows],
            y=places,
            mode="markers",
            marker={
                "size": 12,
                "color": [_ink(row, tokens) for row in rows],
                "line": {"width": 2, "color": tokens.page},
            },
            hovertext=[_hover(row) for row in rows],
            hoverinfo="text",
        ),
    ]
    notes = [
        one for row, place in zip(rows, places, strict=True) for one in _notes(row, place, tokens)
    ]
    return plain_figure.figure(
        data,
        tokens,
        height_of(rows),
        margin=(_left(rows), _RIGHT, _TOP, _BOTTOM),
        annotations=notes,
        xaxis=plain_figure.axis(
            tokens,
            range=[low, high],
            showgrid=True,
            gridcolor=tokens.grid,
            tickmode="array",
            tickvals=ticks,
            ticktext=[dutch.signed(tick) for tick in ticks],
        ),
        yaxis=plain_figure.axis(tokens, range=[0.45, len(rows) + 0.6], visible=False),
    )


def _left(rows: Sequence[GrowthRow]) -> int:
    return _LEFT_OF_NAMES if any(row.name for row in rows) else _LEFT


def height_of(rows: Sequence[GrowthRow]) -> int:
    """Of the figure, in px."""
    return _TOP + _BOTTOM + _ROW * len(rows)


def _ink(row: GrowthRow, tokens: palette.Tokens) -> str:
    return tokens.ink_2 if row.state is State.WITHIN_ERROR else tokens.ink


def _hover(row: GrowthRow) -> str:
    name = f"{row.name}, " if row.name else ""
    text = f"{name}{row.pair}<br>{words.steps(row.growth, 1)} per half jaar"
    if row.low is not None and row.high is not None:
        text += f"<br>{dutch.between_steps(row.low, row.high)}"
    return text if row.n == 1 else f"{text}<br>{dutch.n(row.n)}"


def _notes(row: GrowthRow, place: float, tokens: palette.Tokens) -> list[dict[str, object]]:
    grey = {"size": 13, "color": tokens.ink_2}
    range_text = (
        "" if row.low is None or row.high is None else dutch.between_steps(row.low, row.high)
    )
    below = f"{row.pair}, {row.under}" if row.name else row.under
    under = f"<br><span style='color:{tokens.ink_2};font-size:13px'>{below}</span>"
    return [
        plain_figure.note(
            f"<b>{row.name or row.pair}</b>{under if row.n > 1 else ''}",
            xref="paper",
            x=0,
            y=place,
            xanchor="right",
            xshift=-12,
            align="right",
            font={"size": 14, "color": tokens.ink},
        ),
        plain_figure.note(
            f"<b>{dutch.signed(row.growth)}</b>",
            x=row.growth,
            y=place,
            yshift=18,
            font={"size": 15, "color": _ink(row, tokens)},
        ),
        plain_figure.note(
            row.under if row.n == 1 and row.under else range_text,
            x=row.growth,
            y=place,
            yshift=-18,
            font=grey,
        ),
    ]


def _reach(rows: Sequence[GrowthRow]) -> tuple[float, float]:
    values = [0.0]
    for row in rows:
        values += [row.growth, row.low or row.growth, row.high or row.growth]
    low, high = min(values), max(values)
    room = max(high - low, 4.0)
    return low - 0.18 * room, high + 0.18 * room


def _ticks(low: float, high: float) -> list[float]:
    """At most four whole ticks, zero among them."""
    step = next(
        size for size in (1, 2, 5, 10, 20, 50, 100, 1000) if (high - low) / size < 4 or size == 1000
    )
    return [float(place * step) for place in range(ceil(low / step), floor(high / step) + 1)]
