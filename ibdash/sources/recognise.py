"""Which reader a file is for, by its content; a profile decides where the user named one."""

from collections.abc import Collection

from ibdash.errors import FileRefused
from ibdash.sources import doorstroom, edexml, no_table, oso, tables, uwlr
from ibdash.sources.profile import Profile
from ibdash.sources.reading import Limits, Reading, SourceFile


def open_reading(
    file: SourceFile,
    limits: Limits,
    profile: str | Profile | None = None,
    own: Collection[Profile] = (),
) -> list[Reading]:
    """The readings of one file: one, or one per table for a workbook with several.

    own: the profiles that a school made; another that fits goes before them.
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
    # Before OSO, whose namespace a UWLR message names too, for its scores.
    if profile is None and uwlr.recognises(file):
        return [uwlr.read(file, limits)]
    if profile is None and oso.recognises(file):
        return [oso.read(file)]
    if profile is None and doorstroom.recognises(file):
        return [doorstroom.read(file)]
    if profile is None and file.content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise FileRefused(
            "Dit bestand is niet herkend",
            f"{file.name} is XML, maar geen EDEXML, UWLR of OSO-dossier; er is niets overgenomen",
            "Kies bij het exporteren EDEXML (soms 'EDEX' genoemd)",
        )
    if no_table.is_json(file):
        raise no_table.refusal_of_json(file)
    return tables.read(file, limits, profile, own)
