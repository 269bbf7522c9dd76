"""EDEXML through the whole intake: matching, school years, gone, replace, dummy keys."""

import subprocess
import sys
from pathlib import Path

import pytest

from ibdash import intake
from ibdash.intake import Options
from ibdash.sources.reading import SourceFile
from ibdash.store import Store, open_store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, settings_in, taken_in


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


YEAR_1 = edexml(
    "2024-2025",
    group("G4", "4A", "4"),
    pupil("1", "Noor", "Wal", prefix="van der", born="2016-03-09", group="G4"),
    pupil("2", "Bo", "Aker", born="2016-05-05", group="G4"),
)
YEAR_2 = edexml(
    "2025-2026",
    group("G5", "5A", "5"),
    pupil("1", "Noor", "Wal", prefix="van der", born="2016-03-09", group="G5"),
    pupil("3", "Sem", "Boom", born="2016-07-07", group="G5"),
)


def test_the_same_file_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    first = taken_in(store, tmp_path, "a.xml", YEAR_1)
    version = rows(store, "select version from store_version")
    again = taken_in(store, tmp_path, "a.xml", YEAR_1)
    assert (first.state, first.counts["pupil"].new) == ("applied", 2)
    assert (again.state, again.counts["pupil"].same) == ("unchanged", 2)
    assert again.total("new") == again.total("changed") == 0
    assert rows(store, "select version from store_version") == version


def test_a_preview_writes_nothing(store: Store, tmp_path: Path) -> None:
    report = intake.preview(
        store,
        SourceFile("a.xml", YEAR_1.encode()),
        who=IB,
        settings=settings_in(tmp_path),
        options=Options(),
    )
    assert (report.state, report.applied, report.counts["pupil"].new) == ("ready", False, 2)
    assert rows(store, "select count(*) from pupil") == [(0,)]
    assert rows(store, "select next_key from store_version") == [(1,)]


def test_a_corrected_name_closes_one_version_and_opens_one(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "a.xml", YEAR_1)
    report = taken_in(store, tmp_path, "b.xml", YEAR_1.replace("Noor", "Nora"))
    count = report.counts["pupil"]
    assert (count.new, count.changed, count.same) == (0, 1, 1)
    versions = rows(
        store,
        "select display_name, closed_by is null from pupil where pupil_id in"
        " (select pupil_id from pupil where call_name = 'Nora') order by opened_by",
    )
    assert versions == [("Noor van der Wal", False), ("Nora van der Wal", True)]
    keys = rows(store, "select count(distinct public_key) from pupil where family_name = 'Wal'")
    assert keys == [(1,)]


def test_a_new_school_year_keeps_the_old_one(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "a.xml", YEAR_1)
    report = taken_in(store, tmp_path, "b.xml", YEAR_2)
    assert (report.counts["pupil"].new, report.counts["pupil"].same) == (1, 1)
    assert report.counts["pupil"].gone == 0
    placed = rows(
        store,
        "select p.call_name, x.school_year, x.year_group from placement as x join pupil as p"
        " using (pupil_id) where x.closed_by is null and p.closed_by is null order by all",
    )
    assert placed == [
        ("Bo", "2024-2025", "4"),
        ("Noor", "2024-2025", "4"),
        ("Noor", "2025-2026", "5"),
        ("Sem", "2025-2026", "5"),
    ]


def test_an_older_file_does_not_undo_a_newer_name(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "b.xml", YEAR_2.replace("Noor", "Nora"))
    report = taken_in(store, tmp_path, "a.xml", YEAR_1)
    assert report.counts["pupil"].changed == 0
    names = rows(store, "select call_name from pupil where closed_by is null order by 1")
    assert names == [("Bo",), ("Nora",), ("Sem",)]


def test_who_is_missing_is_gone_and_closed_only_with_replace(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "a.xml", YEAR_1)
    shorter = edexml(
        "2024-2025",
        group("G4", "4A", "4"),
        pupil("1", "Noor", "Wal", prefix="van der", born="2016-03-09", group="G4"),
    )
    told = taken_in(store, tmp_path, "b.xml", shorter)
    assert (told.state, told.counts["pupil"].gone, told.counts["placement"].gone) == (
        "unchanged",
        1,
        1,
    )
    open_placements = "select count(*) from placement where closed_by is null"
    assert rows(store, open_placements) == [(2,)]
    done = taken_in(store, tmp_path, "b.xml", shorter, Options(replace=True))
    assert (done.state, done.counts["pupil"].gone) == ("applied", 1)
    assert rows(store, open_placements) == [(1,)]
    assert rows(store, "select count(*) from pupil where closed_by is null") == [(2,)]


def test_two_pupils_with_one_name_and_two_keys_stay_two(store: Store, tmp_path: Path) -> None:
    report = taken_in(
        store,
        tmp_path,
        "a.xml",
        edexml(
            "2025-2026",
            group("G4", "4A", "4"),
            pupil("1", "Eva", "Jansen", born="2016-03-09", group="G4"),
            pupil("2", "Eva", "Jansen", born="2016-03-09", group="G4"),
        ),
    )
    assert report.counts["pupil"].new == 2


def test_a_dummy_key_recognises_by_name_and_birth_date_only(store: Store, tmp_path: Path) -> None:
    taken_in(
        store,
        tmp_path,
        "a.xml",
        edexml(
            "2024-2025",
            group("G4", "4A", "4"),
            pupil("#1", "Eva", "Jansen", born="2016-03-09", group="G4"),
            pupil("#2", "Ali", "Bos", group="G4"),
        ),
    )
    report = taken_in(
        store,
        tmp_path,
        "b.xml",
        edexml(
            "2025-2026",
            group("G5", "5A", "5"),
            pupil("#1", "Ali", "Bos", group="G5"),
            pupil("#2", "Eva", "Jansen", born="2016-03-09", group="G5"),
        ),
    )
    # Eva is found by name and birth date; without a birth date Ali cannot be.
    assert (report.counts["pupil"].new, report.counts["pupil"].same) == (1, 1)


def test_a_dummy_key_in_the_same_file_again_is_the_same_pupil(store: Store, tmp_path: Path) -> None:
    text = edexml("2024-2025", group("G4", "4A", "4"), pupil("#2", "Ali", "Bos", group="G4"))
    taken_in(store, tmp_path, "a.xml", text)
    assert taken_in(store, tmp_path, "a.xml", text).state == "unchanged"


def test_an_eck_id_is_kept_only_as_a_hash(store: Store, tmp_path: Path) -> None:
    taken_in(
        store,
        tmp_path,
        "a.xml",
        edexml(
            "2024-2025",
            group("G4", "4A", "4"),
            pupil("1", "Eva", "Jansen", group="G4", eck="https://ketenid.nl/fictief/aaa"),
        ),
    )
    (alias,) = rows(store, "select key from pupil_alias where system = 'eck'")
    assert len(str(alias[0])) == 64
    store.checkpoint()
    assert b"ketenid.nl/fictief" not in store.path.read_bytes()


def test_most_pupils_gone_is_a_question(store: Store, tmp_path: Path) -> None:
    many = [pupil(str(n), f"Kind{n}", "Test", born="2016-01-01", group="G4") for n in range(50)]
    taken_in(store, tmp_path, "a.xml", edexml("2024-2025", group("G4", "4A", "4"), *many))
    few = edexml("2024-2025", group("G4", "4A", "4"), *many[:10])
    asked = taken_in(store, tmp_path, "b.xml", few)
    assert (asked.state, asked.exit_code) == ("waiting", 2)
    assert "40 van de 50" in asked.text
    assert taken_in(store, tmp_path, "b.xml", few, Options(confirmed=True)).applied


def test_counts_that_differ_from_what_was_shown_stop_the_intake(
    store: Store, tmp_path: Path
) -> None:
    file = SourceFile("a.xml", YEAR_1.encode())
    settings = settings_in(tmp_path)
    shown = intake.preview(store, file, who=IB, settings=settings, options=Options())
    taken_in(store, tmp_path, "a.xml", YEAR_1)
    report = intake.apply(
        store, file, who=IB, settings=settings, options=Options(), expected=shown.counts
    )
    assert report.state == "waiting"
    assert "intussen veranderd" in report.title


def test_a_file_of_another_school_than_asked_is_refused(store: Store, tmp_path: Path) -> None:
    report = taken_in(store, tmp_path, "a.xml", YEAR_1, Options(school="11AA"))
    assert (report.state, report.exit_code) == ("refused", 1)
    assert rows(store, "select count(*) from school") == [(0,)]


def test_a_crash_halfway_leaves_the_store_as_it_was(store: Store, tmp_path: Path) -> None:
    class PulledPlug(BaseException):
        pass

    def pull(words: str) -> None:
        if words == "Vastleggen":
            raise PulledPlug

    with pytest.raises(PulledPlug):
        intake.apply(
            store,
            SourceFile("a.xml", YEAR_1.encode()),
            who=IB,
            settings=settings_in(tmp_path),
            options=Options(),
            progress=pull,
        )
    for table in ("pupil", "placement", "school", "change", "intake"):
        assert rows(store, f"select count(*) from {table}") == [(0,)]


def test_a_process_that_dies_halfway_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(YEAR_1, encoding="utf-8")
    script = (
        "import os; from pathlib import Path; from tests.people import IB, settings_in;"
        "from ibdash import intake; from ibdash.sources.reading import SourceFile;"
        "from ibdash.store import open_store;"
        f"folder = Path({str(tmp_path)!r}); settings = settings_in(folder);"
        "intake.apply(open_store(settings), SourceFile('a.xml', (folder / 'a.xml').read_bytes()),"
        " who=IB, settings=settings, options=intake.Options(),"
        " progress=lambda words: words == 'Vastleggen' and os._exit(9))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == 9
    store = open_store(settings_in(tmp_path))
    assert rows(store, "select count(*) from pupil") == [(0,)]
    assert taken_in(store, tmp_path, "a.xml", YEAR_1).state == "applied"
    store.close()
