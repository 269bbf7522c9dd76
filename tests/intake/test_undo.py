"""Undo: what an intake opened goes, what it closed comes back, and later work stands in the way."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from ibdash import intake
from ibdash.errors import AccessRefused, IbdashError
from ibdash.intake import Options
from ibdash.questions import ask
from ibdash.questions.catalogue import all_questions
from ibdash.store import Store
from ibdash.store.connection import open_store
from tests.intake.test_tables_intake import PUPILS, RESULTS, rows
from tests.people import IB, NOBODY, settings_in, taken_in

_OPEN = (
    "select pupil_id, learning_line, ability_score, source_row from result"
    " where closed_by is null order by all"
)


def last_intake(store: Store) -> int:
    return int(str(rows(store, "select max(intake_id) from intake")[0][0]))


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """Two pupils, their three results, and then one score corrected from 38,5 to 39."""
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    taken_in(store, tmp_path, "resultaten.csv", RESULTS)
    taken_in(store, tmp_path, "beter.csv", RESULTS.replace("38,5", "39"))
    return store


def test_the_old_value_comes_back_and_nothing_is_lost(school: Store) -> None:
    before = rows(school, "select count(*) from result")
    done = intake.undo(school, last_intake(school), who=IB)
    assert done.counts["result"] == intake.Taken(gone=0, back=1)
    assert [(c.pupil, c.what, c.column, c.old, c.new) for c in done.back] == [
        ("Noor van der Wal", "woordlezen M4", "score", 39.0, 38.5)
    ]
    assert rows(school, f"select ability_score from ({_OPEN}) order by source_row") == [
        (38.5,),
        (101.0,),
        (61.0,),
    ]
    assert rows(school, "select count(*) from result") == [(int(str(before[0][0])) + 1,)]
    assert check(school) == []


def test_what_comes_back_still_names_its_own_file(school: Store) -> None:
    intake.undo(school, last_intake(school), who=IB)
    assert rows(
        school,
        "select i.file_name, r.source_row from result as r"
        " join change as c on c.change_id = coalesce(r.source_change, r.opened_by)"
        " join intake as i on i.change_id = c.change_id"
        " where r.closed_by is null order by r.source_row",
    ) == [("resultaten.csv", 2), ("resultaten.csv", 3), ("resultaten.csv", 4)]


def test_a_preview_changes_nothing(school: Store) -> None:
    version = rows(school, "select version from store_version")
    shown = intake.preview_undo(school, last_intake(school), who=IB)
    assert shown.is_possible
    assert shown.counts["result"].back == 1
    assert rows(school, "select version from store_version") == version


def test_a_later_file_stands_in_the_way_and_is_named(school: Store) -> None:
    """The results were corrected since; the pupils have results."""
    results = intake.undo(school, 0 + last_intake(school) - _steps(school, 1), who=IB)
    assert [later.file for later in results.built_on] == ["beter.csv"]
    pupils = intake.undo(school, first_intake(school), who=IB)
    assert [later.file for later in pupils.built_on] == ["resultaten.csv", "beter.csv"]
    assert rows(school, "select count(*) from change where kind = 'undo'") == [(0,)]


def first_intake(store: Store) -> int:
    return int(str(rows(store, "select min(intake_id) from intake")[0][0]))


def _steps(store: Store, back: int) -> int:
    """How much lower the number of the intake is that came so many before the last."""
    numbers = [int(str(one)) for (one,) in rows(store, "select intake_id from intake order by 1")]
    return numbers[-1] - numbers[-1 - back]


def test_the_last_first_everything_can_go(school: Store) -> None:
    for (number,) in rows(school, "select intake_id from intake order by intake_id desc"):
        assert intake.undo(school, int(str(number)), who=IB).is_possible
    for table in ("pupil", "result", "placement", "test", "school", "pupil_alias"):
        assert rows(school, f"select count(*) from {table} where closed_by is null") == [(0,)]
    assert check(school) == []


def test_the_file_can_be_taken_in_again(school: Store, tmp_path: Path) -> None:
    intake.undo(school, last_intake(school), who=IB)
    report = taken_in(school, tmp_path, "beter.csv", RESULTS.replace("38,5", "39"))
    assert (report.state, report.counts["result"].changed) == ("applied", 1)
    assert check(school) == []


def test_it_is_done_once(school: Store) -> None:
    intake.undo(school, last_intake(school), who=IB)
    with pytest.raises(IbdashError, match="al ongedaan"):
        intake.undo(school, last_intake(school), who=IB)
    with pytest.raises(IbdashError, match="er niet"):
        intake.undo(school, 999_999, who=IB)


def test_two_at_once_do_it_once(school: Store) -> None:
    number = last_intake(school)

    def outcome(_: int) -> str:
        try:
            intake.undo(school, number, who=IB)
        except IbdashError as error:
            return error.title
        return "done"

    with ThreadPoolExecutor(2) as both:
        found = sorted(both.map(outcome, range(2)))
    assert found == ["Deze overname is al ongedaan gemaakt", "done"]
    assert rows(school, "select count(*) from change where kind = 'undo'") == [(1,)]


def test_nobody_without_rights_takes_anything_back(school: Store) -> None:
    with pytest.raises(AccessRefused):
        intake.undo(school, last_intake(school), who=NOBODY)


def test_a_test_that_others_use_stays(store: Store, tmp_path: Path) -> None:
    """The first file names the test; the second has other results of it."""
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    head, *lines = RESULTS.splitlines()
    taken_in(store, tmp_path, "een.csv", "\n".join([head, lines[0]]) + "\n")
    first = last_intake(store)
    taken_in(store, tmp_path, "twee.csv", "\n".join([head, lines[2]]) + "\n")
    done = intake.undo(store, first, who=IB)
    assert (done.is_possible, done.kept, done.counts["test"].gone) == (True, 1, 0)
    assert rows(store, "select ability_score from result where closed_by is null") == [(61.0,)]
    assert check(store) == []


def test_a_pupil_list_that_closed_placements_opens_them_again(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    one = "\n".join(PUPILS.splitlines()[:2]) + "\n"
    report = taken_in(store, tmp_path, "een.csv", one, Options(replace=True))
    assert report.counts["placement"].gone == 1
    done = intake.undo(store, last_intake(store), who=IB)
    assert done.counts["placement"] == intake.Taken(gone=0, back=1, again=1)
    assert rows(store, "select count(*) from placement where closed_by is null") == [(2,)]
    assert check(store) == []


def test_what_was_closed_and_came_again_is_not_opened_twice(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    one = "\n".join(PUPILS.splitlines()[:2]) + "\n"
    taken_in(store, tmp_path, "een.csv", one, Options(replace=True))
    closing = last_intake(store)
    taken_in(store, tmp_path, "weer_twee.csv", PUPILS)
    refused = intake.undo(store, closing, who=IB)
    assert [later.file for later in refused.built_on] == ["weer_twee.csv"]


def check(store: Store) -> list[str]:
    """The names of the invariants that are broken."""
    return [
        question.name
        for question in all_questions()
        if question.name.startswith("check/") and ask(store, question.name, who=IB).num_rows
    ]


@examples(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from("NBE"), st.integers(1, 3)), min_size=1, max_size=4))
def test_undoing_the_last_file_gives_what_was_there(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, int]]
) -> None:
    """Whatever was taken in before: undoing the last file gives the facts of before it."""
    folder = tmp_path_factory.mktemp("undo")
    store = open_store(settings_in(folder))
    try:
        for number, (what, amount) in enumerate(files):
            facts = rows(store, _FACTS)
            known = rows(store, "select count(*) from intake")
            text = PUPILS if what == "N" else RESULTS.replace("61", str(60 + amount))
            taken_in(store, folder, f"{number}{what}.csv", _some(text, what, amount))
        if rows(store, "select count(*) from intake") != known:
            assert intake.undo(store, last_intake(store), who=IB).is_possible
            assert rows(store, _FACTS) == facts
        assert check(store) == []
    finally:
        store.close()


_FACTS = (
    "select 'result' as kind, pupil_id, learning_line, ability_score, level, taken_on from result"
    " where closed_by is null"
    " union all select 'pupil', pupil_id, display_name, null, null, birth_date from pupil"
    " where closed_by is null"
    " union all select 'placement', pupil_id, school_year, group_id, year_group, null"
    " from placement where closed_by is null order by all"
)


def _some(text: str, what: str, amount: int) -> str:
    """The head and the first lines ("B" and "E"), or the whole."""
    return text if what == "N" else "\n".join(text.splitlines()[: amount + 1]) + "\n"
