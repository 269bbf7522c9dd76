"""The codes of a score against others, as OSO and UWLR write them (OSO codelijst 11).

AE and IV are levels, CAE and CIV the same corrected for the pupil's own year, FN a functioning
level, RNTRM a reference level; DLE and DQ speak for themselves.  None is ever made from another.
"""

import re
from typing import Any

from ibdash.domain import levels

Row = dict[str, Any]

IQ = "IQ"
# I-V comes first, as in other sources; where there is none A-E takes its place.
LEVELS = {"IV": "level", "AE": "level_2", "CIV": "corrected_level", "CAE": "corrected_level_2"}
NUMBERS = {"DLE": "dle", "DQ": "dq"}
TEXTS = {"FN": "functioning_level", "RNTRM": "reference_level"}
KNOWN = frozenset({*LEVELS, *NUMBERS, *TEXTS})
# Scores against part of the pupils ("BB+") say nothing against all of them.
_NATIONAL = "landelijk"
_SPEAKABLE = re.compile(r"[A-Z0-9+-]{1,12}")


def is_national(group: str | None) -> bool:
    """Whether the score is set beside all pupils; so it is where nothing is said."""
    return (group or _NATIONAL).casefold() == _NATIONAL


def in_words(code: str) -> str:
    """An unknown code as a remark may quote it: a damaged file can hold anything there."""
    return code if _SPEAKABLE.fullmatch(code) else "overige"


def on_scales(row: Row) -> Row:
    """The row with the scales of its levels; A-E alone is its first scale."""
    if row.get("level") or row.get("corrected_level"):
        row["level_scale"] = levels.I_V
        if row.get("level_2") or row.get("corrected_level_2"):
            row["level_scale_2"] = levels.A_E
    elif row.get("level_2") or row.get("corrected_level_2"):
        row["level_scale"] = levels.A_E
        row["level"] = row.pop("level_2", None)
        row["corrected_level"] = row.pop("corrected_level_2", None)
    return row
