"""What taking an intake back does, as Dutch sentences.

The protocols describe an undoing as the pages receive it from the intake.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from ibdash.views import dutch
from ibdash.views.intake_in_store import on_this_computer
from ibdash.views.intake_report import KINDS, Changed

# As many as a person reads on the command line; the page has the same number.
MOST_SHOWN = 10
# They come along with results and pupils; alone they are told as well.
_ALONG = ("test", "placement", "result_claim")
# Values that are somebody's own: the command line says only that they change.
_OWN = ("naam", "geboortedatum")


class TakenBack(Protocol):
    """Of one kind: how many go, how many come back, and how many of those are not there now."""

    @property
    def gone(self) -> int: ...
    @property
    def back(self) -> int: ...
    @property
    def again(self) -> int: ...


class Built(Protocol):
    """A later change that built on the file; no file: "" and None.  at: UTC."""

    @property
    def file(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def intake_id(self) -> int | None: ...


class Undone(Protocol):
    """What undoing an intake does, or why it cannot be done (`built_on`, the oldest first)."""

    @property
    def file(self) -> str: ...
    @property
    def counts(self) -> Mapping[str, TakenBack]: ...
    @property
    def back(self) -> Sequence[Changed]: ...
    @property
    def kept(self) -> int: ...
    @property
    def built_on(self) -> Sequence[Built]: ...
    @property
    def is_possible(self) -> bool: ...


def sentence(undoing: Undone, *, is_done: bool = False) -> str:
    """What goes and what comes back; `**finding**`.

    "**3 resultaten en 2 leerlingen gaan weg.** Van **1 resultaat** komt de oude waarde terug."
    is_done: in words for afterwards ("zijn weg").
    """
    told = _told(undoing)
    gone = {kind: taken.gone for kind, taken in told.items()}
    values = {kind: taken.back - taken.again for kind, taken in told.items()}
    again = {kind: taken.again for kind, taken in told.items()}
    parts = []
    if any(gone.values()):
        verb = _verb(gone, ("is", "zijn") if is_done else ("gaat", "gaan"))
        parts.append(f"**{_listed(gone)} {verb} weg.**")
    if any(values.values()):
        one = sum(values.values()) == 1
        what = "de oude waarde" if one else "de oude waarden"
        verb = _verb(values, ("is", "zijn") if is_done else ("komt", "komen"))
        parts.append(f"Van **{_listed(values)}** {verb} {what} terug.")
    if any(again.values()):
        verb = _verb(again, ("is", "zijn") if is_done else ("komt", "komen"))
        parts.append(f"**{_listed(again)}** {verb} terug.")
    if not parts:
        return "Er **verandert niets** aan wat er nu staat."
    if not any(gone.values()) and not is_done:
        parts.append("Er gaat niets weg.")
    return " ".join(parts)


def values_heading(undoing: Undone) -> str:
    """ "Oude waarden die terugkomen: 12 resultaten en 1 leerling"; "" where there are none."""
    of = _values_of(undoing)
    return f"Oude waarden die terugkomen: {_listed(of)}" if of and undoing.back else ""


def values_in_all(undoing: Undone) -> int:
    """Of how many results and pupils old values come back; the lines show the first ones."""
    return sum(_values_of(undoing).values())


def kept_sentence(undoing: Undone) -> str:
    """Why a school or a test of the file stays; "" when none does."""
    if not undoing.kept:
        return ""
    return "De school en de toetsen die andere bestanden ook noemen, blijven staan."


def blocked_sentence(undoing: Undone) -> str:
    """Why it cannot be done; `**finding**`."""
    if len(undoing.built_on) == 1:
        return "**Dit kan nog niet:** een later bestand bouwt hierop voort."
    count = dutch.plural(len(undoing.built_on), "later bestand", "latere bestanden")
    return f"**Dit kan nog niet:** {count} bouwen hierop voort."


def blocked_remedy(undoing: Undone) -> str:
    """What to do first."""
    if any(not built.file for built in undoing.built_on):
        return (
            "Maak die eerst ongedaan, het nieuwste het eerst. Een keuze tussen twee bronnen neemt u"
            " terug op Gegevenskwaliteit, bij Bronnen."
        )
    if len(undoing.built_on) == 1:
        return "Maak dat bestand eerst ongedaan. Daarna kan dit bestand ook."
    return "Maak die eerst ongedaan, het nieuwste het eerst. Daarna kan dit bestand ook."


def in_the_way(undoing: Undone) -> list[tuple[int | None, str]]:
    """The later files, the newest first: (intake_id, "beter.csv, overgenomen op 9 feb 2026")."""
    return [(built.intake_id, _built(built)) for built in reversed(undoing.built_on)]


def plain_values(undoing: Undone) -> list[str]:
    """The first old values without a name: "regel 2, woordlezen M4: score 39 → 38,5"."""
    return [
        f"{_where(change.line)}, {change.what}: {change.column}{_from_to(change)}"
        for change in undoing.back[:MOST_SHOWN]
    ]


def _where(line: int) -> str:
    """A fact without a line in the file is an answer that somebody gave."""
    return f"regel {line}" if line else "uw antwoord"


def _built(built: Built) -> str:
    at = on_this_computer(built.at)
    when = f"{dutch.day(at)}, {dutch.time(at)}"
    return f"{built.file}, overgenomen op {when}" if built.file else f"een wijziging van {when}"


def _told(undoing: Undone) -> dict[str, TakenBack]:
    """What a person wants to know of, in the order of KINDS."""
    all_kinds = {
        kind: undoing.counts[kind]
        for kind in KINDS
        if kind in undoing.counts and (undoing.counts[kind].gone or undoing.counts[kind].back)
    }
    # A placement that comes back, comes without its pupil.
    main = {
        kind: taken
        for kind, taken in all_kinds.items()
        if kind not in _ALONG or (kind == "placement" and taken.back and not taken.gone)
    }
    return main or all_kinds


def _values_of(undoing: Undone) -> dict[str, int]:
    return {
        kind: undoing.counts[kind].back - undoing.counts[kind].again
        for kind in ("result", "pupil")
        if kind in undoing.counts and undoing.counts[kind].back > undoing.counts[kind].again
    }


def _listed(counts: Mapping[str, int]) -> str:
    return dutch.listing([KINDS[kind].count(count) for kind, count in counts.items() if count])


def _verb(counts: Mapping[str, int], words: tuple[str, str]) -> str:
    return words[sum(counts.values()) != 1]


def _from_to(change: Changed) -> str:
    if change.column in _OWN or (change.old is None and change.new is None):
        return ""
    return f" {_text(change.old)} → {_text(change.new)}"


def _text(value: Any) -> str:
    if value is None:
        return "leeg"
    if isinstance(value, date):
        return dutch.day(value)
    if isinstance(value, (int, float)):
        return dutch.number(value, len(f"{value:.10g}".partition(".")[2]))
    return str(value)
