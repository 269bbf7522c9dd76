"""School years, written "2025-2026": from 1 August up to and including 31 July."""

import re
from datetime import date

from ibdash.errors import ValueNotUnderstood

_FIRST_MONTH = 8
# Two digits from 80 on are of the previous century: no pupil's file looks further ahead or back.
_CENTURY_PIVOT = 80
_FORM = re.compile(r"([0-9]{4}|[0-9]{2})\s*[-/_\u2013]\s*([0-9]{4}|[0-9]{2})")


def parse(text: str) -> str:
    """The school year a text stands for, as "2025-2026".

    Takes two consecutive years of two or four digits ("2025/2026", "2020 / 2021", "2024-25",
    "24-25", "2024_2025"); everything else raises ValueNotUnderstood.
    """
    found = _FORM.fullmatch(text.strip())
    if found:
        first, second = found.groups()
        start = int(first) if len(first) == 4 else _with_century(int(first))
        if int(second) == (start + 1 if len(second) == 4 else (start + 1) % 100) and start > 0:
            return from_start(start)
    raise ValueNotUnderstood(
        "Het schooljaar is niet begrepen",
        "Een schooljaar bestaat uit twee jaren na elkaar, zoals 2025-2026.",
        "Verbeter de waarde in het bestand of wijs een andere kolom aan.",
    )


def _with_century(two_digits: int) -> int:
    return two_digits + (2000 if two_digits < _CENTURY_PIVOT else 1900)


def of(day: date) -> str:
    """The school year in which a day falls."""
    return from_start(day.year if day.month >= _FIRST_MONTH else day.year - 1)


def from_start(year: int) -> str:
    """The school year that begins in August of this year: 2025 gives "2025-2026"."""
    return f"{year:04d}-{year + 1:04d}"


def start_year(school_year: str) -> int:
    """The year in which a school year begins: "2025-2026" gives 2025."""
    return int(parse(school_year)[:4])


def first_day(school_year: str) -> date:
    """1 August."""
    return date(start_year(school_year), _FIRST_MONTH, 1)


def last_day(school_year: str) -> date:
    """31 July of the second year."""
    return date(start_year(school_year) + 1, _FIRST_MONTH - 1, 31)


def previous(school_year: str) -> str:
    """The school year before this one."""
    return from_start(start_year(school_year) - 1)


def following(school_year: str) -> str:
    """The school year after this one."""
    return from_start(start_year(school_year) + 1)
