"""The Dutch sentences about one file that is to be taken in."""

from datetime import datetime

import pytest

from ibdash.intake import Count, Report
from ibdash.views import intake_report as words


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


def test_the_sentence_of_the_look() -> None:
    assert plain(words.sentence(report(RESULTS), "De Proef", replace=False)) == (
        "Toetsresultaten van **De Proef, schooljaar 2025-2026**. "
        "Van 1.187 regels kunnen er **1.179** mee. Er verandert **1 bestaand resultaat**."
    )
    assert plain(words.take_label(report(RESULTS))) == "1.179 regels overnemen"
    assert plain(words.size(report(RESULTS))) == "1.187 regels"


def test_the_moments_of_the_results_are_named() -> None:
    one, more = report(RESULTS), report(RESULTS)
    one.moments, more.moments = ["M6"], ["M3", "M4", "M8"]
    assert "**De Proef, schooljaar 2025-2026, moment M6**" in words.sentence(one, "De Proef", False)
    assert "schooljaar 2025-2026, M3 tot en met M8**" in words.sentence(more, "De Proef", False)


def test_a_pupil_file_counts_pupils_and_not_lines() -> None:
    assert plain(words.sentence(report(PUPILS), "school 99ZZ", replace=False)) == (
        "Leerlingen en groepen van **school 99ZZ, schooljaar 2025-2026**. "
        "Alle **236 leerlingen** kunnen mee. Nieuw daarbij: **11 groepen** en **1 school**. "
        "Aan wat er al staat, verandert niets."
    )
    assert plain(words.take_label(report(PUPILS))) == "236 leerlingen overnemen"


def test_yearly_scores_name_the_pupils_and_support_that_they_bring() -> None:
    counts = {
        "school": Count(same=1),
        "pupil": Count(new=399, same=2),
        "placement": Count(new=636),
        "test": Count(new=2),
        "result": Count(new=1262),
        "support_level": Count(new=143),
    }
    assert (
        "Alle **1.262 regels** kunnen mee. Nieuw daarbij: **143 ondersteuningsniveaus** en"
        " **399 leerlingen**. Aan"
    ) in plain(words.sentence(report(counts), "school 3232", replace=False))


def test_a_file_without_school_and_year_names_neither() -> None:
    text = words.sentence(report({"norm": Count(new=1)}, None), None, replace=False)
    assert text.startswith("Een normtabel. De ene regel kan mee.")


def test_one_row_of_several() -> None:
    text = words.sentence(report({"result": Count(new=1, refused=1)}), None, replace=False)
    assert "Van 2 regels kan er **1** mee." in plain(text)


def test_changes_of_several_kinds_are_named_together() -> None:
    counts = {"pupil": Count(changed=2, same=5), "placement": Count(changed=1, same=6)}
    assert "Er veranderen **2 bestaande leerlingen** en **1 bestaande plaatsing**." in plain(
        words.sentence(report(counts), None, replace=False)
    )


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
    text = words.sentence(report(counts), None, replace)
    assert ("Er verandert **niets**" in text) is nothing


def test_what_was_taken_in_without_what_came_along() -> None:
    done = report({**RESULTS, "result": Count(new=3, changed=2)})
    done.state = "applied"
    assert plain(words.taken_sentence(done, replace=False)) == (
        "**Overgenomen.** Nieuw: 3 resultaten. Gewijzigd: 2 resultaten."
    )
    done = report({**PUPILS, "pupil": Count(new=1, gone=3)})
    done.state = "applied"
    assert plain(words.taken_sentence(done, replace=True)) == (
        "**Overgenomen.** Nieuw: 1 leerling, 11 groepen en 1 school. Gesloten: 3 leerlingen."
    )
    done.state = "unchanged"
    assert words.taken_sentence(done, replace=False).startswith("**Er is niets veranderd:**")


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


def test_a_file_is_about_its_results_before_its_pupils() -> None:
    assert words.main_kind({"pupil": Count(new=9), "result": Count(refused=1)}) == "result"
    assert words.main_kind({"pupil": Count(new=9), "result": Count()}) == "pupil"
    assert words.main_kind({}) == "result"
