"""UWLR is known, not read, and the refusal says which export is."""

import pytest

from ibdash.errors import FileRefused
from ibdash.sources.reading import Limits, SourceFile
from ibdash.sources.recognise import open_reading
from tests.shared_files import shared_file

NAMESPACE = "http://www.edustandaard.nl/leerresultaten/2"
RESULTS = f"""<?xml version="1.0" encoding="%s"?>
<leerresultaten_verzoek xmlns="{NAMESPACE}/leerresultaten"><school/></leerresultaten_verzoek>
"""
PUPILS = f"""<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<leerlinggegevens_antwoord xmlns="{NAMESPACE}/leerlinggegevens"/></soap:Body></soap:Envelope>
"""


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        open_reading(SourceFile("uwlr.xml", content), Limits(1_000_000, 1_000))
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_results_are_sent_to_a_table(encoding: str) -> None:
    told = refusal((RESULTS % encoding).encode(encoding))
    assert told.title == "UWLR kan nog niet worden overgenomen"
    assert told.text == "uwlr.xml is herkend als UWLR met toetsresultaten; er is niets overgenomen"
    assert "als CSV" in told.remedy
    assert "'resultaten'" in told.remedy
    assert "EDEXML" not in told.remedy


def test_pupils_are_sent_to_edexml() -> None:
    told = refusal(PUPILS.encode())
    assert "UWLR met leerlinggegevens" in told.text
    assert told.remedy == "Exporteer de leerlingen als EDEXML"


def test_other_xml_is_still_not_known() -> None:
    assert refusal(b"<huis/>").title == "Dit bestand is niet herkend"


@pytest.mark.shared
def test_a_whole_uwlr_file_is_known() -> None:
    file = shared_file("formats", "synthetic", "uwlr_leerresultaten_synthetisch.xml")
    assert "UWLR met toetsresultaten" in refusal(file.read_bytes()).text
