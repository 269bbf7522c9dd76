"""Writes the demo school (or a board of them) as the files a school would export.

What is planted, and where: pupils to recognise in `cast.py`, kinds of pupils in `people.py` and
`ability.py`, gaps and off-level tests in `scores.py`, a new generation and a new norm version in
`norms.py`, plans and support in `care.py` and `support.py`, absence in `absence.py`.  Only the
first school has the cast.
"""

import random
from datetime import date
from pathlib import Path

import numpy as np

from ibdash.demo import files
from ibdash.demo.ability import Numbers, Roll, standing
from ibdash.demo.absence import absence_rows, calendar_rows
from ibdash.demo.care import Care, Row, give_help
from ibdash.demo.groups import Group, home_groups, staff_of
from ibdash.demo.names import NameBank
from ibdash.demo.norms import Norms
from ibdash.demo.people import Pupil, School
from ibdash.demo.results import COLUMNS, Results
from ibdash.demo.scores import observe
from ibdash.demo.support import support_rows
from ibdash.demo.test_days import Calendar

YEARS = 5
FEWEST_YEARS = 2
FIRST_BRIN = "99DM"
MOST_SCHOOLS = 26 * 26 - (3 * 26 + 12)
"""From DM to ZZ: no real school has a BRIN above 99."""

_PLUS_SHARE = 0.12
_PLUS_FROM_GROUP = 5


def brin_of(number: int) -> str:
    """The fictive BRIN of the first, second ... school, from 0: 99DM, 99DN ... 99ZZ."""
    letters = 3 * 26 + 12 + number
    return f"99{chr(ord('A') + letters // 26)}{chr(ord('A') + letters % 26)}"


def write_demo(
    folder: Path,
    today: date,
    seed: int = 1,
    schools: int = 1,
    pupils: int = 240,
    *,
    years: int = YEARS,
) -> list[Path]:
    """Writes the files and returns them in the order in which they must be taken in.

    folder is made.  pupils: of each school, about.  years: school years with results, the current
    one included once its first test moment is over; before that one school year more is written, so
    that there is as much to see in August as in June.  One school lies in the folder itself,
    several each in a folder named by its BRIN; the norm tables are written once.  The same
    arguments give the same bytes.  Raises ValueError for a number out of range.
    """
    if not (1 <= schools <= MOST_SCHOOLS and pupils >= 1 and years >= FEWEST_YEARS):
        raise ValueError(f"schools 1 to {MOST_SCHOOLS}, pupils from 1, years from {FEWEST_YEARS}")
    calendar = Calendar.until(today, years)
    norms = Norms(calendar)
    folder.mkdir(parents=True, exist_ok=True)
    written = [files.write_table(folder / "normtabellen.csv", files.NORM_COLUMNS, norms.rows())]
    for number in range(schools):
        brin = brin_of(number)
        own_folder = folder if schools == 1 else folder / brin
        own_folder.mkdir(exist_ok=True)
        written += _write_school(own_folder, brin, calendar, norms, f"{seed}-{number}", pupils)
    return written


def _write_school(
    folder: Path, brin: str, calendar: Calendar, norms: Norms, seed: str, size: int
) -> list[Path]:
    pupils = School(calendar, seed, size, with_cast=brin == FIRST_BRIN).pupils()
    groups = [
        home_groups(pupils, year, calendar.start_year(year)) for year in range(len(calendar.years))
    ]
    _take_out_of_group(pupils, groups[-1])
    rng = np.random.default_rng([int(part) for part in seed.split("-")])
    chance = random.Random(seed)  # noqa: S311 - a demo, not secrets
    roll = Roll.of(pupils, groups)
    true = standing(pupils, calendar, roll, rng)
    given = give_help(pupils, calendar, roll, true, chance)
    scores = observe(pupils, calendar, roll, true, norms, rng)
    results = Results(brin, pupils, calendar, roll, scores, norms, rng)

    written = []
    for year, label in enumerate(calendar.years):
        staff = staff_of(groups[year], NameBank(f"{seed}-staff"))
        path = folder / f"edexml_{label}.xml"
        plus = _plus_group(roll, true, year)
        written.append(
            files.write_edexml(path, brin, calendar, year, pupils, groups[year], staff, plus)
        )
    for year, label in enumerate(calendar.years):
        if 2 * year <= calendar.last:
            path = folder / f"resultaten_{label}.csv"
            written.append(files.write_lines(path, COLUMNS, results.lines_of_year(year)))

    care = Care(pupils, calendar, groups, results.level, chance)
    care.opps()
    care.individual_plans(given)
    care.group_plans(true, roll)
    support = support_rows(pupils, calendar, true, given, care.opp_since, chance)
    tables: list[tuple[str, tuple[str, ...], list[Row]]] = [
        ("plannen.csv", files.PLAN_COLUMNS, care.plans),
        ("evaluaties.csv", files.EVALUATION_COLUMNS, care.evaluations),
        ("ondersteuning.csv", files.SUPPORT_COLUMNS, support),
        ("schoolkalender.csv", files.CALENDAR_COLUMNS, calendar_rows(calendar)),
        ("verzuim.csv", files.ABSENCE_COLUMNS, absence_rows(pupils, calendar)),
    ]
    for name, columns, rows in tables:
        with_school = ({**row, "brin": brin} for row in rows)
        written.append(files.write_table(folder / name, columns, with_school))
    return written


def _take_out_of_group(pupils: list[Pupil], groups: list[Group]) -> None:
    """One pupil of the cast is at school without a group in the current school year."""
    for group in groups:
        group.members = [
            place
            for place in group.members
            if not (cast := pupils[place].cast) or cast.role != "zonder_groep"
        ]


def _plus_group(roll: Roll, true: Numbers, year: int) -> set[int]:
    """The strongest of groep 5 to 8 over all lines, as the half year before showed them."""
    older = np.flatnonzero(roll.year_group[:, year] >= _PLUS_FROM_GROUP)
    strength = true[older, max(0, 2 * year - 1)].mean(axis=1)
    count = round(_PLUS_SHARE * len(older))
    chosen = older[np.argsort(-strength, kind="stable")[:count]]
    return {int(place) for place in chosen}
