"""What counts as UWLR, which messages and versions, and what is refused before anything is read."""

import pytest

from ibdash.sources import uwlr
from ibdash.sources.reading import Limits, SourceFile
from tests.sources.uwlr_files import (
    NAMESPACE,
    OTHER_VERSION,
    PUPILS_SOAP,
    RESULTS,
    RESULTS_SOAP,
    changed,
    golden,
    read,
    refusal,
)

SOAP = (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>{}'
    "</s:Body></s:Envelope>"
)


def pupils(content: str) -> bytes:
    return SOAP.format(
        f'<leerlinggegevens_antwoord xmlns="{NAMESPACE}/leerlinggegevens">{content}'
        "</leerlinggegevens_antwoord>"
    ).encode()


@pytest.mark.parametrize("name", [RESULTS, RESULTS_SOAP, PUPILS_SOAP, OTHER_VERSION])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-15"])
def test_every_message_is_recognised_in_every_encoding(name, encoding):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = golden(name).decode().replace("UTF-8", declared, 1)
    assert uwlr.recognises(SourceFile("u.xml", text.encode(encoding)))


@pytest.mark.parametrize(
    "content",
    [b"", b"<huis/>", b"<EDEX/>", b"leerling;naam", f"<!-- {NAMESPACE}/x -->".encode()],
)
def test_other_files_are_not(content):
    assert not uwlr.recognises(SourceFile("u.xml", content))


def test_other_xml_is_still_not_known():
    assert refusal(b"<huis/>").title == "Dit bestand is niet herkend"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_declared_encoding_is_followed(encoding):
    declared = "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
    text = changed("Optellen", "Optéllen").decode().replace("UTF-8", declared, 1)
    rows, _ = read(text.encode(encoding))
    assert rows["result"][2]["part"] == "Optéllen"


@pytest.mark.parametrize(
    ("content", "version"),
    [
        (golden(OTHER_VERSION), "UWLR-resultaten van versie 2.3"),
        (changed("<xsdversie>2.2<", "<xsdversie>Zoë<"), "UWLR-resultaten van een andere versie"),
        (
            changed("<xsdversie>2.2<", "<xsdversie>3.0<", PUPILS_SOAP),
            "UWLR-leerlinggegevens van versie 3.0",
        ),
        (golden().replace(b"/leerresultaten/2/", b"/leerresultaten/1/"), "UWLR van versie 1"),
    ],
)
def test_another_version_is_refused_by_its_name(content, version):
    error = refusal(content)
    assert error.title == "Deze versie van UWLR kan niet worden overgenomen"
    assert f"{version}; ibdash leest 2.1 en 2.2" in error.text


def test_a_message_that_does_not_say_its_version_is_read():
    assert read(changed("<xsdversie>2.2</xsdversie>", ""))[1].format == "UWLR-resultaten"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (pupils("<geenwijzigingen/>"), "niets gewijzigd"),
        (pupils("<geengegevens/>"), "geen gegevens"),
        (pupils("<leerlinggegevens-structuur/>"), "alleen de school en haar groepen"),
        (pupils("<leerlinggegevens-leerlingen/>"), "leerlingen zonder hun groepen"),
        (pupils("<leerlinggegevens-leerkrachten/>"), "alleen leerkrachten"),
        (
            f'<leerlinggegevens_verzoek xmlns="{NAMESPACE}/leerlinggegevens"/>'.encode(),
            "een vraag om gegevens",
        ),
        (
            f'<leerresultaten_bevestiging xmlns="{NAMESPACE}/leerresultaten"/>'.encode(),
            "bevestiging",
        ),
        (f'<t:Toetsdefinities xmlns:t="{NAMESPACE}/toetsdefinities"/>'.encode(), "toetsdefinities"),
        (SOAP.format(f'<a xmlns="{NAMESPACE}/autorisatie"/>').encode(), "een ander bericht"),
    ],
)
def test_a_message_without_data_is_refused_by_what_it_is(content, what):
    error = refusal(content)
    assert error.title == "Dit UWLR-bericht heeft geen gegevens om over te nemen"
    assert what in error.text


@pytest.mark.parametrize("name", [RESULTS, RESULTS_SOAP, PUPILS_SOAP])
@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE x>",
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY geheim SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_a_doctype_is_refused(name, doctype):
    error = refusal(changed("?>", f"?>{doctype}", name))
    assert error.title == "Dit bestand wordt om veiligheidsredenen niet gelezen"
    assert "DOCTYPE" in error.text


@pytest.mark.parametrize(
    "content",
    [
        golden()[:-30],
        golden()[:3000],
        golden(RESULTS_SOAP)[:-10],
        changed("Optellen", "Optellen & meer"),
        golden().replace(b"Optellen", b"\xff\xfe"),
        changed("Optellen", "&geheim;"),
        changed("UTF-8", "klingon"),
        changed("</term>", ""),
    ],
)
def test_damaged_xml_is_refused_as_a_whole(content):
    assert "geen geldige XML" in refusal(content).text


def test_deep_nesting_and_floods_are_refused():
    deep = changed("<score>17<", f"{'<a>' * 500}{'</a>' * 500}<score>17<")
    assert "geldige XML" in refusal(deep).text
    flood = changed("<score>17<", f"{'<a/>' * 100_001}<score>17<")
    assert "veiligheidsredenen" in refusal(flood).title
    attributes = " ".join(f"a{number}='1'" for number in range(51))
    wide = changed("<score>17<", f"<a {attributes}/><score>17<")
    assert "veiligheidsredenen" in refusal(wide).title


def test_more_results_than_allowed_are_refused():
    error = refusal(golden(), Limits(10**8, 6))
    assert error.title == "Het bestand heeft te veel resultaten"
    assert len(read(golden(), Limits(10**8, 7))[0]["result"]) == 5


def test_a_message_without_results_or_of_two_schools_is_refused():
    text = golden().decode()
    start, end = text.index("<toetsafnames>"), text.index("</toetsafnames>")
    assert "zonder toetsresultaten" in refusal((text[:start] + text[end + 15 :]).encode()).text
    school = text[text.index("<school>") : text.index("</school>") + 9]
    assert "meer dan één school" in refusal(changed(school, school * 2)).text
    assert "geen gegevens van de school" in refusal(changed(school, "")).text


def test_pupils_are_those_of_edexml():
    rows, reading = read(golden(PUPILS_SOAP))
    assert (reading.format, reading.system) == ("UWLR-leerlinggegevens 2.2", "edexml")
    assert (reading.school_year, reading.brin, reading.location) == ("2025-2026", "98QQ", "00")
    assert reading.covers_school_year
    assert reading.remarks == []
    assert [(row["pupil_key"], row["gender"]) for row in rows["pupil"]] == [
        ("00001", "v"),
        ("00002", "m"),
    ]
    assert [(row["group_key"], row["year_group"]) for row in rows["placement"]] == [
        ("G56", "5"),
        ("PLUS", None),
        ("G56", "6"),
    ]
    assert [row["role"] for row in rows["staff"]] == ["IB"]
    left = f"{rows} {vars(reading)}"
    assert "99999999" not in left
    assert "geheim" not in left


def test_pupils_without_the_answer_and_soap_around_them():
    text = golden(PUPILS_SOAP).decode()
    start, end = text.index("<leerlinggegevens>"), text.index("</leerlinggegevens_antwoord>")
    bare = text[start:end].replace(
        "<leerlinggegevens>", f'<leerlinggegevens xmlns="{NAMESPACE}/leerlinggegevens">'
    )
    rows, reading = read(bare.encode())
    assert reading.format == "UWLR-leerlinggegevens 2.2"
    assert len(rows["pupil"]) == 2
