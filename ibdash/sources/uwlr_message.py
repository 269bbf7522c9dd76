"""Which UWLR message a file is: its first element decides, bare or in the body of a SOAP message.

UWLR 2.1 and 2.2 (Edustandaard) share one namespace; the version itself stands in the school block.
"""

import re
from typing import cast

from lxml import etree

from ibdash.errors import FileRefused
from ibdash.sources.edexml_xml import elements_of, from_root, local
from ibdash.sources.reading import SourceFile

RESULTS = "leerresultaten_verzoek"
PUPILS = "leerlinggegevens"

_NAMESPACE = re.compile(r"http://www\.edustandaard\.nl/leerresultaten/([0-9]{1,2})/([a-z]{1,30})")
_PARTS = ("leerresultaten", "leerlinggegevens", "toetsdefinities")
_READ = "2"
# Around the pupils themselves, or the sentence that there are none.
_ANSWER = "leerlinggegevens_antwoord"
# A SOAP header with signatures and certificates has some hundred.
_MOST_BEFORE = 10_000
_ASK_ALL = "Laat uw leerlingadministratie de leerlinggegevens in hun geheel sturen"
_OTHERS = {
    "leerresultaten_bevestiging": ("de bevestiging van een ontvangst, zonder resultaten", ""),
    "leerlinggegevens-structuur": ("alleen de school en haar groepen", _ASK_ALL),
    "leerlinggegevens-leerlingen": ("leerlingen zonder hun groepen", _ASK_ALL),
    "leerlinggegevens-leerkrachten": ("alleen leerkrachten", _ASK_ALL),
    "leerlinggegevens_verzoek": ("een vraag om gegevens, niet het antwoord", _ASK_ALL),
    "geenwijzigingen": ("het antwoord dat er niets gewijzigd is", _ASK_ALL),
    "geengegevens": ("het antwoord dat er geen gegevens zijn", _ASK_ALL),
    "Toetsdefinities": (
        "alleen toetsdefinities, zonder resultaten",
        "Laat uw toetssysteem de resultaten sturen: daar staan de toetsen bij",
    ),
}


def is_uwlr(content: bytes) -> bool:
    """Whether the head of an XML file names UWLR, of any version; reads the first 16 KB only."""
    head = from_root(content)
    return head.startswith("<") and _NAMESPACE.search(head) is not None


def message_of(file: SourceFile) -> str:
    """RESULTS or PUPILS; raises FileRefused, by its name, for every other message."""
    name = _first(file)
    if name in (RESULTS, PUPILS):
        return name
    what, remedy = _OTHERS.get(name, ("een ander bericht", ""))
    raise FileRefused(
        "Dit UWLR-bericht heeft geen gegevens om over te nemen",
        f"{file.name} is UWLR met {what}; er is niets overgenomen",
        remedy or "Laat uw toetssysteem de resultaten sturen",
    )


def _first(file: SourceFile) -> str:
    """The name of the first element that says what the message is."""
    line = 0
    try:
        return _look(file)
    except (etree.LxmlError, LookupError, ValueError) as error:
        # Its message can quote the file, so only the line leaves this block.
        line = getattr(error, "lineno", 0) or 0
    raise damaged(file, line)


def _look(file: SourceFile) -> str:
    if from_root(file.content).startswith("<!DOCTYPE"):
        raise has_doctype(file)
    for number, element in enumerate(elements_of(file.content, "start")):
        if number == 0 and _has_dtd(element):
            raise has_doctype(file)
        if number == _MOST_BEFORE:
            break
        found = _NAMESPACE.match(element.tag[1:])
        if found is None or found[2] not in _PARTS:
            continue
        if found[1] != _READ:
            raise _other_version(found[1], file)
        if local(element.tag) != _ANSWER:
            return local(element.tag)
    return ""


def _has_dtd(element: etree._Element) -> bool:
    # Once more, for a DOCTYPE in an encoding, or behind a comment, that the head does not show.
    return cast(object, element.getroottree().docinfo.internalDTD) is not None


def _other_version(version: str, file: SourceFile) -> FileRefused:
    return FileRefused(
        "Deze versie van UWLR kan niet worden overgenomen",
        f"{file.name} is UWLR van versie {version}; ibdash leest 2.1 en 2.2, en"
        " er is niets overgenomen",
        "Vraag uw leverancier om UWLR 2.2",
    )


def damaged(file: SourceFile, line: int) -> FileRefused:
    """The refusal of what is no XML; line 0 where it is not known."""
    at = f"bij regel {line} " if line else ""
    return FileRefused(
        "Het bestand is beschadigd of niet compleet",
        f"{file.name} is {at}geen geldige XML; er is niets overgenomen",
        "Maak de export opnieuw en bied het nieuwe bestand aan",
    )


def has_doctype(file: SourceFile) -> FileRefused:
    """The refusal of a DOCTYPE, which could bring entities along."""
    return FileRefused(
        "Dit bestand wordt om veiligheidsredenen niet gelezen",
        f"{file.name} bevat een DOCTYPE en dat hoort niet in UWLR; er is niets overgenomen",
        "Maak de export opnieuw",
    )
