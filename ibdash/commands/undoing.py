"""`undo`: takes back what one file brought; its words are imported only when it is called."""

import argparse
import sys
from datetime import date

from ibdash import intake
from ibdash.access import person_of
from ibdash.settings import Settings
from ibdash.store import open_store

_BLOCKED = 2


def undo(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Undoes one intake, or shows what that would do; 2 when later files stand in the way.

    Raises IbdashError (exit code 1) when there is no such intake, or when it was undone before.
    """
    from ibdash.views import intake_undo

    act = intake.preview_undo if given.dry_run else intake.undo
    store = open_store(settings)
    try:
        undoing = act(store, given.intake, who=person_of(settings))
    finally:
        store.close()
    if not undoing.is_possible:
        _say(f"{undoing.file}: er is niets veranderd")
        _say(f"  {intake_undo.blocked_sentence(undoing)}")
        for number, text in intake_undo.in_the_way(undoing):
            _say(f"  {text}" + (f" (nummer {number})" if number is not None else ""))
        _say(f"  {intake_undo.blocked_remedy(undoing)}")
        return _BLOCKED
    state = "er is nog niets veranderd" if given.dry_run else "ongedaan gemaakt"
    _say(f"{undoing.file}: {state}")
    _say(f"  {intake_undo.sentence(undoing, is_done=not given.dry_run)}")
    for line in intake_undo.plain_values(undoing):
        _say(f"  {line}")
    if kept := intake_undo.kept_sentence(undoing):
        _say(f"  {kept}")
    return 0


def _say(text: str) -> None:
    """On stderr, as `import` does: stdout is for data.  Marks and no-break spaces go."""
    print(text.replace("**", "").replace("\u00a0", " "), file=sys.stderr)
