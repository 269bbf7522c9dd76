"""AVI reading levels: twelve cards in one order (domain README 1.5).

They have no A-E or I-V level and never stand on a level axis.
"""

import re

from ibdash.errors import ValueNotUnderstood

START = "AVI-Start"
PLUS = "AVI-Plus"
LEVELS = (START, "M3", "E3", "M4", "E4", "M5", "E5", "M6", "E6", "M7", "E7", PLUS)
"""Lowest first; the rank is the place in this row, from 0."""

_SPELLINGS = {level.removeprefix("AVI-").upper(): level for level in LEVELS} | {"+": PLUS}


def parse(text: str) -> str:
    """The canonical level of "AVI M5", "m5", "AVI-Plus", "Plus", "AVI+" or "Start".

    Raises ValueNotUnderstood for everything else: M8 and E8 do not exist, and the AVI 1-9 of
    before 2008 is another scale.
    """
    plain = re.sub(r"[\s\-\u2010-\u2014\u2212_]", "", text).upper()
    try:
        return _SPELLINGS[plain.removeprefix("AVI")]
    except KeyError:
        raise ValueNotUnderstood(
            "Het AVI-niveau is niet begrepen",
            "Bekend zijn AVI-Start, M3 tot en met E7 en AVI-Plus.",
            "Verbeter de waarde in het bestand of wijs een andere kolom aan.",
        ) from None


def rank(level: str) -> int:
    """0 for AVI-Start up to 11 for AVI-Plus; takes every spelling that :func:`parse` takes."""
    return LEVELS.index(parse(level))


def shown(level: str) -> str:
    """The level as a person writes it: "AVI M5", "AVI-Plus"."""
    canonical = parse(level)
    return canonical if canonical in (START, PLUS) else f"AVI {canonical}"


def expected_at(moment: str) -> str | None:
    """The level that belongs to a moment: M3 to E7 their own, M8 and E8 AVI-Plus, else None."""
    if moment in LEVELS:
        return moment
    return PLUS if moment in ("M8", "E8") else None
