"""The tests of a dossier: results on their learning lines, and capacity, which is on none.

A test with an IQ, or known as an intelligence test, goes whole to capacity, its other scores
included.
"""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from ibdash.domain import levels, moment, test_names
from ibdash.domain import school_year as school_years
from ibdash.errors import ValueNotUnderstood
from ibdash.sources import score_codes, test_subjects
from ibdash.sources.oso_values import ASK_AGAIN, Values
from ibdash.sources.oso_xml import Node
from ibdash.sources.score_codes import Row

_LONGEST_NAME = 120


@dataclass
class Tests:
    """Rows of `result` and `capacity`, and what could not be used.

    new_lines: tests of no known learning line.  others, unknown: scores against another group than
    the national one, and of an unknown code.
    """

    results: list[Row] = field(default_factory=list)
    capacity: list[Row] = field(default_factory=list)
    new_lines: list[int] = field(default_factory=list)
    others: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


def read(tests: list[Node], career: Mapping[str, Set[str]], values: Values) -> Tests:
    """The rows of these tests.

    career: school year -> the year groups that the pupil was in, to hold each test against.
    """
    found = Tests()
    for test in tests:
        _Test(test, values, found).read(career)
    _remark(found, values)
    return found


class _Test:
    def __init__(self, node: Node, values: Values, found: Tests) -> None:
        self._node = node
        self._values = values
        self._found = found
        named = node.first("toetsidentificatie")
        self._area = values.text(named, "leergebied")
        self._code = values.text(named, "eldtoetscode")
        self._name = values.text(named, "toetsnaam")
        self._version = values.text(named, "toetsversie")

    def read(self, career: Mapping[str, Set[str]]) -> None:
        values, taken = self._values, self._node.first("afname")
        row: Row = {
            "taken_on": values.day(taken, "afnamedatum"),
            "year_group": values.year_group(taken, "jaargroep"),
            "comment": values.text(self._node, "opmerking"),
        }
        parts = list(self._node.all("toetsonderdeel"))
        scored: list[tuple[str | None, Node | None, int]] = [
            (None, self._node.first("resultaat"), self._node.line)
        ]
        scored += [(self._part(part), part.first("resultaat"), part.line) for part in parts]
        whole = [(part, result, line) for part, result, line in scored if result or part is None]
        codes = {
            score.text
            for _, result, _ in whole
            for one in (result.all("referentiescore") if result else ())
            if (score := one.first("codereferentiescore"))
        }
        if score_codes.IQ in codes or test_subjects.is_capacity(self._area, self._name, self._code):
            for part, result, line in whole:
                self._found.capacity.append({**row, **self._capacity(part, result, line)})
            return
        self._hold_against(career, row)
        for part, result, line in whole:
            self._result(row, part, result, line)

    def _part(self, part: Node) -> str | None:
        name = self._values.text(part, "onderdeelnaam")
        return _short(name or self._values.text(part, "eldonderdeelcode"))

    def _capacity(self, part: str | None, result: Node | None, line: int) -> Row:
        values = self._values
        score = result.first("toetsscore") if result else None
        iq = next((one for one in _scores(result) if _code_of(one) == score_codes.IQ), None)
        who = self._node.first("afname", "afgenomendoor")
        by = [values.text(who, name) for name in ("naammedewerker", "functie")]
        return {
            "line": line,
            "test_code": self._code,
            "test": _short(self._name or self._code),
            "part": part,
            "iq": values.number(iq, "waarde"),
            "qualification": values.text(iq, "kwalificatie"),
            "ability_score": values.number(score, "vaardigheidsscore"),
            "raw_score": values.number(score, "aantalgoed"),
            "bound_low": values.number(score, "betrouwbaarheidsinterval", "bivlaag"),
            "bound_high": values.number(score, "betrouwbaarheidsinterval", "bivhoog"),
            "taken_by": ", ".join(text for text in by if text) or None,
        }

    def _hold_against(self, career: Mapping[str, Set[str]], row: Row) -> None:
        """A test that says another year group than the career is kept, and named."""
        if row["taken_on"] is None or row["year_group"] is None:
            return
        known = career.get(school_years.of(row["taken_on"]), set())
        if known and row["year_group"] not in known:
            self._values.remark(
                self._node.line,
                "warning",
                f"Deze toets zegt jaargroep {row['year_group']}, de schoolloopbaan van dat"
                f" schooljaar {' of '.join(sorted(known))}; de toets is overgenomen zoals hij er"
                " staat",
                "Kijk of de toets bij een andere jaargroep hoort dan die van de leerling",
                "result",
            )

    def _result(self, row: Row, part: str | None, result: Node | None, line: int) -> None:
        name = _short(self._name or self._code)
        if row["taken_on"] is None or name is None:
            missing = "afnamedatum" if name else "naam"
            self._values.remark(
                line, "refused", f"Deze toets heeft geen {missing}", ASK_AGAIN, "result"
            )
            return
        known = test_subjects.learning_line(self._area, self._name, self._code)
        if known is None and part is None:
            self._found.new_lines.append(line)
        score = result.first("toetsscore") if result else None
        self._found.results.append(
            {
                **row,
                "line": line,
                "learning_line": known or (_short(self._area) or name).casefold(),
                "test": test_names.bare(name),
                "generation": test_names.generation(name),
                "part": part,
                "school_year": school_years.of(row["taken_on"]),
                "moment": moment.find(self._version or "") or moment.find(self._name or ""),
                "dl": self._values.number(self._node, "afname", "dl"),
                "raw_score": self._values.number(score, "aantalgoed"),
                "ability_score": self._values.number(score, "vaardigheidsscore"),
                **self._levels(result),
            }
        )

    def _levels(self, result: Node | None) -> Row:
        row: Row = {}
        for score in _scores(result):
            code, group = _code_of(score), self._values.text(score, "codevergelijkingsgroep")
            if code not in score_codes.KNOWN:
                self._found.unknown[score_codes.in_words(code)] += 1
            elif not score_codes.is_national(group):
                self._found.others += 1
            elif code in score_codes.LEVELS:
                row[score_codes.LEVELS[code]] = self._level(code, score)
            elif code in score_codes.NUMBERS:
                row[score_codes.NUMBERS[code]] = self._values.number(score, "waarde")
            else:
                row[score_codes.TEXTS[code]] = self._values.text(score, "waarde")
        return score_codes.on_scales(row)

    def _level(self, code: str, score: Node) -> str | None:
        raw = self._values.text(score, "waarde")
        scale, _ = levels.parse_scale(code)
        try:
            return levels.parse_level(raw, scale) if raw else None
        except ValueNotUnderstood:
            self._values.remark(
                score.line,
                "warning",
                f"waarde is geen niveau van {code}; niet overgenomen",
                ASK_AGAIN,
                "result",
            )
            return None


def _scores(result: Node | None) -> list[Node]:
    return list(result.all("referentiescore")) if result else []


def _code_of(score: Node) -> str:
    code = score.first("codereferentiescore")
    return (code.text or "").upper() if code else ""


def _short(name: str | None) -> str | None:
    return name[:_LONGEST_NAME].strip() if name else None


def _remark(found: Tests, values: Values) -> None:
    for line in found.new_lines:
        values.remark(
            line,
            "warning",
            "Van deze toets is niet bekend bij welke leerlijn hij hoort; hij is bewaard onder zijn"
            " eigen leergebied",
            "",
            "result",
        )
    if found.others:
        values.remark(
            0,
            "info",
            "Scores die niet met alle leerlingen van Nederland vergelijken, niet overgenomen:"
            f" {found.others}",
        )
    if found.unknown:
        names = ", ".join(f"{code} ({number} keer)" for code, number in found.unknown.items())
        values.remark(0, "warning", f"Onbekende soorten scores, niet overgenomen: {names}")
