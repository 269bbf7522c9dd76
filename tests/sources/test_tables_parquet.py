"""Parquet, alone or in a zip: read as a CSV with the same cells, within the limits."""

import io
import zipfile
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from ibdash.errors import FileRefused
from ibdash.sources import parquet, tables
from ibdash.sources.reading import Limits
from tests.sources.table_files import LIMITS, column, read, rows_of, source

pq: Any = pyarrow.parquet

RESULTS = {
    "leerling_id": ["1", "2", None],
    "leerlijn": ["rekenen"] * 3,
    "toets": ["R"] * 3,
    "afnamedatum": [date(2026, 1, 20)] * 3,
    "vaardigheidsscore": [38.5, None, 4.0],
    "opmerking": ["=1", "'=1", None],
}
PUPILS = {
    "leerling_id": ["1"],
    "roepnaam": ["Bo"],
    "schooljaar": ["2025-2026"],
    "groep": ["4A"],
}


def written(columns: dict[str, Any]) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held)
    return held.getvalue()


def package(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(f"{name}.parquet", content)
        zipped.writestr("datawoordenboek.md", "# Uitleg")
    return held.getvalue()


def refused(content: bytes, limits: Limits = LIMITS) -> FileRefused:
    with pytest.raises(FileRefused) as error:
        list(map(rows_of, tables.read(source("resultaten.zip", content), limits)))
    assert "er is niets overgenomen" in error.value.text
    return error.value


def test_values_keep_their_kind_and_rows_their_number() -> None:
    found, remarks, reading = read(written(RESULTS), "resultaten.parquet")
    assert column(found, "result", "ability_score") == [38.5, None]
    assert column(found, "result", "taken_on") == [date(2026, 1, 20)] * 2
    assert column(found, "result", "line") == [1, 2]
    assert [(remark.line, remark.severity) for remark in remarks] == [(3, "refused")]
    assert reading.profile == "resultaten"


def test_a_text_is_taken_as_it_is_without_a_quote_taken_off() -> None:
    found, _, _ = read(written(RESULTS), "resultaten.parquet")
    assert column(found, "result", "comment") == ["=1", "'=1"]


def test_a_csv_loses_one_guarding_quote() -> None:
    head = "leerling_id;leerlijn;toets;schooljaar;ruwe_score;opmerking\n"
    found, _, _ = read(head + "1;rekenen;R;2025-2026;4;'=1\n2;rekenen;R;2025-2026;4;''=1\n")
    assert column(found, "result", "comment") == ["=1", "'=1"]


def test_a_zip_is_read_with_the_pupils_first() -> None:
    content = package(resultaten=written(RESULTS), leerlingen=written(PUPILS))
    readings = tables.read(source("uit.zip", content), LIMITS)
    assert [reading.profile for reading in readings] == ["leerlingen", "resultaten"]
    assert [len(rows_of(reading)) for reading in readings] == [3, 1]


@pytest.mark.parametrize(
    "content",
    [b"PAR1" + b"\0" * 40, written(RESULTS)[:-20], package(resultaten=b"PAR1 geen tabel")],
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    assert refused(content).title == "Dit Parquet-bestand is niet te lezen"


def test_a_column_that_is_no_plain_value_is_refused() -> None:
    content = written({**RESULTS, "lijst": [[1], [2], None]})
    assert refused(content).title == "Dit Parquet-bestand is niet te lezen"


def test_more_rows_than_allowed_are_refused_before_they_are_read() -> None:
    assert refused(written(RESULTS), Limits(10_000_000, 2)).title == "Het bestand is te groot"


def test_what_unpacks_too_large_is_refused_before_it_is_unpacked() -> None:
    content = package(resultaten=b"PAR1" + b"\0" * 3_000_000)
    assert len(content) < 20_000
    assert refused(content, Limits(2_000_000, 100)).title == "Het bestand is te groot"
    long = written({"leerling_id": ["x" * 3_000_000]})
    assert refused(long, Limits(2_000_000, 100)).title == "Het bestand is te groot"


def test_a_workbook_is_no_parquet() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        zipped.writestr("xl/workbook.xml", "<workbook/>")
    assert not parquet.recognises(source("a.xlsx", held.getvalue()))
    assert not parquet.recognises(source("a.csv", "PK geen zip"))
