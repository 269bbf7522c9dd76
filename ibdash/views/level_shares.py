"""Level shares per moment: whose levels, in which order, and where they may not be compared.

Which level is lower than which is told by the reference table of level scales; of a scale that it
does not know the levels stand by their names, and a note says so.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pyarrow as pa

from ibdash.domain.levels import SCALES, low_levels
from ibdash.domain.limits import GROUP_SHOWN
from ibdash.views import dutch
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import Point, Scale

BETWEEN, LONGEST_NAME = 4, 20
"""Signs of a level's name that fit between two bars, and at the right of the last one."""


@dataclass(frozen=True)
class LevelBar:
    """The pupils of one moment (or cohort, or year group) by level.

    counts: level code: pupils, on level_scale; low: those at a low level.  both: pupils who are
    also at `before`, the place of the moment before it on the same scale and norm; both_low of them
    are low now, left_low no longer, entered_low anew.  n = 0: no test.  ranks: of the codes of
    counts, 1 is the lowest; without those of a scale that nobody knows.
    """

    series: str
    test_id: int | None
    place: int
    title: str
    level_scale: str | None
    norm_version: str | None
    counts: dict[str, int]
    n: int
    low: int
    before: int | None = None
    both: int = 0
    both_low: int = 0
    left_low: int = 0
    entered_low: int = 0
    taken_on: date | None = None
    ranks: Mapping[str, int] = field(default_factory=dict)


def bars_of(answer: pa.Table, points: Sequence[Point]) -> list[LevelBar]:
    """The rows of `line/level_shares` as bars, in time; with the missing moments of `points`."""
    titles = {(point.series, point.place): point.title for point in points}
    found: dict[tuple[str, int, int], LevelBar] = {}
    rows = answer.to_pylist()
    ranks = _ranks(rows)
    for row in rows:
        key = (row["series"], row["place"], row["test_id"])
        bar = found.get(key)
        if bar is None:
            bar = found[key] = LevelBar(
                row["series"],
                row["test_id"],
                row["place"],
                titles.get((row["series"], row["place"]), row["moment"]),
                row["level_scale"],
                row["norm_version"],
                {},
                row["n"],
                row["low"],
                row["before"],
                row["both"] or 0,
                row["both_low"] or 0,
                row["left_low"] or 0,
                row["entered_low"] or 0,
                row["taken_on"],
                ranks[row["level_scale"]],
            )
        bar.counts[row["level_code"]] = row["pupils"]
    missing = [
        LevelBar(point.series, None, point.place, point.title, None, None, {}, 0, 0)
        for point in points
        if point.is_missing
    ]
    return sorted([*found.values(), *missing], key=lambda bar: (bar.series, bar.place))


def _ranks(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Level scale: code: rank, as far as they are known."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        of_scale = found.setdefault(row["level_scale"], {})
        if row["rank"] is not None:
            of_scale[row["level_code"]] = row["rank"]
    return found


def cohort_bars(answer: pa.Table) -> list[LevelBar]:
    """The rows of `line/cross_levels` as bars, one per school year, of the largest test there."""
    found: dict[tuple[str, int], LevelBar] = {}
    rows = answer.to_pylist()
    ranks = _ranks(rows)
    for row in rows:
        key = (row["school_year"], row["test_id"])
        if key not in found:
            found[key] = LevelBar(
                row["moment"][-1:],
                row["test_id"],
                2 * int(row["school_year"][:4]),
                dutch.school_year_short(row["school_year"]),
                row["level_scale"],
                row["norm_version"],
                {},
                row["n"],
                row["low"],
                ranks=ranks[row["level_scale"]],
            )
        found[key].counts[row["level_code"]] = row["pupils"]
    largest: dict[int, LevelBar] = {}
    for bar in found.values():
        if bar.place not in largest or bar.n > largest[bar.place].n:
            largest[bar.place] = bar
    return [largest[place] for place in sorted(largest)]


def of_one_series(bars: Iterable[LevelBar], series: str, scales: Iterable[Scale]) -> list[LevelBar]:
    """The bars of one year group on these scales, from the first with five pupils on."""
    ids = {scale.test_id for scale in scales}
    own = [bar for bar in bars if bar.series == series and bar.test_id in ids | {None}]
    large = [bar.place for bar in own if bar.n >= GROUP_SHOWN]
    return [bar for bar in own if large and bar.place >= large[0]]


def newest_of_series(bars: Iterable[LevelBar], scales: Iterable[Scale]) -> list[LevelBar]:
    """The newest bar of each year group, named by it; groups under five pupils are left out."""
    ids = {scale.test_id for scale in scales}
    newest = {bar.series: bar for bar in bars if bar.test_id in ids and bar.n >= GROUP_SHOWN}
    return [replace(bar, title=_title_of(series, bar)) for series, bar in sorted(newest.items())]


def _title_of(series: str, bar: LevelBar) -> str:
    """The year group with the moment under it; of a test once a year that says no more."""
    group = words.year_group(series)
    return group if bar.title == f"groep {series}" else f"{group}<br>{bar.title}"


def breaks(bars: Sequence[LevelBar]) -> list[str | None]:
    """What changes before each bar: "nieuwe schaal", "nieuwe norm" or nothing."""
    result: list[str | None] = []
    before: LevelBar | None = None
    for bar in bars:
        word = None
        if bar.n and before is not None:
            if (bar.test_id, bar.level_scale) != (before.test_id, before.level_scale):
                word = "nieuwe schaal"
            elif bar.norm_version != before.norm_version:
                word = "nieuwe norm"
        result.append(word)
        before = bar if bar.n else before
    return result


def codes(bars: Iterable[LevelBar]) -> list[str]:
    """The levels that somebody has in bars of one scale, lowest first.

    Those without a known rank come last, by name.
    """
    bars = list(bars)
    held = {code for bar in bars for code in bar.counts}
    ranks = {code: rank for bar in bars for code, rank in _rank_of(bar).items()}
    return sorted(held, key=lambda code: (ranks.get(code, math.inf), code))


def _rank_of(bar: LevelBar) -> Mapping[str, int]:
    known = SCALES.get(bar.level_scale or "")
    return {level.code: level.rank for level in known.levels} if known else bar.ranks


def order_in_words(bars: Sequence[LevelBar], *, is_narrow: bool = False) -> str:
    """What the bars cannot say: levels without a known order, names that have no room."""
    shown = [bar for bar in bars if bar.n >= GROUP_SHOWN]
    scales = list(dict.fromkeys(bar.level_scale for bar in shown))
    parts = []
    for scale in scales:
        found = [bar for bar in shown if bar.level_scale == scale]
        names = ", ".join(dutch.level(code) for code in codes(found))
        if not all(code in _rank_of(bar) for bar in found for code in bar.counts):
            parts.append(
                "Volgorde van de niveaus onbekend; van onder naar boven op alfabet: " + names + "."
            )
        elif not has_room(found, shown, is_narrow=is_narrow):
            parts.append(f"Van onder naar boven: {names}.")
    return " ".join(parts)


def has_room(
    found: Sequence[LevelBar], shown: Sequence[LevelBar], *, is_narrow: bool = False
) -> bool:
    """Whether every level of these bars of one scale is named in full beside them.

    shown: all bars of the figure; names of other scales stand between them.
    """
    longest = max(len(code) for bar in found for code in bar.counts)
    return longest <= (LONGEST_NAME if list(found) == list(shown) and not is_narrow else BETWEEN)


def low_words(level_scale: str | None) -> str:
    """ "IV of lager", "D of lager"; empty on a scale of which nobody said what is low."""
    codes = low_levels(level_scale or "")
    return f"{codes[0]} of lager" if codes else ""
