"""The change of school year in words: how many moved on, doubled, came and left, and who."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Protocol

import pandas as pd
from pandas.io.formats.style import Styler

from ibdash.views import dutch, palette

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"


class Moved(Protocol):
    """A pupil who did not simply move on; kind: a key of KINDS."""

    @property
    def pupil_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def group_before(self) -> str | None: ...
    @property
    def group(self) -> str | None: ...
    @property
    def has_namesake(self) -> bool: ...


class Changed(Protocol):
    """What a complete list of a school year says of the pupils of the year before.

    counts: per kind, without zeroes.  left_on: the day that is written of who has left.
    """

    @property
    def year_before(self) -> str: ...
    @property
    def school_year(self) -> str: ...
    @property
    def counts(self) -> Mapping[str, int]: ...
    @property
    def is_first(self) -> bool: ...
    @property
    def is_certain(self) -> bool: ...
    @property
    def left_on(self) -> date: ...


@dataclass(frozen=True)
class Words:
    """one, many: in the sentence, after the number.  head: of the row.  check: at the source."""

    one: str
    many: str
    head: str
    check: str


KINDS = {
    "moved_on": Words(
        "gaat door", "gaan door", "Naar de volgende jaargroep", "Niets: zo hoort het te gaan."
    ),
    "doubled": Words(
        "doet het jaar over",
        "doen het jaar over",
        "Opnieuw dezelfde jaargroep",
        "Klopt de jaargroep? In groep 1 en 2 is dit kleuterverlenging, of een kleuter die in de"
        " loop van het jaar vier werd.",
    ),
    "skipped": Words(
        "slaat een jaar over",
        "slaan een jaar over",
        "Een jaargroep of meer overgeslagen",
        "Klopt de jaargroep in beide schooljaren?",
    ),
    "stepped_back": Words(
        "gaat naar een lagere jaargroep",
        "gaan naar een lagere jaargroep",
        "Naar een lagere jaargroep",
        "Klopt de jaargroep in beide schooljaren?",
    ),
    "came": Words(
        "is nieuw",
        "zijn nieuw",
        "Nieuw op school",
        "Staat de instroomdatum er? Dan mist een leerling niets van vóór die dag.",
    ),
    "left_after_8": Words(
        "is van school na groep 8",
        "zijn van school na groep 8",
        "Van school na groep 8",
        "Klopt het dat zij naar het voortgezet onderwijs zijn?",
    ),
    "left_before": Words(
        "ging eerder van school",
        "gingen eerder van school",
        "Van school vóór het einde van groep 8",
        "Klopt de uitstroomdatum?",
    ),
    "missing": Words(
        "ontbreekt zonder uitstroomdatum",
        "ontbreken zonder uitstroomdatum",
        "Ontbreekt, zonder uitstroomdatum",
        "Vul de uitstroomdatum in, of zet de leerling in de lijst van het nieuwe jaar.",
    ),
    "cannot_say": Words(
        "is niet in te delen",
        "zijn niet in te delen",
        "Niet te zeggen",
        "Staat er een jaargroep van 1 tot en met 8? Van s(b)o en andere groepen is niet te zeggen"
        " of iemand doorgaat.",
    ),
}
"""In the order in which they are told (domain.year_change.Kind)."""

QUESTION = "Zijn deze leerlingen van school?"
KEEP_ANSWER = "Antwoord vastleggen"
LEFT, STAYS, UNKNOWN = "Van school", "Hoort er nog bij", "Weet ik nog niet"


def title(changed: Changed) -> str:
    """ "Nieuw schooljaar: van 2024-2025 naar 2025-2026"."""
    return f"Nieuw schooljaar: van {changed.year_before} naar {changed.school_year}"


def sentence(changed: Changed) -> str:
    """ "168 leerlingen gaan door, 3 doen het jaar over en 27 zijn nieuw."."""
    parts: list[str] = []
    for kind, words in KINDS.items():
        count = changed.counts.get(kind, 0)
        if count:
            number = dutch.number(count) if parts else dutch.plural(count, "leerling", "leerlingen")
            parts.append(f"{number} {words.one if count == 1 else words.many}")
    return f"{dutch.listing(parts)}." if parts else ""


def table(changed: Changed) -> Styler:
    """A row per kind: what it is, how many pupils, and what to check at the source."""
    kinds = [kind for kind in KINDS if changed.counts.get(kind)]
    frame = pd.DataFrame(
        {
            "Wat": [KINDS[kind].head for kind in kinds],
            "Leerlingen": [changed.counts[kind] for kind in kinds],
            "Kijk dit na bij de bron": [KINDS[kind].check for kind in kinds],
        }
    )
    numbers: list[Hashable] = ["Leerlingen"]
    return frame.style.format(
        lambda value: dutch.number(int(str(value))), subset=numbers
    ).set_properties(subset=numbers, **{"text-align": "right"})


def who(changed: Changed, pupils: Sequence[Moved], shown: Mapping[int, str]) -> str:
    """Per kind the pupils, as HTML: "Bram Jansen (5a → 6a)".

    shown: pupil_id: what stands on the screen for the name.
    """
    blocks = []
    for kind, words in KINDS.items():
        of_kind = [one for one in pupils if one.kind == kind]
        if not of_kind:
            continue
        names = ", ".join(f"{escape(shown[one.pupil_id])}&nbsp;{_way(one)}" for one in of_kind)
        more = changed.counts.get(kind, 0) - len(of_kind)
        rest = f" en nog {dutch.number(more)}" if more > 0 else ""
        blocks.append(
            '<p style="margin:0;padding:4px 0;font-size:15px;line-height:1.5">'
            f'<strong style="font-weight:600">{escape(words.head)}.</strong> {names}{rest}.</p>'
        )
    return "".join(blocks)


def where_from(pupil: Moved) -> str:
    """Of a missing pupil: "uit groep 5a"; and that somebody of the same name came."""
    group = f"uit {dutch.group(pupil.group_before)}" if pupil.group_before else "zonder groep"
    if not pupil.has_namesake:
        return group
    return f"{group}; iemand met dezelfde naam is nieuw in dit bestand"


def question_text(changed: Changed, count: int) -> str:
    """Why it is asked, and what each answer does."""
    verb = "zat" if count == 1 else "zaten"
    day = f"{changed.left_on.day} juli {changed.left_on.year}"
    return (
        f"{dutch.plural(count, 'leerling', 'leerlingen')} {verb} in {changed.year_before} nog niet"
        f" in groep 8, en {'staat' if count == 1 else 'staan'} zonder uitstroomdatum niet in dit"
        f" bestand. {LEFT}: uitgeschreven per {day}. {STAYS}: staat in {changed.school_year} bij"
        f" Zonder groep. {UNKNOWN}: er verandert niets."
    )


def _way(pupil: Moved) -> str:
    before, now = (escape(group) if group else "" for group in (pupil.group_before, pupil.group))
    way = f"({before} → {now})" if before and now else f"({before or now or 'zonder groep'})"
    return f'<span style="color:{_GREY};white-space:nowrap">{way}</span>'
