"""Workbooks through the whole intake: several sheets are one delivery."""

import io
import zipfile
from pathlib import Path

from ibdash.intake import Options
from ibdash.store import Store
from tests.intake.test_tables_intake import rows
from tests.people import taken_in
from tests.sources.table_files import workbook, xml_row

HEAD = ("leerling_id", "roepnaam", "achternaam", "geboortedatum", "schooljaar", "groep")


def _sheet(group: str, *keys: int) -> str:
    pupils = (
        xml_row(line, key, f"Kind{key}", "Test", "2016-01-01", "2025-2026", group)
        for line, key in enumerate(keys, start=2)
    )
    return xml_row(1, *HEAD) + "".join(pupils)


RESULTS = xml_row(1, "leerling_id", "leerlijn", "toets", "moment", "schooljaar", "niveau",
                  "niveauschaal")  # fmt: skip


def test_a_sheet_a_group_is_one_list_of_pupils(store: Store, tmp_path: Path) -> None:
    book = workbook({"6A": _sheet("6A", 1, 2, 3), "6B": _sheet("6B", 4)})
    first = taken_in(store, tmp_path, "leerlingen.xlsx", book)
    assert (first.counts["pupil"].new, first.counts["school"].new) == (4, 1)
    again = taken_in(store, tmp_path, "leerlingen.xlsx", book, Options(replace=True))
    assert (again.state, again.total("gone"), again.counts["pupil"].same) == ("unchanged", 0, 4)
    assert rows(store, "select count(*) from placement where closed_by is null") == [(4,)]


def test_a_sheet_of_results_may_stand_before_its_pupils(store: Store, tmp_path: Path) -> None:
    results = RESULTS + xml_row(2, 1, "rekenen", "RW", "M6", "2025-2026", "III", "I-V")
    results += xml_row(3, 9, "rekenen", "RW", "M6", "2025-2026", "II", "I-V")
    report = taken_in(
        store,
        tmp_path,
        "school.xlsx",
        workbook({"resultaten": results, "leerlingen": _sheet("6A", 1)}),
    )
    assert (report.state, report.counts["result"].new) == ("applied", 1)
    (refused,) = [remark for remark in report.remarks if remark.severity == "refused"]
    assert (refused.line, refused.text) == (3, "Tabblad resultaten: Deze leerling is niet bekend")
    count = report.counts["school"]
    assert (count.new, count.same) == (1, 0)


def test_the_row_with_a_fault_of_excel_is_refused_and_the_rest_goes_in(
    store: Store, tmp_path: Path
) -> None:
    body = xml_row(1, *HEAD) + xml_row(2, 1, "Bo", "Aker", "fault:#REF!", "2025-2026", "6A")
    body += xml_row(3, 2, "Noor", "Bos", "2016-01-01", "2025-2026", "6A")
    report = taken_in(store, tmp_path, "leerlingen.xlsx", workbook({"leerlingen": body}))
    count = report.counts["pupil"]
    assert (report.state, count.new, count.refused) == ("applied", 1, 1)
    (said,) = [remark for remark in report.remarks if remark.severity == "refused"]
    assert (said.line, said.kind) == (2, "pupil")
    assert said.text.startswith("In kolom geboortedatum staat de Excel-fout #REF! (#VERW!")
    assert "formule" in said.remedy
    assert rows(store, "select call_name from pupil") == [("Noor",)]


def test_a_group_that_stands_on_two_sheets_is_one_group(store: Store, tmp_path: Path) -> None:
    book = workbook({"jongens": _sheet("6A", 1, 2), "meisjes": _sheet("6A", 3)})
    report = taken_in(store, tmp_path, "leerlingen.xlsx", book)
    assert report.counts["group"].new == 1
    assert rows(store, 'select count(*) from "group"') == [(1,)]


def test_a_part_that_shrinks_a_thousand_times_is_refused_before_it_is_unpacked(
    store: Store, tmp_path: Path
) -> None:
    packed = io.BytesIO(workbook({"leerlingen": _sheet("6A", 1)}))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/bomb.bin", b"\0" * 30_000_000)
    report = taken_in(store, tmp_path, "leerlingen.xlsx", packed.getvalue())
    assert (report.state, report.title) == ("refused", "Het Excel-bestand is te groot")
