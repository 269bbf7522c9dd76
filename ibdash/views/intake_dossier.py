"""What an overstapdossier says of itself: of whom, of which school, what is in it and what not.

The protocol describes a dossier as the pages receive it from the intake.
"""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

import pandas as pd

from ibdash.views import dutch

_PARTS = {
    "career": "Schoolloopbaan",
    "tests": "Toetsen",
    "plans": "Handelingsplannen",
    "support": "Ondersteuning (OPP, TLV, arrangementen, diagnoses)",
    "absence": "Verzuim",
    "advice": "Advies",
    "final_test": "Eindtoets",
}
# Not delivered is not the same as not there: only the last says something about the pupil.
_STATES = {
    "delivered": "in het dossier",
    "opted_out": "niet aangeleverd: de ouders kozen daarvoor. Dat betekent niet dat er niets is",
    "not_applicable": "hoort niet in dit soort dossier",
    "empty": "niet aangeleverd: dit staat niet in het dossier",
}


class Transferred(Protocol):
    """One dossier; parts: delivered, empty, opted_out or not_applicable."""

    @property
    def pupil(self) -> str: ...
    @property
    def call_name(self) -> str | None: ...
    @property
    def family_name(self) -> str | None: ...
    @property
    def is_known(self) -> bool: ...
    @property
    def from_name(self) -> str | None: ...
    @property
    def from_brin(self) -> str | None: ...
    @property
    def made_on(self) -> date | None: ...
    @property
    def is_provisional(self) -> bool: ...
    @property
    def parts(self) -> Mapping[str, str]: ...


def sentence(dossier: Transferred, pupil: str, school: str | None = None) -> str:
    """Of whom, from where and from when; `**finding**`.

    pupil: the name as it may be shown.  school: where it goes, or None.
    """
    kind = "Voorlopig overstapdossier" if dossier.is_provisional else "Overstapdossier"
    origin = dossier.from_name or "een andere school"
    code = f" ({dossier.from_brin})" if dossier.from_brin else ""
    day = f" op {dutch.day(dossier.made_on)}" if dossier.made_on else ""
    at = f" bij **{school}**" if school else ""
    known = (
        f"Deze leerling stond al{at} in de gegevens: naam en geboortedatum blijven zoals ze zijn."
        if dossier.is_known
        else f"Deze leerling is nieuw{at} en staat in ibdash nog in geen groep: die komt mee met "
        "een volgend leerlingbestand (EDEXML of een tabel met leerlingen)."
    )
    return f"{kind} van **{pupil}**, gemaakt door {origin}{code}{day}. {known}"


def parts_table(dossier: Transferred) -> pd.DataFrame:
    """A row per part of the dossier: what it is, and whether it was delivered."""
    return pd.DataFrame(
        {
            "Onderdeel": list(_PARTS.values()),
            "Aangeleverd": [_STATES[dossier.parts[part]] for part in _PARTS],
        }
    )
