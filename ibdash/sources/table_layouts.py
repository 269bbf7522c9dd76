"""How the rows of a text or a sheet are taken apart, whatever they mean."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import pyarrow as pa

from ibdash.errors import FileRefused
from ibdash.sources import csv_text, parquet, sheet
from ibdash.sources.table_batches import in_order
from ibdash.sources.table_blocks import Block, Row

_T = TypeVar("_T")


class Below(Protocol):
    """What stands below the column names, each block made into something by `convert`.

    width: how many columns there are.  repeating: those with few different values.  read: those
    that matter.  Raises FileRefused for rows that cannot be read at all.
    """

    def __call__(
        self,
        header: Row,
        convert: Callable[[Block], _T],
        *,
        width: int,
        repeating: Collection[int],
        read: Collection[int],
    ) -> Iterator[_T]: ...


@dataclass(frozen=True)
class Layout:
    """One way to take a table apart: its first rows, and what stands below one of them."""

    rows: Sequence[Row]
    below: Below
    is_sheet: bool

    @property
    def width(self) -> int:
        """How many cells the widest of the first rows has."""
        return max((len(row.cells) for row in self.rows), default=0)


def of_text(text: csv_text.Text) -> list[Layout]:
    """One layout for each separator that the text may have."""

    def layout(separator: str) -> Layout:
        def below(
            header: Row,
            convert: Callable[[Block], _T],
            *,
            width: int,
            repeating: Collection[int],
            read: Collection[int],
        ) -> Iterator[_T]:
            def block_of(piece: csv_text.Piece) -> _T:
                try:
                    block = csv_text.parse(text, piece, separator, width, repeating)
                except pa.ArrowException:
                    # Arrow quotes the cells in its errors.
                    raise FileRefused(
                        "Het bestand is niet te lezen",
                        f"In {text.name} is na regel {piece.line} iets mis; er is niets "
                        "overgenomen",
                        "Maak de export opnieuw",
                    ) from None
                return convert(block)

            line = 1 + text.content.count(b"\n", 0, header.after)
            return in_order(block_of, csv_text.pieces(text, header.after, line, separator))

        return Layout(csv_text.head(text, separator), below, is_sheet=False)

    return [layout(separator) for separator in csv_text.SEPARATORS]


def of_sheet(part: sheet.Sheet) -> Layout:
    """The layout of a sheet of a workbook."""

    def below(
        header: Row,
        convert: Callable[[Block], _T],
        *,
        width: int,
        repeating: Collection[int],
        read: Collection[int],
    ) -> Iterator[_T]:
        return map(convert, part.blocks(header.after, width, repeating, read))

    return Layout(part.head(), below, is_sheet=True)


def of_parquet(part: parquet.ParquetTable) -> Layout:
    """The layout of a Parquet file, whose names are never in doubt."""

    def below(
        header: Row,
        convert: Callable[[Block], _T],
        *,
        width: int,
        repeating: Collection[int],
        read: Collection[int],
    ) -> Iterator[_T]:
        return in_order(convert, part.blocks())

    return Layout([part.head()], below, is_sheet=False)


def evenest(layouts: Collection[Layout]) -> Layout:
    """The way to take a text apart that gives the most even rows."""
    return max(layouts, key=_evenness)


def _evenness(layout: Layout) -> tuple[int, int]:
    """How many of the first rows have as many cells as most do, where those are two or more."""
    widths = [len(row.cells) for row in layout.rows]
    common = max(set(widths), key=widths.count, default=0)
    return (widths.count(common) if common > 1 else 0, common)


def is_damaged(rows: Sequence[Row]) -> bool:
    """Whether each row became one cell, with or without the column names."""
    if len(rows) < 2 or any(len(row.cells) > 1 for row in rows[1:]):
        return False
    as_one_cell = any(
        all(row.cells[0].count(separator) > 1 for row in rows) for separator in csv_text.SEPARATORS
    )
    # Prose after a first line with commas has rows of one cell too, and no cells within them.
    asked = len(rows[0].cells) - 1
    whole = [
        row
        for row in rows[1:]
        if any(row.cells[0].count(separator) >= asked for separator in csv_text.SEPARATORS)
    ]
    return as_one_cell or (asked > 1 and 2 * len(whole) >= len(rows) - 1)
