"""The scores of one `osoresultaat`: what the test gave, and where that stands among others."""

from collections import Counter
from functools import lru_cache

from lxml import etree

from ibdash.domain import levels
from ibdash.errors import ValueNotUnderstood
from ibdash.sources import score_codes
from ibdash.sources.edexml_values import Fields
from ibdash.sources.edexml_xml import children, local
from ibdash.sources.score_codes import IQ, Row
from ibdash.sources.uwlr_values import Values

_CODE = "{*}codereferentiescore"
COLUMNS = frozenset(
    (
        "raw_score",
        "ability_score",
        "measurement_error",
        "level_scale",
        "level_scale_2",
        *score_codes.LEVELS.values(),
        *score_codes.NUMBERS.values(),
        *score_codes.TEXTS.values(),
    )
)


class Scores:
    """Reads the scores of one message.

    others, unknown: scores against another group than the national one, and of an unknown code.
    intervals: results whose measurement error comes from a reliability interval.
    """

    def __init__(self, values: Values) -> None:
        self._values = values
        self.others = 0
        self.intervals = 0
        self.unknown: Counter[str] = Counter()

    def read(self, result: etree._Element) -> Row:
        """The columns of kind `result` that an `osoresultaat` fills."""
        row = self._of_test(result)
        for score in _references(result):
            fields = children(score)
            code = _code_of(fields)
            if code not in score_codes.KNOWN:
                self.unknown[score_codes.in_words(code)] += 1
            elif not score_codes.is_national(self._values.text(fields, "codevergelijkingsgroep")):
                self.others += 1
            elif code in score_codes.LEVELS:
                row.setdefault(score_codes.LEVELS[code], self._level(code, fields, score))
            elif code in score_codes.NUMBERS:
                row.setdefault(score_codes.NUMBERS[code], self._values.number(fields, "waarde"))
            else:
                row.setdefault(score_codes.TEXTS[code], self._values.text(fields, "waarde"))
        return score_codes.on_scales(row)

    def bounds(self, result: etree._Element) -> tuple[float | None, float | None]:
        """Both ends of the reliability interval, in points of the ability score."""
        return self._bounds(children(children(result).get("toetsscore", result)))

    def _bounds(self, score: Fields) -> tuple[float | None, float | None]:
        interval = score.get("betrouwbaarheidsinterval")
        if interval is None:
            return None, None
        fields = children(interval)
        return self._values.number(fields, "bivlaag"), self._values.number(fields, "bivhoog")

    def _of_test(self, result: etree._Element) -> Row:
        score = children(result).get("toetsscore")
        if score is None:
            return {}
        fields = children(score)
        ability = self._values.number(fields, "vaardigheidsscore")
        row: Row = {
            "raw_score": self._values.number(fields, "aantalgoed"),
            "ability_score": ability,
        }
        low, high = self._bounds(fields)
        if ability is not None and low is not None and high is not None and low < ability < high:
            # How sure the interval is the standard does not say.  Half of it is at least one error
            # from 68 % on, so a change is rather called chance than the other way round.
            row["measurement_error"] = round((high - low) / 2, 6)
            self.intervals += 1
        return row

    def _level(self, code: str, fields: Fields, score: etree._Element) -> str | None:
        raw = self._values.text(fields, "waarde")
        try:
            return _level_of(code, raw) if raw else None
        except ValueNotUnderstood:
            self._values.drop(score, f"{code} is geen niveau")
            return None


# A message repeats the same few levels thousands of times.
@lru_cache(maxsize=256)
def _level_of(code: str, raw: str) -> str:
    scale, _ = levels.parse_scale(code)
    return levels.parse_level(raw, scale)


def iq_of(result: etree._Element) -> Fields | None:
    """The children of the referentiescore of an `osoresultaat` that is an IQ, or None."""
    # Most results have none, and lxml finds the codes much faster than their scores are looked at.
    if not any(_code_in(code) == IQ for code in result.iter(_CODE)):
        return None
    return next((one for one in map(children, _references(result)) if _code_of(one) == IQ), None)


def _references(result: etree._Element) -> list[etree._Element]:
    return [child for child in result if local(child.tag) == "referentiescore"]


def _code_of(score: Fields) -> str:
    """The code of a referentiescore, by its children, in capitals; "" where there is none."""
    code = score.get("codereferentiescore")
    return _code_in(code) if code is not None else ""


def _code_in(element: etree._Element) -> str:
    return (element.text or "").strip().upper()
