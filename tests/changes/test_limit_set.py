"""A limit of a signal: set for a school, left again, and taken back."""

from datetime import date
from pathlib import Path

import pytest

from ibdash import changes, signals
from ibdash.errors import ValueNotUnderstood
from ibdash.store import Store
from tests.people import IB
from tests.signals.small_school import PUPILS, take


@pytest.fixture
def school_id(store: Store, tmp_path: Path) -> int:
    take(store, tmp_path, "leerlingen", PUPILS)
    with store.read() as cursor:
        ((found,),) = cursor.execute(
            "select school_id from school where closed_by is null"
        ).fetchall()
    return int(found)


def test_it_is_set_changed_left_and_taken_back(store: Store, school_id: int) -> None:
    changes.limit_set(store, school_id, "PLN-2", "days", 21, who=IB)
    assert signals.limits_of(store, school_id) == {("PLN-2", "days"): 21.0}
    second = changes.limit_set(store, school_id, "PLN-2", "days", 28, who=IB)
    assert signals.limits_of(store, school_id) == {("PLN-2", "days"): 28.0}
    changes.edit_taken_back(store, second.change_id, who=IB)
    assert signals.limits_of(store, school_id) == {("PLN-2", "days"): 21.0}
    assert changes.limit_left(store, school_id, "PLN-2", "days", who=IB) is not None
    assert signals.limits_of(store, school_id) == {}
    assert changes.limit_left(store, school_id, "PLN-2", "days", who=IB) is None


@pytest.mark.parametrize("value", [-1, 2_000_000, float("nan")])
def test_a_number_beyond_reason_is_refused(store: Store, school_id: int, value: float) -> None:
    with pytest.raises(ValueNotUnderstood, match="Deze grens kan niet"):
        changes.limit_set(store, school_id, "PLN-2", "days", value, who=IB)
    assert signals.limits_of(store, school_id) == {}


def test_a_fixed_limit_is_that_of_the_rule_whatever_was_set(store: Store, school_id: int) -> None:
    rule = signals.rule("DYS-2")
    assert rule.limits[0].is_fixed
    asked = signals.Asked(school_id, date(2026, 2, 9), {("DYS-2", "times"): 1.0})
    assert signals.value_of(rule, "times", asked.limits) == 3
