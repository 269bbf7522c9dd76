"""Rules over several fields of a row, chosen by name in a profile.

Each rule takes its options from the profile and gives a function of the values of its fields (None
where a field is empty), which raises ValueNotUnderstood where they do not go together.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute

from ibdash.domain import (
    avi,
    levels,
    moment,
    school_year,
    source,
    test_names,
    whole_name,
    year_groups,
)
from ibdash.errors import ValueNotUnderstood
from ibdash.sources.headers import plain

pc: Any = pyarrow.compute

Function = Callable[..., Any]


@dataclass(frozen=True)
class Rule:
    """How fields become another one.

    kind: the Arrow type of what comes out, None where it is that of the first field.
    make: the options of the profile in, the function out.
    over_rows: the function is of whole Arrow arrays, for keys and names, which hardly repeat.
    """

    kind: pa.DataType | None
    make: Callable[..., Function]
    over_rows: bool = False


def _given(nth: int = 1, names: Sequence[str] = ()) -> Function:
    """The nth of the fields that have a value, or the name that belongs to it."""

    def find(*values: Any) -> Any:
        places = [place for place, value in enumerate(values) if value is not None]
        if len(places) < nth:
            return None
        return names[places[nth - 1]] if names else values[places[nth - 1]]

    return find


def _school_year_of() -> Function:
    def find(*values: Any) -> str | None:
        *own, day = values
        return (own and own[0]) or (school_year.of(day) if day else None)

    return find


def _first_day() -> Function:
    return lambda year: year and school_year.first_day(year)


def _last_day() -> Function:
    return lambda year: year and school_year.last_day(year)


def _moment_of_test() -> Function:
    """The moment of its own column, else of the test's name, never of the date.

    "AVI M5" names a card, not a moment (domain/moment.py).
    """

    def find(*values: str | None) -> str | None:
        *own, test = values
        written = own[0] if own else None
        if written is not None or test is None or test_names.is_card(test):
            return written
        return moment.find(test)

    return find


def _of_test(answers: Mapping[str, str], is_required: bool = False) -> Function:
    """What a person answered once for the test that is named last; a value of its own goes before.

    answers: the name of the test (test_names.without_moment, compared plain) and the value; "" is
    none.
    """
    by_name = {plain(name): value for name, value in answers.items()}

    def find(*values: str | None) -> str | None:
        *own, written = values
        if own and own[0] is not None:
            return own[0]
        if written is None:
            return None
        answer = by_name.get(plain(test_names.without_moment(written)))
        if answer is None and is_required:
            raise ValueNotUnderstood(
                "",
                "Deze toets staat niet in de indeling",
                "Koppel de kolommen opnieuw en zeg wat voor toets het is",
            )
        return answer or None

    return find


def _name_part(part: str) -> Function:
    """part: call_name, prefix or family_name; of a name in one cell."""

    def find(text: str) -> str | None:
        found: str | None = getattr(whole_name.take_apart(text), part)
        return found

    return find


def _moment_year_group() -> Function:
    """The year group that a test of some version is made for: M5 gives 5."""

    def find(version: str) -> str | None:
        found = moment.find(version)
        return str(moment.year_group(found)) if found else None

    return find


def _generation() -> Function:
    """The generation that stands in the name of a test."""
    return test_names.generation


def _bare_test() -> Function:
    """The name of a test without its moment and generation."""
    return test_names.bare


def _unless_moment() -> Function:
    """A text that is not the name of a moment."""
    return lambda text: None if moment.find(text) else text


def _level_on_scale() -> Function:
    """A level on the scale beside it; on a scale that is not known here as it is written."""

    def find(scale: str | None, text: str | None) -> str | None:
        if text is None:
            return None
        if scale is None:
            raise ValueNotUnderstood(
                "",
                "De niveauschaal ontbreekt",
                "Vul bij elk niveau de niveauschaal in, bijvoorbeeld A-E of I-V",
            )
        return levels.parse_level(text, scale) if scale in levels.SCALES else text

    return find


def _year_group_of() -> Function:
    """The pupil's own year group, else that of the group's name."""

    def find(*values: str | None) -> str | None:
        *written, name = values
        own = written[0] if written else None
        if own is not None or name is None:
            return own
        found = year_groups.from_group_name(name).pupil_year_group
        if found is None:
            raise ValueNotUnderstood("", "De groepsnaam zegt niet welke jaargroep het is")
        return found

    return find


def _home_year_group() -> Function:
    """As year_group_of; the name of a composite group ("Plus 5") says nothing of one."""
    of_home = _year_group_of()

    def find(said_composite: bool | None, written: str | None, name: str | None) -> Any:
        return written if said_composite else of_home(written, name)

    return find


def _first_match(rules: Sequence[Sequence[str]]) -> Function:
    """The outcome of the first rule that fits; a rule is a pattern per field, then its outcome.

    Without one it is the last field, as it is written.
    """
    compiled = [
        ([re.compile(pattern, re.IGNORECASE) for pattern in patterns], outcome)
        for *patterns, outcome in rules
    ]

    def find(*texts: str | None) -> str | None:
        for patterns, outcome in compiled:
            if all(
                pattern.search(text or "") for pattern, text in zip(patterns, texts, strict=True)
            ):
                return outcome
        return texts[-1]

    return find


def _label_agrees() -> Function:
    """Moment, school year and date say the same (domain/moment.py)."""

    def check(label: str | None, year: str | None, day: date | None) -> None:
        if year is None or day is None:
            return
        if label is None:
            agrees = school_year.of(day) == year
        else:
            agrees = not moment.label_disagrees(label, year, day)
        if not agrees:
            raise ValueNotUnderstood("", "De datum past niet bij het moment of het schooljaar")

    return check


def _in_order() -> Function:
    def check(low: float | None, high: float | None) -> None:
        if low is not None and high is not None and low > high:
            raise ValueNotUnderstood(
                "",
                "Het is minder dan het begin ervan",
                "Verbeter de grenzen en lees het bestand opnieuw in",
            )

    return check


def _origin() -> Function:
    """Who said it, and what kind of source that is, where both are known (domain/source.py)."""

    def find(*values: str | None) -> str | None:
        role, system = values if len(values) == 2 else (None, *values)
        found = source.origin(system, role)
        if found is None and (role or system):
            raise ValueNotUnderstood("", "Deze bron is niet bekend")
        return found

    return find


def _known_system() -> Function:
    """A system that is known (domain/source.py)."""

    def find(system: str) -> str:
        if not source.is_known(system):
            raise ValueNotUnderstood("", "Dit systeem is niet bekend")
        return system

    return find


def _begins_with(sign: str) -> Function:
    return lambda text: pc.starts_with(text, sign)


def _joined() -> Function:
    """The fields after each other with a space between; no value where one has none."""
    return lambda *texts: pc.binary_join_element_wise(*texts, " ")


def _negated() -> Function:
    """The opposite of a yes or no; nothing said counts as no."""
    return lambda said: pc.invert(pc.fill_null(said, False))


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "given": Rule(None, _given),
        "school_year_of": Rule(pa.string(), _school_year_of),
        "first_day": Rule(pa.date32(), _first_day),
        "last_day": Rule(pa.date32(), _last_day),
        "moment_of_test": Rule(pa.string(), _moment_of_test),
        "of_test": Rule(pa.string(), _of_test),
        "name_part": Rule(pa.string(), _name_part),
        "moment_year_group": Rule(pa.string(), _moment_year_group),
        "generation": Rule(pa.string(), _generation),
        "bare_test": Rule(pa.string(), _bare_test),
        "unless_moment": Rule(pa.string(), _unless_moment),
        "level_on_scale": Rule(pa.string(), _level_on_scale),
        "year_group_of": Rule(pa.string(), _year_group_of),
        "home_year_group": Rule(pa.string(), _home_year_group),
        "first_match": Rule(pa.string(), _first_match),
        "avi": Rule(pa.string(), lambda: avi.parse),
        "label_agrees": Rule(pa.null(), _label_agrees),
        "in_order": Rule(pa.null(), _in_order),
        "origin": Rule(pa.string(), _origin),
        "known_system": Rule(pa.string(), _known_system),
        "begins_with": Rule(pa.bool_(), _begins_with, over_rows=True),
        "joined": Rule(pa.string(), _joined, over_rows=True),
        "negated": Rule(pa.bool_(), _negated, over_rows=True),
    }
)


def where(pattern: str, function: Function) -> Function:
    """The function only where a first field fits a pattern; elsewhere no value."""
    fits = re.compile(pattern, re.IGNORECASE)

    def call(condition: str | None, *values: Any) -> Any:
        if not fits.search(condition or "") or values == (None,):
            return None
        return function(*values)

    return call
