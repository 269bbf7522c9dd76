"""What was odd in the data and was said to be right: parted from what is still to be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from ibdash.domain import finding_mark
from ibdash.views import dutch
from ibdash.views.quality_findings import Odd


@dataclass(frozen=True)
class Approval:
    """A person's word that one finding is right; by: the name of the person."""

    approval_id: int
    reason: str | None
    by: str | None
    on: date | None


@dataclass(frozen=True)
class Approved:
    """odd: the check with only this row."""

    odd: Odd
    approval: Approval


def parted(found: Sequence[Odd], said: pa.Table) -> tuple[list[Odd], list[Approved]]:
    """Every check with what is open of it; and what was said to be right, the newest first.

    said: the rows of quality/approvals.sql.  What changed since it was said is open again.
    """
    words = _by_check(said)
    still, approved = [], []
    for odd in found:
        is_open, right = _parted(odd, words.get(odd.check_name, {}))
        still.append(is_open)
        approved += right
    return still, sorted(approved, key=lambda one: one.approval.approval_id, reverse=True)


def _by_check(said: pa.Table) -> dict[str, dict[tuple[int | None, str], Approval]]:
    words: dict[str, dict[tuple[int | None, str], Approval]] = {}
    for row in said.to_pylist():
        about = words.setdefault(row["check_name"], {})
        about[row["pupil_id"], row["mark"]] = Approval(
            row["finding_approval_id"], row["reason"], row["approved_by"], row["approved_on"]
        )
    return words


def _parted(
    odd: Odd, words: Mapping[tuple[int | None, str], Approval]
) -> tuple[Odd, list[Approved]]:
    """Only the rows of pupils about whom something was said are looked at one by one."""
    if not words or not odd.count:
        return odd, []
    pupils = pa.array({pupil for pupil, _ in words}, pa.int64())
    of_them = pc.is_in(odd.rows.column("pupil_id"), pupils)
    right: list[Approved] = []
    is_open = [True] * odd.count
    for number, is_of_them in enumerate(of_them.to_pylist()):
        if not is_of_them:
            continue
        rows = odd.rows.slice(number, 1)
        (row,) = rows.to_pylist()
        word = words.get((row["pupil_id"], finding_mark.mark(odd.check_name, row)))
        if word is not None:
            right.append(Approved(replace(odd, rows=rows), word))
            is_open[number] = False
    return replace(odd, rows=odd.rows.filter(pa.array(is_open))), right


def words(approval: Approval, *, with_reason: bool = True) -> str:
    """ "Ina, 9 feb 2026: bewust gekozen"; a reason may hold a name."""
    who = approval.by or "onbekend"
    when = f", {dutch.day(approval.on)}" if approval.on else ""
    reason = f": {approval.reason}" if approval.reason and with_reason else ""
    return f"{who}{when}{reason}"
