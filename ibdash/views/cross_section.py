"""The same year group at the same moment, school year by school year: mean and middle half."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import plotly.graph_objects as go
import pyarrow as pa

from ibdash.domain.limits import GROUP_SHOWN
from ibdash.views import dutch, palette, plain_figure
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import IN_STEPS, Measure, value_text
from ibdash.views.learning_line_panels import LONGEST_LEVEL, y_ticks

_HEIGHT = 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 16, 18, 48
_MOST_YEARS = 6
_BAR = 0.26
SIGN = 7
"""Px a sign of text beside a figure."""


@dataclass(frozen=True)
class Cohort:
    """One year group in one school year on one scale.

    placed: pupils then, None where nobody knows.  mean, sd and spread from 5 pupils on.
    scale_levels: of levels, whose values are ranks: their codes, lowest first.
    """

    moment: str
    school_year: str
    test_id: int
    test: str
    norm_version: str | None
    n: int
    placed: int | None
    mean: float | None
    sd: float | None
    spread: tuple[float, ...] | None
    scale_levels: tuple[str, ...] = ()

    @property
    def year_group(self) -> str:
        """ "6", of M6 and of a test once a year in groep 6."""
        return self.moment[-1:]

    @property
    def start_year(self) -> int:
        """The calendar year in which its school year begins."""
        return int(self.school_year[:4])

    def middle(self, measure: Measure) -> float | None:
        """The mean, or for ranks the middle pupil's."""
        if self.spread is None:
            return None
        return self.mean if measure in ("score", "dle") else self.spread[2]

    def text(self, value: float, measure: Measure) -> str:
        """A value as it is written: "226", "E4"; of a level its name ("III"), not its rank."""
        if measure == "level" and 1 <= round(value) <= len(self.scale_levels):
            return words.shortened(dutch.level(self.scale_levels[round(value) - 1]), LONGEST_LEVEL)
        return value_text(value, measure)

    def ticks(self, low: float, high: float, measure: Measure) -> tuple[list[float], list[str]]:
        """The values of its axis between two ends, and their texts."""
        if measure != "level":
            return y_ticks(low, high, measure)
        ranks = [float(rank) for rank in range(ceil(low), floor(high) + 1)]
        ranks = [rank for rank in ranks if 1 <= rank <= len(self.scale_levels)]
        return ranks, [self.text(rank, measure) for rank in ranks]


def cohorts_of(answer: pa.Table) -> list[Cohort]:
    """The rows of `line/cross_section`: of each moment and school year the largest test."""
    largest: dict[tuple[str, str], Cohort] = {}
    for row in answer.to_pylist():
        key = (row["moment"], row["school_year"])
        words = (row["publisher"], row["test_name"], row["generation"], row["part"])
        if key not in largest:
            largest[key] = Cohort(
                row["moment"],
                row["school_year"],
                row["test_id"],
                " ".join(word for word in words if word),
                row["norm_version"],
                row["n"],
                row["placed"],
                row["mean"],
                row["sd"],
                tuple(row["spread"]) if row["spread"] else None,
                tuple(row["scale_levels"]),
            )
    return [largest[key] for key in sorted(largest)]


def comparable(cohorts: Sequence[Cohort], measure: Measure) -> list[Cohort]:
    """The cohorts from 5 pupils on that share an axis with the newest one.

    On one scale, except for percentiles: those of several tests go together.
    """
    shown = [cohort for cohort in cohorts if cohort.n >= GROUP_SHOWN]
    if not shown or measure == "percentile":
        return shown
    return [cohort for cohort in shown if cohort.test_id == shown[-1].test_id]


def figure(
    cohorts: Sequence[Cohort],
    measure: Measure,
    *,
    dark: bool,
    height: int = _HEIGHT,
    bar: float = _BAR,
) -> go.Figure | None:
    """One moment over the years, the newest in petrol; another scale gets a name, not a value.

    bar: width of a middle half, where a school year is 1.  None where no cohort of the newest scale
    has 5 pupils.
    """
    cohorts = cohorts[-_MOST_YEARS:]
    own = comparable(cohorts, measure)
    if not own:
        return None
    tokens = palette.tokens(dark)
    places = {cohort.school_year: number for number, cohort in enumerate(cohorts)}
    low, high = _reach(own, measure)
    others = [cohort for cohort in cohorts if cohort not in own]
    values, texts = own[-1].ticks(low, high, measure)
    return plain_figure.figure(
        [_halves(own, places, tokens, bar), _dots(own, places, measure, tokens)],
        tokens,
        height,
        margin=(left_of(texts, _LEFT), _RIGHT, _TOP, _BOTTOM),
        shapes=_rules(cohorts, own, places, tokens),
        annotations=[
            *_value_notes(own, places, measure, tokens),
            *(_other_note(cohort, own, places, tokens) for cohort in others),
        ],
        xaxis=plain_figure.axis(
            tokens,
            range=[-0.5, len(cohorts) - 0.35],
            showline=True,
            linecolor=tokens.axis,
            tickmode="array",
            tickvals=list(places.values()),
            ticktext=[_tick(cohort, cohort is own[-1], tokens) for cohort in cohorts],
            tickfont={"size": 12, "color": tokens.ink_2},
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


def left_of(texts: Sequence[str], least: int) -> int:
    """Room for the texts of the axis, in px: names of levels may be long."""
    return max(least, 12 + SIGN * max((len(text) for text in texts), default=0))


def _reach(cohorts: Sequence[Cohort], measure: Measure) -> tuple[float, float]:
    if measure == "percentile":
        return -2.0, 102.0
    values = [value for cohort in cohorts if cohort.spread for value in cohort.spread[1:4]]
    low, high = min(values), max(values)
    room = 4.0 if measure in IN_STEPS else max(high - low, 4.0)
    return low - 0.2 * room, high + 0.2 * room


def _halves(
    own: Sequence[Cohort], places: dict[str, int], tokens: palette.Tokens, bar: float
) -> go.Bar:
    spreads = [cohort.spread for cohort in own if cohort.spread]
    return go.Bar(
        x=[places[cohort.school_year] for cohort in own],
        base=[spread[1] for spread in spreads],
        y=[spread[3] - spread[1] for spread in spreads],
        width=bar,
        marker={
            "color": [
                tokens.petrol_soft if cohort is own[-1] else tokens.band_inner for cohort in own
            ],
            "line": {"width": 0},
        },
        hoverinfo="skip",
    )


def _dots(
    own: Sequence[Cohort], places: dict[str, int], measure: Measure, tokens: palette.Tokens
) -> go.Scatter:
    return go.Scatter(
        x=[places[cohort.school_year] for cohort in own],
        y=[cohort.middle(measure) for cohort in own],
        mode="markers",
        marker={
            "size": 13,
            "color": [tokens.petrol if cohort is own[-1] else tokens.ink_2 for cohort in own],
            "line": {"width": 2, "color": tokens.page},
        },
        hovertext=[hover(cohort, measure) for cohort in own],
        hoverinfo="text",
    )


def hover(cohort: Cohort, measure: Measure) -> str:
    """Moment and school year; middle and middle half; n."""
    middle = cohort.middle(measure)
    assert middle is not None, "shown from 5 pupils on"
    assert cohort.spread is not None, "shown from 5 pupils on"
    if measure in ("score", "dle"):
        word, text = "gemiddeld", dutch.number(middle, 1)
    else:
        word, text = "middelste leerling", cohort.text(middle, measure)
    low, high = (cohort.text(cohort.spread[place], measure) for place in (1, 3))
    return (
        f"{cohort.moment}, {cohort.school_year}<br>{word} {text}"
        f"<br>middelste helft {low} tot {high}<br>{dutch.n(cohort.n)}"
    )


def _value_notes(
    own: Sequence[Cohort], places: dict[str, int], measure: Measure, tokens: palette.Tokens
) -> list[dict[str, object]]:
    notes = []
    for cohort in own:
        middle = cohort.middle(measure)
        assert middle is not None, "shown from 5 pupils on"
        colour = tokens.petrol if cohort is own[-1] else tokens.ink
        notes.append(
            plain_figure.note(
                f"<b>{cohort.text(middle, measure)}</b>",
                x=places[cohort.school_year],
                y=middle,
                xanchor="left",
                xshift=9,
                font={"size": 15, "color": colour},
            )
        )
    return notes


def _other_note(
    cohort: Cohort, own: Sequence[Cohort], places: dict[str, int], tokens: palette.Tokens
) -> dict[str, object]:
    is_small = cohort.n < GROUP_SHOWN
    return plain_figure.note(
        "te klein" if is_small else "andere<br>schaal",
        x=places[cohort.school_year],
        yref="paper",
        y=0.5,
        font={"size": 13, "color": tokens.ink_2},
    )


def _rules(
    cohorts: Sequence[Cohort],
    own: Sequence[Cohort],
    places: dict[str, int],
    tokens: palette.Tokens,
) -> list[dict[str, object]]:
    """A dashed rule between two scales."""
    found = []
    for before, after in itertools.pairwise(cohorts):
        if before.test_id != after.test_id:
            x = places[after.school_year] - 0.5
            found.append(
                {
                    "type": "line",
                    "x0": x,
                    "x1": x,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": tokens.ink_2, "width": 1.5, "dash": "dash"},
                }
            )
    return found


def _tick(cohort: Cohort, is_newest: bool, tokens: palette.Tokens) -> str:
    year = dutch.school_year_short(cohort.school_year)
    name = f"<b>{year}</b>" if is_newest else year
    count = f"<span style='font-size:12px'>{dutch.n(cohort.n)}</span>"
    return f"<span style='color:{tokens.ink}'>{name}</span><br>{count}"
