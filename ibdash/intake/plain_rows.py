"""Rows of the facts of plain_facts.py on their way in: of whom they are, and which are known."""

import duckdb

from ibdash.intake.plain_fact import PlainFact

# By what a kind of fact is about: when a row is about no pupil, of staged row s and owner w.
OF_NOBODY = {"pupil_or_group": "s.group_name is not null", "pupil_or_school": "not w.is_named"}
_ABOUT = ("school_id", "pupil_id", "group_id")


def find_candidates(cursor: duckdb.DuckDBPyConnection, plain: PlainFact) -> None:
    """`candidate_<table>`: the staged rows, each with the school, pupil or group it is of.

    A row of a group that nobody knows becomes a refusal.
    """
    table = plain.fact.table
    given = ", ".join(f"s.{name}" for name in plain.fact.columns if name not in _ABOUT)
    owner = "join ref_owner as w on w.ref = s.pupil_ref"
    about, found = {
        "school": (
            "o.school_id",
            "join school_of as o on s.brin is not distinct from o.brin"
            " and s.location is not distinct from o.location",
        ),
        "pupil": ("w.school_id, w.pupil_id", f"{owner} and w.owners = 1"),
        "pupil_or_school": (
            "w.school_id, w.pupil_id",
            f"{owner} and (w.owners = 1 or {OF_NOBODY['pupil_or_school']})",
        ),
        "pupil_or_group": (
            "w.school_id, s.group_name, if(s.group_name is null, w.pupil_id, null) as pupil_id,"
            f" {_group(plain.day)} as group_id",
            f"{owner} and (w.owners = 1 or s.group_name is not null)",
        ),
    }[plain.about]
    cursor.execute(
        f"create or replace temp table candidate_{table} as"
        f" select s.rowid as row, s.line, {about}, {given} from staged_{table} as s {found}"
    )
    if plain.about == "pupil_or_group":
        cursor.execute(
            f"insert into refusal select '{table}', line, 'Deze groep is niet bekend',"
            " 'Importeer eerst de leerlingen en groepen van dat schooljaar'"
            f" from candidate_{table} where group_name is not null and group_id is null"
        )
        cursor.execute(
            f"delete from candidate_{table} where group_name is not null and group_id is null"
        )
        cursor.execute(f"alter table candidate_{table} drop column group_name")


def find_known(cursor: duckdb.DuckDBPyConnection, plain: PlainFact) -> None:
    """`incoming_<table>`: the candidates with the open fact that each is about."""
    fact = plain.fact
    of_school = "o.closed_by is null and o.school_id = c.school_id"
    words = " and ".join(f"o.{word} is not distinct from c.{word}" for word in plain.words)
    found = f"(select min(o.{fact.key}) from {fact.quoted} as o where {of_school} and {{}})"
    known = found.format(words)
    if plain.has_key:
        by_words = found.format(f"o.source_key is null and {words}")
        by_key = found.format("o.source_key = c.source_key")
        known = f"case when c.source_key is null then {by_words} else {by_key} end"
    cursor.execute(
        f"create or replace temp table incoming_{fact.table} as"
        f" select c.*, {known} as known_id from candidate_{fact.table} as c"
    )


def _group(day: str) -> str:
    """The group of a name: of its school year, else that of a day, else the newest that has it."""
    year = (
        f"coalesce(s.school_year, case when month(s.{day}) >= 8"
        f" then year(s.{day}) || '-' || (year(s.{day}) + 1)"
        f" else (year(s.{day}) - 1) || '-' || year(s.{day}) end)"
    )
    return (
        '(select arg_max(g.group_id, g.school_year) from "group" as g'
        " where g.closed_by is null and g.school_id = w.school_id"
        " and lower(g.name) = lower(s.group_name)"
        f" and ({year} is null or g.school_year = {year}))"
    )
