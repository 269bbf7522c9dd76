"""Cells with a fault of Excel: their row is refused, wherever the cell stands in the sheet."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ibdash.errors import FileRefused
from ibdash.sources import excel_faults, tables
from tests.sources.table_files import (
    LIMITS,
    column,
    read,
    refusals,
    rows_of,
    source,
    workbook,
    xml_row,
)

HEAD = ("leerling_id", "leerlijn", "toets", "schooljaar", "ruwe_score", "lengte")


def result(number: int, key: int, score: int | str, other: str | None = None) -> str:
    return xml_row(number, key, "rekenen", "Rekenen", "2025-2026", score, other)


def said(code: str, dutch: str, where: str = "ruwe_score") -> str:
    return (
        f"In kolom {where} staat de Excel-fout {code} ({dutch} in het Nederlands); "
        "deze rij is niet overgenomen"
    )


@pytest.mark.parametrize(
    ("code", "dutch"),
    [
        ("#NULL!", "#LEEG!"),
        ("#DIV/0!", "#DEEL/0!"),
        ("#VALUE!", "#WAARDE!"),
        ("#REF!", "#VERW!"),
        ("#NAME?", "#NAAM?"),
        ("#NUM!", "#GETAL!"),
        ("#N/A", "#N/B"),
    ],
)
def test_a_fault_refuses_its_row_with_line_column_and_code(code, dutch):
    body = xml_row(1, *HEAD) + result(2, 1, f"fault:{code}") + result(3, 2, 30)
    found, remarks, _ = read(workbook({"Blad1": body}), "map.xlsx")
    assert refusals(remarks) == [(2, said(code, dutch))]
    assert column(found, "result", "pupil_key") == ["2"]


def test_a_fault_in_a_column_that_nobody_reads_is_ignored():
    body = xml_row(1, *HEAD) + result(2, 1, 30, "fault:#REF!")
    # A formula that goes on below the table makes no row there.
    body += xml_row(3, None, None, None, None, None, "fault:#N/A")
    found, remarks, _ = read(workbook({"Blad1": body}), "map.xlsx")
    assert refusals(remarks) == []
    assert column(found, "result", "line") == [2]


def test_a_fault_in_a_name_is_no_name():
    names = ("leerling_id", "roepnaam", "schooljaar", "jaargroep")
    body = xml_row(1, *names) + xml_row(2, 1, "fault:#NAME?", "2025-2026", 6)
    _, remarks, _ = read(workbook({"Blad1": body}), "map.xlsx")
    assert refusals(remarks) == [(2, said("#NAME?", "#NAAM?", "roepnaam"))]


def test_of_two_faults_in_a_row_one_is_said():
    body = xml_row(1, *HEAD) + xml_row(2, 1, "fault:#REF!", "Rekenen", "2025-2026", "fault:#DIV/0!")
    _, remarks, _ = read(workbook({"Blad1": body}), "map.xlsx")
    assert refusals(remarks) == [(2, said("#REF!", "#VERW!", "leerlijn"))]


def test_empty_columns_before_the_table_and_titles_above_it_move_nothing():
    head = "".join(
        f'<c r="{letter}3" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("CDEFG", HEAD, strict=False)
    )
    cells = "".join(
        f'<c r="{letter}5" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("CDEF", ("1", "rekenen", "Rekenen", "2025-2026"), strict=True)
    )
    body = f'<row r="3">{head}</row><row r="5">{cells}<c r="G5" t="e"><v>#REF!</v></c></row>'
    _, remarks, _ = read(workbook({"Blad1": body}), "map.xlsx")
    assert refusals(remarks) == [(5, said("#REF!", "#VERW!"))]


def test_rows_and_cells_without_numbers_follow_each_other():
    def cells(*texts):
        return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)

    body = f"<row>{cells(*HEAD)}</row><row>{cells('1', 'rekenen', 'Rekenen', '2025-2026', '3')}"
    body += f"</row><row>{cells('2', 'rekenen', 'Rekenen', '2025-2026')}<c t='e'><v>#N/A</v></c>"
    found, remarks, _ = read(workbook({"Blad1": body + "</row>"}), "map.xlsx")
    assert refusals(remarks) == [(3, said("#N/A", "#N/B"))]
    assert column(found, "result", "line") == [2]


def test_faults_belong_to_their_own_sheet():
    bad = xml_row(1, *HEAD) + result(2, 1, "fault:#REF!")
    good = xml_row(1, *HEAD) + result(2, 2, 30)
    (reading,) = tables.read(source("m.xlsx", workbook({"E & M": good, "B": bad})), LIMITS)
    found = rows_of(reading)
    assert column(found, "result", "pupil_key") == ["2"]
    assert refusals(reading.remarks) == [(2, f"Tabblad B: {said('#REF!', '#VERW!')}")]


def test_a_fault_among_the_column_names_is_a_column_that_is_not_known():
    body = xml_row(1, *HEAD[:5], "fault:#REF!") + result(2, 1, 30, "x")
    _, remarks, _ = read(workbook({"Blad1": body}), "map.xlsx")
    assert [remark.text for remark in remarks] == [
        "Deze kolommen kent ibdash niet en zijn niet overgenomen: #REF!"
    ]


@pytest.mark.parametrize("text", ["#N/B", "#N/A"])
def test_a_csv_of_excel_has_its_faults_as_text(text):
    content = (
        "leerling_id;leerlijn;toets;schooljaar;ruwe_score\n"
        f"1;rekenen;Rekenen;2025-2026;{text}\n2;rekenen;Rekenen;2025-2026;7\n"
    )
    found, remarks, _ = read(content)
    assert refusals(remarks) == [(2, said("#N/A", "#N/B"))]
    assert column(found, "result", "pupil_key") == ["2"]


def test_a_sheet_with_a_fault_whose_xml_breaks_off_is_refused():
    content = workbook({"Blad1": xml_row(1, *HEAD) + result(2, 1, "fault:#REF!") + "<row"})
    with pytest.raises(FileRefused) as error:
        tables.read(source("map.xlsx", content), LIMITS)
    assert error.value.title == "Dit Excel-bestand is niet te lezen"


def test_a_row_that_is_longer_than_excel_makes_is_refused():
    # Numbers that differ, so that the sheet shrinks no more than a table does.
    cells = "".join(f"<c><v>{n * 7919 % 1_000_003}</v></c>" for n in range(900_000))
    content = workbook({"Blad1": f'<row r="1">{cells}<c t="e"><v>#REF!</v></c></row>'})
    with pytest.raises(FileRefused) as error:
        tables.read(source("map.xlsx", content), LIMITS)
    assert error.value.title == "Dit Excel-bestand is niet te lezen"


CELLS = st.sampled_from(["", "x", "fault:#REF!", "fault:#N/A"])


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.integers(1, 9), st.lists(CELLS, min_size=1, max_size=4), min_size=1))
def test_every_fault_is_found_where_calamine_has_an_empty_cell(rows):
    body = "".join(xml_row(number, *rows[number]) for number in sorted(rows))
    content = workbook({"Blad1": body})
    faults = excel_faults.of_sheets(content).get("Blad1", excel_faults.NONE)
    assert list(faults.within(0, 10)) == [
        (number - 1, place, cell[6:])
        for number in sorted(rows)
        for place, cell in enumerate(rows[number])
        if cell.startswith("fault:")
    ]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Blad1")
    left = sheet.start[1] if sheet.start else 0
    read_cells = list(sheet.iter_rows())
    assert all(read_cells[row][place - left] == "" for row, place, _ in faults.within(0, 10))
