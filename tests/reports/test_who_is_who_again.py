"""Who a person said that pupils are stands in the keys: after out and in again nobody is asked."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibdash import reports
from ibdash.intake import Options, joining, who_is_who
from ibdash.store import Store, open_store
from tests.intake.small_edexml import edexml, group, pupil
from tests.intake.test_who_is_who import BOTH, G4, NOORS, answered, key_of, pupils, rows, sound
from tests.people import IB, settings_in, taken_in

SAM = pupil("1", "Sam", "Boer", born="2018-05-04", group="G4")
SAMUEL = pupil("9", "Samuel", "Boer", born="2018-05-04", group="G4")
ADA = pupil("2", "Ada", "Een", born="2018-01-02", group="G4")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    store = open_store(settings_in(tmp_path / "elders"))
    yield store
    store.close()


def bring(store: Store, other: Store, folder: Path) -> None:
    held = io.BytesIO()
    reports.write(store, held, "zip", reports.Chosen(), who=IB)
    report = taken_in(other, folder, "alles.zip", held.getvalue(), Options(confirmed=True))
    assert report.state == "applied"


def names(store: Store) -> list[object]:
    return [
        name
        for (name,) in rows(
            store, "select display_name from pupil where closed_by is null order by all"
        )
    ]


def test_a_pupil_who_was_in_doubt_is_found_by_the_key_that_the_answer_gave(
    store: Store, other: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "a.xml", NOORS)
    asked = taken_in(store, tmp_path, "l.csv", BOTH)
    options = answered(asked, key_of(store, "2"), who_is_who.NEW)
    assert taken_in(store, tmp_path, "l.csv", BOTH, options).state == "applied"
    bring(store, other, tmp_path)
    assert pupils(other) == pupils(store) == 3
    assert key_of(other, "a", "open") == key_of(other, "2")
    assert key_of(other, "b", "open") not in (key_of(other, "1"), key_of(other, "2"))
    for name, content in (("a.xml", NOORS), ("l.csv", BOTH)):
        report = taken_in(other, tmp_path, name, content, Options(confirmed=True))
        assert (report.doubts, pupils(other)) == ([], 3), name
        assert report.state in ("applied", "unchanged")
    sound(other)


def test_two_records_that_were_joined_stay_one_pupil_under_both_keys(
    store: Store, other: Store, tmp_path: Path
) -> None:
    school = edexml("2025-2026", G4, SAM, SAMUEL, ADA)
    taken_in(store, tmp_path, "a.xml", school)
    joining.join(store, key_of(store, "1"), key_of(store, "9"), who=IB)
    bring(store, other, tmp_path)
    assert names(other) == names(store) == ["Ada Een", "Sam Boer"]
    assert key_of(other, "1") == key_of(other, "9")
    report = taken_in(other, tmp_path, "a.xml", school)
    assert (report.doubts, names(other)) == ([], ["Ada Een", "Sam Boer"])
    # The next year both keys come with another name: one pupil still, with one open version.
    later = edexml(
        "2026-2027", group("G5", "5A", "5"), *(one.replace("Boer", "Bos") for one in (SAM, SAMUEL))
    ).replace("G4", "G5")
    report = taken_in(other, tmp_path, "b.xml", later, Options(confirmed=True))
    assert (report.state, report.doubts, pupils(other)) == ("applied", [], 2)
    assert names(other) == ["Ada Een", "Sam Bos"]
    sound(other)
