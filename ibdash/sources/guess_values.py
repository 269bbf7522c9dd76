"""What the values of a column look like: how many of them fit a field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ibdash.domain.citizen_number import passes_eleven_test
from ibdash.domain.whole_name import is_prefix
from ibdash.errors import IbdashError
from ibdash.sources import test_subjects
from ibdash.sources.cell_values import CONVERTERS
from ibdash.sources.columns import Suppressed
from ibdash.sources.headers import plain
from ibdash.sources.map_fields import FIELDS, NOT_TAKEN, word

_MOST_DISTINCT = 300
MOST_POINTS, MOST_WORDS = 150, 450
"""More than a test has of items, and than the three cards of a reading test have of words."""

_LETTERS = re.compile(r"[^\W\d_]")
_BRIN = re.compile(r"\d{2}[A-Z]{2}([ -]?\d{2})?", re.IGNORECASE)
_SHORT_CODE = re.compile(r"[0-9]{1,6}")
_KEY = re.compile(r"(?=.*\d)[\w.\-]{1,40}")
_ROMAN = re.compile(r"(?:I{1,3}|IV|V)\s*[+\-\u2212]?", re.IGNORECASE)
_LETTER = re.compile(r"[A-E][+\-\u2212]?", re.IGNORECASE)
_DIGIT_LEVEL = re.compile(r"[1-5]")
_REFERENCE = re.compile(r"[<>]?\s*(?:[1-4]F|[12]S)(?:\b.*)?|op weg naar .*", re.IGNORECASE)
_FUNCTIONING = re.compile(r"[<>]?\s*(?:[BME][1-8]|\d{1,2}(?:[.,]\d+)?)", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-\u2212<>]?\s*\d+(?:[.,]\d+)?")
_GROUP = re.compile(r"(?=.*[^\W\d_]|\d\s*[/+-]\s*\d)[\w\s/+.()'\u2019&-]{1,30}")
_LEARNING_LINES = frozenset(
    map(
        plain,
        (
            *("rekenen", "rekenenwiskunde", "wiskunde", "math", "maths", "mathematics"),
            *("taal", "lezen", "reading", "language", "spelling", "spellen", "begrijpend lezen"),
            *("technisch lezen", "woordlezen", "tekstlezen", "woordenschat", "taalverzorging"),
            *("sociaal-emotioneel", "studievaardigheden", "engels"),
        ),
    )
)


@dataclass(frozen=True)
class Values:
    """The different values of a column among the rows that were looked at.

    distinct: without empty ones and without words that stand for "not taken", spaces trimmed.
    rows: how many rows have a value.  words: those words, as they are compared.
    """

    distinct: tuple[str, ...]
    rows: int
    words: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.distinct

    @property
    def is_unique(self) -> bool:
        """Whether no value comes twice, in rows enough to tell."""
        return self.rows >= 5 and len(self.distinct) >= min(self.rows, _MOST_DISTINCT)

    def share(self, fits: Callable[[str], bool]) -> float:
        """Which part of the different values fits; 0 where there are none."""
        if not self.distinct:
            return 0.0
        return sum(map(fits, self.distinct)) / len(self.distinct)


def of(cells: Sequence[str]) -> Values:
    """The values of the cells of one column."""
    filled = [text for cell in cells if (text := " ".join(cell.split()))]
    words = dict.fromkeys(word(text) for text in filled if word(text) in NOT_TAKEN)
    values = dict.fromkeys(text for text in filled if word(text) not in NOT_TAKEN)
    # A word that is the only kind of value is a value: a column of M/V and X, of "x" for yes.
    if not values:
        values, words = dict.fromkeys(filled), {}
    return Values(tuple(values)[:_MOST_DISTINCT], len(filled), tuple(words))


def is_citizen_number(values: Values) -> bool:
    """Whether these are citizen service numbers: nine digits that pass the eleven test.

    One number in eleven passes by chance, a column of them does not.
    """
    nine = [text for text in values.distinct if re.fullmatch(r"\d{8,9}", text)]
    if not nine or len(nine) < 0.9 * len(values.distinct):
        return False
    passed = sum(passes_eleven_test(text.zfill(9)) for text in nine)
    return passed >= 2 and passed >= 0.9 * len(nine)


def fit(field: str, values: Values) -> float:
    """Which part of the values can be of a field, from 0 to 1; 0.5 where nothing can be said."""
    if values.is_empty:
        return 0.5
    test = _TESTS.get(field)
    if test is not None:
        return test(values)
    return values.share(_reads(field))


def is_raw_score(values: Values, most: int = MOST_POINTS) -> bool:
    """Whether values can be a count of right answers or points: whole, and no more than `most`.

    One with half points is one in ten at most.
    """
    points = values.share(lambda text: text.isdecimal() and int(text[:9]) <= most)
    return values.is_empty or points >= 0.9


def days(values: Values) -> list[date]:
    """The days that the values are, where they are days."""
    read = CONVERTERS["date"].make
    assert read is not None, "days are made of text"
    convert = read()
    found = []
    for text in values.distinct:
        try:
            found.append(convert(text))
        except IbdashError:
            continue
    return found


def _reads(field: str) -> Callable[[str], bool]:
    """Whether the reader of a field takes a value."""
    one = FIELDS[field]
    make = CONVERTERS[one.convert].make
    if make is None:
        return lambda text: True
    convert = make(**one.options)

    def reads(text: str) -> bool:
        try:
            convert(text)
        except Suppressed:
            # So many that they are left out count people, and are no outcome of one.
            return False
        except IbdashError:
            return False
        return True

    return reads


def _matches(pattern: re.Pattern[str]) -> Callable[[Values], float]:
    return lambda values: values.share(lambda text: pattern.fullmatch(text) is not None)


def _is_name(text: str) -> bool:
    return bool(_LETTERS.search(text)) and not any(sign.isdigit() for sign in text)


def _names(values: Values) -> float:
    return values.share(_is_name)


def _whole_names(values: Values) -> float:
    return values.share(lambda text: _is_name(text) and (" " in text or "," in text))


def _one_name(values: Values) -> float:
    """A calling name or a surname: letters, and seldom a comma."""
    return values.share(lambda text: _is_name(text) and "," not in text)


def _prefixes(values: Values) -> float:
    return values.share(lambda text: all(map(is_prefix, text.split())))


def _levels(values: Values) -> float:
    """Levels of one scale; 1 to 5 may be anything else, words the levels of an own scale."""
    found = max(_matches(_ROMAN)(values), _matches(_LETTER)(values))
    digits = _matches(_DIGIT_LEVEL)(values)
    words = 0.7 if len(values.distinct) <= 8 and _names(values) == 1 else 0.0
    return max(found, 0.6 * digits, words)


def _lines(values: Values) -> float:
    return values.share(is_learning_line)


def is_learning_line(text: str) -> bool:
    """Whether a text names a learning line or a subject that belongs to one."""
    return plain(text) in _LEARNING_LINES or test_subjects.learning_line(text) is not None


def _tests(values: Values) -> float:
    """Names of tests repeat and have letters; some are known."""
    known = values.share(lambda text: test_subjects.learning_line(text) is not None)
    words = values.share(lambda text: bool(_LETTERS.search(text)))
    return max(known, 0.6 * words if not values.is_unique else 0.2 * words)


def _groups(values: Values) -> float:
    """Names of groups; 1 to 8 alone are rather year groups, and other numbers may be names."""
    return max(_matches(_GROUP)(values), 0.55 * _matches(_SHORT_CODE)(values))


def _brins(values: Values) -> float:
    return max(_matches(_BRIN)(values), 0.8 * _matches(_SHORT_CODE)(values))


def _locations(values: Values) -> float:
    return values.share(
        lambda text: bool(re.fullmatch(r"\d{2}|\d{2}[A-Z]{2}[ -]?\d{2}", text, re.IGNORECASE))
    )


def _percentiles(values: Values) -> float:
    return values.share(_reads("percentile"))


def _texts(values: Values) -> float:
    return 0.8


_TESTS: Mapping[str, Callable[[Values], float]] = MappingProxyType(
    {
        "pupil_key": _matches(_KEY),
        "call_name": _one_name,
        "prefix": _prefixes,
        "family_name": _one_name,
        "whole_name": _whole_names,
        "brin": _brins,
        "location": _locations,
        "group_name": _groups,
        "home_language": _names,
        "test": _tests,
        "learning_line": _lines,
        "part": _texts,
        "publisher": _names,
        "generation": _texts,
        "norm_version": _texts,
        "level": _levels,
        "corrected_level": _levels,
        "percentile": _percentiles,
        "functioning_level": _matches(_FUNCTIONING),
        "reference_level": _matches(_REFERENCE),
        "no_result_reason": _texts,
        "comment": _texts,
        "source_key": _texts,
    }
)


def is_number(values: Values) -> bool:
    """Whether the values are numbers."""
    return not values.is_empty and _matches(_NUMBER)(values) >= 0.9
