"""Levels on their scales: A-E, I-V (with I+ and V-) and the scales that files bring themselves.

Bands and overlap: domain README 1.1 [S1, S2, S20].  A letter and a numeral are never turned into
each other; only a percentile says where both stand.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ibdash.errors import ValueNotUnderstood

A_E = "A-E"
I_V = "I-V"
LOWEST_TENTH = 10
"""A percentile of at most 10 is the lowest tenth, whatever the level says."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level; rank 1 is the lowest of its scale."""

    code: str
    rank: int


@dataclass(frozen=True, slots=True)
class LevelScale:
    """A named scale with its levels, lowest first."""

    name: str
    levels: tuple[Level, ...]


def scale_of(name: str, *codes: str) -> LevelScale:
    """A scale from its level codes, lowest first."""
    return LevelScale(name, tuple(Level(code, rank) for rank, code in enumerate(codes, start=1)))


SCALES: Mapping[str, LevelScale] = MappingProxyType(
    {
        A_E: scale_of(A_E, "E", "D", "C", "B", "A"),
        I_V: scale_of(I_V, "V-", "V", "IV", "III", "II", "I", "I+"),
    }
)
"""The two scales of every school; others are handed in beside them."""

_LOW_LEVELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {A_E: ("D", "E"), I_V: ("IV", "V", "V-")}
)
_SCALE_SPELLINGS: Mapping[str, tuple[str, bool]] = MappingProxyType(
    {
        "AE": (A_E, False),
        "ATME": (A_E, False),
        "CAE": (A_E, True),
        "IV": (I_V, False),
        "IV5": (I_V, False),
        "IV7": (I_V, False),
        "ITMV": (I_V, False),
        "CIV": (I_V, True),
    }
)
_ARABIC = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def _scale(name: str, scales: Mapping[str, LevelScale]) -> LevelScale:
    try:
        return scales[name]
    except KeyError:
        raise ValueNotUnderstood(
            "De niveauschaal is niet bekend",
            "Bekend zijn A-E, I-V en de schalen van ingelezen normtabellen.",
            "Kies een bekende schaal of lees eerst de normtabel in.",
        ) from None


def _plain(text: str) -> str:
    """Upper case without spaces, with one kind of dash."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).upper().split())


def parse_level(text: str, scale: str, scales: Mapping[str, LevelScale] = SCALES) -> str:
    """The level in its canonical ASCII form ("V-", "I+", "B").

    Takes any case, spaces and dash ("v -", "V" with U+2212); on I-V also 1 to 5, where 1 is I,
    the highest.  Raises ValueNotUnderstood for what is no level of this scale.
    """
    wanted = _plain(text)
    if scale == I_V and wanted[:1] in _ARABIC:
        wanted = _ARABIC[wanted[0]] + wanted[1:]
    for level in _scale(scale, scales).levels:
        if _plain(level.code) == wanted:
            return level.code
    raise ValueNotUnderstood(
        "Het niveau is niet begrepen",
        "De waarde is geen niveau van deze niveauschaal.",
        "Controleer of de kolom bij de goede niveauschaal hoort.",
    )


def parse_scale(text: str) -> tuple[str, bool]:
    """(scale, corrected) of a spelling: AE, IV, IV5, IV7, CAE, CIV, "I-V", "I t/m V", "A-E".

    Corrected means the level against the pupil's own year (gecorrigeerd niveau).  Raises
    ValueNotUnderstood for other names: those are scales of a norm table, known by that name.
    """
    letters = "".join(sign for sign in _plain(text) if sign.isalnum())
    try:
        return _SCALE_SPELLINGS[letters]
    except KeyError:
        raise ValueNotUnderstood(
            "De niveauschaal is niet begrepen",
            "Bekend zijn A-E en I-V, en de gecorrigeerde niveaus CAE en CIV.",
            "Gebruik een van deze namen of de naam uit een ingelezen normtabel.",
        ) from None


def rank(level: str, scale: str, scales: Mapping[str, LevelScale] = SCALES) -> int:
    """The rank of a canonical level; 1 is the lowest.  Raises ValueNotUnderstood."""
    canonical = parse_level(level, scale, scales)
    return next(row.rank for row in _scale(scale, scales).levels if row.code == canonical)


def shown(level: str) -> str:
    """A level as it stands on a screen: the minus is U+2212 (look.md 5)."""
    return f"{level[:-1]}\u2212" if level.endswith("-") else level


def low_levels(scale: str) -> tuple[str, ...]:
    """The levels counted as low: IV, V and V-, or D and E; empty on any other scale."""
    return _LOW_LEVELS.get(scale, ())


def is_lowest_tenth(
    level: str | None, scale: str, percentile: float | None, scale_has_v_minus: bool
) -> bool | None:
    """Whether a result is among the lowest 10 %; None is unknown.

    A percentile of at most 10 always is.  E and V- are, by what the publisher says.  A plain V
    needs a percentile or a scale that also uses V- (`scale_has_v_minus`: this test and norm
    version does); without either it is unknown.
    """
    if percentile is not None and percentile <= LOWEST_TENTH:
        return True
    if (scale, level) in {(A_E, "E"), (I_V, "V-")}:
        return True
    if percentile is not None:
        return False
    if level is None or scale not in (A_E, I_V) or (level == "V" and not scale_has_v_minus):
        return None
    return False


@dataclass(frozen=True, slots=True)
class CrossBand:
    """The levels that belong to a band of percentiles, both ends inclusive."""

    percentile_from: int
    percentile_to: int
    letter: str
    five: str
    seven: str


CROSS_TABLE = (
    CrossBand(0, 10, "E", "V", "V-"),
    CrossBand(11, 20, "D", "V", "V"),
    CrossBand(21, 25, "D", "IV", "IV"),
    CrossBand(26, 40, "C", "IV", "IV"),
    CrossBand(41, 50, "C", "III", "III"),
    CrossBand(51, 60, "B", "III", "III"),
    CrossBand(61, 75, "B", "II", "II"),
    CrossBand(76, 80, "A", "II", "II"),
    CrossBand(81, 90, "A", "I", "I"),
    CrossBand(91, 100, "A", "I", "I+"),
)


def crosses(percentile: float) -> CrossBand:
    """The levels at a percentile of 0 to 100; 10.5 falls in the band 11-20.

    Raises ValueNotUnderstood outside 0-100.
    """
    if 0 <= percentile <= 100:
        return next(band for band in CROSS_TABLE if percentile <= band.percentile_to)
    raise ValueNotUnderstood(
        "Het percentiel is niet begrepen",
        "Een percentiel ligt van 0 tot en met 100.",
        "Verbeter de waarde in het bestand of wijs een andere kolom aan.",
    )


def contradicts(level: str, scale: str, percentile: float) -> bool:
    """Whether level and percentile cannot both be right.

    A plain I or V may also come from a scale without I+ and V-, so it fits the whole fifth.
    Of scales other than A-E and I-V nothing is known: never a contradiction.
    """
    band = crosses(percentile)
    if scale == A_E:
        return level != band.letter
    if scale == I_V:
        return level not in (band.five, band.seven)
    return False
