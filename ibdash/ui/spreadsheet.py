"""A table as CSV and as XLSX for Dutch spreadsheets, without ever becoming a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from ibdash.domain.cell_text import guarded
from ibdash.views.workbook import Workbook


def csv_file(table: pa.Table, headers: Mapping[str, str]) -> bytes:
    """UTF-8 with a byte order mark, `;` and a decimal comma: what a Dutch Excel opens by itself.

    headers: column of the table: its Dutch head; other columns are left out.  An empty cell is a
    missing value; levels keep their ASCII form ("V-").
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers.values())
    writer.writerows([_as_text(value) for value in row] for row in _rows(table, headers))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def xlsx_file(table: pa.Table, headers: Mapping[str, str]) -> bytes:
    """One sheet with a bold head that stays in sight; texts are texts, so never a formula."""
    held = io.BytesIO()
    book = Workbook(held)
    book.sheet("ibdash", headers, [table])
    book.close()
    return held.getvalue()


def _rows(table: pa.Table, headers: Mapping[str, str]) -> Sequence[tuple[object, ...]]:
    return list(zip(*(table.column(name).to_pylist() for name in headers), strict=True))


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (int, float)):
        return format(value, "g" if isinstance(value, int) else ".10g").replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return guarded(str(value))
