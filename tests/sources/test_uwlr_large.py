"""UWLR messages of more than one part of 32 KB: all of it is looked at, and read as a small one."""

import re

import pytest

from ibdash.bench.reading_speed import enlarged
from tests.sources.uwlr_files import changed, given, golden, read, refusal

# 100 sittings of 3.5 KB are eleven parts.
SITTINGS = 100
MOST = 100_000


def large(content: bytes) -> bytes:
    larger = enlarged(content, SITTINGS)
    assert larger is not None
    return larger


def inserted(before: str, what: str) -> bytes:
    return changed(before, what + before)


def unknown(content: bytes) -> str:
    """What the remark on unknown parts says of them."""
    (text,) = (one.text for one in read(content)[1].remarks if "Onbekende onderdelen" in one.text)
    return text.removeprefix("Onbekende onderdelen, niet overgenomen: ")


def test_every_sitting_of_a_large_message_is_read_as_the_first() -> None:
    small, _ = read(golden())
    rows, reading = read(large(golden()))
    first = {**given(small["result"][0]), "line": None, "pupil_key": None}
    read_as = [row for row in rows["result"] if row["test"] == "Rekenen-Wiskunde"]
    # Of the other pupil of the sample there is one more.
    assert len(read_as) == SITTINGS + 1
    for number, row in enumerate(read_as[:SITTINGS]):
        assert row["pupil_key"] == f"{number:06d}"
        assert {**given(row), "line": None, "pupil_key": None} == first
    assert len(rows["capacity"]) == SITTINGS
    texts = [one.text for one in reading.remarks]
    assert f"Scores die niet met heel Nederland vergelijken, niet overgenomen: {SITTINGS}" in texts
    # The lines of the results go on through all parts.
    lines = [row["line"] for row in read_as]
    assert len(set(lines)) == SITTINGS + 1
    assert lines == sorted(lines)


def test_a_large_message_in_another_encoding_is_the_same() -> None:
    content = large(golden())
    other = content.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")
    assert read(other)[0] == read(content)[0]


def test_the_same_wrong_level_is_named_each_time_with_its_line() -> None:
    content = re.sub(rb"(<o:waarde>)II(</o:waarde>)", rb"\1X\2", golden(), count=1)
    _, reading = read(large(content))
    named = [one for one in reading.remarks if "IV is geen niveau" in one.text]
    assert len({one.line for one in named}) == len(named) == SITTINGS


def test_a_date_beside_its_moment_counts_each_time() -> None:
    # The other pupil of the sample has M5 in May and E3 in January.
    _, reading = read(large(golden()))
    assert any(one.text.endswith("toetsmoment past: 2") for one in reading.remarks)
    _, reading = read(large(changed("2026-01-20", "2026-05-20")))
    assert any(one.text.endswith(f"past: {SITTINGS + 2}") for one in reading.remarks)


@pytest.mark.parametrize(
    "before",
    [
        "<school>",
        "<toetsafnames>",
        "<toetsafname>",
        "</toetsafname>",
        "</toetsafnames>",
        "<toetsen>",
    ],
)
def test_an_unknown_part_is_counted_once_wherever_it_stands(before: str) -> None:
    content = inserted(before, "<vreemd><raar/></vreemd>")
    assert unknown(content) == "raar (1 keer), vreemd (1 keer)"


def test_unknown_parts_of_all_sittings_are_counted() -> None:
    content = large(inserted("</toetsafname>", "<vreemd/>"))
    assert unknown(content) == f"vreemd ({SITTINGS} keer)"


@pytest.mark.parametrize(
    "before",
    [
        "<toetsafnames>",
        "<toetsafname>",
        "</resultaten>",
        "</toetsafnames>",
        "<toets>",
        "</toetsen>",
    ],
)
def test_a_flood_is_refused_wherever_it_stands(before: str) -> None:
    flood = inserted(before, "<a/>" * (MOST + 1))
    assert "veiligheidsredenen" in refusal(flood).title
    attributes = " ".join(f"a{number}='1'" for number in range(51))
    assert "veiligheidsredenen" in refusal(inserted(before, f"<a {attributes}/>")).title


def test_many_elements_over_many_sittings_are_no_flood() -> None:
    content = large(inserted("</toetsafname>", "<a/>" * 1_010))
    assert unknown(content) == f"a ({1_010 * SITTINGS} keer)"


def test_what_is_damaged_far_into_a_message_is_refused_with_its_line() -> None:
    content = large(golden())
    place = content.rindex(b"</resultaten>")
    line = content.count(b"\n", 0, place) + 1
    broken = content[:place] + content[place:].replace(b"</resultaten>", b"</resultaat>", 1)
    assert f"bij regel {line} " in refusal(broken).text
