"""What holds for every rule, without naming one: a new file is tested by itself."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib import resources

import pytest

from ibdash import signals
from ibdash.demo.load import load_demo
from ibdash.store import Store, open_store
from ibdash.ui.session import demo_settings
from tests.people import IB, NOBODY, TODAY, settings_in
from tests.shared_files import shared_file
from tests.signals.small_school import PUPILS, take

every_rule = pytest.mark.parametrize("rule", signals.all_rules(), ids=lambda rule: rule.rule_id)
# That an advice is not there has no row to show, nor has a signal about that alone.
_OF_NOTHING = {"ADV-3", "PLN-6"}
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
    file = resources.files("ibdash.signals") / "rules" / f"{rule.rule_id}.sql"
    assert file.read_text(encoding="utf-8").startswith(f"-- rule:       {rule.rule_id}\n")


@pytest.fixture(scope="module")
def pupils_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two pupils, of whom nothing else is known."""
    folder = tmp_path_factory.mktemp("alone")
    store = open_store(settings_in(folder))
    take(store, folder, "leerlingen", PUPILS)
    yield store
    store.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A demo school of sixty pupils, with results, plans, support, absence and a calendar."""
    settings = settings_in(tmp_path_factory.mktemp("demo"))
    load_demo(settings, TODAY, pupils=60)
    store = open_store(demo_settings(settings))
    yield store
    store.close()


def school_of(store: Store) -> int:
    with store.read() as cursor:
        ((school_id,),) = cursor.execute(
            "select school_id from school where closed_by is null"
        ).fetchall()
    return int(school_id)


@every_rule
def test_without_anything_known_it_gives_no_alarm(rule: signals.Rule, pupils_alone: Store) -> None:
    for day in _DAYS:
        asked = signals.Asked(school_of(pupils_alone), day, {}, frozenset({rule.rule_id}))
        found = signals.run(pupils_alone, asked, who=IB).to_pylist()
        assert {row["outcome"] for row in found} <= {"too_little"}


def test_every_row_is_of_the_form_that_is_agreed(demo: Store) -> None:
    fired = set()
    for day in _DAYS:
        asked = signals.Asked(school_of(demo), day, {})
        rows = signals.run(demo, asked, who=IB).to_pylist()
        known = [(row["rule"], row["pupil_id"], row["group_id"], row["subject"]) for row in rows]
        assert len(known) == len(set(known)), "a rule speaks once of a pupil and subject"
        for row in rows:
            assert (row["pupil_id"] is None) != (row["group_id"] is None), row["rule"]
            assert row["outcome"] in ("signal", "too_little"), row["rule"]
            assert row["severity"] in signals.SEVERITIES, row["rule"]
            assert row["sentence"].endswith("."), row["rule"]
            assert row["limit_said"], row["rule"]
            assert row["subject"] is not None, row["rule"]
            assert row["since"] is None or row["since"] <= day, row["rule"]
            if row["outcome"] == "signal" and row["rule"] not in _OF_NOTHING:
                assert row["evidence"], row["rule"]
        fired |= {row["rule"] for row in rows}
    # What a small demo school cannot show, the tests of each subject do.
    assert len(fired) > 25


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
