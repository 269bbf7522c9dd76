"""The school calendar of the demo, and who was absent in its last 200 school days.

Planted, by the number of a pupil among those who are at school today, in their own order: everybody
is ill three times; one in 24 four times more in the last twelve weeks; one in 24 comes late nine
times in nine weeks; one in eight had a day of leave; and one pupil was away without leave on four
days of the last four weeks.  Nobody is absent on a day without school, after today, or while not at
school.  There is no chance in it: each row can be worked out by hand.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from ibdash.demo.care import Row
from ibdash.demo.people import Pupil
from ibdash.demo.test_days import Calendar, easter

DAYS = 200
"""About as many as a school year has."""

_WHOLE, _MORNING = "d", "o"
_AWAY = 17
_ONE_IN, _OFTEN_ILL, _LATE = 24, 5, 11
_LEAVE_ONE_IN, _LEAVE = 8, 2


def calendar_rows(calendar: Calendar) -> list[Row]:
    """The rows of `schoolkalender`: the current school year and the one before."""
    years = [calendar.start_year(year) for year in (calendar.current - 1, calendar.current)]
    return [
        {"bron_id": f"kal-{year}-{number:02}", "van": first, "tot": last, "soort": kind}
        for year in years
        for number, (first, last, kind) in enumerate(free_periods(year), start=1)
    ]


def free_periods(year: int) -> list[tuple[date, date, str]]:
    """First day, last day and kind, by day, of the school year that begins in `year`.

    Around the test weeks and the summer and Christmas holidays of test_days.py.
    """
    spring = easter(year + 1)
    begins = [
        (_saturday(date(year, 10, 12)), 9, "vakantie"),
        (date(year, 12, 21), 16, "vakantie"),
        (_saturday(date(year + 1, 2, 14)), 9, "vakantie"),
        (_saturday(date(year + 1, 4, 22)), 9, "vakantie"),
        (date(year + 1, 7, 11), 21, "vakantie"),
        (spring + timedelta(1), 1, "feestdag"),
        (spring + timedelta(39), 2, "feestdag"),
        (spring + timedelta(50), 1, "feestdag"),
        (_weekday(date(year, 11, 12)), 1, "studiedag"),
        (_weekday(date(year + 1, 3, 18)), 1, "studiedag"),
    ]
    return sorted((first, first + timedelta(days - 1), kind) for first, days, kind in begins)


def absence_rows(pupils: list[Pupil], calendar: Calendar) -> list[Row]:
    """The rows of `verzuim`, by pupil and day; one a day at most."""
    days = school_days(calendar)[-DAYS:]
    rows: list[Row] = []
    here = [pupil for pupil in pupils if pupil.is_here(calendar.today)]
    for number, pupil in enumerate(here):
        found: dict[date, tuple[str, str]] = {}
        for ago, part, kind in _absences(number):
            if ago <= len(days) and pupil.is_here(days[-ago]):
                found.setdefault(days[-ago], (part, kind))
        rows += [
            {
                "bron_id": f"vz-{number}-{day:%Y%m%d}",
                "leerling_id": pupil.key,
                "datum": day,
                "dagdeel": part,
                "soort": kind,
                "gemeld_op": day,
            }
            for day, (part, kind) in sorted(found.items())
        ]
    return rows


def school_days(calendar: Calendar) -> list[date]:
    """The days with school of the last two school years, up to today."""
    found: list[date] = []
    for year in (calendar.current - 1, calendar.current):
        free = free_periods(calendar.start_year(year))
        day = calendar.first_school_day(year)
        while day <= min(calendar.today, calendar.last_day(year)):
            if day.weekday() < 5 and not any(first <= day <= last for first, last, _ in free):
                found.append(day)
            day += timedelta(1)
    return found


def _absences(number: int) -> Iterator[tuple[int, str, str]]:
    """How many school days ago (1 is the last), which part of the day, and why; weightiest first.

    Of two on one day the first holds.
    """
    if number == _AWAY:
        yield from ((ago, _WHOLE, "ongeoorloofd") for ago in (6, 9, 12, 15))
    if number % _ONE_IN == _OFTEN_ILL:
        yield from ((ago, _WHOLE, "ziek") for ago in (4, 15, 26, 37))
    for spell in range(3):
        last = 1 + (7 * number + 61 * spell) % (DAYS - 3)
        yield from ((last + day, _WHOLE, "ziek") for day in range(1 + (number + spell) % 3))
    if number % _ONE_IN == _LATE:
        yield from ((ago, _MORNING, "te_laat") for ago in range(2, 47, 5))
    if number % _LEAVE_ONE_IN == _LEAVE:
        yield 20 + number % 60, _WHOLE, "verlof"


def _saturday(day: date) -> date:
    """The first Saturday on or after a day."""
    return day + timedelta((5 - day.weekday()) % 7)


def _weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(7 - day.weekday()) if day.weekday() >= 5 else day
