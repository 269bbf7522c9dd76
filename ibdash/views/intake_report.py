"""What an intake says about one file, as Dutch sentences; its summary is in intake_headline.

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

    @property
    def only(self) -> str:
        """ "De ene regel", "Het ene dossier"."""
        is_neuter = self.adjective == "bestaand" and self.row is not _LINE
        return f"{'Het' if is_neuter else 'De'} ene {(self.row or (self.one,))[0]}"

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
    "week_review": Kind("afgeronde week", "afgeronde weken", "bestaande", "Afgeronde weken"),
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


def accepted(count: Counted) -> int:
    """Rows that can go in: new, changed and already known."""
    return count.new + count.changed + count.same


def of_file(count: Counted) -> int:
    """Rows of the file itself, refused ones included; who is gone is not in it."""
    return accepted(count) + count.refused


def changes_nothing(counts: Mapping[str, Counted], replace: bool) -> bool:
    """Whether taking the file in would leave everything as it is.

    replace: whether what a complete list no longer names is closed.  Norms that are gone always go.
    """
    return not any(
        count.new or count.changed or (count.gone and (replace or kind == "norm"))
        for kind, count in counts.items()
    )


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
