"""A pupil who came by a dossier alone stands among the pupils without a group."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ibdash.questions import ask
from ibdash.store import Store, open_store
from tests.group_school import ask_of
from tests.people import IB, TODAY, settings_in, taken_in
from tests.sources.oso_files import golden

HEAD = "leerling_id;roepnaam;achternaam;schooljaar;groep;jaargroep\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("dossier")
    opened = open_store(settings_in(folder))
    for name, content in (
        ("a.csv", f"{HEAD}1;Bo;Aker;2024-2025;5A;5\n"),
        ("b.csv", f"{HEAD}1;Bo;Aker;2025-2026;6A;6\n"),
        ("noor.xml", golden()),
    ):
        assert taken_in(opened, folder, name, content).state == "applied"
    yield opened
    opened.close()


def groups(store: Store, year: str, today: date = TODAY) -> dict[str, int]:
    (school,) = ask(store, "frame/schools", who=IB).column("school_id").to_pylist()
    rows = ask(
        store, "frame/groups", who=IB, school_id=school, school_year=year, today=today
    ).to_pylist()
    return {row["name"] or row["public_key"]: row["pupils"] for row in rows}


def test_the_newest_year_that_has_begun_counts_the_pupil_and_no_other(store: Store) -> None:
    assert groups(store, "2025-2026") == {"6A": 1, "zonder": 1}
    assert groups(store, "2024-2025") == {"5A": 1}
    assert groups(store, "2024-2025", date(2025, 3, 3)) == {"5A": 1, "zonder": 1}


def test_the_group_of_nobody_has_the_pupil_with_the_results_of_before(store: Store) -> None:
    answers = ask_of(store, "zonder")
    noor = answers.pupil("Noor")
    assert (noor["year_group"], noor["placed_on"]) == (None, None)
    assert noor["file_name"] == "noor.xml"
    taken = [row for row in answers.results.to_pylist() if row["state"] == "result"]
    assert {row["pupil_id"] for row in taken} == {noor["pupil_id"]}


def test_the_learning_lines_of_the_group_are_of_the_same_pupils(store: Store) -> None:
    answers = ask_of(store, "zonder")
    asked = ask(
        store,
        "line/delivered",
        who=IB,
        school_id=answers.school_id,
        about="group",
        school_year="2025-2026",
        group_id=None,
        year_group=None,
        pupil_id=None,
        today=TODAY,
    ).to_pylist()
    assert asked[0]["pupil_ids"] == answers.pupils.column("pupil_id").to_pylist()


def test_a_list_that_places_the_pupil_ends_it(tmp_path: Path) -> None:
    own = open_store(settings_in(tmp_path))
    pupils = (
        "leerling_id;roepnaam;tussenvoegsel;achternaam;geboortedatum;schooljaar;groep;jaargroep\n"
        "1;Bo;;Aker;2014-05-05;2025-2026;6A;6\n{}"
    )
    taken_in(own, tmp_path, "a.csv", pupils.format(""))
    taken_in(own, tmp_path, "noor.xml", golden())
    assert groups(own, "2025-2026") == {"6A": 1, "zonder": 1}
    noor = "2;Noor;van der;Wal;2014-05-06;2025-2026;6A;6\n"
    assert taken_in(own, tmp_path, "b.csv", pupils.format(noor)).counts["placement"].new == 1
    assert groups(own, "2025-2026") == {"6A": 2}
    own.close()
