"""The store as it was known at each of its changes: counts, views, and that nothing is written."""

import threading
from pathlib import Path

import duckdb
import pytest

from ibdash import intake
from ibdash.intake import Options
from ibdash.store import Store, open_store
from tests.intake.test_tables_intake import PUPILS, RESULTS
from tests.people import IB, settings_in, taken_in

# Tables of the store itself, which no change opens or closes.
_TIMELESS = {"draft", "migration", "store_secret", "store_version"}


def _row(store: Store, sql: str, known_at: int | None = None) -> tuple[object, ...]:
    with store.read(known_at) as cursor:
        row = cursor.execute(sql).fetchone()
    assert row is not None
    return row


def _open(known_at: int | None, store: Store) -> tuple[object, ...]:
    """Open pupils, placements and results, their scores in all, and the files that are known."""
    return _row(
        store,
        "select (select count(*) from pupil where closed_by is null),"
        " (select count(*) from placement where closed_by is null),"
        " (select count(*) from open_result), (select sum(ability_score) from open_result),"
        " (select count(*) from intake), (select count(distinct intake_id) from intake_count),"
        " (select max(change_id) from change)",
        known_at,
    )


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """1: two pupils.  2: three results, of 38,5, 101 and 61.  3: 38,5 becomes 39.  4: that is
    undone.  5: a whole list with only the first pupil."""
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    taken_in(store, tmp_path, "resultaten.csv", RESULTS)
    taken_in(store, tmp_path, "beter.csv", RESULTS.replace("38,5", "39"))
    (last,) = _row(store, "select max(intake_id) from intake")
    intake.undo(store, int(str(last)), who=IB)
    one = "\n".join(PUPILS.splitlines()[:2]) + "\n"
    taken_in(store, tmp_path, "een.csv", one, Options(replace=True))
    return store


@pytest.mark.parametrize(
    ("known_at", "counts"),
    [
        (0, (0, 0, 0, None, 0, 0, None)),
        (1, (2, 2, 0, None, 1, 1, 1)),
        (2, (2, 2, 3, 200.5, 2, 2, 2)),
        (3, (2, 2, 3, 201.0, 3, 3, 3)),
        (4, (2, 2, 3, 200.5, 3, 3, 4)),
        (5, (2, 1, 3, 200.5, 4, 4, 5)),
        (99, (2, 1, 3, 200.5, 4, 4, 5)),
        (None, (2, 1, 3, 200.5, 4, 4, 5)),
    ],
)
def test_at_each_change_is_open_what_was_open_then(
    known_at: int | None, counts: tuple[object, ...], school: Store
) -> None:
    assert _open(known_at, school) == counts


def test_levels_and_norms_are_of_then_too(store: Store, tmp_path: Path) -> None:
    norms = (
        "uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;score_van;"
        "score_tot_en_met\nCito;DMT;2018;1;woordlezen;M4;I-V;IV;{};50\n"
    )
    results = (
        "leerling_id;leerlijn;toets;uitgever;generatie;schooljaar;moment;vaardigheidsscore;niveau;"
        "niveauschaal\n1;woordlezen;DMT;Cito;2018;2025-2026;M4;40;{};I-V\n"
    )
    key = PUPILS.splitlines()[1].split(";")[0]
    results = results.replace("\n1;", f"\n{key};")
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    taken_in(store, tmp_path, "resultaten.csv", results.format(""))
    taken_in(store, tmp_path, "normen.csv", norms.format(30))
    taken_in(store, tmp_path, "beter.csv", results.format("II"))
    sql = (
        "select (select count(*) from norm_level), (select max(level_code) from result_level"
        " where closed_by is null)"
    )
    assert [_row(store, sql, number) for number in (1, 2, 3, 4)] == [
        (0, None),
        (0, None),
        (1, None),
        (1, "II"),
    ]


def test_every_table_and_view_is_shown_as_of_then_or_has_no_time(store: Store) -> None:
    here = "select list(table_name) from duckdb_tables() where database_name = 'ibdash'"
    views = "from duckdb_views() where not internal and"
    (tables,) = _row(store, here)
    (own,) = _row(store, f"select list(view_name) {views} database_name = 'ibdash'", 7)
    (made,) = _row(store, f"select list(view_name) {views} schema_name = 'known_7'")
    assert isinstance(tables, list)
    assert isinstance(own, list)
    assert isinstance(made, list)
    assert set(made) == (set(tables) - _TIMELESS) | set(own)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into pupil (pupil_id) values (1)",
        "update ibdash.main.pupil set gender = null",
        "delete from ibdash.main.result",
        "create table ibdash.main.later (a integer)",
    ],
)
def test_nothing_is_written_from_an_earlier_day(statement: str, school: Store) -> None:
    with school.read(3) as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)
    assert _open(None, school) == (2, 1, 3, 200.5, 4, 4, 5)


def _change_on_an_earlier_day(store: Store) -> None:
    with store.read(3) as cursor, store.change("Ina", "edit", cursor):
        pass


def test_no_change_begins_on_an_earlier_day(school: Store) -> None:
    with pytest.raises(duckdb.Error):
        _change_on_an_earlier_day(school)
    assert _row(school, "select max(change_id) from change") == (5,)


def test_two_days_are_read_at_the_same_time_while_somebody_writes(school: Store) -> None:
    wrong = []

    def look(known_at: int, expected: tuple[object, ...]) -> None:
        for _ in range(5):
            found = _open(known_at, school)
            if found != expected:
                wrong.append((known_at, found))

    before, after = _open(2, school), _open(3, school)
    threads = [
        threading.Thread(target=look, args=args) for args in ((2, before), (3, after)) for _ in "ab"
    ]
    with school.change("Ina", "edit") as change:
        change.cursor.execute(f"update pupil set closed_by = {change.change_id}")
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert _open(2, school) == before


def test_a_store_that_is_opened_again_shows_the_same(school: Store, tmp_path: Path) -> None:
    expected = [_open(number, school) for number in range(6)]
    school.close()
    again = open_store(settings_in(tmp_path))
    assert [_open(number, again) for number in range(6)] == expected
    again.close()
