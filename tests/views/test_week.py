"""The three-way check, by hand-checkable rows."""

import json
from datetime import date
from typing import Any

import pytest

from ibdash.views import week
from ibdash.views.week import Acts

TODAY = date(2026, 2, 9)
NOBODY = Acts({}, {})


def signal(**other: Any) -> dict[str, Any]:
    """A signal of pupil 1 about woordlezen, since 20 January."""
    return {
        "signal_id": 1,
        "rule": "NIV-2",
        "pupil_id": 1,
        "group_id": None,
        "subject": "woordlezen",
        "outcome": "signal",
        "severity": "actie",
        "since": date(2026, 1, 20),
        "weight": 0.0,
        "sentence": "Woordlezen staat laag.",
        "evidence_json": "[]",
        "under_group": None,
        "first_seen_on": TODAY,
        "worsened_on": None,
        "state": "new",
        "signal_decision_id": None,
        "decision_version": None,
        **other,
    }


def plan(**other: Any) -> dict[str, Any]:
    """A plan for rekenen of pupil 1 that went from 100 to 102, each with an error of 5."""
    return {
        "plan_id": 7,
        "pupil_id": 1,
        "title": None,
        "plan_kind": "individual",
        "learning_line": "rekenen",
        "line_name": "Rekenen",
        "starts_on": date(2025, 12, 1),
        "measured": 1,
        "last_moment": "M6",
        "last_on": date(2026, 1, 20),
        "scale": "s",
        "x_score": 100.0,
        "x_error": 5.0,
        "x_moment": "E5",
        "y_score": 102.0,
        "y_error": 5.0,
        "y_moment": "M6",
        "y_on": date(2026, 1, 20),
        "others_on": None,
        **other,
    }


def decided(**other: Any) -> dict[str, Any]:
    return {
        "rule": "WK-2",
        "pupil_id": 1,
        "subject": "7",
        "since": date(2026, 1, 20),
        "decision": "besproken",
        "until_on": None,
        "record_id": 5,
        "version": 9,
        **other,
    }


def answer(*rows: dict[str, Any], done: Acts = NOBODY) -> list[week.Line]:
    return week.to_answer(rows, done, {1: 10, 2: 10}, TODAY)


def test_a_pupil_is_one_line_the_most_urgent_signal_first() -> None:
    (line,) = answer(
        signal(signal_id=3, rule="NIV-6", severity="aandacht", since=date(2025, 6, 1)),
        signal(signal_id=2),
    )
    assert [one.rule for one in line.said] == ["NIV-2", "NIV-6"]
    assert (line.key, line.chip, line.days(TODAY)) == ("s2", "actie", 20)


def test_severity_goes_before_waiting_and_waiting_before_the_rest() -> None:
    lines = answer(
        signal(signal_id=1, pupil_id=1, severity="kans", since=date(2025, 1, 1)),
        signal(signal_id=2, pupil_id=2, since=date(2026, 2, 1)),
        signal(signal_id=3, pupil_id=3, since=date(2026, 1, 1)),
        signal(signal_id=4, pupil_id=4, severity="zorg"),
    )
    assert [line.pupil_id for line in lines] == [3, 2, 4, 1]


@pytest.mark.parametrize("state", ["discussed", "plan_made", "no_action", "muted"])
def test_what_was_decided_about_is_not_in_the_list(state: str) -> None:
    assert answer(signal(state=state)) == []
    assert len(answer(signal(state="seen"))) == 1


@pytest.mark.parametrize("rule", ["PLN-1", "OPP-4", "PLN-6", "AFS-1", "BSP-1", "NIV-9"])
def test_what_stands_elsewhere_on_the_page_is_not_in_this_list(rule: str) -> None:
    assert answer(signal(rule=rule)) == []


def test_too_little_is_counted_once_a_pupil_and_never_listed() -> None:
    rows = [signal(outcome="too_little"), signal(outcome="too_little", rule="OPP-1")]
    assert answer(*rows) == []
    assert week.too_little(rows) == 1


@pytest.mark.parametrize(
    ("last_on", "is_listed"),
    [(date(2026, 1, 19), True), (date(2026, 1, 20), False), (date(2026, 2, 1), False)],
)
def test_whoever_acted_since_the_news_knew_it(last_on: date, is_listed: bool) -> None:
    done = Acts({1: (last_on, frozenset())}, {})
    assert bool(answer(signal(), done=done)) is is_listed


def test_newer_evidence_and_getting_worse_ask_again() -> None:
    done = Acts({1: (date(2026, 1, 25), frozenset())}, {})
    evidence = json.dumps([{"fact": "result", "id": 1, "day": "2026-02-02"}])
    assert answer(signal(), done=done) == []
    assert len(answer(signal(evidence_json=evidence), done=done)) == 1
    assert len(answer(signal(worsened_on=date(2026, 2, 3)), done=done)) == 1
    ahead = json.dumps([{"fact": "plan", "id": 1, "day": "2026-03-01"}, {"fact": "x", "id": 2}])
    assert week.news_on(signal(evidence_json=ahead), TODAY) == date(2026, 1, 20)


@pytest.mark.parametrize(
    ("lines", "of_group", "is_listed"),
    [
        ({"woordlezen"}, set(), False),
        ({""}, set(), False),
        ({"rekenen"}, set(), True),
        (set(), {"woordlezen"}, False),
        (set(), {""}, True),
    ],
)
def test_only_a_plan_about_this_line_answers_it(
    lines: set[str], of_group: set[str], is_listed: bool
) -> None:
    done = Acts({1: (None, frozenset(lines))}, {10: (None, frozenset(of_group))})
    assert bool(answer(signal(), done=done)) is is_listed


def test_a_signal_of_a_group_is_one_line_with_its_number() -> None:
    group = signal(signal_id=9, rule="GRP-1", pupil_id=None, group_id=10)
    under = [signal(signal_id=n, pupil_id=n, under_group=10) for n in (1, 2)]
    (line,) = answer(group, *under)
    assert (line.pupil_id, line.group_id, line.under) == (None, 10, 2)


def test_late_evaluations_count_from_the_day_itself_and_stand_together() -> None:
    rows = [
        signal(signal_id=4, rule="PLN-5", subject="7", severity="aandacht"),
        signal(signal_id=5, rule="PLN-1", subject="7", since=date(2026, 1, 24)),
    ]
    (line,) = week.without_result(rows, [], [], [], TODAY)
    assert [one.rule for one in line.said] == ["PLN-1", "PLN-5"]
    assert line.days(TODAY) == 17, "23 January is the day that was agreed"
    assert line.said[0].since == date(2026, 1, 24), "a decision is about the signal as it is"


def test_a_plan_without_a_result_where_others_have_one() -> None:
    late = plan(measured=0, others_on=date(2026, 1, 22), last_moment="E5")
    (line,) = week.without_result([], [late], [], [], TODAY)
    assert line.sentence == "Handelingsplan rekenen: geen resultaat sinds E5."
    assert line.days(TODAY) == 18
    assert week.without_result([], [plan()], [], [], TODAY) == []


def test_support_without_any_result() -> None:
    row = {"pupil_id": 1, "level": "ON 3", "last_moment": None, "others_on": date(2026, 1, 22)}
    (line,) = week.without_result([], [], [row], [], TODAY)
    assert (line.chip, line.key) == ("steun", "ru1")
    assert line.sentence == "Ondersteuning op niveau ON 3: tot nu toe geen enkel resultaat."


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        # The border is 1.645 times the root of 25 + 25: 11.6 points.
        ({}, "Rekenen: verschillen binnen de meetfout sinds E5."),
        ({"y_score": 111.6}, "Rekenen: verschillen binnen de meetfout sinds E5."),
        ({"y_score": 111.7}, None),
        ({"y_score": 88.0}, "Rekenen: daling sinds E5 (−12 punten, buiten de meetfout)."),
        ({"x_score": None}, "Rekenen: te weinig gegevens, één meting sinds de start."),
        (
            {"x_score": None, "measured": 2},
            "Rekenen: te weinig gegevens, 2 metingen sinds de start.",
        ),
        ({"x_error": None}, "Rekenen: te weinig gegevens, de meetfout is niet aangeleverd."),
    ],
)
def test_growth_is_only_what_is_beyond_the_error(
    other: dict[str, Any], sentence: str | None
) -> None:
    assert week.growth_sentence(plan(**other), {}) == sentence


def test_a_bound_stands_in_for_an_error_that_was_not_delivered() -> None:
    without = plan(x_error=None, y_error=None)
    assert week.growth_sentence(without, {"s": 5.0}) == (
        "Rekenen: verschillen binnen de meetfout sinds E5."
    )


def test_an_answered_line_comes_back_after_its_day_or_with_a_new_result() -> None:
    def lines(**other: Any) -> list[week.Line]:
        return week.without_growth([plan()], {}, [decided(**other)], TODAY)

    assert lines() == []
    assert lines(decision="gedempt", until_on=TODAY) == []
    (back,) = lines(decision="gedempt", until_on=date(2026, 2, 8))
    assert (back.said[0].record_id, back.said[0].version) == (5, 9)
    assert len(lines(since=date(2025, 6, 1))) == 1


def test_muted_counts_signals_and_lines() -> None:
    waiting = [decided(decision="gedempt", until_on=date(2026, 3, 1)), decided()]
    assert week.muted([signal(state="muted"), signal()], waiting, TODAY) == 2
