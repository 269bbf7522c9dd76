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
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_args

import pyarrow as pa

from ibdash.errors import ValueNotUnderstood
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
class WideRule(ColumnRule):
    """A column of a wide table: a measure of one test at one moment.

    set: the other fields of the result, as text ("moment" = "M4").  Columns with the same set are
        measures of the same result; a row of the file becomes a result per set of which one of the
        columns has a value.
    """

    set: Mapping[str, str] = dataclasses.field(default_factory=dict)


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
class TestRule:
    """What a person answered once about a test.

    name: as the file writes it, without a moment.  test: what it is called here; else its name.
    part: of what it is a part ("kaart 1"); "" for the main test.
    """

    # pytest takes a class of this name for one of its own.
    __test__ = False

    name: str
    test: str = ""
    learning_line: str = ""
    part: str = ""
    publisher: str = ""
    generation: str = ""
    norm_version: str = ""
    level_scale: str = ""


def rules_of_tests(
    tests: Sequence[TestRule], test_of: str, fields: Collection[str]
) -> tuple[RowRule, ...]:
    """The rules that fill in what was answered about tests.

    test_of: the field that holds the name of a test.  fields: of the columns; `own_<field>` among
    them goes before the answer.
    """
    if not tests:
        return ()
    made = []
    for name in _OF_TEST:
        answers = {rule.name: getattr(rule, name) for rule in tests}
        if name == "test":
            answers = {rule.name: rule.test or rule.name for rule in tests}
        own = (f"own_{name}",) if f"own_{name}" in fields else ()
        if own or any(answers.values()):
            options: dict[str, Any] = {"answers": answers}
            if name == "learning_line":
                options["is_required"] = True
            made.append(RowRule("of_test", (*own, test_of), name, options))
    return tuple(made)


_OF_TEST = (
    *("test", "learning_line", "part", "publisher", "generation", "norm_version", "level_scale"),
)


@dataclass(frozen=True)
class KindRule:
    """The rows of one kind that a row of the table becomes.

    Fields go to the columns of their own name; `rename` says column = field where they differ.
    columns: the headers that must be there, in groups of which one is enough.
    needs: the fields that must have a value.
    distinct: equal rows become one, that of the first line.
    once_per: one row per combination of these fields, at the end of the file; `shared` says
        column = value where the rows do not share one value.
    one_home: placements of a pupil in the parts of one combination group become one, at the end
        of the file (combination_groups.py).
    """

    kind: str
    rename: Mapping[str, str] = dataclasses.field(default_factory=dict)
    columns: tuple[tuple[str, ...], ...] = ()
    needs: tuple[str, ...] = ()
    distinct: bool = False
    once_per: tuple[str, ...] = ()
    shared: Mapping[str, str] = dataclasses.field(default_factory=dict)
    one_home: bool = False


@dataclass(frozen=True)
class Profile:
    """One layout.

    title: for people, Dutch.  kind: the kind that refused rows count under.
    system: which numbering the pupil keys are of.  role: what kind of source the table is.
    names: the names of a file or sheet that say that it is this table.
    recognise: headers that must be there beside the required ones to recognise the table.
    required: headers in groups of which one is enough, in the file and on each row.
    may_be_empty: those of them that only the file must have: a row without a value is kept.
    outcomes: fields of which a row with a suppressed value must have another one.
    left_out: columns that are known and on purpose not taken in.
    covers_school_year, replaces_norms: see reading.Reading.
    test: what was answered about each test, as rules before the others; test_of: the field that
        holds the name of a test.
    shape: of the table that a school made it for (headers.shape); "" where it is of no one table.
    as_of: the field whose first value is the day the data were true.
    scales: level scales that the profile brings, levels lowest first.
    wide: columns of one result each, beside those of the row.
    not_taken: words in an outcome that say that there is none, with the reason (a value of
        no_result_reason) or "".
    anonymous: the pupils have a key and no name; the intake calls them "leerling" and the key.
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
    may_be_empty: tuple[str, ...] = ()
    covers_school_year: bool = False
    replaces_norms: bool = False
    as_of: str = ""
    wants_pupils_from: str = ""
    scales: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    test: tuple[TestRule, ...] = ()
    test_of: str = "test_written"
    shape: str = ""
    wide: tuple[WideRule, ...] = ()
    not_taken: Mapping[str, str] = dataclasses.field(default_factory=dict)
    anonymous: bool = False

    @functools.cached_property
    def headers(self) -> frozenset[str]:
        """All headers that the profile knows, plain."""
        columns = (*self.column, *self.wide)
        known = [spelling for column in columns for spelling in column.header]
        return frozenset(map(plain, [*known, *self.left_out]))

    def reason(self, text: str) -> str | None:
        """The reason that a word for "not taken" gives, "" for none; None for another text."""
        return self._reasons.get(text.casefold())

    @functools.cached_property
    def _reasons(self) -> dict[str, str]:
        return {word.casefold(): reason for word, reason in self.not_taken.items()}

    def missing(self, headers: frozenset[str]) -> list[tuple[str, ...]]:
        """The groups of required headers of which none is among these plain ones."""
        return [group for group, names in self._required if names.isdisjoint(headers)]

    def fits(self, headers: frozenset[str]) -> bool:
        """Whether a table with these plain headers can be this one."""
        return self._recognised_by <= headers and not self.missing(headers)

    # Each of the first rows of a file is held against every profile.
    @functools.cached_property
    def _required(self) -> list[tuple[tuple[str, ...], frozenset[str]]]:
        return [(group, frozenset(map(plain, group))) for group in self.required]

    @functools.cached_property
    def _recognised_by(self) -> frozenset[str]:
        return frozenset(map(plain, self.recognise))


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
    wide = data.pop("wide", [])
    for column in [*columns, *wide]:
        if isinstance(column.get("header"), str):
            column["header"] = [column["header"]]
        options = column.get("options", {})
        if isinstance(options.get("values"), str):
            options["values"] = choices[options["values"]]
    data["column"] = tuple(_made(ColumnRule, column) for column in columns)
    data["wide"] = tuple(_made(WideRule, column) for column in wide)
    data["test"] = tuple(_made(TestRule, test) for test in data.pop("test", []))
    columns_made = {column.field for column in data["column"]}
    data["rule"] = (
        *rules_of_tests(data["test"], data.get("test_of", Profile.test_of), columns_made),
        *(_made(RowRule, rule) for rule in data.pop("rule", [])),
    )
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
    _check_wide(profile)
    for column in (*profile.column, *profile.wide):
        made.add(column.field)
        if column.convert not in CONVERTERS:
            raise ValueError(f"{profile.id}: no converter {column.convert}")
    made.update(name for column in profile.wide for name in column.set)
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
        if rows.kind == "pupil" and profile.anonymous != _NAMES.isdisjoint(made):
            raise ValueError(f"{profile.id}: pupils have a name, or the profile is anonymous")
    known = profile.headers
    for header in [name for group in profile.required for name in group] + [*profile.recognise]:
        if plain(header) not in known:
            raise ValueError(f"{profile.id}: {header} is no column")


def _check_wide(profile: Profile) -> None:
    measures: dict[tuple[tuple[str, str], ...], set[str]] = {}
    for column in profile.wide:
        fields = measures.setdefault(tuple(sorted(column.set.items())), set())
        if not column.set or column.field in fields or column.field in column.set:
            raise ValueError(f"{profile.id}: {column.field} is twice in one set, or in none")
        fields.add(column.field)
        for name, text in column.set.items():
            try:
                set_value(name, text)
            except ValueNotUnderstood:
                raise ValueError(f"{profile.id}: {text} is no {name}") from None
    if strange := set(profile.not_taken.values()) - _REASONS:
        raise ValueError(f"{profile.id}: no reason {', '.join(sorted(strange))}")


_NAMES = {"call_name", "family_name"}
_REASONS = {"", "ziek", "eigen_leerlijn", "vrijgesteld", "nog_niet"}
_CONVERTER_OF_SET = ("moment", "school_year", "year_group", "level_scale", "avi")


def set_value(name: str, text: str) -> tuple[Any, pa.DataType]:
    """What the text of a field of a set stands for, with its type.

    Raises ValueNotUnderstood for a moment, school year, day or number that is none.
    """
    schema = KINDS["result"]
    kind = schema.field(name).type if name in schema.names else pa.string()
    if pa.types.is_string(kind):
        convert = name if name in _CONVERTER_OF_SET else "label"
    else:
        convert = "date" if pa.types.is_date(kind) else "number"
    make = CONVERTERS[convert].make
    return (make()(text) if make else text), kind
