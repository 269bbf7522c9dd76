"""The synthetic UWLR message of ../shared, with and without the pupils of its school."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import taken_in
from tests.shared_files import shared_file

pytestmark = pytest.mark.shared


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def results() -> Path:
    return shared_file("formats", "synthetic", "uwlr_leerresultaten_synthetisch.xml")


def test_after_the_pupils_of_the_same_school(store: Store, tmp_path: Path) -> None:
    pupils = shared_file("formats", "synthetic", "edexml21_synthetisch_2025-2026.xml")
    taken_in(store, tmp_path, pupils.name, pupils.read_bytes())
    report = taken_in(store, tmp_path, results().name, results().read_bytes())
    assert (report.state, report.school, report.school_year) == ("applied", "99ZZ", "2025-2026")
    assert {kind: count.new for kind, count in report.counts.items() if count.new} == {
        "test": 3,
        "result": 3,
        "norm": 3,
    }
    assert rows(
        store,
        "select p.call_name, t.name, t.generation, t.part, r.learning_line, r.moment, r.taken_on,"
        " r.raw_score, r.ability_score, r.level, r.level_2, r.functioning_level, r.dle"
        " from result as r join test as t using (test_id) join pupil as p"
        " on p.pupil_id = r.pupil_id order by r.source_key",
    ) == [
        (
            "Zoë",
            "Rekenen-Wiskunde",
            "3.0",
            None,
            "rekenen",
            "M5",
            date(2026, 1, 22),
            37.0,
            178.4,
            "III",
            "B",
            "M5",
            25.0,
        ),
        *(
            (
                "Zoë",
                "Fictieve rekenmethode groep 5 blok 4",
                None,
                part,
                "rekenen (methodetoetsen)",
                None,
                date(2026, 1, 15),
                score,
                None,
                level,
                *[None] * 3,
            )
            for part, score, level in ((None, 21.0, "goed"), ("Optellen tot 1000", 8.0, None))
        ),
    ]
    assert rows(store, "select level, score_from, score_to from norm order by score_from") == [
        ("onvoldoende", 0.0, 15.0),
        ("voldoende", 16.0, 20.0),
        ("goed", 21.0, 26.0),
    ]


def test_before_any_pupil_it_is_refused_whole(store: Store, tmp_path: Path) -> None:
    report = taken_in(store, tmp_path, results().name, results().read_bytes())
    assert report.state == "refused"
    assert report.remedy.startswith("Importeer eerst de leerlingen van school 99ZZ in 2025-2026")
    assert rows(store, "select count(*) from result") == [(0,)]
    assert rows(store, "select count(*) from school") == [(0,)]
