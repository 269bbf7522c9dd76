"""What is kept of a signal: first words, since when, and what was decided about it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ibdash import changes, intake, signals
from ibdash.changes import About, Kept, SignalDecision
from ibdash.errors import ChangedMeanwhile, ValueNotUnderstood
from ibdash.store import Store
from tests.people import IB
from tests.signals.small_school import PUPILS, take

TODAY = date(2026, 2, 9)
PLANS = (
    "plan_id;leerling_id;soort;titel;begindatum;evaluatiedatum;status\n"
    "p1;1;handelingsplan;Lezen;2025-10-01;2026-01-23;lopend\n"
)
EVALUATED = "plan_id;datum;doel_behaald\np1;2026-02-10;deels\n"


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """Noor has a plan that should have been evaluated on 23 January."""
    take(store, tmp_path, "leerlingen", PUPILS)
    take(store, tmp_path, "plannen", PLANS)
    return store


def school_id(store: Store) -> int:
    with store.read() as cursor:
        ((found,),) = cursor.execute(
            "select school_id from school where closed_by is null"
        ).fetchall()
    return int(found)


def kept(store: Store, today: date = TODAY) -> list[dict[str, Any]]:
    asked = signals.Asked(school_id(store), today, {})
    rows = signals.signals(store, asked, who=IB).to_pylist()
    return [row for row in rows if row["rule"] == "PLN-1"]


def decide(
    store: Store, row: dict[str, Any], decision: str, today: date = TODAY, **more: Any
) -> Kept:
    decided = SignalDecision(
        row["rule"], row["subject"], row["since"], row["weight"], decision, **more
    )
    earlier = None
    if row["signal_decision_id"] is not None:
        earlier = Kept(row["signal_decision_id"], row["decision_version"])
    about = About(school_id(store), row["pupil_id"], row["group_id"])
    return changes.signal_decided(store, about, decided, earlier=earlier, today=today, who=IB)


def test_a_signal_is_new_and_keeps_its_number_and_words(school: Store) -> None:
    (first,) = kept(school)
    assert (first["state"], first["first_seen_on"], first["since"]) == (
        "new",
        TODAY,
        date(2026, 1, 24),
    )
    (second,) = kept(school, TODAY + timedelta(days=7))
    assert (second["signal_id"], second["first_seen_on"]) == (first["signal_id"], TODAY)


@pytest.mark.parametrize(
    ("decision", "state", "more"),
    [
        ("gezien", "seen", {}),
        ("besproken", "discussed", {}),
        ("plan", "plan_made", {}),
        ("geen_actie", "no_action", {"reason": "de evaluatie is ingepland"}),
        ("gedempt", "muted", {"until_on": date(2026, 3, 1)}),
    ],
)
def test_what_was_decided_is_its_state(
    school: Store, decision: str, state: str, more: dict[str, Any]
) -> None:
    (row,) = kept(school)
    decide(school, row, decision, **more)
    (row,) = kept(school)
    assert (row["state"], row["decided_by"], row["reason"]) == (
        state,
        IB.name,
        more.get("reason"),
    )


def test_a_mute_ends_after_its_day(school: Store) -> None:
    (row,) = kept(school)
    decide(school, row, "gedempt", until_on=date(2026, 3, 1))
    assert [row["state"] for row in kept(school, date(2026, 3, 1))] == ["muted"]
    assert [row["state"] for row in kept(school, date(2026, 3, 2))] == ["new"]


def test_no_action_needs_a_reason_and_a_mute_a_day_to_come(school: Store) -> None:
    (row,) = kept(school)
    with pytest.raises(ValueNotUnderstood, match="De reden is nog leeg"):
        decide(school, row, "geen_actie")
    with pytest.raises(ValueNotUnderstood, match="De dag moet na vandaag zijn"):
        decide(school, row, "gedempt", until_on=TODAY)
    assert [row["state"] for row in kept(school)] == ["new"]


def test_what_goes_and_comes_back_unchanged_is_not_new_again(school: Store, tmp_path: Path) -> None:
    (row,) = kept(school)
    decide(school, row, "besproken")
    take(school, tmp_path, "evaluaties", EVALUATED)
    assert kept(school, date(2026, 2, 12)) == []
    with school.read() as cursor:
        ((intake_id,),) = cursor.execute("select max(intake_id) from intake").fetchall()
    assert intake.undo(school, intake_id, who=IB).is_possible
    (again,) = kept(school, date(2026, 2, 13))
    assert (again["signal_id"], again["state"], again["first_seen_on"]) == (
        row["signal_id"],
        "discussed",
        TODAY,
    )


def test_what_grows_worse_is_new_again(school: Store, tmp_path: Path) -> None:
    (row,) = kept(school)
    decide(school, row, "geen_actie", reason="afgesproken")
    with school.derive("signals") as cursor:
        # As if it had been less bad when it was decided.
        cursor.execute("update signal set weight = weight - 1")
    with school.change("proef", "edit") as change:
        change.cursor.execute("update signal_decision set weight = weight - 1")
        change.touch("care")
    (worse,) = kept(school)
    assert (worse["signal_id"], worse["state"], worse["worsened_on"]) == (
        row["signal_id"],
        "new",
        TODAY,
    )


def test_another_persons_decision_is_not_written_over(school: Store) -> None:
    (row,) = kept(school)
    decide(school, row, "gezien")
    (seen,) = kept(school)
    decide(school, seen, "besproken")
    with pytest.raises(ChangedMeanwhile, match="intussen gewijzigd"):
        decide(school, seen, "plan")


def test_a_decision_can_be_taken_back(school: Store) -> None:
    (row,) = kept(school)
    made = decide(school, row, "besproken")
    changes.edit_taken_back(school, made.change_id, who=IB)
    assert [row["state"] for row in kept(school)] == ["new"]


def test_an_earlier_day_changes_nothing_of_what_is_kept(school: Store) -> None:
    (row,) = kept(school)
    assert signals.refresh(school, [school_id(school)], date(2026, 1, 1)) == []
    assert kept(school)[0]["signal_id"] == row["signal_id"]


def test_it_is_made_anew_only_when_facts_or_the_day_changed(school: Store) -> None:
    (one,) = schools = [school_id(school)]
    assert signals.refresh(school, schools, TODAY) == [one]
    assert signals.refresh(school, schools, TODAY) == []
    with school.change("proef", "edit") as change:
        change.touch("facts")
    assert signals.refresh(school, schools, TODAY) == [one]


def test_evidence_names_the_file_and_the_row(school: Store) -> None:
    (row,) = kept(school)
    rows = signals.evidence_of(row["evidence_json"])
    assert [(one["fact"], one["day"]) for one in rows] == [("plan", "2026-01-23")]
    found = signals.evidence(school, rows, who=IB)
    assert list(found.values()) == [("plannen.csv", 2)]


def test_those_of_one_pupil_are_no_others(school: Store) -> None:
    asked = signals.Asked(school_id(school), TODAY, {})
    (noor,) = {row["pupil_id"] for row in kept(school) if row["rule"] == "PLN-1"}
    rows = signals.signals(school, asked, who=IB, pupil_id=noor).to_pylist()
    assert {row["pupil_id"] for row in rows} == {noor}
    assert signals.signals(school, asked, who=IB, pupil_id=0).num_rows == 0
