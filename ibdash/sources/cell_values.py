"""Converters: what the text of one cell stands for, chosen by name in a profile.

Each takes its options from the profile and gives a function from text to a value, which raises
ValueNotUnderstood (Dutch, without the value) or Suppressed.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from ibdash.domain import avi, levels, moment, school_year, year_groups
from ibdash.errors import ValueNotUnderstood
from ibdash.sources.columns import Suppressed
from ibdash.sources.headers import plain

_REPAIR = "Verbeter de waarde en lees het bestand opnieuw in"
_NUMBER = re.compile(r"[+\-\u2212]?\d{1,15}(?:[.,]\d+)?")
_SUPPRESSED = re.compile(r"<\s*\d+|\*+")
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?"),
    re.compile(r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EXCEL_SERIAL = re.compile(r"[1-9]\d{4}")
# Excel counts 29 February 1900, which never was; so day 1 is two days later than one expects.
_EXCEL_EPOCH = date(1899, 12, 30)
_BRIN = re.compile(r"(\d{2}[A-Z]{2})(?:[ -]?(\d{2}))?", re.IGNORECASE)
_LOCATION = re.compile(r"\d{2}")
_EXCEL_MADE_A_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}-(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)",
    re.IGNORECASE,
)

Function = Callable[[str], Any]


@dataclass(frozen=True)
class Converter:
    """How the cells of a column are read.

    kind: the Arrow type of the values.
    make: the options of the profile in, the function out; None where text stays text.
    repeats: the column has few different values.
    longest: how many characters a cell may have: names, keys and labels are short, and every page
        and list repeats them.
    takes_serials: also reads Excel's day numbers; only in a sheet.
    """

    kind: pa.DataType
    make: Callable[..., Function] | None
    repeats: bool = True
    longest: int = 500
    takes_serials: bool = False


def _date(excel_serials: bool = False) -> Function:
    def read(text: str) -> date:
        if excel_serials and _EXCEL_SERIAL.fullmatch(text):
            return _EXCEL_EPOCH + timedelta(days=int(text))
        for form in _DATES:
            if found := form.fullmatch(text):
                year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
                if _FIRST_YEAR <= year <= _LAST_YEAR:
                    try:
                        return date(year, month, day)
                    except ValueError:
                        break
        raise ValueNotUnderstood("", "Dat is geen datum zoals 31-01-2026 of 2026-01-31", _REPAIR)

    return read


def _number(least: float = -math.inf, most: float = math.inf) -> Function:
    def read(text: str) -> float:
        if _SUPPRESSED.fullmatch(text):
            raise Suppressed
        if not _NUMBER.fullmatch(text):
            raise ValueNotUnderstood("", "Dat is geen getal", _REPAIR)
        number = float(text.replace(",", ".").replace("\u2212", "-"))
        if number < least:
            raise ValueNotUnderstood("", f"Het getal is kleiner dan {least:g}", _REPAIR)
        if number > most:
            raise ValueNotUnderstood("", f"Het getal is groter dan {most:g}", _REPAIR)
        return number

    return read


def _moment() -> Function:
    def read(text: str) -> str:
        found = moment.find(text)
        if found is None:
            raise ValueNotUnderstood("", "Dat is geen toetsmoment zoals M6, E4 of B8", _REPAIR)
        return found

    return read


def _brin() -> Function:
    def read(text: str) -> str:
        found = _BRIN.fullmatch(text)
        return found[1].upper() if found else text

    return read


def _location() -> Function:
    def read(text: str) -> str | None:
        if _LOCATION.fullmatch(text):
            return text
        found = _BRIN.fullmatch(text)
        return found[2] if found else None

    return read


def _level_scale() -> Function:
    def read(text: str) -> str:
        try:
            scale, is_corrected = levels.parse_scale(text)
        except ValueNotUnderstood:
            return text
        if is_corrected:
            raise ValueNotUnderstood(
                "",
                "Een gecorrigeerd niveau staat in een kolom van zichzelf",
                "Zet het niveau in de kolom gecorrigeerd_niveau, met de schaal A-E of I-V",
            )
        return scale

    return read


def _level(scale: str, own: Sequence[str] = ()) -> Function:
    scales = {**levels.SCALES}
    if own:
        scales[scale] = levels.scale_of(scale, *own)
    return lambda text: levels.parse_level(text, scale, scales)


def _group_name() -> Function:
    def read(text: str) -> str:
        if _EXCEL_MADE_A_DATE.fullmatch(text):
            raise ValueNotUnderstood(
                "",
                "Excel heeft de groepsnaam in een datum veranderd",
                "Maak de kolom in Excel op als tekst, vul de groep opnieuw in en sla op",
            )
        return year_groups.from_group_name(text).name

    return read


def _choice(values: Mapping[str, str], others: str = "refused", why: str = "") -> Function:
    """values: spelling and what it stands for, "" for no value.

    others: refused or kept.  why: what to say of a refused one; else the values are listed.
    """
    choices = {plain(spelling): value for spelling, value in values.items()}
    why = why or f"Bekend zijn {', '.join(dict.fromkeys(filter(None, values)))}"

    def read(text: str) -> str | None:
        chosen = choices.get(plain(text))
        if chosen is not None:
            return chosen or None
        if others == "kept":
            return text
        raise ValueNotUnderstood("", why, _REPAIR)

    return read


def _yes_no() -> Function:
    read_choice = _choice(
        dict.fromkeys(("ja", "j", "1", "true", "waar", "x"), "ja")
        | dict.fromkeys(("nee", "n", "0", "false", "onwaar"), "nee")
    )
    return lambda text: read_choice(text) == "ja"


CONVERTERS: Mapping[str, Converter] = MappingProxyType(
    {
        "text": Converter(pa.string(), None, repeats=False),
        "free_text": Converter(pa.string(), None, repeats=False, longest=20_000),
        "label": Converter(pa.string(), None),
        "date": Converter(pa.date32(), _date, takes_serials=True),
        "number": Converter(pa.float64(), _number),
        "school_year": Converter(pa.string(), lambda: school_year.parse),
        "year_group": Converter(pa.string(), lambda: year_groups.parse),
        "group_name": Converter(pa.string(), _group_name),
        "moment": Converter(pa.string(), _moment),
        "brin": Converter(pa.string(), _brin),
        "location": Converter(pa.string(), _location),
        "level_scale": Converter(pa.string(), _level_scale),
        "level": Converter(pa.string(), _level),
        "avi": Converter(pa.string(), lambda: avi.parse),
        "choice": Converter(pa.string(), _choice),
        "yes_no": Converter(pa.bool_(), _yes_no),
    }
)
