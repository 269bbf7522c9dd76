""" "Waar komt dit vandaan?" of a value that undo brought back names its own file and row."""

from pathlib import Path
from typing import Any

import pytest

from ibdash import intake
from ibdash.questions import ask
from ibdash.store import Store
from tests.group_school import ask_of
from tests.intake.test_tables_intake import PUPILS, RESULTS
from tests.people import IB, taken_in

YEAR = "2025-2026"
SUPPORT = "leerling_id;niveau;vanaf;fase\n1001;2;2025-09-01;{phase}\n"
PLAN = (
    "leerling_id;soort;leerlijn;begindatum;doel\n1001;handelingsplan;spelling;2025-10-01;{goal}\n"
)


def undo_last(store: Store) -> None:
    newest = ask(store, "intake/history", who=IB).to_pylist()[0]
    assert intake.undo(store, newest["intake_id"], who=IB).is_possible


@pytest.fixture
def restored(store: Store, tmp_path: Path) -> Store:
    """Of Noor (line 2 of each file) everything was changed by a later file and taken back.

    In the later files she stands on line 3, or alone in another group.
    """
    head, noor, spelling, bo = RESULTS.splitlines()
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    taken_in(store, tmp_path, "resultaten.csv", RESULTS)
    taken_in(store, tmp_path, "plannen.csv", PLAN.format(goal="lezen"))
    taken_in(store, tmp_path, "steun.csv", SUPPORT.format(phase=""))
    first, second = PUPILS.splitlines()[1:]
    others = "\n".join([PUPILS.splitlines()[0], second, first.replace("4A", "4B")]) + "\n"
    for name, content in (
        ("andere_groep.csv", others),
        ("beter.csv", "\n".join([head, bo, noor.replace("38,5", "39"), spelling]) + "\n"),
        ("ander_doel.csv", PLAN.format(goal="rekenen")),
        ("andere_fase.csv", SUPPORT.format(phase="b")),
    ):
        report = taken_in(store, tmp_path, name, content)
        assert sum(count.changed for count in report.counts.values()) == 1, name
        undo_last(store)
    return store


def of_noor(store: Store) -> dict[str, Any]:
    return ask_of(store, "4A").pupil("Noor")


def test_each_fact_names_the_older_file(restored: Store) -> None:
    table = ask(
        restored,
        "group/sources",
        who=IB,
        pupil_id=of_noor(restored)["pupil_id"],
        school_year=YEAR,
    ).to_pylist()
    assert [(row["kind"], row["file_name"], row["source_row"], row["who"]) for row in table] == [
        ("result", "resultaten.csv", 3, "Ina Fictief"),
        ("result", "resultaten.csv", 2, "Ina Fictief"),
        ("placement", "leerlingen.csv", 2, "Ina Fictief"),
        ("plan", "plannen.csv", 2, "Ina Fictief"),
        ("support_level", "steun.csv", 2, "Ina Fictief"),
    ]


def test_the_pupil_of_a_group_names_the_list_that_placed_her(restored: Store) -> None:
    noor = of_noor(restored)
    assert (noor["file_name"], noor["source_row"]) == ("leerlingen.csv", 2)


def test_the_latest_result_names_its_file(restored: Store) -> None:
    of_group = ask_of(restored, "4A")
    found = [of_group.cell("Noor", line) for line in ("woordlezen", "spelling")]
    assert [(row["file_name"], row["source_row"]) for row in found] == [
        ("resultaten.csv", 2),
        ("resultaten.csv", 3),
    ]


def test_the_results_of_a_line_name_their_file(restored: Store) -> None:
    noor = of_noor(restored)
    table = ask(
        restored,
        "line/sources",
        who=IB,
        school_id=ask_of(restored, "4A").school_id,
        learning_line="woordlezen",
        pupil_ids=[noor["pupil_id"]],
        end_half_year=9999,
    ).to_pylist()
    assert [(row["file_name"], row["source_row"]) for row in table] == [("resultaten.csv", 2)]


def test_the_card_names_the_newest_file_that_still_stands(restored: Store) -> None:
    school_id = ask_of(restored, "4A").school_id
    table = ask(restored, "intake/in_store", who=IB, school_id=school_id).to_pylist()
    assert {row["kind"]: row["file_name"] for row in table} == {
        "pupil": "leerlingen.csv",
        "group": "leerlingen.csv",
        "result": "resultaten.csv",
        "plan": "plannen.csv",
        "support_level": "steun.csv",
    }
