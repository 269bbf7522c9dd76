"""A JSON message of the doorstroomtoets chain, parsed and held to its version and limits.

What is asked for is taken if it has the form that the chain gives it (Edustandaard, v1.1); anything
else is nothing, so that no value of a message can surprise a reader.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from ibdash.domain import school_year as school_years
from ibdash.errors import FileRefused, ValueNotUnderstood
from ibdash.sources.edexml_values import parse_day
from ibdash.sources.reading import SourceFile

Part = dict[str, Any]

PUPILS = "Toetsdeelnemers"
ADVICE = "Schooladviezen"
RESULT = "Leerlingtoetsresultaat"
TITLES = {PUPILS: "deelnemers", ADVICE: "schooladviezen", RESULT: "leerlingresultaat"}

_CHAIN = re.compile(r'"versie"\s*:\s*"Doorstroomtoetsketen_')
_VERSION = re.compile(r"Doorstroomtoetsketen_v([0-9]{1,2}(?:\.[0-9]{1,2})?)")
_READ = "1.1"
_HEAD_BYTES = 16 * 1024
# A message is of one school: a thousand pupils of some 600 bytes.
_MOST_BYTES = 20_000_000
_LONGEST = 500
_BRIN = re.compile(r"[0-9]{2}[A-Z]{2}")
_LOCATION = re.compile(r"[0-9]{2}")
_LAS_KEY, _ECK_ID = "LAS-key", "ECK-iD"


@dataclass(frozen=True)
class Message:
    """One message.  kind: PUPILS, ADVICE or RESULT.  made_on: the day it was made, or None."""

    kind: str
    content: Part
    school_year: str
    made_on: date | None
    brin: str | None
    location: str | None

    @property
    def format(self) -> str:
        """For people: "Doorstroomtoets 1.1 (deelnemers)"."""
        return f"Doorstroomtoets {_READ} ({TITLES[self.kind]})"


def is_of_chain(content: bytes) -> bool:
    """Whether this is JSON whose head names the chain, of any version; reads 16 KB only."""
    head = _decoded(content[:_HEAD_BYTES])
    return head.lstrip("\ufeff \t\r\n").startswith("{") and _CHAIN.search(head) is not None


def parse(file: SourceFile) -> Message:
    """The message in a file; raises FileRefused, for another version or message by its name."""
    content = _content(file)
    _check_version(content, file)
    kind = text(content, "profiel")
    if kind not in TITLES:
        raise _refused(file, "Dit bericht van de doorstroomtoets is niet bekend", "een ander soort")
    try:
        year = school_years.parse(text(content, "schooljaar") or "")
    except ValueNotUnderstood:
        year = ""
    if not year:
        raise _refused(
            file, "Het schooljaar klopt niet", "zonder schooljaar van twee jaren na elkaar"
        )
    group = part(content, "deelnemersgroep")
    brin, location = text(group, "instellingscode"), text(group, "vestigingscode")
    is_school = brin is not None and _BRIN.fullmatch(brin) is not None
    is_place = is_school and location is not None and _LOCATION.fullmatch(location) is not None
    return Message(
        kind,
        content,
        year,
        day(content, "datumtijd"),
        brin if is_school else None,
        location if is_place else None,
    )


def _content(file: SourceFile) -> Part:
    if len(file.content) > _MOST_BYTES:
        raise _refused(file, "Het bestand is te groot", "veel groter dan een bericht kan zijn")
    content: object = None
    try:
        content = json.loads(file.content)
    except (ValueError, RecursionError):
        # Raised below: a message of a library may quote the file.
        content = None
    if isinstance(content, dict):
        return content
    raise FileRefused(
        "Het bestand is beschadigd of niet compleet",
        f"{file.name} is geen geldige JSON; er is niets overgenomen",
        "Vraag het bericht opnieuw op en bied het nieuwe bestand aan",
    )


def _check_version(content: Part, file: SourceFile) -> None:
    found = _VERSION.fullmatch(text(content, "versie") or "")
    if found and found[1] == _READ:
        return
    # A damaged file may hold data where a version should be; only a version is quoted.
    shown = f"versie {found[1]}" if found else "een andere versie"
    raise FileRefused(
        "Deze versie van de doorstroomtoets kan niet worden overgenomen",
        f"{file.name} is van {shown}; ibdash leest {_READ}, en er is niets overgenomen",
        f"Vraag uw leverancier om een bericht van versie {_READ}",
    )


def _refused(file: SourceFile, title: str, what: str) -> FileRefused:
    return FileRefused(
        title,
        f"{file.name} is een bericht van de doorstroomtoets, {what}; er is niets overgenomen",
        "Vraag het bericht opnieuw op",
    )


def text(content: Part, name: str) -> str | None:
    """A text, with white space as one space; None for anything else and for what is absurd."""
    value = content.get(name)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    return " ".join(value.split()) or None


def number(content: Part, name: str) -> float | None:
    """A number; true and false are none."""
    value = content.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 else None


def day(content: Part, name: str) -> date | None:
    """The day of a point in time, as it stands there."""
    try:
        return parse_day((text(content, name) or "")[:10])
    except (ValueError, IndexError):
        return None


def part(content: Part, *path: str) -> Part:
    """The part at a path of names; empty where there is none."""
    for name in path:
        found = content.get(name)
        content = found if isinstance(found, dict) else {}
    return content


def parts(content: Part, name: str) -> list[Part]:
    """The parts of a list; whatever else stands in it is left out."""
    found = content.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def pupil_key(content: Part) -> str | None:
    """The key of the pupil administration among the references to a pupil."""
    return _reference(content, _LAS_KEY)


def eck_id(content: Part) -> str | None:
    """The ECK iD among the references to a pupil."""
    return _reference(content, _ECK_ID)


def _reference(content: Part, label: str) -> str | None:
    for one in parts(content, "deelnemerref"):
        if text(one, "label") == label:
            return text(one, "onderwijsdeelnemerID")
    return None


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "ignore")
    return content.decode("utf-8", "ignore")
