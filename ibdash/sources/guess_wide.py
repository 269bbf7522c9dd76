"""A column that is a test, a measure and a moment at once: "DMT vaardigheidsscore jan 2017"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ibdash.domain import moment, school_year
from ibdash.errors import ValueNotUnderstood
from ibdash.sources import guess_values, test_subjects
from ibdash.sources.guess_values import Values
from ibdash.sources.header_words import NOT_KEPT, meanings
from ibdash.sources.headers import plain
from ibdash.sources.map_fields import OUTCOMES

_TOKEN = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z\u00e0-\u00ff]+|\d+(?:[.,]\d+)?|[A-Z]")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari"),
            ("feb", "februari"),
            ("mrt", "maart"),
            ("apr", "april"),
            ("mei",),
            ("jun", "juni"),
            ("jul", "juli"),
            ("aug", "augustus"),
            ("sep", "sept", "september"),
            ("okt", "oktober"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_MONTH_YEAR = re.compile(
    rf"\b({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?\s*[-/']?\s*(\d{{4}}|\d{{2}})\b",
    re.I,
)
_BEFORE_AFTER = {
    **dict.fromkeys(
        ("pre", "pret", "pretest", "voormeting", "voortoets", "begintoets"), "voormeting"
    ),
    **dict.fromkeys(("post", "posttest", "nameting", "natoets", "eindtoets"), "nameting"),
}
# Subjects as people shorten them in the head of a column.
_SHORT = {
    **dict.fromkeys(("rek", "rw", "rekenen", "arit", "math", "maths", "wis"), "rekenen"),
    **dict.fromkeys(("wisk", "wiskunde", "mathematics", "arithmetic"), "rekenen"),
    **dict.fromkeys(("bl", "begr", "lezen", "read", "reading"), "begrijpend lezen"),
    **dict.fromkeys(("sp", "spel", "spell"), "spelling"),
    **dict.fromkeys(("tl", "dmt", "emt", "klepel"), "woordlezen"),
    **dict.fromkeys(("ws", "wrd"), "woordenschat"),
    **dict.fromkeys(("tv", "lang", "taal", "language"), "taalverzorging"),
}


@dataclass(frozen=True)
class WideGuess:
    """What a wide column seems to hold.

    field: an outcome.  test: the name of the test; learning_line: None where it is not known.
    moment, school_year: None where the name of the column does not tell.
    part: what tells it from other columns of the test ("voormeting"); else "".
    publisher: as it was said before, "" for unknown; None where nobody said it.
    """

    field: str
    test: str
    learning_line: str | None
    moment: str | None = None
    school_year: str | None = None
    part: str = ""
    publisher: str | None = None


def find(header: str, values: Values) -> WideGuess | None:
    """The guess for a column, or None where its name is not a test and a moment."""
    rest, when, year, part = _time(header)
    if when is None and year is None and not part:
        return None
    tokens = _TOKEN.findall(rest)
    measure, tokens = _measure(tokens, values)
    line = test_subjects.learning_line(" ".join(tokens)) or short_line(tokens)
    if line is None or not tokens or measure is None:
        return None
    most = guess_values.MOST_WORDS if line == "woordlezen" else guess_values.MOST_POINTS
    if measure == "raw_score" and not guess_values.is_raw_score(values, most):
        measure = "ability_score"
    test = " ".join(tokens)
    return WideGuess(measure, test, line, when, year, part)


def _time(header: str) -> tuple[str, str | None, str | None, str]:
    """The name without its time; moment, school year, and "voormeting" or "nameting"."""
    found = moment.find(header.replace("_", " "))
    if found is not None:
        rest = moment.without(header.replace("_", " "))
        rest, year = _without_year(rest)
        return rest, found, year, ""
    dated = _MONTH_YEAR.search(header.replace("_", " "))
    if dated is not None:
        number = int(dated[2]) + (2000 if len(dated[2]) == 2 else 0)
        month = _MONTHS[dated[1].casefold()]
        year = school_year.from_start(number - (month < 8)) if number > 1 else None
        return _MONTH_YEAR.sub(" ", header.replace("_", " ")), None, year, ""
    tokens = _TOKEN.findall(header)
    kept = [token for token in tokens if token.casefold() not in _BEFORE_AFTER]
    parts = [
        _BEFORE_AFTER[token.casefold()] for token in tokens if token.casefold() in _BEFORE_AFTER
    ]
    return " ".join(kept), None, None, parts[0] if len(parts) == 1 else ""


def _without_year(text: str) -> tuple[str, str | None]:
    for found in re.finditer(r"\d{2,4}\s*[-/]\s*\d{2,4}", text):
        try:
            return text.replace(found[0], " "), school_year.parse(found[0])
        except ValueNotUnderstood:
            continue
    return text, None


def _measure(tokens: Sequence[str], values: Values) -> tuple[str | None, list[str]]:
    """The outcome that some of the tokens name, else what the values look like; the other tokens.

    None where they name something that is not kept, or the values cannot be it.
    """
    known = meanings()
    for length in (3, 2, 1):
        for first in range(len(tokens) - length + 1):
            meaning = known.get(plain("".join(tokens[first : first + length])))
            if meaning is None:
                continue
            outcomes = [field for field in meaning.fields if field in OUTCOMES]
            rest = [*tokens[:first], *tokens[first + length :]]
            if outcomes and rest:
                best = max(outcomes, key=lambda field: guess_values.fit(field, values))
                if best in ("level", "corrected_level"):
                    # Of one column the scale has to be known.
                    return _scaled(values), rest
                fits = guess_values.fit(best, values) >= 0.5
                return (best if fits else None), rest
            if NOT_KEPT in meaning.fields and rest and length == 1:
                return None, rest
    return _by_values(values), list(tokens)


def _scaled(values: Values) -> str | None:
    found = _by_values(values)
    return found if found in ("level_i_v", "level_a_e") else None


def _by_values(values: Values) -> str | None:
    if guess_values.is_number(values):
        return "raw_score"
    for field in ("level_i_v", "level_a_e", "reference_level", "avi"):
        if not values.is_empty and guess_values.fit(field, values) >= 0.9:
            return field
    return None


def short_line(tokens: Sequence[str]) -> str | None:
    """The learning line that words as people shorten them ("rek", "BL") stand for."""
    lines = {_SHORT[token.casefold()] for token in tokens if token.casefold() in _SHORT}
    return lines.pop() if len(lines) == 1 else None
