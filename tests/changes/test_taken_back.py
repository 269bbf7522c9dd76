"""Every edit of typed words can be taken back, and taking back is never half done."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibdash import changes
from ibdash.changes import About, Kept
from ibdash.errors import IbdashError
from ibdash.intake import undo
from ibdash.questions import ask
from ibdash.store import Store
from tests.changes.test_typed import MARIEKE, added, broken, changed, noor, records, texts
from tests.people import IB

__all__ = ["noor"]


def test_adding_changing_and_removing_are_taken_back(store: Store, noor: About) -> None:
    first = added(store, noor)
    second = changed(store, first, "Leest ook thuis.", MARIEKE)
    third = changes.note_removed(store, first.record_id, based_on=second.change_id, who=IB)
    assert texts(store, noor) == []
    changes.edit_taken_back(store, third.change_id, who=IB)
    (row,) = records(store, noor)
    # They are still the words of who typed them.
    assert (row["text"], row["kept_by"]) == ("Leest ook thuis.", "Marieke")
    changes.edit_taken_back(store, second.change_id, who=IB)
    assert texts(store, noor) == ["Leest elke dag."]
    changes.edit_taken_back(store, first.change_id, who=IB)
    assert texts(store, noor) == []
    assert broken(store) == []


def test_what_was_changed_since_is_not_taken_back(store: Store, noor: About) -> None:
    first = added(store, noor)
    changed(store, first, "Leest ook thuis.", MARIEKE)
    with pytest.raises(IbdashError, match="De notitie is daarna nog veranderd") as stopped:
        changes.edit_taken_back(store, first.change_id, who=IB)
    assert "Marieke" in stopped.value.sentence()
    assert texts(store, noor) == ["Leest ook thuis."]


def test_it_is_taken_back_once(store: Store, noor: About) -> None:
    first = added(store, noor)
    changes.edit_taken_back(store, first.change_id, who=IB)
    with pytest.raises(IbdashError, match="Dit is al teruggenomen"):
        changes.edit_taken_back(store, first.change_id, who=IB)
    with pytest.raises(IbdashError, match="Deze wijziging is er niet"):
        changes.edit_taken_back(store, 999_999, who=IB)


def test_an_intake_is_not_taken_back_here(store: Store, noor: About) -> None:
    with pytest.raises(IbdashError, match="Deze wijziging is er niet"):
        changes.edit_taken_back(store, 1, who=IB)


def test_the_history_says_what_was_done_and_what_can_be_taken_back(
    store: Store, noor: About
) -> None:
    first = added(store, noor)
    second = changed(store, first, "Leest ook thuis.", MARIEKE)
    edits = ask(store, "typed/edits", who=IB, school_id=None, most=50, restricted=True).to_pylist()
    assert [(row["deed"], row["who"], row["is_last"]) for row in edits] == [
        ("changed", "Marieke", True),
        ("new", IB.name, False),
    ]
    changes.edit_taken_back(store, second.change_id, who=IB)
    edits = ask(store, "typed/edits", who=IB, school_id=None, most=50, restricted=True).to_pylist()
    assert [(row["taken_back_by"], row["is_last"]) for row in edits] == [
        (IB.name, False),
        (None, True),
    ]


def test_a_file_is_undone_only_after_what_was_typed_about_its_pupils(
    store: Store, noor: About
) -> None:
    kept = added(store, noor)
    with store.read() as cursor:
        ((intake_id,),) = cursor.execute("select intake_id from intake").fetchall()
    assert not undo(store, intake_id, who=IB).is_possible
    changes.edit_taken_back(store, kept.change_id, who=IB)
    assert undo(store, intake_id, who=IB).is_possible
    assert broken(store) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["een", "twee", "drie", "weg"]), min_size=1, max_size=5))
def test_taking_all_back_in_reverse_gives_each_state_of_before(
    store: Store, noor: About, steps: list[str]
) -> None:
    before = texts(store, noor)
    kept = added(store, noor, "begin")
    done: list[tuple[Kept, list[str]]] = [(kept, before)]
    for step in steps:
        now = texts(store, noor)
        if step == "weg":
            last = changes.note_removed(store, kept.record_id, based_on=kept.change_id, who=IB)
            done.append((last, now))
            break
        last = changed(store, kept, step)
        if last != kept:
            done.append((last, now))
        kept = last
    for last, was in reversed(done):
        changes.edit_taken_back(store, last.change_id, who=IB)
        assert texts(store, noor) == was
    assert broken(store) == []


def test_a_draft_holds_no_citizen_service_number(store: Store) -> None:
    at = datetime(2026, 2, 9, 14, 32)
    changes.draft_kept(store, "p1/note/new", {"text": "nr 111222333"}, based_on=None, at=at, who=IB)
    (row,) = ask(store, "typed/draft", who=IB, written_by=IB.name, place="p1/note/new").to_pylist()
    assert row["values_json"] == '{"text": "nr •••••••••"}'


def test_a_draft_is_of_one_person_and_place_and_the_newest(store: Store, tmp_path: Path) -> None:
    at = datetime(2026, 2, 9, 14, 32)

    def draft(who: str, place: str) -> list[dict[str, object]]:
        return ask(store, "typed/draft", who=IB, written_by=who, place=place).to_pylist()

    place = "p1/note/new"
    with store.read() as cursor:
        before = cursor.execute("select version from store_version").fetchone()
    changes.draft_kept(store, place, {"text": "Leest"}, based_on=None, at=at, who=IB)
    later = at.replace(second=1)
    changes.draft_kept(store, place, {"text": "Leest e"}, based_on=None, at=later, who=IB)
    (row,) = draft(IB.name, place)
    assert (row["values_json"], row["written_at"]) == ('{"text": "Leest e"}', later)
    assert draft("Marieke", place) == []
    assert draft(IB.name, "p2/note/new") == []
    open_ones = ask(store, "typed/drafts", who=IB, about="p1/").to_pylist()
    assert [(one["written_by"], one["place"]) for one in open_ones] == [(IB.name, place)]
    changes.draft_dropped(store, place, who=IB)
    assert draft(IB.name, place) == []
    with store.read() as cursor:
        # No fact changed, so nothing has to be asked anew.
        assert cursor.execute("select version from store_version").fetchone() == before
