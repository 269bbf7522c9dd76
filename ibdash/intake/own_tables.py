"""Open tables of ibdash's own: each kind of row in them is written by a rule of its own."""

from collections.abc import Callable, Mapping

from ibdash.intake import people, profile_rows, source_choice_rows
from ibdash.intake.report import Count
from ibdash.store import Change

TAKEN_BY: Mapping[str, Callable[[Change], Count]] = {
    "pupil_key": people.take_keys,
    "source_choice": source_choice_rows.take,
    "import_profile": profile_rows.take,
}
"""Kind -> what takes its staged rows in, after pupils and results, and gives the counts."""
