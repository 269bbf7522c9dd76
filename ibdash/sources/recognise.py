"""Which reader a file is for, by its content; a profile decides where the user named one."""

import re

from ibdash.errors import FileRefused
from ibdash.sources import edexml, tables
from ibdash.sources.reading import Limits, Reading, SourceFile

# The namespaces of UWLR 2.x; its pupils go by another standard that we do read.
_UWLR = re.compile(rb"edustandaard\.nl/leerresultaten/\d+/(leerlinggegevens)?")


def open_reading(file: SourceFile, limits: Limits, profile: str | None = None) -> list[Reading]:
    """The readings of one file: one, or one per table for a workbook with several.

    Raises FileRefused when no reader knows the content, or the file is larger than the limits.
    """
    if len(file.content) > limits.file_bytes:
        raise FileRefused(
            "Het bestand is te groot",
            f"{file.name} is groter dan toegestaan; er is niets overgenomen",
            "Verhoog de instelling 'max_file_mb' als dit klopt",
        )
    # Looked at in part: stripping a large file would copy it.
    if not file.content[:65536].strip() and not file.content.strip():
        raise FileRefused(
            "Het bestand is leeg",
            f"{file.name} bevat geen gegevens; er is niets overgenomen",
            "Maak de export opnieuw",
        )
    if profile is None and edexml.recognises(file):
        return [edexml.read(file, limits)]
    if profile is None:
        _refuse_uwlr(file)
    if profile is None and file.content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise FileRefused(
            "Dit bestand is niet herkend",
            f"{file.name} is XML, maar geen EDEXML; er is niets overgenomen",
            "Kies bij het exporteren EDEXML (soms 'EDEX' genoemd)",
        )
    return tables.read(file, limits, profile)


def _refuse_uwlr(file: SourceFile) -> None:
    """Says of UWLR that it is known but not read, and which export is."""
    # Without zero bytes UTF-16 is plain text here.
    head = file.content[:8192].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    found = _UWLR.search(head)
    if found is None or not head.startswith(b"<"):
        return
    if found[1]:
        what, remedy = "leerlinggegevens", "Exporteer de leerlingen als EDEXML"
    else:
        what = "toetsresultaten"
        remedy = (
            "Exporteer de toetsresultaten als CSV, zoals de toetsexport van ESIS,"
            " of zet ze in de open tabel 'resultaten'; de handleiding noemt de kolommen"
        )
    raise FileRefused(
        "UWLR kan nog niet worden overgenomen",
        f"{file.name} is herkend als UWLR met {what}; er is niets overgenomen",
        remedy,
    )
