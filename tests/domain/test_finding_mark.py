"""The mark of a finding: the same for the same values, other as soon as one of them is."""

from datetime import date

from ibdash.domain.finding_mark import mark

ROW = {
    "pupil_id": 7,
    "from_change": 3,
    "source_row": 12,
    "test": "RW M6",
    "taken_on": date(2026, 1, 20),
    "left_on": date(2026, 1, 19),
}


def test_who_it_is_and_where_it_came_from_is_no_part_of_it() -> None:
    again = ROW | {"pupil_id": 8, "from_change": 9, "source_row": None}
    assert mark("result_after_leaving", again) == mark("result_after_leaving", ROW)


def test_the_order_of_the_columns_does_not_matter() -> None:
    assert mark("a", dict(reversed(ROW.items()))) == mark("a", ROW)


def test_another_value_or_check_is_another_finding() -> None:
    other = ROW | {"left_on": date(2026, 1, 18)}
    marks = {mark("a", ROW), mark("b", ROW), mark("a", other), mark("a", ROW | {"left_on": None})}
    assert len(marks) == 4


def test_the_mark_stays_the_same_in_every_version_of_the_program() -> None:
    """SHA-256 of "a", "day=2026-01-20" and "score=50.0" on three lines: it is kept in files."""
    assert mark("a", {"score": 50.0, "day": date(2026, 1, 20)}) == (
        "99275eaf108f1dc03258e54084e7fb16"
    )
