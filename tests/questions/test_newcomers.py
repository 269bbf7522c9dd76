"""Who came from another school: by a dossier, or by the pupil file; and who did not."""

from datetime import date
from pathlib import Path
from typing import Any

from ibdash.intake import Options
from ibdash.questions import ask
from ibdash.store import Store
from tests.people import IB, TODAY, taken_in
from tests.sources.oso_files import changed, golden

HEAD = "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep;instroomdatum"
LAST_YEAR = [HEAD, "1;Bo;Aker;2015-05-05;2024-2025;5A;5;2019-08-01"]
THIS_YEAR = [
    HEAD,
    "1;Bo;Aker;2015-05-05;2025-2026;6A;6;2019-08-01",
    "2;Noor;Wal;2015-06-06;2025-2026;6A;6;2025-10-20",
    "3;Aya;Wit;2021-01-05;2025-2026;1A;1;2025-09-01",
    "4;Cas;Berg;2015-07-07;2025-2026;6A;6;2026-03-02",
    "5;Eva;Dam;2015-08-08;2025-2026;6A;6;",
]
RESULTS = [
    "leerling_id;leerlijn;toets;moment;schooljaar;afnamedatum;vaardigheidsscore",
    "2;rekenen;Rekenen;M6;2025-2026;2026-01-20;200",
]


def newcomers(store: Store, school_year: str = "2025-2026") -> list[dict[str, Any]]:
    with store.read() as cursor:
        row = cursor.execute("select min(school_id) from school").fetchone()
    assert row is not None
    return ask(
        store,
        "transfer/newcomers",
        who=IB,
        school_id=row[0],
        school_year=school_year,
        today=TODAY,
    ).to_pylist()


def fill(store: Store, folder: Path) -> None:
    for name, lines in (("leerlingen.csv", LAST_YEAR), ("leerlingen.csv", THIS_YEAR)):
        report = taken_in(store, folder, name, "\n".join(lines))
        assert report.state == "applied"


def test_who_entered_this_year_above_group_1_and_was_not_known_before(
    store: Store, tmp_path: Path
) -> None:
    fill(store, tmp_path)
    # Noor entered in October; Eva has no day, and was in no year that was known.  Bo was here, Aya
    # is in group 1, Cas is still to come.
    assert [(one["display_name"], one["entered_on"]) for one in newcomers(store)] == [
        ("Noor Wal", date(2025, 10, 20)),
        ("Eva Dam", None),
    ]


def test_nobody_is_new_in_the_first_year_that_is_known_because_of_that_alone(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", "\n".join(THIS_YEAR))
    assert [one["display_name"] for one in newcomers(store)] == ["Noor Wal"]


def test_own_results_are_apart_from_those_of_the_former_school(
    store: Store, tmp_path: Path
) -> None:
    fill(store, tmp_path)
    taken_in(store, tmp_path, "resultaten.csv", "\n".join(RESULTS))
    noor = newcomers(store)[0]
    assert (noor["own_results"], noor["former_results"], noor["last_own_on"]) == (
        1,
        0,
        date(2026, 1, 20),
    )
    assert noor["dossiers"] == 0
    assert noor["career_part"] is None


def test_a_dossier_makes_a_newcomer_of_its_year_and_the_one_after(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "noor.xml", golden(), Options(school="99ZZ"))
    (noor,) = newcomers(store, "2023-2024")
    assert (noor["dossiers"], noor["from_name"], noor["made_on"]) == (
        1,
        "De Eik",
        date(2024, 2, 12),
    )
    assert (noor["group_name"], noor["former_results"], noor["own_results"]) == (None, 2, 0)
    assert (noor["tests_part"], noor["final_test_part"]) == ("delivered", "not_applicable")
    assert [len(newcomers(store, year)) for year in ("2022-2023", "2024-2025", "2025-2026")] == [
        0,
        1,
        0,
    ]


def test_the_newest_dossier_counts(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "noor.xml", golden(), Options(school="99ZZ"))
    later = changed("2024-02-12", "2024-06-20")
    taken_in(store, tmp_path, "later.xml", later, Options(school="99ZZ"))
    (noor,) = newcomers(store, "2023-2024")
    assert (noor["dossiers"], noor["made_on"]) == (2, date(2024, 6, 20))


def test_a_dossier_of_no_year_that_can_be_chosen_counts_for_the_nearest_one(
    store: Store, tmp_path: Path
) -> None:
    """Lists of 2020-2021 and 2021-2022, of other pupils; the dossier is of February 2024."""
    for year in ("2020-2021", "2021-2022"):
        lines = [HEAD, f"1;Bo;Aker;2015-05-05;{year};2A;2;2019-08-01"]
        assert taken_in(store, tmp_path, "leerlingen.csv", "\n".join(lines)).state == "applied"
    with store.read() as cursor:
        ((brin,),) = cursor.execute("select brin from school").fetchall()
    report = taken_in(store, tmp_path, "noor.xml", golden(), Options(school=brin))
    assert report.state == "applied"
    assert [len(newcomers(store, year)) for year in ("2020-2021", "2021-2022")] == [0, 1]
    assert newcomers(store, "2021-2022")[0]["is_of_another_year"]
