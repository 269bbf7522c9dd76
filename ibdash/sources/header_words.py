"""What the names of columns mean, by the spellings of data/reference/header_synonym.csv."""

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ibdash.sources.headers import plain

NOT_KEPT = "not_kept"
"""A column that is known and has no place here."""
NEVER_KEPT = "never_kept"
"""A column with a number that may not be kept: the BSN under any of its names."""

_REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference" / "header_synonym.csv"


@dataclass(frozen=True)
class Meaning:
    """What a name can mean.

    fields: ids of map_fields.FIELDS, NOT_KEPT or NEVER_KEPT; the likeliest first.
    always_ask: the same name means different things in different files.
    is_seen: stands so in a file, a schema or public code; else it is a usual spelling.
    """

    fields: tuple[str, ...]
    always_ask: bool
    is_seen: bool


@functools.cache
def meanings() -> Mapping[str, Meaning]:
    """By plain name (headers.plain)."""
    found: dict[str, list[dict[str, str]]] = {}
    with _REFERENCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found.setdefault(plain(row["spelling"]), []).append(row)
    return {
        name: Meaning(
            tuple(dict.fromkeys(row["field"] for row in rows)),
            any(row["always_ask"] == "ja" for row in rows),
            any(row["evidence"] == "gezien" for row in rows),
        )
        for name, rows in found.items()
    }
