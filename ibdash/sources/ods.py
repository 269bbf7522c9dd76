"""What the XML of an OpenDocument sheet (.ods) says that calamine does not give.

Failed formulas, which calamine reads as empty; cells that were made one; and how large each sheet
becomes once its repeated rows and cells are written out, which a few bytes can make endless.
"""

import io
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from ibdash.sources import excel_faults
from ibdash.sources.excel_faults import DUTCH, ENGLISH, Faults
from ibdash.sources.table_blocks import HEADER_WITHIN

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
# What LibreOffice itself writes for its own faults ("Err:502") when it saves as .xlsx.
_OTHER_FAULT = "#VALUE!"
_MOST_COLUMNS = 16_384
_LONGEST_NUMBER = 9


class TooLarge(Exception):
    """A sheet has more places for cells than are allowed."""


@dataclass
class Shape:
    """One sheet.

    spans: per row number, of the first rows, the first and last place of cells that are one.
    """

    faults: Faults = excel_faults.NONE
    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


def shapes(content: bytes, most_places: int) -> dict[str, Shape]:
    """The shape of each sheet by its name; nothing for a workbook of another kind.

    most_places: how many rows times columns a sheet may have, up to its last cell with something
    in it.  Raises TooLarge past that, lxml.etree.LxmlError for XML that is not whole.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if _CONTENT not in package.namelist():
            return {}
        with package.open(_CONTENT) as stream:
            return dict(_sheets(stream, most_places))


def _sheets(stream: IO[bytes], most_places: int) -> Iterator[tuple[str, Shape]]:
    open_tables: list[_Reader] = []
    for event, element in etree.iterparse(
        stream,
        events=("start", "end"),
        tag=(f"{_TABLE}table", f"{_TABLE}table-row", *_CELLS),
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
    ):
        kind = element.tag.rpartition("}")[2]
        if event == "start" and kind == "table":
            open_tables.append(_Reader(most_places))
        elif event == "start" and kind == "table-row" and open_tables:
            open_tables[-1].begin_row()
        elif event == "end":
            if kind == "table":
                yield element.get(f"{_TABLE}name") or "", open_tables.pop().shape()
            elif open_tables and kind == "table-row":
                open_tables[-1].end_row(_times(element, "rows"))
            elif open_tables:
                open_tables[-1].cell(element)
            _forget(element)


def _forget(element: etree._Element) -> None:
    """Frees what was read: a sheet is a thousand times larger than one of its cells."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _times(element: etree._Element, what: str) -> int:
    written = element.get(f"{_TABLE}number-{what}-repeated") or "1"
    if len(written) > _LONGEST_NUMBER:
        raise TooLarge
    return int(written) if written.isdecimal() else 1


class _Reader:
    """The rows of one sheet, counted with their repeats."""

    def __init__(self, most_places: int) -> None:
        self._most_places = most_places
        self._row = self._column = self._width = self._last_row = 0
        self._of_row: list[tuple[int, int]] = []
        self._rows, self._columns, self._codes = array("i"), array("i"), array("b")
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._is_filled = False

    def begin_row(self) -> None:
        self._column, self._of_row, self._is_filled = 0, [], False

    def cell(self, element: etree._Element) -> None:
        times, first = _times(element, "columns"), self._column
        self._column += times
        spanned = element.get(f"{_TABLE}number-columns-spanned") or "1"
        if spanned.isdigit() and int(spanned) > 1 and self._row < 2 * HEADER_WITHIN:
            self._spans.setdefault(self._row + 1, []).append((first, first + int(spanned) - 1))
        if element.get(f"{_OFFICE}value-type") is None and not len(element):
            return
        self._is_filled = True
        self._width = max(self._width, self._column)
        if self._width > _MOST_COLUMNS:
            raise TooLarge
        self._check(self._row + 1)
        if element.get(f"{_CALC}value-type") == "error":
            code = _code("".join(map(str, element.itertext(f"{_TEXT}p"))))
            self._of_row += [(column, code) for column in range(first, self._column)]

    def end_row(self, times: int) -> None:
        if self._is_filled:
            self._last_row = self._row + times
            self._check(self._last_row)
            for row in range(self._row, self._row + times) if self._of_row else ():
                for column, code in self._of_row:
                    self._rows.append(row)
                    self._columns.append(column)
                    self._codes.append(code)
        self._row += times

    def _check(self, rows: int) -> None:
        if max(rows, self._last_row) * self._width > self._most_places:
            raise TooLarge

    def shape(self) -> Shape:
        return Shape(excel_faults.made(self._rows, self._columns, self._codes), self._spans)


def _code(text: str) -> int:
    written = text.strip()
    english = ENGLISH.get(written, written)
    return list(DUTCH).index(english if english in DUTCH else _OTHER_FAULT)
