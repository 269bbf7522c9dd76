"""Which two pupils may be one child."""

from datetime import date

import pytest

from ibdash.domain.names import match_key
from ibdash.domain.same_pupil import Known, is_near, likeness

BORN = date(2018, 5, 4)


def known(call_name: str, born: date | None = BORN, family: str = "Boer") -> Known:
    return Known(match_key(call_name, "de", family), born)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lot", "Lotte"),
        ("Semm", "Sem"),
        ("Mohamed", "Mohammed"),
        ("Mohammed", "Muhammad"),
        ("Sam", "Samuel"),
        ("Fientje", "Fiene"),
        ("Robbie", "Robert"),
        ("Zoë", "Zoe-Lynn"),
        ("Sara", "Zara"),
        ("Brain", "Brian"),
        ("S.", "Sem"),
    ],
)
def test_a_calling_name_that_is_near(one: str, other: str) -> None:
    assert likeness(known(one), known(other)) == "call_name"
    assert likeness(known(other), known(one)) == "call_name"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sem", "Lotte"),
        ("Bo", "Jo"),
        ("Daan", "Sanne"),
        ("Julia", "Sophie"),
        ("Anna", "Emma"),
        ("Isa", "Iris"),
    ],
)
def test_twins_are_not_alike(one: str, other: str) -> None:
    assert likeness(known(one), known(other)) is None


def test_an_empty_name_is_near_nobody() -> None:
    assert not is_near("", "sam")


@pytest.mark.parametrize(
    ("born", "why"),
    [
        (BORN, "same"),
        (date(2018, 4, 5), "swapped"),
        (date(2018, 5, 14), "near_date"),
        (date(2017, 5, 4), "near_date"),
        (None, "no_birth_date"),
        (date(2018, 6, 14), None),
        (date(2015, 11, 23), None),
    ],
)
def test_the_same_name_with_another_date(born: date | None, why: str | None) -> None:
    assert likeness(known("Sam"), known("Sam", born)) == why
    assert likeness(known("Sam", born), known("Sam")) == why


def test_of_both_the_birth_date_is_unknown() -> None:
    assert likeness(known("Sam", None), known("Sam", None)) == "no_birth_dates"


def test_another_surname_or_another_day_with_a_near_name_is_another_child() -> None:
    assert likeness(known("Sam"), known("Sam", family="Smid")) is None
    assert likeness(known("Sam"), known("Samuel", date(2018, 5, 5))) is None
    assert likeness(known("Sam"), known("Samuel", None)) is None


def test_half_a_name_says_who_somebody_is_only_with_the_birth_date() -> None:
    half = match_key("Sam", None, None)
    assert likeness(Known(half, BORN), Known(half, BORN)) == "same"
    assert likeness(Known(half, BORN), Known(half, None)) is None
    assert likeness(Known(None, BORN), Known(None, BORN)) is None
