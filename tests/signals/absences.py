"""A small school with a calendar and absence, for the rules of absence.

The autumn holiday is 18 to 26 October 2025, Christmas 20 December to 4 January; 10 November is a
study day of groep 6 alone.
"""

from pathlib import Path

from ibdash.store import Store
from tests.signals.small_school import PUPILS, take

CALENDAR = (
    "van;tot;soort;jaargroep\n"
    "2025-10-18;2025-10-26;vakantie;\n"
    "2025-12-20;2026-01-04;vakantie;\n"
    "2025-11-10;2025-11-10;studiedag;6\n"
    "2025-11-11;2025-11-11;studiedag;8\n"
)


def absence(
    store: Store,
    folder: Path,
    *rows: str,
    calendar: str | None = CALENDAR,
    pupils: str = PUPILS,
) -> None:
    """Absence as `leerling_id;datum;dagdeel;uren;soort`; calendar: None for none."""
    take(store, folder, "leerlingen", pupils)
    if calendar:
        take(store, folder, "schoolkalender", calendar)
    take(
        store, folder, "verzuim", "\n".join(["leerling_id;datum;dagdeel;uren;soort", *rows]) + "\n"
    )


def hours(pupil: str, *days: tuple[str, float]) -> list[str]:
    """Hours of unauthorised absence on days."""
    return [f"{pupil};{day};;{count};ongeoorloofd".replace(".", ",") for day, count in days]


def days(pupil: str, kind: str, *found: str, part: str = "d") -> list[str]:
    """Whole days, or another part of each."""
    return [f"{pupil};{day};{part};;{kind}" for day in found]
