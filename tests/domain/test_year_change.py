"""What became of a pupil between two school years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain.year_change import ABSENT, UNKNOWN, Kind, kind_of, rule
from ibdash.domain.year_groups import NAMES

CODES = (*NAMES, UNKNOWN, ABSENT)


@pytest.mark.parametrize(
    ("before", "after", "has_left", "kind"),
    [
        ("4", "5", False, Kind.MOVED_ON),
        ("0", "1", False, Kind.MOVED_ON),
        ("6", "6", False, Kind.DOUBLED),
        ("8", "8", False, Kind.DOUBLED),
        ("2", "2", False, Kind.DOUBLED),
        ("3", "5", False, Kind.SKIPPED),
        ("3", "6", False, Kind.SKIPPED),
        ("5", "4", False, Kind.STEPPED_BACK),
        (ABSENT, "1", False, Kind.CAME),
        (ABSENT, "S", False, Kind.CAME),
        ("H", "5", False, Kind.CAME),
        ("8", ABSENT, False, Kind.LEFT_AFTER_8),
        ("8", ABSENT, True, Kind.LEFT_AFTER_8),
        ("7", ABSENT, True, Kind.LEFT_BEFORE),
        ("7", "H", False, Kind.LEFT_BEFORE),
        ("7", ABSENT, False, Kind.MISSING),
        ("1", ABSENT, False, Kind.MISSING),
        ("S", "S", False, Kind.CANNOT_SAY),
        ("5", "S", False, Kind.CANNOT_SAY),
        ("8", "11", False, Kind.CANNOT_SAY),
        (UNKNOWN, "5", False, Kind.CANNOT_SAY),
        ("5", UNKNOWN, False, Kind.CANNOT_SAY),
        (UNKNOWN, ABSENT, False, Kind.CANNOT_SAY),
        ("S", ABSENT, False, Kind.CANNOT_SAY),
        ("0", "0", False, Kind.CANNOT_SAY),
        (ABSENT, "H", True, None),
        ("H", ABSENT, True, None),
        (ABSENT, ABSENT, False, None),
    ],
)
def test_what_a_pupil_did(before: str, after: str, has_left: bool, kind: Kind | None) -> None:
    assert kind_of(before, after, has_left=has_left) == kind


@given(st.integers(1, 8), st.integers(1, 8), st.booleans())
def test_in_groep_1_to_8_the_steps_decide(before: int, after: int, has_left: bool) -> None:
    kind = kind_of(str(before), str(after), has_left=has_left)
    assert (kind is Kind.MOVED_ON) == (after == before + 1)
    assert (kind is Kind.DOUBLED) == (after == before)
    assert (kind is Kind.SKIPPED) == (after >= before + 2)
    assert (kind is Kind.STEPPED_BACK) == (after < before)


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_only_a_pupil_before_groep_8_without_a_day_of_leaving_is_asked_about(
    before: str, after: str
) -> None:
    asked = kind_of(before, after, has_left=False) is Kind.MISSING
    assert asked == (before in tuple("1234567") and after == ABSENT)
    assert kind_of(before, after, has_left=True) is not Kind.MISSING


def test_the_rule_has_every_case_once() -> None:
    cases = {(one.before, one.after, one.has_left): one.kind for one in rule()}
    assert len(cases) == len(rule())
    for before in CODES:
        for after in CODES:
            for has_left in (False, True):
                kind = kind_of(before, after, has_left=has_left)
                assert cases.get((before, after, has_left)) == kind
