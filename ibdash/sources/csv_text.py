"""Text tables (CSV, tab-separated): bytes in, blocks of columns with the true line of each row.

The file is cut into pieces at row ends, found over the bytes with numpy; each piece is parsed by
pyarrow.  Only the first lines, where the column names are looked for, go through Python's csv.
"""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from ibdash.errors import FileRefused
from ibdash.sources import text_encoding
from ibdash.sources.reading import SourceFile
from ibdash.sources.table_blocks import HEADER_WITHIN, Block, Ints, Row, from_chunks
from ibdash.sources.table_ends import is_note

SEPARATORS = (";", ",", "\t")
# Two workers with a piece of 4 MB each parse 2 million rows a second; larger pieces are slower.
_PIECE_BYTES = 4 * 2**20
_LONGEST_ROW = 16 * 2**20
_HEAD_BYTES = 2**18
_QUOTE, _NEWLINE, _RETURN = b'"'[0], b"\n"[0], b"\r"[0]
_MARKS_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARK_UTF_8 = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Text:
    """The text of a file, its rows ending in a newline.

    content: the bytes, of which the first `start` are a byte order mark.
    encoding: utf-8, or where the bytes are not valid UTF-8 what text_encoding.guess says.
    odd_line: the first line that puts that encoding in doubt; 0 where none does.
    """

    name: str
    content: bytes
    start: int
    encoding: str
    odd_line: int = 0

    def decoded(self, first: int, end: int) -> str:
        """The text of a stretch of bytes that begins and ends at a row end."""
        return self.content[first:end].decode(self.encoding)


@dataclass(frozen=True)
class Piece:
    """Whole rows of a text, from byte `first` up to `end`.

    line: the line of its first row.  newlines: how many it has.
    """

    first: int
    end: int
    line: int
    newlines: int
    has_quotes: bool


def open_text(file: SourceFile) -> Text:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, cp1252 or cp850.

    Raises FileRefused for bytes that are no text.
    """
    content, start, encoding, odd = file.content, 0, "utf-8", None
    if content.startswith(_MARKS_UTF_16):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeError:
            raise _no_text(file.name) from None
    elif content.startswith(_MARK_UTF_8):
        start = len(_MARK_UTF_8)
    if b"\0" in content:
        raise _no_text(file.name)
    if not _is_utf_8(content):
        guess = text_encoding.guess(content)
        if guess is None:
            raise _no_text(file.name)
        encoding, odd = guess.encoding, guess.odd
    odd_line = 0 if odd is None else 1 + len(re.findall(rb"\r\n|\r|\n", content[:odd]))
    if b"\r" in content and re.search(rb"\r(?!\n)", content):
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return Text(file.name, content, start, encoding, odd_line)


def _no_text(name: str) -> FileRefused:
    return FileRefused(
        "Het bestand is geen tabel",
        f"{name} bevat tekens die in een CSV-bestand niet voorkomen; er is niets overgenomen",
        "Kies een CSV- of XLSX-bestand, of maak de export opnieuw",
    )


def _is_utf_8(content: bytes) -> bool:
    offsets = pa.array([0, len(content)], pa.int64()).buffers()[1]
    text = pa.Array.from_buffers(pa.large_utf8(), 1, [None, offsets, pa.py_buffer(content)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def head(text: Text, separator: str) -> list[Row]:
    """The first rows that are not blank, as cells; only for finding the column names."""
    end = min(len(text.content), text.start + _HEAD_BYTES)
    ends = _row_ends(text, text.start, end, separator)
    if end == len(text.content):
        ends = np.append(ends, end)
    rows: list[Row] = []
    first = text.start
    for stop in ends[: 2 * HEADER_WITHIN].tolist():
        written = text.decoded(first, stop)
        line = 1 + text.content.count(b"\n", text.start, first)
        first = stop
        if not written.strip():
            continue
        try:
            cells = next(csv.reader([written.rstrip("\r\n")], delimiter=separator), [])
        except csv.Error:
            break
        rows.append(Row(line, [" ".join(cell.split()) for cell in cells], stop))
        if len(rows) == HEADER_WITHIN:
            break
    return rows


def pieces(
    text: Text, first: int, line: int, separator: str, piece_bytes: int = _PIECE_BYTES
) -> Iterator[Piece]:
    """Cuts the text from byte `first`, which is on `line`, at row ends.

    Raises FileRefused where a quoted cell does not end.
    """
    size = len(text.content)
    data = np.frombuffer(text.content, np.uint8)
    while first < size:
        window = piece_bytes
        while True:
            stop = min(first + window, size)
            has_quotes = text.content.find(b'"', first, stop) >= 0
            end = _last_row_end(text, first, stop, separator, has_quotes)
            if end > first:
                break
            window *= 2
            if stop == size or window > _LONGEST_ROW:
                raise FileRefused(
                    "Het bestand is niet heel",
                    f"In {text.name} begint na regel {line} een cel met een aanhalingsteken dat "
                    "niet wordt gesloten; er is niets overgenomen",
                    "Maak de export opnieuw",
                )
        newlines = int(np.count_nonzero(data[first:end] == _NEWLINE))
        yield Piece(first, end, line, newlines, has_quotes)
        line += newlines
        first = end


def _last_row_end(text: Text, first: int, stop: int, separator: str, has_quotes: bool) -> int:
    """The byte behind the last row that ends before `stop`, or -1."""
    is_last = stop == len(text.content)
    if not has_quotes:
        return stop if is_last else text.content.rfind(b"\n", first, stop) + 1
    ends = _row_ends(text, first, stop, separator)
    if is_last and not _ends_inside(text, first, stop, separator):
        return stop
    if is_last:
        return -1
    return int(ends[-1]) if len(ends) else -1


def _row_ends(text: Text, first: int, stop: int, separator: str) -> Ints:
    """The bytes behind every newline that ends a row."""
    data = np.frombuffer(text.content, np.uint8, stop - first, first)
    newlines = np.flatnonzero(data == _NEWLINE)
    inside = _newlines_inside(text, data, newlines, first, stop, separator)
    return newlines[~inside] + (first + 1)


def _newlines_inside(
    text: Text, data: Ints, newlines: Ints, first: int, stop: int, separator: str
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    quotes = np.flatnonzero(data == _QUOTE)
    if _pairs_up(data, quotes, separator):
        return (np.searchsorted(quotes, newlines) & 1).astype(bool)
    inside = np.zeros(len(newlines), dtype=bool)
    for cell in _quoted_cells(text, first, stop, separator):
        begin, end = np.searchsorted(newlines, cell.span())
        inside[begin:end] = True
    return inside


def _pairs_up(data: Ints, quotes: Ints, separator: str) -> bool:
    """Whether every other quote opens a cell and the next one closes it.

    Then the parity of quotes tells inside from outside.  A quote in the middle of a cell that
    does not begin with one (5" lang) opens nothing, and breaks the parity.
    """
    before = data[np.maximum(quotes[::2] - 1, 0)]
    after = data[np.minimum(quotes[1::2] + 1, len(data) - 1)]
    # The first and the last byte are looked at themselves: a quote, so they break a cell too.
    opens = (before == ord(separator)) | (before == _NEWLINE) | (before == _QUOTE)
    closes = (after == ord(separator)) | (after == _NEWLINE) | (after == _QUOTE)
    return bool(opens.all() and (closes | (after == _RETURN)).all())


def _quoted_cells(text: Text, first: int, stop: int, separator: str) -> Iterator[re.Match[bytes]]:
    before = re.escape(separator).encode()
    cell = rb'(?:\A|(?<=[\n%s]))"[^"]*(?:""[^"]*)*"?' % before
    return re.finditer(cell, text.content[first:stop])


def _ends_inside(text: Text, first: int, stop: int, separator: str) -> bool:
    data = np.frombuffer(text.content, np.uint8, stop - first, first)
    quotes = np.flatnonzero(data == _QUOTE)
    if _pairs_up(data, quotes, separator):
        return len(quotes) % 2 == 1
    last = b""
    for cell in _quoted_cells(text, first, stop, separator):
        last = cell[0]
    return last.count(b'"') % 2 == 1


def parse(
    text: Text, piece: Piece, separator: str, width: int, repeating: Collection[int]
) -> Block:
    """The rows of a piece.

    width: how many cells a row has; others are refused with their line.
    repeating: the columns with few different values, read as dictionaries.
    """
    refused: list[tuple[int, int]] = []
    blank: list[int] = []
    notes: list[int] = []

    def refuse(row: pa_csv.InvalidRow) -> Literal["skip"]:
        assert row.number is not None, "Arrow numbers the rows when it reads with one thread"
        said = row.text.strip(f" \t{separator}").strip('"')
        if row.actual_columns == 1 and width > 1 and is_note(said):
            notes.append(row.number - 1)
        elif said:
            refused.append((row.number - 1, row.actual_columns))
        else:
            blank.append(row.number - 1)
        return "skip"

    if text.encoding == "utf-8":
        content = pa.py_buffer(text.content).slice(piece.first, piece.end - piece.first)
    else:
        content = pa.py_buffer(text.decoded(piece.first, piece.end).encode())
    source: Any = pa.BufferReader(content)
    names = [str(place) for place in range(width)]
    table = pa_csv.read_csv(
        source,
        read_options=pa_csv.ReadOptions(
            column_names=names, use_threads=False, block_size=content.size + 1
        ),
        parse_options=pa_csv.ParseOptions(
            delimiter=separator,
            newlines_in_values=piece.has_quotes,
            invalid_row_handler=refuse,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types={
                name: pa.dictionary(pa.int32(), pa.string()) if place in repeating else pa.string()
                for place, name in enumerate(names)
            },
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
    records = table.num_rows + len(refused) + len(blank) + len(notes)
    lines = _lines(text, piece, separator, records)
    wrong = [(int(lines[place]), cells) for place, cells in refused]
    kept = np.delete(lines, [place for place, _ in refused] + blank + notes)
    cells = [from_chunks(column) for column in table.columns]
    return Block(cells, kept, wrong, [int(lines[place]) for place in notes])


def _lines(text: Text, piece: Piece, separator: str, records: int) -> Ints:
    """The line on which each record of the piece begins."""
    ends_open = text.content[piece.end - 1] != _NEWLINE
    if records == piece.newlines + ends_open:
        return np.arange(piece.line, piece.line + records, dtype=np.int32)
    data = np.frombuffer(text.content, np.uint8, piece.end - piece.first, piece.first)
    newlines = np.flatnonzero(data == _NEWLINE)
    inside = _newlines_inside(text, data, newlines, piece.first, piece.end, separator)
    ends = newlines[~inside]
    starts = np.concatenate([[0], ends + 1])
    starts = starts[starts < len(data)]
    # A blank line is no record: it begins with its own newline, or with a return before it.
    following = data[np.minimum(starts + 1, len(data) - 1)]
    is_blank = (data[starts] == _NEWLINE) | ((data[starts] == _RETURN) & (following == _NEWLINE))
    starts = starts[~is_blank]
    lines: Ints = (piece.line + np.searchsorted(newlines, starts)).astype(np.int32)
    return lines
