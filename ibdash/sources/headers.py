"""Names of columns, compared without case, accents, spaces and punctuation."""

import unicodedata


def plain(text: str) -> str:
    """Lower case base letters and digits only: "Leerling-ID" is "leerlingid"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())
