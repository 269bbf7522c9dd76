"""Old beside new of what a file changes in care facts, for the preview."""

from collections.abc import Collection
from datetime import date
from typing import Any

import duckdb

from ibdash.access import Person
from ibdash.intake.report import FieldChange
from ibdash.sources.open_words import ColumnWords, columns_of
from ibdash.store.versions import Fact, Verdicts

# Table: its word, and the column that tells it from others of the same pupil.
_NAMED: dict[str, tuple[str, str | None]] = {
    "plan": ("plan", "learning_line"),
    "evaluation": ("evaluatie", "evaluated_on"),
    "support_level": ("ondersteuning", "from_on"),
    "transfer": ("overstapdossier", "made_on"),
    "career_year": ("schoolloopbaan", "school_year"),
    "capacity": ("capaciteit", "test"),
    "declaration": ("toelaatbaarheidsverklaring", "from_on"),
    "arrangement": ("arrangement", "from_on"),
    "diagnosis": ("diagnose", "made_on"),
    "absence_total": ("verzuimtotaal", "until_on"),
    "school_advice": ("advies", "school_year"),
    "absence": ("verzuim", "absent_on"),
    "referral": ("verwijzing", "requested_on"),
    "note": ("notitie", "noted_on"),
    "agreement": ("afspraak", "due_on"),
    "meeting": ("bespreking", "held_on"),
    "decision": ("besluit", "decided_on"),
    "signal_decision": ("besluit over een signaal", "since"),
    "signal_limit": ("grens van een signaal", "rule"),
    "week_review": ("afgeronde week", "reviewed_on"),
    "school_calendar": ("schoolkalender", "from_on"),
    "test_calendar": ("toetskalender", "moment"),
}
_RESTRICTED = ("capacity", "diagnosis")
# Who a row is about is no value of it.
_ABOUT = ("pupil_id", "group_id")
_MOST_ROWS = 50


def changed_values(
    cursor: duckdb.DuckDBPyConnection,
    fact: Fact,
    verdicts: Verdicts,
    delivered: Collection[str],
) -> list[FieldChange]:
    """The first values that change, for the preview; after `versions.compare`, before `apply`.

    Nothing for facts that are no care facts: pupils and results have a question of their own.
    """
    if fact.table not in _NAMED or not verdicts.changed:
        return []
    words = columns_of(fact.table)
    names = [name for name in fact.values if name in delivered and name not in _ABOUT]
    word, telling = _NAMED[fact.table]
    pairs = "".join(f", o.{name}, i.{name}" for name in names)
    rows = cursor.execute(
        f"select i.line, {_pupil(fact)}, {f'o.{telling}' if telling else 'null'}{pairs}"
        f" from incoming_{fact.table} as i"
        f" join verdict_{fact.table} as v on v.row = i.row and v.verdict = 'changed'"
        f" join {fact.quoted} as o on o.{fact.key} = i.known_id and o.closed_by is null"
        f" order by i.line, i.row limit {_MOST_ROWS}"
    ).fetchall()
    found: list[FieldChange] = []
    for line, pupil, told, *values in rows:
        what = f"{word} {_day(told)}" if told else word
        changes = [
            _change(fact.table, line, pupil or "", what, words.get(name), name, old, new)
            for name, old, new in zip(names, values[0::2], values[1::2], strict=True)
            if old != new
        ]
        other = FieldChange(
            line, pupil or "", what, "overige gegevens", None, None, None, kind=fact.table
        )
        found += changes or [other]
    return found


def may_see(changes: list[FieldChange], who: Person) -> list[FieldChange]:
    """The changes without the values of diagnoses and capacity, for who may not see those."""
    if who.may_read_restricted():
        return changes
    return [one for one in changes if one.kind not in _RESTRICTED]


def _pupil(fact: Fact) -> str:
    """A query for the name of whom the row is about; null for a group and for the school."""
    if fact.table == "evaluation":
        of = (
            "(select l.pupil_id from plan as l where l.plan_id = o.plan_id and l.closed_by is null)"
        )
    elif "pupil_id" in fact.columns:
        of = "o.pupil_id"
    else:
        return "null"
    return (
        f"(select p.display_name from pupil as p where p.closed_by is null and p.pupil_id = {of})"
    )


def _change(
    kind: str,
    line: int,
    pupil: str,
    what: str,
    words: ColumnWords | None,
    name: str,
    old: Any,
    new: Any,
) -> FieldChange:
    column = words.name if words else name
    spelled = words.values if words else {}
    return FieldChange(
        line,
        pupil,
        what,
        column,
        _shown(old, spelled),
        _shown(new, spelled),
        None,
        kind=kind,
        is_personal=words is None or words.is_personal,
    )


def _shown(value: Any, spelled: Any) -> Any:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return spelled.get(value, value) if isinstance(value, str) else value


def _day(value: Any) -> str:
    """As it stands in a file: 12-02-2024."""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
