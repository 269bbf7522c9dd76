"""That something odd in the data is right as it is: said by a person, and taken back."""

from dataclasses import dataclass
from datetime import date

from ibdash.access import Person, check_may_change
from ibdash.errors import IbdashError
from ibdash.store import Change, Store
from ibdash.store.connection import NothingChanged

_LONGEST_REASON = 500


@dataclass(frozen=True)
class Judged:
    """One finding as it was seen.

    check_name: of its question, without the folder.  pupil_id: None where it is about no pupil.
    mark: of its values (domain/finding_mark.py).  said: the finding in words, without a name.
    """

    school_id: int
    check_name: str
    pupil_id: int | None
    mark: str
    said: str


def approve(store: Store, judged: Judged, reason: str, *, on: date, who: Person) -> None:
    """Keeps that a finding is right, and why where a reason is given.

    What was said before of the same finding stays as it is.  Raises IbdashError when the pupil is
    not there any more.
    """
    check_may_change(who)
    reason = reason.strip()[:_LONGEST_REASON].strip()
    with store.change(who.name, "edit") as change:
        _check_pupil(change, judged)
        if _is_known(change, judged):
            raise NothingChanged
        change.touch("care")
        change.cursor.execute(
            "insert into finding_approval (finding_approval_id, school_id, pupil_id, check_name,"
            " mark, said, reason, approved_by, approved_on, opened_by)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                change.reserve_keys(1),
                judged.school_id,
                judged.pupil_id,
                judged.check_name,
                judged.mark,
                judged.said,
                reason or None,
                who.name,
                on,
                change.change_id,
            ],
        )


def take_back(store: Store, finding_approval_id: int, *, who: Person) -> None:
    """The finding is open again; nothing happens where that was said before."""
    check_may_change(who)
    with store.change(who.name, "edit") as change:
        closed = change.cursor.execute(
            "update finding_approval set closed_by = ? where closed_by is null"
            " and finding_approval_id = ?",
            [change.change_id, finding_approval_id],
        ).fetchone()
        if closed is None or not closed[0]:
            raise NothingChanged
        change.touch("care")


def _check_pupil(change: Change, judged: Judged) -> None:
    if judged.pupil_id is None:
        return
    row = change.cursor.execute(
        "select 1 from pupil where closed_by is null and pupil_id = ? and school_id = ?",
        [judged.pupil_id, judged.school_id],
    ).fetchone()
    if row is None:
        raise IbdashError(
            "Deze leerling is er niet meer",
            "Er is niets bewaard; het bestand met de leerling is intussen ongedaan gemaakt, of de"
            " leerling is samengevoegd",
            "Kijk opnieuw bij Gegevenskwaliteit",
        )


def _is_known(change: Change, judged: Judged) -> bool:
    row = change.cursor.execute(
        "select 1 from finding_approval where closed_by is null and school_id = ?"
        " and pupil_id is not distinct from ? and check_name = ? and mark = ?",
        [judged.school_id, judged.pupil_id, judged.check_name, judged.mark],
    ).fetchone()
    return row is not None
