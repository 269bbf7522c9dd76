"""An OSO dossier as a small tree of what is wanted of it: the only place that parses one.

By expat and not by lxml: an attachment is one text of any length, of which lxml keeps all or
refuses more than 10 MB; here it passes by and leaves its condition behind.  No DTD, so no
entities; depth, elements and texts have limits.
"""

import base64
import binascii
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from ibdash.errors import FileRefused
from ibdash.sources.edexml_xml import from_root
from ibdash.sources.oso_shape import (
    ATTACHMENT,
    LEFT_OUT,
    ROOT,
    SHAPES,
    WORTH_READING,
    Shape,
    Wanted,
)
from ibdash.sources.reading import SourceFile

_NAMESPACE = re.compile(r"https?://www\.edustandaard\.nl/oso_gegevensset/([^/\s\"'<>]{1,20})/.*")
_OSO = "edustandaard.nl/oso_gegevensset/"
# Other messages (UWLR) only borrow types of this namespace.
_ROOT_TAG = re.compile(
    rf"<(?:[^\s:<>/!?]+:)?(?:{ROOT}|{ROOT}s|terugkoppeling)\s[^<>]*{re.escape(_OSO)}"
)
_SPEAKABLE_NAME = re.compile(r"[A-Za-z][A-Za-z_0-9-]{0,39}")
_SPEAKABLE_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,2}")
_SEPARATOR = " "
_PIECE = 64 * 1024
# The samples go 13 deep and have some 1,000 elements; a whole school career of tests some 20,000.
_DEEPEST = 40
_MOST_ELEMENTS = 200_000
_MOST_NAMES = 20
# A reasoning or remark of a teacher; the standard gives no limit.
LONGEST_TEXT = 8_000
_WHITE = b" \t\r\n"
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
# A ZIP ends with a record of 22 bytes and a comment, of which samples have none.
_TAIL = 400
_ZIP_START, _ZIP_END = b"PK", b"PK\x05\x06"


@dataclass(slots=True)
class Node:
    """An element that is wanted: its line (from 1), its text or its children, in order.

    text: None where there is none, or too much.
    """

    name: str
    line: int
    text: str | None = None
    is_too_long: bool = False
    children: list["Node"] = field(default_factory=list)

    def all(self, name: str) -> Iterator["Node"]:
        """The children of this name."""
        return (child for child in self.children if child.name == name)

    def first(self, *path: str) -> "Node | None":
        """The first descendant along a path of names."""
        found: Node | None = self
        for name in path:
            found = next(found.all(name), None) if found else None
        return found


@dataclass
class Dossier:
    """One parsed file.

    unknown: names that the standard does not have, with their number.
    left_out: names of oso_shape.WORTH_READING that stand in the file, in its order.
    attachments: how many; damaged: the lines of those that are cut off or are no ZIP in Base64.
    """

    root: Node
    shape: Shape
    unknown: Counter[str] = field(default_factory=Counter)
    attachments: int = 0
    damaged: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def is_oso(content: bytes) -> bool:
    """Whether the root is of a namespace of OSO, of whatever version; reads the head only."""
    start = from_root(content)
    # Behind a DOCTYPE too, so that the refusal says what is wrong.
    return bool(_ROOT_TAG.match(start)) or (start.startswith("<!DOCTYPE") and _OSO in start)


def parse(file: SourceFile) -> Dossier:
    """The dossier in a file; raises FileRefused for another version and for what is no dossier."""
    reader = _Reader(file)
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    reader.parser = parser
    line = 0
    try:
        for start in range(0, len(file.content), _PIECE):
            parser.Parse(file.content[start : start + _PIECE], False)
        parser.Parse(b"", True)
        return reader.dossier()
    except (expat.ExpatError, LookupError, ValueError):
        # Raised again outside: no message of a library may reach a person.
        line = parser.ErrorLineNumber
    raise FileRefused(
        "Het bestand is beschadigd of niet compleet",
        f"{file.name} is bij regel {line} geen geldige XML; er is niets overgenomen",
        "Vraag het dossier opnieuw op en bied het nieuwe bestand aan",
    )


class _Attachment:
    """Whether a text, of which it keeps only the ends, is a whole ZIP in Base64."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._length = 0
        self._head = b""
        self._tail = b""
        self._is_clean = True

    def add(self, text: str) -> None:
        data = text.encode("ascii", "replace").translate(None, _WHITE)
        self._is_clean = self._is_clean and not data.translate(None, _BASE64)
        self._length += len(data)
        if len(self._head) < 4:
            self._head = (self._head + data[:4])[:4]
        self._tail = (self._tail + data)[-_TAIL:]

    @property
    def is_whole(self) -> bool:
        if not self._is_clean or self._length % 4 or self._length < 4:
            return False
        try:
            head = base64.b64decode(self._head)
            tail = base64.b64decode(self._tail)
        except binascii.Error:
            return False
        return head.startswith(_ZIP_START) and _ZIP_END in tail


class _Reader:
    parser: expat.XMLParserType

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._shape: Shape | None = None
        self._root: Node | None = None
        self._open: list[tuple[Node, Wanted | None]] = []
        self._skipped = 0
        self._elements = 0
        self._pieces: list[str] = []
        self._length = 0
        self._attachment: _Attachment | None = None
        self._unknown: Counter[str] = Counter()
        self._attachments = 0
        self._damaged: list[int] = []
        self._left_out: list[str] = []

    def dossier(self) -> Dossier:
        assert self._root is not None, "expat fails on a file without a root"
        assert self._shape is not None, "the root decides the shape"
        return Dossier(
            self._root,
            self._shape,
            self._unknown,
            self._attachments,
            self._damaged,
            self._left_out,
        )

    def doctype(self, *_: object) -> None:
        raise FileRefused(
            "Dit bestand wordt om veiligheidsredenen niet gelezen",
            f"{self._file.name} bevat een DOCTYPE en dat hoort niet in een overstapdossier;"
            " er is niets overgenomen",
            "Vraag het dossier opnieuw op",
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._open) + self._skipped >= _DEEPEST:
            raise FileRefused(
                "Dit bestand wordt om veiligheidsredenen niet gelezen",
                f"{self._file.name} heeft een opbouw die niet bij een overstapdossier past;"
                " er is niets overgenomen",
                "Vraag het dossier opnieuw op",
            )
        namespace, _, name = tag.rpartition(_SEPARATOR)
        if not self._open:
            self._shape = _shape_of(namespace, name, self._file)
            self._root = Node(name, self.parser.CurrentLineNumber)
            self._open.append((self._root, self._shape.wanted))
            return
        if name == ATTACHMENT:
            self._attachment = _Attachment(self.parser.CurrentLineNumber)
            self._attachments += 1
        parent, wanted = self._open[-1]
        if self._skipped or wanted is None or name not in wanted:
            if not self._skipped and wanted != {} and name not in LEFT_OUT:
                self._count_unknown(name)
            if name in WORTH_READING and not self._skipped and name not in self._left_out:
                self._left_out.append(name)
            self._skipped += 1
            return
        node = Node(name, self.parser.CurrentLineNumber)
        parent.children.append(node)
        self._open.append((node, wanted[name]))
        self._pieces, self._length = [], 0

    def end(self, _: str) -> None:
        if self._attachment is not None:
            if not self._attachment.is_whole:
                self._damaged.append(self._attachment.line)
            self._attachment = None
        if self._skipped:
            self._skipped -= 1
            return
        node, wanted = self._open.pop()
        if wanted is None:
            node.text = " ".join("".join(self._pieces).split()) or None
            node.is_too_long = self._length > LONGEST_TEXT
            if node.is_too_long:
                node.text = None

    def text(self, data: str) -> None:
        if self._attachment is not None:
            self._attachment.add(data)
        elif not self._skipped and self._open and self._open[-1][1] is None:
            self._length += len(data)
            if self._length <= LONGEST_TEXT:
                self._pieces.append(data)

    def _count_unknown(self, name: str) -> None:
        # A damaged file may hold data where a name should be; it must not reach a report.
        if not _SPEAKABLE_NAME.fullmatch(name) or (
            name not in self._unknown and len(self._unknown) >= _MOST_NAMES
        ):
            name = "overige"
        self._unknown[name] += 1


def _shape_of(namespace: str, name: str, file: SourceFile) -> Shape:
    found = _NAMESPACE.fullmatch(namespace)
    if found is None:
        raise FileRefused(
            "Dit bestand is niet herkend",
            f"{file.name} is XML, maar geen overstapdossier; er is niets overgenomen",
            "Vraag het overstapdossier (OSO) opnieuw op",
        )
    if found[1] not in SHAPES:
        raise other_version(found[1], file)
    if name != ROOT:
        what = "meer dossiers" if name == "dossiers" else "een ander OSO-bericht"
        raise FileRefused(
            "Dit is geen overstapdossier van één leerling",
            f"{file.name} bevat {what}; er is niets overgenomen",
            "Bied het dossier van elke leerling als apart bestand aan",
        )
    return SHAPES[found[1]]


def other_version(version: str, file: SourceFile) -> FileRefused:
    """The refusal of a dossier of a version that is not read, by its name."""
    shown = f"versie {version}" if _SPEAKABLE_VERSION.fullmatch(version) else "een andere versie"
    known = ", ".join(shape.version for shape in SHAPES.values())
    return FileRefused(
        "Deze versie van het overstapdossier kan niet worden overgenomen",
        f"{file.name} is een OSO-dossier van {shown}; ibdash leest {known}."
        " Er is niets overgenomen",
        "Vraag de vorige school of uw leverancier om het dossier in een van deze versies",
    )
