"""Whatever happens to a message: it is read, or refused in Dutch; no other error."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ibdash.errors import FileRefused
from ibdash.sources import uwlr
from ibdash.sources.reading import SourceFile
from tests.sources.uwlr_files import LIMITS, PUPILS_SOAP, RESULTS, RESULTS_SOAP, golden

SOUND = [golden(name) for name in (RESULTS, RESULTS_SOAP, PUPILS_SOAP)]


def refused(error: FileRefused) -> None:
    assert error.title
    assert "er is niets overgenomen" in error.text
    assert error.__context__ is None


def read_or_refused(content: bytes) -> None:
    file = SourceFile("uwlr.xml", content)
    uwlr.recognises(file)
    try:
        reading = uwlr.read(file, LIMITS)
        keys = [
            row["pupil_key"]
            for kind, batch in reading.batches
            if kind in ("result", "pupil")
            for row in batch.to_pylist()
        ]
    except FileRefused as error:
        return refused(error)
    assert all(keys)
    assert all(remark.text for remark in reading.remarks)


@settings(max_examples=60)
@given(st.sampled_from(SOUND), st.data())
def test_changed_bytes(sound, data):
    content = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(content))


@settings(max_examples=40)
@given(st.sampled_from(SOUND), st.data())
def test_truncation(sound, data):
    read_or_refused(sound[: data.draw(st.integers(0, len(sound)))])


@settings(max_examples=60)
@given(st.sampled_from(SOUND), st.data())
def test_a_piece_cut_out_or_repeated(sound, data):
    start = data.draw(st.integers(0, len(sound)))
    end = data.draw(st.integers(start, min(start + 400, len(sound))))
    times = data.draw(st.sampled_from([0, 2]))
    read_or_refused(sound[:start] + sound[start:end] * times + sound[end:])


@settings(max_examples=60)
@given(st.sampled_from(SOUND), st.data(), st.text(max_size=40))
def test_inserted_text(sound, data, text):
    place = data.draw(st.integers(0, len(sound)))
    read_or_refused(sound[:place] + text.encode("utf-8", "surrogatepass") + sound[place:])


@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_anything_at_all(content):
    read_or_refused(content)
    read_or_refused(SOUND[0][:300] + content)


@given(st.sampled_from(SOUND), st.sampled_from(["utf-16", "utf-7", "cp037", "utf-32", "cp1252"]))
def test_another_encoding_than_declared(sound, encoding):
    read_or_refused(sound.decode().encode(encoding, "replace"))
