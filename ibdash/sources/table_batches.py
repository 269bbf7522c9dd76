"""The batches of a table in the order of its blocks: two workers, and what spans blocks."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, TypeVar

import pyarrow as pa

from ibdash.errors import FileRefused
from ibdash.sources import combination_groups
from ibdash.sources import table_remarks as say
from ibdash.sources.columns import combined_key, pc
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import KindRule
from ibdash.sources.reading import Limits, Reading, Remark
from ibdash.sources.table_blocks import Array
from ibdash.sources.table_rows import Converted, TableReader, distinct

_T = TypeVar("_T")
_R = TypeVar("_R")
# One block in the hands of each worker and one waiting: some 60 MB of results.
_WORKERS = 2
_AHEAD = 3


def in_order(work: Callable[[_T], _R], parts: Iterable[_T]) -> Iterator[_R]:
    """The results of `work` on each part, in order, a few of them worked on ahead."""
    remaining = iter(parts)
    first = list(islice(remaining, 2))
    if len(first) < 2:
        yield from map(work, first)
        return
    waiting: deque[Future[_R]] = deque()
    with ThreadPoolExecutor(_WORKERS) as workers:
        try:
            for part in chain(first, remaining):
                waiting.append(workers.submit(work, part))
                if len(waiting) >= _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


@dataclass
class Read:
    """What was read of a whole file, over all its sheets: its limits are of a file."""

    rows: int = 0
    refused: int = 0
    first_refused: Remark | None = None


class Once:
    """The rows that only all tables of a profile, say sheets, tell together."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[KindRule, pa.Table]] = {}

    def keep(self, kind: KindRule, table: pa.Table) -> None:
        """Adds what a block has; another sheet may have other columns."""
        if kind.kind in self._kept:
            table = pa.concat_tables([self._kept[kind.kind][1], table], promote_options="default")
        self._kept[kind.kind] = kind, distinct(table) if kind.once_per else _once_each(table)

    def batches(self, reading: Reading) -> Iterator[tuple[str, pa.RecordBatch]]:
        """(kind, batch) of all that was kept; only once every table was read."""
        tables = {
            kind.kind: _one_each(kind, table) if kind.once_per else table
            for kind, table in self._kept.values()
        }
        if "placement" in tables and "group" in tables:
            tables["placement"], tables["group"], remarks = combination_groups.as_one(
                tables["placement"], tables["group"]
            )
            reading.remarks += remarks
        for name, table in tables.items():
            yield from _as_batches(name, table)


class Batches:
    """Gives out what the blocks of one table became, and fills the remarks of its reading."""

    def __init__(
        self, name: str, reader: TableReader, limits: Limits, read: Read, once: Once
    ) -> None:
        self._name = name
        self._reader = reader
        self._limits = limits
        self._read = read
        self._once = once
        self._seen: dict[str, list[Array]] = {}
        self._school_years: set[Any] = set()

    def of(
        self, blocks: Iterator[Converted], reading: Reading
    ) -> Iterator[tuple[str, pa.RecordBatch]]:
        """(kind, batch of that kind's schema); raises FileRefused past the limits."""
        rows, tallies = 0, say.Tallies()
        left_out: list[int] = []
        nameless: list[Remark] = []
        is_named = False
        for block in blocks:
            rows += block.rows
            is_named = is_named or block.last_named > 0
            # Below the last row that says whom it is about there are none of the table.
            waiting = [*nameless, *block.nameless]
            nameless = [remark for remark in waiting if remark.line > block.last_named]
            block.refused += [remark for remark in waiting if remark.line <= block.last_named]
            reading.remarks.extend(sorted(block.refused, key=lambda remark: remark.line))
            tallies.include(block.tallies)
            left_out += block.left_out
            self._check_limits(block)
            for kind, table in block.tables:
                if kind.kind == "placement" and "school_year" in table.column_names:
                    self._school_years.update(table["school_year"].unique().to_pylist())
                yield from self._batch(kind, table)
        if reading.covers_school_year and len(self._school_years) == 1:
            reading.school_year = next(iter(self._school_years))
        if nameless and not is_named:
            reading.remarks.extend(nameless)
        elif nameless:
            reading.remarks.append(say.nobody_below(nameless))
        if left_out:
            reading.remarks.append(say.no_rows_of_table(left_out))
        self._remark(reading, rows, tallies)

    def _check_limits(self, block: Converted) -> None:
        if block.differing:
            raise say.columns_doubled(self._name, block.differing)
        read = self._read
        read.rows += block.rows
        read.refused += len(block.refused)
        if read.rows > self._limits.rows:
            raise FileRefused(
                "Het bestand heeft te veel regels",
                f"{self._name} heeft meer dan {self._limits.rows} regels; er is niets overgenomen",
                "Verhoog de instelling 'max_rows' als dit klopt",
            )
        if read.first_refused is None and block.refused:
            read.first_refused = min(block.refused, key=lambda remark: remark.line)
        if read.first_refused is not None and read.refused > say.MOST_REFUSED:
            raise say.too_many_refused(self._name, read.first_refused)

    def _batch(self, kind: KindRule, table: pa.Table) -> Iterator[tuple[str, pa.RecordBatch]]:
        if kind.once_per or kind.one_home:
            self._once.keep(kind, table)
        elif kind.distinct:
            yield from _as_batches(kind.kind, self._new(kind.kind, table))
        else:
            yield from _as_batches(kind.kind, table)

    def _new(self, kind: str, table: pa.Table) -> pa.Table:
        """The rows that no earlier block had."""
        key = combined_key({name: table[name] for name in table.column_names if name != "line"})
        key = key.combine_chunks() if isinstance(key, pa.ChunkedArray) else key
        seen = self._seen.setdefault(kind, [])
        if seen:
            fresh = pc.invert(pc.is_in(key, value_set=pa.chunked_array(seen)))
            table, key = table.filter(fresh), key.filter(fresh)
        seen.append(key)
        return table

    def _remark(self, reading: Reading, rows: int, tallies: say.Tallies) -> None:
        for column, tally in tallies.suppressed.items():
            reading.remarks.append(say.suppressed(column, tally))
        for place, tally in sorted(tallies.warned.items()):
            rule = self._reader.profile.rule[place]
            reading.remarks.append(say.warned(rule.text, rule.remedy, tally))
        if left := self._reader.left_out():
            reading.remarks.append(say.left_out(left, rows))


def _once_each(table: pa.Table) -> pa.Table:
    """Equal rows once, the first of them, in their order: lines of two sheets do not compare."""
    names = [name for name in table.column_names if name != "line"]
    numbered: Any = table.append_column("row", pa.array(range(table.num_rows), pa.int64()))
    first = numbered.group_by(names, use_threads=False).aggregate([("row", "min")])["row_min"]
    return table.take(first.combine_chunks().sort())


def _one_each(kind: KindRule, table: pa.Table) -> pa.Table:
    """One row per combination of `once_per`; where they share no value, what `shared` says."""
    key = [name for name in kind.once_per if name in table.column_names]
    others = [name for name in table.column_names if name not in ("line", *key)]
    steps = [("line", "min")]
    for name in others:
        steps += [(name, "min"), (name, "count_distinct")]
    by_key: Any = table.group_by(key, use_threads=False)
    grouped = by_key.aggregate(steps)
    columns: dict[str, Any] = {name: grouped[name] for name in key}
    columns["line"] = grouped["line_min"]
    for name in others:
        value = grouped[f"{name}_min"]
        if name in kind.shared:
            differs = pc.greater(grouped[f"{name}_count_distinct"], 1)
            value = pc.if_else(differs, kind.shared[name], value)
        columns[name] = value
    return pa.table(columns).sort_by("line")


def _as_batches(kind: str, table: pa.Table) -> Iterator[tuple[str, pa.RecordBatch]]:
    """A table in the schema of its kind, what it does not have empty."""
    if not table.num_rows:
        return
    schema = KINDS[kind]
    columns = [
        table[part.name].cast(part.type)
        if part.name in table.column_names
        else pa.nulls(table.num_rows, part.type)
        for part in schema
    ]
    for batch in pa.table(columns, schema=schema).combine_chunks().to_batches():
        yield kind, batch
