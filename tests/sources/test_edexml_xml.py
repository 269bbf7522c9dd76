"""What counts as EDEXML, in which encoding, and what is refused before anything is read."""

import re

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import edexml
from ibdash.sources.reading import SourceFile
from tests.sources.edexml_files import PUPIL, SCHOOL, column, document, golden, named, reading, rows

TEXT = document(named("<roepnaam>Zoë</roepnaam>")).decode()


def recognised(content: bytes) -> bool:
    return edexml.recognises(SourceFile("school.xml", content))


def declared(encoding: str) -> str:
    return TEXT.replace("UTF-8", encoding)


@pytest.mark.parametrize(
    "content",
    [
        b"<EDEX/>",
        b"<EDEX>",
        b"  \n<EDEX >",
        b'<?xml version="1.0"?><!-- <uwlr> --><?x y?>\n<EDEX\n a="b">',
        b'<e:EDEX xmlns:e="x"><e:school/></e:EDEX>',
        b'<EDEX xmlns="http://www.edustandaard.nl/edexml">',
        b"\xef\xbb\xbf<EDEX>",
        b"<!DOCTYPE EDEX [<!ENTITY a 'b'>]><EDEX>",
        "<?xml version='1.0' encoding='UTF-16'?><EDEX>".encode("utf-16"),
        "<?xml version='1.0' encoding='UTF-16'?><EDEX>".encode("utf-16-le"),
        "<?xml version='1.0' encoding='UTF-16'?><EDEX>".encode("utf-16-be"),
    ],
)
def test_edex_as_root_is_recognised(content):
    assert recognised(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"EDEX",
        b"naam;groep\nJan;EDEX",
        b"<EDEXML/>",
        b"<edex/>",
        b"<school><EDEX/></school>",
        b"<!-- <EDEX> -->",
        b"<!-- <EDEX>",
        b"PK\x03\x04<EDEX>",
        b"<" * 20_000,
    ],
)
def test_another_root_is_not_recognised(content):
    assert not recognised(content)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("latin-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
    ],
)
def test_a_declared_encoding_is_followed(encoding, name):
    content = declared(name).encode(encoding)
    found, _ = rows(content)
    assert recognised(content)
    assert column(found["pupil"], "call_name") == ["Zoë"]


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        rows(content)
    error = refused.value
    assert error.title
    assert error.text
    assert error.remedy
    assert error.__context__ is None, "lxml's error quotes the file"
    return error


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("cp1252"),
        declared("klingon").encode(),
        TEXT.encode().replace(b"</achternaam>", b""),
        TEXT.encode().replace(b"Proef", b"Proef & Zoon"),
        TEXT.encode().replace(b"Proef", b"&geheim;"),
        TEXT.encode()[:-30],
        b"\n" + TEXT.encode(),
    ],
)
def test_damaged_xml_is_refused_as_a_whole(content):
    assert "geen geldige XML; er is niets overgenomen" in refusal(content).text


def test_a_truncated_file_names_the_line_where_it_ends():
    content = golden("edexml20.xml")
    cut = content[: content.index(b"<gebruikersnaam>")]
    assert f"bij regel {cut.count(chr(10).encode()) + 1} geen geldige XML" in refusal(cut).text


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE EDEX SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE EDEX [<!ENTITY geheim SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE EDEX [<!ENTITY a "aaaa"><!ENTITY geheim "&a;&a;&a;&a;">]>',
        "<!DOCTYPE EDEX>",
        f"<!--{'x' * 20_000}--><!DOCTYPE EDEX [<!ENTITY geheim 'y'>]>",
    ],
)
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_a_doctype_refuses_the_file(doctype, encoding):
    content = declared(encoding).replace("<EDEX>", doctype + "<EDEX>").replace("Proef", "&geheim;")
    error = refusal(content.encode(encoding))
    assert "bevat een DOCTYPE en dat hoort niet in EDEXML" in error.text


def test_another_root_is_refused_when_read_all_the_same():
    assert "geen EDEXML" in refusal(b"<EDEXML><school/></EDEXML>").text


def test_an_element_nested_too_deep_is_refused():
    deep = b"<a>" * 10_000 + b"</a>" * 10_000
    content = document().replace(b"</achternaam>", b"</achternaam>" + deep)
    assert "er is niets overgenomen" in refusal(content).text


def test_an_element_with_too_many_attributes_is_refused():
    attributes = " ".join(f'a{number}="x"' for number in range(1000))
    content = document(named(f"<roepnaam {attributes}>Bo</roepnaam>"))
    assert "opbouw die niet bij EDEXML past" in refusal(content).text


def test_a_record_with_too_many_elements_is_refused():
    content = document(named("<a/>" * 100_001))
    assert "opbouw die niet bij EDEXML past" in refusal(content).text


def test_lines_stay_right_past_the_16_bits_of_libxml2():
    filler = "\n".join(named("\n" * 9, key=f"v{number}") for number in range(7000))
    last = (
        '<leerling key="laatste">\n\n  <achternaam>Proef</achternaam>\n'
        '  <geslacht>7</geslacht>\n  <groep key="weg"/>\n\n</leerling>'
    )
    content = document(f"{filler}\n{last}")
    found, remarks = rows(content)
    lines = content.decode().split("\n")
    expected = next(n for n, line in enumerate(lines, 1) if 'key="laatste"' in line)
    assert expected > 70_000
    assert found["pupil"][-1]["line"] == expected
    assert [remark.line for remark in remarks] == [expected + 3, expected + 4]


def test_elements_unknown_to_the_standard_are_counted_not_refused():
    extra = "<hobby>x</hobby><hobby>y</hobby><toevoegingen><blok><hobby/></blok></toevoegingen>"
    found, remarks = rows(document(named(extra), rest="<bijlagen><bijlage/></bijlagen>"))
    assert len(found["pupil"]) == 1
    assert [(remark.line, remark.severity, remark.text) for remark in remarks] == [
        (0, "info", "Toevoegingen van een leverancier (blok), niet overgenomen: 1"),
        (
            0,
            "info",
            "Onbekende onderdelen, niet overgenomen: "
            "hobby (2 keer), bijlage (1 keer), bijlagen (1 keer)",
        ),
    ]


def test_a_name_of_an_element_that_looks_like_data_is_not_repeated():
    _, remarks = rows(document(named("<x999999990/><Jansen_1234/>")))
    assert [remark.text for remark in remarks] == [
        "Onbekende onderdelen, niet overgenomen: overige (2 keer)"
    ]


def test_a_record_in_the_wrong_place_is_not_a_record():
    inside = f"<toevoegingen><blok>{PUPIL}</blok></toevoegingen>"
    found, _ = rows(
        document(named(inside, key="2"), rest=f"<x><leerlingen>{PUPIL}</leerlingen></x>")
    )
    assert column(found["pupil"], "pupil_key") == ["2"]


def test_groups_after_the_pupils_are_known_all_the_same():
    content = document().decode()
    groups = re.search("<groepen>.*</groepen>", content)[0]
    moved = content.replace(groups, "").replace("</EDEX>", groups + "</EDEX>")
    found, remarks = rows(moved.encode())
    assert remarks == []
    assert column(found["placement"], "group_key", "year_group") == [("G5", "5")]


def test_nothing_is_read_before_the_batches_are_asked_for_but_all_is_checked():
    content = f"<EDEX><school>{SCHOOL}</school><leerlingen/></EDEX>".encode()
    with pytest.raises(FileRefused, match="geen leerlingen"):
        reading(content)
