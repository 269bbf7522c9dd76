"""The chart of a learning line: a group, a year group, a school or one pupil over real time.

The levels of a norm table stand behind one pupil only: they are of pupils, and a mean has no level
(methods.md, section 6).  A group is shown beside the mean of the norm group.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import plotly.graph_objects as go

from ibdash.domain.limits import GROUP_SHOWN, SLOPE_MOMENTS
from ibdash.views import dutch, palette, plain_figure
from ibdash.views import learning_line_marks as marks
from ibdash.views import learning_line_norms as norms
from ibdash.views import learning_line_pupil as pupil
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import (
    IN_STEPS,
    Line,
    Measure,
    Point,
    from_first_large,
    is_large,
    main_series,
    value_text,
)
from ibdash.views.learning_line_panels import Drawing, Panel, axes, panels_of

_HEIGHT = 330
_LEFT, _BOTTOM, _ABOVE_LANE, _TEXT = 44, 64, 4, 17
# Above the panels; with room for "nieuwe schaal" where it stands there.
_TOP, _TOP_OF_BREAK = 12, 34
_LABELS, _PUPIL_LABELS = 118, 12
# Of text beside the panel, in px a sign; a longer name of a test is cut off with an ellipsis.
_SIGN, _MOST_LABELS, _LONGEST_NAME = 7, 160, 16
# Room in px between the lane and the panels, for "nieuwe schaal".
_UNDER_LANE = 26
# In less room than this, at 1440, a month goes without the century; in still less a month at the
# end of a school year goes without its year, because the M beside it has it.
_SHORT_MONTH_BELOW, _NO_YEAR_BELOW = 66, 44
_QUANTILES = ("laagste 10%", "laagste kwart", "", "hoogste kwart", "hoogste 10%")


@dataclass(frozen=True)
class PupilMarks:
    """What the chart of one pupil has besides the points; see learning_line_pupil."""

    error_bounds: pupil.Bounds = field(default_factory=dict)
    expected: pupil.Expected | None = None
    care: tuple[pupil.Care, ...] = field(default=())


@dataclass(frozen=True)
class _Row:
    """One line in a panel: a year group on a scale, and how it is drawn."""

    points: tuple[Point, ...]
    is_main: bool
    colour: str
    dash: str
    symbol: str
    name: str


def figure(
    points: Sequence[Point],
    line: Line,
    measure: Measure,
    *,
    dark: bool,
    one_pupil: PupilMarks | None = None,
    height: int = _HEIGHT,
) -> go.Figure | None:
    """The chart, or None where no point has a value.

    points: of all series and scales of the line.  one_pupil: for the chart of one pupil.  height:
    in px, without the lane of plans.
    """
    if not any(point.few or point.spread for point in points):
        return None
    # The expected range is one of scores.
    expected = one_pupil.expected if one_pupil and measure == "score" else None
    points = from_first_large(points) if one_pupil is None else points
    main = main_series(points)
    panels = panels_of(
        points,
        line.drawn(measure),
        measure,
        has_bands=main is not None,
        is_pupil=one_pupil is not None,
        also_values=_also(expected),
        also_day=expected.shown_on if expected else None,
    )
    if not panels:
        return None
    drawing = Drawing(palette.tokens(dark), measure, is_pupil=one_pupil is not None)
    rows = pupil.lane_rows(one_pupil.care, panels) if one_pupil else []
    top, bottom_room = _ABOVE_LANE if rows else _above(panels), _below(panels, one_pupil)
    height += len(rows) * pupil.LANE_ROW
    room = height - top - bottom_room
    if rows:
        bottom = 1 - len(rows) * pupil.LANE_ROW / room
        panels = [replace(panel, top=bottom - _UNDER_LANE / room) for panel in panels]
        pupil.lane(drawing, panels, rows, bottom)
    for panel in panels:
        _fill(drawing, panel, line, main, one_pupil, dark)
    for before, after in pairwise(panels):
        marks.new_scale(drawing, before, after)
    if expected:
        pupil.expected_frame(drawing, panels[-1], expected)
    last_rows = _rows(drawing, panels[-1], line, main)
    if one_pupil is None:
        _end_labels(drawing, panels[-1], last_rows, room)
    layout: dict[str, Any] = {}
    for panel in panels:
        layout |= axes(panel, drawing.tokens, measure, _ticks(drawing, panel, main, expected))
    return plain_figure.figure(
        drawing.data,
        drawing.tokens,
        height,
        margin=(
            _left(layout["yaxis"]["ticktext"], measure),
            _PUPIL_LABELS if one_pupil else _labels_room(last_rows),
            top,
            bottom_room,
        ),
        shapes=drawing.shapes,
        annotations=drawing.notes,
        **layout,
    )


def _above(panels: Sequence[Panel]) -> int:
    norms_of_panels = [{point.norm_version for point in panel.points} for panel in panels]
    has_break = len(panels) > 1 or any(len(found - {None}) > 1 for found in norms_of_panels)
    return _TOP_OF_BREAK if has_break else _TOP


def _below(panels: Sequence[Panel], one_pupil: PupilMarks | None) -> int:
    """Room for the texts under the axis: moment, month, n, and "te klein" where n is."""
    if one_pupil is not None:
        return _BOTTOM - _TEXT
    is_small = any(0 < point.n < GROUP_SHOWN for panel in panels for point in panel.points)
    return _BOTTOM + (_TEXT if is_small else 0)


def _left(texts: Sequence[str], measure: Measure) -> int:
    """Room for the axis; names of levels may be long."""
    if measure != "level":
        return _LEFT
    return max(_LEFT, 12 + _SIGN * max(len(text) for text in texts))


def _labels_room(rows: Sequence[_Row]) -> int:
    """Room for what stands at the end of the lines: a value and a name."""
    longest = max((len(row.name) for row in rows if not row.is_main), default=0)
    return min(_MOST_LABELS, max(_LABELS, 14 + _SIGN * (longest + 5)))


def _also(expected: pupil.Expected | None) -> list[float]:
    """Values of the last panel that are no points: the expected range and who is alike."""
    if expected is None:
        return []
    return [expected.low, expected.high, *(after for _, after in expected.alike)]


def _rows(drawing: Drawing, panel: Panel, line: Line, main: str | None) -> list[_Row]:
    """The lines of a panel: the main one in ink, others by colour, dash and marker."""
    tokens, beside = drawing.tokens, {scale.test_id for scale in line.beside}
    names = {scale.test_id: scale.publisher or scale.test_name for scale in panel.scales}
    taken = [point for point in panel.points if not point.is_missing]
    keys = sorted(
        {(point.series, point.test_id) for point in taken},
        key=lambda key: (key[0], _scale_number(panel, key[1])),
    )
    rows, number = [], 0
    for series, test_id in keys:
        is_main = series == main and test_id not in beside
        if not is_main:
            number += 1
        # A year group has its own colour and marker, whichever others stand beside it.
        place = int(series) - 3 if main is None and series.isdigit() else number
        place %= len(tokens.categorical)
        symbol = _scale_number(panel, test_id) if main is not None else place
        own = tuple(
            point
            for point in panel.points
            if point.series == series and (point.test_id == test_id or point.is_missing)
        )
        name = words.year_group(series)
        if main == series:
            name = words.shortened(names[test_id or 0], _LONGEST_NAME)
        rows.append(
            _Row(
                own,
                is_main,
                tokens.ink if is_main else tokens.categorical[place],
                "solid" if is_main else palette.DASHES[place],
                palette.MARKERS[symbol % len(palette.MARKERS)],
                name,
            )
        )
    return rows


def _scale_number(panel: Panel, test_id: int | None) -> int:
    return [scale.test_id for scale in panel.scales].index(test_id or 0)


def _fill(
    drawing: Drawing,
    panel: Panel,
    line: Line,
    main: str | None,
    one_pupil: PupilMarks | None,
    dark: bool,
) -> None:
    rows = _rows(drawing, panel, line, main)
    newest = _newest(rows)
    own = [point for row in rows if row.is_main for point in row.points if not point.is_missing]
    if one_pupil is not None and drawing.measure == "score":
        norms.norm_bands(drawing, panel, own, dark)
    if drawing.measure == "level":
        norms.level_rows(drawing, panel, own, dark)
    for row in rows:
        if row.is_main and one_pupil is None:
            marks.bands(drawing, panel, row.points)
            norms.norm_mean(drawing, panel, row.points)
        if row.is_main and one_pupil is not None and drawing.measure == "score":
            pupil.error_bars(drawing, panel, row.points, one_pupil.error_bounds)
    for row in sorted(rows, key=lambda one: one.is_main):
        marks.line(
            drawing,
            panel,
            row.points,
            row.colour,
            width=3 if row.is_main else 2.5,
            dash=row.dash,
            symbol=row.symbol,
            enough=1 if one_pupil else GROUP_SHOWN,
            least=SLOPE_MOMENTS if one_pupil else 1,
            step=drawing.measure in IN_STEPS,
        )
        if row.is_main:
            has_label = one_pupil is None and panel.right == 1 and row.points[-1].place == newest
            marks.values(drawing, panel, row.points, skip_last=has_label)
    norms.new_norm(drawing, panel, own)
    if main is not None:
        for point in panel.points:
            if point.is_missing and point.series == main:
                marks.gap(drawing, panel, point, point.reason)


def _newest(rows: Iterable[_Row]) -> int:
    """The place of the last point of the main line, on whichever scale."""
    return max((row.points[-1].place for row in rows if row.is_main), default=0)


def _end_labels(
    drawing: Drawing,
    panel: Panel,
    rows: Sequence[_Row],
    room: float,
) -> None:
    """What each line is, at its right end, in its own colour."""
    labels: list[tuple[float, str, str, int]] = []
    newest = _newest(rows)
    for row in rows:
        if row.is_main and row.points[-1].place < newest:
            continue
        drawn = [point for point in row.points if is_large(point)]
        if not drawn:
            continue
        last = drawn[-1]
        value = last.middle(drawing.measure)
        if value is None:
            continue
        text = value_text(value, drawing.measure, last.label)
        if not row.is_main:
            labels.append((value, f"{text} {row.name}", row.colour, 14))
        elif last.spread is not None:
            kind = "gemiddeld" if drawing.measure in ("score", "dle") else "middelste"
            labels.append((value, f"<b>{text} {kind}</b>", row.colour, 16))
            labels += [
                (last.spread[place], name, drawing.tokens.ink_2, 13)
                for place, name in enumerate(_QUANTILES)
                if name
            ]
            if last.norm is not None and last.norm.mean is not None:
                labels.append((last.norm.mean, "normgroep", drawing.tokens.ink_2, 13))
    height = room * (panel.top - panel.bottom) / (panel.high - panel.low)
    wanted = [(value - panel.low) * height for value, *_ in labels]
    for (_, text, colour, size), place in zip(
        labels, plain_figure.spread_apart(wanted, step=16), strict=True
    ):
        drawing.notes.append(
            plain_figure.note(
                text,
                xref=panel.x,
                yref=panel.y,
                x=max(point.shown_on for point in panel.points).isoformat(),
                y=panel.low + place / height,
                xanchor="left",
                xshift=14,
                align="left",
                font={"size": size, "color": colour},
            )
        )


def _ticks(
    drawing: Drawing, panel: Panel, main: str | None, expected: pupil.Expected | None
) -> dict[date, str]:
    """Under each moment: its name, month and n; where several year groups share it, M or E."""
    shown = [point for point in panel.points if main is None or point.series == main]
    ticks: dict[date, str] = {}
    ordered = sorted(shown, key=lambda point: point.place)
    for _, same in groupby(ordered, key=lambda point: point.place):
        points = list(same)
        if main is None:
            ticks[points[0].shown_on] = _shared_tick(drawing, points[0])
        else:
            ticks[points[0].shown_on] = _tick(drawing, panel, points)
    if expected and panel.right == 1:
        grey = drawing.tokens.ink_2
        ticks[expected.shown_on] = (
            f"<span style='color:{grey}'>{expected.moment}</span><br>verwacht"
        )
    return ticks


def _shared_tick(drawing: Drawing, point: Point) -> str:
    """Of several year groups: how many there are of each stands in the hover and the table."""
    # Of a test once a year the moments of the year groups differ, and the school year says it.
    name = dutch.school_year_short(point.school_year) if point.moment.isdigit() else point.title[:1]
    head = f"<b><span style='color:{drawing.tokens.ink}'>{name}</span></b>"
    return f"{head}<br>{_short_month(point, has_year=False)}"


def _short_month(point: Point, *, has_year: bool) -> str:
    """ "jan ’26"; at the end of a school year only "jun" where there is no room."""
    month = dutch.month(point.month)
    is_short = point.title[:1] == "E" and not has_year
    return month[:3] if is_short else f"{month[:3]} \u2019{month[-2:]}"


def _tick(drawing: Drawing, panel: Panel, points: Sequence[Point]) -> str:
    tokens, day = drawing.tokens, points[0].month
    many = sum(point.n for point in points)
    month, room = dutch.month(day), _room(panel)
    if room < _SHORT_MONTH_BELOW:
        month = _short_month(points[0], has_year=room >= _NO_YEAR_BELOW)
    text = f"<b><span style='color:{tokens.ink}'>{points[0].title}</span></b><br>{month}"
    if drawing.is_pupil:
        return text
    count = f"<span style='font-size:12px'>{dutch.n(many)}</span>"
    if 0 < many < GROUP_SHOWN:
        count = (
            f"<span style='font-size:12px;color:{tokens.ink}'>{dutch.n(many)},<br>te klein</span>"
        )
    return f"{text}<br>{count}"


def _room(panel: Panel) -> float:
    """The px between the two moments that stand nearest to each other, at 1440."""
    days = sorted({point.place: point.shown_on for point in panel.points}.values())
    nearest = min((after - day for day, after in pairwise(days)), default=None)
    return _SHORT_MONTH_BELOW if nearest is None else nearest / panel.days(1)
