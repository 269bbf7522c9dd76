"""Tables as Parquet: one file, or a zip of several, such as ibdash itself writes.

A value becomes the text that a CSV would have of it, so that one road reads them all; only the
quote that guards a CSV and a workbook is not looked for.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from ibdash.errors import FileRefused
from ibdash.sources.reading import Limits, SourceFile
from ibdash.sources.table_blocks import Block, Row

pq: Any = pyarrow.parquet

_ZIP, _PARQUET = b"PK\x03\x04", b"PAR1"
_ENDING = ".parquet"
_ROWS_A_BLOCK = 50_000
# Tables in one zip, and columns in one table; ours have some thirty of each.
_MOST_TABLES, _MOST_COLUMNS = 200, 500
_ERRORS = (
    pa.ArrowException,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)


@dataclass(frozen=True)
class ParquetTable:
    """One table; `name` is that of its file without ending."""

    file: str
    name: str
    content: Any

    def head(self) -> Row:
        """The names of the columns."""
        return Row(0, list(self.content.schema_arrow.names), 0)

    def blocks(self) -> Iterator[Block]:
        """All rows; the first is row 1.  Raises FileRefused where the file is damaged."""
        line = 1
        try:
            for batch in self.content.iter_batches(batch_size=_ROWS_A_BLOCK):
                lines = np.arange(line, line + batch.num_rows, dtype=np.int32)
                line += batch.num_rows
                yield Block([_as_text(column) for column in batch.columns], lines, [])
        except _ERRORS:
            # Arrow quotes values in its errors.
            raise _damaged(self.file) from None


def recognises(file: SourceFile) -> bool:
    """Whether the bytes are Parquet, or a zip with a Parquet file in it."""
    if file.content.startswith(_PARQUET):
        return True
    if not file.content.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as package:
            return any(name.lower().endswith(_ENDING) for name in package.namelist())
    except _ERRORS:
        return False


def open_tables(file: SourceFile, limits: Limits) -> list[ParquetTable]:
    """The tables of a Parquet file or a zip of them, in the order of their names.

    Raises FileRefused for a damaged or encrypted one, and before anything is unpacked for one that
    would become larger than the limits allow.
    """
    try:
        if file.content.startswith(_PARQUET):
            tables = [_open(file.name, file.name, file.content)]
        else:
            with zipfile.ZipFile(io.BytesIO(file.content)) as package:
                parts = [
                    part
                    for part in package.infolist()
                    if part.filename.lower().endswith(_ENDING) and not part.is_dir()
                ]
                parts.sort(key=lambda part: part.filename)
                size = sum(part.file_size for part in parts)
                if size > limits.file_bytes or len(parts) > _MOST_TABLES:
                    raise _too_large(file.name)
                tables = [_open(file.name, part.filename, package.read(part)) for part in parts]
    except _ERRORS:
        raise _damaged(file.name) from None
    told = [table.content.metadata for table in tables]
    if (
        sum(one.num_rows for one in told) > limits.rows
        or any(one.num_columns > _MOST_COLUMNS for one in told)
        or sum(_unpacked(one) for one in told) > limits.file_bytes
    ):
        raise _too_large(file.name)
    return tables


def _open(file: str, name: str, content: bytes) -> ParquetTable:
    reader = pa.BufferReader(content)
    schema = pq.read_schema(reader)
    # As dictionaries, so that a long text that stands on every row is in memory once.
    texts = [field.name for field in schema if pa.types.is_string(field.type)]
    return ParquetTable(
        file, PurePath(name).stem, pq.ParquetFile(pa.BufferReader(content), read_dictionary=texts)
    )


def _unpacked(told: Any) -> int:
    return sum(told.row_group(number).total_byte_size for number in range(told.num_row_groups))


def _as_text(column: Any) -> Any:
    """The cells as text, null where there is no value; what is no plain value is refused."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return pa.DictionaryArray.from_arrays(
            column.indices.cast(pa.int32()), column.dictionary.cast(pa.string())
        )
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise ValueError("a column without plain values")
    return column.cast(pa.string())


def _damaged(name: str) -> FileRefused:
    return FileRefused(
        "Dit Parquet-bestand is niet te lezen",
        f"{name} is beschadigd, beveiligd of heeft kolommen die geen gewone waarden zijn;"
        " er is niets overgenomen",
        "Maak de export opnieuw",
    )


def _too_large(name: str) -> FileRefused:
    return FileRefused(
        "Het bestand is te groot",
        f"{name} wordt bij het uitpakken te groot, of heeft te veel regels; "
        "er is niets overgenomen",
        "Verhoog de instellingen 'max_file_mb' en 'max_rows' als dit klopt",
    )
