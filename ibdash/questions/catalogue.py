"""Reads the questions: `questions/<subject>/<name>.sql`, each with a header.

    -- question: One line that says what is asked.
    -- nl:       The same in Dutch, for who lists the questions.
    -- params:   group_id bigint, school_year varchar, pupil_ids bigint[], today date
    -- row:      what a row is
    -- order:    how rows are sorted
    -- families: facts, care
    -- restricted: yes

`params` may be missing where there are none, and `restricted` is only there where who asks needs
the right to see restricted facts (capacity, diagnoses).  A continuation line begins with `--` and
two spaces.

A question whose rows are each something odd in the data says five things more, and then stands on
the page Gegevenskwaliteit by itself; all of them are Dutch:

    -- check:    the name of the check
    -- severity: fout, let op or info
    -- explains: what is looked for, and why it matters
    -- sentence: one row in words, with its columns between braces
    -- remedy:   what to do at the source
"""

import functools
import re
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from ibdash.errors import QuestionUnknown

_HEAD = re.compile(r"^-- (\w+):\s*(.*)$")


@dataclass(frozen=True)
class Parameter:
    """One named parameter with its DuckDB type (`bigint`, `varchar`, `date`, `bigint[]` ...)."""

    name: str
    type: str


@dataclass(frozen=True)
class Check:
    """What a question that looks for something odd says of itself, in Dutch.

    severity: "fout" (cannot be right), "let op" (mostly a mistake) or "info" (only to know).
    sentence: of one row, with the names of its columns between braces.
    """

    name: str
    severity: str
    explains: str
    sentence: str
    remedy: str


@dataclass(frozen=True)
class Question:
    """One question: name ("group/matrix"), what it asks, its parameters, families and SQL.

    asks: for who reads the SQL, in English.  asks_in_dutch: for who lists the questions.
    check: of a question each of whose rows is something odd; else None.
    """

    name: str
    asks: str
    asks_in_dutch: str
    parameters: tuple[Parameter, ...]
    row: str
    families: tuple[str, ...]
    sql: str
    is_restricted: bool
    check: Check | None = None


def _parse(name: str, text: str) -> Question:
    head: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if match := _HEAD.match(line):
            key = match[1]
            head[key] = match[2].strip()
        elif key:
            head[key] += " " + line.removeprefix("--").strip()
    parameters = tuple(
        Parameter(*part.split(maxsplit=1))
        for part in (part.strip() for part in head.get("params", "").split(","))
        if part
    )
    families = tuple(part.strip() for part in head["families"].split(","))
    return Question(
        name,
        head["question"],
        head.get("nl", ""),
        parameters,
        head["row"],
        families,
        text,
        head.get("restricted") == "yes",
        _check(head) if "check" in head else None,
    )


def _check(head: dict[str, str]) -> Check:
    return Check(
        head["check"], head["severity"], head["explains"], head["sentence"], head["remedy"]
    )


@functools.cache
def _load() -> dict[str, Question]:
    found: dict[str, Question] = {}

    def walk(folder: Traversable, prefix: str) -> None:
        for entry in folder.iterdir():
            if entry.is_dir() and not entry.name.startswith("_"):
                walk(entry, f"{prefix}{entry.name}/")
            elif entry.name.endswith(".sql"):
                name = prefix + entry.name.removesuffix(".sql")
                found[name] = _parse(name, entry.read_text(encoding="utf-8"))

    walk(resources.files("ibdash.questions"), "")
    return dict(sorted(found.items()))


def all_questions() -> list[Question]:
    """Every question, by name."""
    return list(_load().values())


def question(name: str) -> Question:
    """The question of this name; raises QuestionUnknown with the nearest names."""
    found = _load().get(name)
    if found is None:
        subject = name.split("/")[0]
        near = [other for other in _load() if other.startswith(subject + "/")] or list(_load())
        raise QuestionUnknown(
            "Deze vraag bestaat niet", f"'{name}' is geen vraag", f"Kies uit: {', '.join(near)}"
        )
    return found
