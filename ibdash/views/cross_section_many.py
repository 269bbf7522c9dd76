"""Several year groups at the same part of the year, school year by school year."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ibdash.domain.limits import TREND_COHORTS
from ibdash.views import dutch, palette, plain_figure
from ibdash.views import learning_line_words as words
from ibdash.views.cross_section import SIGN, Cohort, comparable, hover, left_of
from ibdash.views.learning_line import IN_STEPS, Measure

_HEIGHT = 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 132, 14, 40


def figure(cohorts: Sequence[Cohort], measure: Measure, *, dark: bool) -> go.Figure | None:
    """One row of dots per year group, on the scale of its newest cohort.

    A line joins the dots from four school years on only: fewer are no trend.  None where no year
    group has five pupils.
    """
    rows = {}
    for moment in sorted({cohort.moment for cohort in cohorts}):
        own = comparable([cohort for cohort in cohorts if cohort.moment == moment], measure)
        if own:
            rows[moment] = own
    if not rows:
        return None
    tokens = palette.tokens(dark)
    years = sorted({cohort.school_year for own in rows.values() for cohort in own})
    low, high = _reach(rows, measure)
    newest = next(reversed(rows.values()))[-1]
    values, texts = newest.ticks(low, high, measure)
    labels = _labels(rows, years, measure, tokens, (low, high))
    return plain_figure.figure(
        [_row(own, years, measure, tokens) for own in rows.values()],
        tokens,
        _HEIGHT,
        margin=(left_of(texts, _LEFT), _right(labels), _TOP, _BOTTOM),
        annotations=labels,
        xaxis=plain_figure.axis(
            tokens,
            range=[-0.4, len(years) - 0.8],
            showline=True,
            linecolor=tokens.axis,
            tickmode="array",
            tickvals=list(range(len(years))),
            ticktext=[dutch.school_year_short(year) for year in years],
        ),
        yaxis=plain_figure.axis(
            tokens,
            range=[low, high],
            showgrid=True,
            gridcolor=tokens.grid,
            tickmode="array",
            tickvals=values,
            ticktext=texts,
        ),
    )


def _right(labels: Sequence[dict[str, object]]) -> int:
    return max(_RIGHT, 20 + SIGN * max(len(str(label["text"])) for label in labels))


def _reach(rows: dict[str, list[Cohort]], measure: Measure) -> tuple[float, float]:
    if measure == "percentile":
        return -2.0, 102.0
    values = [
        value
        for own in rows.values()
        for cohort in own
        if (value := cohort.middle(measure)) is not None
    ]
    room = 4.0 if measure in IN_STEPS else max(max(values) - min(values), 4.0)
    return min(values) - 0.15 * room, max(values) + 0.15 * room


def _row(
    own: Sequence[Cohort],
    years: Sequence[str],
    measure: Measure,
    tokens: palette.Tokens,
) -> go.Scatter:
    place = _place(own[-1], tokens)
    return go.Scatter(
        x=[years.index(cohort.school_year) for cohort in own],
        y=[cohort.middle(measure) for cohort in own],
        mode="lines+markers" if len(own) >= TREND_COHORTS else "markers",
        line={
            "color": tokens.categorical[place],
            "width": 2,
            "dash": palette.DASHES[place % len(palette.DASHES)],
        },
        marker={
            "symbol": palette.MARKERS[place % len(palette.MARKERS)],
            "size": 11,
            "color": tokens.categorical[place],
            "line": {"width": 1.5, "color": tokens.page},
        },
        hovertext=[hover(cohort, measure) for cohort in own],
        hoverinfo="text",
        cliponaxis=False,
    )


def _place(cohort: Cohort, tokens: palette.Tokens) -> int:
    """A year group has its own colour and marker, here as over time."""
    return (int(cohort.year_group) - 3) % len(tokens.categorical)


def _labels(
    rows: dict[str, list[Cohort]],
    years: Sequence[str],
    measure: Measure,
    tokens: palette.Tokens,
    reach: tuple[float, float],
) -> list[dict[str, object]]:
    low, high = reach
    pixels = (_HEIGHT - _TOP - _BOTTOM) / (high - low)
    newest = [own[-1] for own in rows.values()]
    middles = [cohort.middle(measure) or 0.0 for cohort in newest]
    places = plain_figure.spread_apart([(value - low) * pixels for value in middles], step=17)
    return [
        plain_figure.note(
            f"{cohort.text(value, measure)} {words.year_group(cohort.year_group)}",
            x=len(years) - 1,
            y=low + place / pixels,
            xanchor="left",
            xshift=16,
            font={
                "size": 14,
                "color": tokens.categorical[_place(cohort, tokens)],
            },
        )
        for cohort, value, place in zip(newest, middles, places, strict=True)
    ]
