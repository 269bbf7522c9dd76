"""The name of a downloaded file says what it is about, on every computer."""

import pytest

from ibdash.ui.file_name import file_name


@pytest.mark.parametrize(
    ("about", "name"),
    [
        (("Groep 6a", "2025-2026"), "groep-6a-2025-2026"),
        (("Groep 1/2a", "2025-2026"), "groep-1-2a-2025-2026"),
        (("Zonder groep", "2024-2025"), "zonder-groep-2024-2025"),
        (('Vlínders & co: "C:\\\\x"', "2025-2026"), "vlinders-co-c-x-2025-2026"),
        (("🦋",), "ibdash"),
        (("a" * 200,), "a" * 80),
    ],
)
def test_a_file_name_is_plain_and_says_group_and_year(about: tuple[str, ...], name: str) -> None:
    assert file_name(*about) == name
