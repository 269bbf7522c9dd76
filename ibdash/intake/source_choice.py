"""What a person decides where sources contradict each other: which of them is kept."""

from ibdash.access import Person, check_may_change
from ibdash.errors import IbdashError
from ibdash.intake import claims
from ibdash.intake.facts import RESULT
from ibdash.store import Change, Store

# The words are those of the source that was chosen, and so are file and row; the decision itself is
# the change that opened the claim.
BY_A_PERSON = "ibdash"


def hold(store: Store, result_id: int, system: str, *, who: Person) -> None:
    """Keeps what this source says of a result, also when later files say something else.

    system: as in `result_claim`.  It is one change of kind edit, in the place of an earlier
    decision; :func:`release` takes it back.  Raises IbdashError when the source says nothing of it.
    """
    check_may_change(who)
    with store.change(who.name, "edit") as change:
        chosen = change.cursor.execute(
            "select result_claim_id from result_claim where closed_by is null"
            " and result_id = ? and system = ? and role <> 'person'",
            [result_id, system],
        ).fetchone()
        if chosen is None:
            raise IbdashError(
                "Deze bron zegt hier niets meer over",
                "Er is niets veranderd; het bestand is misschien ongedaan gemaakt",
                "Bekijk opnieuw wat de bronnen zeggen",
            )
        _end(change, result_id)
        values = ", ".join((*RESULT.values, "from_change", "source_row"))
        change.cursor.execute(
            "insert into result_claim (result_claim_id, result_id, school_id, system, role, rank,"
            f" {values}, opened_by)"
            f" select ?, result_id, school_id, '{BY_A_PERSON}', 'person', 1, {values}, ?"
            " from result_claim where closed_by is null and result_claim_id = ?",
            [change.reserve_keys(1), change.change_id, chosen[0]],
        )
        change.touch("facts")
        claims.settle(change, str(result_id))


def release(store: Store, result_id: int, *, who: Person) -> None:
    """Takes the decision about a result back: the rule of the settings holds again.

    Raises IbdashError when there is none.
    """
    check_may_change(who)
    with store.change(who.name, "edit") as change:
        if not _end(change, result_id):
            raise IbdashError(
                "Er is hier geen keuze om terug te nemen",
                "Er is niets veranderd; de keuze is misschien al teruggenomen",
                "Bekijk opnieuw wat de bronnen zeggen",
            )
        change.touch("facts")
        claims.settle(change, str(result_id))
        claims.drop_lonely(change, result_id)


def _end(change: Change, result_id: int) -> bool:
    """Closes the decision there is; whether there was one.

    As something taken back: it no longer stands in the way of undoing the files it is about.  One
    that came with a file is not that: the file brought more than this.
    """
    held = change.cursor.execute(
        "select coalesce(c.source_change, c.opened_by), e.kind = 'intake'"
        " from result_claim as c"
        " join change as e on e.change_id = coalesce(c.source_change, c.opened_by)"
        " where c.closed_by is null and c.result_id = ? and c.role = 'person'",
        [result_id],
    ).fetchone()
    if held is None:
        return False
    change.cursor.execute(
        "update result_claim set closed_by = ? where closed_by is null and result_id = ?"
        " and role = 'person'",
        [change.change_id, result_id],
    )
    taken_on, came_with_a_file = held
    if not came_with_a_file:
        change.cursor.execute(
            "update change set undoes = ? where change_id = ?", [taken_on, change.change_id]
        )
    return True
