"""`export`: writes the open tables to a file or folder; its words are imported only when called."""

import argparse
import sys
from datetime import date
from pathlib import Path

from ibdash import questions
from ibdash.access import person_of
from ibdash.commands.asking import last_change
from ibdash.settings import Settings
from ibdash.store import open_store


def export(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Writes what is asked and tells on stderr which tables with how many rows.

    Raises IbdashError (exit code 1) where nothing was written: the file is there already, a table
    or school does not exist, or there is nothing to write.
    """
    # Arrow's Parquet and the workbook would make every other command start slower.
    from ibdash import reports

    who, target = person_of(settings), Path(given.to)
    store = open_store(settings)
    try:
        known_at = last_change(store, given.known_on, who) if given.known_on else None
        school = (
            reports.known_school(store, given.school, who=who, known_at=known_at)
            if given.school
            else None
        )
        chosen = reports.Chosen(tuple(given.tables or ()), school, given.restricted, known_at)
        written = reports.write(
            store,
            target,
            reports.form_of(target),
            chosen,
            who=who,
            overwrite=given.overwrite,
        )
    finally:
        store.close()
    as_of = f", zoals bekend op {given.known_on}" if given.known_on else ""
    print(f"{target.name}: geschreven{as_of}", file=sys.stderr)
    for name, rows in written.rows.items():
        print(f"  {name:<16} {rows:>9} regels", file=sys.stderr)
    if given.restricted:
        print(
            "  Er staan afgeschermde gegevens in (diagnoses, capaciteit, vertrouwelijke notities).",
            file=sys.stderr,
        )
    print(
        "  Er staan gegevens van leerlingen in. Bewaar dit niet in een map die naar internet"
        " kopieert.",
        file=sys.stderr,
    )
    return 0


def table_names() -> list[str]:
    """Every table that can be exported, for the help of the command line."""
    start = "export/"
    names = [one.name for one in questions.all_questions() if one.name.startswith(start)]
    return [name.removeprefix(start) for name in names]
