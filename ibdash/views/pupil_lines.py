"""All learning lines of one pupil: what `pupil/lines` answers, and the growth of each line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any, Literal

from ibdash.domain import avi
from ibdash.domain.growth import change_state, growth_half_year
from ibdash.domain.state import State
from ibdash.views import dutch

Measure = Literal["percentile", "score", "level", "functioning_level", "dle", "avi"]
SWITCH: Mapping[Measure, str] = {
    "percentile": "Percentiel",
    "score": "Score",
    "level": "Niveau",
}
"""What the switch above the figure offers; a line without it is shown by what it has."""
# In this order where a line lacks what was chosen.
_INSTEAD: tuple[Measure, ...] = ("percentile", "score", "level", "functioning_level", "dle", "avi")
_WORDS: Mapping[Measure, str] = {
    "percentile": "percentiel",
    "score": "score",
    "level": "niveau",
    "functioning_level": "functioneringsniveau",
    "dle": "DLE",
    "avi": "AVI",
}


@dataclass(frozen=True)
class Sitting:
    """One result of one test at one moment; test_id None: nothing was taken, though others were.

    place: 2 * half year, + 1 but for a B moment.  rank, functioning_rank, avi_rank: steps in a row.
    scale_levels: all levels of level_scale, lowest first.  own_group: the year group that the pupil
    was in then.
    """

    test_id: int | None
    test_name: str
    place: int
    half_year: int
    school_year: str
    moment: str
    shown_on: date
    has_date: bool
    score: float | None
    error: float | None
    percentile: float | None
    level: str | None
    level_scale: str | None
    rank: int | None
    scale_levels: tuple[str, ...]
    dl: float | None
    dle: float | None
    functioning_level: str | None
    functioning_rank: float | None
    avi: str | None
    avi_rank: int | None
    norm_version: str | None
    reason: str | None
    own_group: str | None

    @property
    def is_missing(self) -> bool:
        return self.test_id is None

    @property
    def title(self) -> str:
        """ "M6"; "groep 6" for a test once a year; without either the school year."""
        if not self.moment:
            return dutch.school_year_short(self.school_year)
        return f"groep {self.moment}" if self.moment.isdigit() else self.moment

    @property
    def own_moment(self) -> str | None:
        """The moment of the pupil's own year group in that half year: "E6"."""
        if not self.own_group or not self.own_group.isdigit():
            return None
        return f"{'ME'[self.half_year % 2]}{self.own_group}"

    @property
    def is_of_other_group(self) -> bool:
        """A test of a lower or higher year group, whose level says nothing about the own one."""
        test_group = self.moment[1:] if self.moment[:1] in "BME" else self.moment
        known = test_group.isdigit() and self.own_group is not None and self.own_group.isdigit()
        return known and test_group != self.own_group

    def value(self, measure: Measure) -> float | None:
        """The number or rank to draw."""
        return {
            "percentile": self.percentile,
            "score": self.score,
            "level": self.rank,
            "functioning_level": self.functioning_rank,
            "dle": self.dle,
            "avi": self.avi_rank,
        }[measure]

    def text(self, measure: Measure) -> str:
        """The value as it is read: "58", "V−", "M5"."""
        if measure == "level":
            return dutch.level(self.level or "")
        if measure == "functioning_level":
            return self.functioning_level or ""
        if measure == "avi":
            return avi.shown(self.avi).removeprefix("AVI").strip(" -") if self.avi else ""
        value = self.value(measure)
        return "" if value is None else dutch.number(value)


@dataclass(frozen=True)
class Step:
    """The growth over the last two moments of one scale.

    change: in points over the whole step.  low and high: its range (80%), None without an error.
    state: against the error, None where that is not known.
    """

    start: str
    end: str
    change: float
    low: float | None
    high: float | None
    state: State | None


@dataclass(frozen=True)
class PupilLine:
    """One learning line of the pupil, oldest moment first, gaps included."""

    code: str
    name: str
    sittings: tuple[Sitting, ...]

    @property
    def taken(self) -> list[Sitting]:
        return [one for one in self.sittings if not one.is_missing]

    @property
    def last(self) -> Sitting:
        """The newest result; a line has at least one."""
        return self.taken[-1]

    @property
    def before(self) -> Sitting | None:
        """The result before it on the same test."""
        same = [one for one in self.taken[:-1] if one.test_id == self.last.test_id]
        return same[-1] if same else None

    def measure(self, wanted: Measure) -> Measure | None:
        """The wanted measure where the newest result has it, else what it does have."""
        order = (wanted, *(one for one in _INSTEAD if one != wanted))
        return next((one for one in order if self.last.value(one) is not None), None)


def lines_of(rows: Iterable[Mapping[str, Any]]) -> list[PupilLine]:
    """The lines of the rows of `pupil/lines`, in their order; only those with a result."""
    found: list[PupilLine] = []
    for (code, name), own in groupby(
        rows, key=lambda row: (row["learning_line"], row["line_name"])
    ):
        line = PupilLine(code, name, tuple(_sitting(row) for row in own))
        if line.taken:
            found.append(line)
    return found


def _sitting(row: Mapping[str, Any]) -> Sitting:
    given = {name: row[name] for name in Sitting.__dataclass_fields__}
    return Sitting(**{**given, "scale_levels": tuple(row["scale_levels"] or ())})


def step(line: PupilLine, bounds: Mapping[int, float]) -> Step | None:
    """The growth since the result before the newest one, on one test; None without two scores.

    bounds: upper bound of the measurement error per test, where a result has none of its own.
    """
    scored = [one for one in line.taken if one.score is not None]
    if not scored or scored[-1] is not line.last:
        return None
    pairs = [(a, b) for a, b in pairwise(scored) if a.test_id == b.test_id]
    if not pairs or pairs[-1][1] is not line.last:
        return None
    earlier, later = pairs[-1]
    assert earlier.score is not None, "only results with a score"
    assert later.score is not None, "only results with a score"
    errors = [
        one.error if one.error is not None else bounds.get(one.test_id or 0)
        for one in (earlier, later)
    ]
    steps = max(1, later.half_year - earlier.half_year)
    grown = growth_half_year(earlier.score, later.score, errors[0], errors[1], steps=steps)
    return Step(
        earlier.title,
        later.title,
        later.score - earlier.score,
        None if grown.low is None else grown.low * steps,
        None if grown.high is None else grown.high * steps,
        change_state(earlier.score, later.score, errors[0], errors[1]),
    )


def standing(line: PupilLine, measure: Measure | None, grown: Step | None) -> str:
    """What stands under a line's name: "score 58 (+6)", "AVI M4", "E4-toets: score 137 (+21)"."""
    which = f"{line.last.moment}-toets: " if line.last.is_of_other_group else ""
    if measure is None:
        return "resultaat zonder score of niveau"
    if line.last.score is None or measure not in ("percentile", "score", "level"):
        return f"{which}{_WORDS[measure]} {line.last.text(measure)}"
    change = f" ({dutch.signed(grown.change)})" if grown else ""
    return f"{which}score {line.last.text('score')}{change}"


def growth_in_words(line: PupilLine, grown: Step | None) -> str:
    """The range of the growth: "groei tussen +2 en +10", or why it is not told."""
    count = len(line.taken)
    if grown is None:
        return "één meting" if count == 1 else ""
    if grown.low is None or grown.high is None:
        return "meetfout onbekend"
    return f"groei {dutch.between_steps(grown.low, grown.high)}"


def _growth_cell(line: PupilLine, grown: Step) -> str:
    within = ", binnen de meetfout" if grown.state is State.WITHIN_ERROR else ""
    return f"{dutch.signed(grown.change)} ({growth_in_words(line, grown)}{within})"


def table(lines: Sequence[PupilLine], bounds: Mapping[int, float]) -> list[dict[str, str]]:
    """The newest result of every line with its growth, a row a line, for the table and paper."""
    rows = []
    for line in lines:
        grown = step(line, bounds)
        last = line.last
        rows.append(
            {
                "Leerlijn": line.name,
                "Moment": last.title,
                "Score": last.text("score"),
                "Percentiel": last.text("percentile"),
                "Niveau": dutch.level(last.level) if last.level else "",
                "Groei": "" if grown is None else _growth_cell(line, grown),
                "DL": "" if last.dl is None else dutch.number(last.dl),
                "DLE": last.text("dle"),
                "Functioneringsniveau": last.functioning_level or "",
                "AVI": last.text("avi"),
            }
        )
    return [
        {name: text for name, text in row.items() if any(one[name] for one in rows)} for row in rows
    ]
