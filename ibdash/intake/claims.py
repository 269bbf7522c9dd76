"""Results of which several sources speak: what each says, and what follows from it.

A result that one source alone speaks of has no claims.  When a second one comes, both get a row in
`result_claim`, and from then on `result` holds what the view `claimed_result` makes of them.
"""

import duckdb
import pyarrow as pa

from ibdash.domain import test_names
from ibdash.intake import source_rank
from ibdash.intake.facts import RESULT, RESULT_CLAIM
from ibdash.intake.report import Count
from ibdash.intake.statements import run
from ibdash.settings import Settings
from ibdash.sources.reading import Remark
from ibdash.store import Change, Store, versions

_DIFFERS = " or ".join(f"v.{name} is distinct from o.{name}" for name in RESULT.values)
_SOURCE = "coalesce(o.source_change, o.opened_by)"
_BARE_TEST = pa.schema(
    [("test_id", pa.int64())]
    + [(name, pa.string()) for name in ("learning_line", "publisher", "part", "name", "generation")]
)
# What a row says of the outcome; which test and half year it is was found before.
_SAID = [name for name in RESULT.values if name not in ("test_id", "learning_line", "half_year")]
_REPEATS = " and ".join(f"(i.{name} is null or i.{name} = o.{name})" for name in _SAID)


def match(cursor: duckdb.DuckDBPyConnection) -> None:
    """Makes `result_match`: the known result that each row is about; and which others speak of."""
    others = cursor.execute(
        "select 1 from result as o, reading as r"
        " where o.closed_by is null and o.system <> r.said_by limit 1"
    ).fetchone()
    own = "own_result" if others or _any_claim(cursor) else "only_result"
    run(cursor, "results", "own_claim", own, "result_match")
    if _number(
        cursor, "select count(*) from result_key as k, reading as r where k.system <> r.said_by"
    ):
        run(cursor, "results", "named_result", "match_named_key", "match_named_words")
    run(cursor, "results", "match_by_source_key", "match_by_key", "match_by_moment")
    if others:
        _name_tests_barely(cursor)
        run(
            cursor,
            "claims",
            "across_row",
            "across_known",
            "across_pair",
            "match_same_day",
            "drop_matched",
            "match_across",
            "notice_apart",
        )
    run(cursor, "results", "shared_result")


def _name_tests_barely(cursor: duckdb.DuckDBPyConnection) -> None:
    """Makes `bare_test`: tests by what is left of their names without moment and generation.

    A table of the school may have those in the name; another system has them beside it.
    """
    rows = cursor.execute(
        "select test_id, learning_line, publisher, part, name, generation"
        " from test where closed_by is null"
    ).fetchall()
    bare = [
        {
            "test_id": test_id,
            "learning_line": line,
            "publisher": publisher,
            "part": part,
            "name": test_names.bare(name).casefold(),
            "generation": generation or test_names.generation(name),
        }
        for test_id, line, publisher, part, name, generation in rows
    ]
    cursor.register("bare", pa.Table.from_pylist(bare, _BARE_TEST))
    cursor.execute("create or replace temp table bare_test as select * from bare")
    cursor.unregister("bare")


def _any_claim(cursor: duckdb.DuckDBPyConnection) -> bool:
    return bool(_number(cursor, "select count(*) from result_claim where closed_by is null"))


def write(change: Change, delivered: set[str]) -> tuple[Count, int] | None:
    """Writes what this file says of shared results, and makes `incoming_result` what follows.

    Gives the counts of this file's claims, and how many known results it only repeats; None where
    it shares no result.
    """
    cursor = change.cursor
    if not _number(cursor, "select count(*) from shared_result"):
        return None
    run(cursor, "claims", "incoming_result_claim")
    repeated = _drop_repeating(cursor)
    verdicts = versions.compare(cursor, RESULT_CLAIM, delivered)
    own = _number(
        cursor,
        "select count(*) from incoming_result_claim as i, reading as r"
        " where i.known_id is null and i.system = r.said_by",
    )
    versions.apply(change, RESULT_CLAIM, verdicts, delivered)
    run(cursor, "claims", "settled_result", "settle")
    _notice(cursor)
    return Count(own, verdicts.changed, verdicts.same), repeated


def _drop_repeating(cursor: duckdb.DuckDBPyConnection) -> int:
    """Leaves out what a table of the school says for the first time and is known already.

    Such a table is mostly copied from what is known, our own export among them; it is no second
    source.  Where a person decided, what is known is that decision, and a table that repeats it
    takes back nothing of what it said before; nor does a row of our export that says of itself
    that another source said it.  Gives how many results it repeats.
    """
    cursor.execute(
        "create or replace temp table repeating as select i.result_id"
        " from incoming_result_claim as i cross join reading as r"
        " join result as o on o.result_id = i.result_id and o.closed_by is null"
        " where r.role = 'table' and i.system = r.said_by"
        " and (i.known_id is null or i.is_of_another or i.result_id in ("
        "select result_id from result_claim where closed_by is null and role = 'person'))"
        f" and {_REPEATS}"
    )
    cursor.execute(
        "delete from incoming_result_claim where result_id in (select result_id from repeating)"
    )
    return _number(cursor, "select count(*) from repeating")


def follows_rule(store: Store, settings: Settings) -> bool:
    """Whether the open claims have the ranks of the settings."""
    wanted = source_rank.ranks(settings.sources_results)
    with store.read() as cursor:
        rows = cursor.execute(
            "select distinct role, rank from result_claim where closed_by is null"
        ).fetchall()
    return all(wanted[role] == rank for role, rank in rows)


def follow_rule(change: Change, settings: Settings) -> list[Remark]:
    """Gives every open claim the rank of the settings, and settles what follows; says how many.

    The claims stay those of their files: undo of a file takes its claims back, whatever the rank.
    """
    cursor = change.cursor
    source_rank.write(cursor, settings)
    cursor.execute(
        "create or replace temp table ranked_claim as select c.result_claim_id, c.result_id,"
        " k.rank from result_claim as c"
        " join source_rank as k on k.about = 'result' and k.role = c.role"
        " where c.closed_by is null and c.rank <> k.rank"
    )
    if not _number(cursor, "select count(*) from ranked_claim"):
        return []
    columns = ", ".join((RESULT_CLAIM.key, *RESULT_CLAIM.columns, "source_row"))
    cursor.execute(
        "update result_claim set closed_by = ? where closed_by is null"
        " and result_claim_id in (select result_claim_id from ranked_claim)",
        [change.change_id],
    )
    cursor.execute(
        f"insert into result_claim ({columns}, source_change, opened_by)"
        f" select o.* replace (k.rank as rank), ? from (select {columns}, {_SOURCE} as source"
        " from result_claim as o where closed_by = ?) as o"
        " join ranked_claim as k using (result_claim_id)",
        [change.change_id, change.change_id],
    )
    settled = settle(change, "select result_id from ranked_claim")
    text = "De instelling die zegt welke bron voorgaat is veranderd; "
    if settled == 1:
        return [Remark(0, "info", text + "bij 1 resultaat geldt nu een andere waarde", "")]
    many = str(settled) if settled else "geen enkel"
    noun = "resultaten geldt" if settled else "resultaat geldt"
    return [Remark(0, "info", f"{text}bij {many} {noun} nu een andere waarde", "")]


def settle(change: Change, results: str) -> int:
    """Writes what follows from the claims of the results that the query gives; gives how many.

    Such a version stands for the file of the version that it closes: a decision or a rule is no
    file, and does not stand in the way of undoing one.
    """
    values = ", ".join(f"v.{name}" for name in RESULT.values)
    return _replace(
        change,
        f"select o.result_id, {', '.join(f'o.{name}' for name in RESULT.identity)}, {values},"
        f" o.source_row, {_SOURCE} as source_change"
        " from claimed_result as v"
        " join result as o on o.result_id = v.result_id and o.closed_by is null"
        f" where v.result_id in ({results}) and ({_DIFFERS})",
    )


def drop_lonely(change: Change, result_id: int) -> None:
    """What one source alone says of a result, without a decision, is the result itself: no claim.

    After :func:`settle`.
    """
    change.cursor.execute(
        "update result_claim set closed_by = $change where closed_by is null"
        " and result_id = $result and (select count(*) from result_claim"
        " where closed_by is null and result_id = $result) = 1",
        {"change": change.change_id, "result": result_id},
    )


def settle_after_undo(change: Change, undone: int) -> None:
    """After the claims were taken back: what follows from those that are left.

    Where none is left the words of the source that spoke first are the result again.
    """
    touched = (
        "select c.result_id from result_claim as c"
        " join undo_result_claim as u using (result_claim_id)"
    )
    settle(change, touched)
    values = ", ".join(f"v.{name}" for name in RESULT.values)
    _replace(
        change,
        f"select o.result_id, {', '.join(f'o.{name}' for name in RESULT.identity)}, {values},"
        " v.source_row, v.from_change as source_change"
        " from result_claim as v"
        " join result as o on o.result_id = v.result_id and o.closed_by is null"
        f" where v.closed_by = {change.change_id} and v.from_change <> {undone}"
        " and v.role <> 'person' and v.result_id not in ("
        "select result_id from result_claim where closed_by is null)"
        f" and ({_DIFFERS} or {_SOURCE} <> v.from_change)",
    )


def _replace(change: Change, versions_query: str) -> int:
    """Closes the open versions of these results and opens what the query gives for them."""
    cursor = change.cursor
    cursor.execute(f"create or replace temp table replaced_result as {versions_query}")
    count = _number(cursor, "select count(*) from replaced_result")
    if count:
        change.touch("facts")
        columns = ", ".join((RESULT.key, *RESULT.columns, "source_row", "source_change"))
        cursor.execute(
            "update result set closed_by = ? where closed_by is null"
            " and result_id in (select result_id from replaced_result)",
            [change.change_id],
        )
        # A version that this very change opened is replaced, never closed by the change itself.
        cursor.execute(
            "delete from result where opened_by = ? and closed_by = ?",
            [change.change_id, change.change_id],
        )
        cursor.execute(
            f"insert into result ({columns}, opened_by) select {columns}, ? from replaced_result",
            [change.change_id],
        )
    return count


def _notice(cursor: duckdb.DuckDBPyConnection) -> None:
    """Says how many results were known from whom, where they differ, and who wins."""
    rows = cursor.execute(
        "with shared as ("
        " select c.result_id,"
        "  list(distinct c.role) filter (c.system <> r.said_by and c.role <> 'person') as others,"
        "  bool_or(c.differs) as differs, any_value(c.role) filter (c.place = 1) as wins"
        " from judged_claim as c, reading as r"
        " where c.result_id in (select known_id from shared_result) group by c.result_id)"
        " select list_sort(others), wins, count(*), count(*) filter (differs) from shared"
        " group by all order by all"
    ).fetchall()
    known: dict[tuple[str, ...], list[tuple[str, int, int]]] = {}
    for others, wins, count, different in rows:
        known.setdefault(tuple(others or ()), []).append((wins, count, different))
    for others, found in known.items():
        if not others:
            _notice_decided(cursor, sum(different for _, _, different in found))
            continue
        total = sum(count for _, count, _ in found)
        text = (
            f"{total} {'resultaat was' if total == 1 else 'resultaten waren'} al bekend uit"
            f" {' en '.join(source_rank.WORDS[role] for role in others)}"
        )
        parts = [
            f"bij {different} zegt een bron iets anders en gaat {source_rank.WORDS[wins]} voor"
            for wins, _, different in found
            if different
        ]
        text += f": {'; '.join(parts)}" if parts else "; er is niets tegenstrijdig"
        cursor.execute("insert into notice values ('result', 0, 'info', ?, '')", [text])


def _notice_decided(cursor: duckdb.DuckDBPyConnection, different: int) -> None:
    """Of results that this source alone speaks of, beside a decision."""
    if not different:
        return
    what = "1 resultaat geldt" if different == 1 else f"{different} resultaten geldt"
    text = f"Bij {what} uw eigen keuze, niet wat dit bestand zegt"
    cursor.execute("insert into notice values ('result', 0, 'info', ?, '')", [text])


def _number(cursor: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = cursor.execute(sql).fetchone()
    assert row is not None, "an aggregate always gives a row"
    return int(row[0])
