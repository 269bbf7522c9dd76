"""Which test moment comes next for a pupil: what an expected range is asked of (methods.md 3)."""

from dataclasses import dataclass
from datetime import date

from ibdash.domain import moment as moments
from ibdash.domain import school_year as school_years
from ibdash.domain.moment import DEFAULT_WINDOWS, Windows

_LAST_GROUP = 8
_MOST = 2


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A moment with its half year (see moment.half_year), first day and middle of its window."""

    moment: str
    half_year: int
    first_day: date
    middle: date


def upcoming(
    last_moment: str,
    last_half_year: int,
    year_group: int,
    today: date,
    windows: Windows = DEFAULT_WINDOWS,
) -> list[Upcoming]:
    """The next two main moments after a pupil's last result, in time; none after groep 8.

    last_moment: "M6", or a year group ("6") for a test once a year, which comes again in the same
    half of the next year.  year_group: the pupil's own in the school year of `today`; a year later
    it is one more, because nobody knows yet who repeats a year.  A moment whose window is over on
    `today` was missed and is left out.
    """
    this_year = school_years.start_year(school_years.of(today))
    if last_moment.isdigit():
        return _yearly(int(last_moment), last_half_year)
    found: list[Upcoming] = []
    half_year = last_half_year
    while len(found) < _MOST:
        half_year += 1
        group = year_group + half_year // 2 - this_year
        if group > _LAST_GROUP:
            break
        name = f"{'ME'[half_year % 2]}{group}"
        school_year = school_years.from_start(half_year // 2)
        if group < 1 or moments.window(school_year, name, windows)[1] < today:
            continue
        first, _ = moments.window(school_year, name, windows)
        middle = moments.middle_day(school_year, name, windows)
        found.append(Upcoming(name, half_year, first, middle))
    return found


def _yearly(group: int, half_year: int) -> list[Upcoming]:
    if group >= _LAST_GROUP:
        return []
    school_year = school_years.from_start(half_year // 2 + 1)
    first = school_years.first_day(school_year)
    middle = moments.middle_day(school_year, f"{'ME'[half_year % 2]}{group + 1}")
    return [Upcoming(str(group + 1), half_year + 2, first, middle)]
