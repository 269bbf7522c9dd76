"""Which school years and test moments the demo school has, and on which days it tests.

Everything hangs on `today`: the current school year contains it, and a moment counts as taken only
when its last retake is over, so that no demo shows a half-delivered moment.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ibdash.domain import school_year as school_years

MOMENTS = ("M3", "E3", "M4", "E4", "M5", "E5", "M6", "E6", "M7", "E7", "M8")
"""In the order of a school career; groep 8 has no E."""

_SUMMER_ENDS = (8, 20)
_FIRST_DAY = {"M": (1, 15), "E": (5, 20)}
TEST_DAYS = 15
"""Days, weekends included, over which the first tries are spread: three school weeks."""
RETAKE_AFTER = 9
LAST_DAY = {"M": (2, 10), "E": (6, 22)}
"""The last retake; from then on the moment is complete."""


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def school_day(day: date) -> date:
    """The day itself, or the first after it on which there is school."""
    while _is_free(day):
        day += timedelta(1)
    return day


def _is_free(day: date) -> bool:
    """Weekends, Ascension and Whit Monday, and roughly the Christmas and summer holidays."""
    month_day = (day.month, day.day)
    is_christmas = month_day >= (12, 21) or month_day <= (1, 5)
    is_summer = (7, 11) <= month_day < _SUMMER_ENDS
    moving = (easter(day.year) + timedelta(days) for days in (39, 40, 50))
    return day.weekday() >= 5 or is_christmas or is_summer or day in moving


@dataclass(frozen=True)
class Calendar:
    """The school years of the demo, oldest first, and the half years in which was tested.

    A half year is a number: 2 * place of the school year, + 1 for E; `last` is the last delivered.
    """

    today: date
    years: tuple[str, ...]
    last: int

    @classmethod
    def until(cls, today: date, years_of_results: int) -> "Calendar":
        """As many school years as it takes for `years_of_results` of them to hold results."""
        current = school_years.of(today)
        start = school_years.start_year(current)
        if today >= _day(start + 1, LAST_DAY["E"]):
            behind = 0
        elif today >= _day(start + 1, LAST_DAY["M"]):
            behind = 1
        else:
            behind = 2
        count = years_of_results + (behind == 2)
        years = tuple(school_years.from_start(start - count + 1 + i) for i in range(count))
        return cls(today, years, 2 * count - 1 - behind)

    @property
    def current(self) -> int:
        """The place of the current school year: the last one."""
        return len(self.years) - 1

    @property
    def first_start(self) -> int:
        """The calendar year in which the oldest school year begins."""
        return school_years.start_year(self.years[0])

    def start_year(self, year: int) -> int:
        """The calendar year in which a school year begins, by its place (which may be negative)."""
        return self.first_start + year

    def first_day(self, year: int) -> date:
        """1 August of a school year, by its place."""
        return date(self.start_year(year), 8, 1)

    def last_day(self, year: int) -> date:
        """31 July at the end of a school year, by its place."""
        return date(self.start_year(year) + 1, 7, 31)

    def first_school_day(self, year: int) -> date:
        """The Monday after the summer holidays: the first on or after 20 August."""
        day = _day(self.start_year(year), _SUMMER_ENDS)
        return day + timedelta(-day.weekday() % 7)

    def test_day(self, half_year: int, offset: int) -> date:
        """A day within the school's own test weeks; the offset wraps around in them."""
        part = "ME"[half_year % 2]
        first = _day(self.start_year(half_year // 2) + 1, _FIRST_DAY[part])
        return school_day(first + timedelta(offset % TEST_DAYS))

    def retake_day(self, taken_on: date) -> date:
        """Rather more than a week later."""
        return school_day(taken_on + timedelta(RETAKE_AFTER))

    def moment(self, half_year: int, year_group: int) -> str | None:
        """The moment of a year group in a half year; None where the school does not test."""
        moment = f"{'ME'[half_year % 2]}{year_group}"
        return moment if moment in MOMENTS else None


def _day(year: int, month_day: tuple[int, int]) -> date:
    return date(year, *month_day)
