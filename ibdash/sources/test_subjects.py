"""What a test is about, by its name: a learning line, or capacity (intelligence)."""

import csv
import functools
import re
from pathlib import Path

_REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference" / "test_subject.csv"

_LINES = _REFERENCE.with_name("learning_line.csv")


def is_capacity(*names: str | None) -> bool:
    """Whether one of the names of a test (its area, name, code) says that it measures capacity."""
    return any(
        sign.search(_plain(name)) for name in filter(None, names) for sign in _signs("capacity")
    )


def learning_line(*names: str | None) -> str | None:
    """The learning line that the first telling name of a test belongs to, or None."""
    for name in filter(None, names):
        for sign, line in _signs("result").items():
            if sign.search(_plain(name)):
                return line
    return None


def learning_lines() -> tuple[str, ...]:
    """The learning lines that every school has, in their usual order."""
    with _LINES.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file, delimiter=";"), key=lambda row: int(row["sort"]))
    return tuple(row["line"] for row in rows)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


@functools.cache
def _signs(kind: str) -> dict[re.Pattern[str], str]:
    """Pattern: learning line.  A sign is a word; a number may follow it at once (NIO2004)."""
    with _REFERENCE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["kind"] == kind]
    return {
        re.compile(rf"(?<![^\W\d_]){re.escape(row['sign'])}(?![^\W\d_])"): row["learning_line"]
        for row in rows
    }
