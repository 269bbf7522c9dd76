"""Small tables and workbooks for tests, and what is read from them as plain rows."""

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ibdash.sources import tables
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import Profile
from ibdash.sources.reading import Limits, Reading, Remark, SourceFile

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "tables"
LIMITS = Limits(file_bytes=50_000_000, rows=100_000)

Rows = dict[str, list[dict[str, Any]]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def source(name: str, content: str | bytes) -> SourceFile:
    return SourceFile(name, content.encode() if isinstance(content, str) else content)


def golden(name: str) -> SourceFile:
    return SourceFile(name, (GOLDEN / name).read_bytes())


def rows_of(reading: Reading) -> Rows:
    """Every row of a reading by kind; each batch has the schema of its kind."""
    found: Rows = {}
    for kind, batch in reading.batches:
        assert batch.schema.equals(KINDS[kind])
        found.setdefault(kind, []).extend(batch.to_pylist())
    return found


def read(
    content: str | bytes, name: str = "tabel.csv", profile: str | Profile | None = None
) -> tuple[Rows, list[Remark], Reading]:
    """The rows, remarks and reading of a file with one table."""
    (reading,) = tables.read(source(name, content), LIMITS, profile)
    return rows_of(reading), reading.remarks, reading


def refusals(remarks: list[Remark]) -> list[tuple[int, str]]:
    return [(remark.line, remark.text) for remark in remarks if remark.severity == "refused"]


def column(rows: Rows, kind: str, name: str) -> list[Any]:
    return [row[name] for row in rows[kind]]


def filled(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says, its empty columns left out."""
    return {name: value for name, value in row.items() if value is not None}


def workbook(sheets: dict[str, str]) -> bytes:
    """An XLSX file of sheets by name, each the XML of its rows (see :func:`xml_row`)."""
    numbers = range(1, len(sheets) + 1)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
            for n in numbers
        )
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
            '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{parts}</Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        names = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, sheets, strict=True)
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{names}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{_DOCUMENT}/worksheet"'
            f' Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship Id="rId99"'
            f' Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        )
        # Style 1 is a date.
        package.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14"/></cellXfs></styleSheet>',
        )
        for n, body in zip(numbers, sheets.values(), strict=True):
            package.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>',
            )
    return packed.getvalue()


def xml_row(number: int, *cells: str | int | float | bool | None) -> str:
    """A row of a sheet: text, numbers and booleans; None and "" leave the cell out.

    Text that begins with "day:" is a cell with that day number and the format of a date; text that
    begins with "=" a formula whose last value is the text behind it; "fault:" a cell with that
    fault of Excel.
    """
    written = []
    for place, cell in enumerate(cells):
        where = f'r="{chr(ord("A") + place)}{number}"'
        if isinstance(cell, bool):
            written.append(f'<c {where} t="b"><v>{int(cell)}</v></c>')
        elif isinstance(cell, int | float):
            written.append(f"<c {where}><v>{cell}</v></c>")
        elif cell and cell.startswith("day:"):
            written.append(f'<c {where} s="1"><v>{cell[4:]}</v></c>')
        elif cell and cell.startswith("fault:"):
            written.append(f'<c {where} t="e"><f>A1</f><v>{cell[6:]}</v></c>')
        elif cell and cell.startswith("="):
            written.append(f'<c {where} t="str"><f>A1</f><v>{escape(cell[1:])}</v></c>')
        elif cell:
            written.append(f'<c {where} t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
    return f'<row r="{number}">{"".join(written)}</row>'
