"""What is said of a file in which there is no table: prose, JSON, a layout of a school.

Nothing of the file itself is quoted: its first line may be about a pupil.
"""

import json

from ibdash.errors import FileRefused
from ibdash.sources import profile_text
from ibdash.sources.reading import SourceFile

_BLANK = b"\xef\xbb\xbf \t\r\n"


def is_json(file: SourceFile) -> bool:
    """Whether this is JSON, broken or not, by its content; where broken, by its name too."""
    first = file.content[:4096].lstrip(_BLANK)[:1]
    return first in (b"{", b"[") and (_has_ending(file, ".json") or _is_whole_json(file))


def refusal_of_json(file: SourceFile) -> FileRefused:
    """JSON that is not a message of the doorstroomtoets, the only JSON that is read."""
    if not _is_whole_json(file):
        return FileRefused(
            "Dit JSON-bestand is niet te lezen",
            f"{file.name} is geen geldige JSON: er ontbreekt een stuk, of er staat iets te veel; "
            "er is niets overgenomen",
            "Maak de export opnieuw en kies dat bestand, zonder het eerst te bewerken",
        )
    return FileRefused(
        "Dit bestand is niet herkend",
        f"{file.name} is JSON, maar geen bericht van de doorstroomtoets; er is niets overgenomen",
        "Maak een export als CSV of Excel (.xlsx); daarvan kunt u zelf de kolommen koppelen",
    )


def refusal(file: SourceFile) -> FileRefused:
    """A text or a workbook without a table that a person could say the meaning of."""
    if _is_layout(file):
        return FileRefused(
            "Dit is een indeling, geen bestand met gegevens",
            f"{file.name} zegt alleen wat de kolommen van een tabel betekenen; "
            "er is niets overgenomen",
            "Voeg het toe op de pagina Importeren, bij 'Indelingen van uw school', met "
            "'Indeling toevoegen'",
        )
    return FileRefused(
        "Hier staat geen tabel in",
        f"In {file.name} staat geen rij met kolomnamen met daaronder rijen met getallen, datums of "
        "leerlingnummers; er is niets overgenomen",
        "Kies het bestand waarin de tabel staat, of maak de export opnieuw als CSV of Excel",
    )


def _has_ending(file: SourceFile, ending: str) -> bool:
    return file.name.casefold().endswith(ending)


def _is_whole_json(file: SourceFile) -> bool:
    try:
        json.loads(file.content)
    except (ValueError, RecursionError):
        return False
    return True


def _is_layout(file: SourceFile) -> bool:
    if _has_ending(file, ".toml"):
        return True
    if len(file.content) > profile_text.MOST_BYTES:
        return False
    try:
        profile_text.read(file.content.decode("utf-8-sig"), file.name)
    except (FileRefused, UnicodeDecodeError):
        return False
    return True
