"""Separators, quotes, encodings and the true line of each row, apart from any profile."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ibdash.errors import FileRefused
from ibdash.sources import csv_text
from tests.sources.table_files import source


def taken_apart(
    content: str | bytes, width: int = 2, piece: int = 2**22
) -> tuple[list[tuple[int, list[str | None]]], list[tuple[int, int]]]:
    """(line, cells) of the rows, and (line, number of cells) of those of another width."""
    text = csv_text.open_text(source("x.csv", content))
    rows: list[tuple[int, list[str | None]]] = []
    wrong: list[tuple[int, int]] = []
    for part in csv_text.pieces(text, text.start, 1, ";", piece):
        block = csv_text.parse(text, part, ";", width, {0})
        columns = [cells.to_pylist() for cells in block.cells]
        assert {len(column) for column in columns} == {len(block.lines)}
        rows += [
            (int(line), [column[place] for column in columns])
            for place, line in enumerate(block.lines)
        ]
        wrong += block.wrong_width
    return rows, wrong


def test_lines_are_those_of_the_file_past_blank_lines_and_quoted_newlines():
    rows, wrong = taken_apart('a;1\n\n"b\nc";2\r\n\r\nd\n   \n;\ne;3;4\nf;5')
    assert rows == [(1, ["a", "1"]), (3, ["b\nc", "2"]), (8, [None, None]), (10, ["f", "5"])]
    assert wrong == [(6, 1), (9, 3)]


def test_a_lone_return_ends_a_row_too():
    assert taken_apart("a;1\rb;2\r\nc;3\n")[0] == [
        (1, ["a", "1"]),
        (2, ["b", "2"]),
        (3, ["c", "3"]),
    ]


def test_a_quote_in_the_middle_of_a_cell_is_only_a_sign():
    rows, _ = taken_apart('5" lang;a\n"zei ""ja""";"x;y"\n')
    assert rows == [(1, ['5" lang', "a"]), (2, ['zei "ja"', "x;y"])]


@pytest.mark.parametrize("piece", [1, 4, 16, 64])
def test_pieces_of_any_size_give_the_same_rows(piece):
    content = "".join(f'{n};"regel\n{n}; ""x"""\n' for n in range(30))
    rows, wrong = taken_apart(content, piece=piece)
    assert rows == [(1 + 2 * n, [str(n), f'regel\n{n}; "x"']) for n in range(30)]
    assert wrong == []


def test_a_quote_that_is_never_closed_refuses_the_file():
    with pytest.raises(FileRefused) as refused:
        taken_apart('a;1\nb;"2\nc;3\n')
    assert "na regel 1" in refused.value.text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Zoë;1\n".encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + "Zoë;1\n".encode(), "UTF-8 with a mark"),
        ("Zoë;1\n".encode("utf-16"), "UTF-16, little end first"),
        (b"\xfe\xff" + "Zoë;1\n".encode("utf-16-be"), "UTF-16, big end first"),
        ("Zoë;1\n".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(content, name):
    assert taken_apart(content)[0] == [(1, ["Zoë", "1"])], name


def test_one_byte_that_is_not_utf_8_makes_the_whole_file_cp1252():
    content = "Zoë;1\n".encode() * 2 + b"\x92s Gravenmoer;2\n"
    assert taken_apart(content)[0][2] == (3, ["’s Gravenmoer", "2"])


@pytest.mark.parametrize(
    "content", [b"a;b\n\x00;1\n", b"PAR1\x00\x01", b"a;b\n\xff\x81;1\n", b"\xff\xfea;\x00\xd8"]
)
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(FileRefused) as refused:
        csv_text.open_text(source("x.csv", content))
    assert refused.value.__context__ is None or refused.value.__suppress_context__


SIGNS = st.sampled_from(["a", "é", " ", ";", '"', "\n", "\r\n", '""', '";"', '"\n'])


@settings(deadline=None)
@given(st.lists(SIGNS, max_size=40).map("".join), st.sampled_from([1, 3, 8, 1000]))
@example('"a"b"c\nd";e\n', 1)
@example('a"b;c\n";"\n";"\n', 3)
def test_rows_and_lines_are_those_of_python_s_csv(content, piece):
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    expected, other, last = [], [], 0
    for cells in reader:
        line, last = last + 1, reader.line_num
        if len(cells) == 2:
            expected.append((line, [cell or None for cell in cells]))
        elif cells:
            other.append((line, len(cells)))
    try:
        rows, wrong = taken_apart(content, piece=piece)
    except FileRefused:
        behind = csv.reader(io.StringIO(f"{content}\nZ;Z", newline=""), delimiter=";")
        assert list(behind)[-1] != ["Z", "Z"]
        return
    assert rows == expected
    assert set(wrong) <= set(other)
