"""`inbox`: one look into the inbox, for a task that the computer does at night."""

import argparse
import json
import sys
import time
from datetime import date, datetime
from pathlib import Path

from ibdash.commands.taking_in import narrate
from ibdash.errors import StoreInUse
from ibdash.intake import inbox_folder
from ibdash.intake.inbox import Inbox
from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.views import dutch


def inbox(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Takes in what lies there and reports it; the exit code is the highest of all files.

    2 also when a file waits for its pupils or is still being written, or when the app has the
    store open: it stays where it is.
    """
    if settings.inbox is None:
        print("Er is geen postvak: de instelling 'inbox' is leeg.", file=sys.stderr)
        return 0
    try:
        store = open_store(settings)
    except StoreInUse:
        return _leave(settings.inbox)
    try:
        box = Inbox(settings.inbox, store, settings)
        codes = [0]
        for handled in box.look_until_still(datetime.now, time.sleep):
            if given.json:
                print(json.dumps(handled.report.as_json(), ensure_ascii=False), flush=True)
            narrate(handled.report)
            codes.append(handled.report.exit_code)
        if box.problem is not None:
            raise box.problem
        for waiting in box.waiting:
            codes.append(2)
            if waiting.report is None:
                print(f"{waiting.name}: wordt misschien nog geschreven", file=sys.stderr)
                continue
            if given.json:
                print(json.dumps(waiting.report.as_json(), ensure_ascii=False), flush=True)
            narrate(waiting.report)
    finally:
        store.close()
    return max(codes)


def _leave(folder: Path) -> int:
    """The running app looks into the inbox by itself: 2 when something lies there for it."""
    try:
        lying = len(inbox_folder.listing(folder).files)
    except FileNotFoundError:
        lying = 0
    if not lying:
        return 0
    print(
        "De gegevens zijn al in gebruik; er is niets aangeraakt. Draait ibdash, dan neemt het zelf"
        f" over wat in het postvak ligt ({dutch.plural(lying, 'bestand', 'bestanden')}).".replace(
            dutch.NO_BREAK, " "
        ),
        file=sys.stderr,
    )
    return 2
