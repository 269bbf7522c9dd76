"""Reads the rules: `signals/rules/<id>.sql`, each with a header that says everything about it.

    -- rule:       PLN-2
    -- nl:         Evaluatie nadert
    -- severity:   aandacht
    -- explains:   what is looked for, for the settings and the manual, in Dutch
    -- limits:     days integer = 14 Dagen vooraf; times integer = 3 fixed Aantal keren
    -- action:     what to do, in Dutch
    -- goes:       what makes it go away, in Dutch
    -- replaces:   PLN-9
    -- under:      GRP-1
    -- families:   facts, care
    -- restricted: yes
    -- source:     signaalregels.csv; S63

`limits`, `replaces`, `under` and `restricted` may be missing.  A limit that is not `fixed` may be
set by a school.  A continuation line begins with `--` and two spaces.

The query gives one row a signal:

    pupil_id, group_id   whom it is about: one of the two
    subject              what of it, where a rule may fire twice for one pupil: a learning line, the
                         key of a plan; "" where it may not
    outcome              'signal', or 'too_little': the rule cannot be applied and nobody may think
                         that all is well
    severity             'actie', 'zorg', 'aandacht' or 'kans'; null is that of the header
    since                the day from which it holds
    weight               more is worse; a signal of a larger weight than was seen is new again
    sentence             why, in Dutch and without a name
    limit_said           which limit was crossed, in Dutch
    evidence             list of {fact, id, day}: rows of fact tables, oldest first

and may use `$today`, its limits, the table `asked_school` (school_id), and the tables of
`signals/ground`, which the engine makes first: of all these schools together, so what is of one
school is told apart there by `school_id`.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Literal, get_args

from ibdash.errors import QuestionUnknown

Severity = Literal["actie", "zorg", "aandacht", "kans"]
# Most urgent first.
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_HEAD = re.compile(r"^-- (\w+):\s*(.*)$")
_MAKES = re.compile(r"create or replace temp (?:table|macro) (\w+)")
_WORD = re.compile(r"\w+")
_LIMIT = re.compile(r"^(\w+) (integer|double) = (-?[\d.]+)( fixed)? (.+)$")


@dataclass(frozen=True)
class Limit:
    """A number that a rule compares with; label: what it is, in Dutch."""

    name: str
    type: Literal["integer", "double"]
    default: float
    is_fixed: bool
    label: str


@dataclass(frozen=True)
class Rule:
    """One rule of the field.

    rule_id: its id in the table of rules ("DYS-1").  replaces: rules that say less of the same
    pupil and subject, and stay away where this one fires.  under: the rule about a group that its
    signals stand under, where that fires for the group and subject.  parameters: names in
    its SQL.
    """

    rule_id: str
    name: str
    severity: Severity
    explains: str
    limits: tuple[Limit, ...]
    action: str
    goes: str
    replaces: tuple[str, ...]
    under: str | None
    families: tuple[str, ...]
    is_restricted: bool
    source: str
    sql: str

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(re.findall(r"\$([a-z_]+)", self.sql))


def _parse(text: str) -> Rule:
    head: dict[str, str] = {}
    key = ""
    body = text.splitlines()
    for number, line in enumerate(body):
        if not line.startswith("--"):
            body = body[number:]
            break
        if match := _HEAD.match(line):
            key = match[1]
            head[key] = match[2].strip()
        elif key:
            head[key] += " " + line.removeprefix("--").strip()
    severity = head["severity"]
    if severity not in SEVERITIES:
        raise QuestionUnknown(f"De ernst '{severity}' bestaat niet", f"Regel {head['rule']}")
    return Rule(
        rule_id=head["rule"],
        name=head["nl"],
        severity=severity,
        explains=head["explains"],
        limits=tuple(_limit(part.strip()) for part in head.get("limits", "").split(";") if part),
        action=head["action"],
        goes=head["goes"],
        replaces=tuple(part.strip() for part in head.get("replaces", "").split(",") if part),
        under=head.get("under"),
        families=tuple(part.strip() for part in head["families"].split(",")),
        is_restricted=head.get("restricted") == "yes",
        source=head["source"],
        sql="\n".join(body),
    )


def _limit(text: str) -> Limit:
    match = _LIMIT.match(text)
    if match is None:
        raise QuestionUnknown(f"Deze grens is niet te lezen: {text}")
    name, kind, default, fixed, label = match.groups()
    return Limit(
        name, "integer" if kind == "integer" else "double", float(default), bool(fixed), label
    )


@functools.cache
def _load() -> dict[str, Rule]:
    folder = resources.files("ibdash.signals") / "rules"
    found = [
        _parse(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    ]
    return {rule.rule_id: rule for rule in sorted(found, key=lambda rule: _order(rule.rule_id))}


def _order(rule_id: str) -> tuple[str, int]:
    family, _, number = rule_id.partition("-")
    return family, int(number)


def all_rules() -> list[Rule]:
    """Every rule, by id; a new file is one of them by itself."""
    return list(_load().values())


def rule(rule_id: str) -> Rule:
    """The rule with this id; raises QuestionUnknown."""
    found = _load().get(rule_id)
    if found is None:
        raise QuestionUnknown(
            "Deze regel bestaat niet",
            f"'{rule_id}' is geen regel",
            f"Kies uit: {', '.join(_load())}",
        )
    return found


@dataclass(frozen=True)
class Ground:
    """One file of `signals/ground`: what it makes, and its statements."""

    makes: frozenset[str]
    sql: str

    def is_for(self, text: str) -> bool:
        """Whether this SQL uses something that the file makes."""
        return not self.makes.isdisjoint(_WORD.findall(text))


@functools.cache
def ground() -> tuple[Ground, ...]:
    """The files that make the tables which rules share, in the order of their names."""
    folder = resources.files("ibdash.signals") / "ground"
    entries = sorted((entry for entry in folder.iterdir()), key=lambda entry: entry.name)
    texts = [entry.read_text(encoding="utf-8") for entry in entries if entry.name.endswith(".sql")]
    return tuple(Ground(frozenset(_MAKES.findall(text)), text) for text in texts)


def ground_for(rules: Iterable[Rule]) -> list[Ground]:
    """The files that these rules need, themselves or by way of another file, in order."""
    wanted = "\n".join(["here", *(rule.sql for rule in rules)])
    needed: list[Ground] = []
    # A file may use what stands in files before it, so the last one first.
    for one in reversed(ground()):
        if one.is_for(wanted):
            needed.append(one)
            wanted += "\n" + one.sql
    return needed[::-1]


@functools.cache
def state() -> str:
    """The query that gives each row of `fired` its state."""
    return (resources.files("ibdash.signals") / "state.sql").read_text(encoding="utf-8")
