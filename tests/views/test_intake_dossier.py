"""An overstapdossier in words: whose it is, and what was not delivered."""

from datetime import date

from ibdash.intake.transfer import PARTS, Dossier
from ibdash.views import intake_dossier


def dossier(**changes: object) -> Dossier:
    given = {
        "pupil": "Noor van der Wal",
        "call_name": "Noor",
        "family_name": "Wal",
        "is_known": False,
        "from_name": "De Eik",
        "from_brin": "11AA",
        "made_on": date(2024, 2, 12),
        "is_provisional": False,
        "parts": dict.fromkeys(PARTS, "delivered"),
    }
    return Dossier(**{**given, **changes})  # type: ignore[arg-type]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_sentence_names_pupil_school_and_day() -> None:
    assert plain(intake_dossier.sentence(dossier(), "Noor van der Wal")) == (
        "Overstapdossier van **Noor van der Wal**, gemaakt door De Eik (11AA) op 12 feb 2024."
        " Deze leerling is nieuw en staat in ibdash nog in geen groep: die komt mee met een"
        " volgend leerlingbestand (EDEXML of een tabel met leerlingen)."
    )


def test_a_known_pupil_keeps_name_and_birth_date() -> None:
    told = intake_dossier.sentence(dossier(is_known=True, is_provisional=True), "NW", "De Linde")
    assert told.startswith("Voorlopig overstapdossier van **NW**")
    assert told.endswith(
        "Deze leerling stond al bij **De Linde** in de gegevens: naam en geboortedatum blijven"
        " zoals ze zijn."
    )


def test_a_dossier_that_says_little_of_itself() -> None:
    told = intake_dossier.sentence(dossier(from_name=None, from_brin=None, made_on=None), "NW")
    assert told.startswith("Overstapdossier van **NW**, gemaakt door een andere school. Deze")


def test_not_delivered_is_not_the_same_as_not_there() -> None:
    parts = dict(
        zip(PARTS, ["delivered", "opted_out", "empty", "not_applicable"] * 2, strict=False)
    )
    table = intake_dossier.parts_table(dossier(parts=parts))
    said = dict(zip(table["Onderdeel"], table["Aangeleverd"], strict=True))
    assert said["Schoolloopbaan"] == "in het dossier"
    assert said["Toetsen"] == (
        "niet aangeleverd: de ouders kozen daarvoor. Dat betekent niet dat er niets is"
    )
    assert said["Handelingsplannen"] == "niet aangeleverd: dit staat niet in het dossier"
    assert said["Ondersteuning (OPP, TLV, arrangementen, diagnoses)"] == (
        "hoort niet in dit soort dossier"
    )


def test_every_part_of_the_intake_has_words() -> None:
    assert len(intake_dossier.parts_table(dossier())) == len(PARTS)
