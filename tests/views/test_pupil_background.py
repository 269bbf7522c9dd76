"""Career, DL/DLE, absence, requests, the OPP, and the two pages of paper."""

from datetime import date
from typing import Any

from ibdash.views import pupil_background, pupil_opp, pupil_print
from tests.views.pupil_made import TODAY, line, sitting


def year(school_year: str, group: str, **values: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "school_year": school_year,
        "year_group": group,
        "group_name": f"{group}a",
        "is_here": True,
        "at_name": None,
        "particularity": None,
        "is_repeated": False,
    }
    return given | values


CAREER = [
    year("2022-2023", "3", is_here=False, at_name="De Brug", group_name=None),
    year("2023-2024", "4"),
    year("2024-2025", "4", is_repeated=True),
]
OPP: dict[str, Any] = {
    "kind": "opp",
    "title": None,
    "status": "lopend",
    "from_on": date(2025, 3, 1),
    "until_on": None,
    "learning_line": None,
    "goal": "Eind groep 5",
    "approach": "Kleine stappen",
    "reasoning": "",
    "outflow_destination": "praktijkonderwijs",
    "helping_factors": "Werkt graag <samen>",
    "hindering_factors": "Snel moe",
    "established_on": date(2025, 3, 1),
    "evaluate_on": None,
}


def test_the_career_names_the_year_again_and_the_former_school() -> None:
    assert pupil_background.career_in_words(CAREER) == (
        "Op deze school sinds 2023-2024, ervoor op De Brug, deed groep\u00a04 opnieuw."
    )
    newest, *_, oldest = pupil_background.career(CAREER)
    assert newest["Bijzonder"] == "**jaargroep opnieuw**"
    assert (oldest["School"], oldest["Groep"]) == ("De Brug", "–")
    assert pupil_background.career_in_words([]) == "Er is nog geen schoolloopbaan bekend."


def test_months_of_education_against_those_gained() -> None:
    sums = line("Rekenen", sitting("M6", 2026, dl=35.0, dle=28.0))
    spelling = line("Spelling", sitting("M6", 2026, dle=30.0))
    assert [list(row.values()) for row in pupil_background.months([sums, spelling])] == [
        ["Rekenen", "M6", "35", "28", "80%"],
        ["Spelling", "M6", "niet geleverd", "30", "–"],
    ]


def test_absence_is_a_sentence_a_year() -> None:
    absent = {"days": 2, "half_days": 1, "hours": 0.0, "last_on": TODAY, "is_unallowed": False}
    rows = [
        {**absent, "begins": 2025, "kind": "ziek"},
        {**absent, "begins": 2025, "kind": "te_laat", "days": 0, "half_days": 0, "hours": 1.5},
        {
            **absent,
            "begins": 2025,
            "kind": "total",
            "days": None,
            "half_days": 8,
            "is_unallowed": True,
        },
    ]
    assert pupil_background.absence(rows) == [
        "**2025-2026**: 2\u00a0dagen en 1\u00a0dagdeel ziek en 1,5 uur te laat",
        "Geteld door de vorige school, twaalf maanden tot 9\u00a0feb\u00a02026:"
        " 8\u00a0dagdelen ongeoorloofd",
    ]


def test_requests_say_where_they_stand() -> None:
    rows = [
        {
            "kind": "referral",
            "word": "dyslexie",
            "text": "Bureau",
            "step": "aangevraagd",
            "turn_of": "bureau",
            "decision": None,
            "from_on": TODAY,
            "until_on": None,
        }
    ]
    assert pupil_background.requests(rows)[0]["Stand"] == "aangevraagd, aan zet: bureau"


def test_the_opp_stands_against_the_level_of_now() -> None:
    levels = line(
        "Rekenen",
        sitting("E5", 2025, functioning_level="E3", functioning_rank=7.0),
        sitting("M6", 2026, functioning_level="M4", functioning_rank=8.0),
    )
    assert pupil_opp.sentence([levels], [OPP]) == (
        "Het OPP gaat uit van **praktijkonderwijs**. Nu: rekenen M4."
    )
    figure = pupil_opp.figure([levels], [OPP], dark=False)
    assert figure is not None
    own, sums = figure.to_plotly_json()["data"]
    assert list(own["y"]) == [11, 12], "E5 and M6 are the own year group"
    assert list(sums["y"]) == [7.0, 8.0]
    assert pupil_opp.figure([line("Rekenen", levels.last)], [OPP], dark=True) is None
    assert pupil_opp.sentence([], [{**OPP, "outflow_destination": None}]) == (
        "In het OPP staat geen uitstroombestemming. Het functioneringsniveau is niet geleverd."
    )
    assert ("Helpt", "Werkt graag <samen>") in pupil_background.opp([OPP])
    assert pupil_background.opp([]) == []


def test_the_passport_says_what_works_and_no_score() -> None:
    paper = pupil_print.passport([OPP], [("Bellen", "Ina")], TODAY, "voet")
    assert "Werkt graag &lt;samen&gt;" in paper
    assert "Snel moe" in paper
    assert "Bellen (Ina)" in paper
    assert "praktijkonderwijs" not in paper
    ended = {**OPP, "until_on": date(2025, 12, 1)}
    assert "nog niets om over te dragen" in pupil_print.passport([ended], [], TODAY, "voet")


def test_paper_says_when_it_was_printed_and_that_it_is_confidential() -> None:
    assert pupil_print.foot(TODAY, date(2026, 1, 1)).startswith(
        "Zoals bekend op 1\u00a0jan\u00a02026. Afgedrukt op 9\u00a0feb\u00a02026. Vertrouwelijk."
    )
    paper = pupil_print.page(
        "**Ver** <achter>", [{"Leerlijn": "Rekenen"}], [], [], [], "Hier.", "v"
    )
    assert "<strong>Ver</strong> &lt;achter&gt;" in paper
    assert "<td>Rekenen</td>" in paper
    assert "Signalen" not in paper
