"""How the bytes of a text stand for letters, where the file does not say so.

UTF-8 proves itself: other bytes are hardly ever valid in it.  Between the others nothing but the
words can decide.  Exports of today are cp1252 (Windows); old programs write cp850 (DOS), of which
almost every byte is a letter or sign in cp1252 too, so that "Zoë" would become "Zo‰" in silence.
Some signs give that away, because they never stand there in cp1252: a ‰ or ¤ behind a letter, a „
or a capital Š behind a small one.  Then

- every byte outside ASCII is an accented letter of cp850 that Dutch schools meet: the file is read
  as cp850.  None of those bytes is an accented letter of Western Europe in cp1252 (those lie
  higher), so a file in which "Zoë" is right as it stands is never read so; it is said all the same;
- otherwise nothing fits the whole file: it stays cp1252, and it is said that letters look damaged.

What cannot be seen is left: a cp850 name in capitals (ZOË gives ZOÓ), or a file whose only accents
are an û or à within a word (a dash and an ellipsis in cp1252, where they may stand).
"""

import re
from dataclasses import dataclass

# The letters from Ç (0x80) to Ñ (0xA5) of cp850, without the signs and letters among them that
# names in Dutch schools do not have: ì, æ, Æ, ÿ, ø, £, Ø, × and ƒ.
_DUTCH_IN_CP850 = frozenset("ÇüéâäàåçêëèïîÄÅÉôöòûùÖÜáíóúñÑ".encode("cp850"))
# Signs of cp1252 where no text has them: behind a letter, behind a small one, or within a word.
# Bytes that cp1252 does not define give themselves away wherever they stand.
_ODD_IN_CP1252 = re.compile(
    rb"(?<=[A-Za-z])[\x82\x84\x88\x89\xa1\xa2\xa4]"
    rb"|(?<=[a-z])[\x8a\x8c]"
    rb"|(?<=[A-Za-z])[\x83\x86\x87\x8b\x93\x94\xa3](?=[a-z])"
    rb"|[\x81\x8d\x8f\x90\x9d]"
)
_LAST_ODD = 0xA4
_ASCII = bytes(range(128))
_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True)
class Guess:
    """An encoding, and the byte at which it is in doubt; None where nothing speaks against it."""

    encoding: str
    odd: int | None = None


def guess(content: bytes) -> Guess | None:
    """cp1252 or cp850 for bytes that are not UTF-8 (so not all ASCII); None for neither."""
    high = frozenset(content.translate(None, _ASCII))
    # Ordinary accents lie above all odd bytes, and the bytes are told apart far faster than words.
    odd = _ODD_IN_CP1252.search(content) if min(high) <= _LAST_ODD else None
    if odd is None:
        return Guess("cp1252")
    if high <= _DUTCH_IN_CP850:
        return Guess("cp850", odd.start())
    return None if _NOT_CP1252.search(content) else Guess("cp1252", odd.start())
