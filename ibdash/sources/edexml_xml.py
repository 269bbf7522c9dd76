"""EDEXML as a stream of records: the only place that lets lxml loose on a file.

No DTD, no entities, no network, and never more than one record in memory.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal, cast

from lxml import etree

from ibdash.errors import FileRefused
from ibdash.sources.edexml_codes import KNOWN_ELEMENTS, ROOT, SECTION_OF, UWLR_PUPILS
from ibdash.sources.reading import SourceFile

# The samples put up to 700 characters of comment before the root.
_HEAD_BYTES = 16 * 1024
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT_TAG = re.compile(rf"<(?:[^\s:<>/!?]+:)?{ROOT}(?=[\s/>])")
_DOCTYPE = "<!DOCTYPE"
_DOCTYPE_OF_ROOT = re.compile(rf"{_DOCTYPE}\s+(?:[^\s:<>]+:)?{ROOT}(?=[\s\[>])")

# A pupil with every element of 2.1 and a vendor's block has some 60 elements of at most 3
# attributes; 100,000 empty elements take about 20 MB.
_MOST_ELEMENTS = 100_000
_MOST_ATTRIBUTES = 50
_MOST_NAMES = 50
# libxml2 keeps a line number in 16 bits; past it lxml answers with the end of the text that follows
# the start tag.
_LAST_EXACT_LINE = 65_534
_OTHER = "overige"
_SPEAKABLE_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{0,39}[0-9]{0,2}")
_PART_BYTES = 32 * 1024
_SAFE: Mapping[str, Any] = {
    "attribute_defaults": False,
    "dtd_validation": False,
    "load_dtd": False,
    "no_network": True,
    "resolve_entities": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_RECORD_TAGS = ["{*}school", *(f"{{*}}{name}" for name in SECTION_OF)]
# What may stand around the pupils of a UWLR message, with and without SOAP.
_UWLR_ROOTS = frozenset({"Envelope", "leerlinggegevens_antwoord", "leerlinggegevens"})


@dataclass
class Tally:
    """What a whole file holds besides its records.

    seen: names of the known elements that occur.  unknown: names of the others, with their number.
    blocks: vendors' additions.
    """

    seen: set[str] = field(default_factory=set)
    unknown: Counter[str] = field(default_factory=Counter)
    blocks: int = 0

    def count(self, name: str) -> None:
        """Counts an element that is not known."""
        # A damaged file may hold data where a name should be; it must not reach a report.
        if not _SPEAKABLE_NAME.fullmatch(name):
            name = _OTHER
        if name not in self.unknown and len(self.unknown) >= _MOST_NAMES:
            name = _OTHER
        self.unknown[name] += 1


def is_edexml(content: bytes) -> bool:
    """Whether the root (or the DOCTYPE before it) is EDEX; reads the first 16 KB only."""
    start = from_root(content)
    return bool(_ROOT_TAG.match(start) or _DOCTYPE_OF_ROOT.match(start))


def from_root(content: bytes) -> str:
    """The head of the file without declaration, comments and instructions before the root."""
    head = _head(content)
    found = _BEFORE_ROOT.match(head)
    return head[found.end() :] if found else head


def _head(content: bytes) -> str:
    start = content[:_HEAD_BYTES]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return start.decode("utf-16", "ignore")
    if start[:4] == b"<\x00?\x00":
        return start.decode("utf-16-le", "ignore")
    if start[:4] == b"\x00<\x00?":
        return start.decode("utf-16-be", "ignore")
    # Everything up to the root's name is ASCII in all other encodings that EDEXML comes in.
    return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def records(file: SourceFile, tally: Tally | None = None) -> Iterator[tuple[str, etree._Element]]:
    """(name, element) of the school, each site, group, pupil and teacher, in the file's order.

    An element is emptied as soon as the next is asked for.  With a tally every element of the file
    is looked at and counted; without one the file must have been through here with a tally, because
    only that proves it harmless.  Raises FileRefused.
    """
    line = 0
    try:
        yield from _walk(file, tally)
        return
    except (etree.LxmlError, LookupError, ValueError) as error:
        # Its message can quote the file, so only the line leaves this block.
        line = getattr(error, "lineno", 0) or 0
    at = f"bij regel {line} " if line else ""
    raise FileRefused(
        "Het bestand is beschadigd of niet compleet",
        f"{file.name} is {at}geen geldige XML; er is niets overgenomen",
        "Maak de export opnieuw en bied het nieuwe bestand aan",
    )


def _walk(file: SourceFile, tally: Tally | None) -> Iterator[tuple[str, etree._Element]]:
    if from_root(file.content).startswith(_DOCTYPE):
        raise _has_doctype(file)
    elements = 0
    checked = False
    for element in elements_of(file.content, "end", _RECORD_TAGS if tally is None else None):
        if not checked:
            _check_document(element, file)
            checked = True
        name = local(element.tag)
        if tally is not None:
            elements += 1
            if elements > _MOST_ELEMENTS or len(element.attrib) > _MOST_ATTRIBUTES:
                raise _not_as_edexml(file)
            if name in KNOWN_ELEMENTS:
                tally.seen.add(name)
                tally.blocks += name == "blok"
            else:
                _count_unknown(element, name, tally)
        if (name in SECTION_OF or name == "school") and _is_record(element, name):
            yield name, element
            forget(element)
            elements = 0


def elements_of(
    content: bytes, event: Literal["start", "end"], tags: Sequence[str] | None = None
) -> Iterator[etree._Element]:
    """The elements of a document as they start or end, with all that is unsafe turned off.

    Raises lxml's own errors, which may quote the file.
    """
    for _, element in etree.iterparse(BytesIO(content), events=(event,), tag=tags, **_SAFE):
        yield element


def parts_of(content: bytes, tags: Sequence[str]) -> Iterator[Iterator[tuple[str, etree._Element]]]:
    """Part by part of a document, just as safe: ("start" or "end", element) of these elements.

    Raises lxml's own errors, after what came before the fault.
    """
    parser = etree.XMLPullParser(("start", "end"), tag=tags, **_SAFE)
    for start in range(0, len(content), _PART_BYTES):
        fault: etree.XMLSyntaxError | None = None
        try:
            parser.feed(content[start : start + _PART_BYTES])
        except etree.XMLSyntaxError as error:
            fault = error
        yield cast(Iterator[tuple[str, etree._Element]], parser.read_events())
        if fault is not None:
            raise fault
    parser.close()


def _check_document(element: etree._Element, file: SourceFile) -> None:
    tree = element.getroottree()
    # Once more, for a DOCTYPE in an encoding, or behind a comment, that the head does not show.
    if cast(object, tree.docinfo.internalDTD) is not None:
        raise _has_doctype(file)
    if local(tree.getroot().tag) not in {ROOT, *_UWLR_ROOTS}:
        raise FileRefused(
            "Dit bestand is niet herkend",
            f"{file.name} is XML, maar geen EDEXML; er is niets overgenomen",
            "Kies bij het exporteren EDEXML (soms 'EDEX' genoemd)",
        )


def _has_doctype(file: SourceFile) -> FileRefused:
    return FileRefused(
        "Dit bestand wordt om veiligheidsredenen niet gelezen",
        f"{file.name} bevat een DOCTYPE en dat hoort niet in EDEXML; er is niets overgenomen",
        "Maak de export opnieuw in uw leerlingadministratie",
    )


def _not_as_edexml(file: SourceFile) -> FileRefused:
    return FileRefused(
        "Dit bestand wordt om veiligheidsredenen niet gelezen",
        f"{file.name} heeft een opbouw die niet bij EDEXML past; er is niets overgenomen",
        "Maak de export opnieuw in uw leerlingadministratie",
    )


def _is_record(element: etree._Element, name: str) -> bool:
    parent = element.getparent()
    if parent is not None and name != "school":
        if local(parent.tag) != SECTION_OF[name]:
            return False
        parent = parent.getparent()
    return parent is not None and _is_whole(parent)


def _is_whole(element: etree._Element) -> bool:
    """Whether this is what holds the sections: the root, or the pupils of a UWLR message."""
    if element.getparent() is None:
        return local(element.tag) in (ROOT, "leerlinggegevens")
    return element.tag == UWLR_PUPILS


def forget(element: etree._Element) -> None:
    """Empties a record and drops the ones before it; the parser still holds on to this one."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _count_unknown(element: etree._Element, name: str, tally: Tally) -> None:
    """Counts an element that the standard does not know.

    Not a vendor's, in a block, and not what stands around the pupils of a message.
    """
    for ancestor in element.iterancestors():
        if local(ancestor.tag) == "blok":
            return
        if _is_whole(ancestor):
            tally.count(name)
            return


@lru_cache(maxsize=512)
def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def line_of(element: etree._Element) -> int:
    """The line on which the start tag of an element ends, counted from 1.

    Not for an element whose text may not be read.
    """
    line = cast(int | None, element.sourceline) or 0
    if line > _LAST_EXACT_LINE:
        after = element.text if element.text or len(element) else element.tail
        line -= (after or "").count("\n")
    return line


def children(element: etree._Element) -> dict[str, etree._Element]:
    """The children of an element by name; of a repeated one the first."""
    named = {local(child.tag): child for child in element}
    if len(named) < len(element):
        named = {local(child.tag): child for child in reversed(element)}
    return named
