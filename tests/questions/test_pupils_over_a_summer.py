"""Who is a pupil now and who was one, on days around a change of school year."""

from collections.abc import Iterator
from datetime import date

import pytest

from ibdash.questions import ask
from ibdash.store import Store, open_store
from tests.people import IB, settings_in, taken_in

HEAD = "leerling_id;roepnaam;achternaam;schooljaar;groep;jaargroep;uitstroomdatum\n"
BEFORE = f"""{HEAD}1;Ada;Een;2024-2025;5A;5;
2;Bo;Twee;2024-2025;6A;6;2025-07-31
3;Cas;Drie;2024-2025;8A;8;
4;Dex;Vier;2024-2025;6A;6;
"""
AFTER = f"{HEAD}1;Ada;Een;2025-2026;6A;6;\n5;Eva;Vijf;2025-2026;1A;1;\n"
RESULTS = """leerling_id;leerlijn;toets;schooljaar;moment;vaardigheidsscore;niveau;niveauschaal
1;rekenen;RW;2024-2025;E5;100;III;I-V
2;rekenen;RW;2024-2025;E6;110;II;I-V
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("summer")
    opened = open_store(settings_in(folder))
    for name, text in (("a.csv", BEFORE), ("b.csv", AFTER), ("c.csv", RESULTS)):
        assert taken_in(opened, folder, name, text).state == "applied"
    yield opened
    opened.close()


def school_id(store: Store) -> int:
    (row,) = ask(store, "frame/schools", who=IB).to_pylist()
    return int(row["school_id"])


def where(store: Store, today: date) -> dict[str, str | None]:
    """Calling name: the group, or "oud" for a former pupil."""
    rows = ask(store, "frame/pupils", who=IB, school_id=school_id(store), today=today).to_pylist()
    return {row["call_name"]: "oud" if row["is_former"] else row["group_name"] for row in rows}


def test_the_groups_are_those_of_the_year_of_the_day(store: Store) -> None:
    assert where(store, date(2025, 7, 15)) == {
        "Ada": "5A",
        "Bo": "6A",
        "Cas": "8A",
        "Dex": "6A",
        "Eva": None,  # she comes in the new year
    }


def test_who_left_is_former_and_who_is_only_missing_is_not(store: Store) -> None:
    assert where(store, date(2025, 8, 10)) == {
        "Ada": "6A",
        "Bo": "oud",  # on 31 July
        "Cas": "oud",  # after groep 8
        "Dex": None,  # nobody says that he left
        "Eva": "1A",
    }


def test_a_year_later_without_a_new_list_nobody_vanishes(store: Store) -> None:
    assert where(store, date(2026, 8, 10)) == where(store, date(2026, 6, 10))


def test_nothing_of_last_year_is_missing_in_september(store: Store) -> None:
    """Two of groep 6 now, one with a result of June: the other misses nothing yet."""
    rows = ask(store, "frame/pupils", who=IB, school_id=school_id(store), today=date(2025, 9, 1))
    ids = {row["call_name"]: row["pupil_id"] for row in rows.to_pylist()}

    def states(school_year: str, year_groups: list[str]) -> dict[int, str]:
        asked = ask(
            store,
            "group/latest_results",
            who=IB,
            pupil_ids=[ids["Bo"], ids["Dex"]],
            year_groups=year_groups,
            school_year=school_year,
        )
        return {row["pupil_id"]: row["state"] for row in asked.to_pylist()}

    assert states("2025-2026", ["7", "7"]) == {ids["Bo"]: "result", ids["Dex"]: "empty"}
    assert states("2024-2025", ["6", "6"]) == {ids["Bo"]: "result", ids["Dex"]: "missing"}
