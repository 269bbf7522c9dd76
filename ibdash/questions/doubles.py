"""Who may be there twice: the pairs of `who_is_who/doubles`, judged by the rule of an intake."""

from typing import get_args

import pyarrow as pa

from ibdash.domain.same_pupil import Known, Why, likeness

# Further down a list than this nobody comes; joining some brings the next.
_MOST = 50
_ORDER = {why: place for place, why in enumerate(get_args(Why))}


def judged(pairs: pa.Table) -> pa.Table:
    """The pairs that are alike: public_key, other_public_key and why (domain/same_pupil.py).

    The clearest first and at most 50, else in the order of the pairs.
    """
    found = []
    for pair in pairs.to_pylist():
        why = likeness(
            Known(pair["match_name"], pair["birth_date"]),
            Known(pair["other_match_name"], pair["other_birth_date"]),
        )
        if why is not None:
            found.append((pair["public_key"], pair["other_public_key"], why))
    found.sort(key=lambda one: _ORDER[one[2]])
    columns = ("public_key", "other_public_key", "why")
    return pa.table(
        {
            name: pa.array([one[place] for one in found[:_MOST]], pa.string())
            for place, name in enumerate(columns)
        }
    )
