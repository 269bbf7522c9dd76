"""The columns of an unknown table, each with its guess and a box to choose a field in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st

from ibdash.ui import page_head
from ibdash.ui.intake_mapping_tests import choose_publisher
from ibdash.views import dutch, intake_mapping

_SKIP, _WIDE = "", "wide"
_PARTS: Mapping[str, tuple[str, ...]] = {
    "pupils": ("who", "school", "pupils"),
    "results": ("who", "school", "results", "outcome"),
    "both": ("who", "school", "pupils", "results", "outcome"),
}
_WIDTHS = (8, 9, 9)
# In a column of its own a level has its scale in its name.
_WITHOUT_SCALE = ("level", "corrected_level")


@dataclass(frozen=True)
class Chosen:
    """fields: column -> field, "" for one that is passed over.  wide: columns that are a result."""

    fields: Mapping[str, str]
    wide: tuple[Any, ...]


def choose(
    kit: Any, table: Any, kind: str, key: str, hide_names: bool
) -> tuple[Chosen, Sequence[str]]:
    """One row per column; what was chosen, and the columns that still wait for a choice.

    Columns that ibdash passes over stand folded below the others.
    """
    page_head.section("2. Wat betekenen de kolommen?")
    options = _options(kit, kind)
    fields: dict[str, str] = {}
    open_columns: list[str] = []
    wide_places: list[int] = []
    places = range(len(table.guess.columns))
    telling = [place for place in places if _is_telling(table.guess.columns[place])]
    quiet = [place for place in places if place not in telling]

    def draw(place: int) -> None:
        guess = table.guess.columns[place]
        picked = _row(kit, guess, options, f"{key}_{kind}_{place}", hide_names)
        if picked is None:
            open_columns.append(guess.header)
        elif picked == _WIDE:
            wide_places.append(place)
        else:
            fields[guess.header] = picked

    for place in telling:
        draw(place)
    if quiet:
        count = dutch.plural(len(quiet), "kolom slaat ibdash over", "kolommen slaat ibdash over")
        with st.expander(count, key=f"table_{key}_quiet"):
            for place in quiet:
                draw(place)
    wide = []
    if wide_places:
        page_head.section("Kolommen met de uitslag van een toets")
    for number, place in enumerate(sorted(wide_places)):
        guess = table.guess.columns[place]
        wide.append(_wide_row(kit, table, guess, f"{key}_wide_{place}", is_first=number == 0))
    return Chosen(fields, tuple(wide)), open_columns


def _is_telling(guess: Any) -> bool:
    return bool(guess.field) or guess.certainty == "ask" or guess.never


def _options(kit: Any, kind: str) -> list[str]:
    fields = [name for name, one in kit.FIELDS.items() if one.part in _PARTS[kind]]
    return [_SKIP, *([_WIDE] if kind != "pupils" else []), *fields]


def _row(kit: Any, guess: Any, options: Sequence[str], key: str, hide_names: bool) -> str | None:
    """The field that was chosen; None while a name that is always asked has no choice."""
    if guess.field == "group_name" and guess.field not in options:
        # A table of results has no use for the class, whatever the name of the column means.
        said = "de klas is bij toetsresultaten niet nodig"
        guess = replace(guess, field=_SKIP, certainty="likely", why=said)
    with st.container(key=f"row_of_{key}"):
        name, why, box = st.columns(_WIDTHS, vertical_alignment="center", gap="small")
        is_hidden = hide_names and _may_be_names(kit, guess)
        samples = ("verborgen",) if guess.never else guess.samples
        name.html(intake_mapping.column_head(guess.header, samples, is_hidden and not guess.never))
        why.html(intake_mapping.reason(guess.certainty, guess.why))
        if guess.never:
            box.html(intake_mapping.never_kept())
            return _SKIP
        proposed = _WIDE if guess.wide else guess.field
        waits = guess.certainty == "ask" and not guess.wide
        if proposed not in options:
            proposed = _SKIP
        picked: str | None = box.selectbox(
            f"Kolom {guess.header}",
            options,
            index=None if waits else options.index(proposed),
            format_func=_words(kit),
            placeholder=f"Kies. Voorstel: {_words(kit)(proposed).split(' (')[0]}",
            key=key,
            label_visibility="collapsed",
        )
        return picked


def _words(kit: Any) -> Callable[[str], str]:
    def words(name: str) -> str:
        if name == _SKIP:
            return "Overslaan"
        if name == _WIDE:
            return "Uitslag van één toets (hieronder)"
        one = kit.FIELDS[name]
        return f"{one.label} ({one.hint})"

    return words


def _may_be_names(kit: Any, guess: Any) -> bool:
    if guess.field:
        return bool(kit.FIELDS[guess.field].personal)
    return any(not text[:1].isdigit() for text in guess.samples)


def _wide_row(kit: Any, table: Any, guess: Any, key: str, is_first: bool) -> Any:
    """A column that is one outcome of one test: which, by whom, of what, and when."""
    known = guess.wide
    shown: Literal["visible", "collapsed"] = "visible" if is_first else "collapsed"
    outcomes = [
        name
        for name, one in kit.FIELDS.items()
        if one.part == "outcome" and name not in _WITHOUT_SCALE
    ]
    with st.container(key=f"row_{key}"):
        head, field, test, publisher, line, moment, year = st.columns(
            (4, 4, 4, 3, 4, 2, 3), gap="small", vertical_alignment="bottom"
        )
        head.html(intake_mapping.row_head(guess.header))
        picked = field.selectbox(
            "Uitkomst",
            outcomes,
            index=outcomes.index(known.field) if known else None,
            format_func=lambda name: kit.FIELDS[name].label,
            placeholder="Kies",
            key=f"{key}_field",
            label_visibility=shown,
        )
        name = test.text_input(
            "Toets", known.test if known else "", key=f"{key}_test", label_visibility=shown
        )
        maker = known.publisher if known else ""
        if maker is None:
            maker = kit.guess_test(known.test).publisher
        by = choose_publisher(publisher, table.publishers, maker, key, shown)
        lines = list(dict.fromkeys([*kit.LINES, *([known.learning_line] if known else [])]))
        of = line.selectbox(
            "Leerlijn",
            lines,
            index=lines.index(known.learning_line) if known else None,
            placeholder="Kies",
            accept_new_options=True,
            key=f"{key}_line",
            label_visibility=shown,
        )
        when = moment.selectbox(
            "Moment",
            kit.MOMENTS,
            index=kit.MOMENTS.index(known.moment) if known and known.moment else None,
            placeholder="Geen",
            key=f"{key}_moment",
            label_visibility=shown,
        )
        school_year = year.text_input(
            "Schooljaar",
            (known.school_year or "") if known else "",
            placeholder="zoals 2025-2026",
            key=f"{key}_year",
            label_visibility=shown,
        )
    return kit.WideColumn(
        header=guess.header,
        field=picked or "",
        test=name.strip(),
        learning_line=of or "",
        moment=when or "",
        school_year=kit.school_year_of(school_year),
        part=known.part if known else "",
        publisher=by,
    )
