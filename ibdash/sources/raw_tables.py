"""The tables of a file before anything is known of them: for a person who says what they are.

They are found and read by what reads the tables that a profile knows, so that a profile that names
a header of a :class:`RawTable` finds its column.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import PurePath

from ibdash.sources import csv_text, sheet, table_head, table_layouts
from ibdash.sources import table_remarks as say
from ibdash.sources.headers import unique
from ibdash.sources.profile import profiles
from ibdash.sources.reading import Limits, SourceFile
from ibdash.sources.table_blocks import Block, Row
from ibdash.sources.table_ends import without_ends
from ibdash.sources.table_layouts import Layout

FIRST_ROWS = 50
"""How many rows a :class:`RawTable` has at hand."""


@dataclass(frozen=True)
class RawRow:
    """A row of a table: its line in the file, and its cells as text ("" where there is none)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in the file.

    name: of the sheet, or of the file without its extension.
    sheet: the number of the sheet, from 1; None for a text.
    header: the names of the columns, which differ: a second "klas" is "klas (2)", a column without
        a name "kolom 3", and two rows of names ("DMT" over "M3") are one ("DMT M3").
    header_line: the line of the (lower) row with the names.
    first: the first FIRST_ROWS rows, without empty ones and without totals.
    """

    name: str
    sheet: int | None
    header: tuple[str, ...]
    header_line: int
    first: tuple[RawRow, ...]
    _layout: Layout = field(repr=False, compare=False)
    _head: Row = field(repr=False, compare=False)

    def rows(self) -> Iterator[RawRow]:
        """All rows, without empty ones, totals, notes and those that do not fit the names."""
        for block in self._blocks():
            kept = without_ends(block, 0)
            columns = [column.to_pylist() for column in kept.cells]
            for line, cells in zip(kept.lines.tolist(), zip(*columns, strict=True), strict=True):
                yield RawRow(line, tuple((cell or "").strip() for cell in cells))

    @cached_property
    def row_count(self) -> int:
        """How many rows :meth:`rows` gives; the whole table is read for it, once."""
        return sum(len(without_ends(block, 0).lines) for block in self._blocks())

    def _blocks(self) -> Iterator[Block]:
        width = len(self.header)
        return self._layout.below(
            self._head, lambda block: block, width=width, repeating=(), read=range(width)
        )


def raw_tables(file: SourceFile, limits: Limits) -> list[RawTable]:
    """The tables of a CSV (one) or a workbook, in the order of its sheets; [] where there is none.

    Raises FileRefused for what cannot be read at all, for a file that Excel damaged, and for rows
    with one column more than there are names, when it cannot be told which one has no name.
    """
    if sheet.is_workbook(file):
        found = [
            _table(part.name, part.number, table_layouts.of_sheet(part), file)
            for part in sheet.open_workbook(file, limits)
        ]
        return [table for table in found if table is not None]
    layouts = table_layouts.of_text(csv_text.open_text(file))
    if table_layouts.is_damaged(max(layouts, key=lambda layout: layout.width).rows):
        raise say.rows_do_not_split(file.name)
    table = _table(PurePath(file.name).stem, None, table_layouts.evenest(layouts), file)
    return [table] if table is not None else []


def _table(name: str, number: int | None, layout: Layout, file: SourceFile) -> RawTable | None:
    head = table_head.find(layout.rows)
    if head is None or not table_head.is_table(layout.rows, head):
        return None
    complete = table_head.with_all_columns(
        head, layout.rows, profiles().values(), is_sheet=layout.is_sheet
    )
    if complete is None:
        raise say.one_name_short(file.name)
    table = RawTable(name, number, tuple(unique(complete.cells)), head.line, (), layout, complete)
    return replace(table, first=tuple(islice(table.rows(), FIRST_ROWS)))
