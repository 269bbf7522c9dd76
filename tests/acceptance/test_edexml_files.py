"""The EDEXML files of ../shared against the facts in their README, in the store."""

from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import taken_in
from tests.shared_files import shared_file

pytestmark = pytest.mark.shared


def one(store: Store, sql: str) -> tuple[object, ...] | None:
    with store.read() as cursor:
        return cursor.execute(sql).fetchone()


def test_the_cito_school_is_what_its_readme_says(store: Store, tmp_path: Path) -> None:
    file = shared_file("data", "edexml", "EDEXML-1.0.3_CitoLVS_400lln.xml")
    report = taken_in(store, tmp_path, file.name, file.read_bytes())
    assert (report.format, report.school, report.school_year) == (
        "EDEXML 1.03",
        "99XX",
        "2012-2013",
    )
    assert {kind: count.new for kind, count in report.counts.items()} == {
        "school": 1,
        "group": 19,
        "pupil": 400,
        "placement": 400,
        "staff": 29,
    }
    assert one(
        store,
        "select count(*) filter (gender = 'm'), count(*) filter (gender = 'v'),"
        " count(*) filter (birth_date is null), count(prefix) from pupil",
    ) == (205, 195, 2, 35)
    assert one(store, "select count(group_id), count(*) - count(group_id) from placement") == (
        389,
        11,
    )
    in_group = 'select count(*) from placement join "group" as g using (group_id) where g.name = '
    assert one(store, in_group + "'3A'") == (47,)
    assert one(store, in_group + "'Buffels' and g.year_group = 'S'") == (2,)
    store.checkpoint()
    assert b"9999999" not in store.path.read_bytes()


def test_jaargroep_100_refuses_the_file_with_line_and_value(store: Store, tmp_path: Path) -> None:
    file = shared_file("data", "edexml", "EDEXML-1.0.3_CitoLVS_invalid_jaargroep100.xml")
    report = taken_in(store, tmp_path, file.name, file.read_bytes())
    assert (report.state, report.exit_code) == ("refused", 1)
    assert "100" in report.text
    assert "regel 15" in report.text
    assert one(store, "select count(*) from school") == (0,)


def test_the_standards_own_sample(store: Store, tmp_path: Path) -> None:
    file = shared_file("data", "edexml", "EDEXML.Voorbeeld.2.1.xml")
    taken_in(store, tmp_path, file.name, file.read_bytes())
    assert one(store, 'select count(*) from "group" where is_composite') == (3,)
    assert one(
        store,
        "select p.prefix, x.year_group from placement as x join pupil as p using (pupil_id)"
        " where x.year_group = 'H'",
    ) == ("van 't", "H")
    assert one(store, "select count(*) from pupil_alias where system = 'eck'") == (1,)


def test_one_school_over_two_school_years(store: Store, tmp_path: Path) -> None:
    for year in ("2024-2025", "2025-2026"):
        file = shared_file("formats", "synthetic", f"edexml21_synthetisch_{year}.xml")
        assert taken_in(store, tmp_path, file.name, file.read_bytes()).state == "applied"
    moves = (
        "select list(x.year_group order by x.school_year) from placement as x"
        " join pupil_alias as a using (pupil_id) where x.is_home and a.key = "
    )
    assert one(store, moves + "'00001'") == (["4", "5"],)
    assert one(store, moves + "'00002'") == (["6", "6"],)
    assert one(store, moves + "'00009'") == (["8"],)
    # A dummy key without a birth date recognises nobody in a later file.
    assert one(store, "select count(*) from pupil where family_name = 'Test-Vertrokken'") == (2,)


def test_esis_results_wait_for_the_pupils_of_esis(store: Store, tmp_path: Path) -> None:
    results = shared_file("formats", "synthetic", "esis_toetsen_synthetisch_cp1252.csv")
    pupils = shared_file("formats", "synthetic", "esis_leerlingen_synthetisch.csv")
    edexml = shared_file("formats", "synthetic", "edexml21_synthetisch_2025-2026.xml")
    first = taken_in(store, tmp_path, results.name, results.read_bytes())
    assert (first.state, first.exit_code) == ("refused", 1)
    taken_in(store, tmp_path, edexml.name, edexml.read_bytes())
    joined = taken_in(store, tmp_path, pupils.name, pupils.read_bytes())
    # Zoë is known from EDEXML by name and birth date; Bo is new.
    assert (joined.counts["pupil"].new, joined.counts["pupil"].same) == (1, 1)
    second = taken_in(store, tmp_path, results.name, results.read_bytes())
    assert (second.state, second.counts["result"].new) == ("applied", 3)
    assert one(
        store,
        "select ability_score, dl, dle, level, level_scale, level_2, level_scale_2 from result"
        " where learning_line = 'rekenen'",
    ) == (178.4, 25.0, 25.0, "III", "I-V", "B", "A-E")
    assert one(store, "select avi from result where learning_line = 'tekstlezen'") == ("M5",)
