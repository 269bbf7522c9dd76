"""The name of a test, and the moment and generation that systems write into it."""

import pytest

from ibdash.domain import test_names


@pytest.mark.parametrize(
    ("label", "bare", "generation"),
    [
        ("Rekenen-Wiskunde 3.0 M5", "Rekenen-Wiskunde", "3.0"),
        ("Rekenen-Wiskunde 3.0", "Rekenen-Wiskunde", "3.0"),
        ("Rekenen-Wiskunde M5", "Rekenen-Wiskunde", None),
        ("Spelling 3.0 - M4", "Spelling", "3.0"),
        ("DMT kaart 1+2+3", "DMT kaart 1+2+3", None),
        ("AVI M5", "AVI M5", None),
        ("3.0", "3.0", "3.0"),
        ("M5", "M5", None),
        ("Versie 13.0 en 3,0", "Versie 13.0 en 3,0", None),
    ],
)
def test_what_is_left_of_a_name(label: str, bare: str, generation: str | None) -> None:
    assert test_names.bare(label) == bare
    assert test_names.generation(label) == generation


def test_a_name_without_its_moment_keeps_its_generation() -> None:
    assert test_names.without_moment("Rekenen 3.0 M5") == "Rekenen 3.0"
    assert test_names.without_moment("AVI M5") == "AVI M5"
