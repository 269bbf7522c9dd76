"""What taking a file back touches, as temporary tables, and which later changes built on it."""

from datetime import datetime

import duckdb

from ibdash.intake import facts, plain_facts
from ibdash.store.versions import Fact

FACTS: tuple[Fact, ...] = (
    facts.SCHOOL,
    facts.PUPIL,
    facts.PUPIL_ALIAS,
    facts.PUPIL_MATCH,
    facts.PUPIL_JOIN,
    facts.PUPIL_JOIN_FACT,
    facts.GROUP,
    facts.PLACEMENT,
    facts.STAFF,
    facts.STAFF_GROUP,
    facts.TEST,
    facts.NORM,
    facts.IMPORT_PROFILE,
    facts.RESULT,
    facts.RESULT_CLAIM,
    facts.PLAN,
    facts.EVALUATION,
    facts.SUPPORT_LEVEL,
    *(plain.fact for plain in plain_facts.PLAIN_FACTS),
)
# What refers to what: (table, column, table of the key).
_REFERS: tuple[tuple[str, str, str], ...] = (
    ("pupil", "school_id", "school"),
    ("group", "school_id", "school"),
    ("staff", "school_id", "school"),
    ("plan", "school_id", "school"),
    ("result", "test_id", "test"),
    ("placement", "pupil_id", "pupil"),
    ("result", "pupil_id", "pupil"),
    ("result_claim", "result_id", "result"),
    ("result_claim", "test_id", "test"),
    ("result_claim", "pupil_id", "pupil"),
    ("plan", "pupil_id", "pupil"),
    ("support_level", "pupil_id", "pupil"),
    ("pupil_alias", "pupil_id", "pupil"),
    ("pupil_match", "pupil_id", "pupil"),
    ("pupil_join", "pupil_id", "pupil"),
    ("placement", "group_id", "group"),
    ("plan", "group_id", "group"),
    ("staff_group", "group_id", "group"),
    ("staff_group", "staff_id", "staff"),
    ("evaluation", "plan_id", "plan"),
    *(
        (plain.fact.table, f"{of}_id", of)
        for plain in plain_facts.PLAIN_FACTS
        for of in ("pupil", "group", "school")
        if f"{of}_id" in plain.fact.columns
    ),
)
# Only names for what others say: they stay while somebody uses them.
_SHARED = ("school", "test")
# What `check/natural_key_once` knows a fact by, of those that can come back: what a complete list
# no longer named and a later file brought again, or what a later file brought under the old values,
# would be there twice.  {0} is the alias.
_NATURAL = {
    "pupil_match": ", ".join(f"{{0}}.{name}" for name in facts.PUPIL_MATCH.identity),
    "group": "{0}.school_id, {0}.school_year, {0}.system, {0}.key, {0}.is_composite",
    "placement": "{0}.school_id, {0}.school_year, {0}.pupil_id, {0}.is_home,"
    " if({0}.is_home, 0, {0}.group_id)",
    "staff_group": "{0}.school_year, {0}.staff_id, {0}.group_id, {0}.role",
    "import_profile": "{0}.shape",
    "norm": ", ".join(f"{{0}}.{name}" for name in facts.NORM.identity),
    "result": "{0}.school_id, {0}.system, {0}.source_key, case when {0}.source_key is null then"
    " hash({0}.pupil_id, {0}.test_id, {0}.school_year, {0}.moment, {0}.taken_on) end",
    "plan": "{0}.school_id, {0}.source_key, case when {0}.source_key is null then"
    " hash({0}.pupil_id, {0}.group_id, {0}.plan_kind, {0}.learning_line, {0}.starts_on,"
    " {0}.title) end",
    "evaluation": "{0}.plan_id, {0}.source_key,"
    " case when {0}.source_key is null then {0}.evaluated_on end",
    "support_level": "{0}.school_id, {0}.source_key, case when {0}.source_key is null then"
    " hash({0}.pupil_id, {0}.level, {0}.from_on) end",
    **{plain.fact.table: plain.natural for plain in plain_facts.PLAIN_FACTS},
}
# What a person may forget while the file that brought it stands.
_FORGOTTEN = (
    facts.PUPIL_MATCH,
    facts.PUPIL_ALIAS,
    facts.PUPIL_JOIN_FACT,
    facts.RESULT_CLAIM,
    facts.IMPORT_PROFILE,
)
# That something odd about a pupil is right says nothing without the pupil: it goes along.
_GOES_ALONG = plain_facts.FINDING_APPROVAL.fact
_IS_TYPED = "exists (select 1 from change as c where c.change_id = {0} and c.kind = 'edit')"
# The change whose file a version is from; what undo opens again is still from the older file.
SOURCE = "coalesce({0}.source_change, {0}.opened_by)"
_BY_TABLE = {fact.table: fact for fact in FACTS}


def natural(fact: Fact) -> str:
    """What no two open facts have alike beside their key; {0} is the alias, "" is nothing."""
    return _NATURAL.get(fact.table, "")


def key(fact: Fact) -> tuple[str, ...]:
    """A key of a pupil is known by itself; everything else by a number."""
    return fact.identity if fact is facts.PUPIL_ALIAS else (fact.key,)


def same(fact: Fact, one: str, other: str) -> str:
    """The condition that two aliases are versions of one fact."""
    return " and ".join(f"{one}.{name} = {other}.{name}" for name in key(fact))


def find(cursor: duckdb.DuckDBPyConnection, undone: int) -> int:
    """Makes `undo_<table>` of every fact; gives how many schools and tests stay.

    A row per fact that the intake touched.  goes: its open version is of the intake.  comes: a
    version that the intake closed comes back.  in_the_way: the change that has made something else
    of it since.
    """
    for fact in FACTS:
        _touched(cursor, fact, undone)
    cursor.execute(
        f"insert into undo_{_GOES_ALONG.table} ({_GOES_ALONG.key}, comes, goes)"
        f" select f.{_GOES_ALONG.key}, false, true from {_GOES_ALONG.quoted} as f"
        " join undo_pupil as u on u.pupil_id = f.pupil_id and u.goes and not u.comes"
        f" where f.closed_by is null and {_IS_TYPED.format(SOURCE.format('f'))}"
    )
    # Which fact was whose matters only while the two are joined.
    cursor.execute(
        "delete from undo_pupil_join_fact as u where not u.goes and exists ("
        "select 1 from pupil_join_fact as b where b.pupil_join_fact_id = u.pupil_join_fact_id"
        " and not exists (select 1 from pupil_join as j where j.closed_by is null"
        " and j.pupil_join_id = b.pupil_join_id))"
    )
    return sum(_keep_shared(cursor, _BY_TABLE[table], undone) for table in _SHARED)


def built_on(
    cursor: duckdb.DuckDBPyConnection, undone: int
) -> list[tuple[int | None, str, datetime, str]]:
    """Which changes built on the intake, oldest first, after `find`.

    Gives (intake_id, file_name, when, choice).  A change that was no intake has null and ""; its
    choice is "join" where pupils were joined, "source" where a source was chosen, else "".
    """
    changes = [f"select in_the_way as change_id from undo_{fact.table}" for fact in FACTS]
    changes += [_refers(by, column, of, undone) for by, column, of in _REFERS if of not in _SHARED]
    changes += [_leans(by, column, of, undone) for by, column, of in _REFERS]
    changes += [_came_again(_BY_TABLE[table], undone) for table in _NATURAL]
    changes += [_same_file(undone), _beside(undone), _decided(undone)]
    return cursor.execute(
        "select i.intake_id, coalesce(i.file_name, ''), c.changed_at,"
        " case when i.intake_id is not null then ''"
        " when exists (select 1 from pupil_join where opened_by = c.change_id) then 'join'"
        " when exists (select 1 from result_claim where opened_by = c.change_id"
        " and role = 'person') then 'source' else '' end"
        " from change as c left join intake as i on i.change_id = c.change_id"
        f" where c.change_id in ({' union '.join(changes)}) order by c.change_id"
    ).fetchall()


def _same_file(undone: int) -> str:
    """The same file taken in again with an answer that was not there the first time.

    Such an answer (a pupil has left, or still belongs here) refers to nothing that the file made,
    and yet says nothing without it.
    """
    return (
        "select again.change_id from intake as first"
        " join intake as again on again.file_hash = first.file_hash"
        " and again.change_id > first.change_id"
        f" where first.change_id = {undone}"
        " and not exists (select 1 from change as u where u.undoes = again.change_id)"
    )


def _beside(undone: int) -> str:
    """Who spoke of a result after this file made it one of several sources."""
    return (
        f"select {SOURCE.format('r')} from undo_result_claim as u"
        " join result_claim as mine on mine.result_claim_id = u.result_claim_id"
        " join result_claim as r on r.result_id = mine.result_id"
        f" where u.goes and not u.comes and {SOURCE.format('r')} > {undone}"
        f" and {_is_of_another(undone)}"
    )


def _decided(undone: int) -> str:
    """Who decided that the words of this file are kept; its own decisions go with it."""
    return (
        f"select {SOURCE.format('d')} from result_claim as d where d.closed_by is null"
        f" and d.role = 'person' and d.from_change = {undone} and {SOURCE.format('d')} <> {undone}"
    )


def _touched(cursor: duckdb.DuckDBPyConnection, fact: Fact, undone: int) -> None:
    # An answer that was taken back by itself, with its key, leaves nothing that builds on the file.
    by_a_person = " and not exists (select 1 from change as c where c.change_id = p.closed_by"
    by_a_person += " and c.kind = 'edit')" if fact in _FORGOTTEN else " and false)"
    cursor.execute(
        f"""
        create or replace temp table undo_{fact.table} as
        with touched as (
            select {", ".join(key(fact))},
                bool_or(opened_by = {undone}) as opened,
                bool_or(closed_by is not distinct from {undone}) as was_closed,
                max({SOURCE.format("f")}) filter (closed_by = {undone}) as was_of
            from {fact.quoted} as f
            where (opened_by = {undone} or closed_by = {undone})
                -- What a joined record says of what the other says too, nobody ever saw.
                and closed_by is distinct from opened_by
            group by all
        ),
        now as (
            select t.*, {SOURCE.format("o")} as now_of,
                -- Parting two pupils may have opened again what the file closed.
                t.was_closed and {SOURCE.format("o")} is distinct from t.was_of as comes,
                (
                    select max(p.closed_by) from {fact.quoted} as p
                    where {same(fact, "p", "t")}{by_a_person}
                ) as last_closed
            from touched as t
            left join {fact.quoted} as o on o.closed_by is null and {same(fact, "o", "t")}
        )
        select {", ".join(key(fact))}, comes,
            opened and now_of is not distinct from {undone} as goes,
            case
                when opened and now_of is distinct from {undone} then coalesce(now_of, last_closed)
                when not opened and comes then now_of
            end as in_the_way
        from now
        """
    )
    # What a file said of a joined pupil, and what is open since the two were parted.
    cursor.execute(
        f"""
        insert into undo_{fact.table}
        select {", ".join(f"o.{name}" for name in key(fact))}, false, not has_other,
            case when has_other then o.opened_by end
        from (
            select f.*, exists (
                select 1 from {fact.quoted} as v
                where {same(fact, "v", "f")} and {SOURCE.format("v")} <> {undone}
            ) as has_other
            from {fact.quoted} as f
            where f.closed_by is null and f.source_change = {undone}
        ) as o
        where not exists (select 1 from undo_{fact.table} as u where {same(fact, "u", "o")})
        """
    )


def _keep_shared(cursor: duckdb.DuckDBPyConnection, fact: Fact, undone: int) -> int:
    """Leaves what others use, also in versions that can come back; gives how many of this file.

    What stayed for that reason when an earlier file was taken back goes with its last user.
    """
    used = " or ".join(
        f"exists (select 1 from {_BY_TABLE[by].quoted} as r where r.{column} = u.{fact.key}"
        f" and {_is_of_another(undone)})"
        for by, column, of in _REFERS
        if of == fact.table
    )
    where = f"goes and not comes and ({used})"
    row = cursor.execute(f"select count(*) from undo_{fact.table} as u where {where}").fetchone()
    assert row is not None, "an aggregate always gives a row"
    cursor.execute(
        f"insert into undo_{fact.table} ({fact.key}, comes, goes) select f.{fact.key}, false, true"
        f" from {fact.quoted} as f where f.closed_by is null and {SOURCE.format('f')} in"
        " (select undoes from change where undoes is not null)"
        f" and f.{fact.key} not in (select {fact.key} from undo_{fact.table})"
    )
    cursor.execute(f"delete from undo_{fact.table} as u where {where}")
    return int(row[0])


def _is_of_another(undone: int) -> str:
    """That version `r` is of another file, and that file was not taken back itself."""
    source = SOURCE.format("r")
    return (
        f"{source} <> {undone} and not exists (select 1 from change as t where t.undoes = {source})"
    )


def _refers(by: str, column: str, of: str, undone: int) -> str:
    """Facts of other files about what goes, closed versions too: those could come back."""
    besides = ""
    if by == _GOES_ALONG.table:
        besides = f" and not {_IS_TYPED.format(SOURCE.format('r'))}"
    if by == facts.PUPIL_JOIN.table:
        # Parted again: no file ended that join, so none brings it back.
        besides = " and r.closed_by is null"
    return (
        f"select {SOURCE.format('r')} from {_BY_TABLE[by].quoted} as r"
        f" join undo_{of} as u on u.{column} = r.{column} and u.goes and not u.comes"
        f" where {_is_of_another(undone)}{besides}"
    )


def _leans(by: str, column: str, of: str, undone: int) -> str:
    """Who closed what a version that comes back refers to."""
    fact, referred = _BY_TABLE[by], _BY_TABLE[of]
    return (
        f"select (select max(w.closed_by) from {referred.quoted} as w"
        f" where w.{referred.key} = p.{column}) from undo_{by} as u"
        f" join {fact.quoted} as p on {same(fact, 'p', 'u')} and p.closed_by = {undone}"
        f" where u.comes and p.{column} is not null"
        f" and not exists (select 1 from {referred.quoted} as o where o.closed_by is null"
        f" and o.{referred.key} = p.{column})"
        f" and not exists (select 1 from undo_{of} as b where b.comes"
        f" and b.{referred.key} = p.{column})"
    )


def _came_again(fact: Fact, undone: int) -> str:
    """What stands, of another file, under what a version that comes back is known by."""
    one, other = (_NATURAL[fact.table].format(alias) for alias in ("o", "p"))
    return (
        f"select {SOURCE.format('o')} from undo_{fact.table} as u"
        f" join {fact.quoted} as p on {same(fact, 'p', 'u')} and p.closed_by = {undone}"
        f" join {fact.quoted} as o on o.closed_by is null and o.{fact.key} <> p.{fact.key}"
        f" and ({one}) is not distinct from ({other})"
        f" where u.comes and {SOURCE.format('o')} <> {undone}"
    )
