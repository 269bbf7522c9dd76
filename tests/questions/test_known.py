"""Which change a day ends with, and what the cache keeps of questions about an earlier day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from ibdash.errors import AccessRefused
from ibdash.questions import all_questions, ask, first_day, last_change
from ibdash.store import Store
from tests.people import IB, NOBODY


def _change_at(store: Store, *times: datetime) -> None:
    """A change at each of these times, on the clock of this computer."""
    for at in times:
        with store.change("Ina", "edit") as change:
            change.touch("audit")
            change.cursor.execute(
                "update change set changed_at = ? where change_id = ?",
                [at.astimezone(UTC).replace(tzinfo=None), change.change_id],
            )


def _last(store: Store, day: date) -> int | None:
    return last_change(store, day, who=IB)


def test_an_empty_store_knows_no_day(store: Store) -> None:
    assert first_day(store, who=IB) is None
    assert _last(store, date(2026, 3, 3)) is None


def test_a_day_ends_with_its_last_change_and_not_with_the_first_of_the_next(store: Store) -> None:
    day = date(2026, 3, 3)
    midnight = datetime.combine(day + timedelta(days=1), time())
    _change_at(
        store,
        datetime(2026, 3, 3, 0, 0),
        midnight - timedelta(microseconds=1),
        midnight,
        datetime(2026, 3, 6, 12, 0),
    )
    assert first_day(store, who=IB) == day
    assert _last(store, day - timedelta(days=1)) is None
    assert _last(store, day) == 2
    assert _last(store, date(2026, 3, 4)) == 3
    assert _last(store, date(2026, 3, 5)) == 3, "a day without changes is as the day before"
    assert _last(store, date(2026, 3, 6)) == 4
    assert _last(store, date(1900, 1, 1)) is None


def test_numbers_decide_where_a_clock_was_set_back(store: Store) -> None:
    """Change 1 carries May because the clock was wrong; 2 was made after it, in April."""
    _change_at(store, datetime(2026, 5, 3, 12, 0), datetime(2026, 4, 1, 12, 0))
    assert first_day(store, who=IB) == date(2026, 4, 1)
    assert _last(store, date(2026, 4, 1)) == 2
    assert _last(store, date(2026, 5, 3)) == 2


def test_no_question_looks_past_what_was_known() -> None:
    """A table with its schema would be the one of now."""
    for question in all_questions():
        assert "ibdash." not in question.sql, question.name


def test_nobody_is_told_a_day(store: Store) -> None:
    with pytest.raises(AccessRefused):
        first_day(store, who=NOBODY)


def _school_named(store: Store, name: str) -> int:
    with store.change("Ina", "edit") as change:
        change.cursor.execute("update school set closed_by = ?", [change.change_id])
        change.cursor.execute(
            "insert into school (school_id, name, opened_by) values (1, ?, ?)",
            [name, change.change_id],
        )
        change.touch("facts")
    return change.change_id


def _names(store: Store, known_at: int | None) -> list[object]:
    answer = ask(store, "frame/schools", who=IB, known_at=known_at)
    names: list[object] = answer.column("name").to_pylist()
    return names


def test_each_change_has_its_own_answer(store: Store) -> None:
    first, second = _school_named(store, "De Eerste"), _school_named(store, "De Tweede")
    assert _names(store, None) == _names(store, second) == ["De Tweede"]
    assert _names(store, first) == ["De Eerste"]
    assert _names(store, 0) == []


def test_an_answer_about_then_is_remembered_until_its_family_changes(store: Store) -> None:
    first = _school_named(store, "De Eerste")
    answer = ask(store, "frame/schools", who=IB, known_at=first)
    assert ask(store, "frame/schools", who=IB, known_at=first) is answer
    _school_named(store, "De Tweede")
    assert ask(store, "frame/schools", who=IB, known_at=first).equals(answer)


def test_what_is_removed_is_removed_from_earlier_days_too(store: Store) -> None:
    first = _school_named(store, "De Eerste")
    assert _names(store, first) == ["De Eerste"]
    with store.change("Ina", "removal") as change:
        change.cursor.execute("delete from school")
        change.touch("facts")
    assert _names(store, first) == []
