"""Rows of a table that are nobody's: totals and averages, and the notes below it.

A total is a row whose key, or whose first cell where it has no key, says so; a note is a row with
one cell that reads as one.  A row of one cell that is a name or a key is neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ibdash.sources.columns import from_cells, pc
from ibdash.sources.table_blocks import Array, Block, Ints

# RE2 and Python's re both read it.
_TOTAL = (
    r"(?i)^\s*(?:eind|sub|groeps|school|klassen)?(?:totaal|totalen|gemiddeld|gemiddelden?|aantal|"
    r"mediaan|standaarddeviatie|minimum|maximum)(?:[\s:(=]|$)|^\s*(?:gem|som)[.:]|"
    r"^\s*landelijk gemiddelde"
)
_IS_TOTAL = re.compile(_TOTAL)
_NOTE = re.compile(
    r"\s*(?:[*\u2020\u2021\u00b9\u00b2\u00b3]|(?:bron|bronnen|noot|noten|toelichting|let op|"
    r"legenda|opmerking|peildatum|afgedrukt|ge\u00ebxporteerd|gegenereerd|exportdatum|afdrukdatum|"
    r"pagina)\b)",
    re.IGNORECASE,
)
_LEAST_WORDS_OF_SENTENCE, _LEAST_WORDS_WITH_STOP = 8, 4


def is_total(cell: str) -> bool:
    """Whether a cell says that its row is a total, an average or a count."""
    return bool(_IS_TOTAL.search(cell))


def is_note(cell: str) -> bool:
    """Whether the only cell of a row is a note, and not the name or key of somebody."""
    words = len(cell.split())
    is_sentence = words >= _LEAST_WORDS_OF_SENTENCE or (
        words >= _LEAST_WORDS_WITH_STOP and cell.rstrip().endswith(".")
    )
    return is_sentence or bool(_NOTE.match(cell)) or is_total(cell)


@dataclass(frozen=True)
class Ends:
    """The rows of a block that are left out, and the others.

    cells, lines: of the rows that are kept.  left_out: the lines of the others.
    """

    cells: list[Array]
    lines: Ints
    left_out: list[int]


def without_ends(block: Block, who: int) -> Ends:
    """The rows of a block that are neither empty nor a total nor a note.

    who: the column that says whom a row is about: the key, or the name where there is no key.
    """
    cells, lines = _without_empty(block)
    if not cells or not len(lines):
        return Ends(cells, lines, list(block.notes))
    key = cells[who]
    places = {*_totals(key), *_totals_without(key, cells)}
    for row, text in _single_cells(cells):
        if is_note(text):
            places.add(row)
    if not places:
        return Ends(cells, lines, list(block.notes))
    kept = np.ones(len(lines), dtype=bool)
    kept[sorted(places)] = False
    mask = pa.array(kept)
    left_out = sorted([*lines[~kept].tolist(), *block.notes])
    return Ends([column.filter(mask) for column in cells], lines[kept], left_out)


def _totals(key: Array) -> list[int]:
    cells = from_cells(key)
    # Keys are numbers mostly, and letters come after them: far cheaper than looking at each.
    if (pc.max(cells.values).as_py() or "") < "A":
        return []
    return _rows(cells.index, pc.match_substring_regex(cells.values, _TOTAL))


def _totals_without(key: Array, cells: Sequence[Array]) -> list[int]:
    """The rows without a key whose first cell says that they are a total."""
    if not key.null_count:
        return []
    nameless = pc.indices_nonzero(key.is_null())
    columns = [from_cells(column).rows().take(nameless) for column in cells]
    is_sum = pc.match_substring_regex(pc.coalesce(*columns), _TOTAL)
    rows: list[int] = nameless.filter(is_sum.fill_null(False)).to_pylist()
    return rows


def _single_cells(cells: Sequence[Array]) -> Iterator[tuple[int, str]]:
    """The rows that have one cell with something in it, and that cell."""
    if len(cells) < 2 or sum(column.null_count == 0 for column in cells) > 1:
        return
    filled = np.sum([column.is_valid().to_numpy(zero_copy_only=False) for column in cells], axis=0)
    for row in np.flatnonzero(filled == 1).tolist():
        yield row, next(text for column in cells if (text := column[row].as_py()) is not None)


def _rows(index: "Array | None", mask: Array) -> list[int]:
    of_rows = mask if index is None else mask.take(index)
    rows: list[int] = pc.indices_nonzero(of_rows.fill_null(False)).to_pylist()
    return rows


def _without_empty(block: Block) -> tuple[list[Array], Ints]:
    """The cells and lines of the rows that have a cell with something in it."""
    if any(column.null_count == 0 for column in block.cells) or not len(block.lines):
        return block.cells, block.lines
    filled = np.logical_or.reduce(
        [column.is_valid().to_numpy(zero_copy_only=False) for column in block.cells]
    )
    if filled.all():
        return block.cells, block.lines
    mask = pa.array(filled)
    return [column.filter(mask) for column in block.cells], block.lines[filled]
