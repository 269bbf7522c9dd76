"""A profile says, as data, how a table that is known becomes rows of the kinds of kinds.py.

One TOML file in `profiles/` per layout; `profiles/shared/` holds columns that several have in
common, which a profile takes by `shared_columns`.  `[choices.<name>]` maps spellings to values for
the columns whose options say `values = "<name>"`.  What the other keys mean stands in the classes
below; a key that is not among them, or a name of a converter, rule, kind or field that does not
exist, is an error when the profile is loaded.
"""

import dataclasses
import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_args

from ibdash.sources.cell_values import CONVERTERS
from ibdash.sources.headers import plain
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Role, Severity
from ibdash.sources.row_rules import RULES

PROFILES = Path(__file__).parent / "profiles"
_T = TypeVar("_T")


@dataclass(frozen=True)
class ColumnRule:
    """A column of the file, and the field that its cells become.

    header: its name, or the spellings of it; headers are compared as headers.plain says.
    convert: a name of cell_values.CONVERTERS; options: its options.
    personal: never quoted in a remark.
    """

    header: tuple[str, ...]
    field: str
    convert: str = "text"
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    personal: bool = False


@dataclass(frozen=True)
class RowRule:
    """A field made of others, or without `field` a check of them.

    by: a name of row_rules.RULES; options: its options.
    of: the fields that go in; the last one that is a column of the file is named in remarks.
    needs: the fields without which there is nothing to make; else one of `of` is enough.
    where: (field, pattern): only for rows whose field fits.
    severity: refused, or warning: then the field stays empty and `text` says so once a file.
    """

    by: str
    of: tuple[str, ...]
    field: str = ""
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    needs: tuple[str, ...] = ()
    where: tuple[str, str] | None = None
    severity: Severity = "refused"
    text: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class KindRule:
    """The rows of one kind that a row of the table becomes.

    Fields go to the columns of their own name; `rename` says column = field where they differ.
    columns: the headers that must be there, in groups of which one is enough.
    needs: the fields that must have a value.
    distinct: equal rows become one, that of the first line.
    once_per: one row per combination of these fields, at the end of the file; `shared` says
        column = value where the rows do not share one value.
    """

    kind: str
    rename: Mapping[str, str] = dataclasses.field(default_factory=dict)
    columns: tuple[tuple[str, ...], ...] = ()
    needs: tuple[str, ...] = ()
    distinct: bool = False
    once_per: tuple[str, ...] = ()
    shared: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """One layout.

    title: for people, Dutch.  kind: the kind that refused rows count under.
    system: which numbering the pupil keys are of.  role: what kind of source the table is.
    names: the names of a file or sheet that say that it is this table.
    recognise: headers that must be there beside the required ones to recognise the table.
    required: headers in groups of which one is enough, in the file and on each row.
    outcomes: fields of which a row with a suppressed value must have another one.
    left_out: columns that are known and on purpose not taken in.
    covers_school_year, replaces_norms: see reading.Reading.
    as_of: the field whose first value is the day the data were true.
    scales: level scales that the profile brings, levels lowest first.
    """

    id: str
    title: str
    kind: str
    system: str
    column: tuple[ColumnRule, ...]
    rows: tuple[KindRule, ...]
    required: tuple[tuple[str, ...], ...]
    role: Role = "table"
    names: tuple[str, ...] = ()
    recognise: tuple[str, ...] = ()
    rule: tuple[RowRule, ...] = ()
    constants: Mapping[str, str | bool] = dataclasses.field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    covers_school_year: bool = False
    replaces_norms: bool = False
    as_of: str = ""
    wants_pupils_from: str = ""
    scales: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @functools.cached_property
    def headers(self) -> frozenset[str]:
        """All headers that the profile knows, plain."""
        known = [spelling for column in self.column for spelling in column.header]
        return frozenset(map(plain, [*known, *self.left_out]))

    def missing(self, headers: frozenset[str]) -> list[tuple[str, ...]]:
        """The groups of required headers of which none is among these plain ones."""
        return [group for group in self.required if not has_one(group, headers)]

    def fits(self, headers: frozenset[str]) -> bool:
        """Whether a table with these plain headers can be this one."""
        return not self.missing(headers) and all(
            plain(header) in headers for header in self.recognise
        )


def has_one(group: tuple[str, ...], headers: frozenset[str]) -> bool:
    """Whether one of the headers of a group is among the plain ones."""
    return any(plain(header) in headers for header in group)


@functools.cache
def profiles() -> Mapping[str, Profile]:
    """All profiles by their id, in the order of their file names."""
    loaded = [load(path.read_text(encoding="utf-8")) for path in sorted(PROFILES.glob("*.toml"))]
    return {profile.id: profile for profile in loaded}


def load(text: str) -> Profile:
    """A profile from its TOML; raises ValueError for what it cannot mean."""
    data = tomllib.loads(text)
    shared = [
        tomllib.loads((PROFILES / "shared" / f"{name}.toml").read_text(encoding="utf-8"))
        for name in data.pop("shared_columns", [])
    ]
    choices = {name: values for part in [*shared, data] for name, values in _choices(part)}
    columns = [column for part in [*shared, data] for column in part.pop("column", [])]
    for column in columns:
        options = column.get("options", {})
        if isinstance(options.get("values"), str):
            options["values"] = choices[options["values"]]
    data["column"] = tuple(_made(ColumnRule, column) for column in columns)
    data["rule"] = tuple(_made(RowRule, rule) for rule in data.pop("rule", []))
    data["rows"] = tuple(_made(KindRule, rows) for rows in data.pop("rows", []))
    profile = _made(Profile, data)
    _check(profile)
    return profile


def _choices(part: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """The value maps of a file, which its columns name by `values`."""
    choices: dict[str, Any] = part.pop("choices", {})
    return choices.items()


def _made(form: type[_T], data: Mapping[str, Any]) -> _T:
    known = {part.name for part in fields(form)}  # type: ignore[arg-type]
    if strange := set(data) - known:
        raise ValueError(f"{form.__name__} has no {', '.join(sorted(strange))}")
    return form(**{name: _frozen(value) for name, value in data.items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    if isinstance(value, dict):
        return {key: _frozen(part) for key, part in value.items()}
    return value


def _check(profile: Profile) -> None:
    if profile.role not in get_args(Role):
        raise ValueError(f"{profile.id}: no role {profile.role}")
    made = set(profile.constants)
    for column in profile.column:
        made.add(column.field)
        if column.convert not in CONVERTERS:
            raise ValueError(f"{profile.id}: no converter {column.convert}")
    for rule in profile.rule:
        needed = {*rule.of, *rule.needs, *([rule.where[0]] if rule.where else [])}
        if rule.by not in RULES or not needed <= made:
            raise ValueError(f"{profile.id}: no rule {rule.by} of {', '.join(rule.of)}")
        if rule.where and RULES[rule.by].over_rows:
            raise ValueError(f"{profile.id}: {rule.by} takes no where")
        made.add(rule.field)
    for rows in profile.rows:
        columns = set(KINDS[rows.kind].names)
        named = {*rows.needs, *rows.once_per, *rows.rename.values()}
        if not named <= made or not {*rows.rename, *rows.shared} <= columns:
            raise ValueError(f"{profile.id}: {rows.kind} names an unknown field")
    known = profile.headers
    for header in [name for group in profile.required for name in group] + [*profile.recognise]:
        if plain(header) not in known:
            raise ValueError(f"{profile.id}: {header} is no column")
