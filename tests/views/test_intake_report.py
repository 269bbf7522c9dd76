"""The Dutch sentences about one file that is to be taken in."""

from datetime import datetime

import pytest

from ibdash.intake import Count, Report
from ibdash.views import intake_report as words
from ibdash.views.intake_headline import sentence


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def report(counts: dict[str, Count], school_year: str | None = "2025-2026") -> Report:
    return Report("toetsen.csv", format="Resultaten", school_year=school_year, counts=counts)


RESULTS = {
    "school": Count(same=1),
    "test": Count(new=2, same=11),
    "result": Count(new=1142, changed=1, same=36, refused=8),
}
PUPILS = {
    "school": Count(new=1),
    "pupil": Count(new=236),
    "group": Count(new=11),
    "placement": Count(new=236),
}


@pytest.mark.parametrize(
    ("counts", "replace", "nothing"),
    [
        ({"result": Count(same=3)}, False, True),
        ({"result": Count(same=3, changed=1)}, False, False),
        ({"result": Count(new=1)}, False, False),
        ({"result": Count(same=3, refused=2)}, False, True),
        ({"pupil": Count(same=3, gone=1)}, False, True),
        ({"pupil": Count(same=3, gone=1)}, True, False),
        ({"norm": Count(same=3, gone=1)}, False, False),
    ],
)
def test_when_taking_in_changes_nothing(
    counts: dict[str, Count], replace: bool, nothing: bool
) -> None:
    assert words.changes_nothing(counts, replace) is nothing
    text = sentence(report(counts), None, replace)
    assert ("Er verandert **niets**" in text) is nothing


def test_who_is_gone_is_named_once() -> None:
    gone = {"pupil": Count(gone=3), "placement": Count(gone=4), "group": Count(gone=1)}
    assert plain(words.gone_sentence(gone)) == (
        "3 leerlingen en 1 groep staan niet meer in dit bestand."
    )
    assert plain(words.gone_sentence({"placement": Count(gone=1)})) == (
        "1 plaatsing staat niet meer in dit bestand."
    )
    assert words.gone_sentence({"pupil": Count(same=4)}) == ""


def test_an_earlier_intake_of_the_same_file_is_named() -> None:
    assert plain(words.earlier_sentence("a.xml", datetime(2026, 2, 2, 9, 5))) == (
        "Precies dit bestand is op 2 feb 2026 al overgenomen, als a.xml."
    )


@pytest.mark.parametrize(
    ("title", "after_a_colon"),
    [("Het bestand is leeg", "het bestand is leeg"), ("BRIN ontbreekt", "BRIN ontbreekt")],
)
def test_a_title_after_a_colon(title: str, after_a_colon: str) -> None:
    assert words.short(title) == after_a_colon
