"""What a person says of a table that nobody knows, and the profile that it makes."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ibdash.sources import profile_text
from ibdash.sources.headers import plain, shape
from ibdash.sources.map_fields import ASKED, FIELDS, OUTCOMES, TableKind
from ibdash.sources.profile import (
    ColumnRule,
    KindRule,
    Profile,
    RowRule,
    TestRule,
    WideRule,
    load,
    rules_of_tests,
)

_NAMES = ("call_name", "family_name", "whole_name")
# Fields that an answer about the test can give too: the column's own value goes before.
_OWN = ("part", "publisher", "generation", "norm_version", "level_scale")
_OWN_OF_WIDE = ("part", "publisher", "generation", "norm_version")
_AGREE = RowRule(
    "label_agrees",
    ("moment", "school_year", "taken_on"),
    severity="warning",
    text="past de afnamedatum niet bij het toetsmoment of het schooljaar",
    remedy="Kijk of datum, moment en schooljaar kloppen",
)


@dataclass(frozen=True)
class WideColumn:
    """A column with one measure of one test: what its name says, and what the person added.

    field: an outcome; a level with its scale (level_i_v, level_a_e).  Texts are "" where nothing is
    known.
    """

    header: str
    field: str
    test: str
    learning_line: str
    moment: str = ""
    school_year: str = ""
    part: str = ""
    publisher: str = ""
    generation: str = ""
    norm_version: str = ""


@dataclass(frozen=True)
class Answers:
    """All that was said of one table.

    header: its column names, which differ.  columns: column -> field of map_fields; a column that
    is in neither `columns` nor `wide` is passed over.
    tests: what each test is; empty names count as not answered.
    not_taken: word -> reason, or map_fields.ASKED while there is no answer.
    school_year, test: where no column says them.
    """

    title: str
    kind: TableKind
    header: tuple[str, ...]
    columns: Mapping[str, str]
    wide: tuple[WideColumn, ...] = ()
    tests: tuple[TestRule, ...] = ()
    not_taken: Mapping[str, str] = field(default_factory=dict)
    school_year: str = ""
    test: str = ""

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a column has, among those that this kind of table uses."""
        parts = {"who", "school", *_PARTS[self.kind]}
        return frozenset(name for name in self.columns.values() if FIELDS[name].part in parts)

    @property
    def has_results(self) -> bool:
        return self.kind != "pupils"

    @property
    def is_long(self) -> bool:
        """Whether a row has a result of its own, beside or without wide columns."""
        return self.has_results and (not self.wide or bool(self.fields & OUTCOMES))


_PARTS: Mapping[TableKind, tuple[str, ...]] = {
    "pupils": ("pupils",),
    "results": ("results", "outcome"),
    "both": ("pupils", "results", "outcome"),
}


def test_field(answers: Answers) -> str:
    """The field whose values are the names of tests: of the tests, else of the subjects; or ""."""
    return next((name for name in ("test", "learning_line") if name in answers.fields), "")


def needed(answers: Answers) -> list[str]:
    """What is still missing before rows can be read, in Dutch, the most important first."""
    fields = answers.fields
    missing = []
    twice = [name for name in fields if list(answers.columns.values()).count(name) > 1]
    missing += [f"één kolom voor {FIELDS[name].label}" for name in sorted(twice)]
    if answers.kind == "results" and not fields & {"pupil_key", *_NAMES}:
        missing.append("Leerlingnummer of een naam")
    if answers.kind != "results":
        missing += _needed_of_pupils(fields)
    dated = "taken_on" in fields if answers.has_results and answers.kind == "results" else False
    if "school_year" not in fields and not answers.school_year and not dated:
        years = [column.school_year for column in answers.wide]
        if not (answers.kind == "results" and years and all(years) and not answers.is_long):
            missing.append("Schooljaar" + (" of Afnamedatum" if answers.kind == "results" else ""))
    if answers.has_results:
        missing += _needed_of_results(answers)
        missing += [
            f"wat \u201c{word}\u201d betekent"
            for word, reason in answers.not_taken.items()
            if reason == ASKED
        ]
    return missing


def _needed_of_pupils(fields: frozenset[str]) -> Iterator[str]:
    if "pupil_key" not in fields:
        yield "Leerlingnummer"
    if not fields & set(_NAMES):
        yield "Roepnaam of Achternaam"
    if not fields & {"group_name", "year_group"}:
        yield "Groep of Jaargroep"


def _needed_of_results(answers: Answers) -> Iterator[str]:
    fields = answers.fields
    if not fields & OUTCOMES and not answers.wide:
        yield "een uitkomst, zoals Niveau of Vaardigheidsscore"
    if answers.is_long:
        if not answers.tests:
            yield "Toets" if not test_field(answers) else "een rij met de naam van een toets"
        unanswered = sum(not test.learning_line for test in answers.tests)
        if unanswered:
            yield f"de leerlijn van {_tests(unanswered)}"
        unscaled = sum(not test.level_scale for test in answers.tests)
        if {"level", "corrected_level"} & fields and "level_scale" not in fields and unscaled:
            yield f"de niveauschaal van {_tests(unscaled)}"
    open_wide = sum(
        not (column.field and column.test and column.learning_line) for column in answers.wide
    )
    if open_wide:
        yield f"de uitkomst, toets en leerlijn van {open_wide} " + (
            "kolom" if open_wide == 1 else "kolommen"
        )
    sets = [_set_of(column) for column in answers.wide]
    measures = [
        (column.field, tuple(sorted(of.items())))
        for column, of in zip(answers.wide, sets, strict=True)
    ]
    if len(set(measures)) < len(measures):
        yield "het moment van kolommen die anders hetzelfde zijn"


def _tests(count: int) -> str:
    return f"{count} {'toets' if count == 1 else 'toetsen'}"


def profile_of(answers: Answers, profile_id: str) -> Profile:
    """The profile that reads tables of this shape as was said.

    Only for answers of which nothing is `needed`; raises ValueError else.
    """
    if missing := needed(answers):
        raise ValueError(f"needed: {len(missing)}")
    columns = tuple(_columns(answers))
    made = {column.field for column in columns}
    constants = _constants(answers, made)
    of_test = "test_written" if "test_written" in {*made, *constants} else "subject"
    tests = answers.tests if answers.is_long else ()
    outcomes = OUTCOMES & (answers.fields | {column.field for column in answers.wide})
    profile = Profile(
        id=profile_id,
        title=answers.title,
        kind="pupil" if answers.kind == "pupils" else "result",
        system="open",
        column=columns,
        wide=tuple(map(_wide, answers.wide)) if answers.has_results else (),
        rows=tuple(_rows(answers, made)),
        required=tuple(_required(answers)),
        recognise=(),
        rule=(*rules_of_tests(tests, of_test, made), *_rules(answers, made, constants)),
        constants=constants,
        outcomes=tuple(name for name in FIELDS if name in outcomes),
        left_out=tuple(_left_out(answers)),
        test=tests,
        test_of=of_test,
        not_taken=answers.not_taken if answers.has_results else {},
        shape=shape(answers.header),
    )
    return load(profile_text.write(profile))


def _columns(answers: Answers) -> Iterator[ColumnRule]:
    fields = answers.fields
    for header, name in answers.columns.items():
        if name not in fields:
            continue
        one = FIELDS[name]
        rule = ColumnRule((header,), name, one.convert, dict(_plain(one.options)), one.personal)
        if name == "group_name":
            yield dataclasses.replace(rule, field="group_key", convert="group_name")
            yield dataclasses.replace(rule, field="group_written", convert="label")
        elif name == "brin" and "location" not in fields:
            yield rule
            yield dataclasses.replace(rule, field="location", convert="location")
        else:
            renamed = _FIELD_OF_COLUMN.get(name, f"own_{name}" if name in _OWN else name)
            yield dataclasses.replace(rule, field=renamed)


_FIELD_OF_COLUMN = {
    "test": "test_written",
    "learning_line": "subject",
    "year_group": "pupil_year_group",
}


def _plain(options: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        name: dict(value) if isinstance(value, Mapping) else value
        for name, value in options.items()
    }


def _constants(answers: Answers, made: set[str]) -> dict[str, str | bool]:
    constants: dict[str, str | bool] = {}
    if answers.kind != "results":
        constants |= {"is_home": True, "is_composite": False}
    if answers.school_year and "school_year" not in made:
        constants["school_year"] = answers.school_year
    if answers.is_long and not test_field(answers):
        constants["test_written"] = answers.test
    return constants


def _wide(column: WideColumn) -> WideRule:
    one = FIELDS[column.field]
    return WideRule(
        (column.header,), column.field, one.convert, dict(_plain(one.options)), set=_set_of(column)
    )


def _set_of(column: WideColumn) -> dict[str, str]:
    names = ("test", "learning_line", "moment", "school_year", *_OWN_OF_WIDE)
    return {name: value for name in names if (value := getattr(column, name))}


def _rules(answers: Answers, made: set[str], constants: Mapping[str, Any]) -> Iterator[RowRule]:
    fields = answers.fields
    if "whole_name" in fields:
        for part in ("call_name", "prefix", "family_name"):
            if part not in fields:
                yield RowRule("name_part", ("whole_name",), part, {"part": part})
    if answers.kind != "results":
        of = tuple(name for name in ("pupil_year_group", "group_written") if name in made)
        if "group_written" in of:
            yield RowRule("year_group_of", of, "pupil_year_group", {}, **_OPEN_GROUP)
    if not answers.has_results:
        return
    in_wide = {name for column in answers.wide for name in _set_of(column)}
    known = {*made, *constants, *in_wide}
    if "taken_on" in known:
        dated = tuple(name for name in ("school_year", "taken_on") if name in known)
        yield RowRule("school_year_of", dated, "school_year")
    yield from _rules_of_results(answers, made, known)


_OPEN_GROUP: dict[str, Any] = {
    "severity": "warning",
    "text": "zegt de naam van de groep niet in welke jaargroep de leerling zit",
    "remedy": "Koppel ook een kolom met de jaargroep, als die er is",
}


def _rules_of_results(answers: Answers, made: set[str], known: set[str]) -> Iterator[RowRule]:
    fields = answers.fields
    has_moment = "moment" in known
    if "test_written" in known and answers.is_long:
        has_moment = True
        of = tuple(name for name in ("moment", "test_written") if name in known)
        yield RowRule("moment_of_test", of, "moment")
    if "level" in fields:
        yield RowRule("level_on_scale", ("level_scale", "level"), "level", needs=("level",))
    if "corrected_level" in fields:
        own_year = ("level_scale", "corrected_level")
        yield RowRule("level_on_scale", own_year, "corrected_level", needs=("corrected_level",))
    yield from _rules_of_two_levels(answers)
    if answers.is_long and has_moment and "taken_on" in known:
        yield _AGREE


def _rules_of_two_levels(answers: Answers) -> Iterator[RowRule]:
    """Levels in columns with their scale in the name: I-V before A-E, as ESIS has them."""
    wide = {column.field for column in answers.wide}
    both = [
        (name, scale)
        for name, scale in (("level_i_v", "I-V"), ("level_a_e", "A-E"))
        if name in answers.fields | wide
    ]
    if not both:
        return
    of = tuple(name for name, _ in both)
    scales = tuple(scale for _, scale in both)
    if "level" in answers.fields:
        yield RowRule("given", of, "level_2")
        yield RowRule("given", of, "level_scale_2", {"names": scales})
        return
    yield RowRule("given", of, "level")
    yield RowRule("given", of, "level_scale", {"names": scales})
    if len(both) == 2:
        yield RowRule("given", of, "level_2", {"nth": 2})
        yield RowRule("given", of, "level_scale_2", {"nth": 2, "names": scales})


def _rows(answers: Answers, made: set[str]) -> Iterator[KindRule]:
    if answers.kind != "results":
        # A list of results makes nobody: who is not known is refused, and no name is written over.
        yield KindRule("pupil", needs=("pupil_key",), distinct=True)
        year_group = {"year_group": "pupil_year_group"}
        yield KindRule("placement", rename=year_group, distinct=True, one_home=True)
        if "group_key" in made:
            yield KindRule(
                "group",
                rename={"name": "group_key", **year_group},
                needs=("group_key",),
                once_per=("brin", "location", "school_year", "group_key")
                if "brin" in made
                else ("school_year", "group_key"),
                shared={"year_group": "C"},
            )
    if answers.has_results:
        yield KindRule("result", rename=_year_group_of_test(answers, made))


def _year_group_of_test(answers: Answers, made: set[str]) -> dict[str, str]:
    """The year group of a result is that of its test; the pupil's own where there is no moment."""
    if "test_year_group" in made:
        return {"year_group": "test_year_group"}
    has_moment = "moment" in made or any(column.moment for column in answers.wide)
    if "pupil_year_group" in made and not has_moment:
        return {"year_group": "pupil_year_group"}
    return {}


def _required(answers: Answers) -> Iterator[tuple[str, ...]]:
    """The columns without which a row says nothing."""
    if answers.kind == "results":
        yield _headers(answers, "pupil_key", *_NAMES)
    else:
        yield _headers(answers, "pupil_key")
        yield _headers(answers, *_NAMES)
        yield _headers(answers, "group_name", "year_group")
    if answers.is_long and test_field(answers):
        yield _headers(answers, test_field(answers))
    dated = ("school_year", "taken_on") if answers.kind == "results" else ("school_year",)
    if not answers.school_year and _headers(answers, *dated):
        yield _headers(answers, *dated)


def _headers(answers: Answers, *names: str) -> tuple[str, ...]:
    return tuple(header for header, name in answers.columns.items() if name in names)


def _left_out(answers: Answers) -> Sequence[str]:
    used = {header for header, name in answers.columns.items() if name in answers.fields}
    used |= {column.header for column in answers.wide}
    known = {plain(header) for header in used}
    return [header for header in answers.header if plain(header) not in known]
