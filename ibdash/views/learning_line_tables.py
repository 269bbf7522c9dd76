"""The tables behind the charts of Leerlijnen: Dutch text for the screen, numbers for a file."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from ibdash.domain.limits import GROUP_SHOWN, SHARE_RANGE
from ibdash.views import dutch, level_shares
from ibdash.views import learning_line_words as words
from ibdash.views.cross_section import Cohort
from ibdash.views.growth_bars import GrowthRow
from ibdash.views.learning_line import MEASURES, Measure, Point, Scale, value_text
from ibdash.views.learning_line_pupil import Care
from ibdash.views.level_shares import LevelBar

Rows = list[dict[str, str]]

HEADERS: Mapping[str, str] = {
    "year_group": "Jaargroep nu",
    "moment": "Moment",
    "taken_on": "Datum",
    "test": "Toets",
    "norm_version": "Normversie",
    "n": "Aantal leerlingen",
    "middle": "Gemiddelde of middelste",
    "low_10": "Laagste 10%",
    "low_25": "Laagste kwart",
    "high_25": "Hoogste kwart",
    "high_10": "Hoogste 10%",
}
"""Column of :func:`file_of`: its head in the file."""


def file_of(points: Sequence[Point], scales: Sequence[Scale], measure: Measure) -> pa.Table:
    """The points as numbers, for a download; under five pupils only how many there are."""
    names = {scale.test_id: scale.label for scale in scales}
    taken = [point for point in points if point.n and point.test_id in names]
    spreads = [point.spread or (None,) * 5 for point in taken]
    return pa.table(
        {
            "year_group": [point.series for point in taken],
            "moment": [point.title for point in taken],
            "taken_on": [point.shown_on if point.has_date else None for point in taken],
            "test": [names[point.test_id or 0] for point in taken],
            "norm_version": [point.norm_version for point in taken],
            "n": [point.n for point in taken],
            "middle": [point.middle(measure) for point in taken],
            "low_10": [spread[0] for spread in spreads],
            "low_25": [spread[1] for spread in spreads],
            "high_25": [spread[3] for spread in spreads],
            "high_10": [spread[4] for spread in spreads],
        }
    )


COHORT_HEADERS: Mapping[str, str] = {
    "school_year": "Schooljaar",
    "moment": "Moment",
    "test": "Toets",
    "norm_version": "Normversie",
    "n": "Aantal leerlingen",
    "placed": "Leerlingen in de jaargroep",
    "middle": "Gemiddelde of middelste",
    "low_25": "Laagste kwart",
    "high_25": "Hoogste kwart",
}
"""Column of :func:`file_of_cohorts`: its head in the file."""


def file_of_cohorts(cohorts: Sequence[Cohort], measure: Measure) -> pa.Table:
    """The cohorts as numbers, for a download."""
    spreads = [cohort.spread or (None,) * 5 for cohort in cohorts]
    return pa.table(
        {
            "school_year": [cohort.school_year for cohort in cohorts],
            "moment": [cohort.moment for cohort in cohorts],
            "test": [cohort.test for cohort in cohorts],
            "norm_version": [cohort.norm_version for cohort in cohorts],
            "n": [cohort.n for cohort in cohorts],
            "placed": [cohort.placed for cohort in cohorts],
            "middle": [cohort.middle(measure) for cohort in cohorts],
            "low_25": [spread[1] for spread in spreads],
            "high_25": [spread[3] for spread in spreads],
        }
    )


def of_points(points: Sequence[Point], scales: Sequence[Scale], measure: Measure) -> Rows:
    """One row per moment; of one pupil the value, of a group middle and spread."""
    names = {scale.test_id: scale.label for scale in scales}
    several = len({point.series for point in points}) > 1
    rows = []
    for point in points:
        if not point.is_missing and point.test_id not in names:
            continue
        row = {"Jaargroep": words.year_group(point.series)} if several else {}
        row |= {
            "Moment": point.title,
            "Datum": dutch.day(point.shown_on) if point.has_date else "",
            "Toets": names.get(point.test_id or 0, "geen toets"),
        }
        row |= _of_pupil(point, measure) if point.placed == 1 else _of_group(point, measure)
        rows.append(row)
    return rows


def _of_pupil(point: Point, measure: Measure) -> dict[str, str]:
    value = value_text(point.few[0], measure, point.label) if point.few else point.label or ""
    error = "" if point.error is None else dutch.plus_minus(point.error, 1)
    return {MEASURES[measure]: value, "Meetfout": error}


def _of_group(point: Point, measure: Measure) -> dict[str, str]:
    word = "Gemiddeld" if measure in ("score", "dle") else "Middelste"
    row = {"Leerlingen": dutch.number(point.n), word: "", "Middelste helft": "", "80%": ""}
    middle = point.middle(measure)
    if point.spread is None or middle is None:
        return row | {word: "te klein" if point.n else ""}
    low, lower, _, upper, high = (value_text(value, measure) for value in point.spread)
    return row | {
        word: value_text(middle, measure),
        "Middelste helft": f"{lower} tot {upper}",
        "80%": f"{low} tot {high}",
    }


def of_levels(bars: Sequence[LevelBar]) -> Rows:
    """One row per bar, with the pupils at each level and, from ten pupils on, their share."""
    rows = []
    for bar in bars:
        row = {"Moment": bar.title.replace("<br>", ", "), "Leerlingen": dutch.number(bar.n)}
        for level in _levels(bars):
            row[dutch.level(level)] = _count(bar, level)
        rows.append(row)
    return rows


def _levels(bars: Sequence[LevelBar]) -> list[str]:
    """Every level of the bars, highest first; scales one after the other."""
    found: list[str] = []
    for scale in dict.fromkeys(bar.level_scale for bar in bars if bar.level_scale):
        found += reversed(level_shares.codes(bar for bar in bars if bar.level_scale == scale))
    return list(dict.fromkeys(found))


def _count(bar: LevelBar, level: str) -> str:
    if bar.n < GROUP_SHOWN:
        return ""
    count = bar.counts.get(level, 0)
    text = dutch.number(count)
    return f"{text} ({dutch.percent(count / bar.n)})" if bar.n >= SHARE_RANGE else text


def of_growth(rows: Sequence[GrowthRow]) -> Rows:
    """One row per pair of moments."""
    return [
        ({"Jaargroep": row.name} if row.name else {})
        | {
            "Van → naar": row.pair,
            "Leerlingen": dutch.number(row.n),
            "Punten per half jaar": dutch.signed(row.growth, 1),
            "Bereik": (
                ""
                if row.low is None or row.high is None
                else dutch.between_steps(row.low, row.high, 1)
            ),
            "Wat het zegt": "" if row.state is None else str(row.state),
        }
        for row in rows
    ]


def of_cohorts(cohorts: Sequence[Cohort], measure: Measure) -> Rows:
    """One row per moment and school year."""
    rows = []
    for cohort in cohorts:
        middle = cohort.middle(measure)
        has_half = cohort.spread is not None
        texts = [cohort.text(value, measure) for value in cohort.spread or ()]
        rows.append(
            {
                "Schooljaar": cohort.school_year,
                "Moment": cohort.moment,
                "Toets": cohort.test,
                "Leerlingen": dutch.number(cohort.n),
                "Van de groep": "" if cohort.placed is None else dutch.number(cohort.placed),
                "Midden": "te klein" if middle is None else cohort.text(middle, measure),
                "Middelste helft": f"{texts[1]} tot {texts[3]}" if has_half else "",
            }
        )
    return rows


def of_care(care: Sequence[Care]) -> Rows:
    """The plans and support levels of the lane."""
    return [
        {
            "Wat": one.text,
            "Van": dutch.day(one.from_on),
            "Tot": "loopt" if one.until_on is None else dutch.day(one.until_on),
        }
        for one in care
    ]
