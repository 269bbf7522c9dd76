"""What a table is before its profile is known: named cells, in blocks of columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import pyarrow as pa

Ints: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.integer]]"

HEADER_WITHIN = 30
"""The column names stand among the first rows of a table; above them may be titles."""


@dataclass(frozen=True)
class Row:
    """One of the first rows: its line, its cells as text, and where the next one begins.

    after: a byte in a text, a row in a sheet.
    """

    line: int
    cells: list[str]
    after: int


@dataclass
class Block:
    """Some rows of a table.

    cells: per column strings, or a dictionary of strings; null is an empty cell.
    lines: the line of each row.
    wrong_width: (line, number of cells) of rows that do not fit the column names.
    """

    cells: list[pa.Array]
    lines: Ints
    wrong_width: list[tuple[int, int]]


class Body(Protocol):
    """The rows below the column names, still to be read."""

    def blocks(self) -> Iterator[Block]:
        """The rows in order."""


def from_chunks(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array."""
    if column.num_chunks == 1:
        return column.chunk(0)
    combined = column.combine_chunks()
    return combined.chunk(0) if isinstance(combined, pa.ChunkedArray) else combined
