"""A test is known by its name: which learning line, or capacity."""

import pytest

from ibdash.sources import test_subjects


@pytest.mark.parametrize(
    "name",
    [
        "NIO2004",
        "NIO: Nederlandse Intelligentietest voor Onderwijsniveau, 2004",
        "WISC3NL2005",
        "WISC-V-NL",
        "wisc-iii",
        "SON-R 6-40",
        "IQ",
        "RAKIT-2",
    ],
)
def test_an_intelligence_test_measures_capacity(name):
    assert test_subjects.is_capacity(None, name)


@pytest.mark.parametrize(
    "name", ["Rekenen-Wiskunde 3.0", "Seizoenen", "Unieke woorden", "Persoonlijk", "Videos kijken"]
)
def test_a_word_that_holds_such_a_sign_does_not(name):
    assert not test_subjects.is_capacity(name)


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (("rekenen", None, None), "rekenen"),
        ((None, "Rekenen-Wiskunde 2006 (jaar van uitgave groep 3/4)", None), "rekenen"),
        ((None, "DMT 2018", None), "woordlezen"),
        ((None, "AVI technisch lezen", None), "tekstlezen"),
        (("technisch lezen", "Drempelonderzoek", None), "woordlezen"),
        (("begrijpend lezen", None, None), "begrijpend lezen"),
        ((None, None, "SPELLING3"), "spelling"),
        (("muziek", "Klok", "K1"), None),
        ((None, None, None), None),
    ],
)
def test_the_first_name_that_tells_gives_the_learning_line(names, line):
    assert test_subjects.learning_line(*names) == line
