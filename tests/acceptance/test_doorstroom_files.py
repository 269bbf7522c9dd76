"""The example messages of the doorstroomtoets chain v1.1 in ../shared."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import taken_in
from tests.shared_files import shared_file

pytestmark = pytest.mark.shared


def message(name: str) -> Path:
    return shared_file("data", "doorstroomtoets", f"paths_{name}.json")


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("name", "pupils"),
    [
        (
            "registreren_post__Lijst_met_1_deelnemer",
            [("van der Achternaam", "Aatje", date(2011, 7, 12), "m", "8")],
        ),
        (
            "registreren_post__Lijst_met_meer_deelnemers",
            [
                ("van der Achternaam01", "Roepnaam01", date(2011, 5, 12), "m", "8"),
                ("Achternaam02", "Roepnaam02", date(2012, 5, 12), "v", "7"),
            ],
        ),
    ],
)
def test_who_takes_part(
    store: Store, tmp_path: Path, name: str, pupils: list[tuple[object, ...]]
) -> None:
    file = message(name)
    assert taken_in(store, tmp_path, file.name, file.read_bytes()).state == "applied"
    assert (
        rows(
            store,
            "select concat_ws(' ', p.prefix, p.family_name), p.call_name, p.birth_date, p.gender,"
            " x.year_group from pupil as p join placement as x using (pupil_id)"
            " order by p.source_row",
        )
        == pupils
    )
    assert rows(store, "select brin, location from school") == [("99XX", "00")]
    store.checkpoint()
    assert b"leerling-abc123" not in store.path.read_bytes()


def test_advice_is_refused_before_its_pupils_are_known(store: Store, tmp_path: Path) -> None:
    file = message("registreren-schooladviezen_post__Lijst_met_meer_adviezen")
    report = taken_in(store, tmp_path, file.name, file.read_bytes())
    assert report.state == "refused"
    assert report.remedy == "Importeer eerst de leerlingen van school 99XX in 2025-2026 (EDEXML)"


def test_advice_of_known_pupils_is_taken_in(store: Store, tmp_path: Path) -> None:
    pupils = (
        "leerling_id;roepnaam;achternaam;schooljaar;groep;jaargroep;brin\n"
        "leerling-def234;An;Een;2025-2026;8A;8;99XX\n"
        "leerling-ghj345;Bo;Twee;2025-2026;8A;8;99XX\n"
    )
    taken_in(store, tmp_path, "leerlingen.csv", pupils)
    file = message("registreren-schooladviezen_post__Lijst_met_meer_adviezen")
    assert taken_in(store, tmp_path, file.name, file.read_bytes()).state == "applied"
    assert rows(
        store,
        "select p.call_name, a.advice_kind, a.advice, a.known_on from school_advice as a"
        " join pupil as p using (pupil_id) order by 1",
    ) == [
        ("An", "provisional", "HAVO_TM_VWO", date(2025, 6, 26)),
        ("Bo", "provisional", "VWO", date(2025, 6, 26)),
    ]


BY_ECK_ID_ALONE = (
    ("leerlingresultaat_post__Leerlingresultaat", "deze school"),
    ("registreren-schooladviezen_post__Lijst_met_1_advies", "school 99XX"),
)


@pytest.mark.parametrize(("name", "school"), BY_ECK_ID_ALONE)
def test_who_is_named_by_an_unknown_eck_id_alone_is_not_taken_for_anybody(
    store: Store, tmp_path: Path, name: str, school: str
) -> None:
    file = message(name)
    report = taken_in(store, tmp_path, file.name, file.read_bytes())
    assert (report.state, report.title) == (
        "refused",
        "Geen van de leerlingen in dit bestand is bekend",
    )
    assert report.remedy == f"Importeer eerst de leerlingen van {school} in 2025-2026 (EDEXML)"


def test_who_is_named_by_an_eck_id_alone_is_the_pupil_of_an_earlier_file(
    store: Store, tmp_path: Path
) -> None:
    pupils = message("registreren_post__Lijst_met_1_deelnemer")
    assert taken_in(store, tmp_path, pupils.name, pupils.read_bytes()).state == "applied"
    for name, _ in BY_ECK_ID_ALONE:
        file = message(name)
        assert taken_in(store, tmp_path, file.name, file.read_bytes()).state == "applied"
    assert rows(
        store,
        "select p.call_name, a.advice_kind, a.advice from school_advice as a"
        " join pupil as p using (pupil_id) order by 2",
    ) == [("Aatje", "provisional", "VSO"), ("Aatje", "test", "vwo")]
    assert rows(
        store,
        "select p.call_name, r.learning_line, coalesce(r.reference_level, r.ability_score::varchar)"
        " from result as r join pupil as p using (pupil_id) order by r.source_row",
    ) == [
        ("Aatje", "doorstroomtoets", "100.0"),
        ("Aatje", "rekenen", "1S"),
        ("Aatje", "begrijpend lezen", "1F"),
        ("Aatje", "taalverzorging", "L1F"),
    ]
    store.checkpoint()
    assert b"leerling-abc123" not in store.path.read_bytes()
