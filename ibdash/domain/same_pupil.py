"""Whether two pupils whose names or birth dates differ a little may be one child all the same.

One rule for the question that an intake asks and for the pairs that Wie is wie lists.  It looks at
two pupils of one block only: the same whole name, or the same surname and birth date; who makes the
pairs so compares nobody with everybody.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

# same: name and birth date are equal.  call_name: surname and birth date are equal, the calling
# name is near.  Of who has the same whole name: swapped: day and month; near_date: one digit of the
# date differs; no_birth_date: of one of both it is unknown; no_birth_dates: of both.
Why = Literal["same", "swapped", "near_date", "no_birth_date", "no_birth_dates", "call_name"]

# A letter more or less, changed, or changed places; of long names two ("Mohammed", "Muhammad").
_FEW_LETTERS, _MANY_LETTERS = 3, 7
# Endings that make a name small: "Fientje", "Robbie".  The longest first.
_SMALL = ("etje", "tje", "pje", "je", "ie", "ke", "y", "i")


@dataclass(frozen=True, slots=True)
class Known:
    """match_name: as names.match_key gives it; None of who has no name."""

    match_name: str | None
    birth_date: date | None


def likeness(one: Known, other: Known) -> Why | None:
    """Why these two may be one child; None where they are not alike.

    Twins with clearly different calling names are not alike.  Who lacks a calling name or a surname
    is like another only where name and birth date are equal.
    """
    if one.match_name is None or other.match_name is None:
        return None
    if one.match_name == other.match_name:
        return _by_date(one, other)
    call_name, _, family = one.match_name.partition("|")
    other_call_name, _, other_family = other.match_name.partition("|")
    if not family or family != other_family:
        return None
    if one.birth_date is None or one.birth_date != other.birth_date:
        return None
    return "call_name" if is_near(call_name, other_call_name) else None


def _by_date(one: Known, other: Known) -> Why | None:
    here, there = one.birth_date, other.birth_date
    if here is not None and here == there:
        return "same"
    if not all((one.match_name or "").split("|", 1)):
        return None
    if here is None or there is None:
        return "no_birth_dates" if here is there else "no_birth_date"
    if (here.year, here.month, here.day) == (there.year, there.day, there.month):
        return "swapped"
    digits = zip(f"{here:%Y%m%d}", f"{there:%Y%m%d}", strict=True)
    return "near_date" if sum(a != b for a, b in digits) == 1 else None


def is_near(call_name: str, other: str) -> bool:
    """Whether two different calling names, folded, may be of one child.

    One is the beginning of the other ("Lot", "Lotte"), also without the ending that makes it small
    ("Fientje", "Fiene"), or they differ in a letter ("Semm", "Mohamed"); never an empty one.
    """
    shorter, longer = sorted((call_name, other), key=len)
    if not shorter:
        return False
    if longer.startswith(shorter):
        return True
    stems = sorted((_stem(shorter), _stem(longer)), key=len)
    if len(stems[0]) >= _FEW_LETTERS and stems[1].startswith(stems[0]):
        return True
    most = 0 if len(shorter) < _FEW_LETTERS else 1 if len(shorter) < _MANY_LETTERS else 2
    return _edits(shorter, longer, most) <= most


def _stem(name: str) -> str:
    """The name without what makes it small, each letter once where it stands twice."""
    for ending in _SMALL:
        if name.endswith(ending) and len(name) - len(ending) >= _FEW_LETTERS:
            name = name.removesuffix(ending)
            break
    return "".join(sign for place, sign in enumerate(name) if not name[:place].endswith(sign))


def _edits(one: str, other: str, most: int) -> int:
    """How many letters differ (more, less, changed, or two that changed places), or most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, start=1):
        last, before, row = before, row, [place]
        for at, letter in enumerate(other, start=1):
            least = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (sign != letter))
            if place > 1 and at > 1 and sign == other[at - 2] and letter == one[place - 2]:
                least = min(least, last[at - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]
