"""Cells in which Excel shows a fault (#REF!), because their formula failed.

calamine reads such a cell of a sheet as empty, so where they stand is read from the sheet's own
XML.  In a CSV that Excel wrote the fault is the text of the cell.
"""

import io
import posixpath
import re
import zipfile
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO

import numpy as np
from lxml import etree

from ibdash.sources.table_blocks import Ints

# What stands in the file of a workbook, and what Dutch Excel shows and writes in a CSV.
DUTCH: Mapping[str, str] = MappingProxyType(
    {
        "#NULL!": "#LEEG!",
        "#DIV/0!": "#DEEL/0!",
        "#VALUE!": "#WAARDE!",
        "#REF!": "#VERW!",
        "#NAME?": "#NAAM?",
        "#NUM!": "#GETAL!",
        "#N/A": "#N/B",
    }
)
ENGLISH: Mapping[str, str] = MappingProxyType({dutch: code for code, dutch in DUTCH.items()})
_CODES = tuple(DUTCH)
_ANY_FAULT = re.compile(rb"""\bt\s*=\s*["']e["']""")
_ROW = re.compile(r"[0-9]{1,7}")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PIECE_BYTES, _OVERLAP = 2**20, 64
# Excel has 16,384 columns at most; the cells of one row are in memory together.
_LONGEST_ROW = 16 * 2**20
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class Faults:
    """The fault cells of one sheet in the order of their rows; rows and columns count from 0."""

    rows: Ints
    columns: Ints
    codes: Ints

    def within(self, first: int, end: int) -> Iterator[tuple[int, int, str]]:
        """(row, column, code) of the faults from row `first` up to `end`."""
        begin, stop = np.searchsorted(self.rows, (first, end)).tolist()
        for place in range(begin, stop):
            yield int(self.rows[place]), int(self.columns[place]), _CODES[self.codes[place]]


def made(rows: "array[int]", columns: "array[int]", codes: "array[int]") -> Faults:
    order = np.argsort(np.array(rows), kind="stable")
    return Faults(np.array(rows)[order], np.array(columns)[order], np.array(codes)[order])


NONE = made(array("i"), array("i"), array("b"))


def of_sheets(content: bytes) -> dict[str, Faults]:
    """The faults of each sheet of a workbook that has some, by its name.

    content: an .xlsx whose parts were found to unpack and to be no larger than is allowed; a
    workbook of another kind gives nothing.  Raises lxml.etree.LxmlError for XML that is not whole,
    ValueError for a row that is longer than Excel makes.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part.filename.lower(): part for part in package.infolist()}
        if _BOOK not in parts or _LINKS not in parts:
            return {}
        found = {}
        for name, path in _sheets(package.read(parts[_BOOK]), package.read(parts[_LINKS])):
            part = parts.get(path.lower())
            if part is None:
                continue
            with package.open(part) as sheet:
                has_fault = _has_fault(sheet)
            if has_fault:
                with package.open(part) as sheet:
                    found[name] = _faults(sheet)
        return found


def _sheets(book: bytes, links: bytes) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the package that it stands in."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    targets = {link.get("Id"): link.get("Target", "") for link in etree.fromstring(links, parser)}
    for sheet in etree.fromstring(book, parser).iter("{*}sheet"):
        named = {etree.QName(str(key)).localname: str(value) for key, value in sheet.items()}
        target = targets.get(named.get("id"), "")
        # Relative to the folder of the workbook, unless it begins with a slash.
        yield named.get("name", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _has_fault(sheet: IO[bytes]) -> bool:
    """Whether a fault may be among the cells: far cheaper than reading them, and mostly not so."""
    last, of_row, found = b"", 0, False
    while piece := sheet.read(_PIECE_BYTES):
        found = found or bool(_ANY_FAULT.search(last + piece))
        of_row = 0 if b"row>" in last + piece else of_row + len(piece)
        if of_row > _LONGEST_ROW:
            raise ValueError("a row that does not end")
        last = piece[-_OVERLAP:]
    return found


def _faults(sheet: IO[bytes]) -> Faults:
    rows, columns, codes = array("i"), array("i"), array("b")
    number = -1
    for _, row in etree.iterparse(
        sheet,
        events=("end",),
        tag="{*}row",
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
    ):
        # A row or cell without a number of its own follows the one before it.
        written = row.get("r") or ""
        number = int(written) - 1 if _ROW.fullmatch(written) else number + 1
        cells = list(row)
        if any(cell.get("t") == "e" for cell in cells):
            column = -1
            for cell in cells:
                number, column = _place(cell.get("r") or "", number, column + 1)
                code = cell.findtext("{*}v") if cell.get("t") == "e" else None
                if code in DUTCH:
                    rows.append(number)
                    columns.append(column)
                    codes.append(_CODES.index(code))
        row.clear()
        parent = row.getparent()
        while parent is not None and row.getprevious() is not None:
            del parent[0]
    return made(rows, columns, codes)


def _place(name: str, row: int, column: int) -> tuple[int, int]:
    """Row and column of a cell by its name ("B12"), else those that it follows from."""
    found = _CELL.fullmatch(name)
    return (int(found[2]) - 1, column_number(found[1]) - 1) if found else (row, column)


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
