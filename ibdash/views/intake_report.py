"""What an intake says about one file, as Dutch sentences: what it is, what can go in, what changes.

The protocols describe a report as the pages receive it from the intake; nothing here reads a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ibdash.views import dutch
from ibdash.views.doubtful_pupil import Doubtful
from ibdash.views.intake_dossier import Transferred
from ibdash.views.year_change import Changed as YearChangedInWords
from ibdash.views.year_change import Moved


class Counted(Protocol):
    """Rows of one kind; also a row of `intake/counts`."""

    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def same(self) -> int: ...
    @property
    def gone(self) -> int: ...
    @property
    def refused(self) -> int: ...


class Remarked(Protocol):
    """One remark about a file; line 0 is about the file as a whole."""

    @property
    def line(self) -> int: ...
    @property
    def severity(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def remedy(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Changed(Protocol):
    """One value of a known row that changes; is_personal: whether it may name somebody."""

    @property
    def line(self) -> int: ...
    @property
    def pupil(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def old(self) -> Any: ...
    @property
    def new(self) -> Any: ...
    @property
    def scale(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_personal(self) -> bool: ...


class Mover(Moved, Protocol):
    """A pupil in the change of school year, with the words of the name."""

    @property
    def display_name(self) -> str: ...
    @property
    def call_name(self) -> str | None: ...
    @property
    def family_name(self) -> str | None: ...


class YearChanged(YearChangedInWords, Protocol):
    """The change of school year; pupils: all but those who moved on; missing: who is asked for."""

    @property
    def pupils(self) -> Sequence[Mover]: ...
    @property
    def missing(self) -> Sequence[Mover]: ...


class Reported(Protocol):
    """A report on one file; state is ready, applied, unchanged, refused or waiting."""

    @property
    def state(self) -> str: ...
    @property
    def format(self) -> str | None: ...
    @property
    def school(self) -> str | None: ...
    @property
    def school_year(self) -> str | None: ...
    @property
    def choice(self) -> str: ...
    @property
    def profile(self) -> str | None: ...
    @property
    def moments(self) -> Sequence[str]: ...
    @property
    def counts(self) -> Mapping[str, Counted]: ...
    @property
    def remarks(self) -> Sequence[Remarked]: ...
    @property
    def changes(self) -> Sequence[Changed]: ...
    @property
    def against(self) -> Sequence[Changed]: ...
    @property
    def year_change(self) -> YearChanged | None: ...
    @property
    def dossier(self) -> Transferred | None: ...
    @property
    def doubts(self) -> Sequence[Doubtful]: ...
    @property
    def to_map(self) -> Sequence[int]: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def remedy(self) -> str: ...


@dataclass(frozen=True)
class Kind:
    """The words for one kind of row.

    adjective: "bestaand" for a het-word, "bestaande" for a de-word.  file: what a file is called
    that is about this kind.  row: how its rows are counted; None where they are the thing itself.
    """

    one: str
    many: str
    adjective: str
    file: str
    row: tuple[str, str] | None = None

    @property
    def head(self) -> str:
        """The plural as the head of a row: "Resultaten"."""
        return self.many[:1].upper() + self.many[1:]

    def count(self, count: int) -> str:
        """ "1 resultaat", "12 resultaten"."""
        return dutch.plural(count, self.one, self.many)

    def rows(self, count: int) -> str:
        """ "1.187 regels"; of pupils, who have no line of their own, "236 leerlingen"."""
        return dutch.plural(count, *(self.row or (self.one, self.many)))


_LINE = ("regel", "regels")
# In the order in which they say what a file is about; the rest comes along with them.
KINDS = {
    "transfer": Kind(
        "overstapdossier",
        "overstapdossiers",
        "bestaand",
        "Een overstapdossier",
        ("dossier", "dossiers"),
    ),
    "result": Kind("resultaat", "resultaten", "bestaand", "Toetsresultaten", _LINE),
    "norm": Kind("normregel", "normregels", "bestaande", "Een normtabel", _LINE),
    "plan": Kind("plan", "plannen", "bestaand", "Plannen", _LINE),
    "evaluation": Kind("evaluatie", "evaluaties", "bestaande", "Evaluaties van plannen", _LINE),
    "support_level": Kind(
        "ondersteuningsniveau",
        "ondersteuningsniveaus",
        "bestaand",
        "Ondersteuningsniveaus",
        _LINE,
    ),
    "career_year": Kind(
        "jaar van de schoolloopbaan", "jaren van de schoolloopbaan", "bestaand", "Schoolloopbanen"
    ),
    "capacity": Kind(
        "capaciteitsscore", "capaciteitsscores", "bestaande", "Capaciteitstesten", _LINE
    ),
    "declaration": Kind(
        "toelaatbaarheidsverklaring",
        "toelaatbaarheidsverklaringen",
        "bestaande",
        "Toelaatbaarheidsverklaringen",
    ),
    "arrangement": Kind("arrangement", "arrangementen", "bestaand", "Arrangementen"),
    "diagnosis": Kind("diagnose", "diagnoses", "bestaande", "Diagnoses"),
    "absence_total": Kind("verzuimtotaal", "verzuimtotalen", "bestaand", "Verzuimtotalen"),
    "school_advice": Kind("advies of wens", "adviezen en wensen", "bestaand", "Schooladviezen"),
    "absence": Kind("verzuimregel", "verzuimregels", "bestaande", "Verzuim"),
    "referral": Kind("verwijzing", "verwijzingen", "bestaande", "Verwijzingen"),
    "note": Kind("notitie", "notities", "bestaande", "Notities"),
    "agreement": Kind("afspraak", "afspraken", "bestaande", "Afspraken"),
    "meeting": Kind("bespreking", "besprekingen", "bestaande", "Besprekingen"),
    "decision": Kind("besluit", "besluiten", "bestaand", "Besluiten"),
    "signal_decision": Kind(
        "besluit over een signaal", "besluiten over signalen", "bestaand", "Signaalbesluiten"
    ),
    "signal_limit": Kind(
        "grens van een signaal", "grenzen van signalen", "bestaande", "Grenzen van signalen"
    ),
    "finding_approval": Kind(
        "goedgemelde bevinding", "goedgemelde bevindingen", "bestaande", "Wat goed is gemeld"
    ),
    "school_calendar": Kind("kalenderregel", "kalenderregels", "bestaande", "Schoolkalender"),
    "test_calendar": Kind("toetsperiode", "toetsperioden", "bestaande", "Toetskalender"),
    "source_choice": Kind(
        "keuze tussen bronnen", "keuzes tussen bronnen", "bestaande", "Keuzes tussen bronnen"
    ),
    "import_profile": Kind("indeling", "indelingen", "bestaande", "Eigen indelingen"),
    "pupil": Kind("leerling", "leerlingen", "bestaande", "Leerlingen en groepen"),
    "pupil_key": Kind(
        "leerlingnummer", "leerlingnummers", "bestaand", "Leerlingnummers van een ander systeem"
    ),
    "group": Kind("groep", "groepen", "bestaande", "Groepen"),
    "placement": Kind("plaatsing", "plaatsingen", "bestaande", "Plaatsingen"),
    "staff": Kind("medewerker", "medewerkers", "bestaande", "Medewerkers"),
    "result_claim": Kind(
        "bron bij een gedeeld resultaat", "bronnen bij gedeelde resultaten", "bestaande", "Bronnen"
    ),
    "test": Kind("toets", "toetsen", "bestaande", "Toetsen"),
    "school": Kind("school", "scholen", "bestaande", "Scholen"),
}


def main_kind(counts: Mapping[str, Counted]) -> str:
    """What a file is about: the first kind, in the order of KINDS, of which it has rows."""
    there = [kind for kind in KINDS if kind in counts and of_file(counts[kind])]
    return there[0] if there else next(iter(counts), "result")


def accepted(count: Counted) -> int:
    """Rows that can go in: new, changed and already known."""
    return count.new + count.changed + count.same


def of_file(count: Counted) -> int:
    """Rows of the file itself, refused ones included; who is gone is not in it."""
    return accepted(count) + count.refused


def size(report: Reported) -> str:
    """ "1.187 regels"."""
    main = main_kind(report.counts)
    return KINDS[main].rows(of_file(report.counts[main])) if main in report.counts else ""


def changes_nothing(counts: Mapping[str, Counted], replace: bool) -> bool:
    """Whether taking the file in would leave everything as it is.

    replace: whether what a complete list no longer names is closed.  Norms that are gone always go.
    """
    return not any(
        count.new or count.changed or (count.gone and (replace or kind == "norm"))
        for kind, count in counts.items()
    )


def sentence(report: Reported, school: str | None, replace: bool) -> str:
    """The summary: what it is, of whom, how much can go in and what changes; `**finding**`.

    school: its name, or None where the file names none or several.
    """
    main = main_kind(report.counts)
    parts = (school, _year(report.school_year), _moments(report.moments))
    where = ", ".join(part for part in parts if part)
    about = f"{KINDS[main].file} van **{where}**." if where else f"{KINDS[main].file}."
    parts_of_it = (
        about,
        _how_many(report.counts, main),
        _what_comes_along(report.counts, main),
        _what_changes(report.counts, replace),
    )
    return " ".join(part for part in parts_of_it if part)


def take_label(report: Reported) -> str:
    """The button: "1.179 regels overnemen"."""
    main = main_kind(report.counts)
    return f"{KINDS[main].rows(accepted(report.counts[main]))} overnemen"


def taken_sentence(report: Reported, replace: bool) -> str:
    """What was taken in: "**Overgenomen.** Nieuw: 3 resultaten. Gewijzigd: 2 resultaten."."""
    if report.state == "unchanged":
        return "**Er is niets veranderd:** alles stond er al."
    # Tests and placements come along with results and pupils.
    kinds = [
        (KINDS[kind], count)
        for kind, count in _known_kinds(report.counts)
        if kind not in ("test", "placement")
    ]
    new = [words.count(count.new) for words, count in kinds if count.new]
    if "school" in report.counts and report.counts["school"].new:
        new.append(KINDS["school"].count(report.counts["school"].new))
    changed = [words.count(count.changed) for words, count in kinds if count.changed]
    gone = [words.count(count.gone) for words, count in kinds if count.gone and replace]
    parts = [
        f"{head}: {dutch.listing(texts)}."
        for head, texts in (("Nieuw", new), ("Gewijzigd", changed), ("Gesloten", gone))
        if texts
    ]
    return " ".join(["**Overgenomen.**", *parts])


def gone_sentence(counts: Mapping[str, Counted]) -> str:
    """Who is missing from a complete list; empty when nobody is."""
    gone = {kind: count.gone for kind, count in _known_kinds(counts) if count.gone}
    # A pupil who is gone takes the placement along.
    if "pupil" in gone:
        gone.pop("placement", None)
    if not gone:
        return ""
    verb = "staat" if sum(gone.values()) == 1 else "staan"
    who = dutch.listing([KINDS[kind].count(number) for kind, number in gone.items()])
    return f"{who[:1].upper()}{who[1:]} {verb} niet meer in dit bestand."


def earlier_sentence(name: str, at: datetime) -> str:
    """A file with the same content came in before."""
    return f"Precies dit bestand is op {dutch.day(at)} al overgenomen, als {name}."


def short(text: str) -> str:
    """A title after a colon: its first letter small, but not that of an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _known_kinds(counts: Mapping[str, Counted]) -> list[tuple[str, Counted]]:
    return [(kind, counts[kind]) for kind in KINDS if kind in counts and kind != "school"]


def _year(school_year: str | None) -> str | None:
    return f"schooljaar {school_year}" if school_year else None


def _moments(moments: Sequence[str]) -> str | None:
    """ "moment M6", "M3 tot en met M8"; None without a moment."""
    if len(moments) < 2:
        return f"moment {moments[0]}" if moments else None
    return f"{moments[0]} tot en met {moments[-1]}"


def _how_many(counts: Mapping[str, Counted], main: str) -> str:
    whole, part = of_file(counts[main]), accepted(counts[main])
    if whole == part == 1:
        return f"De ene {KINDS[main].rows(1).partition(dutch.NO_BREAK)[2]} kan mee."
    if whole == part:
        return f"Alle **{KINDS[main].rows(whole)}** kunnen mee."
    verb = "kan" if part == 1 else "kunnen"
    return f"Van {KINDS[main].rows(whole)} {verb} er **{dutch.number(part)}** mee."


def _what_comes_along(counts: Mapping[str, Counted], main: str) -> str:
    """What else is new: "Nieuw daarbij: 399 leerlingen en 143 ondersteuningsniveaus."."""
    new = [
        f"**{KINDS[kind].count(counts[kind].new)}**"
        for kind in KINDS
        # Placements and tests come along with pupils and results.
        if kind in counts and counts[kind].new and kind not in (main, "placement", "test")
    ]
    return f"Nieuw daarbij: {dutch.listing(new)}." if new else ""


def _what_changes(counts: Mapping[str, Counted], replace: bool) -> str:
    if changes_nothing(counts, replace):
        return "Er verandert **niets**: alles staat er al."
    changed = [(kind, count.changed) for kind, count in _known_kinds(counts) if count.changed]
    if not changed:
        return "Aan wat er al staat, verandert niets."
    parts = []
    for kind, count in changed[:3]:
        words = KINDS[kind]
        noun = words.one if count == 1 else words.many
        adjective = words.adjective if count == 1 else "bestaande"
        parts.append(f"**{dutch.number(count)}{dutch.NO_BREAK}{adjective} {noun}**")
    verb = "verandert" if changed[0][1] == 1 else "veranderen"
    return f"Er {verb} {dutch.listing(parts)}."
