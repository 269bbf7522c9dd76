"""The sentence on top of Leerling: what stands out, what goes well, what comes next."""

from datetime import date
from typing import Any

import pytest

from ibdash.views import pupil_care, pupil_summary
from ibdash.views.pupil_lines import PupilLine
from tests.views.pupil_made import TODAY, line, plan, sitting

LOW = line(
    "Woordlezen",
    sitting("E5", 2025, percentile=9.0, level="V-"),
    sitting("M6", 2026, percentile=4.0, level="V-"),
)
TOP = line("Spelling", sitting("M6", 2026, percentile=95.0, level="I+"))
FINE = line("Rekenen", sitting("M6", 2026, percentile=50.0, level="III"))
WEAK = line("Lezen", sitting("M6", 2026, percentile=30.0, level="IV"))
HELP = [plan(date(2025, 9, 1))]


def said(*lines: PupilLine, care: Any = (), signals: Any = (), next_step: str = "") -> str:
    return pupil_summary.summary(list(lines), care, signals, next_step, TODAY)


def test_far_behind_with_a_plan_and_the_rest_goes_well() -> None:
    assert said(LOW, TOP, FINE, care=HELP, next_step="De evaluatie van het plan is vandaag.") == (
        "**Woordlezen blijft ver achter**: V− sinds E5, ook met een plan."
        " De andere leerlijnen zijn goed, **spelling zelfs I+**."
        " De evaluatie van het plan is vandaag."
    )


def test_only_what_is_not_low_goes_well() -> None:
    assert said(LOW, FINE, WEAK) == (
        "**Woordlezen blijft ver achter**: V− sinds E5. Rekenen gaat goed."
    )


def test_two_lines_behind_are_named_together() -> None:
    other = line("Rekenen", *LOW.sittings)
    assert said(LOW, other).startswith("**Woordlezen en rekenen blijven ver achter.**")


def test_one_moment_in_the_lowest_tenth_is_not_far_behind() -> None:
    once = line("Woordlezen", sitting("M6", 2026, percentile=4.0, level="V-"))
    assert said(once, signals=["Laag niveau"]) == "**Laag niveau** vraagt aandacht."


def test_signals_speak_where_no_line_is_far_behind() -> None:
    assert said(FINE, signals=["Evaluatie nadert", "Groei valt tegen"]).startswith(
        "**Evaluatie nadert en Groei valt tegen** vragen aandacht."
    )
    assert said(FINE, signals=list("abcd")).startswith("**4 signalen** vragen aandacht, **a**")


def test_nothing_is_said_as_nothing() -> None:
    assert said() == "Er zijn nog geen resultaten van deze leerling."
    assert said(FINE) == "Er zijn geen signalen. Rekenen gaat goed."


def test_a_level_on_a_test_of_a_lower_group_is_not_good() -> None:
    adapted = line("Rekenen", sitting("E4", 2026, percentile=60.0, level="II", own_group="6"))
    assert said(adapted) == "Er zijn geen signalen."


def row(**values: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "kind": "individual",
        "title": "Lezen",
        "from_on": date(2025, 9, 1),
        "until_on": None,
        "status": "lopend",
        "learning_line": "woordlezen",
        "evaluate_on": None,
        "evaluated_on": None,
        "goal_reached": None,
    }
    return given | values


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"evaluate_on": date(2026, 2, 20), "kind": "opp"}, "het OPP is over 11\u00a0dagen."),
        ({"evaluate_on": TODAY}, "het plan is vandaag."),
        ({"evaluate_on": date(2026, 2, 8)}, "het plan had 1\u00a0dag geleden gemoeten."),
        ({"evaluate_on": date(2026, 6, 1)}, "het plan is op 1\u00a0juni\u00a02026."),
    ],
)
def test_the_next_evaluation_is_told_in_days(values: dict[str, Any], words: str) -> None:
    assert pupil_care.next_evaluation([row(**values)], TODAY) == f"De evaluatie van {words}"


@pytest.mark.parametrize(
    "values",
    [
        {"evaluate_on": date(2026, 2, 1), "evaluated_on": date(2026, 1, 20)},
        {"evaluate_on": date(2026, 2, 20), "status": "geevalueerd"},
        {"evaluate_on": date(2026, 2, 20), "until_on": date(2026, 1, 1)},
        {},
    ],
)
def test_what_is_done_or_has_ended_is_not_asked_for(values: dict[str, Any]) -> None:
    assert pupil_care.next_evaluation([row(**values)], TODAY) == ""


def test_the_lane_names_a_second_plan_of_a_line_a_follow_up() -> None:
    found = pupil_care.lane(
        [
            row(),
            row(from_on=date(2025, 12, 1)),
            row(kind="support", title="3"),
            row(kind="opp", title=None),
            row(kind="arrangement", title=None),
            row(from_on=None),
        ]
    )
    assert [one.name for one in found] == ["Plan", "Vervolg", "ON 3", "OPP", "Arrangement"]


def test_the_table_of_plans_says_what_came_of_them() -> None:
    done = row(evaluated_on=date(2025, 12, 1), goal_reached="deels", until_on=date(2025, 12, 1))
    assert pupil_care.plans([done])[0]["Evaluatie"] == ("doel deels gehaald (1\u00a0dec\u00a02025)")
