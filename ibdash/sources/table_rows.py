"""Turns blocks of a known table into rows of kinds: convert, apply the rules, refuse, emit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from ibdash.sources import table_remarks as say
from ibdash.sources.cell_values import CONVERTERS
from ibdash.sources.columns import (
    Applied,
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
from ibdash.sources.profile import KindRule
from ibdash.sources.reading import Remark
from ibdash.sources.table_blocks import Array, Block, Ints
from ibdash.sources.table_columns import Applicable, Column, TableColumns
from ibdash.sources.table_ends import without_ends

Cells: TypeAlias = Sequence[Array] | Mapping[int, Array]
_REASON = "no_result_reason"
_FAULTS = pa.array([*DUTCH, *ENGLISH])


@dataclass
class Converted:
    """What a block became.

    rows: how many it had, refused ones included.
    tables: per kind of row its fields and the line.
    as_of: the day the data were true, where the first row says so.
    left_out: the lines of totals and notes.
    differing: two columns that must say the same and do not.
    nameless: refusals of rows that say of nobody that they are about them; last_named: the last
        line that does, 0 where none does.
    """

    rows: int
    tables: list[tuple[KindRule, pa.Table]]
    refused: list[Remark]
    tallies: say.Tallies
    as_of: date | None
    is_all_wrong_width: bool
    left_out: list[int]
    differing: list[str]
    nameless: list[Remark]
    last_named: int


@dataclass
class _Rows:
    """The rows of one block on their way: fields by name, and which rows are still wanted.

    named: the column of the file that each field comes from.
    suppressed: per field the rows on which its publisher left the value out.
    """

    lines: Ints
    named: Mapping[str, Column]
    fields: dict[str, Field] = field(default_factory=dict)
    wanted: "Mask | None" = None
    refused: list[Remark] = field(default_factory=list)
    tallies: say.Tallies = field(default_factory=say.Tallies)
    suppressed: dict[str, Mask] = field(default_factory=dict)

    def accepted(self) -> "Mask | None":
        """Which rows are still wanted; None says all of them."""
        return None if self.wanted is None or self.wanted.all() else self.wanted

    def refuse(self, rows: Sequence[int], remark_of: Any) -> None:
        """Refuses rows, each with the remark for its line, unless they were before."""
        if self.wanted is None:
            self.wanted = np.ones(len(self.lines), dtype=bool)
        for row in rows:
            if self.wanted[row]:
                self.wanted[row] = False
                self.refused.append(remark_of(int(self.lines[row])))


class TableReader(TableColumns):
    """Reads the blocks of one table by its profile; may be used by several threads at once."""

    def convert(self, block: Block) -> Converted:
        """The rows of one block, with their refusals and counts."""
        kept = without_ends(block, self.who)
        cells, lines = kept.cells, kept.lines
        rows = _Rows(lines, self.places)
        rows.refused += [
            say.wrong_width(line, count, len(self.headers), self.profile.kind)
            for line, count in block.wrong_width
        ]
        self._refuse_faults(rows, cells, self.columns)
        self._read_columns(rows, cells, self.columns)
        for name, value in self.profile.constants.items():
            kind = pa.bool_() if isinstance(value, bool) else pa.string()
            rows.fields[name] = constant(value, kind, len(lines))
        nameless, last_named = self._refuse_without_value(rows)
        self._apply_rules(rows, self.rules)
        if not self.sets:
            self._refuse_only_suppressed(rows)
        as_of = self._as_of(rows)
        accepted, keep_lines = rows.accepted(), rows.lines
        if accepted is not None:
            mask = pa.array(accepted)
            rows.fields = {name: part.filtered(mask) for name, part in rows.fields.items()}
            keep_lines = rows.lines[accepted]
        tables = [
            (kind, self._table(kind, rows.fields, keep_lines))
            for kind in self.kinds
            if not self.is_of_sets(kind)
        ]
        if self.sets:
            tables += self._of_sets(rows, cells, keep_lines, accepted)
        return Converted(
            rows=len(lines) + len(block.wrong_width),
            tables=tables,
            refused=rows.refused,
            tallies=rows.tallies,
            as_of=as_of,
            is_all_wrong_width=bool(block.wrong_width) and not len(lines),
            left_out=kept.left_out,
            differing=self.differing(cells),
            nameless=nameless,
            last_named=last_named,
        )

    def _of_sets(
        self, rows: _Rows, cells: Sequence[Array], lines: Ints, accepted: "Mask | None"
    ) -> list[tuple[KindRule, pa.Table]]:
        """The rows that each accepted row becomes: one per set of wide columns with a value.

        Of a set that cannot be read only its own row is refused.
        """
        kinds = [kind for kind in self.kinds if self.is_of_sets(kind)]
        found: dict[int, list[pa.Table]] = {}
        for part in self.sets:
            own = {column.place: cells[column.place] for column in part.columns}
            if accepted is not None:
                own = {place: column.filter(pa.array(accepted)) for place, column in own.items()}
            values = [trimmed(from_cells(column)).has_value() for column in own.values()]
            masks = [mask for mask in values if mask is not None]
            is_there = np.ones(len(lines), dtype=bool)
            if len(masks) == len(values):
                is_there = np.logical_or.reduce(masks)
            mask = pa.array(is_there)
            named = {column.rule.field: column for column in part.columns}
            of_set = _Rows(lines[is_there], {**self.places, **named})
            of_set.fields = {name: field.filtered(mask) for name, field in rows.fields.items()}
            of_set.fields |= part.constants(len(of_set.lines))
            own = {place: column.filter(mask) for place, column in own.items()}
            self._refuse_faults(of_set, own, part.columns)
            self._read_columns(of_set, own, part.columns)
            self._apply_rules(of_set, self.rules_of_sets)
            self._refuse_only_suppressed(of_set)
            rows.refused += of_set.refused
            rows.tallies.include(of_set.tallies)
            for place, kind in enumerate(kinds):
                table = self._table(kind, of_set.fields, of_set.lines)
                wanted = of_set.accepted()
                found.setdefault(place, []).append(
                    table if wanted is None else table.filter(pa.array(wanted))
                )
        return [
            (kind, pa.concat_tables(found[place], promote_options="default").sort_by("line"))
            for place, kind in enumerate(kinds)
        ]

    def _refuse_faults(self, rows: _Rows, cells: Cells, columns: Sequence[Column]) -> None:
        """Before anything else: what a failed formula leaves is no value of any column."""
        for column in {column.place: column for column in columns}.values():
            for row, code in _faults(from_cells(cells[column.place])):
                rows.refuse(
                    [row],
                    lambda line, header=column.header, code=code: say.fault_of_excel(
                        line, header, code, self.profile.kind
                    ),
                )

    def _read_columns(self, rows: _Rows, cells: Cells, columns: Sequence[Column]) -> None:
        reasons: list[Field] = []
        for column in columns:
            name = column.rule.field
            read = trimmed(from_cells(cells[column.place]))
            if self.is_guarded:
                read = unguarded(read)
            longest = CONVERTERS[column.rule.convert].longest
            if too_long := read.longer_than(longest):
                rows.refuse(
                    too_long,
                    lambda line, header=column.header, longest=longest: say.too_long(
                        line, header, longest, self.profile.kind
                    ),
                )
            if self.profile.not_taken and name in self.profile.outcomes:
                read = self._without_not_taken(read, reasons)
            if column.converter is None:
                rows.fields[name] = read
                continue
            applied = column.converter([read])
            rows.fields[name] = applied.field
            self._refuse_wrong(rows, applied, column)
            if applied.suppressed is not None:
                rows.suppressed[name] = applied.suppressed
                places = np.flatnonzero(applied.suppressed)
                if len(places):
                    rows.tallies.suppressed[column.header] = say.Tally(
                        len(places), int(rows.lines[places[0]])
                    )

        if reasons:
            own = [rows.fields[_REASON]] if _REASON in rows.fields else []
            rows.fields[_REASON] = Field(pc.coalesce(*(part.rows() for part in [*own, *reasons])))

    def _without_not_taken(self, read: Field, reasons: list[Field]) -> Field:
        """An outcome without the words for "not taken"; what they say of why goes to `reasons`."""
        encoded = read.encoded()
        said = [
            None if text is None else self.profile.reason(text)
            for text in encoded.values.to_pylist()
        ]
        if all(reason is None for reason in said):
            return read
        reasons.append(
            Field(pa.array([reason or None for reason in said], pa.string()), encoded.index)
        )
        is_word = pa.array([reason is not None for reason in said], pa.bool_())
        nothing = pa.scalar(None, pa.string())
        return Field(pc.if_else(is_word, nothing, encoded.values), encoded.index)

    def _refuse_wrong(self, rows: _Rows, applied: Applied, column: Column) -> None:
        for wrong, values, error in applied.wrong:
            rows.refuse(
                wrong,
                lambda line, value=values[-1], error=error: say.not_understood(
                    line, column.header, column.rule, value, error, self.profile.kind
                ),
            )

    def _refuse_without_value(self, rows: _Rows) -> tuple[list[Remark], int]:
        """Refuses the rows that lack a required value.

        Those that lack who they are about and no less are given back apart, with the last line
        that does say it: below that they are no rows of the table.
        """
        empty_of: list[tuple[list[str], Mask]] = []
        who: Mask | None = None
        others: list[Mask] = []
        for group in self.profile.required:
            if any(header in self.profile.may_be_empty for header in group):
                continue
            of_group = [
                column
                for column in self.places.values()
                if not set(map(plain, group)).isdisjoint(map(plain, column.rule.header))
            ]
            empty = _none_has_value([rows.fields[column.rule.field] for column in of_group])
            if empty is not None:
                empty_of.append((list(dict.fromkeys(c.header for c in of_group)), empty))
            if any(column.place == self.who for column in of_group):
                who = empty
            elif empty is not None:
                others.append(empty)
        is_last_resort = len(self.profile.required) == 1
        is_nameless = np.zeros(len(rows.lines), dtype=bool)
        if who is not None and (others or is_last_resort):
            is_nameless = who & (np.logical_or.reduce(others) if others else who)
        refused_before = len(rows.refused)
        for columns, empty in empty_of:
            rows.refuse(
                np.flatnonzero(empty).tolist(),
                lambda line, columns=columns: say.without_value(line, columns, self.profile.kind),
            )
        named = rows.lines if who is None else rows.lines[~who]
        lines = set(rows.lines[is_nameless].tolist())
        nameless = [part for part in rows.refused[refused_before:] if part.line in lines]
        rows.refused[refused_before:] = [
            part for part in rows.refused[refused_before:] if part.line not in lines
        ]
        return nameless, int(named.max()) if len(named) else 0

    def _apply_rules(self, rows: _Rows, rules: Sequence[Applicable]) -> None:
        for known in rules:
            empty = pa.nulls(len(rows.lines), pa.string())
            fields = [rows.fields.get(name) or Field(empty) for name in known.inputs]
            applied = known.function(fields)
            if known.rule.field:
                rows.fields[known.rule.field] = applied.field
            if known.rule.severity == "warning":
                self._warn(rows, known.number, applied)
                continue
            if applied.wrong:
                blamed = [rows.named[name] for name in known.rule.of if name in rows.named]
                self._refuse_wrong(rows, applied, (blamed or [*rows.named.values()])[-1])

    def _warn(self, rows: _Rows, number: int, applied: Applied) -> None:
        wrong = [
            row
            for places, _, _ in applied.wrong
            for row in places
            if rows.wanted is None or rows.wanted[row]
        ]
        if wrong:
            rows.tallies.warned[number] = say.Tally(len(wrong), int(rows.lines[min(wrong)]))

    def _refuse_only_suppressed(self, rows: _Rows) -> None:
        outcomes = self.profile.outcomes
        hidden = [rows.suppressed[name] for name in outcomes if name in rows.suppressed]
        if not hidden:
            return
        empty = _none_has_value([rows.fields[name] for name in outcomes if name in rows.fields])
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
        if any(name not in fields for name in kind.needs):
            table = table.slice(0, 0)
        elif partial:
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


def _none_has_value(fields: Sequence[Field]) -> Mask | None:
    """The rows on which no field has a value; None where there is no such row."""
    masks = [part.has_value() for part in fields]
    filled = [mask for mask in masks if mask is not None]
    if len(filled) < len(masks) or not filled:
        return None
    empty: Mask = ~np.logical_or.reduce(filled)
    return empty if empty.any() else None
