"""The citizen service number (BSN): how it is recognised, and how it is kept out of a text."""

import re

_NINE = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")


def passes_eleven_test(number: str) -> bool:
    """Whether nine digits may be a citizen service number.

    Nine times the first digit plus eight times the second, and so on to twice the eighth, minus
    the ninth, is a multiple of eleven.  One number in eleven passes by chance.
    """
    total = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), number, strict=False))
    return number != "0" * 9 and (total - int(number[8])) % 11 == 0


def masked(text: str) -> str:
    """The text with nine dots for every nine digits that may be a citizen service number.

    Dots may stand in the name of a file everywhere, stars may not.
    """
    return _NINE.sub(lambda found: "•" * 9 if passes_eleven_test(found[0]) else found[0], text)
