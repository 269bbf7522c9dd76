"""Small EDEXML files for tests, and what is read from them as plain rows."""

from pathlib import Path
from typing import Any

from ibdash.sources import edexml
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Limits, Reading, Remark, SourceFile

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "edexml"
LIMITS = Limits(file_bytes=50_000_000, rows=100_000)

SCHOOL = (
    "<schooljaar>2025-2026</schooljaar><peildatum>2025-10-01</peildatum>"
    "<brincode>98QQ</brincode><xsdversie>2.1</xsdversie>"
)
GROUPS = '<groep key="G5"><naam>5A</naam><jaargroep>5</jaargroep></groep>'
PUPIL = '<leerling key="1"><achternaam>Proef</achternaam><groep key="G5"/></leerling>'

Rows = dict[str, list[dict[str, Any]]]


def document(
    pupils: str = PUPIL, groups: str = GROUPS, staff: str = "", school: str = SCHOOL, rest: str = ""
) -> bytes:
    """A file with the school on line 2, groups on line 3, pupils from line 5 on."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<EDEX><school>{school}</school>\n'
        f"<groepen>{groups}</groepen>\n<leerlingen>\n{pupils}\n</leerlingen>\n"
        f"<leerkrachten>{staff}</leerkrachten>{rest}</EDEX>"
    ).encode()


def named(*elements: str, key: str = "1", name: str = "Proef") -> str:
    """One pupil with a surname and these elements."""
    return f'<leerling key="{key}"><achternaam>{name}</achternaam>{"".join(elements)}</leerling>'


def reading(content: bytes, limits: Limits = LIMITS) -> Reading:
    """The reading of these bytes, not yet consumed."""
    return edexml.read(SourceFile("school.xml", content), limits)


def rows(content: bytes, limits: Limits = LIMITS) -> tuple[Rows, list[Remark]]:
    """All rows of each kind and the remarks; every batch has the schema of its kind."""
    opened = reading(content, limits)
    found: Rows = {kind: [] for kind in KINDS}
    for kind, batch in opened.batches:
        assert batch.schema == KINDS[kind]
        batch.validate(full=True)
        found[kind] += batch.to_pylist()
    return found, opened.remarks


def golden(name: str) -> bytes:
    """The bytes of one of our own files."""
    return (GOLDEN / name).read_bytes()


def column(found: list[dict[str, Any]], *names: str) -> list[Any]:
    """The values of one column, or tuples of several, in the order of the rows."""
    if len(names) == 1:
        return [row[names[0]] for row in found]
    return [tuple(row[name] for name in names) for row in found]
