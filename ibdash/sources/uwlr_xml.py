"""A UWLR message of results as a stream of records: its school, pupils' sittings and tests.

Nothing but a record at a time is in memory; depth, elements and attributes have limits.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import cast

from lxml import etree

from ibdash.errors import FileRefused
from ibdash.sources.edexml_xml import Tally, elements_of, forget, local, parts_of
from ibdash.sources.reading import SourceFile
from ibdash.sources.uwlr_message import RESULTS, damaged

# Record element -> the section of the message it stands in.
_SECTION_OF = {"school": RESULTS, "toetsafname": "toetsafnames", "toets": "toetsen"}
_RECORD_TAGS = [f"{{*}}{name}" for name in _SECTION_OF]
# One sitting holds all results of a pupil: a whole career of 8 years with 100 results of 30
# elements a year is 24,000.
_MOST_ELEMENTS = 100_000
_MOST_ATTRIBUTES = 50
_ALL = etree.XPath("count(//*)")
# A supplier's own kind of result holds what it likes; in the standard it is not described.
_OWN_RESULT = "anderresultaat"
_MESSAGE = f"{{http://www.edustandaard.nl/leerresultaten/2/leerresultaten}}{RESULTS}"

# Everything the standard knows in a message of results, taken in or left on purpose.
_NAMES = """
leerresultaten_verzoek school schooljaar brincode dependancecode schoolkey aanmaakdatum auteur
xsdversie commentaar peildatum
toetsafnames toetsafname leerlingid eckid resultaatverwerkerid resultaten resultaat afnamedatum
toetscode versie toetsonderdeelcode score osoresultaat anderresultaat infourl
toetsscore aantalopgaven aantalgoed aantalfout aantalgelezen tijd vaardigheidsscore
codevaardigheidsschaal betrouwbaarheidsinterval bivlaag bivhoog
referentiescore codereferentiescore codevergelijkingsgroep waarde kwalificatie
toetsen toets toetsnaam leerjaar vakgebied toetsnormering toetshierarchie ingang
toetsonderdelen toetsonderdeel toetsonderdeelvolgnummer toetsonderdeelnaam
toetsonderdeelnormering toetscategorie toetsniveau wegingsfactor norm term omschrijving
beginnormwaarde eindnormwaarde normkleur rood_code groen_code blauw_code transparantie
schoolcijfer_vanaf schoolcijfer_totenmet
"""
_KNOWN = frozenset(_NAMES.split())


def records(file: SourceFile, tally: Tally | None = None) -> Iterator[tuple[str, etree._Element]]:
    """(name, element) of the school, each toetsafname and each toets, in the file's order.

    An element is emptied as soon as the next is asked for.  With a tally every element is looked
    at; without one the file must have been through here with a tally.  Raises FileRefused.
    """
    line = 0
    try:
        yield from _walk(file) if tally is None else _inspect(file, tally)
        return
    except (etree.LxmlError, LookupError, ValueError) as error:
        # Its message can quote the file, so only the line leaves this block.
        line = getattr(error, "lineno", 0) or 0
    raise damaged(file, line)


def _walk(file: SourceFile) -> Iterator[tuple[str, etree._Element]]:
    for element in elements_of(file.content, "end", _RECORD_TAGS):
        name = local(element.tag)
        if _is_record(element, name):
            yield name, element
            forget(element)


def _inspect(file: SourceFile, tally: Tally) -> Iterator[tuple[str, etree._Element]]:
    """The records, with all elements of the file looked at, a record at a time.

    To be told of each element by the parser would take twice as long, so what is in memory is
    counted after each part of the file.
    """
    top: etree._Element | None = None
    for events in parts_of(file.content, [*_RECORD_TAGS, f"{{*}}{RESULTS}"]):
        for event, element in events:
            if event == "start":
                top = element if top is None else top
                continue
            name = local(element.tag)
            if name in _SECTION_OF and _is_record(element, name):
                # What stands before it is dropped with it.
                before = reversed(list(element.itersiblings(preceding=True)))
                _look([*before, element], file, tally)
                yield name, element
                forget(element)
        if top is not None and cast(float, _ALL(top)) > _MOST_ELEMENTS:
            raise _not_as_uwlr(file)
    if top is not None:
        _look([top.getroottree().getroot()], file, tally)


def _look(elements: Sequence[etree._Element], file: SourceFile, tally: Tally) -> None:
    """Looks at elements and all that is in them: how many, how many attributes, which names."""
    tags: list[str] = []
    for part in chain.from_iterable(element.iter() for element in elements):
        if len(part.attrib) > _MOST_ATTRIBUTES:
            raise _not_as_uwlr(file)
        tags.append(part.tag)
    if len(tags) > _MOST_ELEMENTS:
        raise _not_as_uwlr(file)
    if _KNOWN.issuperset(map(local, set(tags))):
        return
    for element in elements:
        for _, part in etree.iterwalk(element, ("end",)):
            name = local(part.tag)
            if name not in _KNOWN:
                _count_unknown(part, name, tally)


def _is_record(element: etree._Element, name: str) -> bool:
    parent = element.getparent()
    if parent is None or local(parent.tag) != _SECTION_OF[name]:
        return False
    message = parent if name == "school" else parent.getparent()
    return message is not None and message.tag == _MESSAGE


def _count_unknown(element: etree._Element, name: str, tally: Tally) -> None:
    for ancestor in element.iterancestors():
        if local(ancestor.tag) == _OWN_RESULT:
            return
        if ancestor.tag == _MESSAGE:
            tally.count(name)
            return


def _not_as_uwlr(file: SourceFile) -> FileRefused:
    return FileRefused(
        "Dit bestand wordt om veiligheidsredenen niet gelezen",
        f"{file.name} heeft een opbouw die niet bij UWLR past; er is niets overgenomen",
        "Maak de export opnieuw",
    )
