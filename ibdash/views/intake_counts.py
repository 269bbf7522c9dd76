"""The counts of an intake as a table: a row per kind, a column per verdict."""

from collections.abc import Hashable, Mapping

import pandas as pd
from pandas.io.formats.style import Styler

from ibdash.views import dutch, palette
from ibdash.views.intake_report import KINDS, Counted

_COLUMNS = {
    "new": "nieuw",
    "changed": "gewijzigd",
    "same": "gelijk",
    "gone": "verdwenen",
    "refused": "geweigerd",
}
# The head of the first column; a table cell must say something to a screen reader.
_FIRST = "Soort"


def counts_table(counts: Mapping[str, Counted], dark: bool) -> Styler:
    """A row per kind with any rows, in the order of KINDS; a school that stays says nothing."""
    kinds = [
        kind
        for kind in KINDS
        if kind in counts
        and (counts[kind].new or counts[kind].changed or (kind != "school" and _any(counts[kind])))
    ]
    frame = pd.DataFrame(
        {
            _FIRST: [KINDS[kind].head for kind in kinds],
            **{
                head: [getattr(counts[kind], name) for kind in kinds]
                for name, head in _COLUMNS.items()
            },
        }
    )
    numbers: list[Hashable] = list(_COLUMNS.values())
    tokens = palette.tokens(dark)
    return (
        frame.style.format(lambda value: dutch.number(int(str(value))), subset=numbers)
        .set_properties(subset=numbers, **{"text-align": "right"})
        .map(lambda value: f"color: {tokens.ink_2}" if not value else "", subset=numbers)
        .map(lambda value: "font-weight: 600" if value else "", subset=["gewijzigd"])
        .map(
            lambda value: f"color: {tokens.berry}; font-weight: 600" if value else "",
            subset=["geweigerd"],
        )
    )


def _any(count: Counted) -> bool:
    return any(getattr(count, name) for name in _COLUMNS)
