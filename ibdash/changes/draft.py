"""Words that were not kept yet: they outlive a reload, a lost connection and a closed window."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ibdash.access import Person, check_may_change
from ibdash.domain import citizen_number
from ibdash.store import Store
from ibdash.store.connection import Family

# Drafts are no facts; the questions that read them name this family.
_FAMILY: Family = "audit"
_MOST_CHARACTERS = 40_000


def draft_kept(
    store: Store,
    place: str,
    values: Mapping[str, Any],
    *,
    based_on: int | None,
    at: datetime,
    who: Person,
) -> None:
    """Keeps what `who` has typed at a place, over what was kept there before.

    place: an opaque name of the form and its record.  values: plain values by field; texts beyond
    40,000 characters are cut, and what can be a citizen service number stands there as dots.
    based_on: the version that the person read; None of a new record.
    """
    check_may_change(who)
    text = json.dumps(
        {
            name: citizen_number.masked(value)[:_MOST_CHARACTERS]
            if isinstance(value, str)
            else value
            for name, value in values.items()
        },
        ensure_ascii=False,
    )
    store.append(
        _FAMILY,
        "insert into draft (written_by, place, values_json, based_on, written_at)"
        " values (?, ?, ?, ?, ?)",
        [who.name, place, text, based_on, at],
    )
    # The older ones only now: whatever happens in between, one is there.
    store.append(
        _FAMILY,
        "delete from draft where written_by = ? and place = ? and written_at < ?",
        [who.name, place, at],
    )


def draft_dropped(store: Store, place: str, *, who: Person) -> None:
    """Forgets what `who` typed at a place: it was kept, or thrown away."""
    check_may_change(who)
    store.append(_FAMILY, "delete from draft where written_by = ? and place = ?", [who.name, place])
