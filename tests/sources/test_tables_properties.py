"""Whatever happens to a file: it is read, refused, or a question; never another error."""

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ibdash.errors import DecisionNeeded, FileRefused, IbdashError
from ibdash.sources import tables
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import Profile, profiles
from ibdash.sources.raw_tables import raw_tables
from tests.sources.other_workbooks import ods, ods_row, xlsb
from tests.sources.table_files import LIMITS, golden, source, workbook
from tests.sources.test_tables_wide import PROFILE
from tests.sources.test_tables_workbooks import RESULTS

SOUND = [
    golden(name).content
    for name in ("resultaten.csv", "leerlingen.csv", "esis_toetsen.csv", "jaarscores.csv")
]
WORKBOOK = workbook({"resultaten": RESULTS})


def read_refused_or_asked(content: bytes, profile: str | Profile | None = None) -> None:
    try:
        for reading in tables.read(source("x", content), LIMITS, profile):
            for kind, batch in reading.batches:
                assert batch.schema.equals(KINDS[kind])
                batch.validate(full=True)
                assert all(line > 0 for line in batch["line"].to_pylist())
            assert all(remark.text for remark in reading.remarks)
    except (FileRefused, DecisionNeeded) as error:
        tells_what_to_do(error)


def tells_what_to_do(error: IbdashError) -> None:
    assert error.title
    assert error.text
    assert error.remedy
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__


def changed(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    copy = bytearray(content)
    for place, value in changes:
        copy[place % len(copy)] = value
    return bytes(copy)


CHANGES = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8)


@settings(deadline=None)
@given(st.sampled_from(SOUND), CHANGES)
def test_changed_bytes(content, changes):
    read_refused_or_asked(changed(content, changes))


@settings(deadline=None)
@given(st.sampled_from(SOUND), st.integers(0, 3000))
def test_a_file_that_breaks_off(content, length):
    read_refused_or_asked(content[:length])


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(content):
    read_refused_or_asked(content)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text(content):
    read_refused_or_asked(content.encode(errors="ignore"))


@pytest.mark.parametrize("profile", tables.known_profiles())
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_any_cells_under_the_column_names_of_a_profile(profile, data):
    rules = profiles()[profile].column
    headers = list(dict.fromkeys(rule.header[0] for rule in rules))
    cell = st.one_of(
        st.text(max_size=12),
        st.sampled_from(["", "1", "2026-01-20", "I-V", "V-", "2025-2026", "<5", "M5", "4A", "ja"]),
    )
    rows = data.draw(st.lists(st.lists(cell, max_size=len(headers) + 1), max_size=4))
    lines = [";".join(headers), *(";".join(row) for row in rows)]
    read_refused_or_asked("\n".join(lines).encode(errors="ignore"), profile)


@settings(deadline=None)
@given(CHANGES)
def test_changed_bytes_of_a_workbook(changes):
    read_refused_or_asked(changed(WORKBOOK, changes))


@settings(deadline=None)
@given(st.integers(0, len(WORKBOOK)))
def test_a_workbook_that_breaks_off(length):
    read_refused_or_asked(WORKBOOK[:length])


WIDE = golden("dmt_breed.csv").content
OPEN_DOCUMENT = ods({"resultaten": ods_row("leerling_id", "score") + ods_row(1, "fault:#REF!")})
BINARY = xlsb({"resultaten": [["leerling_id", "score"], [1.0, "fault:#REF!"]]})


def read_as_they_stand_or_refused(content: bytes) -> None:
    try:
        for table in raw_tables(source("x", content), LIMITS):
            rows = list(table.rows())
            assert table.row_count == len(rows)
            assert all(len(row.cells) == len(table.header) for row in rows)
            assert len(set(table.header)) == len(table.header)
    except FileRefused as error:
        tells_what_to_do(error)


@settings(deadline=None)
@given(st.sampled_from([*SOUND, WIDE, WORKBOOK, OPEN_DOCUMENT, BINARY]), CHANGES)
def test_tables_as_they_stand_with_changed_bytes(content, changes):
    read_as_they_stand_or_refused(changed(content, changes))


@settings(deadline=None)
@given(st.text(alphabet="abM4;,\t\n\"' 1*", max_size=200))
def test_any_text_as_it_stands(text):
    read_as_they_stand_or_refused(text.encode())


@settings(deadline=None)
@given(CHANGES)
def test_a_wide_table_with_changed_bytes(changes):
    read_refused_or_asked(changed(WIDE, changes), PROFILE)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=8))
@example([(497, 95)])
def test_the_parts_of_other_workbooks_with_changed_bytes(changes):
    for book in (OPEN_DOCUMENT, BINARY):
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(packed, "w") as new:
            for part in old.infolist():
                new.writestr(part.filename, changed(old.read(part), changes))
        read_refused_or_asked(packed.getvalue())
