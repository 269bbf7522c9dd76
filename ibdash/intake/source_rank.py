"""Which kind of source wins: the rule of the settings, and how it falls for what is known.

A value is of the source that changed it to what it is.  Its own source may change and empty it,
a source that wins may change it, any other fills it only where it is empty.
"""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from ibdash.settings import Settings
from ibdash.store.versions import Fact

# The kind of source in words, as a remark names it.
WORDS = {
    "person": "uw eigen keuze",
    "publisher": "het toetssysteem van de uitgever",
    "pupil_system": "de leerlingadministratie",
    "former_school": "de vorige school",
    "table": "een tabel van de school",
}


def ranks(rule: str) -> dict[str, int]:
    """Role -> place in a rule of the settings; 1 wins."""
    return {role: place for place, role in enumerate(rule.split(), start=1)}


def write(cursor: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Makes `source_rank` (about, role, rank); about is result or pupil."""
    rows = [
        {"about": about, "role": role, "rank": rank}
        for about, rule in (
            ("result", settings.sources_results),
            ("pupil", settings.sources_pupils),
        )
        for role, rank in ranks(rule).items()
    ]
    cursor.register("ranked", pa.Table.from_pylist(rows))
    cursor.execute("create or replace temp table source_rank as select * from ranked")
    cursor.unregister("ranked")
    cursor.execute(
        "create or replace temp table role_of_source as"
        " select source, arg_max(role, change_id) as role from intake group by source"
    )
    # origin: as domain/source.py makes it, of a row of our own export.
    cursor.execute(
        "create or replace temp macro system_of(origin) as"
        " if(origin is null, null, origin[instr(origin, ' ') + 1 :])"
    )
    cursor.execute(
        "create or replace temp macro role_of(origin, said_by) as"
        " if(system_of(origin) = said_by, null, split_part(origin, ' ', 1))"
    )
    # rule: 2 its own source, 1 a source that wins, 0 one that loses.
    cursor.execute(
        "create or replace temp macro ruled(said, known, rule) as"
        " case when known is null or rule = 2 then said"
        " when rule = 1 then coalesce(said, known) else known end"
    )


def each(fact: Fact) -> dict[str, str]:
    """Every value of a fact as a word of its own."""
    return {name: name for name in fact.values}


def judge(
    cursor: duckdb.DuckDBPyConnection, fact: Fact, keys: str, words: Mapping[str, str]
) -> None:
    """Makes `rule_of_<table>`: the key, and per word the rule of `ruled` for this file.

    keys: a query of the keys that the file is about.  words: name -> the column, or several as one.
    Of equal rank the newer file wins, where both say their day; else what is known stays.  A
    version with a source_role is the word of its own system, not of the file that brought it.
    """
    role, said_by = "null", "i.source"
    if "source_role" in fact.columns:
        role, said_by = "f.source_role", "if(f.source_role is null, i.source, f.system)"
    before = ", ".join(
        f"lag({column}) over same is distinct from {column} or"
        f" lag(1) over same is null as new_{name}"
        for name, column in words.items()
    )
    by = ", ".join(f"arg_max(rule, opened_by) filter (new_{name}) as {name}" for name in words)
    cursor.execute(
        f"""
        create or replace temp table rule_of_{fact.table} as
        with version as (
            select f.*,
                case
                    when {said_by} is not distinct from r.said_by then 2
                    when own.rank < other.rank then 1
                    when own.rank = other.rank and r.as_of > i.as_of then 1
                    else 0
                end as rule
            from {fact.quoted} as f
            cross join reading as r
            join source_rank as own on own.about = 'pupil' and own.role = r.role
            left join intake as i on i.change_id = coalesce(f.source_change, f.opened_by)
            left join role_of_source as s on s.source = i.source
            join source_rank as other on other.about = 'pupil'
                and other.role = coalesce({role}, s.role, 'person')
            where f.{fact.key} in ({keys})
        )
        select {fact.key}, {by}
        from (
            select {fact.key}, opened_by, rule, {before}
            from version
            window same as (partition by {fact.key} order by opened_by)
        )
        group by {fact.key}
        """
    )
