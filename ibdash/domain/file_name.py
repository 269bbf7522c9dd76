"""The name of a file that somebody else chose, as ibdash shows, keeps and writes it."""

import re

from ibdash.domain import citizen_number

# What Windows allows in no name.
_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*]')


def shown(name: str) -> str:
    """The name as text that can be shown and stored anywhere.

    Without broken bytes and control characters, and with dots for a citizen service number.
    """
    return citizen_number.masked("".join(map(_shown, name)))


def writable(name: str, most: int) -> str:
    """The shown name as a name for a file on every system, of at most so many bytes.

    One that is too long loses its beginning, and so keeps its ending.
    """
    text = _NOT_IN_A_NAME.sub("_", shown(name))
    return text.encode()[-most:].decode("utf-8", "ignore")


def _shown(sign: str) -> str:
    # How Python writes a byte that is no text.
    if "\ud800" <= sign <= "\udfff":
        return "\ufffd"
    return sign if sign.isprintable() else "?"
