"""Whatever happens to a file: it is read, or refused in Dutch; no other error, no half answer."""

from hypothesis import given
from hypothesis import strategies as st

from ibdash.errors import FileRefused
from ibdash.sources import edexml
from ibdash.sources.reading import SourceFile
from tests.sources.edexml_files import document, golden, rows

SOUND = golden("edexml20.xml")
SOUND_103 = golden("edexml103_lvs.xml")


def refused(error: FileRefused) -> None:
    assert error.title
    assert "er is niets overgenomen" in error.text
    assert error.__context__ is None


def read_or_refused(content: bytes) -> None:
    edexml.recognises(SourceFile("school.xml", content))
    try:
        found, remarks = rows(content)
    except FileRefused as error:
        return refused(error)
    assert found["pupil"]
    keys = [row["pupil_key"] for row in found["pupil"]]
    assert len(set(keys)) == len(keys)
    homes = [row["pupil_key"] for row in found["placement"] if row["is_home"]]
    assert sorted(homes) == sorted(keys)
    groups = {row["group_key"] for row in found["group"]} | {None}
    assert {row["group_key"] for row in found["placement"]} <= groups
    assert all(remark.text for remark in remarks)


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=8))
def test_changed_bytes(changes):
    content = bytearray(SOUND)
    for place, value in changes:
        content[place] = value
    read_or_refused(bytes(content))


@given(st.sampled_from([SOUND, SOUND_103]), st.data())
def test_truncation(content, data):
    end = data.draw(st.integers(0, len(content)))
    read_or_refused(content[:end])


@given(st.integers(0, len(SOUND_103)), st.text(max_size=40))
def test_inserted_text(place, text):
    content = SOUND_103[:place] + text.encode("utf-8", "surrogatepass") + SOUND_103[place:]
    read_or_refused(content)


@given(st.data())
def test_a_piece_cut_out_or_repeated(data):
    start = data.draw(st.integers(0, len(SOUND)))
    end = data.draw(st.integers(start, len(SOUND)))
    times = data.draw(st.sampled_from([0, 2]))
    read_or_refused(SOUND[:start] + SOUND[start:end] * times + SOUND[end:])


@given(st.binary(max_size=200))
def test_anything_at_all(content):
    read_or_refused(content)
    read_or_refused(b"<EDEX>" + content)


WORDS = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&>"), max_size=30
)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "roepnaam",
                "voorvoegsel",
                "geboortedatum",
                "geslacht",
                "uitstroomdatum",
                "jaargroep",
                "vestiging",
                "toevoegingen",
                "rol",
            ]
        ),
        WORDS,
    )
)
def test_any_words_as_values(values):
    elements = "".join(f"<{name}>{value}</{name}>" for name, value in values.items())
    content = document(f'<leerling key="1"><achternaam>Proef</achternaam>{elements}</leerling>')
    read_or_refused(content)


@given(WORDS)
def test_a_name_comes_out_as_it_went_in_but_for_white_space(name):
    words = " ".join(name.split())
    content = document(
        f'<leerling key="1"><achternaam>Proef</achternaam><roepnaam>{name}</roepnaam></leerling>'
    )
    try:
        found, _ = rows(content)
    except FileRefused:
        # Characters that XML does not allow.
        return
    assert found["pupil"][0]["call_name"] == (words if words not in ("", "?") else None)
