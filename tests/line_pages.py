"""The small school that the page Leerlijnen is tried on, with whose numbers a test can reckon.

Group 6a: twelve pupils, who all grew 12 points from M5 to E5 and 16 from E5 to M6; pupil 1 has two
moments before that, a plan and an OPP.  4/5: seven pupils in each year group.  7: three.  1/2: one
without tests.
"""

from pathlib import Path
from typing import Any

from ibdash.store import Store
from tests import line_school
from tests.line_school import YEAR, result
from tests.people import taken_in

LAST, BEFORE = "2024-2025", "2023-2024"
PLACED = [
    *((key, YEAR, "6a", "6") for key in range(1, 13)),
    *((key, YEAR, "4/5", "4") for key in range(21, 28)),
    *((key, YEAR, "4/5", "5") for key in range(31, 38)),
    *((key, YEAR, "7", "7") for key in (41, 42, 43)),
    (51, YEAR, "1/2", "2"),
]
PLANS = """\
leerling_id;soort;titel;leerlijn;begindatum;einddatum;status
1;handelingsplan;Rekenen in stapjes;rekenen;2025-02-01;2025-07-01;afgesloten
1;opp;;;2025-09-01;;lopend
"""


def scores(key: int, moment: str, year: str, score: float) -> dict[str, Any]:
    """Whose key ends below 5 is low."""
    level = "IV" if key % 10 < 5 else "II"
    extra = {"meetfout": 4, "niveau": level, "niveauschaal": "I-V", "percentiel": 30 + key % 10}
    return result(key, moment, year, score, **extra)


ROWS = [
    *(scores(key, "M5", LAST, 50 + key) for key in range(1, 13)),
    *(scores(key, "E5", LAST, 62 + key) for key in range(1, 13)),
    *(scores(key, "M6", YEAR, 78 + key) for key in range(1, 13)),
    scores(1, "M4", BEFORE, 30),
    scores(1, "E4", BEFORE, 41),
    *(scores(key, "M4", YEAR, 20 + key) for key in range(21, 28)),
    *(scores(key, "M5", YEAR, 40 + key) for key in range(31, 38)),
    *(scores(key, "M7", YEAR, 60 + key) for key in (41, 42, 43)),
    *(
        result(key, "M6", YEAR, None, leerlijn="tekstlezen", toets="AVI", avi="M5")
        for key in range(1, 13)
    ),
]


def fill(store: Store, folder: Path) -> None:
    """Takes the three tables in, as the program does."""
    line_school.fill(store, folder, PLACED, ROWS)
    assert taken_in(store, folder, "plannen.csv", PLANS).state == "applied"
