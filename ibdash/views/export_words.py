"""What the page Exporteren says: what can be taken along, how much, and where not to keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ibdash.views import dutch

WARNING = (
    "In dit bestand staan gegevens van leerlingen. Bewaar het niet in een map die naar internet"
    " kopieert (OneDrive, Google Drive), stuur het niet per e-mail, en wis het als u het niet meer"
    " nodig hebt."
)
RESTRICTED_WARNING = (
    "Er staan ook diagnoses, uitslagen van intelligentietests of vertrouwelijke notities in. Geef"
    " dit bestand alleen aan wie die mag zien."
)
HIDDEN = (
    "Namen zijn nu verborgen op het scherm. In het bestand staan ze voluit, in de tabellen met"
    " leerlingen."
)


@dataclass(frozen=True)
class Offered:
    """A table that can be taken along.

    rows: how many it has now.  taken_on: when something of it was last taken in, or None.
    """

    name: str
    title: str
    rows: int
    taken_on: date | None
    is_restricted: bool


def label(table: Offered) -> str:
    """Markdown beside its box: "**Leerlingen** 366 regels, overgenomen op 9 feb 2026"."""
    taken = f", overgenomen op {dutch.day(table.taken_on)}" if table.taken_on else ""
    lock = ", afgeschermd" if table.is_restricted else ""
    rows = dutch.plural(table.rows, "regel", "regels")
    return f"**{table.title}** :gray[{rows}{taken}{lock}]"


def summary(tables: Sequence[Offered], offered: int, school: str | None, day: date | None) -> str:
    """The sentence on top; `**finding**`.

    tables: the chosen ones.  offered: how many there are.  school: its name, None for all schools.
    day: as of which day, None for now.
    """
    rows = dutch.plural(sum(table.rows for table in tables), "regel", "regels")
    of = f" van {school}" if school else ""
    as_of = f", zoals bekend op {dutch.day_in_words(day)}" if day else ""
    if not tables:
        return "Kies ten minste **één tabel**."
    which = (
        "Alle tabellen"
        if len(tables) == offered
        else f"{len(tables)} van de {dutch.plural(offered, 'tabel', 'tabellen')}"
    )
    verb = "gaat" if len(tables) == 1 and offered > 1 else "gaan"
    return f"{which}{of} {verb} mee: **{rows}**{as_of}."


def too_large(most: int) -> str:
    """Why a workbook cannot be made."""
    return (
        f"Dit is te veel voor Excel: dat kan hier tot {dutch.number(most)} regels. Kies Parquet,"
        " minder tabellen, of een school tegelijk."
    )


def without_rows(titles: Sequence[str]) -> str:
    """Which tables have nothing to take along."""
    return f"Nog zonder gegevens: {dutch.listing([title.lower() for title in titles])}."
