"""The scores of one `osoresultaat`: what the test gave, and where that stands among others."""

from collections import Counter

from lxml import etree

from ibdash.domain import levels
from ibdash.errors import ValueNotUnderstood
from ibdash.sources import score_codes
from ibdash.sources.edexml_xml import children, local
from ibdash.sources.score_codes import Row
from ibdash.sources.uwlr_values import Values

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
        for score in references(result):
            fields = children(score)
            code = code_of(score)
            if code not in score_codes.KNOWN:
                self.unknown[score_codes.in_words(code)] += 1
            elif not score_codes.is_national(self._values.text(fields, "codevergelijkingsgroep")):
                self.others += 1
            elif code in score_codes.LEVELS:
                row.setdefault(score_codes.LEVELS[code], self._level(code, score))
            elif code in score_codes.NUMBERS:
                row.setdefault(score_codes.NUMBERS[code], self._values.number(fields, "waarde"))
            else:
                row.setdefault(score_codes.TEXTS[code], self._values.text(fields, "waarde"))
        return score_codes.on_scales(row)

    def bounds(self, result: etree._Element) -> tuple[float | None, float | None]:
        """Both ends of the reliability interval, in points of the ability score."""
        interval = children(children(result).get("toetsscore", result)).get(
            "betrouwbaarheidsinterval"
        )
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
        low, high = self.bounds(result)
        if ability is not None and low is not None and high is not None and low < ability < high:
            # How sure the interval is the standard does not say.  Half of it is at least one error
            # from 68 % on, so a change is rather called chance than the other way round.
            row["measurement_error"] = round((high - low) / 2, 6)
            self.intervals += 1
        return row

    def _level(self, code: str, score: etree._Element) -> str | None:
        raw = self._values.text(children(score), "waarde")
        scale, _ = levels.parse_scale(code)
        try:
            return levels.parse_level(raw, scale) if raw else None
        except ValueNotUnderstood:
            self._values.drop(score, f"{code} is geen niveau")
            return None


def references(result: etree._Element) -> list[etree._Element]:
    """The referentiescores of an `osoresultaat`."""
    return [child for child in result if local(child.tag) == "referentiescore"]


def code_of(score: etree._Element) -> str:
    """The code of a referentiescore, in capitals; "" where there is none."""
    code = children(score).get("codereferentiescore")
    return (code.text or "").strip().upper() if code is not None else ""
