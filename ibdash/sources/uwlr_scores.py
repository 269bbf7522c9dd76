"""The scores of one `osoresultaat`: what the test gave, and where that stands among others.

The codes are those of OSO (codelijst 11): AE and IV are levels, CAE and CIV the same corrected for
the pupil's own year, FN a functioning level, RNTRM a reference level, DLE and DQ speak for
themselves.  None is ever made from another.
"""

import re
from collections import Counter
from typing import Any

from lxml import etree

from ibdash.domain import levels
from ibdash.errors import ValueNotUnderstood
from ibdash.sources.edexml_xml import children, local
from ibdash.sources.uwlr_values import Values

Row = dict[str, Any]

IQ = "IQ"
# I-V comes first, as in other sources; where there is none A-E takes its place.
_LEVELS = {"IV": "level", "AE": "level_2", "CIV": "corrected_level", "CAE": "corrected_level_2"}
_NUMBERS = {"DLE": "dle", "DQ": "dq"}
_TEXTS = {"FN": "functioning_level", "RNTRM": "reference_level"}
COLUMNS = frozenset(
    (
        "raw_score",
        "ability_score",
        "measurement_error",
        "level_scale",
        "level_scale_2",
        *_LEVELS.values(),
        *_NUMBERS.values(),
        *_TEXTS.values(),
    )
)
# Scores against part of the pupils say nothing against all of them.
_NATIONAL = "landelijk"
_SPEAKABLE_CODE = re.compile(r"[A-Z0-9+-]{1,12}")


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
            if code not in {**_LEVELS, **_NUMBERS, **_TEXTS}:
                self.unknown[code if _SPEAKABLE_CODE.fullmatch(code) else "overige"] += 1
            elif (self._values.text(fields, "codevergelijkingsgroep") or _NATIONAL).casefold() != (
                _NATIONAL
            ):
                self.others += 1
            elif code in _LEVELS:
                row.setdefault(_LEVELS[code], self._level(code, score))
            elif code in _NUMBERS:
                row.setdefault(_NUMBERS[code], self._values.number(fields, "waarde"))
            else:
                row.setdefault(_TEXTS[code], self._values.text(fields, "waarde"))
        return _on_scales(row)

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


def _on_scales(row: Row) -> Row:
    if row.get("level") or row.get("corrected_level"):
        row["level_scale"] = levels.I_V
        if row.get("level_2") or row.get("corrected_level_2"):
            row["level_scale_2"] = levels.A_E
    elif row.get("level_2") or row.get("corrected_level_2"):
        row["level_scale"] = levels.A_E
        row["level"] = row.pop("level_2", None)
        row["corrected_level"] = row.pop("corrected_level_2", None)
    return row
