"""A groep 3 before its first tests: that there are no results is no gap then."""

from collections.abc import Collection
from datetime import date

from ibdash.domain import school_year as school_years

_UNTESTED = frozenset({"B", "D", "0", "1", "2"})
# The end of the window of M (data/reference/moment.csv).
_M_ENDS = (2, 15)


def are_to_come(year_groups: Collection[str], school_year: str, today: date) -> bool:
    """Whether groep 3 is the highest of these year groups, and its M3 still has to come."""
    start = school_years.start_year(school_year)
    return set(year_groups) - _UNTESTED == {"3"} and today <= date(start + 1, *_M_ENDS)


def words(of: str) -> tuple[str, str]:
    """Head and explanation; of: "groep 3"."""
    return (
        f"Nog geen toetsen van {of}",
        "De eerste toetsen van groep 3 zijn in januari en februari (M3). Tot die tijd zijn er geen"
        " niveaus.",
    )
