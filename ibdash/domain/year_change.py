"""What became of a pupil when the school went from one school year to the next.

A pupil goes through eight consecutive years (WPO art. 8; domain rules, section 5.4): one year group
further each year is the ordinary course, groep 8 is the last, and the same year group twice is a
doublure (section 1.4).  Only groep 1 to 8 are in that order; of special education ("S"), of other
codes and of an unknown year group nothing can be said.
"""

import functools
from collections.abc import Iterator
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from ibdash.domain.year_groups import HISTORICAL, NAMES

ABSENT = "-"
"""Instead of a year group: not placed in that school year."""

UNKNOWN = ""
"""Instead of a year group: placed, but nobody says in which."""

_ORDER = tuple(str(group) for group in range(1, 9))
_LAST = _ORDER[-1]
_TODDLERS = "0"


class Kind(StrEnum):
    """In the order in which they are told."""

    MOVED_ON = "moved_on"
    DOUBLED = "doubled"
    SKIPPED = "skipped"
    STEPPED_BACK = "stepped_back"
    CAME = "came"
    LEFT_AFTER_8 = "left_after_8"
    LEFT_BEFORE = "left_before"
    MISSING = "missing"
    CANNOT_SAY = "cannot_say"


class Move(NamedTuple):
    """A row of the rule: year groups in the year before and in the new one, and what that is."""

    before: str
    after: str
    has_left: bool
    kind: str


def kind_of(before: str, after: str, *, has_left: bool) -> Kind | None:
    """What a pupil did; None for who was not a pupil in either year.

    before, after: a code of `year_groups.NAMES`, `UNKNOWN` or `ABSENT`; "H" (oud-leerling) is as
    good as absent.  has_left: a day of leaving is known.  Who is absent from the new year's list
    without one, before groep 8, is MISSING: only a person knows whether that pupil has left.
    """
    was_here = before not in (ABSENT, HISTORICAL)
    is_here = after not in (ABSENT, HISTORICAL)
    if not was_here:
        return Kind.CAME if is_here else None
    if not is_here:
        return _left(before, has_left or after == HISTORICAL)
    if before in _ORDER and after in _ORDER:
        return _moved(_ORDER.index(after) - _ORDER.index(before))
    return Kind.MOVED_ON if (before, after) == (_TODDLERS, _ORDER[0]) else Kind.CANNOT_SAY


def _left(before: str, is_known: bool) -> Kind:
    if before == _LAST:
        return Kind.LEFT_AFTER_8
    if is_known:
        return Kind.LEFT_BEFORE
    return Kind.MISSING if before in _ORDER else Kind.CANNOT_SAY


def _moved(steps: int) -> Kind:
    if steps == 1:
        return Kind.MOVED_ON
    if steps == 0:
        return Kind.DOUBLED
    return Kind.SKIPPED if steps > 1 else Kind.STEPPED_BACK


@functools.cache
def rule() -> tuple[Move, ...]:
    """Every case of `kind_of` as a row, so that a store can join pupils with it."""
    return tuple(_cases())


def _cases() -> Iterator[Move]:
    codes = (*NAMES, UNKNOWN, ABSENT)
    for before, after, has_left in product(codes, codes, (False, True)):
        kind = kind_of(before, after, has_left=has_left)
        if kind is not None:
            yield Move(before, after, has_left, str(kind))
