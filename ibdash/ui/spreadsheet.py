"""A table as CSV and as XLSX for Dutch spreadsheets, without ever becoming a formula."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

import pyarrow as pa

# A spreadsheet runs a cell that begins with one of these; tab and return hide one behind it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The widest column of a sheet, in signs.
_WIDEST = 60
# Days since this one: the way XLSX counts dates.
_DAY_ZERO = date(1899, 12, 30)


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
    rows = ["".join(_cell(head, bold=True) for head in headers.values())]
    values = _rows(table, headers)
    rows += ["".join(_cell(value) for value in row) for row in values]
    sheet = "".join(f"<row>{cells}</row>" for cells in rows)
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(_widths(list(headers.values()), values), start=1)
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in _PARTS.items():
            package.writestr(name, _XML + part)
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            f"</sheetView></sheetViews><cols>{columns}</cols>"
            f"<sheetData>{sheet}</sheetData></worksheet>",
        )
    return held.getvalue()


def _widths(heads: Sequence[str], rows: Sequence[tuple[object, ...]]) -> list[int]:
    """Of each column in signs: its longest text, within what fits on a screen."""
    texts = zip(heads, *([_as_text(value) for value in row] for row in rows), strict=True)
    return [min(_WIDEST, max(10, *(len(text) + 2 for text in column))) for column in texts]


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
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(value: object, bold: bool = False) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"<c><v>{value!r}</v></c>"
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return f'<c s="2"><v>{(day - _DAY_ZERO).days}</v></c>'
    text = "ja" if value is True else "nee" if value is False else str(value)
    # XML knows no other control characters than these three.
    kept = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")
    return (
        f'<c t="inlineStr"{" s=" + chr(34) + "1" + chr(34) if bold else ""}>'
        f'<is><t xml:space="preserve">{escape(kept)}</t></is></c>'
    )


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="ibdash" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # Style 1: bold.  Style 2: a date in the reader's own form (14).
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
