"""The matrix pupils x learning lines as one styled table: level, step and trend per line.

A cell holds a value that sorts (lowest first, missing last); the Styler gives the Dutch text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import pandas as pd
from pandas.io.formats.style import Styler

from ibdash.domain import avi, year_groups
from ibdash.domain.state import State
from ibdash.views import dutch, palette
from ibdash.views.group_order import EMPTY, NO_STEP, gaps, order, sort_values
from ibdash.views.group_overview import Line, Overview, words

Kind = Literal["name", "age", "text", "plan", "support", "cards", "level", "step", "trend"]

_NOTHING = {
    "value": EMPTY,
    "text": "",
    "style": "",
    "step": NO_STEP,
    "step_text": "",
    "step_style": "",
}
_WIDTHS: Mapping[str, int] = {
    "name": 144,
    "year": 30,
    "plan": 50,
    "support": 36,
    "cards": 48,
    "level": 38,
    "step": 42,
    "trend": 54,
}
# The grid's head rows.
_HEAD_ROW = 36
# "andere school" does not fit; the note under the matrix says what this means.
ELSEWHERE = "elders"
_WITH_ELSEWHERE = {"level": 46, "trend": 42}
# Of the whole table where five lines are shown: what a page of 1280 px has.
_PAGE = 982
_NARROWEST_TREND, _WIDEST_TREND = 30, 120
# Of the head over the columns of a line.
_HEAD_PADDING, _HEAD_LETTER = 18, 7
# "III E5": a level with its moment.
_WITH_MOMENT = 64


@dataclass(frozen=True)
class Column:
    """How a column of the table is drawn: its kind and its width in pixels."""

    kind: Kind
    width: int


@dataclass(frozen=True)
class Matrix:
    """The table, its columns in order, and the public key of the pupil of each row.

    data: the values that sort; css and texts: the style and the text of each value.
    """

    data: pd.DataFrame
    css: pd.DataFrame
    texts: Mapping[Any, Any]
    columns: tuple[Column, ...]
    pupil_keys: tuple[str, ...]

    @property
    def table(self) -> Styler:
        """A Styler of its own for whoever draws it: pandas keeps its work in there.

        The browser searches through all styles for each cell, so they are few and their name short;
        it is the same in each run, so that what did not change is not sent again.
        """
        return (
            self.data.style.set_uuid("g")
            .apply(lambda _: self.css, axis=None)
            .format(dict(self.texts))
        )

    @property
    def height(self) -> int | None:
        """Of the table in px: None shows every row; a big group scrolls under its heads."""
        return None if len(self.pupil_keys) <= 32 else 2 * _HEAD_ROW + 32 * self.row_height

    @property
    def row_height(self) -> int:
        """28 px; 25 above 32 pupils, so that a big group stays on the screen (look.md 7)."""
        return 28 if len(self.pupil_keys) <= 32 else 25


@lru_cache(maxsize=32)
def matrix(group: Overview, lines: tuple[Line, ...], by: str, bold_from: str, dark: bool) -> Matrix:
    """The group in a given order, for these lines.

    by: CONCERN, NAME or the code of a line.  bold_from: the support level that is bold from here
    on.  dark: the theme of the page.
    """
    rows = order(group, by)
    people = group.pupils.iloc[rows].reset_index(drop=True)
    drawn = _drawn(group.cells, dark).set_index("pupil_id")
    columns = _left(people, bold_from, dark)
    if people["year_group"].nunique() > 1:
        grey = f"color:{palette.tokens(dark).ink_2}"
        columns.insert(
            1, _text(people["year_group"].astype("str").fillna(""), "Jg", _WIDTHS["year"], grey)
        )
    if group.cards is not None:
        columns.append(_cards(group, group.cards, people, dark))
    for line in lines:
        of_line = drawn[drawn["learning_line"] == line.code]
        # A pupil of another year group has no cell on this line.
        columns += _of_line(line, of_line.reindex(people["pupil_id"]).fillna(_NOTHING))
    columns[0] = replace(columns[0], width=_name_width(people, columns[1:]))
    return _assemble(_fitted(columns), people)


def people_only(group: Overview, bold_from: str, dark: bool) -> Matrix:
    """The pupils of a group without results: age, year group, since when, plan and support."""
    people = group.pupils
    grey = f"color:{palette.tokens(dark).ink_2}"
    columns = _left(people, bold_from, dark)
    months = people["age_months"].fillna(EMPTY * 12)
    age = "Leeftijd" if group.past_on is None else f"Leeftijd op {dutch.day(group.past_on)}"
    extra = [
        _Part("", age, "age", max(130, 8 * len(age)), months, months.map(_age), grey),
        _text(words(people["year_group"], _year_group).fillna(""), "Jaargroep", 90, grey),
        _text(_days(people["entered_on"]), "Op school sinds", 130, grey),
        _text(_days(people["placed_on"]), "In de groep sinds", 130, grey),
        _text(people["support_phase"].astype("str").fillna(""), "Fase", 90, grey),
    ]
    kept = [part for part in extra if (part.texts != "").any()]
    return _assemble([columns[0], *kept, *columns[1:]], people)


@dataclass(frozen=True)
class _Part:
    """One column on its way: head, how it is drawn, what sorts, what is read, the style of each."""

    line: str
    head: str
    kind: Kind
    width: int
    values: pd.Series
    texts: pd.Series
    style: pd.Series | str


def _left(people: pd.DataFrame, bold_from: str, dark: bool) -> list[_Part]:
    tokens = palette.tokens(dark)
    support = people["support_level"].astype("str").fillna("")
    heavy = is_bold(support, bold_from)
    names = people["shown"]
    plan_width = _WIDTHS["plan"] if people["marks"].map(len).max() < 2 else 96
    return [
        _Part("", "Leerling", "name", _name_width(people), _whole_cell(names), names, ""),
        _Part("", "Plan", "plan", plan_width, people["marks"], people["marks"].str.join(" "), ""),
        _Part(
            "",
            "ON",
            "support",
            max(_WIDTHS["support"], 9 * int(support.str.len().max())),
            support,
            support,
            heavy.map({True: "font-weight:600", False: f"color:{tokens.ink_2}"}),
        ),
    ]


def _name_width(people: pd.DataFrame, others: Sequence[_Part] = ()) -> int:
    """Long names get more, as far as the other columns leave room on a page of 1280 px."""
    wanted = 28 + round(6.6 * people["shown"].str.len().max())
    room = min(176, _PAGE - sum(part.width for part in others))
    return max(_WIDTHS["name"], min(wanted, room))


def _fitted(parts: list[_Part]) -> list[_Part]:
    """On a page of 1280 px: a trend is still read when it is narrower, a number is not."""
    trends = sum(part.kind == "trend" for part in parts)
    too_wide = sum(part.width for part in parts) - _PAGE
    if too_wide <= 0 or not trends:
        return parts
    less = -(-too_wide // trends)
    return [
        replace(part, width=max(_NARROWEST_TREND, part.width - less))
        if part.kind == "trend"
        else part
        for part in parts
    ]


def _whole_cell(names: pd.Series) -> pd.Series:
    """A name as long as its cell is wide: the grid takes a click only where the text is."""
    return names + dutch.NO_BREAK * 100


def is_bold(support: pd.Series, bold_from: str) -> pd.Series:
    """Which support levels are bold from this one on.

    By number where both have one ("3", "niveau 4"), else by the same name.
    """
    number = pd.to_numeric(support.str.extract(r"(\d+)", expand=False))
    limit = re.search(r"\d+", bold_from)
    heavy = (number >= int(limit[0])) if limit else pd.Series(False, index=support.index)
    return heavy.fillna(False).astype(bool) | ((support == bold_from) & (support != ""))


def _text(texts: pd.Series, head: str, width: int, style: str) -> _Part:
    return _Part("", head, "text", width, texts, texts, style)


def _days(days: pd.Series) -> pd.Series:
    return words(days, dutch.day).fillna("")


def _year_group(code: str) -> str:
    """ "2", and the word where a code is no number of a group: "peuters"."""
    return year_groups.NAMES.get(code, code).removeprefix("groep ")


def _age(months: float) -> str:
    """ "5 jaar, 4 mnd"; empty for an unknown birth date."""
    if months >= EMPTY * 12:
        return ""
    years, rest = divmod(int(months), 12)
    return f"{years} jaar, {rest} mnd" if rest else f"{years} jaar"


def _cards(group: Overview, line: Line, people: pd.DataFrame, dark: bool) -> _Part:
    """AVI as text: it has no level scale and no colour; grey when it is of an earlier moment."""
    cells = group.of_line(line.code).set_index("pupil_id")[["state", "text", "avi"]]
    cells = cells.reindex(people["pupil_id"]).reset_index(drop=True)
    state = cells["state"].fillna("empty")
    known = cells["avi"].astype("str").str.removeprefix("AVI-")
    gap = cells["text"].where(state != "elsewhere", ELSEWHERE)
    texts = known.where(state.isin(["result", "older"]), gap).fillna("")
    ranks = {level.removeprefix("AVI-"): place for place, level in enumerate(avi.LEVELS)}
    values = texts.map(ranks).astype(float).fillna(gaps(state, texts))
    style = (state == "result").map({True: "", False: _grey(dark)})
    head = line.head_of("AVI")
    longest = max(9 * len(head), 8 * int(texts.str.len().max()))
    return _Part("", head, "cards", max(_WIDTHS["cards"], longest), values, texts, style)


def _drawn(cells: pd.DataFrame, dark: bool) -> pd.DataFrame:
    """Of every cell: what sorts, what is read and how, for its level and for its step."""
    return pd.DataFrame(
        {
            "pupil_id": cells["pupil_id"],
            "learning_line": cells["learning_line"],
            "value": sort_values(cells),
            "text": cells["text"].where(cells["state"] != "elsewhere", ELSEWHERE),
            "style": _level_style(cells, dark),
            "step": cells["step"].fillna(NO_STEP),
            "step_text": words(cells["step"], dutch.signed).fillna(""),
            "step_style": _step_style(cells, dark),
            "trend": _trend(cells["trend"]),
        }
    )


def _of_line(line: Line, cells: pd.DataFrame) -> list[_Part]:
    cells = cells.reset_index(drop=True)
    longest = int(cells["text"].str.len().max())
    is_away = (cells["text"] == ELSEWHERE).any()
    widths = {**_WIDTHS, **_WITH_ELSEWHERE} if is_away else _WIDTHS
    level = widths["level"]
    if longest > (len(ELSEWHERE) if is_away else len("mist")):
        level = max(_WITH_MOMENT, 9 * longest)
    trend = cells["trend"].map(lambda points: points or [])
    # A long head asks for room, and gets it where there is some (_fitted).
    for_head = _HEAD_PADDING + _HEAD_LETTER * len(line.head) - level - widths["step"]
    trend_width = max(widths["trend"], min(for_head, _WIDEST_TREND))
    return [
        _Part(line.head, "niv.", "level", level, cells["value"], cells["text"], cells["style"]),
        _Part(
            line.head,
            "stap",
            "step",
            widths["step"],
            cells["step"],
            cells["step_text"],
            cells["step_style"],
        ),
        _Part(line.head, "trend", "trend", trend_width, trend, cells["text"], ""),
    ]


def _trend(trends: pd.Series) -> pd.Series:
    """Percentiles, else places on the scale; below three points nothing (look.md 7)."""
    return trends.map(lambda points: list(points) if len(points) >= 3 else None)


def _level_style(cells: pd.DataFrame, dark: bool) -> pd.Series:
    key = (cells["level_scale"].astype("str") + "|" + cells["level"].astype("str")).where(
        cells["counts"]
    )
    colours = {
        text: palette.fill(level, scale, dark)
        for text in key.dropna().unique()
        for scale, level in (text.split("|"),)
    }
    fills = {
        text: f"background-color:{colour.fill};color:{colour.text};font-weight:600"
        for text, colour in colours.items()
        if colour is not None
    }
    plain = (cells["state"] == "result").map({True: "", False: _grey(dark)})
    return words(key, fills).fillna(plain)


def _step_style(cells: pd.DataFrame, dark: bool) -> pd.Series:
    """Grey within the measurement error, ink outside it or without one, bold for a fall."""
    grey = _grey(dark)
    styles = {str(State.WITHIN_ERROR): grey, str(State.DECLINE): "font-weight:700"}
    return words(cells["change"], styles).fillna("").where(cells["state"] == "result", grey)


def _grey(dark: bool) -> str:
    """The style of secondary text; plain text needs none, for it has the ink of the theme."""
    return f"color:{palette.tokens(dark).ink_2}"


def _assemble(parts: list[_Part], people: pd.DataFrame) -> Matrix:
    # Without lines the second head row would be empty.
    columns = (
        pd.MultiIndex.from_tuples([(part.line, part.head) for part in parts])
        if any(part.line for part in parts)
        else pd.Index([part.head for part in parts])
    )
    table = pd.concat([part.values for part in parts], axis=1)
    table.columns = columns
    css = pd.concat(
        [
            part.style
            if isinstance(part.style, pd.Series)
            else pd.Series(part.style, index=people.index)
            for part in parts
        ],
        axis=1,
    )
    css.columns = columns
    texts = {
        column: dict(zip(part.values, part.texts, strict=True)).get
        for column, part in zip(columns, parts, strict=True)
        if part.kind in ("age", "cards", "level", "step")
    }
    return Matrix(
        table,
        css,
        texts,
        tuple(Column(part.kind, part.width) for part in parts),
        tuple(people["public_key"]),
    )
