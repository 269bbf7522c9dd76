"""The golden dossiers, and how a test reads one or a changed one."""

from pathlib import Path
from typing import Any

from ibdash.sources import oso
from ibdash.sources.reading import Reading, SourceFile

GOLDEN = Path(__file__).parents[1] / "golden" / "oso"
NAMES = ("oso_2019.xml", "oso_2018.xml", "oso_2017.xml", "oso_2019_opt_out.xml")


def golden(name: str = "oso_2019.xml") -> bytes:
    return (GOLDEN / name).read_bytes()


def changed(old: str, new: str, name: str = "oso_2019.xml") -> bytes:
    """A golden dossier with one text replaced, which must be in it."""
    text = golden(name).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def read(content: bytes) -> tuple[dict[str, list[dict[str, Any]]], Reading]:
    """The rows of a dossier by kind, and its reading once it has been read."""
    reading = oso.read(SourceFile("dossier.xml", content))
    rows: dict[str, list[dict[str, Any]]] = {}
    for kind, batch in reading.batches:
        rows.setdefault(kind, []).extend(batch.to_pylist())
    return rows, reading


def texts(reading: Reading, severity: str) -> list[tuple[int, str]]:
    """Line and text of the remarks of one severity."""
    return [(one.line, one.text) for one in reading.remarks if one.severity == severity]


def line_of(content: bytes, text: str) -> int:
    """The line on which a text first stands."""
    return content[: content.index(text.encode())].count(b"\n") + 1
