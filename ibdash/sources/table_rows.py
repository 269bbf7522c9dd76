"""Turns blocks of a known table into rows of kinds: convert, apply the rules, refuse, emit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from ibdash.sources import table_remarks as say
from ibdash.sources.cell_values import CONVERTERS
from ibdash.sources.columns import (
    Applied,
    ByRow,
    ByValue,
    Field,
    Mask,
    constant,
    from_cells,
    pc,
    trimmed,
    unguarded,
)
from ibdash.sources.excel_faults import DUTCH, ENGLISH
from ibdash.sources.headers import plain
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import ColumnRule, KindRule, Profile, RowRule, has_one
from ibdash.sources.reading import Remark
from ibdash.sources.row_rules import RULES, where
from ibdash.sources.table_blocks import Array, Block, Ints

_FAULTS = pa.array([*DUTCH, *ENGLISH])


@dataclass
class Converted:
    """What a block became.

    rows: how many it had, refused ones included.
    tables: per kind of row its fields and the line.
    as_of: the day the data were true, where the first row says so.
    """

    rows: int
    tables: list[tuple[KindRule, pa.Table]]
    refused: list[Remark]
    tallies: say.Tallies
    as_of: date | None
    is_all_wrong_width: bool


@dataclass
class _Rows:
    """The rows of one block on their way: fields by name, and which rows are still wanted."""

    lines: Ints
    fields: dict[str, Field] = field(default_factory=dict)
    wanted: "Mask | None" = None
    refused: list[Remark] = field(default_factory=list)
    tallies: say.Tallies = field(default_factory=say.Tallies)

    def refuse(self, rows: Sequence[int], remark_of: Any) -> None:
        """Refuses rows, each with the remark for its line, unless they were before."""
        if self.wanted is None:
            self.wanted = np.ones(len(self.lines), dtype=bool)
        for row in rows:
            if self.wanted[row]:
                self.wanted[row] = False
                self.refused.append(remark_of(int(self.lines[row])))


class TableReader:
    """Reads the blocks of one table by its profile; may be used by several threads at once.

    headers: the column names as the file writes them.
    takes_serials: dates may be Excel's day numbers.
    is_guarded: a text that begins like a formula may have a quote in front of it, as in every CSV
        and workbook; else cells are taken as they are.
    """

    def __init__(
        self,
        profile: Profile,
        headers: Sequence[str],
        takes_serials: bool,
        is_guarded: bool = True,
    ) -> None:
        self.profile = profile
        self._is_guarded = is_guarded
        self.headers = list(headers)
        self._plain = [plain(header) for header in headers]
        self._present = frozenset(self._plain)
        self._columns = [
            (place, column, self._converter(column, takes_serials))
            for column in profile.column
            for place in [self._place(column)]
            if place is not None
        ]
        self.read = frozenset(place for place, _, _ in self._columns)
        self._places = {column.field: (place, column) for place, column, _ in self._columns}
        made = {*self._places, *profile.constants}
        self._rules: list[tuple[int, RowRule, ByValue | ByRow, tuple[str, ...]]] = []
        for number, rule in enumerate(profile.rule):
            inputs = ((rule.where[0],) if rule.where else ()) + rule.of
            if made.issuperset(rule.needs) and any(name in made for name in rule.of):
                self._rules.append((number, rule, self._rule(rule), inputs))
                made.add(rule.field)
        self._made = made
        self.kinds = [
            rows
            for rows in profile.rows
            if all(has_one(group, self._present) for group in rows.columns)
        ]
        self.repeating = {
            place for place, column, _ in self._columns if CONVERTERS[column.convert].repeats
        }

    def _place(self, column: ColumnRule) -> int | None:
        for spelling in map(plain, column.header):
            if spelling in self._present:
                return self._plain.index(spelling)
        return None

    def _converter(self, column: ColumnRule, takes_serials: bool) -> ByValue | None:
        converter = CONVERTERS[column.convert]
        if converter.make is None:
            return None
        options = dict(column.options)
        if converter.takes_serials:
            options["excel_serials"] = takes_serials
        return ByValue(converter.make(**options), converter.kind)

    def _rule(self, rule: RowRule) -> ByValue | ByRow:
        kind = RULES[rule.by].kind or self._kind_of(rule.of[0])
        function = RULES[rule.by].make(**rule.options)
        if RULES[rule.by].over_rows:
            return ByRow(function)
        return ByValue(where(rule.where[1], function) if rule.where else function, kind)

    def _kind_of(self, name: str) -> pa.DataType:
        for column in self.profile.column:
            if column.field == name:
                return CONVERTERS[column.convert].kind
        return next(
            (
                RULES[rule.by].kind or pa.string()
                for rule in self.profile.rule
                if rule.field == name
            ),
            pa.string(),
        )

    def delivered(self) -> dict[str, frozenset[str]]:
        """Per kind the columns that this table fills."""
        return {
            rows.kind: frozenset(
                name for name in KINDS[rows.kind].names if rows.rename.get(name, name) in self._made
            )
            for rows in self.kinds
        }

    def doubled(self) -> list[str]:
        """Headers that stand for the same field as another one of the file."""
        known = [
            header
            for header, name in zip(self.headers, self._plain, strict=True)
            if any(
                name in map(plain, column.header)
                and sum(other in map(plain, column.header) for other in self._plain) > 1
                for column in self.profile.column
            )
        ]
        return list(dict.fromkeys(known))

    def unknown(self) -> list[str]:
        """The named columns that the profile does not know."""
        return [
            header
            for header, name in zip(self.headers, self._plain, strict=True)
            if name and name not in self.profile.headers
        ]

    def left_out(self) -> list[str]:
        """The columns that the profile leaves on purpose."""
        left = {plain(name) for name in self.profile.left_out}
        return [
            header for header, name in zip(self.headers, self._plain, strict=True) if name in left
        ]

    def convert(self, block: Block) -> Converted:
        """The rows of one block, with their refusals and counts."""
        cells, lines = _without_empty(block)
        rows = _Rows(lines)
        rows.refused += [
            say.wrong_width(line, count, len(self.headers), self.profile.kind)
            for line, count in block.wrong_width
        ]
        self._refuse_faults(rows, cells)
        suppressed = self._read_columns(rows, cells)
        self._refuse_without_value(rows)
        self._apply_rules(rows)
        self._refuse_only_suppressed(rows, suppressed)
        as_of = self._as_of(rows)
        keep_lines = rows.lines
        if rows.wanted is not None and not rows.wanted.all():
            mask = pa.array(rows.wanted)
            rows.fields = {name: part.filtered(mask) for name, part in rows.fields.items()}
            keep_lines = rows.lines[rows.wanted]
        tables = [(kind, self._table(kind, rows.fields, keep_lines)) for kind in self.kinds]
        count = len(lines) + len(block.wrong_width)
        is_all_wrong = bool(block.wrong_width) and not len(lines)
        return Converted(count, tables, rows.refused, rows.tallies, as_of, is_all_wrong)

    def _refuse_faults(self, rows: _Rows, cells: Sequence[Array]) -> None:
        """Before anything else: what a failed formula leaves is no value of any column."""
        for place in sorted(self.read):
            for row, code in _faults(from_cells(cells[place])):
                rows.refuse(
                    [row],
                    lambda line, place=place, code=code: say.fault_of_excel(
                        line, self.headers[place], code, self.profile.kind
                    ),
                )

    def _read_columns(self, rows: _Rows, cells: Sequence[Array]) -> dict[str, Mask]:
        suppressed: dict[str, Mask] = {}
        for place, column, converter in self._columns:
            read = trimmed(from_cells(cells[place]))
            if self._is_guarded:
                read = unguarded(read)
            longest = CONVERTERS[column.convert].longest
            if too_long := read.longer_than(longest):
                rows.refuse(
                    too_long,
                    lambda line, place=place, longest=longest: say.too_long(
                        line, self.headers[place], longest, self.profile.kind
                    ),
                )
            if converter is None:
                rows.fields[column.field] = read
                continue
            applied = converter([read])
            rows.fields[column.field] = applied.field
            self._refuse_wrong(rows, applied, column.field)
            if applied.suppressed is not None:
                suppressed[column.field] = applied.suppressed
                places = np.flatnonzero(applied.suppressed)
                tally = say.Tally(len(places), int(rows.lines[places[0]]) if len(places) else 0)
                if tally.rows:
                    rows.tallies.suppressed[self.headers[place]] = tally
        for name, value in self.profile.constants.items():
            kind = pa.bool_() if isinstance(value, bool) else pa.string()
            rows.fields[name] = constant(value, kind, len(rows.lines))
        return suppressed

    def _refuse_wrong(self, rows: _Rows, applied: Applied, name: str) -> None:
        place, column = self._places[name]
        for wrong, values, error in applied.wrong:
            rows.refuse(
                wrong,
                lambda line, value=values[-1], error=error: say.not_understood(
                    line, self.headers[place], value, column.personal, error, self.profile.kind
                ),
            )

    def _refuse_without_value(self, rows: _Rows) -> None:
        for group in self.profile.required:
            if any(header in self.profile.may_be_empty for header in group):
                continue
            names = [
                (self.headers[place], name)
                for name, (place, column) in self._places.items()
                if any(header in column.header for header in group)
            ]
            empty = _none_has_value([rows.fields[name] for _, name in names])
            if empty is not None:
                columns = list(dict.fromkeys(header for header, _ in names))
                rows.refuse(
                    np.flatnonzero(empty).tolist(),
                    lambda line, columns=columns: say.without_value(
                        line, columns, self.profile.kind
                    ),
                )

    def _apply_rules(self, rows: _Rows) -> None:
        for number, rule, function, inputs in self._rules:
            empty = pa.nulls(len(rows.lines), pa.string())
            fields = [rows.fields.get(name) or Field(empty) for name in inputs]
            applied = function(fields)
            if rule.field:
                rows.fields[rule.field] = applied.field
            if rule.severity == "warning":
                self._warn(rows, number, applied)
                continue
            if applied.wrong:
                blamed = [name for name in rule.of if name in self._places]
                self._refuse_wrong(rows, applied, blamed[-1])

    def _warn(self, rows: _Rows, number: int, applied: Applied) -> None:
        wrong = [
            row
            for places, _, _ in applied.wrong
            for row in places
            if rows.wanted is None or rows.wanted[row]
        ]
        if wrong:
            rows.tallies.warned[number] = say.Tally(len(wrong), int(rows.lines[min(wrong)]))

    def _refuse_only_suppressed(self, rows: _Rows, suppressed: Mapping[str, Mask]) -> None:
        hidden = [suppressed[name] for name in self.profile.outcomes if name in suppressed]
        if not hidden:
            return
        outcomes = [rows.fields[name] for name in self.profile.outcomes if name in rows.fields]
        empty = _none_has_value(outcomes)
        if empty is not None:
            rows.refuse(
                np.flatnonzero(np.logical_or.reduce(hidden) & empty).tolist(),
                lambda line: say.only_suppressed(line, self.profile.kind),
            )

    def _as_of(self, rows: _Rows) -> date | None:
        days = rows.fields.get(self.profile.as_of)
        if days is None or not len(rows.lines):
            return None
        first: date | None = days.rows()[0].as_py()
        return first

    def _table(self, kind: KindRule, fields: Mapping[str, Field], lines: Ints) -> pa.Table:
        schema = KINDS[kind.kind]
        columns = {"line": pa.array(lines, pa.int32())}
        for name in schema.names:
            source = fields.get(kind.rename.get(name, name))
            if source is not None and name != "line":
                columns[name] = source.rows()
        masks = [fields[name].has_value() for name in kind.needs if name in fields]
        partial = [mask for mask in masks if mask is not None]
        table = pa.table(columns)
        if partial:
            table = table.filter(pa.array(np.logical_and.reduce(partial)))
        return distinct(table) if kind.distinct or kind.once_per else table


def distinct(table: pa.Table) -> pa.Table:
    """Equal rows once, with the first of their lines and in their order."""
    names = [name for name in table.column_names if name != "line"]
    grouped = table.group_by(names, use_threads=False).aggregate([("line", "min")])
    return grouped.rename_columns({"line_min": "line"}).select(["line", *names]).sort_by("line")


def _faults(cells: Field) -> list[tuple[int, str]]:
    """(row, code) of the cells that hold a fault of Excel."""
    # Far cheaper than comparing each text, and mostly the end of it.
    if not pc.any(pc.starts_with(cells.values, "#")).as_py():
        return []
    is_fault = pc.is_in(cells.values, value_set=_FAULTS)
    if cells.index is not None:
        is_fault = is_fault.take(cells.index).fill_null(False)
    rows = pc.indices_nonzero(is_fault)
    return list(zip(rows.to_pylist(), cells.rows().take(rows).to_pylist(), strict=True))


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


def _none_has_value(fields: Sequence[Field]) -> Mask | None:
    """The rows on which no field has a value; None where there is no such row."""
    masks = [part.has_value() for part in fields]
    filled = [mask for mask in masks if mask is not None]
    if len(filled) < len(masks) or not filled:
        return None
    empty: Mask = ~np.logical_or.reduce(filled)
    return empty if empty.any() else None
