import pytest

from ibdash.domain import avi
from ibdash.errors import ValueNotUnderstood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AVI M5", "M5"),
        ("m5", "M5"),
        ("AVI-M5", "M5"),
        ("AVI-Plus", "AVI-Plus"),
        ("plus", "AVI-Plus"),
        ("AVI+", "AVI-Plus"),
        ("Start", "AVI-Start"),
        ("avi start", "AVI-Start"),
    ],
)
def test_reads_the_cards(text: str, expected: str) -> None:
    assert avi.parse(text) == expected


@pytest.mark.parametrize("text", ["", "AVI", "M8", "E8", "AVI 5", "AVI 9", "B4"])
def test_refuses_cards_that_do_not_exist(text: str) -> None:
    with pytest.raises(ValueNotUnderstood):
        avi.parse(text)


def test_twelve_levels_in_order() -> None:
    assert len(avi.LEVELS) == 12
    assert avi.rank("Start") == 0
    assert avi.rank("AVI M6") == 7
    assert avi.rank("Plus") == 11
    assert [avi.parse(level) for level in avi.LEVELS] == list(avi.LEVELS)


def test_shown_and_expected() -> None:
    assert avi.shown("m5") == "AVI M5"
    assert avi.shown("plus") == "AVI-Plus"
    assert avi.expected_at("E4") == "E4"
    assert avi.expected_at("M8") == "AVI-Plus"
    assert avi.expected_at("B8") is None
