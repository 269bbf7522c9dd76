"""What stands in a pupil's strips beside the line: gaps, new scales, the expected, the level."""

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import pairwise

from ibdash.views import dutch, palette, plain_figure
from ibdash.views.learning_line_panels import Drawing, Panel
from ibdash.views.pupil_lines import Sitting
from ibdash.views.pupil_strips import Expected, Scale, Strip

# Half of the expected frame in px.
_FRAME = 6


def hover(one: Sitting) -> str:
    """Moment and day, everything that was delivered, and the test."""
    parts = [
        f"{word} {text}"
        for word, text in (
            ("score", one.text("score")),
            ("percentiel", one.text("percentile")),
            ("niveau", dutch.level(one.level) if one.level else ""),
            ("functioneringsniveau", one.functioning_level or ""),
            ("DLE", one.text("dle")),
            ("AVI", one.text("avi")),
        )
        if text
    ]
    day = dutch.day(one.shown_on) if one.has_date else "dag onbekend"
    return f"<b>{escape(one.title)}</b>, {day}<br>{' · '.join(parts)}<br>{escape(one.test_name)}"


def is_ahead_on(scale: Scale, strip: Strip, ahead: Expected) -> bool:
    """Whether the expected range can be drawn on this axis."""
    if strip.measure is None or ahead.range(strip.measure) is None:
        return False
    return scale.key in (ahead.test_id, strip.measure)


def expected(drawing: Drawing, strip: Strip, scale: Scale, ahead: Expected, panel: Panel) -> None:
    """A dotted open frame at the next moment."""
    assert strip.measure is not None, "a range is in the measure of the strip"
    found = ahead.range(strip.measure)
    assert found is not None, "only drawn where it can be told"
    low, high = (strip.at(min(max(scale.share(value), 0.0), 1.0)) for value in found)
    half = panel.days(_FRAME)
    start, end = ahead.shown_on - half, ahead.shown_on + half
    drawing.shapes.append(
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": start.isoformat(),
            "x1": end.isoformat(),
            "y0": low,
            "y1": high,
            "line": {"color": drawing.tokens.ink, "width": 1.5, "dash": "dot"},
            "layer": "above",
        }
    )
    drawing.notes.append(
        plain_figure.note(
            "&nbsp;&nbsp;&nbsp;",
            hovertext=f"Verwacht bij {escape(ahead.moment)}: score {dutch.number(ahead.low)} tot "
            f"{dutch.number(ahead.high)}, 8 van de 10 keer",
            xref="x",
            yref="paper",
            x=ahead.shown_on.isoformat(),
            y=(low + high) / 2,
            yanchor="middle",
        )
    )


def signals(drawing: Drawing, panel: Panel, found: Sequence[tuple[date, str]]) -> None:
    """A small sign on the time axis at the day from which signals hold; their names on hover."""
    by_day: dict[date, list[str]] = {}
    for day, name in sorted(found):
        if panel.first <= day <= panel.last:
            by_day.setdefault(day, []).append(name)
    for day, names in by_day.items():
        said = "<br>".join(escape(name) for name in dict.fromkeys(names))
        drawing.notes.append(
            plain_figure.note(
                "<b>!</b>",
                hovertext=f"Signaal sinds {dutch.day(day)}<br>{said}",
                xref="x",
                yref="paper",
                x=day.isoformat(),
                y=0,
                yanchor="bottom",
                yshift=1,
                width=12,
                height=12,
                borderpad=1,
                bgcolor=drawing.tokens.page,
                bordercolor=drawing.tokens.berry,
                font={"size": 11, "color": drawing.tokens.berry},
            )
        )


def missing(drawing: Drawing, strip: Strip, panel: Panel) -> None:
    """A dotted frame where a result was to be expected and is not there."""
    half = panel.days(34)
    for one in strip.line.sittings:
        if not one.is_missing:
            continue
        drawing.shapes.append(
            {
                "type": "rect",
                "xref": "x",
                "yref": "paper",
                "x0": (one.shown_on - half).isoformat(),
                "x1": (one.shown_on + half).isoformat(),
                "y0": strip.at(0.36),
                "y1": strip.at(0.64),
                "fillcolor": drawing.tokens.page,
                "line": {"color": drawing.tokens.ink_2, "width": 1, "dash": "dot"},
            }
        )
        why = f": {one.reason}" if one.reason else ": geen reden ingevuld"
        drawing.notes.append(
            plain_figure.note(
                "geen toets",
                hovertext=f"{escape(one.title)}{escape(why)}",
                xref="x",
                yref="paper",
                x=one.shown_on.isoformat(),
                y=strip.at(0.5),
                yanchor="middle",
                font={"size": 12, "color": drawing.tokens.ink_2},
            )
        )


def changes(drawing: Drawing, strip: Strip) -> None:
    """A dashed rule where another test begins: left and right are not to be compared."""
    for before, after in pairwise(strip.line.taken):
        if before.test_id == after.test_id:
            continue
        scale = strip.scale_of(after)
        value = after.value(strip.measure) if strip.measure else None
        is_low = scale is not None and value is not None and scale.share(value) < 0.5
        day = before.shown_on + (after.shown_on - before.shown_on) / 2
        drawing.shapes.append(
            {
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": day.isoformat(),
                "x1": day.isoformat(),
                "y0": strip.bottom,
                "y1": strip.top,
                "line": {"color": drawing.tokens.ink_2, "width": 1, "dash": "dash"},
            }
        )
        drawing.notes.append(
            plain_figure.note(
                "nieuwe schaal",
                hovertext=f"{escape(before.test_name)} → {escape(after.test_name)}:"
                " scores links en rechts niet vergelijken",
                xref="x",
                yref="paper",
                x=day.isoformat(),
                y=strip.top if is_low else strip.bottom,
                yanchor="top" if is_low else "bottom",
                xanchor="left",
                xshift=3,
                font={"size": 12, "color": drawing.tokens.ink_2},
            )
        )


def badge(drawing: Drawing, strip: Strip, dark: bool) -> None:
    """The level of the newest result, at the height where it stands."""
    last = strip.line.last
    if not last.level:
        return
    scale = strip.scale_of(last)
    share = 0.5
    if scale is not None and strip.measure is not None:
        value = last.value(strip.measure)
        assert value is not None, "a result on an axis has a value"
        share = min(max(scale.share(value), 0.14), 0.86)
    colour = palette.fill(last.level, last.level_scale or "", dark)
    tokens = drawing.tokens
    drawing.notes.append(
        plain_figure.note(
            f"<b>{escape(dutch.level(last.level))}</b>",
            xref="paper",
            yref="paper",
            x=1,
            xanchor="left",
            xshift=8,
            y=strip.at(share),
            yanchor="middle",
            width=30,
            borderpad=3,
            bgcolor=colour.fill if colour else tokens.page,
            bordercolor=(colour.edge or colour.fill) if colour else tokens.axis,
            font={"size": 14, "color": colour.text if colour else tokens.ink_2},
        )
    )
