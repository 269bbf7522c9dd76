"""Where the column names of a table stand: below titles, and sometimes in two rows.

A table with a row "DMT, , Rekenen, " above a row "M3, E3, M3, E3" has the columns "DMT M3",
"DMT E3", "Rekenen M3" and "Rekenen E3".  Which cells an upper name covers is what the workbook says
of merged cells; a text, or a workbook without merged cells, covers the empty cells behind it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ibdash.errors import ValueNotUnderstood
from ibdash.sources.cell_values import CONVERTERS
from ibdash.sources.columns import Suppressed
from ibdash.sources.headers import plain, unique
from ibdash.sources.profile import ColumnRule, Profile
from ibdash.sources.table_blocks import Row

_NUMBER = re.compile(r"[+\-\u2212<>]?\s*[\d.,:/\-\s%]*\d[\d.,:/\-\s%]*")
# A table has at least two columns, and its names fill most of them.
_LEAST_NAMES, _LEAST_FILLED = 2, 0.5


def is_value(cell: str) -> bool:
    """Whether a cell begins with a digit: dates, numbers and keys do, names of columns do not."""
    return cell[:1].isdigit()


def candidates(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that may hold the column names, each with two rows in one before its upper row."""
    for place, row in enumerate(rows):
        joined = _joined(rows, place)
        if joined is not None:
            yield joined
        yield row


def find(rows: Sequence[Row]) -> Row | None:
    """The row with the column names of a table that no profile knows; None where there is none."""
    most = max((_filled(row) for row in rows), default=0)
    if most < _LEAST_NAMES:
        return None
    wide = [row for row in candidates(rows) if _filled(row) >= max(_LEAST_FILLED * most, 2)]
    named = (row for row in wide if not any(_NUMBER.fullmatch(cell) for cell in row.cells))
    return next(named, wide[0])


def below(rows: Sequence[Row], header: Row) -> list[Row]:
    """The first rows of the table itself."""
    return [row for row in rows if row.line > header.line]


def is_table(rows: Sequence[Row], header: Row) -> bool:
    """Whether under two or more names stands a column of values: numbers, dates, keys.

    A sheet of explanation has texts in columns too, and no table of pupils is without values.
    """
    first = [_padded(row.cells, len(header.cells)) for row in below(rows, header)]
    for place, name in enumerate(header.cells):
        filled = [cells[place] for cells in first if cells[place]]
        if name and filled and 2 * sum(map(is_value, filled)) >= len(filled):
            return True
    return False


def holds_table(rows: Sequence[Row]) -> bool:
    """Whether there is a table in these rows that a person could say the meaning of."""
    header = find(rows)
    return header is not None and is_table(rows, header)


def _joined(rows: Sequence[Row], place: int) -> Row | None:
    """Row `place` and the next one as one row of names, where that is what they are."""
    if place + 2 >= len(rows):
        return None
    upper, lower, data = rows[place : place + 3]
    if lower.line != upper.line + 1:
        return None
    width = max(len(upper.cells), len(lower.cells))
    top, bottom = _padded(upper.cells, width), _padded(lower.cells, width)
    values = _padded(data.cells, width)
    over = _covering(upper, top)
    covered = [
        column
        for column, name in enumerate(bottom)
        if name and over[column] is not None and not top[column]
    ]
    names = [
        f"{top[by] if by is not None else ''} {name}".strip()
        for by, name in zip(over, bottom, strict=True)
    ]
    if (
        not covered
        # A title begins in the first column, and covers the whole table.
        or not any(top[1:])
        or any(_NUMBER.fullmatch(cell) for cell in (*top, *bottom))
        or not any(is_value(value) for value, name in zip(values, bottom, strict=False) if name)
        or len(set(names)) < len(names) - names.count("")
    ):
        return None
    return replace(lower, cells=names, spans=())


def _covering(row: Row, cells: Sequence[str]) -> list[int | None]:
    """Per column the one whose name stands over it."""
    over: list[int | None] = []
    for column, name in enumerate(cells):
        if name:
            over.append(column)
        elif row.spans:
            spans = (first for first, last in row.spans if first <= column <= last)
            over.append(next(spans, None))
        else:
            over.append(over[-1] if over else None)
    return over


def with_all_columns(
    header: Row, rows: Sequence[Row], profiles: Collection[Profile], *, is_sheet: bool
) -> Row | None:
    """The header with a name for each column, where the rows have one column more.

    That column is the first one (the row names of R and pandas) or the last one (a separator at
    the end of each row).  The values tell: those of the columns that a profile knows, else empty
    cells at the end, else 1, 2, 3 ... in front.  None where nothing tells.
    """
    names = list(header.cells)
    while is_sheet and names and not names[-1]:
        names.pop()
    cells = [row.cells for row in below(rows, header) if sum(map(bool, row.cells)) > 1]
    widths = [_width(row) if is_sheet else len(row) for row in cells]
    if not cells or not all(names) or min(widths) != len(names) + 1 or max(widths) != min(widths):
        return header
    first, last = replace(header, cells=["", *names]), replace(header, cells=[*names, ""])
    if not any(row[len(names)] for row in cells):
        return last
    wrong_first = _misfits(first.cells, cells, profiles)
    wrong_last = _misfits(last.cells, cells, profiles)
    if wrong_first and not wrong_last:
        return last
    if wrong_last and not wrong_first:
        return first
    if is_sheet:
        return header
    counted = [row[0] for row in cells]
    start = int(counted[0]) if counted[0] in ("0", "1") else None
    if start is not None and counted == [str(start + place) for place in range(len(counted))]:
        return first if len(counted) > 1 else None
    return None


def _misfits(
    names: Sequence[str], rows: Sequence[Sequence[str]], profiles: Collection[Profile]
) -> int:
    """How many cells the profiles that know their column cannot read."""
    known: dict[str, list[ColumnRule]] = {}
    for profile in profiles:
        for column in profile.column:
            for header in column.header:
                known.setdefault(plain(header), []).append(column)
    wrong = 0
    for place, name in enumerate(unique(names)):
        rules = known.get(plain(name), ())
        for row in rows:
            cell = row[place].strip()
            wrong += bool(rules and cell and not any(_reads(rule, cell) for rule in rules))
    return wrong


def _reads(column: ColumnRule, cell: str) -> bool:
    """Whether a column can hold this text."""
    converter = CONVERTERS[column.convert]
    if converter.make is None:
        return True
    try:
        converter.make(**column.options)(cell)
    except ValueNotUnderstood:
        return False
    except Suppressed:
        return True
    return True


def _filled(row: Row) -> int:
    return sum(map(bool, row.cells))


def _width(row: Sequence[str]) -> int:
    """How many cells there are up to the last one with something in it."""
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
