"""Every open table beside those of pupils and results: in, again, changed, refused, undone."""

from pathlib import Path
from typing import NamedTuple

import pytest

from ibdash import intake
from ibdash.questions import all_questions, ask
from ibdash.sources.reading import Limits, SourceFile
from ibdash.sources.recognise import open_reading
from ibdash.store import Store
from tests.people import IB, taken_in

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "tables" / "open"
LIMITS = Limits(10_000_000, 10_000)


class Case(NamedTuple):
    """What a golden table says: rows that are new, lines that are refused, a change of one row."""

    kind: str
    new: int
    refused: tuple[int, ...]
    old_text: str
    new_text: str


CASES = {
    "verzuim": Case("absence", 2, (4,), "2026-01-12;\n", "2026-01-14;\n"),
    "schoolkalender": Case("school_calendar", 2, (3,), "2025-10-26", "2025-10-27"),
    "toetskalender": Case("test_calendar", 1, (), "2026-01-30", "2026-02-06"),
    "verwijzingen": Case("referral", 1, (3,), "aanvraag", "in behandeling"),
    "notities": Case("note", 2, (4,), "Ina;ja", "Ina;nee"),
    "afspraken": Case("agreement", 2, (), "2025-12-01;;", "2025-12-01;2025-11-28;"),
    "besprekingen": Case("meeting", 2, (4,), "Ina en moeder", "Ina en vader"),
    "besluiten": Case("decision", 2, (4,), "werkt al", "werkt nog"),
    "signaalbesluiten": Case("signal_decision", 1, (), "al in plan", "plan loopt"),
    "signaalgrenzen": Case("signal_limit", 2, (4,), "21", "28"),
    "weekafrondingen": Case("week_review", 2, (4,), "Ina;9", "Ina;8"),
    "goed_gemeld": Case("finding_approval", 2, (4,), "bewust gekozen", "afgesproken"),
    "loopbaan": Case("career_year", 2, (4,), "De Eik;doublure", "De Eik;"),
    "adviezen": Case("school_advice", 1, (3,), "havo", "vwo"),
    "diagnoses": Case("diagnosis", 1, (), "Praktijk", "Ziekenhuis"),
    "capaciteit": Case("capacity", 1, (3,), "104", "105"),
    "groepen": Case("group", 1, (), "Plusklas;2025-2026;4", "Plusklas;2025-2026;5"),
    "plaatsingen": Case("placement", 1, (), "2025-10-01", "2025-10-02"),
    "personeel": Case("staff", 1, (), "leerkracht", "coach"),
}
every_table = pytest.mark.parametrize("table", CASES)


def content(table: str) -> str:
    return (GOLDEN / f"{table}.csv").read_text(encoding="utf-8")


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """Noor (1) and Bo (2) in group 4A of 2025-2026."""
    assert taken_in(store, tmp_path, "leerlingen.csv", content("leerlingen")).applied
    return store


def broken(store: Store) -> list[str]:
    return [
        asked.name
        for asked in all_questions()
        if asked.name.startswith("check/") and ask(store, asked.name, who=IB).num_rows
    ]


def open_rows(store: Store, kind: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(
            f'select * exclude (opened_by, source_change) from "{kind}" where closed_by is null'
            " order by all"
        ).fetchall()


@every_table
def test_it_goes_in_row_by_row_and_again_changes_nothing(
    school: Store, tmp_path: Path, table: str
) -> None:
    case = CASES[table]
    first = taken_in(school, tmp_path, f"{table}.csv", content(table))
    assert (first.state, first.counts[case.kind].new) == ("applied", case.new)
    refused = {one.line for one in first.remarks if one.severity == "refused"}
    assert refused == set(case.refused)
    again = taken_in(school, tmp_path, f"{table}.csv", content(table))
    assert (again.state, again.counts[case.kind].new) == ("unchanged", 0)
    assert broken(school) == []


@every_table
def test_a_changed_row_is_the_same_row_and_undo_brings_the_old_value_back(
    school: Store, tmp_path: Path, table: str
) -> None:
    case = CASES[table]
    before = open_rows(school, case.kind)
    taken_in(school, tmp_path, f"{table}.csv", content(table))
    old = open_rows(school, case.kind)
    assert case.old_text in content(table)
    changed = content(table).replace(case.old_text, case.new_text)
    report = taken_in(school, tmp_path, f"{table}.csv", changed)
    assert (report.counts[case.kind].new, report.counts[case.kind].changed) == (0, 1)
    for facts in (old, before):
        with school.read() as cursor:
            row = cursor.execute(
                "select max(i.intake_id) from intake as i where not exists (select 1 from change"
                " as u where u.undoes = i.change_id)"
            ).fetchone()
        assert row is not None
        undone = intake.undo(school, row[0], who=IB)
        assert undone.is_possible
        assert open_rows(school, case.kind) == facts
        assert broken(school) == []


@every_table
def test_it_is_recognised_by_its_name_and_by_its_header_alone(table: str) -> None:
    text = content(table).encode()
    for name in (f"{table}.csv", "bestand.csv"):
        (reading,) = open_reading(SourceFile(name, text), LIMITS, None)
        assert reading.profile == table


def test_a_wrong_word_names_the_column_and_the_words_that_are_known(
    school: Store, tmp_path: Path
) -> None:
    report = taken_in(school, tmp_path, "verzuim.csv", content("verzuim"))
    (refused,) = [one for one in report.remarks if one.severity == "refused"]
    assert refused.text == (
        "De waarde in kolom soort is niet begrepen."
        " Bekend zijn ziek, verlof, ongeoorloofd, te_laat, schorsing"
    )


def test_a_row_of_a_group_is_about_the_group_and_a_pupil_may_be_named(
    school: Store, tmp_path: Path
) -> None:
    named = (
        "roepnaam;tussenvoegsel;achternaam;geboortedatum;datum;soort;tekst\n"
        "Noor;van der;Wal;2018-03-09;2026-01-08;observatie;Werkt rustig.\n"
    )
    taken_in(school, tmp_path, "notities.csv", content("notities"))
    assert taken_in(school, tmp_path, "meer.csv", named).state == "applied"
    with school.read() as cursor:
        found = cursor.execute(
            "select p.call_name, g.name, n.noted_on::varchar, n.is_confidential from note as n"
            " left join pupil as p using (pupil_id)"
            ' left join "group" as g on g.group_id = n.group_id order by n.noted_on'
        ).fetchall()
    assert found == [
        ("Noor", None, "2025-11-20", True),
        (None, "4A", "2025-11-21", False),
        ("Noor", None, "2026-01-08", None),
    ]


def test_a_key_of_the_source_makes_a_changed_row_the_same_row(
    school: Store, tmp_path: Path
) -> None:
    head = "bron_id;leerling_id;datum;dagdeel;soort\n"
    taken_in(school, tmp_path, "verzuim.csv", head + "v1;1;2026-01-12;o;ziek\n")
    report = taken_in(school, tmp_path, "verzuim.csv", head + "v1;2;2026-01-13;d;verlof\n")
    assert (report.counts["absence"].new, report.counts["absence"].changed) == (0, 1)
    with school.read() as cursor:
        found = cursor.execute(
            "select p.call_name, a.absent_on::varchar, a.absence_kind from absence as a"
            " join pupil as p using (pupil_id) where a.closed_by is null"
        ).fetchall()
    assert found == [("Bo", "2026-01-13", "verlof")]


def test_the_composite_group_is_beside_the_home_group(school: Store, tmp_path: Path) -> None:
    for table in ("plaatsingen", "personeel"):
        taken_in(school, tmp_path, f"{table}.csv", content(table))
    with school.read() as cursor:
        placed = cursor.execute(
            "select p.call_name, g.name, l.is_home, l.from_on::varchar from placement as l"
            ' join pupil as p using (pupil_id) join "group" as g on g.group_id = l.group_id'
            " where l.closed_by is null order by 1, 2"
        ).fetchall()
        staffed = cursor.execute(
            'select g.name, g.is_composite from staff_group as s join "group" as g'
            " using (group_id) order by 1"
        ).fetchall()
    assert placed == [
        ("Bo", "4A", True, None),
        ("Bo", "Plusklas", False, "2025-10-01"),
        ("Noor", "4A", True, None),
    ]
    assert staffed == [("4A", False), ("Plusklas", True)]
