"""The screen on which a person says what columns mean: its small pieces, as HTML and as tables."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import PurePath
from typing import Any

import pandas as pd

from ibdash.views import dutch, palette

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_LINE = f"light-dark({palette.LIGHT.axis},{palette.DARK.axis})"
_PETROL = f"light-dark({palette.LIGHT.petrol},{palette.DARK.petrol})"
_SOFT = f"light-dark({palette.LIGHT.petrol_soft},{palette.DARK.petrol_soft})"
_PAGE = f"light-dark({palette.LIGHT.page},{palette.DARK.page})"
# The word of a certainty, and its colours: text, fill, edge.
_CHIPS = {
    "certain": ("zeker", _PETROL, _SOFT, _SOFT),
    "likely": ("vermoeden", _GREY, _PAGE, _LINE),
    "ask": ("kies zelf", _PETROL, _PAGE, _PETROL),
}
_MOST_ROWS = 8
_HIDDEN = "\u2022\u2022\u2022"

_NAMES_OF_KINDS = {
    "pupils": "Leerlingenlijst",
    "results": "Toetsresultaten",
    "both": "Leerlingen en toetsresultaten",
}
# What is different in the next file of the same shape: the group, the moment, a day, a number.
_OF_ONE_FILE = re.compile(
    r"\b(groep|groepen|gr|klas)([\s.-]*\d\w?([/-]\d\w?)?)?\b|\b[BME][1-8]\b|\b[1-8][a-h]\b"
    r"|\d[\d.\-/ ]*",
    re.IGNORECASE,
)
_LONGEST_STEM = 40

OUTCOMES = {
    "raw_score": "ruwe score",
    "ability_score": "vaardigheidsscore",
    "level": "niveau",
    "level_2": "niveau",
    "corrected_level": "gecorrigeerd niveau",
    "percentile": "percentiel",
    "level_value": "niveauwaarde",
    "dle": "DLE",
    "functioning_level": "functioneringsniveau",
    "reference_level": "referentieniveau",
    "avi": "AVI",
}
"""Outcomes of a result and their words."""


def sheets_head(count: int) -> str:
    """Above what is not known in a workbook of which the rest is."""
    which = dutch.plural(count, "werkblad", "werkbladen")
    return f"{which} in dit bestand kent ibdash nog niet"


def sheets_sentence(numbers: Sequence[int]) -> str:
    """Which sheets those are, by their number, and what goes in without an answer."""
    which = dutch.listing([dutch.number(number) for number in numbers])
    what = "werkblad" if len(numbers) == 1 else "de werkbladen"
    goes = "gaat het mee" if len(numbers) == 1 else "gaan ze mee"
    return (
        f"Zeg eerst wat de kolommen van {what} {which} betekenen, dan {goes}. Neemt u het bestand "
        "nu over, dan gaat alleen mee wat ibdash kent."
    )


def column_head(header: str, samples: Sequence[str], is_hidden: bool) -> str:
    """The name of a column, and its first values below it.

    is_hidden: names are hidden on this screen, and these values may be names.
    """
    shown = [_HIDDEN if is_hidden else sample for sample in samples]
    values = " \u00b7 ".join(_short(text) for text in shown) or "leeg"
    return (
        f'<div style="line-height:1.35;overflow-wrap:anywhere"><div style="font-size:15px;'
        f'font-weight:600">{escape(header)}</div><div style="font-size:14px;color:{_GREY}">'
        f"{escape(values)}</div></div>"
    )


def reason(certainty: str, why: str) -> str:
    """How sure the guess is, as a chip, and why."""
    text, colour, fill, edge = _CHIPS[certainty]
    return (
        '<div style="display:flex;gap:8px;align-items:baseline;line-height:1.35">'
        f'<span style="flex:none;font-size:13px;color:{colour};background:{fill};'
        f'border:1px solid {edge};border-radius:4px;padding:1px 7px">{text}</span>'
        f'<span style="font-size:14px;color:{_GREY}">{escape(_sentence(why))}</span></div>'
    )


def row_head(text: str) -> str:
    """The name of a test or column before a row of boxes, on the line of their text."""
    return (
        '<div style="padding-bottom:8px;font-size:15px;font-weight:600;line-height:1.3;'
        f'overflow-wrap:anywhere">{escape(text)}</div>'
    )


def never_kept() -> str:
    """What stands where there is nothing to choose."""
    return f'<span style="font-size:15px;color:{_GREY}">Wordt nooit bewaard</span>'


def still_needed(missing: Sequence[str], to_choose: Sequence[str]) -> str:
    """What is not known yet, as one sentence; "" where that is nothing."""
    parts = list(missing)
    if to_choose:
        shown = [f"\u201c{_short(name)}\u201d" for name in to_choose[:3]]
        more = f" en nog {len(to_choose) - 3}" if len(to_choose) > 3 else ""
        parts.insert(0, f"uw keuze bij {', '.join(shown)}{more}")
    return f"**Nog nodig:** {'; '.join(parts)}." if parts else ""


def results_table(rows: Sequence[Mapping[str, Any]], hide_names: bool) -> pd.DataFrame:
    """The first results as they are understood: who, which test, when, what came of it."""
    shown = rows[:_MOST_ROWS]
    return pd.DataFrame(
        {
            "Regel": [str(row["line"]) for row in shown],
            "Leerling": [_HIDDEN if hide_names else row["name"] for row in shown],
            "Leerlijn": [row["learning_line"] or "" for row in shown],
            "Toets": [_test(row) for row in shown],
            "Moment": [row["moment"] or row["school_year"] or "" for row in shown],
            "Datum": [dutch.day(row["taken_on"]) if row["taken_on"] else "" for row in shown],
            "Uitkomst": [_outcome(row) for row in shown],
        }
    )


def pupils_table(rows: Sequence[Mapping[str, Any]], hide_names: bool) -> pd.DataFrame:
    """The first pupils as they are understood."""
    shown = rows[:_MOST_ROWS]
    return pd.DataFrame(
        {
            "Regel": [str(row["line"]) for row in shown],
            "Leerlingnummer": [_HIDDEN if hide_names else row["pupil_key"] or "" for row in shown],
            "Naam": [_HIDDEN if hide_names else row["name"] for row in shown],
            "Geboren": [
                dutch.day(row["birth_date"]) if row["birth_date"] and not hide_names else ""
                for row in shown
            ],
            "Groep": [row["group_key"] or "" for row in shown],
            "Jaargroep": [row["year_group"] or "" for row in shown],
            "Schooljaar": [row["school_year"] or "" for row in shown],
        }
    )


def proposed_name(
    kind: str, publishers: Collection[str], file_name: str, outcomes: Collection[str] = ()
) -> str:
    """What a layout could be called: "Toetsresultaten van Cito", "Leerlingenlijst uit export".

    kind: pupils, results or both.  publishers: of its tests, "" for who is not known; else the
    file tells, without the group and the year, for the next group has the same columns; else its
    outcomes do.
    """
    what = _NAMES_OF_KINDS[kind]
    by = sorted(set(publishers))
    if by and all(by) and len(by) < 3:
        return f"{what} van {dutch.listing(by)}"
    stem = _OF_ONE_FILE.sub(" ", PurePath(file_name).stem.replace("_", " "))
    words = " ".join(stem.split()).strip(" -,.()")[:_LONGEST_STEM].strip()
    if len(words) > 1:
        return f"{what} uit {words}"
    found = list(dict.fromkeys(OUTCOMES.get(name, "niveau") for name in outcomes))
    return f"{what} met {dutch.listing(found[:2])}" if found else what


def refused_lines(refused: Sequence[tuple[int, str]]) -> list[str]:
    """Why rows would be refused, equal reasons once with their first lines."""
    by_reason: dict[str, list[int]] = {}
    for line, why in refused:
        by_reason.setdefault(why, []).append(line)
    found = []
    for why, lines in by_reason.items():
        numbers = ", ".join(map(str, lines[:4])) + (" \u2026" if len(lines) > 4 else "")
        where = f"Regel {numbers}: " if lines[0] else ""
        found.append(f"{where}{why}.")
    return found


def used(made_at: datetime, used_at: datetime | None, files: int) -> str:
    """When a profile was used last: "2 bestanden, laatst op 3 feb 2026"."""
    if used_at is None:
        return f"gemaakt op {dutch.day(made_at.date())}, nog niet gebruikt"
    return f"{dutch.plural(files, 'bestand', 'bestanden')}, laatst op {dutch.day(used_at.date())}"


def _test(row: Mapping[str, Any]) -> str:
    named, generation = row["test"] or "", row["generation"] or ""
    if generation not in named:
        named = f"{named} {generation}"
    return f"{named}, {row['part']}" if row["part"] else named


def _outcome(row: Mapping[str, Any]) -> str:
    parts = []
    for name, words in OUTCOMES.items():
        value = row.get(name)
        if value is not None and name != "level_2":
            parts.append(f"{words} {_value(value)}")
    if row.get("level_2"):
        parts.append(f"en {row['level_2']}")
    return ", ".join(parts) or f"niet gemaakt{_because(row['no_result_reason'])}"


def _value(value: Any) -> str:
    if isinstance(value, float):
        return dutch.number(value, 0 if value.is_integer() else 1)
    return str(value)


def _because(written: str | None) -> str:
    return f" ({written.replace('_', ' ')})" if written else ""


def _short(text: str) -> str:
    return text if len(text) <= 28 else f"{text[:27]}\u2026"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
