"""The golden UWLR messages, and how a test reads one or a changed one."""

from pathlib import Path
from typing import Any

import pytest

from ibdash.errors import FileRefused
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Limits, Reading, SourceFile
from ibdash.sources.recognise import open_reading

GOLDEN = Path(__file__).parents[1] / "golden" / "uwlr"
RESULTS = "uwlr22_resultaten.xml"
RESULTS_SOAP = "uwlr22_resultaten_soap.xml"
PUPILS_SOAP = "uwlr22_leerlinggegevens_soap.xml"
OTHER_VERSION = "uwlr23_resultaten.xml"
NAMESPACE = "http://www.edustandaard.nl/leerresultaten/2"
LIMITS = Limits(file_bytes=50_000_000, rows=100_000)

Rows = dict[str, list[dict[str, Any]]]


def golden(name: str = RESULTS) -> bytes:
    return (GOLDEN / name).read_bytes()


def changed(old: str, new: str, name: str = RESULTS) -> bytes:
    """A golden message with one text replaced, which must be in it."""
    text = golden(name).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def read(content: bytes, limits: Limits = LIMITS) -> tuple[Rows, Reading]:
    """The rows of a message by kind, and its reading; every batch has the schema of its kind."""
    (reading,) = open_reading(SourceFile("uwlr.xml", content), limits)
    rows: Rows = {}
    for kind, batch in reading.batches:
        assert batch.schema == KINDS[kind]
        batch.validate(full=True)
        rows.setdefault(kind, []).extend(batch.to_pylist())
    return rows, reading


def given(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what is empty."""
    return {name: value for name, value in row.items() if value is not None}


def refusal(content: bytes, limits: Limits = LIMITS) -> FileRefused:
    """The refusal of a message, which is whole, Dutch, and quotes no library."""
    with pytest.raises(FileRefused) as caught:
        read(content, limits)
    error = caught.value
    assert error.title
    assert error.remedy
    assert "er is niets overgenomen" in error.text
    assert error.__context__ is None, "an error of a library may quote the file"
    return error


def line_of(content: bytes, text: str) -> int:
    """The line on which a text first stands."""
    return content[: content.index(text.encode())].count(b"\n") + 1
