"""What a person said of a table, out of the profile that was made of it (mapped.profile_of)."""

from collections.abc import Mapping
from dataclasses import dataclass

from ibdash.sources.guess_wide import WideGuess
from ibdash.sources.headers import plain
from ibdash.sources.map_fields import FIELDS, TableKind
from ibdash.sources.profile import Profile

_FIELD_OF = {
    "test_written": "test",
    "subject": "learning_line",
    "pupil_year_group": "year_group",
    "group_key": "group_name",
}


@dataclass(frozen=True)
class Said:
    """The answers of before, for a table of the same shape; columns by plain name.

    columns: their field, "" for one that was passed over.  school_year, test: where no column said
    them, else "".
    """

    kind: TableKind
    columns: Mapping[str, str]
    wide: Mapping[str, WideGuess]
    school_year: str
    test: str


def said(profile: Profile) -> Said:
    """The answers that make this profile."""
    made = {rule.kind for rule in profile.rows}
    kind: TableKind = "pupils"
    if "result" in made:
        kind = "both" if "pupil" in made else "results"
    constants = {name: str(value) for name, value in profile.constants.items()}
    return Said(
        kind,
        columns(profile),
        {
            plain(rule.header[0]): WideGuess(
                rule.field,
                rule.set.get("test", ""),
                rule.set.get("learning_line", ""),
                rule.set.get("moment"),
                rule.set.get("school_year"),
                rule.set.get("part", ""),
                rule.set.get("publisher", ""),
            )
            for rule in profile.wide
        },
        constants.get("school_year", ""),
        constants.get("test_written", ""),
    )


def columns(profile: Profile) -> dict[str, str]:
    """Plain name of a column -> its field, "" for one that was passed over; not the wide ones."""
    found = {plain(header): "" for header in profile.left_out}
    for column in profile.column:
        name = _FIELD_OF.get(column.field, column.field.removeprefix("own_"))
        if name in FIELDS:
            # A column with the BRIN may give the location too: what it was called comes first.
            found.setdefault(plain(column.header[0]), name)
    return found
