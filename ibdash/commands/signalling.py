"""`signals` prints what asks attention by the rules, on a day; nothing is kept of it."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ibdash import questions, signals
from ibdash.access import Person, person_of
from ibdash.errors import IbdashError
from ibdash.settings import Settings
from ibdash.store import Store, open_store


def signal(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Prints the signals of all schools, of one group where it is named; 0 whatever they are.

    With `--json` one JSON object a line: rule, name, pupil (the key of its source), group, subject,
    outcome, severity, since, state, sentence, limit, goes and evidence (each with fact, file, row
    and date).
    Raises IbdashError when no school has that group.
    """
    who, day = person_of(settings), given.today or today
    store = open_store(settings)
    try:
        rows = list(_rows(store, day, given.group, who))
    finally:
        store.close()
    if given.json:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    else:
        _print(rows)
    return 0


def _rows(store: Store, day: date, group: str | None, who: Person) -> Iterable[dict[str, Any]]:
    schools = [
        row["school_id"] for row in questions.ask(store, "frame/schools", who=who).to_pylist()
    ]
    people: dict[int, Mapping[str, Any]] = {}
    for school_id in schools:
        found = questions.ask(store, "signal/people", who=who, school_id=school_id, today=day)
        people |= {row["pupil_id"]: row for row in found.to_pylist()}
    groups = {row["group_id"]: row["group_name"] for row in people.values()}
    if group is not None and group not in groups.values():
        raise IbdashError(
            "Deze groep is er niet",
            f"Op {day} heeft geen school een groep met de naam {group}",
            "Laat --group weg om alle groepen te zien",
        )
    for limits, together in signals.by_limits(store, schools):
        said = signals.run_together(store, together, day, limits, who=who).to_pylist()
        origins = signals.evidence(store, (one for row in said for one in row["evidence"]), who=who)
        for row in said:
            person = people.get(row["pupil_id"], {})
            name = person.get("group_name") if row["pupil_id"] else groups.get(row["group_id"])
            if group is None or name == group:
                yield _object(row, person.get("number"), name, origins)


def _object(
    row: Mapping[str, Any],
    pupil: str | None,
    group: str | None,
    origins: Mapping[tuple[str, int], tuple[str | None, int | None]],
) -> dict[str, Any]:
    evidence = []
    for one in row["evidence"]:
        file, line = origins.get((one["fact"], one["id"]), (None, None))
        evidence.append({"fact": one["fact"], "file": file, "row": line, "date": one["day"]})
    rule = signals.rule(row["rule"])
    return {
        "rule": rule.rule_id,
        "name": rule.name,
        "pupil": pupil,
        "group": group,
        "subject": row["subject"],
        "outcome": row["outcome"],
        "severity": row["severity"],
        "since": row["since"],
        "state": row["state"],
        "sentence": row["sentence"],
        "limit": row["limit_said"],
        "goes": rule.goes,
        "evidence": evidence,
    }


def _print(rows: Iterable[Mapping[str, Any]]) -> None:
    count = 0
    for row in rows:
        count += 1
        whom = row["pupil"] or (f"groep {row['group']}" if row["group"] else "")
        word = "te weinig gegevens" if row["outcome"] == "too_little" else row["severity"]
        print(f"{word:<10} {row['rule']:<7} {whom:<14} sinds {row['since']}  {row['sentence']}")
    if not count:
        print("Er zijn geen signalen.")
