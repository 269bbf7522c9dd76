"""Each invariant of `check` finds a store that breaks it."""

from pathlib import Path

import pytest

from ibdash.questions import all_questions, ask
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, taken_in

SCHOOL = edexml(
    "2025-2026",
    group("G5", "5A", "5"),
    pupil("1", "Noor", "Wal", born="2016-03-09", group="G5"),
    pupil("2", "Bo", "Aker", born="2016-05-05", group="G5"),
)

BREAKS = {
    "check/open_once": "insert into pupil select * from pupil limit 1",
    "check/natural_key_once": (
        "insert into placement select placement_id + 1000, columns(* exclude (placement_id))"
        " from placement limit 1"
    ),
    "check/refers_to_open": "update placement set group_id = 999999",
    "check/opened_by_a_change": "update pupil set opened_by = 77",
    "check/pupil_has_a_name": "update pupil set call_name = null, family_name = null",
    "check/keys_below_counter": "update store_version set next_key = 1",
    # A claim of one source alone.
    "check/claims_settled": (
        "insert into result (result_id, school_id, pupil_id, test_id, opened_by)"
        " select 998, school_id, 1, 1, 1 from school;"
        " insert into result_claim (result_claim_id, result_id, school_id, system, role, rank,"
        " from_change, school_year, is_taken, opened_by)"
        " select 999, 998, school_id, 'las', 'pupil_system', 3, 1, '2025-2026', true, 1 from school"
    ),
    "check/one_version_row": "insert into store_version select * from store_version",
    "check/no_secret_number": (
        "insert into pupil_alias select school_id, 'edexml', unnest(['111222333', '123456782',"
        " '999999990']), 1, 1, 1, null, null from school"
    ),
}


def test_every_check_has_an_example_that_breaks_it() -> None:
    assert {q.name for q in all_questions() if q.name.startswith("check/")} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_a_sound_store_passes_and_a_broken_one_is_found(
    name: str, store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "a.xml", SCHOOL)
    assert ask(store, name, who=IB).num_rows == 0
    with store.change("Ina", "edit") as change:
        change.cursor.execute(BREAKS[name])
        change.touch("facts")
        change.touch("care")
    assert ask(store, name, who=IB).num_rows > 0
