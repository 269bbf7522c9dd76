"""What every reader gives back, whatever the format."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pyarrow as pa

Severity = Literal["info", "warning", "refused"]
# What kind of source a file is; a rule in the settings says which of them wins.
Role = Literal["publisher", "pupil_system", "table", "former_school"]


@dataclass(frozen=True)
class Remark:
    """One observation about a file.

    line: the line or row it concerns; 0 for the file as a whole.
    severity: info, warning (kept, but look at it) or refused (this row was not taken in).
    text: Dutch, without personal data: the column and what is wrong, never the pupil.
    remedy: what the user can do about it, in Dutch; may be empty.
    kind: the kind of row (sources/kinds.py) a refusal counts under; "sheet" for sheets that wait
        for a person to say what they are.
    """

    line: int
    severity: Severity
    text: str
    remedy: str = ""
    kind: str = ""


@dataclass
class Reading:
    """A recognised file, being read.

    format: for people, e.g. "EDEXML 2.1", "resultaten", "ESIS toetsen".
    system: which numbering the pupil keys are of (an alias is school, system, key).
    role: what kind of source says it.
    source: who says it, where that is not the system of the keys: results of a test system name
        pupils by the keys of the pupil administration.
    batches: (kind, record batch of that kind's schema) in the order of the file, read lazily; the
        generator raises FileRefused when the file turns out not to be what it claims.
    remarks: filled while `batches` is consumed.
    school_year, brin, location, school_name, as_of: what the file says of itself as a whole, or
        None where its rows say it (or nothing does).  as_of is the day the data were true.
    covers_school_year: the file is the complete list of its school and school year(s), so whoever
        is missing from it is "gone" within that scope.
    replaces_norms: a norm table replaces per publisher, test, generation and norm version.
    delivered: per kind the columns that this file carries; a column that is not delivered leaves
        what is known untouched.
    makes_pupils: False where a row of an unknown pupil must be refused.
    wants_known_school: the rows are of a school that the store must know already.
    wants_pupils_from: what the user should import first when pupils are unknown, in Dutch.
    results_are_named: another table of the same file names results of this one, so they must be
        there when that one is taken in, also in a preview.
    sheet: the sheet or sheets it came from, in a workbook with several tables; else None.
    to_map: numbers of the sheets of the file, from 1, with a table that no profile knows; said of
        the first reading of a file only.
    """

    format: str
    system: str
    batches: Iterator[tuple[str, pa.RecordBatch]]
    remarks: list[Remark] = field(default_factory=list)
    role: Role = "table"
    source: str | None = None
    profile: str | None = None
    school_year: str | None = None
    brin: str | None = None
    location: str | None = None
    school_name: str | None = None
    as_of: date | None = None
    covers_school_year: bool = False
    replaces_norms: bool = False
    makes_pupils: bool = True
    wants_known_school: bool = False
    wants_pupils_from: str = "de leerlingen van deze school (EDEXML of de tabel leerlingen)"
    delivered: dict[str, frozenset[str]] = field(default_factory=dict)
    results_are_named: bool = False
    sheet: str | None = None
    to_map: tuple[int, ...] = ()

    @property
    def said_by(self) -> str:
        """Whose words these are: a file of the same source corrects itself."""
        return self.source or self.system


@dataclass(frozen=True)
class SourceFile:
    """The bytes of one file with the name the user gave it, already within the size limit."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Limits:
    """How large a file may be before it is refused; from the settings."""

    file_bytes: int
    rows: int
