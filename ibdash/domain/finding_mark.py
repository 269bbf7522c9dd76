"""The mark of something odd in the data: by it a person's word that it is right is found again."""

import hashlib
from collections.abc import Mapping

# Who it is about stands beside the mark, and where it came from is no part of what was judged.
_NOT_JUDGED = frozenset({"pupil_id", "from_change", "source_row"})
_DIGITS = 32


def mark(check: str, values: Mapping[str, object]) -> str:
    """32 hexadecimal digits of a check and the values that it found, keys of one store left out.

    The same in every store, and for the same finding of another file; other as soon as one of the
    values is.
    """
    judged = sorted((name, value) for name, value in values.items() if name not in _NOT_JUDGED)
    text = "\n".join([check, *(f"{name}={value!s}" for name, value in judged)])
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
