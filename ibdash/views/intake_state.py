"""Where one file stands on its way in: the icon and the few words beside its name."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ibdash.views import palette
from ibdash.views.intake_headline import taken_count
from ibdash.views.intake_report import Reported, changes_nothing, short

Stage = Literal[
    "queued", "reading", "ready", "waiting", "refused", "applying", "applied", "unchanged", "failed"
]
_INK_2 = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_PETROL = f"light-dark({palette.LIGHT.petrol},{palette.DARK.petrol})"
_BERRY = f"light-dark({palette.LIGHT.berry},{palette.DARK.berry})"


@dataclass(frozen=True)
class State:
    """icon: a Material Symbol; colour: as CSS; words: beside it, without a full stop."""

    icon: str
    colour: str
    words: str


def state(
    stage: Stage,
    report: Reported | None,
    replace: bool,
    has_choice: bool,
    answered: Collection[int] = (),
) -> State:
    """How a file in this stage is drawn.

    replace: what the list no longer names is closed.  has_choice: the page offers the choice that
    the file waits for.  answered: the missing pupils of whom the user said what became of them.
    """
    if stage in ("queued", "reading", "applying"):
        words = {"queued": "wacht op zijn beurt", "reading": "wordt gelezen"}
        return State("hourglass_empty", _INK_2, words.get(stage, "wordt overgenomen"))
    if report is None or stage == "failed":
        return State("block", _BERRY, "niet gelezen")
    if stage == "refused" and report.choice == "columns":
        return State("help", "inherit", "nog onbekend: koppel de kolommen")
    if stage == "refused":
        return State("block", _BERRY, f"geweigerd: {short(report.title)}")
    if stage == "waiting":
        if not has_choice:
            return State("help", "inherit", f"wacht: {short(report.title)}")
        wanted = sum(one.is_question and one.answer is None for one in report.doubts) or 1
        words_of_wait = f"wacht op {wanted} {'keuze' if wanted == 1 else 'keuzes'}"
        return State("help", "inherit", words_of_wait)
    if stage == "unchanged":
        return State("check_circle", _PETROL, "stond er al")
    if stage == "applied":
        return State("check_circle", _PETROL, f"overgenomen, {taken_count(report)}")
    moved = report.year_change
    missing = {one.pupil_id for one in moved.missing} if moved else set()
    has_question = not missing.issubset(answered)
    if changes_nothing(report.counts, replace):
        if has_question:
            return State("help", "inherit", "staat er al, maar er wacht een vraag")
        if missing:
            return State("preview", "inherit", "uw antwoord is nog niet vastgelegd")
        return State("check_circle", _INK_2, "staat er al, er verandert niets")
    if has_question:
        return State("help", "inherit", "klaar om te bekijken; er wacht een vraag")
    return State("preview", "inherit", "klaar om te bekijken")
