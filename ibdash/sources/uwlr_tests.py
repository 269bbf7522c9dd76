"""The tests that a UWLR message defines: what each is about, and the norms of bare scores.

A test with results in the form of OSO is one of a pupil monitoring system: its name loses moment
and generation, which have columns of their own, so that M5 and E5 are one test.  A test with bare
scores only (`score`) is a method test: it has a learning line of its own beside the one of its
subject, because its points and those of the other tests say nothing about each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from lxml import etree

from ibdash.domain import moment, test_names, year_groups
from ibdash.sources import test_subjects
from ibdash.sources.edexml_xml import children, line_of, local
from ibdash.sources.uwlr_values import Values

Row = dict[str, Any]
# Line, term, lowest and highest score, both of which belong to it.
_Band = tuple[int, str, float, float]

METHOD_LINE = "{line} (methodetoetsen)"
_LONGEST_SCALE = 120


@dataclass(frozen=True)
class Test:
    """One test, as kind `result` wants it.  parts: code -> name."""

    code: str
    name: str
    learning_line: str
    generation: str | None = None
    norm_version: str | None = None
    moment: str | None = None
    year_group: str | None = None
    is_capacity: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Defined:
    code: str
    line: int = 0
    name: str | None = None
    version: str | None = None
    area: str | None = None
    year_group: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    bands: tuple[_Band, ...] = ()

    @cached_property
    def scale(self) -> str:
        """A scale named after its levels, lowest first: a method's A is not the A of A-E."""
        return "/".join(band[1] for band in self.bands)[:_LONGEST_SCALE]


class Tests:
    """The tests of one message, read before its results are.

    scored, with_iq: the codes of tests with results in the form of OSO, and with an IQ.
    """

    def __init__(self, values: Values) -> None:
        self._values = values
        self._defined: dict[str, _Defined] = {}
        self._made: dict[str, Test] = {}
        self.scored: set[str] = set()
        self.with_iq: set[str] = set()
        self._unusable = 0
        self._of_parts = 0
        self._grades = 0

    def read(self, element: etree._Element) -> None:
        """Takes one `toets`."""
        values, fields = self._values, children(element)
        code = values.text(fields, "toetscode")
        if code is None or code in self._defined:
            problem = "heeft geen toetscode" if code is None else "staat er al; de eerste geldt"
            values.remark(line_of(element), "warning", f"Deze toets {problem}")
            return
        year = values.text(fields, "leerjaar")
        self._defined[code] = _Defined(
            code,
            line_of(element),
            values.text(fields, "toetsnaam"),
            values.text(fields, "versie"),
            values.text(fields, "vakgebied"),
            year if year in year_groups.NAMES else None,
            self._parts(fields.get("toetsonderdelen")),
            self._bands(fields.get("toetsnormering")),
        )

    def of(self, code: str) -> Test:
        """The test of a code, also when the message does not define it."""
        if code not in self._made:
            self._made[code] = self._make(self._defined.get(code, _Defined(code)))
        return self._made[code]

    def _make(self, defined: _Defined) -> Test:
        label = defined.name or defined.code
        is_scored = defined.code in self.scored
        tells_moment = is_scored and not test_names.is_card(label)
        name = test_names.bare(label) if tells_moment else label
        named = (label, defined.area, defined.code)
        line = test_subjects.learning_line(*named) or (defined.area or name).casefold()
        return Test(
            defined.code,
            name,
            line if is_scored else METHOD_LINE.format(line=line),
            generation=test_names.generation(label) if tells_moment else None,
            norm_version=defined.version,
            moment=(moment.find(label) or moment.find(defined.code)) if tells_moment else None,
            year_group=defined.year_group,
            is_capacity=defined.code in self.with_iq or test_subjects.is_capacity(*named),
            parts=defined.parts,
        )

    def _parts(self, element: etree._Element | None) -> dict[str, str]:
        parts: dict[str, str] = {}
        for part in element if element is not None else ():
            fields = children(part)
            code = self._values.text(fields, "toetsonderdeelcode")
            if code:
                parts[code] = self._values.text(fields, "toetsonderdeelnaam") or code
            norms = fields.get("toetsonderdeelnormering")
            self._of_parts += 0 if norms is None else _norms(norms)
        return parts

    def _bands(self, element: etree._Element | None) -> tuple[_Band, ...]:
        bands: dict[str, _Band] = {}
        for norm in element if element is not None else ():
            if local(norm.tag) != "norm":
                continue
            fields = children(norm)
            self._grades += "schoolcijfer_vanaf" in fields or "schoolcijfer_totenmet" in fields
            term = self._values.text(fields, "term")
            low = self._values.number(fields, "beginnormwaarde")
            high = self._values.number(fields, "eindnormwaarde")
            if term is None or low is None or high is None or low > high or term in bands:
                self._unusable += 1
                continue
            bands[term] = (line_of(norm), term, low, high)
        return tuple(sorted(bands.values(), key=lambda band: band[2]))

    def level(self, test: Test, score: float | None) -> tuple[str, str] | None:
        """Scale and level of a bare score by the norms that the message gives for its test.

        None where no norm holds the score, or more than one does.
        """
        defined = self._defined.get(test.code)
        if defined is None or score is None:
            return None
        fitting = [term for _, term, low, high in defined.bands if low <= score <= high]
        return (defined.scale, fitting[0]) if len(fitting) == 1 else None

    def norms(self, author: str, made_on: date | None) -> list[Row]:
        """The rows of kind `norm`, with remarks on what does not become one.

        author: who made the message, which takes the place of the publisher.  The norms of tests
        that are scored in the form of OSO do not count, as the standard says.
        """
        rows: list[Row] = []
        ignored = of_capacity = 0
        for code, defined in self._defined.items():
            test = self.of(code)
            if test.is_capacity:
                of_capacity += len(defined.bands)
                continue
            if code in self.scored:
                ignored += len(defined.bands)
                continue
            rows += [
                {
                    "line": line,
                    "publisher": author,
                    "test": test.name,
                    "norm_version": test.norm_version,
                    "learning_line": test.learning_line,
                    "level_scale": defined.scale,
                    "level": level,
                    "score_from": low,
                    "score_to": high,
                    "norm_source": f"UWLR {made_on}" if made_on else "UWLR",
                }
                for line, level, low, high in defined.bands
            ]
        self._remark(ignored, of_capacity)
        return rows

    def _remark(self, ignored: int, of_capacity: int) -> None:
        for number, what in (
            (self._unusable, "Normen zonder eigen naam of met een onbruikbare grens"),
            (self._of_parts, "Normen van toetsonderdelen"),
            (self._grades, "Schoolcijfers bij normen"),
            (of_capacity, "Normen van intelligentietests"),
            (ignored, "Normen bij toetsen waarvan het niveau al in het resultaat staat"),
        ):
            if number:
                self._values.remark(0, "info", f"{what}, niet overgenomen: {number}", "", "norm")


def _norms(element: etree._Element) -> int:
    return sum(local(child.tag) == "norm" for child in element)
