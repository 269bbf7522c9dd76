"""UWLR 2.1 and 2.2: pupils and results as systems send them to each other, kept as a file.

A message of pupils (leerlinggegevens) is EDEXML in another coat and is read as EDEXML.  A message
of results is read twice: once for its school, its tests and the form of their results, once for
the results themselves.  An ECK iD goes on to the intake, which keeps only a hash.
Never read: who marked a test, the key of an authorisation.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
from lxml import etree

from ibdash.errors import FileRefused
from ibdash.sources import edexml, uwlr_message, uwlr_scores, uwlr_xml
from ibdash.sources.edexml_school import School, read_school
from ibdash.sources.edexml_xml import Tally, children
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Limits, Reading, Remark, SourceFile
from ibdash.sources.uwlr_results import Results, Row, Survey
from ibdash.sources.uwlr_tests import Tests
from ibdash.sources.uwlr_values import Values

_ROWS_PER_BATCH = 4000
_RESULT_COLUMNS = uwlr_scores.COLUMNS | {
    "brin",
    "location",
    "pupil_key",
    "source_key",
    "learning_line",
    "test",
    "part",
    "generation",
    "norm_version",
    "school_year",
    "moment",
    "taken_on",
    "year_group",
}
# "Boom Testcentrum 4.6.1" stays the same system over its versions.
_VERSION = re.compile(r"\s*\bv?[0-9][\w.]*", re.IGNORECASE)
_NO_AUTHOR = "UWLR"


def recognises(file: SourceFile) -> bool:
    """Whether this is XML of UWLR, of any version and encoding; reads the head only."""
    return uwlr_message.is_uwlr(file.content)


def read(file: SourceFile, limits: Limits) -> Reading:
    """The reading of one message; `limits.rows` is the most pupils or results it may have.

    Kinds: those of EDEXML, or result, capacity and norm.  Raises FileRefused, for another message
    or version by its name.  The keys of pupils are those of EDEXML of the same school.
    """
    if uwlr_message.message_of(file) == uwlr_message.PUPILS:
        return edexml.read(file, limits)
    return _results(file, limits)


def _results(file: SourceFile, limits: Limits) -> Reading:
    remarks: list[Remark] = []
    values = Values(file.name, remarks)
    tally = Tally()
    tests = Tests(values)
    survey = Survey(tests)
    schools: list[tuple[School, str]] = []
    for name, element in uwlr_xml.records(file, tally):
        if name == "school":
            schools.append((read_school(element, values, file), _author(element, values)))
        elif name == "toets":
            tests.read(element)
        else:
            survey.read(element)
        if survey.count > limits.rows:
            raise _too_large(file)
    if len(schools) != 1:
        raise _not_one_school(file, schools)
    school, author = schools[0]
    if not survey.count:
        raise FileRefused(
            "Het bestand bevat geen resultaten",
            f"{file.name} is UWLR zonder toetsresultaten; er is niets overgenomen",
            "Laat uw toetssysteem de resultaten sturen",
        )
    norms = tests.norms(author, school.as_of)
    by_number = survey.count > 1 and len(survey.lines) == 1
    results = Results(school, tests, author.casefold(), values, by_number=by_number)
    if tally.unknown:
        names = ", ".join(f"{name} ({number} keer)" for name, number in tally.unknown.most_common())
        values.remark(0, "info", f"Onbekende onderdelen, niet overgenomen: {names}")
    if by_number:
        values.remark(
            0,
            "info",
            "Dit bericht staat op één regel; waar hier een regel genoemd wordt, is dat het"
            " hoeveelste resultaat het is",
        )
    return Reading(
        format=school.format,
        system=edexml.SYSTEM,
        role="publisher",
        source=f"uwlr {author.casefold()}",
        batches=_batches(file, results, norms, values),
        remarks=remarks,
        school_year=school.school_year,
        brin=school.brin,
        location=school.location,
        as_of=school.as_of,
        replaces_norms=True,
        makes_pupils=False,
        wants_pupils_from=_pupils_of(school),
        delivered={"result": frozenset(_RESULT_COLUMNS)},
    )


def _pupils_of(school: School) -> str:
    """What must be there first, in Dutch: of which school and year, and by which files."""
    name = f"school {school.brin}" if school.brin else "deze school"
    return (
        f"de leerlingen van {name} in {school.school_year}"
        " (EDEXML, UWLR-leerlinggegevens of de tabel leerlingen)"
    )


def _author(element: etree._Element, values: Values) -> str:
    """The system that made the message, without its version."""
    written = values.text(children(element), "auteur") or ""
    return " ".join(_VERSION.sub("", written).split()) or _NO_AUTHOR


def _batches(
    file: SourceFile, results: Results, norms: list[Row], values: Values
) -> Iterator[tuple[str, pa.RecordBatch]]:
    waiting: dict[str, list[Row]] = {"result": [], "capacity": []}
    for name, element in uwlr_xml.records(file):
        if name != "toetsafname":
            continue
        for kind, row in results.read(element):
            waiting[kind].append(row)
        for kind, rows in waiting.items():
            if len(rows) >= _ROWS_PER_BATCH:
                yield kind, _batch(kind, rows)
                waiting[kind] = []
    for kind, rows in (*waiting.items(), ("norm", norms)):
        if rows:
            yield kind, _batch(kind, rows)
    _remark(results, values)


def _batch(kind: str, rows: list[Row]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, schema=KINDS[kind])


def _remark(results: Results, values: Values) -> None:
    scores = results.scores
    for number, text in (
        (results.own_kind, "Resultaten in een eigen vorm van de leverancier, niet overgenomen"),
        (scores.others, "Scores die niet met heel Nederland vergelijken, niet overgenomen"),
        (
            scores.intervals,
            "Resultaten waarbij de meetfout de helft van het betrouwbaarheidsinterval is",
        ),
    ):
        if number:
            values.remark(0, "info", f"{text}: {number}")
    if results.beside_moment:
        values.remark(
            0,
            "warning",
            "Resultaten waarvan de afnamedatum niet bij het toetsmoment past:"
            f" {results.beside_moment}",
            "Kijk of de datum en de toets kloppen",
        )
    if scores.unknown:
        values.remark(0, "warning", f"Onbekende soorten scores, niet overgenomen: {_named(scores)}")


def _named(scores: uwlr_scores.Scores) -> str:
    counted: Counter[str] = scores.unknown
    return ", ".join(f"{code} ({number} keer)" for code, number in counted.most_common(20))


def _not_one_school(file: SourceFile, schools: list[tuple[School, str]]) -> FileRefused:
    problem = "meer dan één school" if schools else "geen gegevens van de school"
    return FileRefused(
        "Het bestand is niet van één school",
        f"{file.name} bevat {problem}; er is niets overgenomen",
        "Maak per school een export",
    )


def _too_large(file: SourceFile) -> FileRefused:
    return FileRefused(
        "Het bestand heeft te veel resultaten",
        f"{file.name} bevat er meer dan toegestaan; er is niets overgenomen",
        "Verhoog de instelling 'max_rows' als dit klopt",
    )
