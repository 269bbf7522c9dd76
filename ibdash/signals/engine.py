"""Runs the rules over a school on a day: what they say now, and what each of it stands on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from ibdash.access import Person, check_may_read
from ibdash.signals import catalogue
from ibdash.signals.catalogue import Rule
from ibdash.store import Store

# Limits of a school by rule and name; a rule without one has its own.
Limits = Mapping[tuple[str, str], float]

_COLUMNS = """
    pupil_id bigint, group_id bigint, subject varchar, outcome varchar, severity varchar,
    since date, weight double, sentence varchar, limit_said varchar,
    evidence struct(fact varchar, id bigint, "day" date)[]
"""
# Where a row of a fact comes from; what a file did not open was typed.
_FACT = re.compile(r"^[a-z_]+$")


@dataclass(frozen=True)
class Asked:
    """What is asked: of one school, on a day.

    limits: those that the school set.  only: rules by id; None for all.
    """

    school_id: int
    today: date
    limits: Limits
    only: frozenset[str] | None = None


def run(store: Store, asked: Asked, *, who: Person, known_at: int | None = None) -> pa.Table:
    """What the rules say, most urgent first and oldest first within that; nothing is kept.

    One row a signal: rule, pupil_id, group_id, subject, outcome, severity, since, weight, sentence,
    limit_said, evidence (list of fact, id, day), under_group (the group whose signal it stands
    under, else null), school_id, state (new, seen, discussed, plan_made, no_action, muted) and the
    decision behind it.  Rules about restricted facts run only for who may see those.
    known_at: as it was known right after that change.
    Raises AccessRefused when `who` may not see pupils.
    """
    return run_together(
        store,
        [asked.school_id],
        asked.today,
        asked.limits,
        only=asked.only,
        who=who,
        known_at=known_at,
    )


def run_together(
    store: Store,
    schools: Sequence[int],
    today: date,
    limits: Limits,
    *,
    who: Person,
    only: frozenset[str] | None = None,
    known_at: int | None = None,
) -> pa.Table:
    """The same of several schools that have the same limits: far faster than one by one."""
    check_may_read(who)
    rules = [
        rule
        for rule in catalogue.all_rules()
        if (only is None or rule.rule_id in only)
        and (not rule.is_restricted or who.may_read_restricted())
    ]
    with store.large_work(), store.read(known_at) as cursor:
        prepare(cursor, schools, today, rules)
        fire(cursor, rules, today, limits)
        return with_state(cursor, today)


def prepare(
    cursor: duckdb.DuckDBPyConnection,
    schools: Sequence[int],
    today: date,
    rules: Iterable[Rule] | None = None,
) -> None:
    """Makes the tables that these rules share, for schools on a day; None: all tables."""
    cursor.execute(
        "create or replace temp table asked_school as select unnest($1::bigint[]) as school_id",
        [list(schools)],
    )
    values = {"today": today}
    wanted = catalogue.ground() if rules is None else catalogue.ground_for(rules)
    for one in wanted:
        for statement in _statements(one.sql):
            cursor.execute(statement, _used(statement, values))


def fire(
    cursor: duckdb.DuckDBPyConnection, rules: Sequence[Rule], today: date, limits: Limits
) -> None:
    """Makes `fired` of what these rules say, after :func:`prepare`.

    limits: of all these schools.  Rules that ask what others said (they read `fired`) run last.
    """
    cursor.execute(
        f"create or replace temp table fired (rule varchar, {_COLUMNS}, under_group bigint,"
        " school_id bigint)"
    )
    last = [rule for rule in rules if "fired" in rule.sql]
    for together in ([rule for rule in rules if rule not in last], last):
        for rule in together:
            _ask(cursor, rule, today, limits)
        for rule in together:
            _replace(cursor, rule)
    _stand_under(cursor, rules)
    cursor.execute(
        "update fired as f set school_id = coalesce("
        "(select any_value(p.school_id) from pupil as p where p.pupil_id = f.pupil_id),"
        ' (select any_value(g.school_id) from "group" as g where g.group_id = f.group_id))'
    )


def _ask(cursor: duckdb.DuckDBPyConnection, rule: Rule, today: date, limits: Limits) -> None:
    values = {
        "today": today,
        **{limit.name: value_of(rule, limit.name, limits) for limit in rule.limits},
    }
    cursor.execute(
        "insert into fired select $rule_id, pupil_id, group_id, subject, outcome,"
        " coalesce(severity, $rule_severity), since, weight, sentence, limit_said, evidence,"
        f" null, null from ({rule.sql}\n)",
        {"rule_id": rule.rule_id, "rule_severity": rule.severity, **_used(rule.sql, values)},
    )


def _replace(cursor: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    """Takes away what this rule says more of; a signal stays where this one lacks something."""
    cursor.execute(
        "delete from fired as f where f.rule in (select unnest($less))"
        " and exists (select 1 from fired as more where more.rule = $rule"
        " and (more.outcome = 'signal' or more.outcome = f.outcome) and more.subject = f.subject"
        " and more.pupil_id is not distinct from f.pupil_id"
        " and more.group_id is not distinct from f.group_id)",
        {"less": list(rule.replaces), "rule": rule.rule_id},
    )


def _stand_under(cursor: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> None:
    """Puts each signal of a pupil under that of the group, where there is one."""
    for rule in rules:
        if rule.under is not None:
            cursor.execute(
                "update fired as f set under_group = g.group_id from fired as g, here as h"
                " where f.rule = $rule and f.outcome = 'signal' and h.pupil_id = f.pupil_id"
                " and g.rule = $under and g.outcome = 'signal' and g.group_id = h.group_id"
                " and g.subject = f.subject",
                {"rule": rule.rule_id, "under": rule.under},
            )


def with_state(cursor: duckdb.DuckDBPyConnection, today: date) -> pa.Table:
    """The rows of a table `fired` of the asked schools, each with its state, in a list's order."""
    return cursor.execute(catalogue.state(), {"today": today}).to_arrow_table()


def value_of(rule: Rule, name: str, limits: Limits) -> float:
    """A limit as it holds: that of the school where it may be set, else that of the rule."""
    (limit,) = (one for one in rule.limits if one.name == name)
    found = limit.default if limit.is_fixed else limits.get((rule.rule_id, name), limit.default)
    return int(found) if limit.type == "integer" else found


def evidence(
    store: Store, rows: Iterable[Mapping[str, Any]], *, who: Person
) -> dict[tuple[str, int], tuple[str | None, int | None]]:
    """Of each (fact, id) in these rows of evidence: the file and the row it is from.

    (None, None) where it was typed in ibdash.
    """
    check_may_read(who)
    by_fact: dict[str, set[int]] = {}
    for one in rows:
        by_fact.setdefault(one["fact"], set()).add(one["id"])
    found: dict[tuple[str, int], tuple[str | None, int | None]] = {}
    with store.read() as cursor:
        for fact, ids in by_fact.items():
            assert _FACT.match(fact), "the name of a table, from a rule of our own"
            for key, file, row in cursor.execute(
                f"select f.{fact}_id, i.file_name, f.source_row from {fact} as f"
                " left join intake as i on i.change_id = coalesce(f.source_change, f.opened_by)"
                f" where f.closed_by is null and f.{fact}_id in (select unnest(?))",
                [sorted(ids)],
            ).fetchall():
                found[(fact, key)] = (file, row if file else None)
    return found


def _statements(text: str) -> list[str]:
    return [part for part in text.split(";\n") if part.strip()]


def _used(sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
    names = set(re.findall(r"\$([a-z_]+)", sql))
    return {name: value for name, value in values.items() if name in names}
