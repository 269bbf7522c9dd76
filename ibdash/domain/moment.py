"""Test moments: B, M or E (begin, midden, eind) and a year group, such as M6, E4 or B8.

The moment comes from the test's code or label; the date is only a check on it: a retake of M6 on
20 February is still M6, and one vendor ends its first period on 31 January
(domain README, finding 5 and 11.6).
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias

from ibdash.domain import school_year as school_years
from ibdash.errors import ValueNotUnderstood

MonthDay: TypeAlias = tuple[int, int]
Windows: TypeAlias = Mapping[str, tuple[MonthDay, MonthDay]]

DEFAULT_WINDOWS: Windows = MappingProxyType(
    {"B": ((9, 1), (10, 31)), "M": ((1, 15), (2, 15)), "E": ((5, 15), (6, 30))}
)
"""First and last (month, day) per part of the year, a setting.  M and E: domain README 1.5 [S14];
B: start of the school year, no source with dates."""

PARTS = ("B", "M", "E")
_CODE = re.compile(r"(?<![^\W_])([BME])([1-8])(?![^\W_])", re.IGNORECASE)
_WORD_PART = r"(begin|midden|medio|einde?)\s+"
_WORDS = re.compile(
    rf"\b{_WORD_PART}(?:van\s+)?(?:jaar)?(?:groep|gr\.?)\s*([1-8])(?!\w)", re.IGNORECASE
)
# Only as the whole text: "eind 4 mei" is a date.
_SHORT_WORDS = re.compile(rf"{_WORD_PART}([1-8])", re.IGNORECASE)
_IS_MOMENT = re.compile("[BME][1-8]")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")


def find(text: str) -> str | None:
    """The moment named in a test's code, name or label, or None.

    Finds "M6", "m6", "Rekenen-Wiskunde 3.0 M5", "RW30-M5", "M6-toets", "eind groep 4" and
    "medio 6".  Two different moments in one text ("E4/M5") are none.  "AVI M5" is the name of a
    card, so a caller passes the name of an AVI test only when it stands in a moment column.
    """
    found: set[tuple[str, str]] = {(part.upper(), group) for part, group in _CODE.findall(text)}
    found |= {(_part_of_word(word), group) for word, group in _WORDS.findall(text)}
    if short := _SHORT_WORDS.fullmatch(text.strip()):
        found.add((_part_of_word(short[1]), short[2]))
    if len(found) != 1:
        return None
    part, group = found.pop()
    return part + group


def without(text: str) -> str:
    """What a label says beside its moment: "Rekenen 3.0 M5" gives "Rekenen 3.0".

    Brackets that held nothing else go with it.  "medio 6" is all moment, so nothing is left.
    """
    if _SHORT_WORDS.fullmatch(text.strip()):
        return ""
    left = _WORDS.sub(" ", _CODE.sub(" ", text))
    return " ".join(_EMPTY_BRACKETS.sub(" ", left).split())


def _part_of_word(word: str) -> str:
    return word[0].upper()


def split(moment: str) -> tuple[str, int]:
    """Part of the year and year group: "M6" gives ("M", 6).  Raises ValueNotUnderstood."""
    if len(moment) != 2 or moment[0] not in PARTS or moment[1] not in "12345678":
        raise ValueNotUnderstood(
            "Het toetsmoment is niet begrepen",
            "Een moment is B, M of E met een jaargroep van 1 tot en met 8, zoals M6.",
            "Verbeter de waarde in het bestand of wijs een andere kolom aan.",
        )
    return moment[0], int(moment[1])


def year_group(moment: str) -> int:
    """The year group of a moment: "E4" gives 4."""
    return split(moment)[1]


def half_year(school_year: str, moment: str) -> int:
    """The half year in which a moment stands, counted in time: 2 * start year, + 1 for E.

    A repeated year counts on, so E5 of one year and M5 of the next are a pair of their own.  B
    stands in the same half year as M of that school year, because nothing fits between the E
    before it and that M; within the half year :func:`order_key` puts B first.  Pairs are named
    by both moments (E7>B8, B8>M8, E7>M8), so steps from or to B never mix with the others.
    """
    return 2 * school_years.start_year(school_year) + (split(moment)[0] == "E")


def order_key(moment: str) -> int:
    """The place of a moment in a school career: B1 < M1 < E1 < B2 ... < E8."""
    part, group = split(moment)
    return 3 * (group - 1) + PARTS.index(part)


def previous(moment: str) -> str | None:
    """The main moment half a year earlier: M6 gives E5, E6 gives M6, B8 gives E7; M1 gives None.

    B is nobody's previous moment: few tests have one.
    """
    part, group = split(moment)
    if part == "E":
        return f"M{group}"
    return f"E{group - 1}" if group > 1 else None


def window(school_year: str, moment: str, windows: Windows = DEFAULT_WINDOWS) -> tuple[date, date]:
    """First and last day of a moment's test window, both inclusive."""
    return _window(school_year, split(moment)[0], windows)


def _window(school_year: str, part: str, windows: Windows) -> tuple[date, date]:
    first_day = school_years.first_day(school_year)

    def day(month_day: MonthDay) -> date:
        month, number = month_day
        year = first_day.year + (month < first_day.month)
        return date(year, month, number)

    start, end = windows[part]
    return day(start), day(end)


def middle_day(school_year: str, moment: str, windows: Windows = DEFAULT_WINDOWS) -> date:
    """Where a result without a date stands: the middle of the window, rounded down."""
    start, end = window(school_year, moment, windows)
    return start + (end - start) // 2


def month_of(school_year: str, moment: str, on: date) -> date:
    """A day in the month that a moment is named by: M6 is January and E5 June, on every page.

    That of the middle of its window (domain: E is mid May to the end of June), as for a result
    without a date, and not of the days on which one line or one group happened to be tested.
    on: a day of the sitting, for what is no moment, such as a test once a year.
    """
    return middle_day(school_year, moment) if _IS_MOMENT.fullmatch(moment) else on


def of_date(day: date, windows: Windows = DEFAULT_WINDOWS) -> str:
    """The part of the year (B, M or E) whose window is nearest to a day; the earlier at a tie.

    Only a cross check on a label, never the source of a moment.
    """

    def distance(part: str) -> timedelta:
        start, end = _window(school_years.of(day), part, windows)
        return max(start - day, day - end, timedelta(0))

    return min(PARTS, key=distance)


def label_disagrees(
    moment: str, school_year: str, taken_on: date, windows: Windows = DEFAULT_WINDOWS
) -> bool:
    """Whether a date contradicts its label: outside the school year, or in another part's window.

    Between the windows nothing is claimed: schools test earlier and later than the publisher
    asks, retakes come weeks afterwards, and a remark that is often wrong is no longer read.
    """
    if school_years.of(taken_on) != school_years.parse(school_year):
        return True
    own = split(moment)[0]

    def within(part: str) -> bool:
        start, end = _window(school_year, part, windows)
        return start <= taken_on <= end

    return not within(own) and any(within(part) for part in PARTS if part != own)
