"""What the page Groep knows of a group, in one value: its pupils, learning lines and cells.

A cell is one pupil on one learning line; the answers of group/pupils, group/latest_results and
group/error_bound go in, and every view of the page is made from what comes out.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ibdash.domain import levels
from ibdash.domain import moment as moments
from ibdash.domain.limits import Z_90
from ibdash.domain.state import State
from ibdash.views import dutch, frames

# Year groups in which Dutch schools take no tests: EDEXML's toddlers, and groups 1 and 2.
UNTESTED = frozenset({"B", "D", "0", "1", "2"})
_HEAD = [
    "learning_line",
    "line_name",
    "year_group",
    "line_moment",
    "line_school_year",
    "line_on",
    "line_scale",
    "before_moment",
    "is_page_moment",
]
PLAN_MARKS: Mapping[str, str] = {"individual": "HP", "group": "GP", "opp": "OPP"}


@dataclass(frozen=True)
class Line:
    """One learning line of the group.

    moments: of its latest results ("M6", "M4/M5"); before: of the moment before it, or "".
    scale: the level scale of its column, None where no level was delivered.  is_current: its
    moment is that of the page, for one of the year groups at least.
    """

    code: str
    name: str
    moments: str
    before: str
    scale: str | None
    is_current: bool

    @property
    def head(self) -> str:
        """The head of its columns: the scale where it is not I-V, the moment where it is older.

        A scale that is named after its own levels says nothing that the cells do not.
        """
        is_named = self.scale not in (None, levels.I_V) and "/" not in (self.scale or "")
        scale = f" {scale_name(self.scale)}" if is_named else ""
        return self.head_of(f"{short_line(self.name)}{scale}")

    def head_of(self, name: str) -> str:
        """A name with the moment where that is not the page's."""
        if self.is_current:
            return name
        return f"{name} · {self.moments if self.moments.count('/') < 2 else 'eerder'}"

    @property
    def low_word(self) -> str:
        """What counts as low: "IV of lager", "D of lager"; empty on a scale without such a rule."""
        low = levels.low_levels(self.scale or "")
        return f"{low[0]} of lager" if low else ""


@dataclass(frozen=True, eq=False)
class Overview:
    """A group on one school year; equal only to itself, so that what is made of it is remembered.

    pupils: one row per pupil by name, with `shown` (name or initials) and `short`.
    cells: one row per pupil and line, with step, limit (of the measurement error over the step),
    change (a State, "" where it cannot be told), text (of the level's cell) and is_low.
    lines: those with levels or scores.  cards: the AVI line, None without AVI levels.
    moments, on: of the page ("M6", "M4/M5"; a day in its month), "" and None without results.
    is_of_year: those results are of the school year itself.
    """

    pupils: pd.DataFrame
    cells: pd.DataFrame
    lines: tuple[Line, ...]
    cards: Line | None
    moments: str
    on: date | None
    is_of_year: bool

    @property
    def n(self) -> int:
        return len(self.pupils)

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return self.lines + ((self.cards,) if self.cards else ())

    @property
    def is_untested(self) -> bool:
        """Nobody has results, and nobody is in a year group that takes tests."""
        year_groups = set(self.pupils["year_group"].dropna())
        return bool(year_groups) and year_groups <= UNTESTED and not self.all_lines

    @property
    def past_on(self) -> date | None:
        """The day of age, plans and support in an earlier school year; None where it is today."""
        found = self.pupils["past_on"].dropna()
        return None if found.empty else found.iloc[0]

    @cached_property
    def missing(self) -> pd.DataFrame:
        """The cells where a result was to be expected and is not there."""
        return self.cells[self.cells["state"] == "missing"]

    @cached_property
    def _by_line(self) -> dict[Hashable, pd.DataFrame]:
        return dict(tuple(self.cells.groupby("learning_line", sort=False)))

    def of_line(self, code: str) -> pd.DataFrame:
        """The cells of one line, by pupil name."""
        return self._by_line[code]


def overview(
    pupils: pa.Table,
    results: pa.Table,
    bounds: pa.Table,
    shown: Sequence[str],
    school_year: str,
    names_hidden: bool = False,
) -> Overview:
    """The group from its three answers; `shown` holds what stands for each pupil's name."""
    return _made(
        _Same(pupils), _Same(results), _Same(bounds), tuple(shown), school_year, names_hidden
    )


class _Same:
    """An answer, equal to itself only: questions give the same table until a fact changes."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.table is other.table

    def __hash__(self) -> int:
        return id(self.table)


@lru_cache(maxsize=32)
def _made(
    pupils: _Same,
    results: _Same,
    bounds: _Same,
    shown: tuple[str, ...],
    school_year: str,
    names_hidden: bool,
) -> Overview:
    people = _people(pupils.table, shown, names_hidden)
    cells = _cells(results.table, bounds.table).merge(
        people[["pupil_id", "shown", "short", "place"]], on="pupil_id", how="left"
    )
    heads = cells.drop_duplicates(["learning_line", "year_group"])[_HEAD].to_dict("records")
    page = [head for head in heads if head["is_page_moment"]]
    plain, cards = _apart(_lines(heads), cells)
    return Overview(
        people,
        cells,
        plain,
        cards,
        _joined(page, "line_moment"),
        max(map(_month, page), default=None),
        {head["line_school_year"] for head in page} == {school_year},
    )


def _month(head: Mapping[Hashable, Any]) -> date:
    return moments.month_of(head["line_school_year"], head["line_moment"], head["line_on"])


def moments_in_words(moments: str) -> str:
    """ "M6", "M4/M5", and "E4 tot en met E7" where a group spans more year groups."""
    parts = moments.split("/")
    return moments if len(parts) < 3 else f"{parts[0]} tot en met {parts[-1]}"


def half_year(results: pa.Table, school_year: str) -> int:
    """The half year of the page's moment, from the answer to group/latest_results.

    Counted as in domain.moment; without results the first of the school year.
    """
    found = pc.max(
        results.filter(results.column("is_page_moment")).column("line_half_year")
    ).as_py()
    return int(found) if found is not None else 2 * int(school_year[:4])


def words(values: pd.Series, how: Callable[[Any], str] | Mapping[str, str]) -> pd.Series:
    """Each value in words; missing stays missing, and it is text even when nothing is known."""
    return values.map(how, na_action="ignore").astype("str")


def short_line(name: str) -> str:
    """A learning line as a table has room for it: "Rekenen (methode)"."""
    return name.replace("(methodetoetsen)", "(methode)")


def scale_name(scale: str | None) -> str:
    """A scale as it is written: "A–E"."""
    return (scale or "").replace("-", dutch.DASH)


def _people(pupils: pa.Table, shown: Sequence[str], names_hidden: bool) -> pd.DataFrame:
    # The names themselves stay behind here: what leaves this room is `shown`.
    kept = frames.of(pupils.drop_columns(["display_name", "call_name", "family_name"]))
    kept["shown"] = pd.Series(list(shown), dtype="str")
    if names_hidden:
        # Initials with a birth date are a name again.
        kept["birth_date"] = None
    kept["short"] = kept["shown"] if names_hidden else _short(pupils, kept["shown"])
    kept["place"] = np.arange(len(kept))
    marks = [[PLAN_MARKS[kind] for kind in PLAN_MARKS if kind in k] for k in kept["plan_kinds"]]
    kept["marks"] = pd.Series(marks, dtype="object")
    return kept


def _short(pupils: pa.Table, shown: pd.Series) -> pd.Series:
    """ "Sem B", and the whole name of two who would be equal."""
    names = frames.of(pupils.select(["call_name", "family_name"])).astype("str").fillna("")
    first = names["family_name"].str.extract("^(IJ|.)", expand=False).fillna("")
    short = (names["call_name"] + dutch.NO_BREAK + first).str.strip()
    return short.where(~short.duplicated(keep=False) & (names["call_name"] != ""), shown)


def _cells(results: pa.Table, bounds: pa.Table) -> pd.DataFrame:
    cells = frames.of(results)
    year = words(cells["line_school_year"], dutch.school_year_short)
    cells["line_moment"] = cells["line_moment"].astype("str").fillna(year)
    cells["before_moment"] = cells["before_moment"].astype("str").fillna("")
    cells["state"] = _states(cells)
    is_result = cells["state"] == "result"
    bound = cells["scale"].map(frames.of(bounds).set_index("scale")["error_bound"])
    errors = [
        cells[name].astype(float).fillna(bound.astype(float))
        for name in ("measurement_error", "previous_error")
    ]
    step = (cells["ability_score"] - cells["previous_score"]).astype(float)
    cells["step"] = step.where(is_result)
    cells["limit"] = Z_90 * np.sqrt(errors[0] ** 2 + errors[1] ** 2)
    cells["is_bound"] = cells["step"].notna() & (
        cells["measurement_error"].isna() | cells["previous_error"].isna()
    )
    cells["change"] = _change(cells["step"], cells["limit"])
    own = cells["own_level"].astype("boolean").fillna(False).astype(bool)
    on_scale = (cells["level_scale"] == cells["line_scale"]) & cells["level"].notna() & own
    # Only these count as the pupil's level among those of the same year group.
    cells["counts"] = is_result & on_scale
    cells["counted_level"] = cells["level"].where(cells["counts"])
    cells["is_low"] = cells["counts"] & _is_low(cells["level_scale"], cells["level"])
    cells["was_low"] = _is_low(cells["level_scale"], cells["before_level"])
    cells["is_pair"] = (
        cells["counts"] & cells["before_level"].notna() & cells["before_is_comparable"].astype(bool)
    )
    cells["text"] = _texts(cells, on_scale)
    return cells


def _states(cells: pd.DataFrame) -> pd.Series:
    """A column has one meaning: current, unless its head says otherwise.

    Where one year group of a combination has the line at the page's moment and another has not,
    what the other has is older, and nothing of it is missing yet.
    """
    is_now = cells["is_page_moment"].astype(bool)
    behind = ~is_now & is_now.groupby(cells["learning_line"]).transform("any")
    return (
        cells["state"]
        .where(~(behind & (cells["state"] == "result")), "older")
        .where(~(behind & (cells["state"] == "missing")), "empty")
    )


def _change(step: pd.Series, limit: pd.Series) -> np.ndarray:
    """domain.growth.change_state over whole columns."""
    known = step.notna() & limit.notna()
    return np.select(
        [known & (step < -limit), known & (step > limit), known],
        [str(State.DECLINE), str(State.GROWTH), str(State.WITHIN_ERROR)],
        "",
    )


def _is_low(scale: pd.Series, level: pd.Series) -> pd.Series:
    low = {f"{name}|{code}" for name in levels.SCALES for code in levels.low_levels(name)}
    return (scale.astype("str") + "|" + level.astype("str")).isin(low)


def _texts(cells: pd.DataFrame, on_scale: pd.Series) -> pd.Series:
    """What stands in the cell of the level: never a blank where something is known."""
    level = words(cells["level"], dutch.level)
    off_scale = level + " " + words(cells["level_scale"], scale_name)
    is_own = cells["own_level"].astype("boolean").fillna(True).astype(bool)
    same_scale = cells["level_scale"] == cells["line_scale"]
    result = level.where(same_scale, off_scale)
    result = (result + " " + cells["moment"].astype("str")).where(~is_own, result)
    result = result.fillna(_without_level(cells))
    moment = (
        cells["moment"].astype("str").fillna(words(cells["school_year"], dutch.school_year_short))
    )
    older = result.where(~is_own & level.notna(), result + " " + moment)
    return pd.Series(
        np.select(
            [
                (cells["state"] == "result").to_numpy(),
                (cells["state"] == "older").to_numpy(),
                (cells["state"] == "missing").to_numpy(),
                (cells["state"] == "not_applicable").to_numpy(),
                (cells["state"] == "elsewhere").to_numpy(),
            ],
            [result.fillna(""), older.fillna(""), "mist", dutch.DASH, "andere school"],
            "",
        ),
        index=cells.index,
    )


def _without_level(cells: pd.DataFrame) -> pd.Series:
    """What was delivered instead of a level; a score by itself says nothing about it."""

    def whole(values: pd.Series) -> pd.Series:
        return words(values, dutch.number)

    return (
        cells["functioning_level"]
        .astype("str")
        .fillna(cells["reference_level"].astype("str"))
        .fillna("p" + whole(cells["percentile"]))
        .fillna(whole(cells["ability_score"]))
        .fillna("ruw " + whole(cells["raw_score"]))
        .fillna("gemaakt")
    )


def _lines(heads: list[dict[Hashable, Any]]) -> tuple[Line, ...]:
    """The lines, from one record per line and year group."""
    by_code: dict[str, list[dict[Hashable, Any]]] = {}
    for head in heads:
        by_code.setdefault(head["learning_line"], []).append(head)
    return tuple(_line(code, of_line) for code, of_line in by_code.items())


def _line(code: str, heads: list[dict[Hashable, Any]]) -> Line:
    current = [head for head in heads if head["is_page_moment"]]
    scale = heads[0]["line_scale"]
    return Line(
        code,
        heads[0]["line_name"],
        _joined(current or heads, "line_moment"),
        _joined(current or heads, "before_moment"),
        scale if isinstance(scale, str) else None,
        bool(current),
    )


def _joined(heads: list[dict[Hashable, Any]], column: str) -> str:
    """The moments of the year groups, lowest first: "M4/M5"."""
    ordered = sorted(heads, key=lambda head: str(head["year_group"]))
    return "/".join(dict.fromkeys(head[column] for head in ordered if head[column]))


def _apart(lines: tuple[Line, ...], cells: pd.DataFrame) -> tuple[tuple[Line, ...], Line | None]:
    """The lines with a level or score, and the line that has AVI levels."""
    has = cells[["level", "ability_score", "percentile", "functioning_level"]].notna().any(axis=1)
    measured = set(cells["learning_line"][has])
    with_cards = set(cells["learning_line"][cells["avi"].notna()])
    cards = next((line for line in lines if line.code in with_cards), None)
    return tuple(line for line in lines if line.code in measured or line is not cards), cards
