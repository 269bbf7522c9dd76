"""A file that has no prefixes does not take a known prefix away."""

from pathlib import Path

from ibdash.store import Store
from tests.people import taken_in

HEAD = "leerling_id;roepnaam;{}achternaam;geboortedatum;schooljaar;groep\n"
KNOWN = HEAD.format("tussenvoegsel;") + "1;Noor;van der;Wal;2018-03-09;2025-2026;4A\n"


def names(store: Store) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(
            "select prefix, display_name from pupil where closed_by is null order by 2"
        ).fetchall()


def test_without_the_column_the_prefix_stays(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", KNOWN)
    without = HEAD.format("") + "1;Noor;Wal;2018-03-09;2025-2026;4A\n"
    report = taken_in(store, tmp_path, "leerlingen.csv", without)
    assert (report.counts["pupil"].changed, report.counts["pupil"].same) == (0, 1)
    assert names(store) == [("van der", "Noor van der Wal")]


def test_with_the_column_an_empty_prefix_is_none(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", KNOWN)
    taken_in(store, tmp_path, "leerlingen.csv", KNOWN.replace("van der", ""))
    assert names(store) == [(None, "Noor Wal")]


def test_another_name_is_taken_as_it_is_said(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", KNOWN)
    other = HEAD.format("") + "1;Noor;Bakker;2018-03-09;2025-2026;4A\n"
    taken_in(store, tmp_path, "leerlingen.csv", other)
    assert names(store) == [(None, "Noor Bakker")]
