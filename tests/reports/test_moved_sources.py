"""After a move to another store by our own export the same source wins as in the first store."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ibdash import reports
from ibdash.intake import Options, Report
from ibdash.store import Store, open_store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, settings_in, taken_in
from tests.two_sources import broken, one, pupils, rows, said

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
HEAD = "leerling_id;leerlijn;toets;uitgever;generatie;moment;afnamedatum;vaardigheidsscore"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    store = open_store(settings_in(tmp_path / "elders"))
    yield store
    store.close()


def export(store: Store, *tables: str) -> bytes:
    held = io.BytesIO()
    reports.write(store, held, "xlsx", reports.Chosen(tables), who=IB)
    return held.getvalue()


def move(store: Store, other: Store, folder: Path) -> None:
    report = taken_in(other, folder, "alles.xlsx", export(store), Options(confirmed=True))
    assert (report.state, report.total("refused")) == ("applied", 0)


def score(store: Store) -> float:
    ((found,),) = rows(store, "select ability_score from result where closed_by is null")
    return float(found)


def keyed(key: str, **more: Any) -> str:
    """The one result, under a key of its own."""
    head, row = one(**more).splitlines()
    return f"{head};bron_id\n{row};{key}\n"


def changed(report: Report) -> dict[str, tuple[int, int, int]]:
    return {
        kind: (count.new, count.changed, count.gone)
        for kind, count in report.counts.items()
        if count.new or count.changed or count.gone
    }


@pytest.mark.parametrize(
    ("name", "staff"), [("edexml21.xml", 1), ("edexml20.xml", 2), ("edexml21_prefix.xml", 0)]
)
def test_the_same_edexml_changes_nothing_after_a_move(
    name: str, staff: int, store: Store, other: Store, tmp_path: Path
) -> None:
    content = (GOLDEN / "edexml" / name).read_bytes()
    first = taken_in(store, tmp_path, name, content, Options(confirmed=True))
    assert first.counts["staff"].new == staff
    move(store, other, tmp_path)
    again = taken_in(other, tmp_path, name, content)
    # The hash of an ECK iD means nothing in another store, so that key alone is new there.
    eck = rows(other, "select 1 from pupil_alias where system = 'eck'")
    assert (changed(again), again.doubts) == ({"pupil_key": (len(eck), 0, 0)} if eck else {}, [])
    assert taken_in(other, tmp_path, name, content).state == "unchanged"
    for kind in ("pupil", "group", "placement", "staff"):
        assert again.counts[kind].same == first.counts[kind].new, kind
    assert broken(other) == []


def test_the_publisher_still_goes_before_the_pupil_system(
    store: Store, other: Store, tmp_path: Path
) -> None:
    pupils(store, tmp_path)
    said(store, tmp_path, "publisher", "toets.csv", keyed("U1", score=50))
    move(store, other, tmp_path)
    assert rows(other, "select system, source_role, source_key from result") == [
        ("uwlr toetser", "publisher", "U1")
    ]
    for there in (store, other):
        said(there, tmp_path, "pupil_system", "esis.csv", one(score=60))
        assert score(there) == 50
        assert rows(there, "select system, role from result_claim order by all") == [
            ("esis", "pupil_system"),
            ("uwlr toetser", "publisher"),
        ]
        # Its own source corrects itself, also the day by which no other would know it.
        said(there, tmp_path, "publisher", "t2.csv", keyed("U1", score=55, day="2026-01-27"))
        assert score(there) == 55
        assert rows(there, "select count(*) from result where closed_by is null") == [(1,)]
        assert broken(there) == []


def test_of_two_sources_the_one_that_counts_goes_along(
    store: Store, other: Store, tmp_path: Path
) -> None:
    """The pupil system spoke first, and the publisher's words are what the result says."""
    pupils(store, tmp_path)
    said(store, tmp_path, "pupil_system", "esis.csv", keyed("E1", score=60))
    said(store, tmp_path, "publisher", "toets.csv", keyed("U1", score=50))
    move(store, other, tmp_path)
    assert rows(other, "select ability_score, system, source_role, source_key from result") == [
        (50, "uwlr toetser", "publisher", "U1")
    ]
    said(other, tmp_path, "pupil_system", "esis.csv", keyed("E1", score=60))
    assert score(other) == 50
    for there in (store, other):
        report = taken_in(there, tmp_path, "a.xlsx", export(there), Options(confirmed=True))
        assert (report.state, changed(report)) == ("unchanged", {})


def test_an_export_with_a_changed_value_is_a_table_of_the_school(
    store: Store, other: Store, tmp_path: Path
) -> None:
    pupils(store, tmp_path)
    said(store, tmp_path, "publisher", "toets.csv", one(score=50))
    move(store, other, tmp_path)
    line = "1;rekenen;RW;Toetser;1;M6;2026-01-20;70;uwlr toetser;toetssysteem\n"
    table = f"{HEAD};bron_systeem;bron_rol\n{line}"
    for there in (store, other):
        taken_in(there, tmp_path, "resultaten.csv", table)
        assert score(there) == 50
        assert rows(there, "select role from result_claim order by all") == [
            ("publisher",),
            ("table",),
        ]


@pytest.mark.parametrize(
    ("columns", "values", "remarks"),
    [
        ("", "", 0),
        (";bron_systeem;bron_rol", ";mijn systeem;toetssysteem", 1),
        (";bron_systeem;bron_rol", ";uwlr toetser;de baas", 1),
        (";bron_systeem;bron_rol", ";uwlr toetser;person", 1),
        (";bron_systeem;bron_rol", ";uwlr toetser;", 1),
        (";bron_systeem", ";uwlr toetser", 1),
        (";bron_rol", ";toetssysteem", 1),
        (";bron_systeem;bron_rol", ";;", 0),
        (";bron_systeem;bron_rol", ";open;tabel", 0),
    ],
)
def test_a_table_of_the_school_stays_a_table(
    store: Store, tmp_path: Path, columns: str, values: str, remarks: int
) -> None:
    pupils(store, tmp_path)
    table = f"{HEAD}{columns}\n1;rekenen;RW;Toetser;1;M6;2026-01-20;70{values}\n"
    report = taken_in(store, tmp_path, "resultaten.csv", table)
    assert (report.state, report.total("refused")) == ("applied", 0)
    found = [one for one in report.remarks if "kent ibdash de bron" in one.text]
    assert len(found) == remarks
    assert rows(store, "select system, source_role from result") == [("open", None)]
    said(store, tmp_path, "pupil_system", "esis.csv", one(score=60))
    assert score(store) == 60


def test_the_pupil_system_stays_the_source_of_its_pupils(
    store: Store, other: Store, tmp_path: Path
) -> None:
    sam = pupil("1", "Sam", "Boer", born="2018-05-04", group="G4")
    taken_in(store, tmp_path, "a.xml", edexml("2025-2026", group("G4", "4A", "4"), sam))
    move(store, other, tmp_path)
    table = (
        "leerling_id;roepnaam;achternaam;geboortedatum;geslacht;schooljaar;groep;jaargroep\n"
        "{};{};Boer;{};m;2025-2026;5B;5\n"
    )
    for there in (store, other):
        ((key,),) = rows(there, "select number from pupil_number")
        for name, born in (("Sam", "2018-05-04"), ("Samuel", "2018-04-05")):
            list_of_one = table.format(key, name, born)
            taken_in(there, tmp_path, "leerlingen.csv", list_of_one, Options(confirmed=True))
        # A table fills what is empty, and overrules nothing.
        assert rows(
            there,
            "select call_name, birth_date::varchar, gender from pupil where closed_by is null",
        ) == [("Sam", "2018-05-04", "m")]
        assert rows(there, "select system, year_group from placement where closed_by is null") == [
            ("edexml", "4")
        ]
        newer = edexml("2025-2026", group("G4", "4A", "4"), sam.replace("Sam<", "Sem<"))
        taken_in(there, tmp_path, "b.xml", newer)
        assert rows(there, "select call_name from pupil where closed_by is null") == [("Sem",)]
        assert broken(there) == []


def test_two_members_of_staff_with_one_key_keep_their_own(
    store: Store, other: Store, tmp_path: Path
) -> None:
    content = (GOLDEN / "edexml" / "edexml21.xml").read_bytes()
    taken_in(store, tmp_path, "a.xml", content, Options(confirmed=True))
    with store.change(IB.name, "edit") as change:
        change.cursor.execute(
            "insert into staff (staff_id, school_id, system, key, display_name, sort_name,"
            " call_name, family_name, opened_by) select 900000, school_id, 'esis', key,"
            " 'Ada Vos', 'vos  ada', 'Ada', 'Vos', ? from staff order by key limit 1",
            [change.change_id],
        )
        change.touch("facts")
    before = rows(store, "select system, key from staff where closed_by is null order by all")
    move(store, other, tmp_path)
    after = rows(other, "select system, key from staff where closed_by is null order by all")
    assert after == before
    again = taken_in(store, tmp_path, "alles.xlsx", export(store), Options(confirmed=True))
    assert (again.state, changed(again)) == ("unchanged", {})


def test_a_made_up_system_of_staff_is_a_remark(store: Store, tmp_path: Path) -> None:
    table = "medewerker_id;roepnaam;achternaam;bron_systeem\nm1;Ada;Vos;mijn systeem\n"
    report = taken_in(store, tmp_path, "personeel.csv", table, Options(school="11AA"))
    assert report.state == "applied"
    assert [one.severity for one in report.remarks if "bron_systeem" in one.text] == ["warning"]
    assert rows(store, "select system, key from staff") == [("open", "m1")]
