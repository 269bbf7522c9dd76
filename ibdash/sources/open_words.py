"""What the open tables call the columns of a kind of row, and the words of their closed lists."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from ibdash.sources.profile import ColumnRule, profiles


@dataclass(frozen=True)
class ColumnWords:
    """name: Dutch, as it may stand in a sentence.  values: value of the store: its word.

    is_personal: whether its values may name somebody.
    """

    name: str
    values: Mapping[str, str]
    is_personal: bool


@functools.cache
def columns_of(kind: str) -> Mapping[str, ColumnWords]:
    """The columns of the open tables of a kind of row (sources/kinds.py), by field."""
    return {
        rule.field: ColumnWords(rule.header[0].replace("_", " "), _values(rule), rule.personal)
        for profile in profiles().values()
        if profile.kind == kind and profile.system == "open"
        for rule in profile.column
    }


def _values(rule: ColumnRule) -> Mapping[str, str]:
    words: dict[str, str] = {}
    if rule.convert == "choice":
        for spelling, value in rule.options["values"].items():
            if value:
                # The first spelling of a value is the one that is written.
                words.setdefault(value, spelling)
    return words
