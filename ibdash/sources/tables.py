"""Tables (CSV, workbook, Parquet) whose columns a profile knows; face of the modules beside it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePath

import pyarrow as pa

from ibdash.errors import FileRefused
from ibdash.sources import (
    csv_text,
    no_table,
    parquet,
    sheet,
    table_head,
    table_layouts,
    table_match,
)
from ibdash.sources import table_remarks as say
from ibdash.sources.headers import plain, shape, unique
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import Profile, profiles
from ibdash.sources.reading import Limits, Reading, SourceFile
from ibdash.sources.table_batches import Batches, Once, Read
from ibdash.sources.table_blocks import Row
from ibdash.sources.table_layouts import Layout
from ibdash.sources.table_match import Match
from ibdash.sources.table_rows import TableReader

# The sheet of our own export that says what its tables hold; it is no table of facts.
DICTIONARY = "datawoordenboek"


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
        self.reading.batches = chain(self.reading.batches, self.once.batches(self.reading))
        return self.reading


@dataclass
class _Whole:
    """A whole file while its tables are found and read.

    own: the school's profiles, each for tables of its own shape.
    once: per profile what its tables have together.
    """

    file: SourceFile
    limits: Limits
    chosen: Collection[Profile]
    own: Collection[Profile] = ()
    read: Read = field(default_factory=Read)
    once: dict[str, Once] = field(default_factory=dict)


def known_profiles() -> list[str]:
    """The names of all profiles, for the user's choice."""
    return list(profiles())


def known_scales() -> Mapping[str, tuple[str, ...]]:
    """The level scales that profiles bring beside A-E and I-V: name, levels lowest first."""
    return {
        name: levels for profile in profiles().values() for name, levels in profile.scales.items()
    }


def read(
    file: SourceFile,
    limits: Limits,
    profile: str | Profile | None = None,
    own: Collection[Profile] = (),
) -> list[Reading]:
    """One reading per profile that the file has a table of, those that make pupils first.

    profile: a name of :func:`known_profiles` where the user chose one, or a profile of their own.
    own: the profiles that a school made, for a table that no other one fits.  Raises FileRefused,
    also while the batches are read, and DecisionNeeded when two profiles fit equally well.
    """
    whole = _Whole(file, limits, _chosen(profile), own if profile is None else ())
    if parquet.recognises(file):
        found = parquet.open_tables(file, limits)
        return _read_parts(whole, [(part.name, table_layouts.of_parquet(part)) for part in found])
    if sheet.is_workbook(file):
        sheets = sheet.open_workbook(file, limits)
        return _read_parts(whole, [(part.name, table_layouts.of_sheet(part)) for part in sheets])
    text = csv_text.open_text(file)
    layouts = table_layouts.of_text(text)
    names = [PurePath(file.name).stem]
    table = _table(whole, names, layouts)
    if table is None:
        if table_layouts.is_damaged(max(layouts, key=lambda layout: layout.width).rows):
            raise say.rows_do_not_split(file.name)
        heads = [layout.rows for layout in layouts]
        is_table = table_head.holds_table(table_layouts.evenest(layouts).rows)
        raise _refusal(whole, heads, names, "to_map" if is_table else "none")
    if not table.has_rows:
        raise say.no_rows(file.name)
    if text.odd_line:
        table.reading.remarks.append(say.letters_in_doubt(text.odd_line, text.encoding))
    return [table.alone()]


def _chosen(profile: str | Profile | None) -> Collection[Profile]:
    if profile is None:
        return list(profiles().values())
    if isinstance(profile, Profile):
        return [profile]
    if profile not in profiles():
        raise FileRefused(
            "Deze indeling bestaat niet",
            f"Bekend zijn {say.either(known_profiles(), 'en')}; er is niets overgenomen",
            "Kies een van deze indelingen",
        )
    return [profiles()[profile]]


def _read_parts(whole: _Whole, parts: Iterable[tuple[str, Layout]]) -> list[Reading]:
    """One reading per profile: sheets of one table, say one a group, are one list together.

    parts: the name of each sheet, or of each table in a package of them, and how it is laid out.
    """
    file = whole.file
    found: dict[str, list[_Table]] = {}
    passed: list[int] = []
    to_map: list[int] = []
    empty: list[int] = []
    heads: list[Sequence[Row]] = []
    for number, (name, layout) in enumerate(parts, start=1):
        if name == DICTIONARY:
            continue
        names = [name, PurePath(file.name).stem]
        table = _table(whole, names, [layout])
        if table is None:
            is_unknown = layout.is_sheet and table_head.holds_table(layout.rows)
            (to_map if is_unknown else passed).append(number)
            heads.append(layout.rows)
        elif table.has_rows:
            found.setdefault(table.profile.id, []).append(table)
        else:
            empty.append(number)
    if empty and not found:
        raise say.no_rows(file.name)
    if not found:
        is_closed = parquet.recognises(file)
        there: table_match.There = "closed" if is_closed else "to_map" if to_map else "none"
        raise _refusal(whole, heads, [PurePath(file.name).stem], there)
    of_several = sum(map(len, found.values())) > 1
    readings = [
        _chained(tables) if of_several else tables[0].alone()
        for tables in sorted(found.values(), key=_turn)
    ]
    if any("source_choice" in reading.delivered for reading in readings):
        for reading in readings:
            reading.results_are_named = True
    if passed:
        readings[0].remarks.append(say.sheets_passed_over(passed))
    if to_map:
        readings[0].to_map = tuple(to_map)
        readings[0].remarks.append(say.sheets_to_map(to_map))
    if empty:
        readings[0].remarks.append(say.sheets_without_rows(empty))
    return readings


def _refusal(
    whole: _Whole, heads: Sequence[Sequence[Row]], names: Sequence[str], there: table_match.There
) -> FileRefused:
    error = table_match.refusal(whole.file.name, heads, names, whole.chosen, there)
    return error or no_table.refusal(whole.file)


def _turn(tables: Sequence[_Table]) -> tuple[bool, bool, int]:
    """Its place in the order in which tables need each other: schools, groups, pupils, results ...

    What a table of groups says of them stands before what a list of pupils tells of them.
    """
    makes_pupils = any(table.reading.makes_pupils for table in tables)
    kind = tables[0].profile.kind
    return kind not in ("school", "group"), not makes_pupils, list(KINDS).index(kind)


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
        yield from tables[0].once.batches(whole)

    whole.batches = batches()
    return whole


def _of_own_shape(whole: _Whole, layouts: Sequence[Layout]) -> tuple[Layout, Match] | None:
    """The first row whose names have exactly the shape of one of the school's profiles."""
    shapes = {profile.shape: profile for profile in whole.own}
    if not shapes:
        return None
    for layout in layouts:
        for row in table_head.candidates(layout.rows):
            if sum(map(bool, row.cells)) < 2:
                continue
            head = table_head.with_all_columns(
                row, layout.rows, profiles().values(), is_sheet=layout.is_sheet
            )
            profile = shapes.get(shape(head.cells)) if head is not None else None
            if profile is not None:
                return layout, Match(profile, row, len(row.cells))
    return None


def _table(whole: _Whole, names: Sequence[str], layouts: Sequence[Layout]) -> _Table | None:
    """One table, its first rows read, or None when no profile fits.

    names: of the sheet, where there is one, and of the file.
    """
    file = whole.file
    found: tuple[Layout, Match] | None = None
    for layout in layouts:
        match = table_match.find(file.name, layout.rows, names, whole.chosen)
        if match and (found is None or match.known > found[1].known):
            found = layout, match
    found = found or _of_own_shape(whole, layouts)
    if found is None:
        return None
    layout, match = found
    profile = match.profile
    head = table_head.with_all_columns(
        match.row, layout.rows, [*profiles().values(), profile], is_sheet=layout.is_sheet
    )
    if head is None or profile.missing(frozenset(map(plain, unique(head.cells)))):
        raise say.one_name_short(file.name)
    is_guarded = not parquet.recognises(file)
    reader = TableReader(profile, head.cells, layout.is_sheet, is_guarded)
    blocks = layout.below(
        head,
        reader.convert,
        width=len(reader.headers),
        repeating=reader.repeating,
        read=reader.read,
    )
    first = next((block for block in blocks if block.rows), None)
    if first is not None and first.is_all_wrong_width:
        raise say.rows_do_not_split(file.name)
    if first is not None and first.differing:
        raise say.columns_doubled(file.name, first.differing)
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
    if profile.anonymous:
        reading.remarks.append(say.anonymous())
    if doubled := reader.doubled():
        reading.remarks.append(say.columns_not_used(doubled))
    blocks = chain([first], blocks) if first is not None else blocks
    once = whole.once.setdefault(profile.id, Once())
    batches = Batches(file.name, reader, whole.limits, whole.read, once)
    reading.batches = batches.of(blocks, reading)
    return _Table(names[0], profile, reading, once, first is not None)
