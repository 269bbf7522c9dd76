"""The open table `personeel` beside the staff of another system, and `groepen` beside pupils."""

from pathlib import Path

from ibdash.intake import Options
from ibdash.store import Store
from tests.people import taken_in

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
HEAD = "brin;medewerker_id;roepnaam;tussenvoegsel;achternaam;rol;functie\n"


def staff(store: Store) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(
            "select system, key, call_name, family_name, role_text from staff"
            " where closed_by is null order by system, key"
        ).fetchall()


def test_a_key_that_one_person_has_in_any_system_finds_that_person(
    store: Store, tmp_path: Path
) -> None:
    edexml = (GOLDEN / "edexml" / "edexml21.xml").read_text(encoding="utf-8")
    taken_in(store, tmp_path, "school.xml", edexml, Options(confirmed=True))
    known = staff(store)
    assert {row[0] for row in known} == {"edexml"}
    with store.read() as cursor:
        (brin,) = cursor.execute("select brin || coalesce(location, '') from school").fetchall()[0]
    key = known[0][1]
    rows = f"{brin};{key};Ina;;Bos;;coach\n{brin};nieuw;Ada;;Vos;;invaller\n"
    report = taken_in(store, tmp_path, "personeel.csv", HEAD + rows)
    assert (report.counts["staff"].new, report.counts["staff"].changed) == (1, 1)
    after = staff(store)
    assert ("edexml", key, "Ina", "Bos", "coach") in after
    assert ("open", "nieuw", "Ada", "Vos", "invaller") in after
    assert len(after) == len(known) + 1


def test_what_groepen_says_of_a_group_stays_when_its_pupils_say_another_year_group(
    store: Store, tmp_path: Path
) -> None:
    pupils = (
        "leerling_id;roepnaam;achternaam;schooljaar;groep;jaargroep\n"
        "1;Noor;Wal;2025-2026;Uilen;{}\n2;Bo;Aker;2025-2026;Uilen;{}\n"
    )

    def year_group() -> object:
        with store.read() as cursor:
            (row,) = cursor.execute(
                'select year_group from "group" where closed_by is null'
            ).fetchall()
        return row[0]

    taken_in(store, tmp_path, "leerlingen.csv", pupils.format(4, 4), Options(school="11AA"))
    assert year_group() == "4"
    taken_in(store, tmp_path, "leerlingen.csv", pupils.format(5, 5))
    assert year_group() == "5"
    taken_in(store, tmp_path, "groepen.csv", "groep;schooljaar;jaargroep\nUilen;2025-2026;4\n")
    assert year_group() == "4"
    again = taken_in(store, tmp_path, "leerlingen.csv", pupils.format(5, 5))
    assert (again.state, year_group()) == ("unchanged", "4")
