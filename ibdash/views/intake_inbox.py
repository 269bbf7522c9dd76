"""Where a file of the inbox stands: the icon and the few words beside its name."""

from ibdash.views import palette
from ibdash.views.intake_report import Reported, short
from ibdash.views.intake_state import Stage, State, state

_INK_2 = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"


def waiting(why: str, report: Reported | None) -> State:
    """A file that lies there.  why: writing, person, pupils or retry (intake.inbox)."""
    if report is None or why == "writing":
        return State("hourglass_empty", _INK_2, "is net binnengekomen")
    if why == "pupils":
        return State("group", "inherit", "wacht op het bestand met de leerlingen")
    if why == "retry":
        return State("hourglass_empty", _INK_2, f"nog niet leesbaar: {short(report.title)}")
    return State("help", "inherit", f"wacht op u: {short(report.title)}")


def left(report: Reported) -> State:
    """A file that was taken in or refused."""
    stages: dict[str, Stage] = {"refused": "refused", "unchanged": "unchanged"}
    return state(stages.get(report.state, "applied"), report, False, False)
