"""The name of a downloaded file: what it is about, in signs that every computer takes."""

import re
import unicodedata

_LONGEST = 80


def file_name(*about: str) -> str:
    """ "groep-6a-2025-2026" of ("groep 6a", "2025-2026"), without an ending.

    about: groups, learning lines, school years; never a pupil, for the folder of downloads is
    seen by whoever looks on.
    """
    plain = unicodedata.normalize("NFKD", " ".join(about)).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].rstrip("-") or "ibdash"
