"""`profiles`: which layouts the school made of tables, one of them out as a file, or one in."""

import argparse
import sys
from datetime import date

from ibdash.access import person_of
from ibdash.errors import FileRefused
from ibdash.intake import profiles_kept
from ibdash.settings import Settings
from ibdash.store import open_store


def profiles(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Lists the profiles on stdout, writes one there as TOML, or keeps one from a file."""
    store = open_store(settings)
    try:
        if given.export is not None:
            sys.stdout.write(profiles_kept.export(store, given.export)[1])
        elif given.bring is not None:
            try:
                with given.bring.open("rb") as file:
                    content = file.read(1_000_000)
            except OSError:
                raise FileRefused(
                    "Het bestand is niet te openen",
                    "Het bestaat niet of mag niet worden gelezen",
                    "Controleer de naam en de map",
                ) from None
            name = profiles_kept.bring(store, person_of(settings), given.bring.name, content)
            print(f"Toegevoegd: {name}.", file=sys.stderr)
        else:
            for one in profiles_kept.kept(store):
                print(one.name)
        return 0
    finally:
        store.close()
