"""What counts as a dossier, which versions, and what is refused before anything is read."""

import contextlib
import random
import time
import tracemalloc

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import oso
from ibdash.sources.reading import Limits, SourceFile
from ibdash.sources.recognise import open_reading
from tests.sources.oso_files import changed, golden, read, texts

NAMESPACE = "http://www.edustandaard.nl/oso_gegevensset/2019/dossier"


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        open_reading(SourceFile("d.xml", content), Limits(10**9, 1_000))
    error = caught.value
    assert error.title
    assert error.text
    assert error.remedy
    assert error.__context__ is None, "an error of a library may quote the file"
    return error


@pytest.mark.parametrize(
    "content",
    [
        f'<dossier xmlns="{NAMESPACE}"/>'.encode(),
        f'<?xml version="1.0"?><!-- a --><o:dossier xmlns:o="{NAMESPACE}"/>'.encode(),
        b'\xef\xbb\xbf<dossier a="b" xmlns="http://www.edustandaard.nl/oso_gegevensset/2031/dossier">',
        f'<dossiers xmlns="{NAMESPACE}"/>'.encode(),
        golden().decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    ],
)
def test_every_version_is_recognised(content):
    assert oso.recognises(SourceFile("d.xml", content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<dossier/>",
        b"<EDEX/>",
        b"dossier;naam",
        b"<!-- oso_gegevensset/2019 -->",
        # UWLR borrows the types of scores from OSO.
        f'<leerresultaten_verzoek xmlns:o="{NAMESPACE}"/>'.encode(),
    ],
)
def test_other_files_are_not_recognised(content):
    assert not oso.recognises(SourceFile("d.xml", content))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_a_declared_encoding_is_followed(encoding):
    name = "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
    text = golden().decode().replace("UTF-8", name, 1).replace("De Eik", "De Eén")
    rows, _ = read(text.encode(encoding))
    assert rows["transfer"][0]["from_name"] == "De Eén"


@pytest.mark.parametrize(
    ("content", "version"),
    [
        (golden("oso_2021.xml"), "versie 2021"),
        (golden().replace(b"oso_gegevensset/2019/", b"oso_gegevensset/1.2/"), "versie 1.2"),
        (changed("<standaardversie>2019.1", "<standaardversie>2020.1"), "versie 2020.1"),
        (changed("<standaardversie>2019.1", "<standaardversie>2018.1"), "versie 2018.1"),
        (changed("<standaardversie>2019.1", "<standaardversie>Noor"), "een andere versie"),
    ],
)
def test_another_version_is_refused_by_its_name(content, version):
    error = refusal(content)
    assert error.title == "Deze versie van het overstapdossier kan niet worden overgenomen"
    assert f"van {version}; ibdash leest 2017.1, 2018.1, 2019.1" in error.text
    assert "Noor" not in error.text


def test_several_dossiers_and_other_messages_are_refused():
    assert "meer dossiers" in refusal(f'<dossiers xmlns="{NAMESPACE}"/>'.encode()).text
    assert "ander OSO" in refusal(f'<terugkoppeling xmlns="{NAMESPACE}"/>'.encode()).text
    assert "zonder leerling" in refusal(f'<dossier xmlns="{NAMESPACE}"/>'.encode()).text


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE dossier>",
        '<!DOCTYPE dossier SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE dossier [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE dossier [<!ENTITY geheim SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_a_doctype_is_refused(doctype):
    content = golden().replace(b"<dossier ", doctype.encode() + b"<dossier ", 1)
    error = refusal(content)
    assert error.title == "Dit bestand wordt om veiligheidsredenen niet gelezen"
    assert "DOCTYPE" in error.text


@pytest.mark.parametrize(
    "content",
    [
        golden()[:-30],
        golden().replace(b"De Eik", b"De Eik & Zoon"),
        golden().replace(b"De Eik", b"De \xff\xfeEik"),
        golden().replace(b"De Eik", b"&geheim;"),
        golden().replace(b"UTF-8", b"klingon"),
        golden().replace(b"</naam>", b"", 1),
    ],
)
def test_damaged_xml_is_refused_as_a_whole(content):
    assert "geen geldige XML; er is niets overgenomen" in refusal(content).text


def test_deep_nesting_and_a_flood_of_elements_are_refused():
    deep = golden().replace(b"<adreslijst>", b"<a>" * 500 + b"</a>" * 500 + b"<adreslijst>", 1)
    assert "veiligheidsredenen" in refusal(deep).title
    flood = golden().replace(b"<adreslijst>", b"<a/>" * 200_001 + b"<adreslijst>", 1)
    assert "veiligheidsredenen" in refusal(flood).title


def test_a_huge_attachment_passes_by_without_staying_in_memory():
    content = changed("<bestandsinhoud>", "<bestandsinhoud>" + "QUJD" * 4_000_000)
    tracemalloc.start()
    rows, reading = read(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000
    assert len(rows["result"]) == 2
    assert sum("Bijlage afgebroken" in text for _, text in texts(reading, "warning")) == 2


def test_a_text_without_end_is_dropped_and_named():
    rows, reading = read(changed("Noor leert graag", "x" * 10_000))
    assert rows["school_advice"][0]["reasoning"] is None
    assert [text for _, text in texts(reading, "warning") if "lang" in text] == [
        "argumentatie is veel te lang; niet overgenomen"
    ]


def test_a_dossier_is_quick():
    started = time.perf_counter()
    read(golden())
    assert time.perf_counter() - started < 1


def test_a_file_that_was_damaged_anywhere_never_ends_in_a_traceback():
    whole = golden()
    dice = random.Random(20190)  # noqa: S311 - for a test, not for a secret
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(dice.choice((1, 3, 20))):
            place = dice.randrange(len(content))
            what = dice.random()
            if what < 0.4:
                content[place] = dice.randrange(256)
            elif what < 0.7:
                del content[place : place + dice.randrange(1, 200)]
            else:
                content[place:place] = content[place : place + 60]
        with contextlib.suppress(FileRefused):
            read(bytes(content[: dice.randrange(len(content) // 2, len(content) + 1)]))
