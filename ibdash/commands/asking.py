"""`ask` runs any question; `check` runs those that must have no answer."""

import argparse
import csv
import json
import sys
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from ibdash import questions
from ibdash.access import Person, person_of
from ibdash.domain.cell_text import guarded
from ibdash.errors import IbdashError, QuestionUnknown
from ibdash.questions import Parameter, Question
from ibdash.settings import Settings
from ibdash.store import Store, open_store


def ask(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Prints the answer to one question, or, without a name, all questions.

    Raises IbdashError when nothing was known yet on the day of `--known-on`; that day is then the
    default of `today` too.
    """
    if given.question is None:
        for question in questions.all_questions():
            needed = ", ".join(f"{p.name} {p.type}" for p in question.parameters)
            print(f"{question.name:<34} ({needed})  {question.asks_in_dutch}")
        return 0
    asked = questions.question(given.question)
    who, day = person_of(settings), given.known_on
    values = _values(asked, given.values, day or today)
    store = open_store(settings)
    try:
        known_at = last_change(store, day, who) if day else None
        table = questions.ask(store, asked.name, who=who, known_at=known_at, **values)
    finally:
        store.close()
    {"table": _print_table, "csv": _print_csv, "json": _print_json}[given.format](table)
    return 0


def check(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Asks every question of `check/`; 1 when one of them has an answer."""
    store = open_store(settings)
    broken = 0
    try:
        for question in questions.all_questions():
            if not question.name.startswith("check/"):
                continue
            table = questions.ask(store, question.name, who=person_of(settings))
            broken += bool(table.num_rows)
            state = f"{table.num_rows} afwijkingen" if table.num_rows else "in orde"
            print(f"{question.name:<34} {state:<16} {question.asks_in_dutch}")
            if table.num_rows:
                _print_table(table.slice(0, 20))
    finally:
        store.close()
    return 1 if broken else 0


def last_change(store: Store, day: date, who: Person) -> int:
    """The number of the last change of a day; raises IbdashError when nothing was known yet."""
    found = questions.last_change(store, day, who=who)
    if found is None:
        first = questions.first_day(store, who=who)
        raise IbdashError(
            "Toen was er nog niets bekend",
            f"Op {day} stond er nog niets in de gegevens",
            f"Kies een dag vanaf {first}" if first else "Neem eerst een bestand over",
        )
    return found


def _values(asked: Question, given: list[str], today: date) -> dict[str, Any]:
    values: dict[str, Any] = {}
    types = {parameter.name: parameter for parameter in asked.parameters}
    if "today" in types:
        values["today"] = today
    given_names: set[str] = set()
    for pair in given:
        name, separator, text = pair.partition("=")
        if not separator or name not in types:
            raise QuestionUnknown(
                "Deze vraag is niet goed gesteld",
                f"'{name}' is geen parameter van {asked.name}",
                "Nodig: "
                + (", ".join(f"{p.name} ({p.type})" for p in asked.parameters) or "niets"),
            )
        if name in given_names:
            raise QuestionUnknown(
                "Deze vraag is niet goed gesteld",
                f"'{name}' is meer dan een keer gegeven",
                f"Geef {name}=… een keer; van een lijst de waarden met een komma ertussen",
            )
        given_names.add(name)
        values[name] = _value(asked, types[name], text)
    return values


def _value(asked: Question, parameter: Parameter, text: str) -> Any:
    kind = parameter.type
    try:
        if kind.endswith("[]"):
            element = Parameter(parameter.name, kind.removesuffix("[]"))
            return [
                _value(asked, element, part.strip()) for part in text.split(",") if part.strip()
            ]
        if not text:
            return None
        if kind in ("bigint", "integer"):
            return int(text)
        if kind == "double":
            return float(text)
        if kind == "date":
            return date.fromisoformat(text)
        if kind == "boolean":
            return {"true": True, "false": False}[text.lower()]
    except (ValueError, KeyError):
        raise QuestionUnknown(
            "Deze vraag is niet goed gesteld",
            f"De waarde van '{parameter.name}' is geen {kind}",
            f"Geef {parameter.name}=… als {kind}",
        ) from None
    return text


def _print_table(table: pa.Table) -> None:
    rows = [[_shown(value) for value in row.values()] for row in table.to_pylist()]
    heads = table.column_names
    widths = [max(len(head), *(len(row[i]) for row in rows), 0) for i, head in enumerate(heads)]
    print("  ".join(head.ljust(width) for head, width in zip(heads, widths, strict=True)).rstrip())
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _print_csv(table: pa.Table) -> None:
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow([_unharmed(value) for value in row.values()])


def _unharmed(value: object) -> str:
    """The text of a cell; one that a spreadsheet would take for a formula begins with a quote."""
    if not isinstance(value, str):
        return _shown(value)
    # csv quotes no return where lines end in a newline alone, and a bare one would end the row.
    return guarded(value).replace("\r\n", "\n").replace("\r", "\n")


def _print_json(table: pa.Table) -> None:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, (date, datetime)) else str(value)

    for row in table.to_pylist():
        print(json.dumps(row, ensure_ascii=False, default=plain))
