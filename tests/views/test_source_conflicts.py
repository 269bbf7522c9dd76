"""The words of contradicting sources."""

from datetime import date
from typing import Any

from ibdash.views import source_conflicts
from ibdash.views.source_conflicts import Said


def row(role: str, **more: Any) -> dict[str, Any]:
    names = "decided_by raw_score ability_score level_scale level level_scale_2 level_2 percentile"
    values = dict.fromkeys([*names.split(), "norm_version", "avi", "no_result_reason"])
    return {
        **values,
        "result_id": 7,
        "is_decided": False,
        "line_name": "Rekenen",
        "moment": "M6",
        "role": role,
        "system": role,
        "file_name": f"{role}.csv",
        "source_row": 2,
        "since": date(2026, 1, 20),
        "is_taken": True,
        **more,
    }


def test_the_first_counts_and_either_may_be_kept() -> None:
    (conflict,) = source_conflicts.conflicts(
        [
            row("publisher", ability_score=50.5, level="V-", level_scale="I-V"),
            row("pupil_system", is_taken=False, no_result_reason="ziek"),
        ]
    )
    assert (conflict.what, conflict.is_decided) == ("Rekenen M6", False)
    assert conflict.why == "Een resultaat gaat voor op 'niet gemaakt'."
    assert conflict.said == (
        Said(
            "publisher",
            "toetssysteem van de uitgever",
            "score 50,5, niveau V− (I-V)",
            "publisher.csv, regel 2, 20\u00a0jan\u00a02026",
            True,
            True,
        ),
        Said(
            "pupil_system",
            "leerlingadministratie",
            "niet gemaakt (ziek)",
            "pupil_system.csv, regel 2, 20\u00a0jan\u00a02026",
            False,
            True,
        ),
    )


def test_a_decision_says_who_and_marks_the_source_with_its_words() -> None:
    decided = {"is_decided": True}
    (conflict,) = source_conflicts.conflicts(
        [
            row("person", ability_score=60, decided_by="Ina", **decided),
            row("publisher", ability_score=50, **decided),
            row("pupil_system", ability_score=60, **decided),
        ]
    )
    assert conflict.why == "Gekozen door Ina op 20\u00a0jan\u00a02026."
    assert [(said.values, said.counts, said.may_keep) for said in conflict.said] == [
        ("score 50", False, True),
        ("score 60", True, False),
    ]


def test_the_heading_says_how_many_are_not_shown() -> None:
    assert source_conflicts.heading(34, 20) == (
        "Bronnen die elkaar tegenspreken: bij 34\u00a0resultaten, de eerste 20"
    )
    assert source_conflicts.heading(1, 1) == "Bronnen die elkaar tegenspreken: bij 1\u00a0resultaat"
