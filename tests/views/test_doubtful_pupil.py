"""A pupil of a file beside whom it may be, in words."""

from datetime import date

from ibdash.intake import Candidate, Doubt
from ibdash.views import doubtful_pupil as views

SAM = Candidate(
    1,
    "k1",
    "Sam Boer",
    "Sam",
    "Boer",
    date(2018, 5, 4),
    "4A",
    "4",
    ("edexml", "esis"),
    date(2026, 1, 20),
)


def doubt(*candidates: Candidate, makes_pupil: bool = True, key: str | None = "s1") -> Doubt:
    return Doubt(
        "m1",
        12,
        "leerlingen",
        "Samuel Boer",
        "Samuel",
        "Boer",
        date(2018, 5, 4),
        None,
        "4",
        key,
        "open",
        candidates,
        True,
        makes_pupil,
    )


def values(side: views.Side) -> list[str]:
    return [value.replace("\u00a0", " ") for value in side.values]


def test_the_file_and_the_known_pupil_say_the_same_things_in_the_same_order() -> None:
    here, known = views.doubt_sides(doubt(SAM), {})
    assert (here.head, known.head) == ("In dit bestand, tabblad leerlingen, regel 12", "Al bekend")
    assert values(here) == ["Samuel Boer", "4 mei 2018", "jaargroep 4", "tabellen, nummer s1", ""]
    assert values(known) == [
        "Sam Boer",
        "4 mei 2018",
        "groep 4A",
        "leerlingadministratie, ESIS",
        "20 jan 2026",
    ]


def test_a_key_for_one_file_is_not_shown_and_names_are_as_they_may_be() -> None:
    here, known = views.doubt_sides(doubt(SAM, key="#3"), {"Sam Boer": "SB", "Samuel Boer": "SB"})
    assert (here.values[0], here.values[3], known.values[0]) == ("SB", "tabellen", "SB")


def test_only_another_name_birth_date_or_group_is_bold() -> None:
    html = views.beside(views.DOUBT_LABELS, views.doubt_sides(doubt(SAM), {}))
    assert html.count("font-weight:600") == 2
    assert '<span style="font-weight:600">Sam Boer</span>' in html
    assert '<span style="font-weight:400">leerlingadministratie, ESIS</span>' in html
    assert html.count("<section aria-label=") == 2


def test_values_are_text_and_no_html() -> None:
    html = views.beside(["Naam"], [views.Side("<b>", ["<i>x</i>"]), views.Side("b", [""])])
    assert "<i>" not in html
    assert "<b>" not in html
    assert ">–<" in html


def test_the_answers_are_worded_by_how_many_it_may_be_and_what_the_rows_are() -> None:
    assert list(views.answers(doubt(SAM)).values()) == ["Dezelfde leerling", "Een andere leerling"]
    other = Candidate(2, "k2", "Sam Boer", "Sam", "Boer", None, None, None, (), None)
    assert views.answers(doubt(SAM, other, makes_pupil=False)) == {
        "k1": "Het is A",
        "k2": "Het is B",
        "new": "Geen van deze",
    }
    assert "Geen van deze: de regels gaan niet mee" in views.questions_text(
        [doubt(SAM, makes_pupil=False)]
    )


def test_the_last_test_says_its_moment_where_it_has_no_day() -> None:
    assert (
        views.last_test(date(2026, 1, 20), "M4 2025-2026").replace("\u00a0", " ") == "20 jan 2026"
    )
    assert views.last_test(None, "M5 2022-2023") == "M5 2022-2023 (geen datum)"
    assert views.last_test(None, "") == "geen datum bekend"
    assert views.last_test(None, None) == ""
