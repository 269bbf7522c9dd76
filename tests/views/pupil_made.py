"""Learning lines of one pupil as short as a test can write them."""

from datetime import date
from typing import Any

from ibdash.views.learning_line_pupil import Care
from ibdash.views.pupil_lines import PupilLine, Sitting

TODAY = date(2026, 2, 9)
SEVEN = ("V-", "V", "IV", "III", "II", "I", "I+")


def sitting(moment: str, year: int, **values: Any) -> Sitting:
    """One result of test 1, taken in a year, by a pupil of the year group of the moment."""
    half = 2 * (year - 1) + (moment[0] == "E")
    level = values.get("level")
    given: dict[str, Any] = {
        **dict.fromkeys(Sitting.__dataclass_fields__),
        "test_id": 1,
        "test_name": "Toetser RW",
        "place": 2 * half + 1,
        "half_year": half,
        "school_year": f"{year - 1}-{year}",
        "moment": moment,
        "shown_on": date(year, 1, 20) if moment[0] == "M" else date(year, 6, 10),
        "has_date": True,
        "level_scale": "I-V" if level else None,
        "rank": SEVEN.index(level) + 1 if level else None,
        "scale_levels": SEVEN if level else (),
        "own_group": moment[1:],
    }
    return Sitting(**{**given, **values})


def line(name: str, *sittings: Sitting) -> PupilLine:
    return PupilLine(name.lower(), name, sittings)


def plan(first: date, last: date | None = None, name: str = "Plan") -> Care:
    return Care(name, name, first, last)
