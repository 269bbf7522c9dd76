"""Which columns of a file are which fields of its profile, and what is to be done with them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from ibdash.sources.cell_values import CONVERTERS
from ibdash.sources.columns import ByRow, ByValue, Field, constant, from_cells, pc, trimmed
from ibdash.sources.headers import plain, unique
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import ColumnRule, KindRule, Profile, RowRule, has_one, set_value
from ibdash.sources.row_rules import RULES, where
from ibdash.sources.table_blocks import Array

_WHO = ("pupil_key", "family_name", "call_name")
_IS_WIDE = "result"


@dataclass(frozen=True)
class Column:
    """A column of the file that becomes a field."""

    place: int
    header: str
    rule: ColumnRule
    converter: ByValue | None


@dataclass(frozen=True)
class Applicable:
    """A rule of which the fields are there; `number` is its place in the profile."""

    number: int
    rule: RowRule
    function: ByValue | ByRow
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class WideSet:
    """The columns of one result in a wide table: the same test at the same moment."""

    values: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]

    def fields(self) -> set[str]:
        """The fields that the set makes."""
        return {name for name, _ in self.values} | {c.rule.field for c in self.columns}

    def constants(self, rows: int) -> dict[str, Field]:
        """The fields that the names of the columns say, the same on every row."""
        fields = {}
        for name, text in self.values:
            value, kind = set_value(name, text)
            fields[name] = constant(value, kind, rows)
        return fields


class TableColumns:
    """The columns of one table by its profile.

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
        self.is_guarded = is_guarded
        self.headers = unique(headers)
        self._plain = [plain(header) for header in self.headers]
        self._present = frozenset(self._plain)
        self._has_name = [bool(plain(header)) for header in headers]
        self.columns = [
            Column(place, self.headers[place], column, self._converter(column, takes_serials))
            for column in profile.column
            for place in [self._place(column)]
            if place is not None
        ]
        self.places = {column.rule.field: column for column in self.columns}
        self.sets = self._find_sets(takes_serials)
        self.read = frozenset(column.place for column in self._all_columns())
        self._doubles = self._find_doubles(headers)
        self.who = self._place_of_who()
        wide = {name for part in self.sets for name in part.fields()}
        made = {*self.places, *profile.constants}
        if profile.not_taken:
            made.add("no_result_reason")
        self.rules = self._find_rules(made, without=wide)
        of_sets = made | wide
        done = {rule.number for rule in self.rules}
        self.rules_of_sets = [rule for rule in self._find_rules(of_sets) if rule.number not in done]
        self._made, self._made_of_sets = made, of_sets
        self.kinds = [
            rows
            for rows in profile.rows
            if all(has_one(group, self._present) for group in rows.columns)
            and (self.sets or not self.is_of_sets(rows))
        ]
        self.repeating = {
            column.place
            for column in self._all_columns()
            if CONVERTERS[column.rule.convert].repeats
        }

    def _all_columns(self) -> Iterable[Column]:
        yield from self.columns
        for part in self.sets:
            yield from part.columns

    def _find_sets(self, takes_serials: bool) -> list[WideSet]:
        """The results that a row of this file may have; a result none of whose columns is there
        is none of them."""
        columns: dict[tuple[tuple[str, str], ...], list[Column]] = {}
        for wide in self.profile.wide:
            place = self._place(wide)
            if place is not None:
                converter = self._converter(wide, takes_serials)
                column = Column(place, self.headers[place], wide, converter)
                columns.setdefault(tuple(sorted(wide.set.items())), []).append(column)
        return [WideSet(values, tuple(found)) for values, found in columns.items()]

    def _find_rules(self, made: set[str], without: Collection[str] = ()) -> list[Applicable]:
        """The rules whose fields are made; what they make is added to `made`.

        without: fields of which a rule that takes one waits.
        """
        found = []
        for number, rule in enumerate(self.profile.rule):
            inputs = ((rule.where[0],) if rule.where else ()) + rule.of
            if not made.issuperset(rule.needs) or not any(name in made for name in rule.of):
                continue
            if any(name in without for name in (*inputs, *rule.needs)):
                continue
            found.append(Applicable(number, rule, self._rule(rule), inputs))
            made.add(rule.field)
        return found

    def _place(self, column: ColumnRule) -> int | None:
        for spelling in map(plain, column.header):
            if spelling in self._present:
                return self._plain.index(spelling)
        return None

    def _place_of_who(self) -> int:
        """The column that says whom a row is about."""
        for name in _WHO:
            if name in self.places:
                return self.places[name].place
        first = [
            self._plain.index(name)
            for name in map(plain, self.profile.required[0])
            if name in self._present
        ]
        return first[0] if first else 0

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
        for column in (*self.profile.column, *self.profile.wide):
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
                name
                for name in KINDS[rows.kind].names
                if rows.rename.get(name, name)
                in (self._made_of_sets if self.is_of_sets(rows) else self._made)
            )
            for rows in self.kinds
        }

    def is_of_sets(self, rows: KindRule) -> bool:
        """Whether a row of the file becomes several of this kind, one per set of wide columns."""
        return bool(self.profile.wide) and rows.kind == _IS_WIDE

    def _find_doubles(self, headers: Sequence[str]) -> list[tuple[int, int, bool]]:
        """(the column that is used, another one that stands for the same, whether it must)."""
        written = [plain(header) for header in headers]
        used = {column.place for column in self._all_columns()}
        doubles: dict[int, tuple[int, int, bool]] = {}
        # A second "klas" that a person passed over on purpose is no double.
        left = set(self.left_out())
        for column in self._all_columns():
            spellings = set(map(plain, column.rule.header))
            is_required = any(spellings & set(map(plain, group)) for group in self.profile.required)
            for other, name in enumerate(written):
                if name in spellings and other not in used and self.headers[other] not in left:
                    doubles[other] = column.place, other, is_required
        return list(doubles.values())

    def doubled(self) -> list[str]:
        """The columns that stand for the same as another one, and are not used."""
        return [self.headers[other] for _, other, _ in self._doubles]

    def differing(self, cells: Sequence[Array]) -> list[str]:
        """The names of two columns for the same required field that do not say the same."""
        for place, other, is_required in self._doubles:
            if is_required:
                one, two = (trimmed(from_cells(cells[at])).rows() for at in (place, other))
                if pc.any(pc.not_equal(one, two)).as_py():
                    return [self.headers[place], self.headers[other]]
        return []

    def unknown(self) -> list[str]:
        """The named columns that the profile does not know."""
        return [
            header
            for header, name, named in zip(self.headers, self._plain, self._has_name, strict=True)
            if named and name not in self.profile.headers and header not in self.doubled()
        ]

    def left_out(self) -> list[str]:
        """The columns that the profile leaves on purpose."""
        left = {plain(name) for name in self.profile.left_out}
        return [
            header for header, name in zip(self.headers, self._plain, strict=True) if name in left
        ]
