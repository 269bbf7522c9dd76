"""A decision about a result goes out as an open table, and stands again where it is read."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibdash import intake, reports
from ibdash.intake import Options, Report, source_choice
from ibdash.questions import ask
from ibdash.store import Store, open_store
from tests.people import IB, settings_in, taken_in
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

# The result that `one` makes.
ROW = """leerling_id;leerlijn;toets;uitgever;generatie;moment;afnamedatum;besloten_door;besloten_op
1;rekenen;RW;Toetser;1;M6;2026-01-20;Ina;2026-02-02
"""


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """The publisher says 50, the pupil administration 60; a person keeps the latter."""
    pupils(store, tmp_path)
    said(store, tmp_path, "publisher", "toets.csv", one(score=50))
    said(store, tmp_path, "pupil_system", "las.csv", one(score=60))
    source_choice.hold(store, result_id(store), SYSTEMS["pupil_system"], who=IB)
    return store


@pytest.fixture
def again(school: Store, tmp_path: Path) -> Iterator[Store]:
    """Another store, which read all that went out of the first one."""
    other = open_store(settings_in(tmp_path / "elders"))
    taken_in(other, tmp_path, "alles.xlsx", export(school), Options(confirmed=True))
    yield other
    other.close()


def export(store: Store, *tables: str) -> bytes:
    held = io.BytesIO()
    reports.write(store, held, "xlsx", reports.Chosen(tables), who=IB)
    return held.getvalue()


def score(store: Store) -> float:
    ((found,),) = rows(store, "select ability_score from result where closed_by is null")
    return float(found)


def decisions(store: Store) -> list[tuple[object, ...]]:
    return rows(
        store,
        "select ability_score, decided_by from result_claim"
        " where closed_by is null and role = 'person'",
    )


def decided(store: Store) -> list[dict[str, object]]:
    return ask(store, "export/bronkeuzes", who=IB, school_id=None).to_pylist()


def counted(report: Report) -> tuple[int, int, int]:
    count = report.counts["source_choice"]
    return count.new, count.same, count.refused


def test_it_stands_again_and_the_publisher_does_not_pass_it(again: Store, tmp_path: Path) -> None:
    assert score(again) == 60
    assert decisions(again) == [(60.0, "Ina Fictief")]
    said(again, tmp_path, "publisher", "toets.csv", one(score=50))
    assert score(again) == 60
    assert broken(again) == []
    (first, *_) = ask(again, "quality/source_conflicts", who=IB, school_id=None).to_pylist()
    assert (first["place"], first["role"], first["decided_by"]) == (1, "person", "Ina Fictief")


def test_without_the_decision_the_publisher_would_win(school: Store, tmp_path: Path) -> None:
    """The twin of the test above: so it is the decision that makes the difference."""
    other = open_store(settings_in(tmp_path / "elders"))
    some = export(school, "leerlingen", "groepen", "plaatsingen", "resultaten", "sleutels")
    taken_in(other, tmp_path, "deel.xlsx", some, Options(confirmed=True))
    said(other, tmp_path, "publisher", "toets.csv", one(score=50))
    assert score(other) == 50
    other.close()


def test_the_second_export_says_who_decided_and_when(school: Store, again: Store) -> None:
    assert decided(again) == decided(school)
    assert len(decided(again)) == 1


def test_taking_it_back_lets_the_rule_hold_again(again: Store, tmp_path: Path) -> None:
    said(again, tmp_path, "publisher", "toets.csv", one(score=50))
    source_choice.release(again, result_id(again), who=IB)
    assert score(again) == 50
    assert broken(again) == []
    # The file that brought the decision is not undone by that.
    assert rows(again, "select count(*) from change where undoes is not null") == [(0,)]


def test_taking_it_back_with_one_source_leaves_no_claim(again: Store, tmp_path: Path) -> None:
    before = facts(again)
    source_choice.release(again, result_id(again), who=IB)
    assert facts(again) == before
    assert rows(again, "select count(*) from result_claim where closed_by is null") == [(0,)]
    assert broken(again) == []
    said(again, tmp_path, "publisher", "toets.csv", one(score=50))
    assert score(again) == 50
    undo_last(again)
    ((first,),) = rows(again, "select min(intake_id) from intake")
    assert intake.undo(again, int(first), who=IB).is_possible
    assert rows(again, "select count(*) from result where closed_by is null") == [(0,)]
    assert broken(again) == []


def test_reading_it_twice_changes_nothing(school: Store, again: Store, tmp_path: Path) -> None:
    for store in (school, again):
        before = facts(store), rows(store, "select * from result_claim order by all")
        report = taken_in(store, tmp_path, "alles.xlsx", export(again), Options(confirmed=True))
        assert report.state == "unchanged"
        assert counted(report) == (0, 1, 0)
        assert (facts(store), rows(store, "select * from result_claim order by all")) == before


def test_undoing_the_file_takes_the_decision_back(again: Store, tmp_path: Path) -> None:
    assert undo_last(again).is_possible
    for table in ("result", "result_claim", "pupil"):
        assert rows(again, f"select count(*) from {table} where closed_by is null") == [(0,)]
    assert broken(again) == []


def test_a_preview_counts_what_taking_it_in_does(school: Store, tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "elders")
    other = open_store(settings)
    file = intake.SourceFile("alles.xlsx", export(school))
    options = Options(confirmed=True)
    seen = intake.preview(other, file, who=IB, settings=settings, options=options)
    assert counted(seen) == (1, 0, 0)
    done = intake.apply(
        other, file, who=IB, settings=settings, options=options, expected=seen.counts
    )
    assert done.state == "applied"
    other.close()


def test_a_decision_beside_results_of_others_holds_what_they_give(
    store: Store, tmp_path: Path
) -> None:
    pupils(store, tmp_path)
    said(store, tmp_path, "publisher", "toets.csv", one(score=50))
    report = taken_in(store, tmp_path, "bronkeuzes.csv", ROW)
    assert counted(report) == (1, 0, 0)
    assert decisions(store) == [(50.0, "Ina")]
    assert broken(store) == []
    undo_last(store)
    assert rows(store, "select count(*) from result_claim where closed_by is null") == [(0,)]
    assert (score(store), broken(store)) == (50, [])


def test_a_result_that_is_not_there_is_refused_with_words(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    said(store, tmp_path, "publisher", "toets.csv", one(score=50))
    strange = ROW.replace("2026-01-20", "2026-01-21")
    report = taken_in(store, tmp_path, "bronkeuzes.csv", strange)
    assert report.state == "refused"
    assert [remark.text for remark in report.remarks] == ["Dit resultaat is niet bekend"]
