"""What holds for every rule, without naming one: a new file is tested by itself."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ibdash import signals
from ibdash.signals import catalogue
from ibdash.store import Store
from tests.people import IB, NOBODY, TODAY
from tests.shared_files import shared_file
from tests.signals.small_school import PUPILS, results, take

every_rule = pytest.mark.parametrize("rule", signals.all_rules(), ids=lambda rule: rule.rule_id)
_DAYS = (date(2026, 2, 9), date(2026, 7, 20), date(2026, 8, 5), TODAY)


@every_rule
def test_its_header_says_everything_in_words(rule: signals.Rule) -> None:
    for text in (rule.name, rule.explains, rule.action, rule.goes, rule.source):
        assert text
        assert not text.endswith(" ")
    assert rule.explains.endswith(".")
    assert rule.families
    assert {limit.name for limit in rule.limits} <= rule.parameters
    assert rule.parameters <= {"today", *(limit.name for limit in rule.limits)}
    known = {one.rule_id for one in signals.all_rules()}
    assert set(rule.replaces) <= known - {rule.rule_id}


@every_rule
def test_its_file_has_its_name(rule: signals.Rule) -> None:
    assert catalogue.rule(rule.rule_id) is rule


@every_rule
def test_it_runs_on_a_school_with_pupils_alone(
    rule: signals.Rule, store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    for day in _DAYS:
        found = signals.run(store, signals.Asked(1, day, {}, frozenset({rule.rule_id})), who=IB)
        assert all(row["outcome"] in ("signal", "too_little") for row in found.to_pylist())


@every_rule
def test_its_rows_are_of_the_form_that_is_agreed(
    rule: signals.Rule, store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;E;A-E", "1;E5;2025-06-02;10;E;A-E", "1;M6;2026-01-19;4;E;A-E"]
    results(store, tmp_path, "percentiel;niveau;niveauschaal", rows)
    with store.read() as cursor:
        ((school_id,),) = cursor.execute(
            "select school_id from school where closed_by is null"
        ).fetchall()
    found = signals.run(
        store, signals.Asked(school_id, TODAY, {}, frozenset({rule.rule_id})), who=IB
    )
    for row in found.to_pylist():
        assert (row["pupil_id"] is None) != (row["group_id"] is None)
        assert row["severity"] in signals.SEVERITIES
        assert row["sentence"].endswith(".")
        assert row["subject"] is not None
        assert row["since"] is None or row["since"] <= TODAY


def test_there_is_a_rule_for_every_line_that_the_table_asks_for() -> None:
    """Those of severity aandacht, zorg, actie or kans of which pupil and plan data can tell."""
    with shared_file("domain", "signaalregels.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    wanted = {row["id"] for row in rows if set(row["ernst"].split("/")) & set(signals.SEVERITIES)}
    assert wanted - {rule.rule_id for rule in signals.all_rules()} == set()


def test_who_may_not_see_pupils_gets_no_signals(store: Store) -> None:
    from ibdash.errors import AccessRefused

    with pytest.raises(AccessRefused):
        signals.run(store, signals.Asked(1, TODAY, {}), who=NOBODY)


def test_who_may_not_see_restricted_facts_gets_no_signal_from_them(store: Store) -> None:
    restricted = [rule for rule in signals.all_rules() if rule.is_restricted]
    assert all("capacity" in one.sql or "diagnosis" in one.sql for one in restricted)
    assert all(
        one.is_restricted
        for one in signals.all_rules()
        if "capacity" in one.sql or "diagnosis" in one.sql
    )
