"""What the binary records of an .xlsb sheet say that calamine does not give.

Failed formulas, which calamine reads as empty; and how large a sheet is, for calamine keeps a place
for every cell up to the last one.  Records are those of [MS-XLSB]: a type and a size of 7 bits a
byte, then the contents.
"""

import io
import posixpath
import struct
import zipfile
from array import array
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from ibdash.sources import excel_faults
from ibdash.sources.excel_faults import DUTCH, Faults
from ibdash.sources.ods import TooLarge

_BOOK, _LINKS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_ROW, _SHEET = 0, 156
_CELLS = frozenset(range(2, 12))
_FAULTS = frozenset({3, 11})
_CODES: Mapping[int, str] = MappingProxyType(
    {
        0x00: "#NULL!",
        0x07: "#DIV/0!",
        0x0F: "#VALUE!",
        0x17: "#REF!",
        0x1D: "#NAME?",
        0x24: "#NUM!",
        0x2A: "#N/A",
    }
)
# Column, then style and flags; a fault stands behind them.
_CELL_HEAD = 8


def faults(content: bytes, most_places: int) -> dict[str, Faults]:
    """The faults of each sheet by its name; nothing for a workbook of another kind.

    most_places: how many rows times columns a sheet may have.  Raises ods.TooLarge past that,
    ValueError for records that are not whole.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part.filename.lower(): part for part in package.infolist()}
        if _BOOK not in parts or _LINKS not in parts:
            return {}
        targets = _targets(package.read(parts[_LINKS]))
        found = {}
        for name, link in _sheets(package.read(parts[_BOOK])):
            target = targets.get(link, "")
            path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if part := parts.get(path.lower()):
                found[name] = _faults(package.read(part), most_places)
        return found


def _targets(links: bytes) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(links, parser)
    return {str(link.get("Id")): link.get("Target", "") for link in root}


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """(type, first byte, size) of each record."""
    place, end = 0, len(part)
    while place < end:
        kind, place = _number(part, place, 2)
        size, place = _number(part, place, 4)
        if place + size > end:
            raise ValueError("a record that does not end")
        yield kind, place, size
        place += size


def _number(part: bytes, place: int, longest: int) -> tuple[int, int]:
    """A number of 7 bits a byte, and the byte behind it."""
    number = 0
    for shift in range(longest):
        if place >= len(part):
            raise ValueError("a record that does not end")
        byte = part[place]
        place += 1
        number |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            break
    return number, place


def _sheets(book: bytes) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the link to its part."""
    for kind, place, size in _records(book):
        if kind == _SHEET:
            record = book[place : place + size]
            link, after = _text(record, 8)
            name, _ = _text(record, after)
            yield name, link


def _text(record: bytes, place: int) -> tuple[str, int]:
    if place + 4 > len(record):
        raise ValueError("a text that does not end")
    (signs,) = struct.unpack_from("<I", record, place)
    # All ones say that there is no text.
    end = place + 4 + (0 if signs == 0xFFFFFFFF else 2 * signs)
    return record[place + 4 : end].decode("utf-16-le", "replace"), end


def _faults(part: bytes, most_places: int) -> Faults:
    rows, columns, codes = array("i"), array("i"), array("b")
    order = list(DUTCH)
    row = width = 0
    for kind, place, size in _records(part):
        if kind == _ROW and size >= 4:
            (row,) = struct.unpack_from("<I", part, place)
        elif kind in _CELLS and size >= _CELL_HEAD:
            (column,) = struct.unpack_from("<I", part, place)
            width = max(width, column + 1)
            if (row + 1) * width > most_places:
                raise TooLarge
            if kind in _FAULTS and size > _CELL_HEAD:
                code = _CODES.get(part[place + _CELL_HEAD])
                if code is not None:
                    rows.append(row)
                    columns.append(column)
                    codes.append(order.index(code))
    return excel_faults.made(rows, columns, codes)
