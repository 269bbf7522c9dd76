"""Tables: CSV and workbooks whose columns a profile knows; the face of the modules beside it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePath

import pyarrow as pa

from ibdash.errors import FileRefused
from ibdash.sources import csv_text, sheet, table_match
from ibdash.sources import table_remarks as say
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import Profile, profiles
from ibdash.sources.reading import Limits, Reading, SourceFile
from ibdash.sources.table_batches import Batches, Once, Read, in_order
from ibdash.sources.table_blocks import Row
from ibdash.sources.table_match import Match
from ibdash.sources.table_rows import Converted, TableReader


@dataclass(frozen=True)
class _Table:
    """A table that a profile knows.

    name: of its sheet.  once: what the tables of its profile in this file have together.
    """

    name: str
    profile: Profile
    reading: Reading
    once: Once
    has_rows: bool

    def alone(self) -> Reading:
        """Its reading as that of all the tables of its profile."""
        self.reading.batches = chain(self.reading.batches, self.once.batches())
        return self.reading


@dataclass
class _Whole:
    """A whole file while its tables are found and read.

    once: per profile what its tables have together.
    """

    file: SourceFile
    limits: Limits
    chosen: Collection[Profile]
    read: Read = field(default_factory=Read)
    once: dict[str, Once] = field(default_factory=dict)


@dataclass(frozen=True)
class _Layout:
    """One way to take a table apart: its first rows, and what stands below one of them."""

    rows: Sequence[Row]
    below: Callable[[Row, TableReader], Iterator[Converted]]


def known_profiles() -> list[str]:
    """The names of all profiles, for the user's choice."""
    return list(profiles())


def known_scales() -> Mapping[str, tuple[str, ...]]:
    """The level scales that profiles bring beside A-E and I-V: name, levels lowest first."""
    return {
        name: levels for profile in profiles().values() for name, levels in profile.scales.items()
    }


def read(file: SourceFile, limits: Limits, profile: str | None = None) -> list[Reading]:
    """One reading per profile that the file has a table of, those that make pupils first.

    profile: a name of :func:`known_profiles` where the user chose one.  Raises FileRefused, also
    while the batches are read, and DecisionNeeded when two profiles fit equally well.
    """
    whole = _Whole(file, limits, _chosen(profile))
    if sheet.is_workbook(file):
        return _read_workbook(whole)
    text = csv_text.open_text(file)
    layouts = _layouts_of_text(text)
    names = [PurePath(file.name).stem]
    table = _table(whole, names, layouts)
    if table is None:
        widest = max(layouts, key=lambda layout: _width(layout.rows)).rows
        if _is_damaged(widest):
            raise say.rows_do_not_split(file.name)
        heads = [layout.rows for layout in layouts]
        raise table_match.refusal(file.name, heads, names, whole.chosen)
    if not table.has_rows:
        raise say.no_rows(file.name)
    if text.odd_line:
        table.reading.remarks.append(say.letters_in_doubt(text.odd_line, text.encoding))
    return [table.alone()]


def _chosen(profile: str | None) -> Collection[Profile]:
    if profile is None:
        return list(profiles().values())
    if profile not in profiles():
        raise FileRefused(
            "Deze indeling bestaat niet",
            f"Bekend zijn {say.either(known_profiles(), 'en')}; er is niets overgenomen",
            "Kies een van deze indelingen",
        )
    return [profiles()[profile]]


def _width(rows: Sequence[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _is_damaged(rows: Sequence[Row]) -> bool:
    """Whether each row became one cell, with or without the column names."""
    if len(rows) < 2 or any(len(row.cells) > 1 for row in rows[1:]):
        return False
    as_one_cell = any(
        all(row.cells[0].count(separator) > 1 for row in rows) for separator in csv_text.SEPARATORS
    )
    return as_one_cell or len(rows[0].cells) > 2


def _layouts_of_text(text: csv_text.Text) -> list[_Layout]:
    """One layout for each separator that the text may have."""

    def layout(separator: str) -> _Layout:
        def below(header: Row, reader: TableReader) -> Iterator[Converted]:
            def convert(piece: csv_text.Piece) -> Converted:
                width = len(reader.headers)
                try:
                    block = csv_text.parse(text, piece, separator, width, reader.repeating)
                except pa.ArrowException:
                    # Arrow quotes the cells in its errors.
                    raise FileRefused(
                        "Het bestand is niet te lezen",
                        f"In {text.name} is na regel {piece.line} iets mis; er is niets "
                        "overgenomen",
                        "Maak de export opnieuw",
                    ) from None
                return reader.convert(block)

            line = 1 + text.content.count(b"\n", 0, header.after)
            return in_order(convert, csv_text.pieces(text, header.after, line, separator))

        return _Layout(csv_text.head(text, separator), below)

    return [layout(separator) for separator in csv_text.SEPARATORS]


def _read_workbook(whole: _Whole) -> list[Reading]:
    """One reading per profile: sheets of one table, say one a group, are one list together."""
    file = whole.file
    found: dict[str, list[_Table]] = {}
    passed: list[int] = []
    empty: list[int] = []
    heads: list[Sequence[Row]] = []
    for part in sheet.open_workbook(file, whole.limits):
        layout = _layout_of_sheet(part)
        names = [part.name, PurePath(file.name).stem]
        table = _table(whole, names, [layout])
        if table is None:
            passed.append(part.number)
            heads.append(layout.rows)
        elif table.has_rows:
            found.setdefault(table.profile.id, []).append(table)
        else:
            empty.append(part.number)
    if empty and not found:
        raise say.no_rows(file.name)
    if not found:
        raise table_match.refusal(file.name, heads, [PurePath(file.name).stem], whole.chosen)
    of_several = sum(map(len, found.values())) > 1
    readings = [
        _chained(tables) if of_several else tables[0].alone()
        for tables in sorted(found.values(), key=_turn)
    ]
    if passed:
        readings[0].remarks.append(say.sheets_passed_over(passed))
    if empty:
        readings[0].remarks.append(say.sheets_without_rows(empty))
    return readings


def _turn(tables: Sequence[_Table]) -> tuple[bool, int]:
    """Its place in the order in which tables need each other: pupils, results, plans ..."""
    makes_pupils = any(table.reading.makes_pupils for table in tables)
    return not makes_pupils, list(KINDS).index(tables[0].profile.kind)


def _chained(tables: Sequence[_Table]) -> Reading:
    """The readings of sheets of one profile as one; its remarks name the sheet of their row."""
    delivered: dict[str, frozenset[str]] = {}
    for table in tables:
        for kind, columns in table.reading.delivered.items():
            delivered[kind] = delivered.get(kind, frozenset()) | columns
    whole = replace(
        tables[0].reading,
        remarks=[],
        delivered=delivered,
        makes_pupils=any(table.reading.makes_pupils for table in tables),
        sheet=say.either([table.name for table in tables], "en"),
    )

    def batches() -> Iterator[tuple[str, pa.RecordBatch]]:
        for table in tables:
            try:
                yield from table.reading.batches
            finally:
                whole.remarks += [
                    replace(remark, text=f"Tabblad {table.name}: {remark.text}")
                    if remark.line
                    else remark
                    for remark in table.reading.remarks
                ]
        years = {table.reading.school_year for table in tables}
        whole.school_year = years.pop() if len(years) == 1 else None
        yield from tables[0].once.batches()

    whole.batches = batches()
    return whole


def _layout_of_sheet(part: sheet.Sheet) -> _Layout:
    def below(header: Row, reader: TableReader) -> Iterator[Converted]:
        blocks = part.blocks(header.after, len(reader.headers), reader.repeating, reader.read)
        return map(reader.convert, blocks)

    return _Layout(part.head(), below)


def _table(whole: _Whole, names: Sequence[str], layouts: Sequence[_Layout]) -> _Table | None:
    """One table, its first rows read, or None when no profile fits.

    names: of the sheet, where there is one, and of the file.
    """
    file = whole.file
    found: tuple[_Layout, Match] | None = None
    for layout in layouts:
        match = table_match.find(file.name, layout.rows, names, whole.chosen)
        if match and (found is None or match.known > found[1].known):
            found = layout, match
    if found is None:
        return None
    layout, match = found
    profile = match.profile
    reader = TableReader(profile, match.row.cells, sheet.is_workbook(file))
    if doubled := reader.doubled():
        raise say.columns_doubled(file.name, doubled)
    blocks = layout.below(match.row, reader)
    first = next((block for block in blocks if block.rows), None)
    if first is not None and first.is_all_wrong_width:
        raise say.rows_do_not_split(file.name)
    reading = Reading(
        format=profile.title,
        system=profile.system,
        role=profile.role,
        batches=iter(()),
        profile=profile.id,
        as_of=first.as_of if first else None,
        covers_school_year=profile.covers_school_year,
        replaces_norms=profile.replaces_norms,
        makes_pupils=any(rows.kind == "pupil" for rows in reader.kinds),
        delivered=reader.delivered(),
    )
    if profile.wants_pupils_from:
        reading.wants_pupils_from = profile.wants_pupils_from
    if unknown := reader.unknown():
        reading.remarks.append(say.unknown_columns(unknown))
    blocks = chain([first], blocks) if first is not None else blocks
    once = whole.once.setdefault(profile.id, Once())
    batches = Batches(file.name, reader, whole.limits, whole.read, once)
    reading.batches = batches.of(blocks, reading)
    return _Table(names[0], profile, reading, once, first is not None)
