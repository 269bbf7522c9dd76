"""Decisions about which source is kept, as an open table brings them back."""

from ibdash.intake import claims
from ibdash.intake.facts import RESULT, RESULT_CLAIM
from ibdash.intake.report import Count
from ibdash.intake.source_choice import BY_A_PERSON
from ibdash.intake.statements import run
from ibdash.store import Change

_COLUMNS = ", ".join((*RESULT_CLAIM.columns, "source_row"))


def take(change: Change) -> Count:
    """Writes the decisions of `staged_source_choice` that do not stand yet.

    After the results.  A decision that stands is left as it is, whatever the table says.  Where the
    result is of one source alone that source's words become a claim, beside the decision.
    """
    cursor = change.cursor
    run(cursor, "source_choices", "known_words", "choice_row", "refuse_unknown_result")
    run(cursor, "source_choices", "new_choice")
    row = cursor.execute(
        "select (select count(*) from new_choice), count(*) filter (len(results) = 1)"
        " from choice_row"
    ).fetchone()
    assert row is not None, "an aggregate always gives a row"
    new, understood = map(int, row)
    if new:
        change.touch("facts")
        _write(change, change.reserve_keys(2 * new), new)
        claims.settle(change, "select result_id from new_choice")
    return Count(new=new, same=understood - new)


def _write(change: Change, first: int, count: int) -> None:
    """The claims of results that had none, then the decisions; first: 2 x count keys are free."""
    change.cursor.execute(
        f"insert into result_claim (result_claim_id, {_COLUMNS}, opened_by)"
        " select $first::bigint + n.row, o.result_id, o.school_id, o.system,"
        f" k.role, o.source_key, {_of('o')}, k.rank,"
        " coalesce(o.source_change, o.opened_by), null, null, o.source_row, $change"
        " from new_choice as n"
        " join result as o on o.result_id = n.result_id and o.closed_by is null"
        " left join intake as i on i.change_id = coalesce(o.source_change, o.opened_by)"
        " left join reading as r on o.opened_by = r.change_id"
        " join source_rank as k"
        " on k.about = 'result' and k.role = coalesce(o.source_role, i.role, r.role, 'table')"
        " where not n.has_claims",
        {"first": first - 1, "change": change.change_id},
    )
    change.cursor.execute(
        f"insert into result_claim (result_claim_id, {_COLUMNS}, opened_by)"
        f" select $first::bigint + n.row, o.result_id, o.school_id, '{BY_A_PERSON}',"
        " 'person', null,"
        f" {', '.join(f'if(n.result_claim_id is null, o.{v}, c.{v})' for v in RESULT.values)}, 1,"
        " coalesce(c.from_change, o.source_change, o.opened_by), n.decided_by, n.decided_on,"
        " coalesce(c.source_row, o.source_row), $change"
        " from new_choice as n"
        " join result as o on o.result_id = n.result_id and o.closed_by is null"
        " left join result_claim as c"
        " on c.closed_by is null and c.result_claim_id = n.result_claim_id",
        {"first": first - 1 + count, "change": change.change_id},
    )


def _of(alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in RESULT.values)
