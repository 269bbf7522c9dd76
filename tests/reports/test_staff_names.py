"""Staff taken in before the parts of a name were kept go out in parts, and come back the same."""

import io
from pathlib import Path

import pytest

from ibdash import questions, reports
from ibdash.intake import Options
from ibdash.store import Store
from tests.people import IB, taken_in

NAMES = [
    ("Ina", None, "Bos"),
    ("Noor", "van den", "Aakster"),
    ("Jeanne", "d'", "Arc"),
    ("Bo", "van 't", "Hof"),
    ("Anna Maria", None, "Smit"),
    ("Zoë", "de", "Vries-Østergård"),
    ("J.P.", None, "O'Neil"),
    ("Fatima", None, None),
    (None, "de", "Groot"),
]
HEAD = "medewerker_id;roepnaam;tussenvoegsel;achternaam;rol;functie\n"


@pytest.fixture
def earlier(store: Store, tmp_path: Path) -> Store:
    """A store with these people, without the parts of their names."""
    rows = "".join(
        f"{number};{';'.join(part or '' for part in parts)};;coach\n"
        for number, parts in enumerate(NAMES)
    )
    report = taken_in(store, tmp_path, "personeel.csv", HEAD + rows, Options(school="11AA"))
    assert report.counts["staff"].new == len(NAMES)
    with store.change(IB.name, "edit") as change:
        change.cursor.execute(
            "update staff set call_name = null, prefix = null, family_name = null"
        )
        change.touch("facts")
    return store


def written(store: Store) -> dict[str, tuple[str | None, str | None, str | None]]:
    rows = questions.ask(store, "export/personeel", who=IB, school_id=None).to_pylist()
    return {
        row["medewerker_id"]: (row["roepnaam"], row["tussenvoegsel"], row["achternaam"])
        for row in rows
    }


def test_a_whole_name_is_parted_as_it_was(earlier: Store) -> None:
    assert written(earlier) == {str(number): parts for number, parts in enumerate(NAMES)}


def test_the_same_store_takes_it_in_without_a_change(earlier: Store, tmp_path: Path) -> None:
    held = io.BytesIO()
    reports.write(earlier, held, "xlsx", reports.Chosen(tables=("personeel",)), who=IB)
    report = taken_in(earlier, tmp_path, "personeel.xlsx", held.getvalue(), Options(school="11AA"))
    assert (report.counts["staff"].new, report.counts["staff"].changed) == (0, 0)
    assert report.counts["staff"].same == len(NAMES)


def test_a_name_that_cannot_be_parted_is_the_surname(earlier: Store) -> None:
    with earlier.change(IB.name, "edit") as change:
        change.cursor.execute("update staff set sort_name = 'x y z' where key = '1'")
        change.touch("facts")
    assert written(earlier)["1"] == (None, None, "Noor van den Aakster")
