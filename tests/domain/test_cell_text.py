"""Text in a cell is never a formula, and comes back as it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ibdash.domain.cell_text import guarded, is_guarded, unguarded

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize("sign", SIGNS)
def test_what_would_be_run_gets_a_quote_in_front(sign: str) -> None:
    assert guarded(f"{sign}1") == f"'{sign}1"
    assert unguarded(f"'{sign}1") == f"{sign}1"


@pytest.mark.parametrize("text", ["", "a=b", "V-", "'s ochtends", "'", "''", "1-2", " =1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


def test_a_text_that_already_looks_guarded_gets_one_quote_more() -> None:
    assert guarded("'=1") == "''=1"
    assert unguarded("''=1") == "'=1"
    assert is_guarded("'=1")
    assert not is_guarded("=1")


@given(st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r"), st.characters())))
@example("''''@")
def test_guarding_is_undone_exactly_and_nothing_guarded_is_run(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(SIGNS)
