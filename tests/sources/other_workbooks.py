"""Small workbooks of other kinds than .xlsx, written by hand: .ods and .xlsb."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: dict[str, str]) -> bytes:
    """An ODS file of sheets by name, each the XML of its rows (see :func:`ods_row`)."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        package.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{_URN}:manifest:1.0"><m:file-entry m:full-path="/"'
            f' m:media-type="{_ODS}"/></m:manifest>',
        )
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{_URN}:office:1.0"'
            f' xmlns:table="{_URN}:table:1.0" xmlns:text="{_URN}:text:1.0"'
            ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return packed.getvalue()


def ods_row(*cells: str | int | float | bool | None, repeated: int = 1) -> str:
    """A row: text, numbers and booleans; None leaves a cell empty.

    Text that begins with "day:" is a cell with that date, with "=" a formula whose last value is
    the text behind it, with "fault:" one that failed so, with "over 2:" a text over two columns.
    """
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: str | int | float | bool | None) -> str:
    attributes, text = "", cell
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        kind, attributes = "boolean", f' office:boolean-value="{str(cell).lower()}"'
    elif isinstance(cell, int | float):
        kind, attributes = "float", f' office:value="{cell}"'
    elif cell.startswith("day:"):
        kind, attributes, text = "date", f' office:date-value="{cell[4:]}"', "zo 1-1"
    elif cell.startswith("fault:"):
        kind, text = "string", cell[6:]
        attributes = ' table:formula="of:=1" office:string-value="" calcext:value-type="error"'
    elif cell.startswith("="):
        kind, attributes, text = "string", ' table:formula="of:=A1"', cell[1:]
    elif cell.startswith("over 2:"):
        kind, attributes, text = "string", ' table:number-columns-spanned="2"', cell[7:]
    else:
        kind = "string"
    written = f"<text:p>{escape(str(text))}</text:p></table:table-cell>"
    covered = "<table:covered-table-cell/>" if "spanned" in attributes else ""
    return f'<table:table-cell office:value-type="{kind}"{attributes}>{written}{covered}'


def xlsb(sheets: dict[str, list[list[str | float | None]]]) -> bytes:
    """An XLSB file of sheets by name: rows of texts and numbers; "fault:#REF!" is a fault."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        bundle = b"".join(
            _record(156, struct.pack("<II", 0, number) + _text(f"rId{number}") + _text(name))
            for number, name in enumerate(sheets, start=1)
        )
        book = _record(131) + _record(153, bytes(12)) + _record(143) + bundle + _record(144)
        package.writestr("xl/workbook.bin", book + _record(132))
        links = "".join(
            f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/worksheet"'
            f' Target="worksheets/sheet{number}.bin"/>'
            for number in range(1, len(sheets) + 1)
        )
        package.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        )
        for number, rows in enumerate(sheets.values(), start=1):
            width = max(map(len, rows), default=1)
            size = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, width - 1)
            body = b"".join(_xlsb_row(place, cells) for place, cells in enumerate(rows))
            package.writestr(
                f"xl/worksheets/sheet{number}.bin",
                _record(129) + _record(148, size) + _record(145) + body + _record(146)
                + _record(130),
            )  # fmt: skip
    return packed.getvalue()


def _xlsb_row(place: int, cells: list[str | float | None]) -> bytes:
    written = _record(0, struct.pack("<I", place) + bytes(13))
    for column, cell in enumerate(cells):
        head = struct.pack("<II", column, 0)
        if isinstance(cell, str) and cell.startswith("fault:"):
            written += _record(3, head + bytes([{"#REF!": 0x17, "#N/A": 0x2A}[cell[6:]]]))
        elif isinstance(cell, str):
            written += _record(6, head + _text(cell))
        elif cell is not None:
            written += _record(5, head + struct.pack("<d", cell))
    return written


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    return _number(kind) + _number(len(content), least=1) + content


def _number(number: int, least: int = 0) -> bytes:
    written = b""
    while number > 0x7F:
        written += bytes([number & 0x7F | 0x80])
        number >>= 7
    return written + bytes([number])
