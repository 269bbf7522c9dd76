"""A dossier on its way in: whose it is, what it adds, and that it can be taken back."""

from datetime import date
from pathlib import Path

import pytest

from ibdash import intake
from ibdash.intake import Options, Report
from ibdash.questions import all_questions, ask
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, taken_in
from tests.sources.oso_files import changed, golden

OTHER = pupil("2", "Bo", "Aker", born="2014-05-05", group="G5")
NOOR = pupil("1", "Noortje", "Wal", prefix="van der", born="2014-05-06", group="G5")
SAME = pupil("1", "Noor", "Wal", prefix="van der", born="2014-05-06", group="G5")
TABLES = (
    "transfer",
    "career_year",
    "capacity",
    "declaration",
    "arrangement",
    "diagnosis",
    "absence_total",
    "school_advice",
    "result",
    "plan",
)


def school(*pupils: str) -> str:
    return edexml("2023-2024", group("G5", "5A", "5"), OTHER, *pupils)


def dossier(store: Store, folder: Path, content: bytes, **chosen: object) -> Report:
    return taken_in(store, folder, "dossier.xml", content, Options(**chosen))  # type: ignore[arg-type]


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def open_rows(store: Store) -> dict[str, int]:
    return {
        table: int(str(rows(store, f"select count(*) from {table} where closed_by is null")[0][0]))
        for table in TABLES
    }


def broken(store: Store) -> list[str]:
    return [
        asked.name
        for asked in all_questions()
        if asked.name.startswith("check/") and ask(store, asked.name, who=IB).num_rows
    ]


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    taken_in(store, tmp_path, "leerlingen.xml", school())
    return store


def test_an_unknown_pupil_comes_in_at_the_only_school(filled: Store, tmp_path: Path) -> None:
    report = dossier(filled, tmp_path, golden())
    assert report.state == "applied"
    assert report.school == "99ZZ"
    assert {kind: count.new for kind, count in report.counts.items() if count.new} == {
        "pupil": 1,
        "test": 2,
        "result": 2,
        "plan": 2,
        "transfer": 1,
        "career_year": 6,
        "capacity": 2,
        "declaration": 1,
        "arrangement": 2,
        "diagnosis": 1,
        "absence_total": 1,
        "school_advice": 1,
    }
    assert rows(
        filled,
        "select display_name, gender, entered_on, left_on from pupil where call_name = 'Noor'",
    ) == [("Noor van der Wal", "v", None, None)]
    assert rows(filled, "select count(distinct school_id) from pupil") == [(1,)]
    assert rows(filled, "select count(*) from placement where closed_by is null") == [(1,)]
    assert broken(filled) == []


def test_who_came_by_dossier_is_found_and_is_no_former_pupil(filled: Store, tmp_path: Path) -> None:
    dossier(filled, tmp_path, golden())
    ((school_id,),) = rows(filled, "select school_id from school")
    found = ask(filled, "frame/pupils", who=IB, school_id=school_id, today=date(2024, 2, 20))
    assert [
        (row["display_name"], row["group_name"], row["is_former"]) for row in found.to_pylist()
    ] == [("Bo Aker", "5A", False), ("Noor van der Wal", None, False)]


def test_the_report_says_of_whom_and_what_was_delivered(filled: Store, tmp_path: Path) -> None:
    told = dossier(filled, tmp_path, golden("oso_2019_opt_out.xml")).dossier
    assert told is not None
    assert (told.pupil, told.is_known, told.from_name, told.from_brin) == (
        "Noor van der Wal",
        False,
        "De Eik",
        "11AA",
    )
    assert told.parts == {
        "career": "delivered",
        "tests": "opted_out",
        "plans": "opted_out",
        "support": "opted_out",
        "absence": "opted_out",
        "advice": "delivered",
        "final_test": "not_applicable",
    }


def test_another_file_has_no_dossier(store: Store, tmp_path: Path) -> None:
    assert taken_in(store, tmp_path, "leerlingen.xml", school()).dossier is None


def test_an_empty_store_asks_for_the_own_school_first(store: Store, tmp_path: Path) -> None:
    report = dossier(store, tmp_path, golden())
    assert (report.state, report.exit_code) == ("waiting", 2)
    assert report.title == "Uw eigen school is nog niet bekend"
    assert rows(store, "select count(*) from pupil") == [(0,)]
    assert dossier(store, tmp_path, golden(), school="99ZZ").school == "99ZZ"


def test_with_two_schools_it_asks_which(filled: Store, tmp_path: Path) -> None:
    more = edexml("2023-2024", group("G5", "5A", "5"), NOOR, brin="98YY")
    taken_in(filled, tmp_path, "ander.xml", more, Options(confirmed=True))
    report = dossier(filled, tmp_path, golden())
    assert (report.state, report.choice) == ("waiting", "school")
    assert dossier(filled, tmp_path, golden(), school="98YY").school == "98YY"


def test_a_known_pupil_is_found_and_keeps_the_own_words(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.xml", school(SAME))
    before = rows(store, "select * from pupil order by pupil_id")
    report = dossier(store, tmp_path, golden())
    assert report.dossier is not None
    assert report.dossier.is_known
    assert (report.counts["pupil"].new, report.counts["pupil"].same) == (0, 1)
    assert rows(store, "select * from pupil order by pupil_id") == before
    (key,) = rows(store, "select pupil_id from pupil where call_name = 'Noor'")
    for table in TABLES:
        assert rows(store, f"select distinct pupil_id from {table}") == [key]
    assert broken(store) == []


def test_who_came_by_dossier_is_the_pupil_of_the_next_list(filled: Store, tmp_path: Path) -> None:
    dossier(filled, tmp_path, golden())
    report = taken_in(filled, tmp_path, "leerlingen.xml", school(SAME))
    assert (report.counts["pupil"].new, report.counts["pupil"].same) == (0, 2)
    assert report.counts["placement"].new == 1
    assert rows(filled, "select count(distinct pupil_id) from pupil") == [(2,)]


def test_the_same_dossier_again_changes_nothing(filled: Store, tmp_path: Path) -> None:
    dossier(filled, tmp_path, golden())
    before = open_rows(filled)
    assert dossier(filled, tmp_path, golden()).state == "unchanged"
    assert open_rows(filled) == before


def test_a_corrected_dossier_keeps_the_old_value(filled: Store, tmp_path: Path) -> None:
    dossier(filled, tmp_path, golden())
    better = changed("<dagdelenongeoorloofd>1", "<dagdelenongeoorloofd>3")
    report = dossier(filled, tmp_path, better)
    assert report.counts["absence_total"].changed == 1
    assert report.total("new") == 0
    assert rows(
        filled,
        "select half_days_unallowed, closed_by is null from absence_total order by opened_by",
    ) == [(1, False), (3, True)]
    assert broken(filled) == []


def test_equal_rows_come_in_once(filled: Store, tmp_path: Path) -> None:
    content = golden("oso_2017.xml").decode()
    block = content[content.index("<arrangement>") : content.index("</arrangement>")]
    twice = content.replace(block, f"{block}</arrangement>{block}", 1).encode()
    report = dossier(filled, tmp_path, twice)
    assert report.counts["arrangement"].new == 1
    assert "Gelijk aan een eerdere regel, dus één keer geteld" in [
        one.text for one in report.remarks
    ]


def test_a_dossier_of_each_version_brings_the_same_facts(filled: Store, tmp_path: Path) -> None:
    for name in ("oso_2017.xml", "oso_2018.xml", "oso_2019.xml"):
        assert dossier(filled, tmp_path, golden(name)).state == "applied"
    # 2019 adds one arrangement; the dossier itself is one, of the newest version.
    assert open_rows(filled) == {
        "transfer": 1,
        "career_year": 6,
        "capacity": 2,
        "declaration": 1,
        "arrangement": 2,
        "diagnosis": 1,
        "absence_total": 1,
        "school_advice": 1,
        "result": 2,
        "plan": 2,
    }
    assert rows(filled, "select version from transfer where closed_by is null") == [("2019.1",)]


def test_it_can_be_taken_back_whole(filled: Store, tmp_path: Path) -> None:
    dossier(filled, tmp_path, golden())
    (number,) = rows(filled, "select max(intake_id) from intake")
    undone = intake.undo(filled, int(str(number[0])), who=IB)
    assert undone.is_possible
    assert set(open_rows(filled).values()) == {0}
    assert rows(filled, "select display_name from pupil where closed_by is null") == [("Bo Aker",)]
    assert broken(filled) == []
    assert dossier(filled, tmp_path, golden()).state == "applied"


def test_facts_of_a_later_dossier_hold_the_pupil_of_the_first(
    filled: Store, tmp_path: Path
) -> None:
    dossier(filled, tmp_path, golden("oso_2019_opt_out.xml"))
    (first,) = rows(filled, "select max(intake_id) from intake")
    later = changed("<datum>2024-02-12", "<datum>2024-03-01")
    taken_in(filled, tmp_path, "later.xml", later)
    undone = intake.preview_undo(filled, int(str(first[0])), who=IB)
    assert [one.file for one in undone.built_on] == ["later.xml"]


def test_no_secret_number_is_in_the_file_of_the_store(filled: Store, tmp_path: Path) -> None:
    dossier(filled, tmp_path, golden())
    filled.checkpoint()
    stored = filled.path.read_bytes()
    assert b"999999990" not in stored
    assert b"NL00TEST" not in stored


def test_the_report_as_data_names_no_pupil(filled: Store, tmp_path: Path) -> None:
    assert "Noor" not in repr(dossier(filled, tmp_path, golden()).as_json())


def test_without_a_key_the_pupil_is_known_by_name_and_birth_date(
    filled: Store, tmp_path: Path
) -> None:
    nameless = changed("<leerlingid>EIK-204</leerlingid>", "")
    assert dossier(filled, tmp_path, nameless).counts["pupil"].new == 1
    assert dossier(filled, tmp_path, nameless).state == "unchanged"
    assert rows(filled, "select count(*) from pupil") == [(2,)]
    assert broken(filled) == []


def test_the_key_of_another_school_is_another_pupil(filled: Store, tmp_path: Path) -> None:
    dossier(filled, tmp_path, golden())
    other = golden().replace(b"<brincode>11AA", b"<brincode>13CC").replace(b"Noor", b"Mees")
    assert dossier(filled, tmp_path, other).counts["pupil"].new == 1


def test_what_a_corrected_dossier_changes_is_said_old_and_new(
    filled: Store, tmp_path: Path
) -> None:
    dossier(filled, tmp_path, golden())
    better = changed("<dagdelenongeoorloofd>1", "<dagdelenongeoorloofd>3")
    told = dossier(filled, tmp_path, better).changes
    assert [(one.kind, one.pupil, one.column, one.old, one.new) for one in told] == [
        ("absence_total", "Noor van der Wal", "dagdelen ongeoorloofd", 1.0, 3.0)
    ]
