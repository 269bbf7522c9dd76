"""Sheets of a workbook (.xlsx, .ods, .xlsb), read by python-calamine: formulas as last values."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from ibdash.errors import FileRefused
from ibdash.sources import excel_faults, ods, xlsb
from ibdash.sources.excel_faults import Faults, column_number
from ibdash.sources.reading import Limits, SourceFile
from ibdash.sources.table_blocks import HEADER_WITHIN, Block, Row

_ROWS_A_BLOCK = 20_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET_PART = re.compile(r"xl/worksheets/[^/]*\.xml")
_CELL = re.compile(rb'<c[^>]*? r="([A-Z]{1,3})([0-9]{1,7})"')
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)
# Some 150,000 rows of 30 columns; what is read of them takes several times as much memory.
_MOST_UNPACKED = 300_000_000
_LEAST_BOMB, _MOST_RATIO = 20_000_000, 100
# calamine keeps a place for every cell between the first and the last: this many take 300 MB.
_MOST_EMPTY_CELLS = 10_000_000


@dataclass(frozen=True)
class Sheet:
    """One sheet; `number` counts from 1 in the order of the workbook."""

    name: str
    number: int
    content: CalamineSheet
    faults: Faults = excel_faults.NONE
    spans: Mapping[int, list[tuple[int, int]]] = field(default_factory=dict)

    def head(self) -> list[Row]:
        """The first rows that are not blank, as text."""
        first = list(islice(self.content.iter_rows(), 2 * HEADER_WITHIN))
        self._put_faults(first, 0, range(self.content.width))
        spans = self._spans(len(first))
        rows = [
            Row(
                number,
                [" ".join(shown(cell).split()) for cell in cells],
                number,
                tuple(spans.get(number, ())),
            )
            for number, cells in enumerate(first, start=1)
        ]
        return [row for row in rows if any(row.cells)][:HEADER_WITHIN]

    def _spans(self, rows: int) -> dict[int, list[tuple[int, int]]]:
        """Per row number, of the first rows, the places of the cells that were made one."""
        left = self.content.start[1] if self.content.start else 0
        spans: dict[int, list[tuple[int, int]]] = {
            row: [(first - left, last - left) for first, last in places]
            for row, places in self.spans.items()
        }
        for (row, first), (_, last) in self.content.merged_cell_ranges or ():
            if row < rows and last > first:
                spans.setdefault(row + 1, []).append((first - left, last - left))
        return spans

    def blocks(
        self, after: int, width: int, repeating: Collection[int], read: Collection[int]
    ) -> Iterator[Block]:
        """The rows below row `after`; lines are the numbers of the rows in the sheet.

        read: the columns that matter; only there a fault of Excel is a value, so that a formula
        beside the table makes no row.
        """
        rows = islice(self.content.iter_rows(), after, None)
        while chunk := list(islice(rows, _ROWS_A_BLOCK)):
            self._put_faults(chunk, after, read)
            columns = list(zip(*chunk, strict=True))[:width]
            cells = []
            for place, column in enumerate(columns):
                text = pa.array([shown(cell) or None for cell in column], pa.string())
                cells.append(text.dictionary_encode() if place in repeating else text)
            lines = np.arange(after + 1, after + 1 + len(chunk), dtype=np.int32)
            after += len(chunk)
            yield Block(cells, lines, [])

    def _put_faults(self, rows: list[list[Any]], first: int, places: Collection[int]) -> None:
        """Writes the faults into rows, of which `first` is the number of the first, from 0."""
        # calamine leaves the empty columns before the table out, and not the empty rows.
        left = self.content.start[1] if self.content.start else 0
        for row, column, code in self.faults.within(first, first + len(rows)):
            if column - left in places:
                rows[row - first][column - left] = code


def shown(cell: Any) -> str:
    """A cell as the text of a CSV would say it: 8.0 is "8", a day is "2026-01-31"."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def is_workbook(file: SourceFile) -> bool:
    """Whether the bytes are those of a workbook, of today or an old one."""
    return file.content.startswith((_ZIP, _OLD_EXCEL))


def open_workbook(file: SourceFile, limits: Limits) -> list[Sheet]:
    """The sheets of a workbook.

    Raises FileRefused for an old or locked one, a damaged one, and before it is unpacked for one
    that would become larger than `limits.file_bytes` or 300 MB, or that shrank as no table does.
    """
    if file.content.startswith(_OLD_EXCEL):
        raise FileRefused(
            "Dit Excel-bestand is niet te lezen",
            f"{file.name} is een oud Excel-bestand (.xls) of is beveiligd met een wachtwoord; "
            "er is niets overgenomen",
            "Sla het in Excel op als .xlsx, zonder wachtwoord",
        )
    _check_size(file, limits)
    try:
        # First: what they find too large must not be opened.
        shapes = ods.shapes(file.content, _MOST_EMPTY_CELLS)
        faults = {name: shape.faults for name, shape in shapes.items()}
        faults |= xlsb.faults(file.content, _MOST_EMPTY_CELLS)
        faults |= excel_faults.of_sheets(file.content)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        return [
            Sheet(
                sheet.name,
                number,
                workbook.get_sheet_by_name(sheet.name),
                faults.get(sheet.name, excel_faults.NONE),
                shapes[sheet.name].spans if sheet.name in shapes else {},
            )
            for number, sheet in enumerate(workbook.sheets_metadata, start=1)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except ods.TooLarge:
        raise _too_large(file.name) from None
    # An OSError: calamine came to the end of a part; there is no disk behind these bytes.
    except (CalamineError, etree.LxmlError, OSError, ValueError):
        raise _damaged(file.name) from None
    except BaseException as error:
        # A panic in Rust; PyO3 derives it from BaseException.
        if type(error).__name__ == "PanicException":
            raise _damaged(file.name) from None
        raise


def _damaged(name: str) -> FileRefused:
    return FileRefused(
        "Dit Excel-bestand is niet te lezen",
        f"{name} is beschadigd of is geen werkmap; er is niets overgenomen",
        "Open het in Excel, sla het opnieuw op als .xlsx en lees dat bestand in",
    )


def _too_large(name: str) -> FileRefused:
    return FileRefused(
        "Het Excel-bestand is te groot",
        f"{name} wordt bij het uitpakken te groot, of heeft een cel ver buiten de tabel; "
        "er is niets overgenomen",
        "Verwijder lege rijen en kolommen naast de tabel, of lever de tabel als CSV",
    )


def _check_size(file: SourceFile, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            # Reading a part also proves that it is as large as the directory says.
            too_large = (
                unpacked > min(limits.file_bytes, _MOST_UNPACKED)
                or any(_is_bomb(part) for part in parts)
                or any(_is_too_wide(part.filename, package.read(part)) for part in parts)
            )
    except _ZIP_ERRORS:
        raise _damaged(file.name) from None
    if too_large:
        raise _too_large(file.name)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    """A sheet of a school shrinks ten to thirty times; one that shrinks far more is made to."""
    return part.file_size > _LEAST_BOMB and part.file_size > _MOST_RATIO * max(
        part.compress_size, 1
    )


def _is_too_wide(name: str, sheet: bytes) -> bool:
    cells = _CELL.findall(sheet) if _SHEET_PART.fullmatch(name) else []
    if not cells:
        return False
    columns = max(column_number(letters.decode()) for letters in {letters for letters, _ in cells})
    rows = max(int(number) for number in {number for _, number in cells})
    return rows * columns > max(_MOST_EMPTY_CELLS, len(sheet))
