"""A line is dealt with whole or not at all, and taken back whole."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.changes import (
    About,
    Agreement,
    Dealt,
    Kept,
    SignalDecision,
    edit_taken_back,
    line_dealt_with,
)
from ibdash.errors import AccessRefused, ChangedMeanwhile, IbdashError, ValueNotUnderstood
from ibdash.store import Store
from tests import week_school
from tests.people import IB, NOBODY, TODAY


@pytest.fixture
def noor(store: Store, tmp_path: Path) -> About:
    week_school.fill(store, tmp_path)
    with store.read() as cursor:
        ((school_id, pupil_id),) = cursor.execute(
            "select school_id, pupil_id from pupil where closed_by is null and call_name = 'Noor'"
        ).fetchall()
    return About(school_id, pupil_id)


def dealt(*rules: str, decision: str = "besproken") -> list[Dealt]:
    return [
        Dealt(SignalDecision(rule, "woordlezen", date(2026, 1, 20), 0.0, decision))
        for rule in rules
    ]


def count(store: Store, table: str) -> int:
    with store.read() as cursor:
        ((found,),) = cursor.execute(
            f"select count(*) from {table} where closed_by is null"
        ).fetchall()
    return int(found)


def test_all_signals_and_the_agreement_are_one_change(store: Store, noor: About) -> None:
    before = count(store, "agreement")
    change = line_dealt_with(
        store,
        noor,
        dealt("DYS-2", "NIV-2"),
        agreed=Agreement("Bellen", "Ina"),
        today=TODAY,
        who=IB,
    )
    assert (count(store, "signal_decision"), count(store, "agreement")) == (2, before + 1)
    edit_taken_back(store, change, who=IB)
    assert (count(store, "signal_decision"), count(store, "agreement")) == (0, before)


def test_nothing_is_kept_when_one_part_cannot_be(store: Store, noor: About) -> None:
    before = count(store, "agreement")
    with pytest.raises(ValueNotUnderstood):
        line_dealt_with(store, noor, dealt("DYS-2"), agreed=Agreement("  "), today=TODAY, who=IB)
    with pytest.raises(ValueNotUnderstood):
        line_dealt_with(store, noor, dealt("NIV-2", decision="geen_actie"), today=TODAY, who=IB)
    with pytest.raises(IbdashError, match="niets te bewaren"):
        line_dealt_with(store, noor, [], today=TODAY, who=IB)
    stale = [Dealt(dealt("NIV-2")[0].decided, Kept(999, 1))]
    with pytest.raises(ChangedMeanwhile):
        line_dealt_with(store, noor, [*dealt("DYS-2"), *stale], today=TODAY, who=IB)
    assert (count(store, "signal_decision"), count(store, "agreement")) == (0, before)


def test_who_may_not_change_deals_with_nothing(store: Store, noor: About) -> None:
    with pytest.raises(AccessRefused):
        line_dealt_with(store, noor, dealt("DYS-2"), today=TODAY, who=NOBODY)
