"""Every edit of typed records can be taken back, as long as nobody built on it."""

from ibdash.access import Person, check_may_change
from ibdash.changes import typed
from ibdash.changes.agreement import AGREEMENT
from ibdash.changes.decision import DECISION
from ibdash.changes.limit_set import SIGNAL_LIMIT
from ibdash.changes.meeting import MEETING
from ibdash.changes.note import NOTE
from ibdash.changes.signal_decided import SIGNAL_DECISION
from ibdash.changes.week_reviewed import WEEK_REVIEW
from ibdash.errors import IbdashError
from ibdash.store import Change, Store

TYPED: tuple[typed.Kind, ...] = (
    NOTE,
    AGREEMENT,
    MEETING,
    DECISION,
    SIGNAL_DECISION,
    SIGNAL_LIMIT,
    WEEK_REVIEW,
)


def take_back(store: Store, change_id: int, *, who: Person) -> None:
    """What the edit closed stands again, and what it opened is closed; in one change.

    Words that stand again are still of whoever typed them: `source_change` says which change.
    Raises IbdashError when it was taken back before, when it is no edit of a typed record, and when
    the record was changed or removed since; then nothing happens.
    """
    check_may_change(who)
    with store.change(who.name, "undo") as writing:
        _check_standing(writing, change_id)
        touched = [kind for kind in TYPED if _touches(writing, kind, change_id)]
        if not touched:
            raise IbdashError(
                "Dit is hier niet terug te nemen",
                "Er is niets veranderd",
                "Neem het terug op de plaats waar u het deed",
            )
        for kind in touched:
            _check_last(writing, kind, change_id)
            _back(writing, kind, change_id)
        writing.cursor.execute(
            "update change set undoes = ? where change_id = ?", [change_id, writing.change_id]
        )
        writing.touch("care")


def _check_standing(writing: Change, change_id: int) -> None:
    row = writing.cursor.execute(
        "select exists (select 1 from change as u where u.undoes = c.change_id)"
        " from change as c where c.change_id = ? and c.kind = 'edit'",
        [change_id],
    ).fetchone()
    if row is None or row[0]:
        raise IbdashError(
            "Dit is al teruggenomen" if row else "Deze wijziging is er niet",
            "Er is niets veranderd",
            "Kijk in de geschiedenis wat er nu staat",
        )


def _touches(writing: Change, kind: typed.Kind, change_id: int) -> bool:
    row = writing.cursor.execute(
        f'select 1 from "{kind.table}" where opened_by = $change or closed_by = $change limit 1',
        {"change": change_id},
    ).fetchone()
    return row is not None


def _check_last(writing: Change, kind: typed.Kind, change_id: int) -> None:
    """What was taken back itself, and the taking back, are no later changes."""
    row = writing.cursor.execute(
        f"""
        with touched as (
            select unnest([opened_by, closed_by]) as change_id from "{kind.table}"
            where {kind.key} in (
                select {kind.key} from "{kind.table}"
                where opened_by = $change or closed_by = $change
            )
        )
        select c.who from touched as t
        join change as c on c.change_id = t.change_id
        where c.change_id > $change and c.kind <> 'undo'
            and not exists (select 1 from change as u where u.undoes = c.change_id)
        order by c.change_id desc
        limit 1
        """,
        {"change": change_id},
    ).fetchone()
    if row is not None:
        raise IbdashError(
            f"{kind.called} is daarna nog veranderd",
            f"{row[0]} deed dat; er is niets teruggenomen",
            "Neem eerst die latere wijziging terug",
        )


def _back(writing: Change, kind: typed.Kind, change_id: int) -> None:
    values = ", ".join((*kind.about, "source_key", *kind.columns, "source_row"))
    writing.cursor.execute(
        f'update "{kind.table}" set closed_by = ? where closed_by is null'
        " and coalesce(source_change, opened_by) = ?",
        [writing.change_id, change_id],
    )
    writing.cursor.execute(
        f'insert into "{kind.table}" ({kind.key}, {values}, source_change, opened_by)'
        f" select {kind.key}, {values}, coalesce(source_change, opened_by), ?"
        f' from "{kind.table}" where closed_by = ?',
        [writing.change_id, change_id],
    )
