"""Names of files: what is shown of them, and what may be written."""

import pytest

from ibdash.domain import citizen_number, file_name

# 123456782: 9+16+21+24+25+24+21+16 = 156, minus 2 is 154 = 14 x 11.
BSN = "123456782"


@pytest.mark.parametrize(
    ("number", "passes"),
    [(BSN, True), ("111222333", True), ("123456783", False), ("000000000", False)],
)
def test_the_eleven_test(number: str, passes: bool) -> None:
    assert citizen_number.passes_eleven_test(number) is passes


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (f"OSO_{BSN}.xml", "OSO_•••••••••.xml"),
        (f"{BSN}-111222333.csv", "•••••••••-•••••••••.csv"),
        ("groep 123456783.csv", "groep 123456783.csv"),
        (f"1{BSN}.csv", f"1{BSN}.csv"),
        ("20260209.xml", "20260209.xml"),
        ("ru\udcefne.xml", "ru\ufffdne.xml"),
        ("a\tb\u2028.xml", "a?b?.xml"),
        ("é€😀.xml", "é€😀.xml"),
    ],
)
def test_what_is_shown_of_a_name(name: str, shown: str) -> None:
    assert file_name.shown(name) == shown
    assert file_name.shown(shown) == shown


def test_what_may_be_written_of_a_name() -> None:
    assert file_name.writable(f'a:b?"{BSN}".xml', 200) == "a_b__•••••••••_.xml"
    assert file_name.writable("é" * 120 + ".xml", 20) == "é" * 8 + ".xml"
    assert file_name.writable("é" * 120 + ".xml", 19) == "é" * 7 + ".xml"
