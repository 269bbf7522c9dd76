"""A profile as TOML and back: what is kept of a school's own layouts, and what schools exchange.

A profile that comes from outside is data, never code: its size, its shape and what it names are
checked before anything is read with it.
"""

import dataclasses
import json
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ibdash.errors import FileRefused, ValueNotUnderstood
from ibdash.sources.cell_values import CONVERTERS
from ibdash.sources.columns import Suppressed
from ibdash.sources.profile import ColumnRule, Profile, RowRule, load, rules_of_tests
from ibdash.sources.row_rules import RULES

MOST_BYTES = 200_000
"""A profile of a table of 400 columns takes some 60 kB."""

_LONGEST = 2_000
_BREAK = "\n"
# Their patterns could keep the program busy for ever.
_WITH_PATTERNS = frozenset({"first_match"})


def write(profile: Profile) -> str:
    """The TOML that :func:`ibdash.sources.profile.load` makes this profile of."""
    columns = {column.field for column in profile.column}
    of_tests = len(rules_of_tests(profile.test, profile.test_of, columns))
    data = _changed(dataclasses.replace(profile, rule=profile.rule[of_tests:]))
    tables = {name: value for name, value in data.items() if _is_tables(value)}
    lines = [
        f"{_key(name)} = {_value(value)}" for name, value in data.items() if name not in tables
    ]
    for name, rows in tables.items():
        for row in rows:
            lines += ["", f"[[{_key(name)}]]", *_pairs(row)]
    return "\n".join(lines) + "\n"


def read(text: str, name: str) -> Profile:
    """The profile that somebody brings; raises FileRefused for what is none."""
    if len(text.encode()) > MOST_BYTES:
        raise _refused(name, "Het bestand is te groot voor een indeling")
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise _refused(name, "Het is geen TOML-bestand, of er ontbreekt een stuk") from None
    if "shared_columns" in data:
        raise _refused(name, "Het verwijst naar kolommen die niet in het bestand staan")
    try:
        profile = load(text)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _refused(name, "Er staat iets in dat deze versie van ibdash niet kent") from None
    can_work = (
        _is_typed(profile, Profile)
        and all(map(_can_read, (*profile.column, *profile.wide)))
        and all(map(_can_apply, profile.rule))
    )
    if not can_work:
        raise _refused(name, "Er staat een waarde in die daar niet kan staan")
    return profile


def _refused(name: str, why: str) -> FileRefused:
    return FileRefused(
        "Dit is geen indeling van ibdash",
        f"{name} is niet overgenomen. {why}",
        "Kies een indeling die met 'Downloaden' in ibdash is gemaakt",
    )


def _changed(part: Any) -> dict[str, Any]:
    """The values of a dataclass that are not the default ones."""
    found = {}
    for one in dataclasses.fields(part):
        value = getattr(part, one.name)
        default = one.default
        if one.default_factory is not dataclasses.MISSING:
            default = one.default_factory()
        if default is dataclasses.MISSING or value != default:
            found[one.name] = value
    return found


def _is_tables(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and dataclasses.is_dataclass(value[0])


def _pairs(row: Any) -> Iterator[str]:
    for name, value in _changed(row).items():
        yield f"{_key(name)} = {_value(value)}"


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(name)} = {_value(part)}" for name, part in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    # No longer lines than a cell of a spreadsheet holds.
    items = list(map(_value, value))
    return f"[{(', ' if sum(map(len, items)) < _LONGEST else f',{_BREAK}').join(items)}]"


def _text(value: str) -> str:
    # What JSON escapes, TOML escapes likewise; DEL only TOML.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_typed(value: Any, hint: Any) -> bool:
    """Whether a value is what the annotation of its field says."""
    if hint is Any:
        return _is_plain(value)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        return isinstance(value, hint) and all(
            _is_typed(getattr(value, one.name), hints[one.name]) for one in dataclasses.fields(hint)
        )
    if origin is tuple and arguments[-1] is Ellipsis:
        return isinstance(value, tuple) and all(_is_typed(part, arguments[0]) for part in value)
    if origin is tuple:
        return (
            isinstance(value, tuple)
            and len(value) == len(arguments)
            and all(_is_typed(part, of) for part, of in zip(value, arguments, strict=True))
        )
    if origin is types.UnionType:
        return any(_is_typed(value, of) for of in arguments)
    if origin is Literal:
        return value in arguments
    if origin is not None:
        return isinstance(value, Mapping) and all(
            _is_typed(key, arguments[0]) and _is_typed(part, arguments[1])
            for key, part in value.items()
        )
    is_short = not isinstance(value, str) or len(value) <= _LONGEST
    return isinstance(value, hint) and is_short


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_plain(part) for key, part in value.items())
    return isinstance(value, bool | int | float) or (
        isinstance(value, str) and len(value) <= _LONGEST
    )


def _can_read(column: ColumnRule) -> bool:
    """Whether a converter can work with the options that the profile gives it."""
    make = CONVERTERS[column.convert].make
    if make is None:
        return not column.options
    try:
        make(**column.options)("1")
    except (ValueNotUnderstood, Suppressed):
        return True
    except _CANNOT:
        return False
    return True


def _can_apply(rule: RowRule) -> bool:
    """Whether a rule can work with the options that the profile gives it, without patterns."""
    if rule.by in _WITH_PATTERNS or rule.where is not None:
        return False
    try:
        RULES[rule.by].make(**rule.options)
    except _CANNOT:
        return False
    return True


_CANNOT = (TypeError, ValueError, AttributeError, KeyError, IndexError)
