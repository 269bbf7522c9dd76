"""The icon and the words of one file in the list."""

import pytest

from ibdash.intake import Count, Report
from ibdash.intake.year_change import Mover, YearChange
from ibdash.views.intake_state import Stage, state

READY = Report("a.csv", counts={"result": Count(new=2, same=1)})


@pytest.mark.parametrize(
    ("stage", "report", "icon", "words"),
    [
        ("queued", None, "hourglass_empty", "wacht op zijn beurt"),
        ("reading", None, "hourglass_empty", "wordt gelezen"),
        ("applying", READY, "hourglass_empty", "wordt overgenomen"),
        ("ready", READY, "preview", "klaar om te bekijken"),
        ("applied", READY, "check_circle", "overgenomen, 3 resultaten"),
        ("unchanged", READY, "check_circle", "stond er al"),
        ("failed", None, "block", "niet gelezen"),
        (
            "refused",
            Report("a.csv", "refused", title="Het bestand is leeg"),
            "block",
            "geweigerd: het bestand is leeg",
        ),
        (
            "waiting",
            Report("a.csv", "waiting", title="Het is niet zeker wie een leerling is"),
            "help",
            "wacht: het is niet zeker wie een leerling is",
        ),
        (
            "ready",
            Report("a.csv", counts={"result": Count(same=3)}),
            "check_circle",
            "staat er al, er verandert niets",
        ),
    ],
)
def test_each_stage_has_its_icon_and_words(
    stage: Stage, report: Report | None, icon: str, words: str
) -> None:
    drawn = state(stage, report, replace=False, has_choice=False)
    assert (drawn.icon, drawn.words.replace("\u00a0", " ")) == (icon, words)


def test_a_choice_that_can_be_made_here_is_counted() -> None:
    waiting = Report("a.csv", "waiting", title="Van welke school?")
    assert state("waiting", waiting, replace=False, has_choice=True).words == "wacht op 1 keuze"


def test_who_is_gone_is_a_change_once_it_is_to_be_closed() -> None:
    gone = Report("a.xml", counts={"pupil": Count(same=3, gone=1)})
    assert state("ready", gone, replace=False, has_choice=False).icon == "check_circle"
    assert state("ready", gone, replace=True, has_choice=False).icon == "preview"


def test_a_question_about_who_left_is_said_until_it_is_answered() -> None:
    mover = Mover(7, "Sam Boer", "Sam", "Boer", "missing", "4A", None, False)
    moved = YearChange("2024-2025", "2025-2026", {"missing": 1}, (mover,), False, True)
    there = Report("a.xml", counts={"pupil": Count(same=3)}, year_change=moved)
    new = Report("a.xml", counts={"pupil": Count(new=1)}, year_change=moved)
    for report, words in (
        (there, "staat er al, maar er wacht een vraag"),
        (new, "klaar om te bekijken; er wacht een vraag"),
    ):
        drawn = state("ready", report, replace=False, has_choice=False)
        assert (drawn.icon, drawn.words) == ("help", words)
        drawn = state("ready", report, replace=False, has_choice=False, answered=frozenset({7}))
        assert "vraag" not in drawn.words
