"""The tests that a table names, and what each of them seems to be: asked once, never taken."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ibdash.domain import levels, test_names
from ibdash.errors import ValueNotUnderstood
from ibdash.sources import guess_values, guess_wide, test_subjects
from ibdash.sources.headers import plain
from ibdash.sources.map_fields import FIELDS, NOT_TAKEN, OUTCOMES, word
from ibdash.sources.profile import TestRule

MOST_TESTS = 60
"""More than a person answers for; a column with more is no column of tests."""

_MOST_WORDS = 12
_LONGEST_WORD = 24
_GENERATION = re.compile(r"(?<![\d.,])(\d\.\d)(?![\d.,])|(?<!\d)(20[0-4]\d)(?!\d)")
_PART = re.compile(r"(.+?)[\s:,\-]+((?:kaart|deel|onderdeel|taak|subtest)\s*\w+)", re.IGNORECASE)
PUBLISHERS = ("AMN", "Boom", "Cito", "Diataal", "IEP", "JIJ")
"""The publishers that a person can choose without typing."""

_PUBLISHERS = {
    **{name.casefold(): name for name in PUBLISHERS},
    **dict.fromkeys(("dia", "diatoetsen"), "Diataal"),
}


@dataclass(frozen=True)
class Seen:
    """What the rows of a whole table say: the tests with their answers, and odd words.

    words: that stand in an outcome and are none, with the reason that they may mean; a number of
    tests beyond MOST_TESTS is cut.
    """

    tests: tuple[TestRule, ...]
    words: Mapping[str, str]
    rows: int


def look(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    columns: Mapping[str, str],
    known: Mapping[str, TestRule],
) -> Seen:
    """Goes through all rows once.

    columns: column -> field, wide columns with their outcome.  known: what the school answered
    before, by plain name.
    """
    places = {name: header.index(column) for column, name in columns.items() if column in header}
    outcomes = [(header.index(c), f) for c, f in columns.items() if c in header and f in OUTCOMES]
    subject = places.get("learning_line")
    named = places.get("test", subject)
    found: dict[str, tuple[str, str | None]] = {}
    levels_of: dict[str, set[str]] = {}
    values: dict[int, set[str]] = {place: set() for place, _ in outcomes}
    count = 0
    for row in rows:
        count += 1
        for place, of in values.items():
            if len(of) < 2_000 and row[place]:
                of.add(row[place])
        name = test_names.without_moment(row[named]) if named is not None and row[named] else ""
        if not name or (plain(name) not in found and len(found) >= MOST_TESTS):
            continue
        found.setdefault(plain(name), (name, row[subject] if subject is not None else None))
        if "level" in places and row[places["level"]]:
            levels_of.setdefault(plain(name), set()).add(row[places["level"]])
    words = {w: reason for place, field in outcomes for w, reason in _odd(values[place], field)}
    every = set().union(*levels_of.values()) if levels_of else set()
    tests = tuple(
        known.get(key) or guess(name, of, levels_of.get(key, every))
        for key, (name, of) in found.items()
    )
    return Seen(tests, dict(list(words.items())[:_MOST_WORDS]), count)


def guess(name: str, subject: str | None = None, written: Iterable[str] = ()) -> TestRule:
    """What a test seems to be.

    subject: the area that the file names beside it.  written: the levels of its results.
    """
    line = test_subjects.learning_line(name, subject) or guess_wide.short_line(
        re.findall(r"\w+", f"{name} {subject or ''}")
    )
    rule = TestRule(name, test_names.bare(name), line or "", level_scale=scale_of(written))
    if generation := _GENERATION.search(name):
        rule = replace(rule, generation=generation[1] or generation[2])
    publishers = {_PUBLISHERS[w] for w in re.findall(r"\w+", name.casefold()) if w in _PUBLISHERS}
    if len(publishers) == 1:
        rule = replace(rule, publisher=publishers.pop())
    # "kaart 1+2+3" is the main test, "kaart 1" a part of it.
    if part := _PART.fullmatch(rule.test):
        rule = replace(rule, test=part[1], part=part[2])
    return rule


def scale_of(written: Iterable[str]) -> str:
    """The only scale that all these levels are of; "" where they are of both or of neither."""
    texts = [text for text in written if word(text) not in NOT_TAKEN]
    # 1 to 5 may count from either end.
    if not texts or all(text.strip()[:1].isdigit() for text in texts):
        return ""
    fitting = [scale for scale in levels.SCALES if all(_is_level(text, scale) for text in texts)]
    return fitting[0] if len(fitting) == 1 else ""


def _is_level(text: str, scale: str) -> bool:
    try:
        levels.parse_level(text, scale)
    except ValueNotUnderstood:
        return False
    return True


def _odd(values: Iterable[str], field: str) -> Iterable[tuple[str, str]]:
    """Words that are no value of an outcome."""
    for text in sorted(values):
        if word(text) in NOT_TAKEN:
            yield word(text), NOT_TAKEN[word(text)]
        elif (
            FIELDS[field].convert == "number"
            and len(text) <= _LONGEST_WORD
            and text[:1].isalpha()
            and not guess_values.of([text]).is_empty
        ):
            yield word(text), ""
