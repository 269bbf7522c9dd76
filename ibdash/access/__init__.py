"""Who someone is and what they may see.  `check_x` raises, `may_x` answers."""

from ibdash.access.person import (
    Person,
    check_may_change,
    check_may_read,
    check_may_read_restricted,
    person_of,
)

__all__ = [
    "Person",
    "check_may_change",
    "check_may_read",
    "check_may_read_restricted",
    "person_of",
]
