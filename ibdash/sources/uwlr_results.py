"""The sittings of a UWLR message: results on their learning lines, and capacity, which is on none.

A result names its pupil by the key of the pupil administration (leerlingid); an ECK iD beside it
finds a pupil whose key is not known.  The teacher who marked the test is not read.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from lxml import etree

from ibdash.domain import moment
from ibdash.domain import school_year as school_years
from ibdash.sources.edexml_school import School
from ibdash.sources.edexml_values import Fields
from ibdash.sources.edexml_xml import children, line_of, local
from ibdash.sources.uwlr_scores import Scores, iq_of
from ibdash.sources.uwlr_tests import Test, Tests
from ibdash.sources.uwlr_values import Values

Row = dict[str, Any]


class Survey:
    """What must be known of all results before the first is read.

    count: how many there are.  lines: the lines on which they begin.
    """

    def __init__(self, tests: Tests) -> None:
        self._tests = tests
        self.count = 0
        self.lines: set[int] = set()

    def read(self, sitting: etree._Element) -> None:
        """Takes one `toetsafname`."""
        for result in _results(sitting):
            self.count += 1
            self.lines.add(line_of(result))
            fields = children(result)
            code = fields["toetscode"].text if "toetscode" in fields else None
            given = fields.get("osoresultaat")
            if code is None or given is None:
                continue
            test_code = " ".join(code.split())
            self._tests.scored.add(test_code)
            if test_code not in self._tests.with_iq and iq_of(given) is not None:
                self._tests.with_iq.add(test_code)


class Results:
    """Turns sittings into rows of kinds `result` and `capacity`.

    by_number: a message without line breaks has its results on one line; then their number in the
    message takes the place of the line.  own_kind: results in a supplier's own form, which are
    not taken in.  beside_moment: results whose date does not fit the moment of their test.
    """

    def __init__(
        self, school: School, tests: Tests, maker: str, values: Values, *, by_number: bool
    ) -> None:
        self._school = school
        self._tests = tests
        self._maker = maker
        self._values = values
        self._by_number = by_number
        self._number = 0
        self.scores = Scores(values)
        self.own_kind = 0
        self.beside_moment = 0

    def read(self, sitting: etree._Element) -> Iterator[tuple[str, Row]]:
        """(kind, row) of each result of one `toetsafname`."""
        sat = children(sitting)
        pupil_key = self._values.text(sat, "leerlingid")
        eck_id = self._values.text(sat, "eckid")
        for result in _results(sitting):
            self._number += 1
            line = self._number if self._by_number else line_of(result)
            fields = self._values.children(result)
            code = self._values.text(fields, "toetscode")
            if pupil_key is None or code is None:
                self._refuse(line, "leerlingid" if pupil_key is None else "toetscode")
            elif "anderresultaat" in fields:
                self.own_kind += 1
            else:
                test = self._tests.of(code)
                row = {**self._row(line, pupil_key, test, fields), "eck_id": eck_id}
                if test.is_capacity:
                    yield "capacity", {**row, **self._capacity(test, fields)}
                else:
                    yield "result", {**row, **self._result(test, fields, result.get("key"), row)}

    def _row(self, line: int, pupil_key: str, test: Test, fields: Fields) -> Row:
        part = self._values.text(fields, "toetsonderdeelcode")
        return {
            "line": line,
            "brin": self._school.brin,
            "location": self._school.location,
            "pupil_key": pupil_key,
            "test": test.name,
            "part": test.parts.get(part, part) if part else None,
            "taken_on": self._values.day(fields, "afnamedatum"),
            "year_group": test.year_group,
        }

    def _result(self, test: Test, fields: Fields, key: str | None, row: Row) -> Row:
        taken_on = row["taken_on"]
        year = school_years.of(taken_on) if taken_on else self._school.school_year
        if taken_on and test.moment and _is_beside(test.moment, taken_on):
            self.beside_moment += 1
        given = fields.get("osoresultaat")
        scored = self._bare_score(test, fields, row) if given is None else self.scores.read(given)
        key = (key or "").strip()
        return {
            # A key is unique within the test system that made it, and a store may have several.
            "source_key": f"{self._maker} {key}" if key else None,
            "learning_line": test.learning_line,
            "generation": test.generation,
            "norm_version": self._values.text(fields, "versie") or test.norm_version,
            "school_year": year,
            "moment": test.moment,
            **scored,
        }

    def _bare_score(self, test: Test, fields: Fields, row: Row) -> Row:
        """A score with the level that the norms in the same message give it.

        They are of the whole test: a part has no level.
        """
        score = self._values.number(fields, "score")
        level = None if row["part"] else self._tests.level(test, score)
        if level is None:
            return {"raw_score": score}
        return {"raw_score": score, "level_scale": level[0], "level": level[1]}

    def _capacity(self, test: Test, fields: Fields) -> Row:
        row: Row = {"test_code": test.code}
        given = fields.get("osoresultaat")
        if given is None:
            return {**row, "raw_score": self._values.number(fields, "score")}
        iq = iq_of(given) or {}
        scored = children(children(given).get("toetsscore", given))
        low, high = self.scores.bounds(given)
        return {
            **row,
            "iq": self._values.number(iq, "waarde"),
            "qualification": self._values.text(iq, "kwalificatie"),
            "ability_score": self._values.number(scored, "vaardigheidsscore"),
            "raw_score": self._values.number(scored, "aantalgoed"),
            "bound_low": low,
            "bound_high": high,
        }

    def _refuse(self, line: int, missing: str) -> None:
        self._values.remark(
            line,
            "refused",
            f"Dit resultaat heeft geen {missing}",
            "Maak de export opnieuw in uw toetssysteem",
            "result",
        )


# A school tests on some hundred days a year, with thousands of results on each.
@lru_cache(maxsize=4096)
def _is_beside(test_moment: str, taken_on: date) -> bool:
    return moment.label_disagrees(test_moment, school_years.of(taken_on), taken_on)


def _results(sitting: etree._Element) -> Iterator[etree._Element]:
    results = children(sitting).get("resultaten")
    for result in results if results is not None else ():
        if local(result.tag) == "resultaat":
            yield result
