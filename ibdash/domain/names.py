"""Names of pupils: shown, sorted, shortened and compared, the Dutch way.

The surname stands without its prefix (tussenvoegsel), as in every file that keeps them apart.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence

# Letters that Unicode does not take apart into a base letter and a sign.
_BASE_LETTERS = str.maketrans(
    {
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u00f0": "d",
        "\u0131": "i",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00fe": "th",
    }
)


def display_name(call_name: str | None, prefix: str | None, family_name: str | None) -> str:
    """The name on a screen: "Noor van den Aakster".

    Any part may be missing; a prefix that ends in an apostrophe ("d'") stands close to its name.
    """
    first, between, last = (
        " ".join((part or "").split()) for part in (call_name, prefix, family_name)
    )
    stands_close = between.endswith(("'", "\u2019"))
    surname = between + last if stands_close else f"{between} {last}".strip()
    return f"{first} {surname}".strip()


def _folded(text: str | None) -> str:
    """Lower case base letters and digits only."""
    decomposed = unicodedata.normalize("NFKD", (text or "").casefold()).translate(_BASE_LETTERS)
    return "".join(sign for sign in decomposed if sign.isalnum())


def sort_key(prefix: str | None, family_name: str | None, call_name: str | None) -> str:
    """A text that sorts by surname, then prefix, then calling name.

    "Aa, v. d." stands under A, letters with a sign with their base letter; case, spaces,
    apostrophes and hyphens do not count.  A pupil without a surname sorts by calling name.  The
    parts are parted by a space, which sorts before every letter.
    """
    family = _folded(family_name) or _folded(call_name)
    return f"{family} {_folded(prefix)} {_folded(call_name)}"


def match_key(call_name: str | None, prefix: str | None, family_name: str | None) -> str:
    """A text that is equal for one name written in two systems.

    Case, diacritics, spaces and punctuation do not count, nor whether the prefix stands apart or
    before the surname.  Abbreviations stay: "v.d." is not "van der", so that two names become
    one only by a person's decision.
    """
    return f"{_folded(call_name)}|{_folded(prefix)}{_folded(family_name)}"


def initials(names: Sequence[tuple[str | None, str | None]]) -> list[str]:
    """Initials of (calling name, surname without prefix), all different, in the given order.

    First letter of each ("Noor van den Aakster" is NA).  Who would be equal gets as many letters
    of the calling name as it takes ("LiV" and "LieV"), then of the surname, then a number in the
    given order (look.md 11.4).
    """
    letters = [(_letters(call), _letters(family)) for call, family in names]
    result = []
    for call, family in letters:
        alike = [
            other
            for other in letters
            if (_first(other[0]), _first(other[1])) == (_first(call), _first(family))
        ]
        namesakes = {other[1] for other in alike if other[0] == call}
        shown_call = _shortest(call, {other[0] for other in alike})
        result.append(_cased(shown_call) + _cased(_shortest(family, namesakes)))
    return _numbered(result)


def _letters(name: str | None) -> str:
    composed = unicodedata.normalize("NFC", name or "")
    return "".join(sign for sign in composed if sign.isalpha()).lower()


def _first(letters: str) -> str:
    """The first letter; the Dutch ij is one letter."""
    return letters[:2] if letters.startswith("ij") else letters[:1]


def _shortest(letters: str, among: set[str]) -> str:
    """The shortest beginning that no other of these begins with, else all of it."""
    others = among - {letters}
    for length in range(len(_first(letters)), len(letters)):
        if not any(other.startswith(letters[:length]) for other in others):
            return letters[:length]
    return letters


def _cased(letters: str) -> str:
    first = _first(letters)
    return first.upper() + letters[len(first) :]


def _numbered(texts: list[str]) -> list[str]:
    total, seen = Counter(texts), Counter[str]()
    result = []
    for text in texts:
        seen[text] += 1
        result.append(f"{text}{seen[text]}" if total[text] > 1 else text)
    return result
