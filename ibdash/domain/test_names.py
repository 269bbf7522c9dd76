"""The name of a test apart from what systems write into it: its moment and its generation.

"Rekenen-Wiskunde 3.0 M5" in one system and "Rekenen-Wiskunde 3.0" beside a column with M5 in
another are one test, so that its results are one line in a chart.
"""

import re

from ibdash.domain import moment

_CARD = re.compile(r"\bavi\b", re.IGNORECASE)
_GENERATION = re.compile(r"(?<![\w.,])[1-9]\.[0-9](?![\w.,])")


def is_card(label: str) -> bool:
    """Whether it may name a card of AVI: the M5 of "AVI M5" is the card, not the moment."""
    return _CARD.search(label) is not None


def without_moment(label: str) -> str:
    """ "Rekenen 3.0 M5" gives "Rekenen 3.0"; a card keeps its name, and so does a bare "M5"."""
    return label if is_card(label) else moment.without(label) or label


def generation(label: str) -> str | None:
    """ "Rekenen 3.0 M5" gives "3.0"; None where the name has none, or it may name a card."""
    found = None if is_card(label) else _GENERATION.search(label)
    return found[0] if found else None


def bare(label: str) -> str:
    """ "Rekenen-Wiskunde 3.0 M5" gives "Rekenen-Wiskunde"; a card keeps its name.

    Only a name of which something else is left loses anything.
    """
    if is_card(label):
        return label
    left = moment.without(label) if moment.find(label) else label
    return " ".join(_GENERATION.sub(" ", left).split()).strip(" -_/,:") or label
