"""Verloop: what each thing is called, and what is folded away."""

from datetime import date
from typing import Any

import pytest

from ibdash.views import pupil_timeline
from ibdash.views.pupil_timeline import Event
from tests.views.pupil_made import TODAY


def event(kind: str, word: str | None = None, title: str | None = None, text: str = "") -> Event:
    row: dict[str, Any] = {
        "day": TODAY, "kind": kind, "word": word, "title": title, "text": text, "n": 5,
    }  # fmt: skip
    (found,) = pupil_timeline.events([row], lambda rule_id: f"regel {rule_id}")
    return found


@pytest.mark.parametrize(
    ("found", "title", "text"),
    [
        (event("tests", "M6"), "Toetsen M6 afgenomen", "5\u00a0resultaten"),
        (event("note", "gesprek_ouders", None, "akkoord"), "Gesprek met ouders", "akkoord"),
        (event("plan", "opp", None, "2026-04-01"), "OPP", "evaluatie 1\u00a0apr\u00a02026"),
        (event("evaluation", "deels", None, "opp"), "OPP geëvalueerd", "doel deels gehaald"),
        (event("support", "3", "meer hulp"), "Ondersteuningsniveau 3", "meer hulp"),
        (event("referral", "dyslexie", "Bureau"), "Aanvraag: Dyslexie", "Bureau"),
        (event("advice", "school", "vmbo-t"), "Schooladvies", "vmbo-t"),
        (event("agreement_done", None, "Bellen"), "Afspraak gedaan", "Bellen"),
        (event("signal", "plan", "DYS-1", "mei"), "Signaal: regel DYS-1", "plan gemaakt · mei"),
    ],
)
def test_each_kind_has_its_words(found: Event, title: str, text: str) -> None:
    assert (found.title, found.text) == (title, text)


def test_words_about_the_pupil_are_known_to_be_so() -> None:
    assert event("note", "observatie", None, "huilde").is_own_text
    assert not event("tests", "M6").is_own_text
    assert event("plan", "opp").is_care


def test_older_than_two_years_is_folded_away() -> None:
    days = [date(2026, 1, 1), date(2024, 2, 9), date(2024, 2, 8)]
    found = [Event(day, "", "", "", False, False) for day in days]
    recent, older = pupil_timeline.split(found, TODAY)
    assert [one.day for one in recent] == days[:2]
    assert [one.day for one in older] == days[2:]
    assert pupil_timeline.older(4) == "Ouder dan 2 jaar tonen (4)"
    assert pupil_timeline.split(found, date(2028, 2, 29)) == ([], found)


def test_a_long_text_is_cut_at_its_end() -> None:
    assert pupil_timeline.short("kort  en\nbreed") == "kort en breed"
    assert len(pupil_timeline.short("woord " * 40)) <= 90
