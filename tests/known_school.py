"""A school of which something else was known on each of five days, for what is shown as of a day.

5 January: pupils in groups 4/5, 6a, 7 and 1/2.  12 January: their results.  19 January: the plans
of pupil 1.  26 January: a better M6 of pupil 1, level I instead of IV.  2 February: group 8 with
pupil 81, who was not there before.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from ibdash.store import Store
from tests import line_pages, line_school
from tests.line_school import YEAR, result
from tests.people import taken_in

PUPILS_ON = date(2026, 1, 5)
RESULTS_ON = date(2026, 1, 12)
PLANS_ON = date(2026, 1, 19)
BETTER_ON = date(2026, 1, 26)
GROUP_8_ON = date(2026, 2, 2)
DAYS = (PUPILS_ON, RESULTS_ON, PLANS_ON, BETTER_ON, GROUP_8_ON)


def fill(store: Store, folder: Path) -> None:
    """Takes the five tables in, as the program does, and says on which days that was."""
    line_pages.fill(store, folder)
    better = result(1, "M6", YEAR, 99, niveau="I", niveauschaal="I-V", percentiel=90, meetfout=4)
    group_8 = (81, YEAR, "8", "8")
    for name, text in (
        ("beter.csv", line_school.results_table([better])),
        ("met groep 8.csv", line_school.pupils_table([*line_pages.PLACED, group_8])),
    ):
        assert taken_in(store, folder, name, text).state == "applied"
    date_changes(store, DAYS)


def date_changes(store: Store, days: Sequence[date]) -> None:
    """Gives the first changes of a store these days, at noon on this computer.

    The clock of the change itself, which is the last, is left alone: it comes after all tests.
    """
    with store.change("proef", "edit") as change:
        for number, day in enumerate(days, start=1):
            noon = datetime.combine(day, time(12)).astimezone()
            change.cursor.execute(
                "update change set changed_at = ?::timestamptz at time zone 'UTC'"
                " where change_id = ?",
                [noon, number],
            )
        change.touch("audit")
