"""The figure of one pupil: plans on top, a strip a learning line, the level at the right."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby

import plotly.graph_objects as go

from ibdash.domain.state import State
from ibdash.views import dutch, palette, plain_figure, pupil_lines
from ibdash.views import learning_line_pupil as care_lane
from ibdash.views import pupil_marks as marks
from ibdash.views import pupil_strips as strips
from ibdash.views.learning_line_panels import Drawing, Panel
from ibdash.views.learning_line_pupil import Care
from ibdash.views.palette import Tokens
from ibdash.views.pupil_lines import Measure, PupilLine, Sitting, Step
from ibdash.views.pupil_strips import Expected, Layout, Strip

_LEFT, _RIGHT, _TOP = 158, 50, 4
_HALO, _MARKER = 2, 8
# How near two moments with their month may stand on the axis, in px, and two without.
_NEAREST, _NEAREST_ALONE = 56, 26


def figure(
    lines: Sequence[PupilLine],
    measure: Measure,
    *,
    care: Sequence[Care],
    expected: Sequence[Expected],
    steps: Mapping[str, Step | None],
    signals: Sequence[tuple[date, str]],
    today: date,
    dark: bool,
) -> go.Figure:
    """All lines against time.

    measure: of the switch; a line without it is shown by what it has.  care: plans and support.
    steps: the growth of each line by its code.  signals: name and the day from which each holds.
    """
    tokens = palette.tokens(dark)
    panel = _panel(strips.layout(lines, measure, expected, 0, today))
    rows = care_lane.lane_rows(care, [panel])
    placed = strips.layout(lines, measure, expected, len(rows), today)
    drawing = Drawing(tokens, "score", is_pupil=True)
    axes: dict[str, object] = {}
    if rows:
        care_lane.lane(drawing, [panel], rows, placed.lane)
        drawing.notes.append(_left("Plannen en<br>ondersteuning", tokens.violet, placed.lane, 1))
    for strip in placed.strips:
        _strip(drawing, strip, panel, steps.get(strip.line.code), axes, dark)
    _moments(drawing, placed, panel)
    marks.signals(drawing, panel, signals)
    axes["xaxis"] = plain_figure.axis(
        tokens,
        type="date",
        range=[placed.first.isoformat(), placed.last.isoformat()],
        showticklabels=False,
    )
    return plain_figure.figure(
        drawing.data,
        tokens,
        placed.height + _TOP,
        margin=(_LEFT, _RIGHT, _TOP, strips.BOTTOM),
        shapes=drawing.shapes,
        annotations=drawing.notes,
        **axes,
    )


def _panel(placed: Layout) -> Panel:
    return Panel(1, (), (), 0.0, 1.0, placed.first, placed.last, 0.0, 1.0)


def _left(text: str, colour: str, low: float, high: float) -> dict[str, object]:
    return plain_figure.note(
        f"<b>{text}</b>",
        xref="paper",
        yref="paper",
        x=0,
        xanchor="right",
        xshift=-12,
        y=(low + high) / 2,
        yanchor="middle",
        align="right",
        font={"size": 14, "color": colour},
    )


def _strip(
    drawing: Drawing,
    strip: Strip,
    panel: Panel,
    step: Step | None,
    axes: dict[str, object],
    dark: bool,
) -> None:
    tokens, line = drawing.tokens, strip.line
    drawing.notes.append(_name(strip, step, tokens))
    _ground(drawing, strip, dark)
    for scale in strip.scales:
        number = len(axes) + 1
        name = "y" if number == 1 else f"y{number}"
        axes["yaxis" if number == 1 else f"yaxis{number}"] = plain_figure.axis(
            tokens,
            domain=[strip.bottom, strip.top],
            range=[scale.low, scale.high],
            showticklabels=False,
        )
        own = [one for one in line.sittings if one.is_missing or strip.scale_of(one) is scale]
        _line(drawing, own, strip, name)
        ahead = strip.expected
        if ahead is not None and marks.is_ahead_on(scale, strip, ahead):
            marks.expected(drawing, strip, scale, ahead, panel)
    marks.missing(drawing, strip, panel)
    marks.changes(drawing, strip)
    marks.badge(drawing, strip, dark)


def _name(strip: Strip, step: Step | None, tokens: Tokens) -> dict[str, object]:
    # As the step in the matrix of Groep: grey within the error, ink outside it, bold a fall.
    is_clear = step is not None and step.state in (State.GROWTH, State.DECLINE)
    is_fall = step is not None and step.state is State.DECLINE
    colour = tokens.ink if is_clear else tokens.ink_2
    texts = (
        (pupil_lines.standing(strip.line, strip.measure, step), colour, is_fall),
        (pupil_lines.growth_in_words(strip.line, step), tokens.ink_2, False),
    )
    grey = "".join(
        f'<br><span style="font-size:12px;color:{own}">'
        f"{'<b>' if bold else ''}{escape(text)}{'</b>' if bold else ''}</span>"
        for text, own, bold in texts
        if text
    )
    note = _left(escape(strip.line.name), tokens.ink, strip.bottom, strip.top)
    return {**note, "text": f"{note['text']}{grey}"}


def _ground(drawing: Drawing, strip: Strip, dark: bool) -> None:
    tokens = drawing.tokens
    newest = strip.scale_of(strip.line.last)
    for level, scale_name, low, high in newest.bands if newest else ():
        colour = palette.fill(level, scale_name, dark)
        assert newest is not None, "bands are of a scale"
        if colour is not None:
            y0, y1 = (strip.at(min(max(newest.share(value), 0.0), 1.0)) for value in (low, high))
            drawing.shapes.append(
                _box(
                    y0,
                    y1,
                    plain_figure.rgba(colour.fill, tokens.norm_band_opacity),
                    "rgba(0,0,0,0)",
                )
            )
    drawing.shapes.append(_box(strip.bottom, strip.top, "rgba(0,0,0,0)", tokens.grid))


def _box(low: float, high: float, fill: str, edge: str) -> dict[str, object]:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": low,
        "y1": high,
        "fillcolor": fill,
        "line": {"color": edge, "width": 1},
        "layer": "below",
    }


def _line(drawing: Drawing, own: Sequence[Sitting], strip: Strip, axis: str) -> None:
    """The results on one axis: a line where a test goes on, broken where a moment is missing."""
    tokens, measure = drawing.tokens, strip.measure
    assert measure is not None, "a strip with an axis has a measure"
    days: list[str | None] = []
    values: list[float | None] = []
    shown: list[Sitting | None] = []
    for test_id, run in groupby(own, key=lambda one: one.test_id):
        if test_id is not None:
            part = list(run)
            days += [one.shown_on.isoformat() for one in part]
            values += [one.value(measure) for one in part]
            shown += part
        days.append(None)
        values.append(None)
        shown.append(None)
    is_alone = len(strip.line.taken) == 1
    drawing.data.append(
        go.Scatter(
            x=days,
            y=values,
            mode="lines+markers",
            line={"width": 2.5, "color": tokens.ink},
            marker={
                "size": _MARKER,
                "color": [
                    tokens.ink if one and one.has_date and not is_alone else tokens.page
                    for one in shown
                ],
                "line": {
                    "width": _HALO,
                    "color": [
                        tokens.page if one and one.has_date and not is_alone else tokens.ink
                        for one in shown
                    ],
                },
            },
            hovertext=[marks.hover(one) if one else "" for one in shown],
            hoverinfo="text",
            cliponaxis=False,
            xaxis="x",
            yaxis=axis,
        )
    )


def _moments(drawing: Drawing, placed: Layout, panel: Panel) -> None:
    """Moments under the figure, their month where there is room, and what is expected."""
    tokens = drawing.tokens
    found: dict[int, list[Sitting]] = {}
    for strip in placed.strips:
        for one in strip.line.taken:
            if one.moment and not one.moment.isdigit():
                found.setdefault(one.place, []).append(one)
    ticks = [
        (day, moment, "verwacht", tokens.ink_2)
        for day, moment in sorted(
            {
                (one.expected.shown_on, one.expected.moment)
                for one in placed.strips
                if one.expected and one.measure and one.expected.range(one.measure)
            }
        )
    ]
    for place in sorted(found, reverse=True):
        own = sorted(found[place], key=lambda one: one.shown_on)
        middle = own[len(own) // 2]
        title = middle.own_moment if place % 2 and middle.own_moment else middle.title
        ticks.append((middle.shown_on, f"<b>{title}</b>", dutch.month(middle.shown_on), tokens.ink))
    full: list[date] = []
    for day, _, _, _ in ticks:
        if all(abs(day - other) >= panel.days(_NEAREST) for other in full):
            full.append(day)
    kept: list[date] = []
    for day, title, below, colour in sorted(ticks, key=lambda tick: tick[0] not in full):
        if any(abs(day - other) < panel.days(_NEAREST_ALONE) for other in kept):
            continue
        kept.append(day)
        month = below if day in full else "&nbsp;"
        drawing.notes.append(
            plain_figure.note(
                f'{title}<br><span style="color:{tokens.ink_2}">{month}</span>',
                xref="x",
                yref="paper",
                x=day.isoformat(),
                y=0,
                yanchor="top",
                yshift=-2,
                font={"size": 13, "color": colour},
            )
        )


def alt(lines: Sequence[PupilLine], measure: Measure) -> str:
    """What a screen reader says of the figure."""
    names = dutch.listing([line.name.lower() for line in lines])
    return f"Lijngrafiek van één leerling: {names}. {pupil_lines.SWITCH[measure]} door de tijd."


def note(
    measure: Measure,
    care: Sequence[Care],
    expected: Sequence[Expected],
    *,
    has_signals: bool = False,
) -> str:
    """What the figure shows, in 13 px; nothing that is not drawn."""
    parts = {
        "percentile": "Percentiel op de niveaubanden van de toets.",
        "score": "Vaardigheidsscore, elke leerlijn op een eigen schaal.",
        "level": "Niveau op de schaal van de toets.",
    }
    said = [parts.get(measure, "")]
    if care:
        said.append("Paars: plan of ondersteuning.")
    drawn = {one.moment for one in expected if one.range(measure) is not None}
    if drawn:
        moments = dutch.listing(sorted(drawn))
        said.append(f"Gestippeld: verwacht bij {moments} (8 van de 10 keer).")
    if has_signals:
        said.append("Een ! op de tijdlijn: sinds dan geldt een signaal.")
    return " ".join(said)


def below_error(steps: Mapping[str, Step | None]) -> str:
    """How many growth figures lie within the error, in one line for under the figure."""
    told = [one for one in steps.values() if one is not None and one.state is not None]
    within = sum(one.state is State.WITHIN_ERROR for one in told)
    if not told or not within:
        return ""
    return (
        f"Bij {dutch.count_of(within, len(told))} leerlijnen valt de laatste stap binnen"
        " de meetfout: dat kan toeval zijn."
    )
