"""The rules in words: what each looks for, its limits, and what another limit would do."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Protocol

from ibdash.views import dutch

SEVERITY_WORDS: Mapping[str, str] = {
    "actie": "actie",
    "zorg": "zorg",
    "aandacht": "aandacht",
    "kans": "kans",
}
# How a chip of each severity is drawn by st.badge; actie is solid, and drawn apart (look.md 2.2).
BADGES: Mapping[str, tuple[str, str]] = {
    "actie": ("red", ":material/priority_high:"),
    "zorg": ("red", ":material/error:"),
    "aandacht": ("gray", ":material/visibility:"),
    "kans": ("green", ":material/lightbulb:"),
}
_MOST_NAMES = 6
FAMILIES: Mapping[str, str] = {
    "DYS": "Dyslexie",
    "REK": "Rekenen",
    "NIV": "Resultaten",
    "GRP": "Groep",
    "DBL": "Schoolloopbaan",
    "OPP": "OPP",
    "PLN": "Plannen",
    "TLV": "Toelaatbaarheidsverklaring",
    "BSP": "Besprekingen",
    "AFS": "Afspraken",
    "VRZ": "Verzuim",
    "LWO": "Uitstroom",
    "ADV": "Schooladvies",
}


class Limit(Protocol):
    """A limit of a rule, as the room of signals gives it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def default(self) -> float: ...
    @property
    def is_fixed(self) -> bool: ...
    @property
    def label(self) -> str: ...


class Rule(Protocol):
    """A rule, as the room of signals gives it."""

    @property
    def rule_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> str: ...


class Moment(Protocol):
    """What a limit would do on one day."""

    @property
    def day(self) -> date: ...
    @property
    def on(self) -> frozenset[tuple[int | None, int | None, str]]: ...
    @property
    def off(self) -> frozenset[tuple[int | None, int | None, str]]: ...


class LookBack(Protocol):
    """What became of earlier signals of a rule."""

    @property
    def signals(self) -> int: ...
    @property
    def days(self) -> tuple[int, ...]: ...


def family(rule_id: str) -> str:
    """The head under which a rule stands."""
    prefix = rule_id.split("-")[0]
    return FAMILIES.get(prefix, prefix)


def number(value: float, kind: str) -> str:
    """A limit as it is read: "14", "1,645"."""
    if kind == "integer" or value == int(value):
        return dutch.number(value)
    return f"{value:g}".replace(".", ",")


def limit(one: Limit, value: float) -> str:
    """A limit with its value: "Dagen vooraf: 21 (zonder instelling 14)"."""
    said = f"{one.label}: {number(value, one.type)}"
    if value != one.default:
        said += f" (zonder instelling {number(one.default, one.type)})"
    return said


def summary(rules: Sequence[Rule], set_by_school: int) -> str:
    """How many rules there are, and how many limits the school set."""
    count = f"**{dutch.plural(len(rules), 'regel', 'regels')}** kijken mee in uw gegevens"
    if not set_by_school:
        return f"{count}. Alle grenzen staan zoals de bron ze geeft."
    return f"{count}. Uw school stelde {dutch.plural(set_by_school, 'grens', 'grenzen')} zelf in."


def effect(moment: Moment, today: date, names: Mapping[int, str], groups: Mapping[int, str]) -> str:
    """What a limit would do on a day: who come on the list and who go off it."""
    when = "Nu" if moment.day == today else f"Op {dutch.day(moment.day)}"
    if not moment.on and not moment.off:
        return f"{when}: er verandert niets."
    parts = []
    for whom, word in ((moment.on, "erbij"), (moment.off, "eraf")):
        if whom:
            people = {(pupil, group) for pupil, group, _ in whom}
            shown = sorted(
                names.get(pupil, "een leerling")
                if pupil is not None
                else dutch.group(groups.get(group or 0, "een groep"))
                for pupil, group in people
            )
            more = len(shown) - _MOST_NAMES
            listed = (
                f"{', '.join(shown[:_MOST_NAMES])} en nog {dutch.number(more)}"
                if more > 0
                else dutch.listing(shown)
            )
            parts.append(f"{dutch.number(len(people))} {word} ({listed})")
    return f"{when}: {' en '.join(parts)}."


def looked_back(found: LookBack | None, least: int) -> str:
    """What became of earlier signals of a rule."""
    if found is None:
        return f"Terugkijken kan vanaf {least} signalen van deze regel; zo veel zijn er nog niet."
    followed = len(found.days)
    said = (
        f"Bij {dutch.count_of(followed, found.signals)} eerdere signalen volgde binnen een jaar een"
        " plan, OPP of aanvraag"
    )
    if not followed:
        return f"{said}."
    return f"{said}, meestal na {dutch.plural(round(median(found.days)), 'dag', 'dagen')}."
