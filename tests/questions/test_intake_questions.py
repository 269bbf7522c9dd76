"""What is in the store, and which files brought it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ibdash import intake
from ibdash.intake import Options
from ibdash.questions import ask
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, taken_in

PUPILS = edexml(
    "2025-2026",
    group("G3", "3A", "3"),
    group("G4", "4A", "4"),
    pupil("1", "Noor", "Wal", prefix="van der", born="2017-03-09", group="G4"),
    pupil("2", "Bo", "Aker", born="2017-05-05", group="G4"),
    pupil("3", "Sem", "Boom", born="2018-07-07", group="G3"),
)
HEAD = "leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore"
RESULTS = "\n".join(
    [
        HEAD,
        "1;woordlezen;DMT;M4;2025-2026;38",
        "1;woordlezen;DMT;E3;2024-2025;30",
        "2;woordlezen;DMT;M4;2025-2026;41",
        "3;woordlezen;DMT;M3;2025-2026;20",
        "9;woordlezen;DMT;M3;2025-2026;20",
    ]
)


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    """Three pupils in two groups, four results; a fifth row was refused."""
    assert taken_in(store, tmp_path, "leerlingen.xml", PUPILS).applied
    assert taken_in(store, tmp_path, "toetsen.csv", RESULTS).applied
    return store


def rows(store: Store, name: str, **values: Any) -> list[dict[str, Any]]:
    return ask(store, f"intake/{name}", who=IB, **values).to_pylist()


def held(store: Store, brin: str = "99ZZ") -> list[dict[str, Any]]:
    """What there is of one school."""
    (school_id,) = (
        row["school_id"]
        for row in ask(store, "frame/schools", who=IB).to_pylist()
        if brin in row["name"]
    )
    return rows(store, "in_store", school_id=school_id)


def test_each_kind_with_its_count_and_newest_file(filled: Store) -> None:
    found = [(row["kind"], row["count"], row["file_name"], row["format"]) for row in held(filled)]
    assert found == [
        ("pupil", 3, "leerlingen.xml", "EDEXML 2.1"),
        ("group", 2, "leerlingen.xml", "EDEXML 2.1"),
        ("result", 4, "toetsen.csv", "Resultaten"),
    ]


def test_results_say_from_which_moment_to_which(filled: Store) -> None:
    (row,) = [row for row in held(filled) if row["kind"] == "result"]
    # E3 of 2024-2025 (2 * 2024 + 1) is earlier than M3 and M4 of 2025-2026 (2 * 2025).
    assert (row["first_moment"], row["first_half_year"]) == ("E3", 4049)
    assert (row["last_moment"], row["last_half_year"]) == ("M4", 4050)
    assert (row["first_day"], row["last_day"]) == (None, None)


def test_results_without_a_moment_count_by_their_day_or_else_their_year(
    filled: Store, tmp_path: Path
) -> None:
    head = "leerling_id;leerlijn;toets;afnamedatum;schooljaar;vaardigheidsscore"
    # An observation in April 2026 is later than M4, one of 2022-2023 earlier than E3 of 2024-2025.
    loose = [
        "1;motoriek;Kijk;2026-04-20;2025-2026;3",
        "2;motoriek;Kijk;2026-05-11;2025-2026;3",
        "1;motoriek;Kijk;;2022-2023;2",
    ]
    assert taken_in(filled, tmp_path, "los.csv", "\n".join([head, *loose])).applied
    (row,) = [row for row in held(filled) if row["kind"] == "result"]
    assert row["count"] == 7
    # Without a day either it is of the whole year 2022-2023, whose second half is 2 * 2022 + 1.
    assert (row["first_moment"], row["first_day"], row["first_half_year"]) == (None, None, 4045)
    assert (row["last_moment"], row["last_day"]) == (None, date(2026, 5, 11))


def test_what_is_there_is_of_one_school_and_norms_are_of_all(filled: Store, tmp_path: Path) -> None:
    other = edexml(
        "2025-2026", group("G3", "3A", "3"), pupil("1", "A", "B", group="G3"), brin="11AA"
    )
    assert taken_in(filled, tmp_path, "ander.xml", other, Options(confirmed=True)).applied
    norms = (
        "uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;score_van;"
        "score_tot_en_met\n"
        "Maker;DMT;1;2022;woordlezen;M4;I-V;I;60;99"
    )
    assert taken_in(filled, tmp_path, "normen.csv", norms).applied
    there = {
        brin: {row["kind"]: row["count"] for row in held(filled, brin)} for brin in ("99ZZ", "11AA")
    }
    assert there == {
        "99ZZ": {"pupil": 3, "group": 2, "result": 4, "norm": 1},
        "11AA": {"pupil": 1, "group": 1, "norm": 1},
    }


def test_a_correction_names_the_file_that_made_it(filled: Store, tmp_path: Path) -> None:
    taken_in(filled, tmp_path, "naam.xml", PUPILS.replace("Noor", "Nora"))
    (row,) = [row for row in held(filled) if row["kind"] == "pupil"]
    assert (row["count"], row["file_name"]) == (3, "naam.xml")


def test_the_history_is_newest_first_and_says_what_a_file_was_about(filled: Store) -> None:
    found = rows(filled, "history")
    assert [row["file_name"] for row in found] == ["toetsen.csv", "leerlingen.xml"]
    assert [row["who"] for row in found] == ["Ina Fictief", "Ina Fictief"]
    names = ("kind", "new_rows", "changed_rows", "same_rows", "refused_rows")
    assert [tuple(row[name] for name in names) for row in found] == [
        ("result", 4, 0, 0, 1),
        ("pupil", 3, 0, 0, 0),
    ]
    assert [row["school"] for row in found] == ["school 99ZZ", "school 99ZZ"]


def test_a_file_that_changes_nothing_is_no_history(filled: Store, tmp_path: Path) -> None:
    taken_in(filled, tmp_path, "nogmaals.csv", RESULTS)
    assert len(rows(filled, "history")) == 2


def test_counts_and_remarks_of_one_intake(filled: Store) -> None:
    newest = rows(filled, "history")[0]["intake_id"]
    counts = {row["kind"]: row for row in rows(filled, "counts", intake_id=newest)}
    assert (counts["result"]["new_rows"], counts["result"]["refused_rows"]) == (4, 1)
    assert counts["test"]["new_rows"] == 1
    refused = [
        row for row in rows(filled, "remarks", intake_id=newest) if row["severity"] == "refused"
    ]
    assert [(row["line"], row["kind"], row["text"]) for row in refused] == [
        (6, "result", "Deze leerling is niet bekend")
    ]


def test_the_same_content_is_recognised_under_any_name(filled: Store) -> None:
    with filled.read() as cursor:
        stored = cursor.execute("select file_hash from intake order by intake_id").fetchall()
    assert rows(filled, "same_file", file_hash=stored[0][0])[0]["file_name"] == "leerlingen.xml"
    assert rows(filled, "same_file", file_hash="nothing") == []


def test_schools_are_known_by_brin_and_location(filled: Store, tmp_path: Path) -> None:
    other = edexml(
        "2025-2026", group("G3", "3A", "3"), pupil("1", "A", "B", group="G3"), brin="11AA"
    )
    taken_in(filled, tmp_path, "ander.xml", other, Options(confirmed=True))
    assert [row["brin"] for row in rows(filled, "schools")] == ["11AA00", "99ZZ00"]


def test_names_are_taken_apart_only_of_who_is_asked(filled: Store) -> None:
    assert rows(filled, "pupil_names", display_names=["Noor van der Wal", "Iemand"]) == [
        {"display_name": "Noor van der Wal", "call_name": "Noor", "family_name": "Wal"}
    ]


def undo_file(store: Store, file: str) -> None:
    (number,) = (row["intake_id"] for row in rows(store, "history") if row["file_name"] == file)
    assert intake.undo(store, number, who=IB).is_possible


def test_an_undone_intake_stays_in_the_history_with_who_and_when(filled: Store) -> None:
    undo_file(filled, "toetsen.csv")
    newest, oldest = rows(filled, "history")
    assert (newest["file_name"], newest["undone_by"]) == ("toetsen.csv", "Ina Fictief")
    assert newest["undone_at"] >= newest["changed_at"]
    assert (oldest["undone_at"], oldest["undone_by"]) == (None, None)
    undo_file(filled, "leerlingen.xml")
    # The school went with its only file, but the history still says of which school it was.
    assert [row["school"] for row in rows(filled, "history")] == ["school 99ZZ", "school 99ZZ"]


def test_an_undone_file_was_not_taken_in_before(filled: Store, tmp_path: Path) -> None:
    with filled.read() as cursor:
        ((file_hash,),) = cursor.execute(
            "select file_hash from intake where file_name = 'toetsen.csv'"
        ).fetchall()
    assert len(rows(filled, "same_file", file_hash=file_hash)) == 1
    undo_file(filled, "toetsen.csv")
    assert rows(filled, "same_file", file_hash=file_hash) == []
    assert taken_in(filled, tmp_path, "opnieuw.csv", RESULTS).applied
    (again,) = rows(filled, "same_file", file_hash=file_hash)
    assert again["file_name"] == "opnieuw.csv"


def test_the_newest_file_of_each_kind_survives_an_undo(filled: Store, tmp_path: Path) -> None:
    before = held(filled)
    taken_in(filled, tmp_path, "naam.xml", PUPILS.replace("Noor", "Nora"))
    undo_file(filled, "naam.xml")
    taken_in(filled, tmp_path, "beter.csv", RESULTS.replace(";38", ";39"))
    undo_file(filled, "beter.csv")
    assert held(filled) == before
