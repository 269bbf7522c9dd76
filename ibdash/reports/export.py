"""Writes the open tables of one moment to a file: a workbook, a zip of Parquet, or a folder of it.

Nothing is written in part: the file gets its name when it is whole.  What is exported is open, now
or as known right after an earlier change; versions that were closed stay behind.
"""

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

import pyarrow as pa
import pyarrow.parquet

from ibdash import questions
from ibdash.access import Person, check_may_read, check_may_read_restricted
from ibdash.errors import IbdashError
from ibdash.reports import dictionary
from ibdash.reports.open_tables import OpenTable, known_tables
from ibdash.store import Store
from ibdash.views.workbook import Workbook

pq: Any = pyarrow.parquet

Form = Literal["xlsx", "zip", "folder"]
# Of all sheets together.  A sheet of Excel holds 1,048,575 rows, but the intake unpacks no workbook
# of more than 300 MB, and 33 filled cells of 27 bytes make a result of some 900.
MOST_ROWS = 300_000
MOST_UNPACKED = 280_000_000
_ROWS_A_BATCH = 50_000


@dataclass(frozen=True)
class Chosen:
    """What is to be exported.

    tables: by name, all of them where it is empty.  school_id: of one school, or None for all.
    restricted: diagnoses, capacity and confidential notes as well, for who may see them.
    known_at: the number of a change, for what was known right after it.
    """

    tables: tuple[str, ...] = ()
    school_id: int | None = None
    restricted: bool = False
    known_at: int | None = None


@dataclass
class Written:
    """What was exported: the rows of each table by its name; tables without rows are left out."""

    rows: dict[str, int] = field(default_factory=dict)


class ExportRefused(IbdashError):
    """Nothing was written: the file is there already, is too large, or cannot be made."""


def write(
    store: Store,
    target: "Path | IO[bytes]",
    form: Form,
    chosen: Chosen,
    *,
    who: Person,
    overwrite: bool = False,
    progress: Callable[[str], None] = lambda words: None,
    most_rows: int = MOST_ROWS,
) -> Written:
    """Writes the chosen tables.

    target: the path, which only its owner may read; or for a workbook or zip an open file.
    progress: called with a few Dutch words before each table.  most_rows: of a workbook.
    Raises ExportRefused, and AccessRefused where `who` may not see what is asked.
    """
    check_may_read(who)
    if chosen.restricted:
        check_may_read_restricted(who)
    tables = _tables(who, chosen)
    _check_schools(store, who, chosen)
    if not isinstance(target, Path):
        return _write(store, target, form, tables, chosen, who, progress, most_rows)
    _check_target(target, form, overwrite)
    try:
        with _whole(target, form) as unfinished:
            return _write(store, unfinished, form, tables, chosen, who, progress, most_rows)
    except OSError:
        raise ExportRefused(
            "Het bestand is niet te schrijven",
            f"In de map van {target.name} mag niet worden geschreven, of de schijf is vol",
            "Kies een andere map",
        ) from None


def form_named(name: str) -> Form:
    """The form of a name that a page or script gives; raises KeyError for another."""
    forms: dict[str, Form] = {"xlsx": "xlsx", "zip": "zip", "folder": "folder"}
    return forms[name]


def form_of(target: Path) -> Form:
    """Of a path: a workbook by .xlsx, a zip of Parquet by .zip, else a folder of Parquet."""
    endings: dict[str, Form] = {".xlsx": "xlsx", ".zip": "zip"}
    return endings.get(target.suffix.lower(), "folder")


def _check_target(target: Path, form: Form, overwrite: bool) -> None:
    if not target.exists():
        return
    if not overwrite:
        raise ExportRefused(
            "Dit bestand is er al",
            f"{target.name} is niet aangeraakt",
            "Kies een andere naam, of overschrijf het",
            option="--overwrite",
        )
    is_ours = target.is_file() if form != "folder" else target.is_dir() and _is_export(target)
    if not is_ours:
        raise ExportRefused(
            "Dit is geen eerdere export",
            f"{target.name} is niet aangeraakt, want er kan iets anders in staan",
            "Kies een andere naam",
        )


def _is_export(folder: Path) -> bool:
    """Whether a folder has nothing in it that an export does not write."""
    return all(
        path.is_file() and (path.suffix == ".parquet" or path.stem == dictionary.NAME)
        for path in folder.iterdir()
    )


def known_school(store: Store, asked: str, *, who: Person, known_at: int | None = None) -> int:
    """The school of a BRIN, with or without its location; raises ExportRefused for another."""
    schools = questions.ask(store, "frame/schools", who=who, known_at=known_at).to_pylist()
    wanted = asked.strip().upper()
    found = [one for one in schools if one["brin"] and one["brin"][: len(wanted)] == wanted]
    found = [one for one in found if one["brin"] == wanted or len(wanted) == 4]
    if len(found) != 1:
        brins = sorted(one["brin"] for one in schools if one["brin"])
        raise ExportRefused(
            "Deze school is niet bekend" if not found else "Deze school heeft meer locaties",
            "Er is niets geschreven",
            f"Kies uit {', '.join(brins)}"
            if brins
            else "Exporteer alles, zonder een school te kiezen",
        )
    return int(found[0]["school_id"])


def _check_together(schools: list[dict[str, Any]]) -> None:
    """Raises ExportRefused where schools cannot go out together: rows must say whose they are."""
    if len(schools) > 1 and any(not one["brin"] for one in schools):
        raise ExportRefused(
            "Deze scholen kunnen niet samen in een bestand",
            "Een van de scholen heeft geen BRIN, dus de regels kunnen niet zeggen van wie ze zijn;"
            " er is niets geschreven",
            "Exporteer de scholen met een BRIN elk apart",
            option="--school BRIN",
        )


def _check_schools(store: Store, who: Person, chosen: Chosen) -> None:
    if chosen.school_id is None:
        answer = questions.ask(store, "frame/schools", who=who, known_at=chosen.known_at)
        _check_together(answer.to_pylist())


def _tables(who: Person, chosen: Chosen) -> list[OpenTable]:
    known = {table.name: table for table in known_tables(who, restricted=True)}
    strange = [name for name in chosen.tables if name not in known]
    if strange:
        raise ExportRefused(
            "Deze tabel bestaat niet",
            f"'{strange[0]}' is geen tabel; er is niets geschreven",
            f"Kies uit: {', '.join(known)}",
        )
    hidden = [name for name in chosen.tables if known[name].is_restricted]
    if hidden and not chosen.restricted:
        raise ExportRefused(
            "Deze tabel is afgeschermd",
            f"'{hidden[0]}' gaat alleen mee als u daar apart om vraagt; er is niets geschreven",
            "Vraag ook om de afgeschermde gegevens",
            option="--restricted",
        )
    return [
        table
        for name, table in known.items()
        if (not chosen.tables or name in chosen.tables)
        and (chosen.restricted or not table.is_restricted)
    ]


@contextmanager
def _whole(target: Path, form: Form) -> Iterator[Any]:
    """An unfinished file or folder beside the target, which takes its place when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".ibdash-", dir=target.parent))
    try:
        unfinished = folder / "export"
        if form == "folder":
            unfinished.mkdir(mode=0o700)
            yield unfinished
        else:
            opened = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
            with os.fdopen(opened, "w+b") as file:
                yield file
        if target.is_dir():
            # An old export is moved aside first, so that there is always a whole one.
            target.rename(folder / "old")
        unfinished.replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(
    store: Store,
    target: Any,
    form: Form,
    tables: list[OpenTable],
    chosen: Chosen,
    who: Person,
    progress: Callable[[str], None],
    most_rows: int,
) -> Written:
    written = Written()
    values = {"school_id": chosen.school_id, "restricted": chosen.restricted}
    described: list[dictionary.Described] = []
    with (
        store.large_work(),
        questions.answers(store, who=who, known_at=chosen.known_at) as answer,
        _writer(target, form, most_rows) as add,
    ):
        for table in tables:
            progress(f"{table.title} opzoeken")
            reader = answer(table.question, _ROWS_A_BATCH, **values)
            headers = list(reader.schema.names)
            batches = (table.worded(batch) for batch in reader if batch.num_rows)
            first = next(batches, None)
            if first is not None:
                progress(f"{table.title} schrijven")
                written.rows[table.name] = add(table, headers, _again(first, batches))
            described.append(dictionary.Described(table, headers, written.rows.get(table.name, 0)))
        if not written.rows:
            raise ExportRefused(
                "Er is niets om te exporteren",
                "In deze tabellen staan geen gegevens; er is niets geschreven",
                "Neem eerst een bestand over",
            )
        add.finish(described, restricted=chosen.restricted)
    return written


def _again(first: pa.RecordBatch, rest: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield first
    yield from rest


class _InWorkbook:
    def __init__(self, book: Workbook, most_rows: int) -> None:
        self._book = book
        self._left = most_rows

    def __call__(
        self, table: OpenTable, headers: list[str], batches: Iterator[pa.RecordBatch]
    ) -> int:
        return self._book.sheet(
            table.name, {name: name for name in headers}, map(self._within, batches)
        )

    def _within(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        self._left -= batch.num_rows
        if self._left < 0 or self._book.unpacked > MOST_UNPACKED:
            raise ExportRefused(
                "Dit is te veel voor Excel",
                "Zo'n grote werkmap kan Excel niet goed openen, en ibdash niet meer overnemen;"
                " er is niets geschreven",
                "Kies Parquet, minder tabellen, of een school tegelijk",
            )
        return batch

    def finish(self, described: list[dictionary.Described], *, restricted: bool) -> None:
        rows = dictionary.as_table(described)
        self._book.sheet(dictionary.NAME, {name: name for name in rows.column_names}, [rows])
        self._book.close()


class _AsParquet:
    """Each table as a file of its own; `put` takes its name and content."""

    def __init__(self, put: Callable[[str, bytes], None]) -> None:
        self._put = put

    def __call__(
        self, table: OpenTable, headers: list[str], batches: Iterator[pa.RecordBatch]
    ) -> int:
        held, rows = io.BytesIO(), 0
        with pq.ParquetWriter(held, table.schema(headers), compression="zstd") as writer:
            for batch in batches:
                rows += batch.num_rows
                writer.write_batch(batch)
        self._put(f"{table.name}.parquet", held.getvalue())
        return rows

    def finish(self, described: list[dictionary.Described], *, restricted: bool) -> None:
        self._put(f"{dictionary.NAME}.csv", dictionary.as_csv(described))
        self._put(
            f"{dictionary.NAME}.md", dictionary.as_text(described, restricted=restricted).encode()
        )


@contextmanager
def _writer(target: Any, form: Form, most_rows: int) -> Iterator[Any]:
    if form == "xlsx":
        book = Workbook(target)
        try:
            yield _InWorkbook(book, most_rows)
        except BaseException:
            book.abandon()
            raise
    elif form == "zip":
        # Parquet is compressed already.
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
            yield _AsParquet(package.writestr)
    else:

        def put(name: str, content: bytes) -> None:
            path = target / name
            path.touch(mode=0o600)
            path.write_bytes(content)

        yield _AsParquet(put)
