"""That a finding is right: kept once, taken back, and gone with the file of its pupil."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ibdash import changes, intake
from ibdash.access import Person
from ibdash.changes import Judged
from ibdash.errors import AccessRefused, IbdashError
from ibdash.questions import all_questions, ask
from ibdash.store import Store
from tests.people import IB, TODAY
from tests.quality_school import YEAR, pupils, school_id

LATE = "De uitschrijving ligt voor de inschrijving"


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """Aya of 6a, who left before she came."""
    pupils(store, tmp_path, [f"1;Aya;Bos;2015-12-01;{YEAR};6a;6;2024-08-01;2024-07-01"])
    return store


def judged(store: Store) -> Judged:
    with store.read() as cursor:
        (pupil,) = cursor.execute("select pupil_id from pupil where closed_by is null").fetchall()
    return Judged(school_id(store), "pupil_days_reversed", pupil[0], "4f0c", LATE)


def approvals(store: Store) -> list[dict[str, Any]]:
    return ask(store, "quality/approvals", who=IB, school_id=school_id(store)).to_pylist()


def version(store: Store) -> int:
    with store.read() as cursor:
        (row,) = cursor.execute("select version from store_version").fetchall()
    return int(row[0])


def broken(store: Store) -> list[str]:
    names = [one.name for one in all_questions() if one.name.startswith("check/")]
    return [name for name in names if ask(store, name, who=IB).num_rows]


def test_it_is_kept_with_who_when_and_why(school: Store) -> None:
    changes.approve(school, judged(school), "  klopt, was kort weg ", on=TODAY, who=IB)
    (row,) = approvals(school)
    assert (row["check_name"], row["mark"]) == ("pupil_days_reversed", "4f0c")
    assert (row["reason"], row["approved_by"]) == ("klopt, was kort weg", IB.name)
    assert row["approved_on"] == TODAY
    assert broken(school) == []


def test_saying_it_twice_changes_nothing(school: Store) -> None:
    changes.approve(school, judged(school), "", on=TODAY, who=IB)
    before = version(school)
    changes.approve(school, judged(school), "nog eens", on=TODAY, who=IB)
    assert (version(school), [row["reason"] for row in approvals(school)]) == (before, [None])


def test_taken_back_it_is_open_again_and_can_be_said_again(school: Store) -> None:
    changes.approve(school, judged(school), "", on=TODAY, who=IB)
    number = approvals(school)[0]["finding_approval_id"]
    changes.take_back(school, number, who=IB)
    assert approvals(school) == []
    before = version(school)
    changes.take_back(school, number, who=IB)
    assert version(school) == before
    changes.approve(school, judged(school), "toch", on=TODAY, who=IB)
    assert [row["reason"] for row in approvals(school)] == ["toch"]
    assert broken(school) == []


def test_what_is_about_no_pupil_is_kept_for_the_school(school: Store) -> None:
    of_school = replace(judged(school), check_name="line_unknown", pupil_id=None)
    changes.approve(school, of_school, "", on=TODAY, who=IB)
    assert [row["pupil_id"] for row in approvals(school)] == [None]
    assert broken(school) == []


def test_a_pupil_who_is_gone_is_refused(school: Store) -> None:
    with pytest.raises(IbdashError, match="niet meer"):
        changes.approve(school, replace(judged(school), pupil_id=99), "", on=TODAY, who=IB)
    assert approvals(school) == []


def test_not_everybody_may(school: Store) -> None:
    nobody = Person("Bezoeker", "nobody")
    with pytest.raises(AccessRefused):
        changes.approve(school, judged(school), "", on=TODAY, who=nobody)
    with pytest.raises(AccessRefused):
        changes.take_back(school, 1, who=nobody)


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_the_file_of_the_pupil_can_still_be_undone(school: Store, is_taken_back: bool) -> None:
    changes.approve(school, judged(school), "", on=TODAY, who=IB)
    if is_taken_back:
        changes.take_back(school, approvals(school)[0]["finding_approval_id"], who=IB)
    newest = ask(school, "intake/history", who=IB).column("intake_id")[0].as_py()
    undoing = intake.preview_undo(school, newest, who=IB)
    assert undoing.is_possible
    assert undoing.counts["finding_approval"].gone == (0 if is_taken_back else 1)
    intake.undo(school, newest, who=IB)
    with school.read() as cursor:
        rows = cursor.execute("select 1 from finding_approval where closed_by is null").fetchall()
    assert rows == []
    assert broken(school) == []
