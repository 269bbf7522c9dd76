"""What an export holds, what it refuses, and who may have it."""

import csv
import io
import os
import stat
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
import python_calamine

from ibdash import questions, reports
from ibdash.errors import AccessRefused
from ibdash.intake import Options
from ibdash.reports import Chosen, ExportRefused, dictionary, export
from ibdash.reports.open_tables import known_tables, profile_of
from ibdash.sources import sheet
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import profiles
from ibdash.store import Store
from tests.people import IB, NOBODY, taken_in

pq: Any = pyarrow.parquet

PUPILS = """leerling_id;brin;roepnaam;achternaam;schooljaar;groep
1;11AA00;Noor;Wal;2025-2026;4A
2;11AA00;Bo;Aker;2025-2026;4A
3;22BB00;Sam;Bos;2025-2026;5
"""
PLANS = """plan_id;brin;leerling_id;soort;begindatum;titel
p1;11AA00;1;handelingsplan;2026-01-12;=HYPERLINK("x")
"""
_NAMES = {"call_name", "prefix", "family_name", "birth_date"}
TABLES = known_tables(IB, restricted=True)


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS, Options(confirmed=True))
    taken_in(store, tmp_path, "plannen.csv", PLANS)
    return store


def columns_of(store: Store, table: str) -> list[str]:
    with questions.answers(store, who=IB) as answer:
        return list(answer(f"export/{table}", 10, school_id=None, restricted=True).schema.names)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_reader_knows_every_column_and_every_column_of_it_is_written(
    table: reports.OpenTable, store: Store
) -> None:
    written = columns_of(store, table.name)
    profile = profile_of(table.name)
    used = {
        rows.rename.get(column, column)
        for rows in profile.rows
        for column in KINDS[rows.kind].names
    } | {name for rule in profile.rule for name in rule.of}
    needed = {name for group in profile.required for name in group}
    # Names stand in the lists of pupils; elsewhere the key says who somebody is.
    left = set() if profile.kind in ("pupil", "staff") else _NAMES
    wanted = {
        column.header[0]
        for column in profile.column
        if (column.field in used - left)
        or (column.header[0] in needed and column.field not in left)
    }
    assert set(written) == wanted
    assert len(written) == len(set(written))


def test_every_open_table_that_can_come_in_can_go_out() -> None:
    there = {
        name
        for profile in profiles().values()
        if profile.system == "open"
        for name in profile.names
    }
    assert {table.name for table in TABLES} == there


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_a_meaning(table: reports.OpenTable, store: Store) -> None:
    for column in columns_of(store, table.name):
        assert dictionary.meaning(table.name, column)[0].isupper()


def test_no_meaning_is_of_a_column_that_is_not_there(store: Store) -> None:
    written = {table.name: set(columns_of(store, table.name)) for table in TABLES}
    for table, known in dictionary.meanings().items():
        there = set().union(*written.values()) if table == "alle" else written[table]
        assert set(known) <= there


def test_a_workbook_has_a_sheet_a_table_and_words_instead_of_codes(
    school: Store, tmp_path: Path
) -> None:
    target = tmp_path / "uit.xlsx"
    written = reports.write(school, target, "xlsx", Chosen(), who=IB)
    assert written.rows == {
        "leerlingen": 3,
        "groepen": 2,
        "plaatsingen": 3,
        "plannen": 1,
        "sleutels": 3,
    }
    book = python_calamine.CalamineWorkbook.from_path(str(target))
    assert book.sheet_names == [*written.rows, "datawoordenboek"]
    head, row = book.get_sheet_by_name("plannen").to_python()
    plan = dict(zip(head, row, strict=True))
    assert (plan["brin"], plan["leerling_id"], plan["soort"]) == ("11AA00", "1", "handelingsplan")
    assert plan["titel"] == '=HYPERLINK("x")'
    head, row, *_ = book.get_sheet_by_name("datawoordenboek").to_python()
    assert head[:3] == ["tabel", "kolom", "soort"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_parquet_is_typed_and_comes_with_a_dictionary(school: Store) -> None:
    held = io.BytesIO()
    reports.write(school, held, "zip", Chosen(), who=IB)
    package = zipfile.ZipFile(held)
    table = pq.read_table(io.BytesIO(package.read("plannen.parquet")))
    assert str(table.schema.field("begindatum").type) == "date32[day]"
    assert str(table.schema.field("minuten_per_week").type) == "double"
    assert (
        pq.read_metadata(io.BytesIO(package.read("plannen.parquet")))
        .row_group(0)
        .column(0)
        .compression
        == "ZSTD"
    )
    lines = list(
        csv.reader(
            io.StringIO(package.read("datawoordenboek.csv").decode("utf-8-sig")), delimiter=";"
        )
    )
    (row,) = [line for line in lines if line[:2] == ["evaluaties", "oordeel"]]
    assert row[2:6] == ["getal", "Oordeel van de school over het plan", "'-2 tot en met 2", "nee"]
    text = package.read("datawoordenboek.md").decode()
    assert "## leerlingen" in text
    assert "internet kopieert" in text


def test_one_school_and_some_tables(school: Store) -> None:
    school_id = reports.known_school(school, "22bb", who=IB)
    written = reports.write(
        school, io.BytesIO(), "xlsx", Chosen(("leerlingen", "plannen"), school_id), who=IB
    )
    assert written.rows == {"leerlingen": 1}


def test_as_known_after_an_earlier_change(school: Store) -> None:
    written = reports.write(school, io.BytesIO(), "zip", Chosen(known_at=1), who=IB)
    assert set(written.rows) == {"leerlingen", "groepen", "plaatsingen", "sleutels"}


def test_a_workbook_stops_at_its_border_and_parquet_does_not(school: Store, tmp_path: Path) -> None:
    target = tmp_path / "uit.xlsx"
    some = Chosen(("leerlingen", "sleutels"))
    assert reports.write(school, io.BytesIO(), "xlsx", some, who=IB, most_rows=6).rows
    with pytest.raises(ExportRefused) as refused:
        reports.write(school, target, "xlsx", some, who=IB, most_rows=5)
    assert "Parquet" in refused.value.remedy
    assert not target.exists()
    assert list(tmp_path.glob(".ibdash-*")) == []
    assert reports.write(school, io.BytesIO(), "zip", some, who=IB, most_rows=5).rows


def test_what_is_there_is_only_replaced_on_request_and_only_when_it_is_an_export(
    school: Store, tmp_path: Path
) -> None:
    folder, file = tmp_path / "uit", tmp_path / "uit.zip"
    for target, form in ((folder, "folder"), (file, "zip")):
        reports.write(school, target, reports.form_named(form), Chosen(), who=IB)
        with pytest.raises(ExportRefused, match="is er al"):
            reports.write(school, target, reports.form_named(form), Chosen(), who=IB)
        some = Chosen(("plannen",))
        reports.write(school, target, reports.form_named(form), some, who=IB, overwrite=True)
    assert sorted(path.name for path in folder.iterdir()) == [
        "datawoordenboek.csv",
        "datawoordenboek.md",
        "plannen.parquet",
    ]
    (folder / "brief.docx").write_text("van mij")
    with pytest.raises(ExportRefused, match="geen eerdere export"):
        reports.write(school, folder, "folder", Chosen(), who=IB, overwrite=True)
    assert (folder / "brief.docx").exists()


def test_a_school_without_a_brin_does_not_go_out_beside_another(
    school: Store, tmp_path: Path
) -> None:
    with school.change("proef", "intake") as change:
        change.cursor.execute(
            "insert into school (school_id, public_key, name, opened_by)"
            " values (999, 'k', 'Zonder', ?)",
            [change.change_id],
        )
        change.touch("facts")
    with pytest.raises(ExportRefused, match="niet samen"):
        reports.write(school, io.BytesIO(), "zip", Chosen(), who=IB)


def test_refusals_name_what_can_be_chosen(school: Store) -> None:
    with pytest.raises(ExportRefused) as refused:
        reports.write(school, io.BytesIO(), "zip", Chosen(("onzin",)), who=IB)
    assert "leerlingen" in refused.value.remedy
    with pytest.raises(ExportRefused) as unknown:
        reports.known_school(school, "99XX", who=IB)
    assert unknown.value.remedy == "Kies uit 11AA00, 22BB00"


def test_nobody_gets_nothing(school: Store) -> None:
    with pytest.raises(AccessRefused):
        reports.write(school, io.BytesIO(), "zip", Chosen(), who=NOBODY)
    assert all(not table.is_restricted for table in known_tables(NOBODY, restricted=True))


def test_a_workbook_is_never_larger_than_the_intake_unpacks(
    school: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert export.MOST_UNPACKED < sheet._MOST_UNPACKED
    monkeypatch.setattr(export, "MOST_UNPACKED", 100)
    with pytest.raises(ExportRefused, match="te veel voor Excel"):
        reports.write(school, io.BytesIO(), "xlsx", Chosen(), who=IB)


def test_confidential_notes_go_only_with_restricted_facts(school: Store, tmp_path: Path) -> None:
    text = (
        "brin;leerling_id;datum;soort;tekst;vertrouwelijk\n"
        "11AA00;1;2025-11-20;observatie;Leest graag.;nee\n"
        "11AA00;2;2025-11-20;observatie;Werkt rustig.;\n"
        "11AA00;2;2025-11-21;gesprek_ouders;Thuis is het druk.;ja\n"
    )
    taken_in(school, tmp_path, "notities.csv", text)
    for restricted, rows in ((False, 2), (True, 3)):
        some = Chosen(("notities",), restricted=restricted)
        held = io.BytesIO()
        assert reports.write(school, held, "zip", some, who=IB).rows == {"notities": rows}
        words = zipfile.ZipFile(held).read("datawoordenboek.md").decode()
        assert ("vertrouwelijke notities zijn er niet bij" in words) is not restricted
