"""Signaalregels: every rule is there, and a limit is set after its effect was shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ibdash import signals
from ibdash.settings import Settings
from ibdash.store import open_store
from tests.signals.small_school import PUPILS, take

RULES = "pages/data/rules.py"
# Noor's plan is evaluated in 20 days, on 1 March 2026; the rule says it 14 days before.
PLANS = (
    "plan_id;leerling_id;soort;titel;begindatum;evaluatiedatum;status\n"
    "p1;1;handelingsplan;Lezen;2025-10-01;2026-03-01;lopend\n"
)


@pytest.fixture
def school(settings: Settings, tmp_path: Path) -> Settings:
    store = open_store(settings)
    take(store, tmp_path, "leerlingen", PUPILS)
    take(store, tmp_path, "plannen", PLANS)
    store.close()
    return settings


def visit(app: Callable[[], AppTest]) -> AppTest:
    page = app().run()
    page.switch_page(RULES).run()
    assert not page.exception
    return page


def texts(page: AppTest) -> str:
    found = [*page.markdown, *page.get("html"), *page.warning, *page.error]
    return "\n".join(str(getattr(one, "value", "") or one.proto.body) for one in found)


def test_an_empty_store_says_what_is_needed(app: Callable[[], AppTest], settings: Settings) -> None:
    assert "Nog geen gegevens" in texts(visit(app))


def test_every_rule_is_listed_by_itself(app: Callable[[], AppTest], school: Settings) -> None:
    page = visit(app)
    labels = {str(one.key): one.label for one in page.button}
    for rule in signals.all_rules():
        assert labels[f"rule_open_{rule.rule_id}"] == rule.name
    assert f"{len(signals.all_rules())}" in texts(page)


def test_a_limit_shows_who_comes_on_before_it_is_kept_and_is_left_again(
    app: Callable[[], AppTest], school: Settings
) -> None:
    page = visit(app)
    page.button(key="rule_open_PLN-2").click().run()
    field = "rule_limit_PLN-2_days"
    page.number_input(key=field).set_value(21).run()
    assert "Nu: 1 erbij (Noor Wal)." in texts(page)
    page.button(key="go_rule_PLN-2_days").click().run()
    assert not page.exception
    assert "De grens van Evaluatie nadert is bewaard" in texts(page)
    assert "Dagen vooraf: 21 (zonder instelling 14)" in texts(page)
    page.button(key="rule_leave_PLN-2_days").click().run()
    assert page.number_input(key=field).value == 14
    assert "zonder instelling" not in texts(page)


def test_two_limits_of_one_rule_are_each_kept_by_their_own_button(
    app: Callable[[], AppTest], school: Settings
) -> None:
    page = visit(app)
    page.button(key="rule_open_BSP-1").click().run()
    page.number_input(key="rule_limit_BSP-1_weeks").set_value(4).run()
    page.number_input(key="rule_limit_BSP-1_level").set_value(2.0).run()
    assert not page.exception
    page.button(key="go_rule_BSP-1_level").click().run()
    assert not page.exception
    assert page.number_input(key="rule_limit_BSP-1_weeks").value == 4
    assert "Vanaf dit ondersteuningsniveau: 2 (zonder instelling 3)" in texts(page)


def test_a_rule_says_its_source_and_what_makes_it_go(
    app: Callable[[], AppTest], school: Settings
) -> None:
    page = visit(app)
    page.button(key="rule_open_DYS-2").click().run()
    rule = signals.rule("DYS-2")
    shown = texts(page)
    assert rule.explains in shown
    assert "Deze grens ligt vast in de bron" in shown
    assert "Terugkijken kan vanaf 20 signalen" in shown
