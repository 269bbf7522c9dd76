"""The signals of one pupil as cards: why, since when, which limit, and what makes it go away."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Protocol

from ibdash.views import dutch, palette

MOST = 2
"""Cards that are open at once; the rest is one click away."""
STATES: Mapping[str, str] = {
    "seen": "Gezien",
    "discussed": "Besproken",
    "plan_made": "Plan gemaakt",
    "no_action": "Geen actie",
    "muted": "Stil",
}
DECISIONS: Mapping[str, str] = {
    "gezien": "Gezien",
    "besproken": "Besproken",
    "plan": "Plan gemaakt",
    "geen_actie": "Geen actie, omdat …",
    "gedempt": "Stil tot …",
}
_FACTS: Mapping[str, str] = {
    "result": "Resultaat",
    "plan": "Plan",
    "evaluation": "Evaluatie",
    "support_level": "Ondersteuningsniveau",
    "absence": "Verzuim",
    "absence_total": "Verzuim, geteld door de vorige school",
    "meeting": "Bespreking",
    "agreement": "Afspraak",
    "referral": "Verwijzing",
    "declaration": "Verklaring",
    "placement": "Plaatsing",
    "career_year": "Schooljaar op een andere school",
    "school_advice": "Advies",
    "capacity": "Capaciteitentest",
    "diagnosis": "Diagnose",
    "pupil": "Leerlinggegevens",
    "test_calendar": "Toetskalender",
}
# Names of files and numbers of sources are for whoever checks the rule, not for this page.
_OWN_TABLE = re.compile(r"signaalregels\.csv \S+;?\s*")
_NUMBER = re.compile(r"\s*\((?:S\d+\w*(?:,\s*)?)+\)")


class Rule(Protocol):
    """A rule, as the room of signals gives it."""

    @property
    def rule_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def goes(self) -> str: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Evidence:
    """One fact that a signal stands on; day as the rule gives it."""

    fact: str
    id: int
    day: date | None


@dataclass(frozen=True)
class Card:
    """A signal of the pupil as it is shown.

    subject, since, weight: what a decision about it is kept with.  about: since when, which limit,
    where that comes from and what makes it go away.  decided: what was decided, "" while it is new.
    earlier: (record, version) of that decision.
    """

    rule_id: str
    subject: str
    since: date
    weight: float
    name: str
    severity: str
    sentence: str
    about: str
    action: str
    is_new: bool
    decided: str
    earlier: tuple[int, int] | None
    evidence: tuple[Evidence, ...]
    with_group: bool

    @property
    def mark(self) -> str:
        """Tells its widgets apart; the subject may be the key of a plan, which stays here."""
        return mark(self.rule_id, self.subject)


def mark(rule_id: str, subject: str) -> str:
    """The same few signs for the same rule and subject."""
    return hashlib.blake2b(f"{rule_id}|{subject}".encode(), digest_size=5).hexdigest()


def cards(rows: Iterable[Mapping[str, Any]], rule: Callable[[str], Rule]) -> list[Card]:
    """The signals in these rows, new ones first and else in their order."""
    found = [_card(row, rule(row["rule"])) for row in rows if row["outcome"] == "signal"]
    return sorted(found, key=lambda card: not card.is_new)


def too_little(rows: Iterable[Mapping[str, Any]], rule: Callable[[str], Rule]) -> list[str]:
    """What cannot be said for want of data: "Woordlezen zwak: …"."""
    return [
        f"{rule(row['rule']).name}: {row['sentence']}"
        for row in rows
        if row["outcome"] == "too_little"
    ]


def _card(row: Mapping[str, Any], rule: Rule) -> Card:
    is_new = row["state"] == "new"
    return Card(
        rule.rule_id,
        row["subject"],
        row["since"],
        row["weight"],
        rule.name,
        row["severity"],
        row["sentence"],
        _about(row, rule),
        rule.action,
        is_new,
        "" if is_new else _decided(row),
        (row["signal_decision_id"], row["decision_version"]) if row["signal_decision_id"] else None,
        _evidence(row),
        row["under_group"] is not None,
    )


def _about(row: Mapping[str, Any], rule: Rule) -> str:
    limit = f"grens: {row['limit_said']}" if row["limit_said"] else ""
    source = source_said(rule.source)
    parts = [
        f"Sinds {dutch.day(row['since'])}",
        " ".join(part for part in (limit, f"({source})" if source else "") if part),
        f"verdwijnt bij {rule.goes}",
    ]
    return " · ".join(part for part in parts if part)


def source_said(source: str) -> str:
    """A rule's source as a person reads it: "Masterplan Dyslexie"."""
    text = _NUMBER.sub("", _OWN_TABLE.sub("", source)).strip(" ;,")
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def _decided(row: Mapping[str, Any]) -> str:
    state = STATES.get(row["state"], row["state"])
    if row["state"] == "muted" and row["until_on"]:
        state = f"Stil tot en met {dutch.day(row['until_on'])}"
    on = f" op {dutch.day(row['decided_on'])}" if row["decided_on"] else ""
    by = f" door {row['decided_by']}" if row["decided_by"] else ""
    why = f": {row['reason']}" if row["reason"] else ""
    return f"{state}{on}{by}{why}"


def _evidence(row: Mapping[str, Any]) -> tuple[Evidence, ...]:
    given = row.get("evidence")
    if given is None:
        given = json.loads(row.get("evidence_json") or "[]")
    return tuple(Evidence(one["fact"], int(one["id"]), _day(one["day"])) for one in given)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def chip(severity: str, icon: str) -> str:
    """The solid "actie" as HTML; the others are badges of the theme (look.md 5)."""
    light, dark = palette.LIGHT, palette.DARK
    return (
        '<span style="display:inline-flex;align-items:center;gap:3px;height:22px;padding:0 7px;'
        "border-radius:4px;font-size:14px;font-weight:600;line-height:1;"
        f"background:light-dark({light.berry},{dark.berry});"
        f'color:light-dark({light.page},{dark.page})">'
        '<span aria-hidden="true" style="font-family:\'Material Symbols Rounded\';font-weight:400;'
        f"font-size:17px;font-feature-settings:'liga'\">{escape(icon)}</span>{escape(severity)}</span>"
    )


def evidence_lines(
    card: Card,
    said: Mapping[tuple[str, int], Mapping[str, Any]],
    origins: Mapping[tuple[str, int], tuple[str | None, int | None]],
) -> list[str]:
    """What a signal stands on, a line a fact: what it says, its day, its file and row.

    said: rows of `pupil/evidence` by (fact, id).  origins: the file and row of each.
    """
    found = []
    for one in card.evidence:
        file, line = origins.get((one.fact, one.id), (None, None))
        row = f", regel {dutch.number(line)}" if line else ""
        parts = [
            f"**{_what(one, said.get((one.fact, one.id)))}**",
            dutch.day(one.day) if one.day else "",
            f"{file}{row}" if file else "getypt in ibdash",
        ]
        found.append(" · ".join(part for part in parts if part))
    return found


def _what(one: Evidence, said: Mapping[str, Any] | None) -> str:
    word = _FACTS.get(one.fact, "Gegeven")
    if said is None:
        return word
    if one.fact == "plan":
        return said["title"] or word
    values = [
        f"score {dutch.number(said['score'])}" if said["score"] is not None else "",
        f"percentiel {dutch.number(said['percentile'])}" if said["percentile"] is not None else "",
        f"niveau {dutch.level(said['level'])}" if said["level"] else "",
        f"AVI {said['avi'].removeprefix('AVI-')}" if said["avi"] else "",
    ]
    values_said = ", ".join(value for value in values if value)
    where = " ".join(part for part in (said["line_name"], said["moment"]) if part)
    return f"{where}: {values_said}" if values_said else where


def ids(cards: Sequence[Card], fact: str) -> list[int]:
    """The keys of one kind of evidence over all cards."""
    return sorted({one.id for card in cards for one in card.evidence if one.fact == fact})
