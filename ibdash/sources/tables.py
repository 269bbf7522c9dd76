"""Being written."""

from ibdash.errors import FileRefused
from ibdash.sources.reading import Limits, Reading, SourceFile


def read(file: SourceFile, limits: Limits, profile: str | None) -> list[Reading]:
    raise FileRefused("Dit bestand is niet herkend", f"{file.name}", "")
