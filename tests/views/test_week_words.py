"""Deze week in words."""

from datetime import date
from typing import Any

import pytest

from ibdash.views import week_words as words
from ibdash.views.week import Line, Said
from ibdash.views.week_words import Moved

TODAY = date(2026, 2, 9)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("points", "moved", "text"),
    [
        (
            11,
            Moved(date(2026, 2, 2), came=5, gone=2),
            "**11 punten vragen iets van u.** Sinds de vorige keer kwamen er 5 signalen bij."
            " 2 signalen zijn opgelost.",
        ),
        (
            1,
            Moved(date(2026, 2, 2), came=1, worse=1, gone=1),
            "**1 punt vraagt iets van u.** Sinds de vorige keer kwam er 1 signaal bij, 1 werd"
            " erger. 1 signaal is opgelost.",
        ),
        (
            0,
            Moved(date(2026, 2, 2)),
            "**Er is nu niets dat iets van u vraagt.** Sinds de vorige keer kwam er geen signaal"
            " bij en verdween er geen.",
        ),
        (
            2,
            Moved(None),
            "**2 punten vragen iets van u.** Rondt u de week af, dan ziet u de volgende keer wat"
            " er sindsdien veranderde.",
        ),
    ],
)
def test_the_sentence_on_top(points: int, moved: Moved, text: str) -> None:
    assert plain(words.summary(points, moved)) == text


@pytest.mark.parametrize(
    ("days", "text"), [(None, ""), (1, "1 dag"), (364, "364 dagen"), (400, "1 jaar")]
)
def test_how_long_it_waits(days: int | None, text: str) -> None:
    assert plain(words.waited(days)) == text


def test_a_line_says_how_much_more_stands_under_it() -> None:
    said = Said("NIV-2", "", None, 0.0, "actie", "Woordlezen staat laag.")
    alone = Line("s1", "answer", 1, None, "actie", (said,), None)
    assert words.reason(alone) == ("Woordlezen staat laag.", "")
    more = Line("s1", "answer", None, 1, "actie", (said, said), None, under=14)
    assert plain(words.reason(more)[1]) == "Dit geldt voor 14 leerlingen. En nog 1 signaal."


def test_what_changed_is_counted_and_what_did_not_is_left_out() -> None:
    counts = {
        "results": 1142,
        "changed_results": 0,
        "absences": 9,
        "plans": 0,
        "supports": 0,
        "words": 1,
        "pupils": 1,
    }
    assert words.changed(counts, Moved(TODAY, came=5)) == [
        ("1.142", "nieuwe resultaten"),
        ("5", "signalen erbij"),
        ("9", "verzuimmeldingen"),
        ("1", "notitie, afspraak of besluit"),
        ("1", "leerling erbij"),
    ]


def test_two_weeks_from_monday() -> None:
    assert words.weeks(date(2026, 2, 11)) == (date(2026, 2, 9), date(2026, 2, 22))


def row(**other: Any) -> dict[str, Any]:
    return {
        "kind": "evaluation",
        "day": TODAY,
        "until_on": None,
        "title": "Plan rekenen",
        "with_parents": False,
        **other,
    }


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, ("Bo Wit: plan rekenen evalueren", "")),
        ({"title": "OPP", "with_parents": True}, ("Bo Wit: OPP evalueren", "met ouders")),
        (
            {"kind": "tlv", "title": "TLV loopt af"},
            ("Bo Wit: TLV loopt af", "verlengen of besluiten"),
        ),
        (
            {"kind": "tests", "title": "M6, M7", "until_on": date(2026, 2, 13)},
            ("Toetsen M6, M7", "tot en met vr 13 feb"),
        ),
        ({"kind": "free", "title": "vakantie", "until_on": TODAY}, ("Vakantie", "")),
    ],
)
def test_what_must_happen(other: dict[str, Any], said: tuple[str, str]) -> None:
    what, about = words.to_do(row(**other), "Bo Wit")
    assert (plain(what), plain(about)) == said


def test_an_agreement_says_who_and_whether_its_day_is_past() -> None:
    made = {"what": "Bellen", "done_by": "Ina", "due_on": date(2026, 2, 6)}
    assert [plain(one) for one in words.agreement(made, "Bo", TODAY)] == [
        "Bellen · Bo",
        "Ina, was 6 feb",
    ]
    made = {"what": "Bellen", "done_by": None, "due_on": None}
    assert words.agreement(made, "", TODAY) == ("Bellen", "")


def pupil(number: int, group: str, talks: int, strong: bool = False) -> dict[str, Any]:
    return {"pupil_id": number, "group_name": group, "talks": talks, "is_strong": strong}


def test_who_did_not_come_up_quiet_and_strong_pupils_included() -> None:
    rows = [
        pupil(1, "4", 0, strong=True),
        pupil(2, "4", 0, strong=True),
        pupil(3, "4", 1),
        pupil(4, "7", 0),
        pupil(5, "7", 2),
    ]
    text, spread = words.undiscussed(rows, {2})
    assert plain(text) == (
        "**3 leerlingen** kwamen dit schooljaar nog niet ter sprake. 1 van hen is stil en scoort"
        " goed."
    ), "the second has a signal: that one is not quiet"
    assert plain(spread) == "groep 4: 2 van de 3 · groep 7: 1 van de 2"


def test_nobody_and_everybody_came_up() -> None:
    assert words.undiscussed([pupil(1, "4", 0)], set())[0].startswith("Er staat dit schooljaar")
    assert words.undiscussed([pupil(1, "4", 1)], set()) == (
        "**Elke leerling** kwam dit schooljaar ter sprake.",
        "",
    )
    assert words.undiscussed([], set()) == ("Er zijn nog geen leerlingen in een groep.", "")


def test_what_was_dealt_with() -> None:
    plain_deed = {"is_review": False, "is_done": False, "what": None, "until_on": None}
    done = {**plain_deed, "decision": "gedempt", "until_on": date(2026, 3, 1), "reason": None}
    assert plain(words.dealt(done, "Bo")) == "**Bo**: Uitgesteld tot 1 mrt 2026"
    done = {**plain_deed, "decision": "geen_actie", "reason": "Gaat goed"}
    assert words.dealt(done, "Bo") == "**Bo**: Geen actie, gaat goed"
    done = {**plain_deed, "decision": "besproken", "what": "Bellen", "reason": None}
    assert words.dealt(done, "") == "Afspraak: Bellen"
    done = {**plain_deed, "decision": None, "what": "Bellen", "is_done": True, "reason": None}
    assert words.dealt(done, "Bo") == "**Bo**: Afspraak gedaan: Bellen"
    assert words.dealt({**done, "is_review": True}, "") == "Week afgerond"
