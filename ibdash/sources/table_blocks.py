"""What a table is before its profile is known: named cells, in blocks of columns."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

# Arrow's stubs are of an older version and refuse much of what its functions take and give.
Array: TypeAlias = Any
Ints: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.integer]]"

HEADER_WITHIN = 30
"""The column names stand among the first rows of a table; above them may be titles."""


@dataclass(frozen=True)
class Row:
    """One of the first rows: its line, its cells as text, and where the next one begins.

    after: a byte in a text, a row in a sheet.
    spans: the first and last place of cells that are one, where the file says so.
    """

    line: int
    cells: list[str]
    after: int
    spans: tuple[tuple[int, int], ...] = ()


@dataclass
class Block:
    """Some rows of a table.

    cells: per column strings, or a dictionary of strings; null is an empty cell.
    lines: the line of each row.
    wrong_width: (line, number of cells) of rows that do not fit the column names.
    notes: the lines of rows with one cell that is a note; a sheet has them among its rows.
    """

    cells: list[Array]
    lines: Ints
    wrong_width: list[tuple[int, int]]
    notes: list[int] = field(default_factory=list)


def from_chunks(column: Array) -> Array:
    """A column in chunks as one array."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
