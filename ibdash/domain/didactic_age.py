"""DL (didactische leeftijd): months of instruction since the start of groep 3.

Ten a school year, a repeated year counts on, a longer kleuter time does not, at most 60
(domain README 1.4).  A delivered DL goes first, then the moment, then the date.  A DLE comes from
a file or not at all: its tables are not public.
"""

import calendar
from datetime import date
from enum import StrEnum

from ibdash.domain import moment as moments

MONTHS_A_YEAR = 10
HIGHEST = 60
_MONTHS_AT = {"B": 0, "M": 5, "E": 10}
_FIRST_MONTH = 9


class Counting(StrEnum):
    """Whether the running month counts: sources differ, so it is a setting."""

    COMPLETED = "completed"
    RUNNING = "running"


def of_moment(moment: str, repeated_years: int = 0, year_group: int | None = None) -> int | None:
    """DL at a moment: M3 is 5, E3 is 10 ... E8 is 60; None before groep 3.

    repeated_years: doublures in groep 3-8.  year_group: the pupil's own, where the test is of
    another year group (toets op maat): DL is of the pupil, not of the test.
    """
    part, test_group = moments.split(moment)
    group = test_group if year_group is None else year_group
    return _months(group, _MONTHS_AT[part], repeated_years)


def on_date(
    day: date,
    year_group: int,
    repeated_years: int = 0,
    counting: Counting = Counting.COMPLETED,
) -> int | None:
    """DL on a day for a pupil who is in this year group on that day; None outside groep 3-8.

    September counts as completed on its last day; July adds nothing to June, and August, the
    start of the new school year, nothing to the year before.
    """
    return _months(year_group, _months_since_september(day, counting), repeated_years)


def _months(year_group: int, months: int, repeated_years: int) -> int | None:
    if not 3 <= year_group <= 8:
        return None
    return min(HIGHEST, MONTHS_A_YEAR * (year_group - 3 + repeated_years) + months)


def _months_since_september(day: date, counting: Counting) -> int:
    if day.month == _FIRST_MONTH - 1:
        return 0
    begun = (day.month - _FIRST_MONTH) % 12 + 1
    is_last_day = day.day == calendar.monthrange(day.year, day.month)[1]
    counts = counting is Counting.RUNNING or is_last_day
    return min(MONTHS_A_YEAR, begun if counts else begun - 1)


def months_ahead(dle: float, dl: float) -> float:
    """DLE - DL in months; negative is behind: DLE 20 at DL 45 gives -25."""
    return dle - dl


def relative_backlog(dle: float, dl: float) -> float | None:
    """1 - DLE/DL, the measure of LWOO and PrO: DLE 45 at DL 60 gives 0.25; None at DL 0."""
    return 1 - dle / dl if dl else None
