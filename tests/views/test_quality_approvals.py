"""What was said to be right is parted from what is still to be looked at."""

from datetime import date
from typing import Any

import pyarrow as pa

from ibdash.domain.finding_mark import mark
from ibdash.views import dutch
from ibdash.views import quality_approvals as views
from ibdash.views.quality_approvals import Approval
from ibdash.views.quality_findings import Odd

NB = dutch.NO_BREAK


def odd(*rows: tuple[int | None, str]) -> Odd:
    """A check that found these pupils, each with a day in words."""
    table = pa.table(
        {
            "pupil_id": pa.array([pupil for pupil, _ in rows], pa.int64()),
            "from_change": pa.array([3] * len(rows), pa.int64()),
            "source_row": pa.array(range(2, len(rows) + 2), pa.int32()),
            "day": [day for _, day in rows],
        }
    )
    return Odd("quality/late", "Te laat", "let op", "Waarom.", "Op {day}", "Kijk", table)


def said(*about: tuple[str, int | None, str]) -> pa.Table:
    """Approvals by (check, pupil, day), numbered from 1."""
    rows: list[dict[str, Any]] = [
        {
            "finding_approval_id": number,
            "check_name": check,
            "pupil_id": pupil,
            "mark": mark(check, {"day": day}),
            "reason": "zo afgesproken",
            "approved_by": "Ina",
            "approved_on": date(2026, 2, 9),
        }
        for number, (check, pupil, day) in enumerate(about, 1)
    ]
    names = ("check_name", "mark", "reason", "approved_by")
    kinds = {"finding_approval_id": pa.int64(), "pupil_id": pa.int64(), "approved_on": pa.date32()}
    return pa.Table.from_pylist(rows, pa.schema(kinds | dict.fromkeys(names, pa.string())))


def left(found: list[Odd]) -> list[list[tuple[int | None, str]]]:
    return [[(row["pupil_id"], row["day"]) for row in one.rows.to_pylist()] for one in found]


def test_only_the_same_finding_of_the_same_pupil_is_right() -> None:
    found = [odd((1, "maandag"), (1, "dinsdag"), (2, "maandag"))]
    still, approved = views.parted(found, said(("late", 1, "maandag"), ("other", 2, "maandag")))
    assert left(still) == [[(1, "dinsdag"), (2, "maandag")]]
    assert left([one.odd for one in approved]) == [[(1, "maandag")]]
    assert approved[0].approval == Approval(1, "zo afgesproken", "Ina", date(2026, 2, 9))


def test_what_is_about_no_pupil_can_be_right_too() -> None:
    still, approved = views.parted(
        [odd((None, "maandag"), (1, "maandag"))], said(("late", None, "maandag"))
    )
    assert left(still) == [[(1, "maandag")]]
    assert len(approved) == 1


def test_other_values_are_open_again() -> None:
    still, approved = views.parted([odd((1, "woensdag"))], said(("late", 1, "maandag")))
    assert left(still) == [[(1, "woensdag")]]
    assert approved == []


def test_the_newest_word_comes_first() -> None:
    found = [odd((1, "maandag"), (2, "maandag"))]
    _, approved = views.parted(found, said(("late", 1, "maandag"), ("late", 2, "maandag")))
    assert [one.approval.approval_id for one in approved] == [2, 1]


def test_without_a_word_all_is_as_it_was() -> None:
    found = [odd((1, "maandag")), odd()]
    assert views.parted(found, said()) == (found, [])


def test_who_when_and_why() -> None:
    word = Approval(1, "zo afgesproken", "Ina", date(2026, 2, 9))
    assert views.words(word) == f"Ina, 9{NB}feb{NB}2026: zo afgesproken"
    assert views.words(word, with_reason=False) == f"Ina, 9{NB}feb{NB}2026"
    assert views.words(Approval(1, None, None, None)) == "onbekend"
