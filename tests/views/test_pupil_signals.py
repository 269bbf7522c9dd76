"""Signals as cards: their words, what was decided, and what they stand on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from ibdash.views import pupil_signals


@dataclass(frozen=True)
class Rule:
    rule_id: str = "DYS-2"
    name: str = "Dossier dyslexie"
    action: str = "Maak het dossier compleet"
    goes: str = "een aanvraag"
    source: str = "signaalregels.csv DYS-2; Protocol 3.0 (S21)"


def row(**values: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "rule": "DYS-2",
        "subject": "woordlezen",
        "outcome": "signal",
        "severity": "actie",
        "since": date(2026, 1, 20),
        "weight": 3.0,
        "sentence": "Drie keer laag.",
        "limit_said": "3 keer",
        "under_group": None,
        "state": "new",
        "reason": None,
        "until_on": None,
        "decided_by": None,
        "decided_on": None,
        "signal_decision_id": None,
        "decision_version": None,
        "evidence_json": '[{"fact": "result", "id": 7, "day": "2026-01-20"}]',
    }
    return given | values


def one(**values: Any) -> pupil_signals.Card:
    (card,) = pupil_signals.cards([row(**values)], lambda _: Rule())
    return card


def test_a_card_says_since_when_which_limit_its_source_and_what_ends_it() -> None:
    assert one().about == (
        "Sinds 20\u00a0jan\u00a02026 · grens: 3 keer (Protocol 3.0) · verdwijnt bij een aanvraag"
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("signaalregels.csv PLN-2 (afgeleid uit de praktijk)", "afgeleid uit de praktijk"),
        ("signaalregels.csv NIV-7; Anna van Buren, hoger (S68)", "Anna van Buren, hoger"),
        ("Wet op het primair onderwijs art. 40a (S60)", "Wet op het primair onderwijs art. 40a"),
    ],
)
def test_the_source_is_told_without_our_own_table_and_numbers(source: str, said: str) -> None:
    assert pupil_signals.source_said(source) == said


def test_evidence_comes_from_what_was_kept_and_from_a_run() -> None:
    (kept,) = one().evidence
    (made,) = one(
        evidence=[{"fact": "result", "id": 7, "day": date(2026, 1, 20)}], evidence_json=None
    ).evidence
    assert kept == made == pupil_signals.Evidence("result", 7, date(2026, 1, 20))


def test_new_ones_come_first_and_too_little_is_no_card() -> None:
    rows = [
        row(state="seen", signal_decision_id=4, decision_version=9, subject="a"),
        row(subject="b"),
        row(outcome="too_little", sentence="Te weinig."),
    ]
    cards = pupil_signals.cards(rows, lambda _: Rule())
    assert [card.subject for card in cards] == ["b", "a"]
    assert cards[1].earlier == (4, 9)
    assert pupil_signals.too_little(rows, lambda _: Rule()) == ["Dossier dyslexie: Te weinig."]


def test_a_decision_is_told_with_who_when_and_why() -> None:
    decided = {"decided_by": "Ina", "decided_on": date(2026, 2, 1)}
    assert one(state="no_action", reason="al verwezen", **decided).decided == (
        "Geen actie op 1\u00a0feb\u00a02026 door Ina: al verwezen"
    )
    assert one(state="muted", until_on=date(2026, 3, 1), **decided).decided.startswith(
        "Stil tot en met 1\u00a0mrt\u00a02026"
    )
    assert one().decided == ""


def test_the_evidence_says_the_values_and_where_they_come_from() -> None:
    result = {
        "line_name": "Woordlezen",
        "moment": "M6",
        "score": 35.0,
        "percentile": 5.0,
        "level": "V-",
        "avi": None,
        "title": None,
    }
    card = one()
    assert pupil_signals.evidence_lines(
        card, {("result", 7): result}, {("result", 7): ("lvs.csv", 1005)}
    ) == [
        "**Woordlezen M6: score 35, percentiel 5, niveau V−** · 20\u00a0jan\u00a02026"
        " · lvs.csv, regel 1.005"
    ]
    assert pupil_signals.evidence_lines(card, {}, {}) == [
        "**Resultaat** · 20\u00a0jan\u00a02026 · getypt in ibdash"
    ]
