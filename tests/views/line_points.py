"""Points, scales and lines as short as a test can say them."""

from dataclasses import replace
from datetime import date
from typing import Any

from ibdash.views.learning_line import Growth, Line, Measure, Norm, Point, Scale

ALL: frozenset[Measure] = frozenset({"score", "percentile", "level"})


def scale(test_id: int = 1, first: int = 4046, last: int = 4052, **more: Any) -> Scale:
    """A scale of rekenen by publisher "Toetser", with the half years of its first and last."""
    made = Scale(
        "rekenen", "Rekenen", test_id, "Toetser", f"RW{test_id}", None, None, 100, first, last, ALL,
        has_error=True, has_moment=True,
    )  # fmt: skip
    return replace(made, **more)


def line(*scales: Scale, beside: tuple[Scale, ...] = ()) -> Line:
    return Line("rekenen", "rekenen", "Rekenen", scales or (scale(),), beside)


def point(moment: str, year: int, value: float | None = None, **more: Any) -> Point:
    """A moment in the school year that begins in `year`, of 27 pupils with this mean.

    The quantiles lie 20, 10, 0, 10 and 20 points around it; value None is a missing moment.
    """
    half_year = 2 * year + (moment[0] == "E")
    day = date(year + 1, 1, 20) if moment[0] == "M" else date(year + 1, 6, 10)
    n = more.pop("n", 27 if value is not None else 0)
    is_large = n >= 5 and value is not None
    made = Point(
        series="6",
        placed=28,
        test_id=1 if n else None,
        place=2 * half_year + 1,
        half_year=half_year,
        school_year=f"{year}-{year + 1}",
        moment=moment,
        shown_on=day,
        has_date=True,
        n=n,
        mean=value if is_large else None,
        spread=tuple(value + step for step in (-20, -10, 0, 10, 20))
        if is_large and value
        else None,
        few=() if is_large or value is None else (value,) * n,
        label=None,
        level=None,
        percentile=None,
        error=None,
        norm_version="2024",
        level_scale=None,
        growth=None,
        norm=None,
        reason=None,
    )
    return replace(made, **more)


def of_pupil(moment: str, year: int, value: float, **more: Any) -> Point:
    """A moment of one pupil, with an error of 4 unless it says so."""
    return point(moment, year, value, n=1, placed=1, **({"error": 4.0} | more))


def grown(made: Point, before: Point, mean: float, sd: float = 5, n: int = 25) -> Point:
    """The same point with its growth since another."""
    half_years = made.half_year - before.half_year
    return replace(made, growth=Growth(before.place, half_years, n, mean, sd))


def norm(*lowest: float, highest: float = 150, mean: float | None = None) -> Norm:
    """I-V from the lowest scores of V, IV, III, II and I."""
    return Norm("I-V", ("V", "IV", "III", "II", "I")[: len(lowest)], lowest, highest, mean)
