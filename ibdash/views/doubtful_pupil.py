"""A pupil of a file who may be one of several, in words, beside whom it may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Protocol

from ibdash.views import dutch, palette

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_LINE = f"light-dark({palette.LIGHT.line},{palette.DARK.line})"
_NOTHING = "–"
# Name, birth date and groups tell two children apart; where they are known does not.
_COMPARED = 3
# Whose keys these are, for people; another system is called by its own name.
_SYSTEMS = {
    "edexml": "leerlingadministratie",
    "open": "tabellen",
    "esis": "ESIS",
    "sgp": "jaarscores",
}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# The answer that no candidate is the one.
NEW = "new"


class Known(Protocol):
    """A known pupil who may be the one that a file names."""

    @property
    def public_key(self) -> str: ...
    @property
    def display_name(self) -> str: ...
    @property
    def call_name(self) -> str | None: ...
    @property
    def family_name(self) -> str | None: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def group(self) -> str | None: ...
    @property
    def year_group(self) -> str | None: ...
    @property
    def systems(self) -> Sequence[str]: ...
    @property
    def last_result_on(self) -> date | None: ...
    @property
    def last_result_in(self) -> str | None: ...


class Doubtful(Protocol):
    """A pupil of a file who may be one of the candidates (intake.who_is_who.Doubt)."""

    @property
    def mark(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def display_name(self) -> str | None: ...
    @property
    def call_name(self) -> str | None: ...
    @property
    def family_name(self) -> str | None: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def group(self) -> str | None: ...
    @property
    def year_group(self) -> str | None: ...
    @property
    def key(self) -> str | None: ...
    @property
    def system(self) -> str: ...
    @property
    def candidates(self) -> Sequence[Known]: ...
    @property
    def is_question(self) -> bool: ...
    @property
    def makes_pupil(self) -> bool: ...
    @property
    def answer(self) -> str | None: ...


@dataclass(frozen=True)
class Side:
    """One card: its head, and a value for each label; "" is shown as a dash."""

    head: str
    values: Sequence[str]


def beside(labels: Sequence[str], sides: Sequence[Side]) -> str:
    """Cards beside each other as HTML, their rows aligned; another name, birth date or group than
    in the first is bold."""
    rows = len(labels) + 1
    cards = []
    for side in sides:
        cells = [f'<h4 style="margin:0;padding:0;font-size:15px">{escape(side.head)}</h4>']
        for place, label in enumerate(labels):
            value = side.values[place]
            first = sides[0].values[place]
            is_known = bool(value) and bool(first) and place < _COMPARED
            is_other = side is not sides[0] and is_known and value != first
            weight = "600" if is_other else "400"
            cells.append(
                f'<p style="margin:0;font-size:15px;line-height:1.35;overflow-wrap:anywhere">'
                f'<span style="display:block;font-size:13px;color:{_GREY}">{escape(label)}</span>'
                f'<span style="font-weight:{weight}">{escape(value or _NOTHING)}</span></p>'
            )
        cards.append(
            f'<section aria-label="{escape(side.head)}" style="display:grid;gap:8px;'
            f"grid-row:1 / span {rows};grid-template-rows:subgrid;padding:12px 16px;"
            f'border:1px solid {_LINE};border-radius:8px">{"".join(cells)}</section>'
        )
    return (
        f'<div style="display:grid;grid-template-columns:repeat({len(sides)},minmax(0,1fr));'
        f'grid-template-rows:repeat({rows},auto);gap:0 12px">{"".join(cards)}</div>'
    )


DOUBT_LABELS = ("Naam", "Geboortedatum", "Groep", "Bekend bij", "Laatste toets")


def doubt_sides(doubt: Doubtful, shown: Mapping[str, str]) -> list[Side]:
    """The pupil of the file, and each candidate.  shown: what stands there for a name."""
    letters = len(doubt.candidates) > 1
    key = f", nummer {doubt.key}" if doubt.key and not doubt.key.startswith("#") else ""
    here = Side(
        f"In dit bestand, {where(doubt)}",
        (
            _name(doubt.display_name, shown),
            day(doubt.birth_date),
            _group(doubt.group, doubt.year_group),
            f"{system(doubt.system)}{key}",
            "",
        ),
    )
    return [here] + [
        Side(
            f"{_LETTERS[place % len(_LETTERS)]}. Al bekend" if letters else "Al bekend",
            (
                _name(one.display_name, shown),
                day(one.birth_date),
                _group(one.group, one.year_group),
                ", ".join(system(name) for name in one.systems),
                last_test(one.last_result_on, one.last_result_in),
            ),
        )
        for place, one in enumerate(doubt.candidates)
    ]


def answers(doubt: Doubtful) -> dict[str, str]:
    """Answer: its words, in the order in which they stand on the screen."""
    one = len(doubt.candidates) == 1
    found = {
        known.public_key: "Dezelfde leerling" if one else f"Het is {_LETTERS[place % 26]}"
        for place, known in enumerate(doubt.candidates)
    }
    return found | {NEW: "Een andere leerling" if doubt.makes_pupil else "Geen van deze"}


def where(doubt: Doubtful) -> str:
    """ "regel 12", or "tabblad leerlingen, regel 12"."""
    sheet = f"tabblad {doubt.sheet}, " if doubt.sheet else ""
    return f"{sheet}regel {doubt.line}"


def questions_title(count: int) -> str:
    """Over the questions that must be answered."""
    return "Wie is dit?" if count == 1 else f"Wie zijn deze {dutch.number(count)} leerlingen?"


def questions_text(doubts: Sequence[Doubtful]) -> str:
    """Why it is asked, and what each answer does."""
    other = "Een andere leerling: er komt een nieuwe leerling bij."
    if not all(doubt.makes_pupil for doubt in doubts):
        other = (
            "Een andere leerling: er komt een nieuwe bij. Geen van deze: de regels gaan niet mee."
        )
    return (
        "Dit past bij meer dan één leerling, of lijkt op een leerling die u al hebt. ibdash kiest"
        f" niet zelf. Wat anders is, staat vet. {other} Uw antwoord wordt onthouden."
    )


PROPOSALS_TITLE = "Misschien dezelfde leerling?"
PROPOSALS_TEXT = (
    "Deze leerlingen lijken op een leerling die in dit systeem een andere sleutel heeft. Als u"
    " niets kiest, komen zij erbij als andere leerling. Later samenvoegen kan ook, bij Wie is wie."
)


def answered_sentence(doubts: Sequence[Doubtful]) -> str:
    """Once a file is taken in; "" where nobody was asked about."""
    count = sum(doubt.answer is not None for doubt in doubts)
    if not count:
        return ""
    who = dutch.plural(count, "leerling", "leerlingen")
    return f"Van {who} zei u wie het {'is' if count == 1 else 'zijn'}. Dat staat bij Wie is wie."


def system(name: str) -> str:
    """Whose keys these are: "leerlingadministratie"; of a dossier without its school."""
    return "overstapdossier" if name.startswith("oso") else _SYSTEMS.get(name, name)


def day(value: date | None) -> str:
    """ "9 mrt 2018", or "" where it is not known."""
    return dutch.day(value) if value else ""


def last_test(on: date | None, within: str | None) -> str:
    """ "20 jan 2026", without a day "M5 2022-2023 (geen datum)"; "" where there is no result.

    within: moment and school year of the newest result; one with neither has "".
    """
    if on is not None or within is None:
        return day(on)
    return f"{within} (geen datum)" if within else "geen datum bekend"


def _name(name: str | None, shown: Mapping[str, str]) -> str:
    return shown.get(name or "", name or "")


def _group(group: str | None, year_group: str | None) -> str:
    if group:
        return dutch.group(group)
    return f"jaargroep {year_group}" if year_group else ""
