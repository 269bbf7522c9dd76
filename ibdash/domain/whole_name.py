"""A whole name in one cell, taken apart into calling name, prefix and surname."""

import re
from dataclasses import dataclass

_PREFIXES = frozenset(
    (
        *("van", "de", "den", "der", "het", "'t", "ten", "ter", "te", "in", "op", "aan", "bij"),
        *("d'", "la", "le", "du", "di", "da", "el", "al", "von", "zu", "zur", "onder", "over"),
        *("v.", "v.d.", "d.", "v.d", "vd", "uit", "voor", "'s", "uijt"),
    )
)
_BETWEEN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name; each may be missing."""

    call_name: str | None
    prefix: str | None
    family_name: str | None


def is_prefix(word: str) -> bool:
    """Whether a word is a tussenvoegsel ("van", "'t")."""
    return word.casefold().replace("\u2019", "'") in _PREFIXES


def take_apart(text: str) -> NameParts:
    """The parts of "Sem de Vries", "Vries, Sem de", "de Vries, Sem" or "Vries, S. de (Sem)".

    Before a comma stands the surname.  Without one the calling name ends at the first prefix, and
    where there is none after the first word: "Anna Maria Smit" is Anna, surname Maria Smit.
    """
    words = " ".join(text.replace("\u2019", "'").split())
    if "," in words:
        return _with_comma(words)
    parts = words.split(" ")
    first = next((n for n, word in enumerate(parts) if n and is_prefix(word)), None)
    if first is None:
        return NameParts(parts[0] or None, None, " ".join(parts[1:]) or None)
    prefix, family = _split_prefix(parts[first:])
    return NameParts(" ".join(parts[:first]), prefix, family)


def _with_comma(text: str) -> NameParts:
    surname, *rest = (part.strip() for part in text.split(","))
    prefix, family = _split_prefix(surname.split(" "))
    given = " ".join(part for part in reversed(rest) if part)
    called = _BETWEEN_BRACKETS.search(given)
    words = _BETWEEN_BRACKETS.sub("", given).split()
    # "Vries, Sem de", or "Vries, de, Sem" turned round.
    behind = len(words)
    while behind and is_prefix(words[behind - 1]):
        behind -= 1
    if behind < len(words):
        prefix = " ".join([*words[behind:], *([prefix] if prefix else [])])
    name = called[1].strip() if called else " ".join(words[:behind])
    return NameParts(name or None, prefix, family)


def _split_prefix(words: list[str]) -> tuple[str | None, str | None]:
    first = next((n for n, word in enumerate(words) if not is_prefix(word)), len(words))
    # A surname that is a prefix through and through ("In") is the surname.
    if first == len(words):
        return None, " ".join(words) or None
    return " ".join(words[:first]) or None, " ".join(words[first:])
