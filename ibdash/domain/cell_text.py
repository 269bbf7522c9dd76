"""Text in a cell of a spreadsheet: never run as a formula, and the same again when it comes back.

A spreadsheet runs a cell of a CSV that begins with one of FORMULA; tab and return hide one behind
them, and the wide forms are taken for the narrow ones.  Such a text gets a quote in front.  So that
taking the quote off gives back exactly what was there, a text that itself begins with quotes and
then such a sign gets one more.
"""

import re

FORMULA = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
"""The signs, as the inside of a class of a regular expression (Python's, and RE2 of Arrow)."""

GUARDED = f"^'('*[{FORMULA}])"
"""What a guarded text begins with; its first group is what was there."""

_NEEDS_GUARD = re.compile(f"'*[{FORMULA}]")
_IS_GUARDED = re.compile(GUARDED)


def is_guarded(text: str) -> bool:
    """Whether a text begins as a guarded one does."""
    return _IS_GUARDED.match(text) is not None


def guarded(text: str) -> str:
    """A text for a cell of a CSV, with a quote before what would be run as a formula."""
    return f"'{text}" if _NEEDS_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """What :func:`guarded` was given."""
    return _IS_GUARDED.sub(r"\1", text, count=1)
