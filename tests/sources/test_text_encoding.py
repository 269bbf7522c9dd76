"""Letters of a file that does not say its encoding: cp1252, cp850, or neither for certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.errors import FileRefused
from ibdash.sources.text_encoding import Guess, guess
from tests.sources.table_files import column, read

HEAD = "leerling_id;roepnaam;achternaam;schooljaar;jaargroep\n"


def pupils(*names: str) -> str:
    rows = (f"{key};{name};Bos;2025-2026;6\n" for key, name in enumerate(names, start=1))
    return HEAD + "".join(rows)


def test_a_file_of_an_old_program_keeps_its_letters_and_it_is_said():
    names = ["Bo", "Zoë", "André", "Anaïs", "Jürgen", "Björn", "Renée", "Iñaki", "Irène", "Noa"]
    found, remarks, _ = read(pupils(*names).encode("cp850"))
    assert column(found, "pupil", "call_name") == names
    (said,) = remarks
    assert (said.line, said.severity) == (3, "warning")
    assert "oude programma's (DOS)" in said.text
    assert "Zo" not in said.text + said.remedy


@pytest.mark.parametrize("name", ["Zoë", "André", "Irène", "José", "Jürgen", "Björn", "Loïs"])
def test_one_name_is_enough_to_see_it(name):
    found, remarks, _ = read(pupils(name).encode("cp850"))
    assert column(found, "pupil", "call_name") == [name]
    assert [remark.line for remark in remarks] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "Zoë;André;Anaïs;Jürgen;Ørjan;Ísak",
        "Šimić;Duško;Živa;Œdipe".replace("ć", "c"),
        "zei “ja” en ‘nee’; M5–E5; enz… dat was 5‰ of € 3,50 ‹zo› en „zo”",
        "van\u00a0der Wal; 't is ’s morgens; ½ uur; 20°; £ 5; ¡Hola!; ¿Qué?; © 2025",
    ],
)
def test_ordinary_text_of_windows_is_read_as_such_in_silence(text):
    assert guess(text.encode("cp1252")) == Guess("cp1252")


def test_where_no_encoding_fits_the_whole_file_it_is_said_and_the_rest_is_right():
    content = pupils("Bo", "José").encode("cp1252") + b"3;Zo\x89;Bos;2025-2026;6\r\n"
    found, remarks, _ = read(content)
    assert column(found, "pupil", "call_name") == ["Bo", "José", "Zo‰"]
    (said,) = remarks
    assert (said.line, said.severity) == (4, "warning")
    assert said.text.startswith("Letters met een accent lijken beschadigd")
    assert "Zo" not in said.text + said.remedy


def test_damage_in_a_header_is_on_its_line():
    content = HEAD.replace("roepnaam", "roepnaam;fantas\x89e").encode("latin-1")
    found, remarks, _ = read(content + b"1;Bo;x;Bos;2025-2026;6\n2;Jos\xe9;x;Bos;2025-2026;6\n")
    assert column(found, "pupil", "call_name") == ["Bo", "José"]
    assert [remark.line for remark in remarks if remark.severity == "warning"] == [1]


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_lines_are_counted_whatever_they_end_in(ending):
    content = pupils("Bo", "Noa", "Zoë").encode("cp850").replace(b"\n", ending)
    _, remarks, _ = read(content)
    assert [remark.line for remark in remarks] == [4]


def test_bytes_of_neither_are_no_text():
    with pytest.raises(FileRefused):
        read(HEAD.encode() + b"1;J\x81rgen\xff;Bos;2025-2026;6\n")


LETTERS = st.text("abcdefgëéïöüáèçóíäñêABZËÉ -'’", min_size=1)


@given(LETTERS)
def test_a_text_with_an_accent_of_windows_is_never_read_as_of_dos(text):
    # é lies above all that is read as cp850.
    assert guess((text + "é").encode("cp1252")) == Guess("cp1252")


@given(st.text("abcdefgëéïöüáèçóíäñêôABZÇÉÖÜÄ -'", min_size=1))
def test_a_text_of_dos_with_a_sure_sign_is_read_as_it_was_written(text):
    content = (text + ";Zoë").encode("cp850")
    found = guess(content)
    assert found is not None
    assert content.decode(found.encoding) == text + ";Zoë"
