"""A person decides which source is kept, over later files too, and can take that back."""

from pathlib import Path

import pytest

from ibdash import intake
from ibdash.errors import AccessRefused, IbdashError
from ibdash.intake import source_choice
from ibdash.questions import ask
from ibdash.store import Store
from ibdash.views import group_origin
from tests.people import IB, NOBODY
from tests.two_sources import (
    SYSTEMS,
    broken,
    facts,
    one,
    pupils,
    result_id,
    rows,
    said,
    undo_last,
)

LAS = SYSTEMS["pupil_system"]


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """The publisher says 50, the pupil administration 60 with percentile 70."""
    pupils(store, tmp_path)
    said(store, tmp_path, "publisher", "toets.csv", one(score=50))
    said(store, tmp_path, "pupil_system", "las.csv", one(score=60, percentiel=70))
    return store


def score(store: Store) -> float:
    ((found,),) = rows(store, "select ability_score from result where closed_by is null")
    return float(found)


def conflicts(store: Store) -> list[tuple[object, ...]]:
    answer = ask(store, "quality/source_conflicts", who=IB, school_id=None).to_pylist()
    names = ("place", "role", "ability_score", "differs", "file_name", "source_row", "decided_by")
    return [tuple(row[name] for name in names) for row in answer]


def test_what_is_held_counts_and_taking_it_back_undoes_that(school: Store) -> None:
    before = facts(school)
    source_choice.hold(school, result_id(school), LAS, who=IB)
    assert facts(school) == [("M6", "2026-01-20", 60.0, None, None, None, 70.0, None)]
    assert broken(school) == []
    source_choice.release(school, result_id(school), who=IB)
    assert facts(school) == before
    assert broken(school) == []


def test_it_stays_held_when_either_source_says_something_new(school: Store, tmp_path: Path) -> None:
    source_choice.hold(school, result_id(school), LAS, who=IB)
    said(school, tmp_path, "publisher", "toets2.csv", one(score=51))
    said(school, tmp_path, "pupil_system", "las2.csv", one(score=61))
    assert score(school) == 60
    source_choice.release(school, result_id(school), who=IB)
    assert score(school) == 51
    assert broken(school) == []


def test_another_choice_comes_in_place_of_the_first(school: Store) -> None:
    for source in (LAS, SYSTEMS["publisher"]):
        source_choice.hold(school, result_id(school), source, who=IB)
    assert score(school) == 50
    source_choice.release(school, result_id(school), who=IB)
    assert rows(school, "select count(*) from result_claim where closed_by is null") == [(2,)]
    assert undo_last(school).is_possible
    assert broken(school) == []


def test_a_decision_stands_in_the_way_of_undo_until_it_is_taken_back(school: Store) -> None:
    source_choice.hold(school, result_id(school), LAS, who=IB)
    refused = undo_last(school)
    assert [(later.file, later.intake_id) for later in refused.built_on] == [("", None)]
    source_choice.release(school, result_id(school), who=IB)
    assert undo_last(school).is_possible
    assert facts(school) == [("M6", "2026-01-20", 50.0, None, None, None, None, None)]
    assert broken(school) == []


def test_the_file_whose_words_are_held_stays_also_where_its_source_spoke_before(
    school: Store, tmp_path: Path
) -> None:
    """las2.csv changed the 60 of las.csv to 61, and 61 is held."""
    said(school, tmp_path, "pupil_system", "las2.csv", one(score=61))
    source_choice.hold(school, result_id(school), LAS, who=IB)
    assert score(school) == 61
    refused = undo_last(school)
    assert [(later.file, later.intake_id) for later in refused.built_on] == [("", None)]
    assert score(school) == 61
    source_choice.release(school, result_id(school), who=IB)
    assert undo_last(school).is_possible
    assert [
        row["ability_score"]
        for row in ask(school, "quality/source_conflicts", who=IB, school_id=None).to_pylist()
    ] == [50.0, 60.0]
    assert broken(school) == []


def test_undo_after_release_settles_what_came_in_meanwhile(school: Store, tmp_path: Path) -> None:
    """The publisher's 51 came while 60 was held; taken back, the publisher says 50 again."""
    source_choice.hold(school, result_id(school), LAS, who=IB)
    said(school, tmp_path, "publisher", "toets2.csv", one(score=51))
    source_choice.release(school, result_id(school), who=IB)
    assert score(school) == 51
    assert undo_last(school).is_possible
    assert score(school) == 50
    assert broken(school) == []


def test_the_conflict_names_both_values_files_and_the_decision(school: Store) -> None:
    assert conflicts(school) == [
        (1, "publisher", 50.0, False, "toets.csv", 2, None),
        (2, "pupil_system", 60.0, True, "las.csv", 2, None),
    ]
    source_choice.hold(school, result_id(school), LAS, who=IB)
    assert conflicts(school) == [
        (1, "person", 60.0, False, "las.csv", 2, IB.name),
        (2, "publisher", 50.0, True, "toets.csv", 2, None),
        (3, "pupil_system", 60.0, True, "las.csv", 2, None),
    ]


def test_both_files_and_the_decision_are_sources_of_the_result(school: Store) -> None:
    source_choice.hold(school, result_id(school), LAS, who=IB)
    ((pupil,),) = rows(school, "select pupil_id from result where closed_by is null")
    answer = ask(school, "group/sources", who=IB, pupil_id=pupil, school_year="2025-2026")
    assert [
        (row["file_name"], row["source_row"])
        for row in answer.to_pylist()
        if row["kind"] == "result"
    ] == [(None, None), ("toets.csv", 2), ("las.csv", 2)]
    shown = group_origin.table(answer)
    assert shown[shown["Soort"] == "resultaat"][["Uitslag", "Bestand"]].values.tolist() == [
        ["score 60, percentiel 70 (telt mee)", "uw keuze"],
        ["score 50", "toets.csv"],
        ["score 60, percentiel 70", "las.csv"],
    ]


def test_what_is_not_there_is_refused_and_changes_nothing(school: Store) -> None:
    version = rows(school, "select version from store_version")
    with pytest.raises(IbdashError, match="niets meer over"):
        source_choice.hold(school, result_id(school), "bdf_nl", who=IB)
    with pytest.raises(IbdashError, match="geen keuze"):
        source_choice.release(school, result_id(school), who=IB)
    with pytest.raises(AccessRefused):
        source_choice.hold(school, result_id(school), LAS, who=NOBODY)
    assert rows(school, "select version from store_version") == version


def test_a_rule_of_the_settings_never_passes_a_decision(school: Store, tmp_path: Path) -> None:
    source_choice.hold(school, result_id(school), SYSTEMS["publisher"], who=IB)
    rule = "person pupil_system publisher former_school table"
    table = one("E6", 55)
    said(school, tmp_path, "table", "e6.csv", table, sources_results=rule)
    assert facts(school)[1][2] == 50.0
    assert intake.undo(school, rows(school, "select max(intake_id) from intake")[0][0], who=IB)
    assert broken(school) == []
