"""The rules in words."""

from dataclasses import dataclass
from datetime import date

from ibdash.signals import Limit
from ibdash.signals.preview import LookBack, Moment
from ibdash.views import signal_rules

TODAY = date(2026, 2, 9)
DAYS = Limit("days", "integer", 14.0, False, "Dagen vooraf")


@dataclass(frozen=True)
class Named:
    rule_id: str
    name: str
    severity: str


def moment(before: set[int], after: set[int], day: date = TODAY) -> Moment:
    return Moment(
        day,
        frozenset((one, None, "") for one in before),
        frozenset((one, None, "") for one in after),
    )


def test_a_limit_says_its_own_value_too() -> None:
    assert signal_rules.limit(DAYS, 14) == "Dagen vooraf: 14"
    assert signal_rules.limit(DAYS, 21) == "Dagen vooraf: 21 (zonder instelling 14)"
    assert signal_rules.number(1.645, "double") == "1,645"


def test_what_a_limit_does_names_who_come_and_go() -> None:
    names = {1: "Noor", 2: "Bo", 3: "Sem"}
    assert signal_rules.effect(moment({1}, {1}), TODAY, names, {}) == "Nu: er verandert niets."
    assert (
        signal_rules.effect(moment({1}, {2, 3}, date(2025, 7, 15)), TODAY, names, {})
        == "Op 15\u00a0jul\u00a02025: 2 erbij (Bo en Sem) en 1 eraf (Noor)."
    )
    many = {number: f"L{number}" for number in range(1, 10)}
    assert signal_rules.effect(moment(set(), set(many)), TODAY, many, {}) == (
        "Nu: 9 erbij (L1, L2, L3, L4, L5, L6 en nog 3)."
    )


def test_a_group_is_named_as_a_group() -> None:
    group = Moment(TODAY, frozenset(), frozenset({(None, 7, "rekenen")}))
    assert signal_rules.effect(group, TODAY, {}, {7: "6a"}) == "Nu: 1 erbij (groep\u00a06a)."


def test_looking_back_counts_what_followed() -> None:
    assert signal_rules.looked_back(None, 20).startswith("Terugkijken kan vanaf 20 signalen")
    assert signal_rules.looked_back(LookBack(24, (10, 30, 50)), 20) == (
        "Bij 3 van de 24 eerdere signalen volgde binnen een jaar een plan, OPP of aanvraag,"
        " meestal na 30\u00a0dagen."
    )
    assert signal_rules.looked_back(LookBack(24, ()), 20) == (
        "Bij 0 van de 24 eerdere signalen volgde binnen een jaar een plan, OPP of aanvraag."
    )


def test_the_summary_counts_what_the_school_set() -> None:
    rules = [Named("PLN-2", "Evaluatie nadert", "aandacht")]
    assert "Alle grenzen staan zoals de bron ze geeft" in signal_rules.summary(rules, 0)
    assert "stelde 1\u00a0grens zelf in" in signal_rules.summary(rules, 1)


def test_every_family_has_a_name() -> None:
    from ibdash import signals

    assert {signal_rules.family(rule.rule_id) for rule in signals.all_rules()} <= set(
        signal_rules.FAMILIES.values()
    )
