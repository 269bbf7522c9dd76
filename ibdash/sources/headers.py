"""Names of columns, compared without case, accents, spaces and punctuation."""

import hashlib
import unicodedata
from collections.abc import Sequence


def plain(text: str) -> str:
    """Lower case base letters and digits only: "Leerling-ID" is "leerlingid"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())


def unique(written: Sequence[str]) -> list[str]:
    """Names that differ, also when compared plain: a second "klas" is "klas (2)".

    A column without a name is called by its place: "kolom 3".
    """
    taken = {plain(name) for name in written}
    names: list[str] = []
    seen: set[str] = set()
    for place, text in enumerate(written, start=1):
        name = base = text if plain(text) else unnamed_column(place)
        number = 1
        while plain(name) in seen or (number > 1 and plain(name) in taken):
            number += 1
            name = f"{base} ({number})"
        seen.add(plain(name))
        names.append(name)
    return names


def unnamed_column(place: int) -> str:
    """What a column without a name is called; places count from 1."""
    return f"kolom {place}"


def shape(names: Sequence[str]) -> str:
    """What tells a layout from others: a hash of its column names in their order, plain.

    Names of columns are nobody's, and a hash is short enough to compare and to keep.
    """
    whole = "\x1f".join(map(plain, unique(names)))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]
