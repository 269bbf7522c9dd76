"""`join` and `part`: two records of one child become one, and two again."""

import argparse
import sys
from collections.abc import Callable
from datetime import date

from ibdash import intake
from ibdash.access import Person, person_of
from ibdash.intake import Joined
from ibdash.settings import Settings
from ibdash.store import Store, open_store


def join(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Joins two pupils, or shows what that would do.

    Raises IbdashError (exit code 1) when one of them is not there, or they are not of one school.
    """
    # The words need pandas, which would make every other command start slower.
    from ibdash.views import who_is_who

    done = _done(
        settings,
        lambda store, who: intake.join(
            store, given.stays, given.joined, who=who, write=not given.dry_run
        ),
    )
    if given.dry_run:
        _say(who_is_who.join_sentence(done))
    else:
        _say(f"Samengevoegd. Uit elkaar halen kan met: part {done.join_id}")
    return 0


def part(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Takes a join back, or shows what that would do; IbdashError when there is none."""
    from ibdash.views import who_is_who

    done = _done(
        settings,
        lambda store, who: intake.part(store, given.join, who=who, write=not given.dry_run),
    )
    if given.dry_run:
        _say(who_is_who.part_sentence(done))
    else:
        _say(f"Uit elkaar gehaald: {done.stays} en {done.joined}")
    return 0


def _done(settings: Settings, act: Callable[[Store, Person], Joined]) -> Joined:
    store = open_store(settings)
    try:
        return act(store, person_of(settings))
    finally:
        store.close()


def _say(text: str) -> None:
    """On stderr, as `import` does: stdout is for data."""
    print(text.replace("\u00a0", " "), file=sys.stderr)
