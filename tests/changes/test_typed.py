"""Typing: kept as versions, never over the words of another, and taken back."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ibdash import changes
from ibdash.access import Person
from ibdash.changes import About, Kept, Note
from ibdash.errors import AccessRefused, ChangedMeanwhile, IbdashError, ValueNotUnderstood
from ibdash.intake import plain_facts
from ibdash.questions import all_questions, ask
from ibdash.store import Store
from tests.people import IB, NOBODY, TODAY, taken_in

MARIEKE = Person("Marieke", "ib")
MONDAY = date(2026, 2, 2)
PUPILS = "leerling_id;roepnaam;achternaam;schooljaar;groep\n1;Noor;Wal;2025-2026;4A\n"


@pytest.fixture
def noor(store: Store, tmp_path: Path) -> About:
    """The only pupil of a store."""
    assert taken_in(store, tmp_path, "leerlingen.csv", PUPILS).applied
    with store.read() as cursor:
        ((school_id, pupil_id),) = cursor.execute(
            "select school_id, pupil_id from pupil where closed_by is null"
        ).fetchall()
    return About(school_id, pupil_id)


def note(text: str = "Leest elke dag.", *, confidential: bool = False) -> Note:
    return Note(MONDAY, "observatie", text, is_confidential=confidential)


def added(store: Store, about: About, text: str = "Leest elke dag.") -> Kept:
    return changes.note_added(store, about, note(text), today=TODAY, who=IB)


def changed(
    store: Store, kept: Kept, text: str, who: Person = IB, based_on: int | None = None
) -> Kept:
    return changes.note_changed(
        store,
        kept.record_id,
        replace(note(text), author=IB.name),
        based_on=kept.change_id if based_on is None else based_on,
        today=TODAY,
        who=who,
    )


def records(store: Store, about: About, *, restricted: bool = True) -> list[dict[str, Any]]:
    return ask(
        store,
        "typed/records",
        who=IB,
        school_id=about.school_id,
        pupil_id=about.pupil_id,
        group_id=about.group_id,
        restricted=restricted,
    ).to_pylist()


def texts(store: Store, about: About) -> list[str]:
    return [row["text"] for row in records(store, about)]


def broken(store: Store) -> list[str]:
    return [
        asked.name
        for asked in all_questions()
        if asked.name.startswith("check/") and ask(store, asked.name, who=IB).num_rows
    ]


def test_what_is_typed_has_the_columns_of_its_fact() -> None:
    by_table = {plain.fact.table: plain.fact for plain in plain_facts.PLAIN_FACTS}
    for kind in changes.TYPED:
        fact = by_table[kind.table]
        typed = {*kind.columns, *kind.about, "source_key"}
        assert typed == set(fact.columns), kind.table


def test_a_note_is_kept_with_who_and_when(store: Store, noor: About) -> None:
    kept = added(store, noor)
    (row,) = records(store, noor)
    assert (row["kind"], row["day"], row["text"]) == ("note", MONDAY, "Leest elke dag.")
    assert (row["by_whom"], row["kept_by"], row["file_name"]) == (IB.name, IB.name, None)
    assert (row["record_id"], row["version"]) == (kept.record_id, kept.change_id)
    assert broken(store) == []


def test_every_kind_is_kept_changed_and_removed(store: Store, noor: About) -> None:
    made = {
        "agreement": changes.agreement_made(
            store, noor, changes.Agreement("Bellen", "Ina", date(2026, 3, 1)), today=TODAY, who=IB
        ),
        "meeting": changes.meeting_held(
            store, noor, changes.Meeting(MONDAY, "leerlingbespreking"), today=TODAY, who=IB
        ),
        "decision": changes.decision_taken(
            store, noor, changes.Decision(MONDAY, "Extra lezen"), today=TODAY, who=IB
        ),
    }
    assert {row["kind"] for row in records(store, noor)} == set(made)
    based = {kind: kept.change_id for kind, kept in made.items()}
    done = changes.Agreement("Bellen", "Ina", date(2026, 3, 1), done_on=TODAY)
    made["agreement"] = changes.agreement_changed(
        store, made["agreement"].record_id, done, based_on=based["agreement"], today=TODAY, who=IB
    )
    held = changes.Meeting(MONDAY, "ondersteuningsteam", "Zes weken.", "Ina en moeder")
    made["meeting"] = changes.meeting_changed(
        store, made["meeting"].record_id, held, based_on=based["meeting"], today=TODAY, who=IB
    )
    taken = changes.Decision(MONDAY, "Extra lezen", "Het werkt", until_on=date(2026, 4, 1))
    made["decision"] = changes.decision_changed(
        store, made["decision"].record_id, taken, based_on=based["decision"], today=TODAY, who=IB
    )
    by_kind = {row["kind"]: row for row in records(store, noor)}
    assert by_kind["agreement"]["done_on"] == TODAY
    assert (by_kind["meeting"]["word"], by_kind["meeting"]["text"]) == (
        "ondersteuningsteam",
        "Zes weken.",
    )
    assert (by_kind["decision"]["by_whom"], by_kind["decision"]["reason"]) == (IB.name, "Het werkt")
    assert broken(store) == []
    for kind, remove in (
        ("agreement", changes.agreement_removed),
        ("meeting", changes.meeting_removed),
        ("decision", changes.decision_removed),
    ):
        kept = made[kind]
        remove(store, kept.record_id, based_on=kept.change_id, who=IB)
    assert records(store, noor) == []
    assert broken(store) == []


def test_the_words_of_another_are_not_written_over(store: Store, noor: About) -> None:
    kept = added(store, noor)
    hers = changed(store, kept, "Leest ook thuis.", MARIEKE)
    with pytest.raises(ChangedMeanwhile) as stopped:
        changed(store, kept, "Leest niet meer.")
    assert stopped.value.by == "Marieke"
    assert stopped.value.theirs is not None
    assert stopped.value.theirs["text"] == "Leest ook thuis."
    assert "intussen gewijzigd door Marieke" in stopped.value.sentence()
    assert texts(store, noor) == ["Leest ook thuis."]
    # Having read that, the other may decide.
    assert stopped.value.version == hers.change_id
    changed(store, kept, "Leest niet meer.", based_on=hers.change_id)
    assert texts(store, noor) == ["Leest niet meer."]
    assert broken(store) == []


def test_who_changes_what_was_removed_is_told_so(store: Store, noor: About) -> None:
    kept = added(store, noor)
    changes.note_removed(store, kept.record_id, based_on=kept.change_id, who=MARIEKE)
    with pytest.raises(ChangedMeanwhile) as stopped:
        changed(store, kept, "Leest niet meer.")
    assert (stopped.value.theirs, stopped.value.version) == (None, None)
    assert "intussen verwijderd door Marieke" in stopped.value.sentence()
    again = added(store, noor, "Nog een.")
    changed(store, again, "Andere woorden.", MARIEKE)
    with pytest.raises(ChangedMeanwhile):
        changes.note_removed(store, again.record_id, based_on=again.change_id, who=IB)


def test_the_same_words_are_no_change_whoever_typed_them(store: Store, noor: About) -> None:
    kept = added(store, noor)
    hers = changed(store, kept, "Leest ook thuis.", MARIEKE)
    assert changed(store, kept, "Leest ook thuis.") == hers
    with store.read() as cursor:
        ((count,),) = cursor.execute("select count(*) from note").fetchall()
    assert count == 2


def test_a_confidential_note_is_counted_and_not_shown(store: Store, noor: About) -> None:
    changes.note_added(
        store, noor, note("Thuis is het onrustig.", confidential=True), today=TODAY, who=IB
    )
    (row,) = records(store, noor, restricted=False)
    assert (row["kind"], row["text"], row["number_hidden"]) == (None, None, 1)
    added(store, noor)
    rows = records(store, noor, restricted=False)
    assert [(row["text"], row["number_hidden"]) for row in rows] == [("Leest elke dag.", 1)]
    assert len(records(store, noor)) == 2


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        (Note(MONDAY, "observatie", "  "), "De notitie is nog leeg"),
        (Note(None, "observatie", "x"), "De dag ontbreekt"),
        (Note(date(2026, 2, 10), "observatie", "x"), "De dag ligt in de toekomst"),
        (Note(date(1926, 2, 9), "observatie", "x"), "De dag kan niet kloppen"),
        (Note(MONDAY, "roddel", "x"), "De soort is nog niet gekozen"),
        (Note(MONDAY, "observatie", "x" * 10_001), "De notitie is te lang"),
        (Note(MONDAY, "observatie", "nummer 111222333."), "De notitie bevat een getal"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    store: Store, noor: About, wrong: Note, title: str
) -> None:
    with pytest.raises(ValueNotUnderstood) as refused:
        changes.note_added(store, noor, wrong, today=TODAY, who=IB)
    assert refused.value.title.startswith(title)
    assert refused.value.text == "Er is nog niets bewaard"
    assert "111222333" not in refused.value.sentence()
    assert records(store, noor) == []


def test_a_decision_does_not_end_before_it_begins(store: Store, noor: About) -> None:
    wrong = changes.Decision(MONDAY, "Extra lezen", until_on=date(2026, 1, 1))
    with pytest.raises(ValueNotUnderstood, match="De laatste dag ligt voor de eerste dag"):
        changes.decision_taken(store, noor, wrong, today=TODAY, who=IB)
    same_day = changes.Decision(MONDAY, "Extra lezen", until_on=MONDAY)
    assert changes.decision_taken(store, noor, same_day, today=TODAY, who=IB).record_id


def test_who_may_not_change_keeps_nothing(store: Store, noor: About) -> None:
    with pytest.raises(AccessRefused):
        changes.note_added(store, noor, note(), today=TODAY, who=NOBODY)


def test_a_pupil_who_is_gone_has_no_notes(store: Store, noor: About) -> None:
    with pytest.raises(IbdashError, match="Deze leerling is er niet meer"):
        added(store, About(noor.school_id, pupil_id=999_999))
    with pytest.raises(IbdashError, match="Deze groep is er niet meer"):
        added(store, About(noor.school_id, group_id=999_999))
