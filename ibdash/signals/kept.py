"""Signals as they were first shown: made anew when the facts, or the day, have changed."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from ibdash.access import Person, check_may_read
from ibdash.signals import catalogue, engine
from ibdash.signals.engine import Asked
from ibdash.store import Store

_SAME = (
    "s.school_id = f.school_id and s.rule = f.rule and s.subject = f.subject"
    " and s.pupil_id is not distinct from f.pupil_id"
    " and s.group_id is not distinct from f.group_id"
)


def signals(store: Store, asked: Asked, *, who: Person, pupil_id: int | None = None) -> pa.Table:
    """The signals of a school, each in the words in which it was first shown, with its state.

    As :func:`engine.run` gives them, with signal_id, first_seen_on and worsened_on, and with
    evidence_json in place of evidence.  pupil_id: only those about this pupil.  They are made anew
    first where facts or the day have changed; never for an earlier day than they are of.
    Raises AccessRefused when `who` may not see pupils.
    """
    check_may_read(who)
    refresh(store, [asked.school_id], asked.today)
    with store.read() as cursor:
        cursor.execute(
            "create or replace temp table asked_school as select ?::bigint as school_id",
            [asked.school_id],
        )
        cursor.execute(
            "create or replace temp table fired as select * exclude (gone_on)"
            " from signal where gone_on is null and school_id = ? and (? or not is_restricted)"
            " and (?::bigint is null or pupil_id = ?)",
            [asked.school_id, who.may_read_restricted(), pupil_id, pupil_id],
        )
        return engine.with_state(cursor, asked.today)


def refresh(store: Store, schools: Sequence[int], today: date) -> list[int]:
    """Makes the signals of these schools anew where they are not of this day and these facts.

    All rules run, those about restricted facts too: what is kept says of each whether it is one.
    Gives the schools of which they were made.
    """
    versions = store.versions()
    now = (versions["facts"], versions["care"])
    with store.read() as cursor:
        last = {
            school_id: (day, facts, care)
            for school_id, day, facts, care in cursor.execute(
                "select school_id, on_day, facts, care from signal_run"
            ).fetchall()
        }
    stale = [
        one
        for one in schools
        if one not in last or (last[one][0] <= today and last[one] != (today, *now))
    ]
    for limits, together in by_limits(store, stale):
        with store.large_work(), store.read() as cursor:
            engine.prepare(cursor, together, today)
            engine.fire(cursor, catalogue.all_rules(), today, limits)
            with store.derive("signals", on=cursor):
                _merge(cursor, today)
                cursor.execute(
                    "delete from signal_run where school_id in (select school_id from asked_school)"
                )
                cursor.execute(
                    "insert into signal_run select school_id, ?, ?, ? from asked_school",
                    [today, *now],
                )
    return stale


def by_limits(
    store: Store, schools: Sequence[int]
) -> list[tuple[dict[tuple[str, str], float], list[int]]]:
    """Schools that set the same limits together, each lot with those limits."""
    lots: dict[frozenset[tuple[tuple[str, str], float]], list[int]] = {}
    for one in schools:
        lots.setdefault(frozenset(limits_of(store, one).items()), []).append(one)
    return [(dict(limits), together) for limits, together in lots.items()]


def limits_of(store: Store, school_id: int) -> dict[tuple[str, str], float]:
    """The limits that a school set, by rule and name."""
    with store.read() as cursor:
        rows = cursor.execute(
            "select rule, name, value from signal_limit where closed_by is null and school_id = ?",
            [school_id],
        ).fetchall()
    return {(rule, name): value for rule, name, value in rows}


def _merge(cursor: duckdb.DuckDBPyConnection, today: date) -> None:
    restricted = [rule.rule_id for rule in catalogue.all_rules() if rule.is_restricted]
    # What stands still, or comes back as it was, keeps its words; worse: new words, and new again.
    cursor.execute(
        f"""
        create or replace temp table known_signal as
        select s.signal_id, f.rule, f.pupil_id, f.group_id, f.subject,
            f.weight > s.weight or f.severity <> s.severity or f.outcome <> s.outcome as is_worse
        from fired as f join signal as s on {_SAME} and s.since is not distinct from f.since
        qualify row_number() over (
            partition by f.rule, f.pupil_id, f.group_id, f.subject order by s.signal_id desc
        ) = 1
        """,
    )
    matches = (
        "k.rule = f.rule and k.subject = f.subject"
        " and k.pupil_id is not distinct from f.pupil_id"
        " and k.group_id is not distinct from f.group_id"
    )
    cursor.execute(
        "update signal as s set gone_on = $today where gone_on is null"
        " and school_id in (select school_id from asked_school)"
        " and signal_id not in (select signal_id from known_signal)",
        {"today": today},
    )
    cursor.execute(
        "update signal as s set gone_on = null, last_seen_on = $today, under_group = f.under_group"
        f" from known_signal as k join fired as f on {matches} where s.signal_id = k.signal_id",
        {"today": today},
    )
    cursor.execute(
        "update signal as s set worsened_on = $today, weight = f.weight, severity = f.severity,"
        " outcome = f.outcome, sentence = f.sentence, limit_said = f.limit_said,"
        " evidence_json = to_json(f.evidence)::varchar"
        f" from known_signal as k join fired as f on {matches}"
        " where s.signal_id = k.signal_id and k.is_worse",
        {"today": today},
    )
    row = cursor.execute("select count(*) from fired").fetchone()
    assert row is not None, "an aggregate always gives a row"
    first = cursor.execute("select next_key from store_version").fetchone()
    assert first is not None, "store_version always has one row; run the migrations"
    cursor.execute("update store_version set next_key = next_key + ?", [row[0]])
    cursor.execute(
        "insert into signal select $first + row_number() over () - 1, f.school_id, f.rule,"
        " f.pupil_id, f.group_id, f.subject, f.outcome, f.severity, f.rule in"
        " (select unnest($restricted)), f.since, f.weight, f.sentence, f.limit_said,"
        " to_json(f.evidence)::varchar, f.under_group, $today, null, $today, null from fired as f"
        f" where not exists (select 1 from known_signal as k where {matches})",
        {"today": today, "first": first[0], "restricted": restricted},
    )


def evidence_of(text: str) -> list[dict[str, Any]]:
    """The evidence of a kept signal: list of fact, id and day (ISO), oldest first."""
    found: list[dict[str, Any]] = json.loads(text)
    return found
