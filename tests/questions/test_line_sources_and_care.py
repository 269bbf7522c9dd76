"""line/sources names file and row of every result; line/care the plans and support of a pupil."""

from datetime import date
from pathlib import Path

from ibdash.questions import ask
from ibdash.store import Store
from tests.line_school import YEAR, asked, fill, pupil_id, result
from tests.people import IB, taken_in

PLACED = [(1, YEAR, "6a", "6"), (2, YEAR, "6a", "6")]
PLANS = """\
leerling_id;groep;soort;titel;leerlijn;begindatum;einddatum;status
1;;handelingsplan;Rekenen in stapjes;rekenen;2025-10-01;2026-01-15;afgesloten
1;;opp;;;2025-09-01;;lopend
1;;handelingsplan;;spelling;2025-11-01;;lopend
2;;handelingsplan;;rekenen;2025-12-01;;lopend
;6a;groepsplan;;rekenen;2025-09-15;;lopend
"""
SUPPORT = """\
leerling_id;niveau;fase;vanaf;tot
1;2;;2025-09-01;2025-12-31
1;3;;2026-01-01;
"""


def test_file_row_and_day_of_each_result(store: Store, tmp_path: Path) -> None:
    rows = [result(1, "M6", YEAR, 50), result(2, "M6", YEAR, 60)]
    fill(store, tmp_path, PLACED, [*rows, result(2, "M6", YEAR, 1, leerlijn="spelling")])
    found = asked(store, "group", group="6a")
    table = ask(
        store,
        "line/sources",
        who=IB,
        school_id=found.school_id,
        learning_line="rekenen",
        pupil_ids=found.pupil_ids,
        end_half_year=9999,
    ).to_pylist()
    # The head of the file is row 1.
    assert [(row["file_name"], row["source_row"]) for row in table] == [
        ("resultaten.csv", 2),
        ("resultaten.csv", 3),
    ]
    assert all(isinstance(row["taken_in_on"], date) for row in table)


def test_plans_of_the_pupil_the_group_and_support(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, [result(1, "M6", YEAR, 50)])
    taken_in(store, tmp_path, "plannen.csv", PLANS)
    taken_in(store, tmp_path, "ondersteuning.csv", SUPPORT)
    rows = ask(
        store, "line/care", who=IB, pupil_id=pupil_id(store, 1), learning_line="rekenen"
    ).to_pylist()
    assert [(row["kind"], row["title"], row["from_on"], row["until_on"]) for row in rows] == [
        ("support", "2", date(2025, 9, 1), date(2025, 12, 31)),
        ("opp", None, date(2025, 9, 1), None),
        ("group", None, date(2025, 9, 15), None),
        ("individual", "Rekenen in stapjes", date(2025, 10, 1), date(2026, 1, 15)),
        ("support", "3", date(2026, 1, 1), None),
    ]
