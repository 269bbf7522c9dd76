"""Small schools for Leerlijnen, taken in through the intake as the two open tables they need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from ibdash.domain.levels import SCALES, low_levels
from ibdash.questions import ask
from ibdash.store import Store
from tests.people import IB, TODAY, taken_in

YEAR = "2025-2026"
_RESULT = (
    "leerling_id",
    "leerlijn",
    "toets",
    "uitgever",
    "generatie",
    "schooljaar",
    "moment",
    "afnamedatum",
    "normversie",
    "vaardigheidsscore",
    "meetfout",
    "niveau",
    "niveauschaal",
    "percentiel",
    "dle",
    "functioneringsniveau",
    "avi",
    "reden_geen_resultaat",
)
LOW_LEVELS = [f"{scale}|{level}" for scale in SCALES for level in low_levels(scale)]


def pupils_table(placed: Iterable[tuple[int, str, str, str]]) -> str:
    """`leerlingen`: a row per (key, school year, group, year group); names follow the key."""
    rows = [
        f"{key};Kind{key};Naam{key};{2010 + key % 8}-01-{key % 28 + 1:02d};{year};{group};{level}"
        for key, year, group, level in placed
    ]
    head = "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep"
    return "\n".join([head, *rows]) + "\n"


def result(
    key: int, moment: str, year: str, score: float | None = None, **more: Any
) -> dict[str, Any]:
    """One row of `resultaten`: rekenen, test RW of Toetser, generation 1, unless `more` says so.

    The date is the 20th of January or the 10th of June of that school year; day="" leaves it out.
    """
    start = int(year[:4])
    day = {"M": f"{start + 1}-01-20", "E": f"{start + 1}-06-10", "B": f"{start}-10-01"}[moment[0]]
    row = {
        "leerling_id": key,
        "leerlijn": "rekenen",
        "toets": "RW",
        "uitgever": "Toetser",
        "generatie": "1",
        "schooljaar": year,
        "moment": moment,
        "afnamedatum": more.pop("day", day),
        "vaardigheidsscore": score,
    }
    return row | more


def results_table(rows: Iterable[Mapping[str, Any]]) -> str:
    """`resultaten` of these rows."""
    lines = [
        ";".join("" if row.get(name) is None else str(row[name]) for name in _RESULT)
        for row in rows
    ]
    return "\n".join([";".join(_RESULT), *lines]) + "\n"


def fill(
    store: Store,
    folder: Path,
    placed: Iterable[tuple[int, str, str, str]],
    rows: Iterable[Mapping[str, Any]],
) -> None:
    """Takes both tables in, as the program does."""
    assert taken_in(store, folder, "leerlingen.csv", pupils_table(placed)).state == "applied"
    assert taken_in(store, folder, "resultaten.csv", results_table(rows)).state == "applied"


@dataclass(frozen=True)
class Asked:
    """The answers of `line/*` about a choice in a filled store."""

    store: Store
    delivered: pa.Table
    school_id: int
    year: str

    @property
    def pupil_ids(self) -> list[int]:
        found: list[int] = self.delivered.column("pupil_ids")[0].as_py()
        return found

    def test_id(self, **wanted: str) -> int:
        """The only test with these values ("test_name", "generation" ...)."""
        (found,) = [
            row["test_id"]
            for row in self.delivered.to_pylist()
            if all(row[name] == value for name, value in wanted.items())
        ]
        return int(found)

    def points(self, measure: str = "score", line: str = "rekenen") -> list[dict[str, Any]]:
        return self._ask("line/points", line, measure=measure, school_year=self.year)

    def level_shares(self, line: str = "rekenen") -> list[dict[str, Any]]:
        return self._ask("line/level_shares", line, low_levels=LOW_LEVELS)

    def _ask(self, name: str, line: str, **values: Any) -> list[dict[str, Any]]:
        row = self.delivered.slice(0, 1).to_pylist()[0]
        answer = ask(
            self.store,
            name,
            who=IB,
            school_id=self.school_id,
            learning_line=line,
            pupil_ids=row["pupil_ids"],
            year_groups=row["year_groups"],
            end_half_year=row["end_half_year"],
            **values,
        )
        rows: list[dict[str, Any]] = answer.to_pylist()
        return rows


def asked(
    store: Store,
    about: str,
    *,
    group: str = "",
    year_group: str | None = None,
    pupil: int | None = None,
    year: str = YEAR,
    today: date = TODAY,
) -> Asked:
    """Asks `line/delivered` about a group by its name, a year group, a pupil by key, or all."""
    school = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    groups = ask(
        store, "frame/groups", who=IB, school_id=school, school_year=year, today=today
    ).to_pylist()
    delivered = ask(
        store,
        "line/delivered",
        who=IB,
        school_id=school,
        about=about,
        school_year=year,
        group_id=next((one["group_id"] for one in groups if one["name"] == group), None),
        year_group=year_group,
        pupil_id=None if pupil is None else pupil_id(store, pupil),
        today=today,
    )
    return Asked(store, delivered, school, year)


def pupil_id(store: Store, key: int) -> int:
    """The pupil with this key in the file."""
    with store.read() as cursor:
        row = cursor.execute(
            "select pupil_id from pupil_alias where key = ? and closed_by is null", [str(key)]
        ).fetchone()
    assert row is not None, "the key stands in the table of pupils"
    return int(row[0])
