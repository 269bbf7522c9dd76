"""Where a file of the inbox stands: the icon and the few words beside its name."""

from collections.abc import Iterable
from datetime import datetime

from ibdash.views import dutch, palette
from ibdash.views.intake_report import Reported, short
from ibdash.views.intake_state import Stage, State, state

_INK_2 = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_PETROL = f"light-dark({palette.LIGHT.petrol},{palette.DARK.petrol})"
_BERRY = f"light-dark({palette.LIGHT.berry},{palette.DARK.berry})"


def waiting(why: str, report: Reported | None) -> State:
    """A file that lies there.  why: as intake.inbox says it."""
    if report is None or why == "writing":
        return State("hourglass_empty", _INK_2, "is net binnengekomen")
    if why == "pupils":
        return State("group", "inherit", "wacht op het bestand met de leerlingen")
    if why == "retry":
        return State("hourglass_empty", _INK_2, f"nog niet leesbaar: {short(report.title)}")
    if why == "fault":
        return State("hourglass_empty", _INK_2, "er ging iets mis; ibdash probeert het opnieuw")
    if why == "stuck":
        done = "overgenomen" if report.state != "refused" else "geweigerd"
        words = f"{done}, maar niet weg te halen: sluit het elders, of verwijder het zelf"
        return State("error", _BERRY, words)
    return State("help", "inherit", f"wacht op u: {short(report.title)}")


def past(is_refused: bool, at: datetime, report: Reported | None) -> State:
    """A file that was taken in or refused.  at: local time.  report: where it is remembered."""
    when = f"{dutch.day(at.date())}, {dutch.time(at)}"
    if report is not None:
        stages: dict[str, Stage] = {"refused": "refused", "unchanged": "unchanged"}
        drawn = state(stages.get(report.state, "applied"), report, False, False)
        return State(drawn.icon, drawn.colour, f"{drawn.words}\n{when}")
    if is_refused:
        return State("block", _BERRY, f"geweigerd\n{when}")
    return State("check_circle", _PETROL, f"overgenomen\n{when}")


def for_a_person(whys: Iterable[str]) -> int:
    """How many files somebody has to do something about; why: as intake.inbox says it."""
    return sum(why in ("person", "stuck") for why in whys)


def waiting_sentence(count: int) -> str:
    """ "Postvak in: 2 bestanden wachten"."""
    verb = "wacht" if count == 1 else "wachten"
    return f"Postvak in: {dutch.plural(count, 'bestand', 'bestanden')} {verb}"


def passed_sentence(passed: int) -> str:
    """ "1 submap of snelkoppeling in deze map wordt niet bekeken"; "" for none."""
    if not passed:
        return ""
    verb = "wordt" if passed == 1 else "worden"
    what = dutch.plural(passed, "submap of snelkoppeling", "submappen of snelkoppelingen")
    return f"{what} in deze map {verb} niet bekeken: zet de bestanden zelf erin."
