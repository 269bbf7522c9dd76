"""Workbooks: every text comes back as it was, and no cell is ever a formula."""

import io
import zipfile
from datetime import date

import pyarrow as pa
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from ibdash.domain.cell_text import is_guarded, unguarded
from ibdash.views.workbook import Workbook


def written(**sheets: list[pa.Table]) -> bytes:
    held = io.BytesIO()
    book = Workbook(held)
    for name, tables in sheets.items():
        heads = tables[0].column_names if tables else ["leeg"]
        rows = book.sheet(name, {head: head for head in heads}, tables)
        assert rows == sum(table.num_rows for table in tables)
    book.close()
    return held.getvalue()


def rows(content: bytes, sheet: str) -> list[list[object]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python()


def xml(content: bytes, path: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(path).decode()


def test_each_sheet_has_its_own_rows_also_from_several_batches() -> None:
    part = pa.table({"n": [1, 2]})
    content = written(een=[part, part], twee=[pa.table({"t": ["x"]})], drie=[])
    assert rows(content, "een") == [["n"], [1], [2], [1], [2]]
    assert rows(content, "twee") == [["t"], ["x"]]
    assert rows(content, "drie") == [["leeg"]]


def test_a_formula_is_a_text_with_the_quote_of_excel_itself() -> None:
    content = written(blad=[pa.table({"t": ["=1+1", "@x", "a"]})])
    sheet = xml(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert sheet.count('s="3" t="s"') == 2
    assert '<xf quotePrefix="1"/>' in xml(content, "xl/styles.xml")
    assert rows(content, "blad")[1:] == [["=1+1"], ["@x"], ["a"]]


def test_what_is_no_number_is_an_empty_cell() -> None:
    content = written(
        blad=[pa.table({"n": [float("nan"), float("inf"), -2.5], "d": [date(2026, 1, 2)] * 3})]
    )
    assert rows(content, "blad")[1:] == [
        ["", date(2026, 1, 2)],
        ["", date(2026, 1, 2)],
        [-2.5, date(2026, 1, 2)],
    ]


_SIGN = st.one_of(
    st.sampled_from("'=+-@\t\r\n\"<&>_x0D ;"), st.characters(exclude_categories=("Cs",))
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(_SIGN, min_size=1), st.text(_SIGN, min_size=1).map(lambda t: t * 300)),
        min_size=1,
        max_size=8,
    )
)
def test_every_text_comes_back(texts: list[str]) -> None:
    content = written(blad=[pa.table({"t": texts, "n": list(range(len(texts)))})])
    found = [str(row[0]) for row in rows(content, "blad")[1:]]
    assert [unguarded(text) if is_guarded(text) else text for text in found] == texts
