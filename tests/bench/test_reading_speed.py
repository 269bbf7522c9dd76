"""How fast XML is read: which samples get a figure, and of what.  Times prove nothing here."""

from pathlib import Path

import pytest

from ibdash.bench import reading_speed
from ibdash.bench.figures import Figure

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def _measured(*names: str, pupils: int = 40) -> list[Figure]:
    return list(reading_speed.measure([GOLDEN / name for name in names], pupils).figures)


def test_a_sample_is_enlarged_to_so_many_pupils() -> None:
    content = (GOLDEN / "edexml" / "edexml21.xml").read_bytes()
    larger = reading_speed.enlarged(content, 300)
    assert larger is not None
    # The first pupil 300 times, and the four others of the file.
    assert larger.count(b"<leerling ") == 304
    assert larger.count(b'key="000299"') == 1
    assert reading_speed.enlarged(b"<a/>", 3) is None


def test_a_sample_with_prefixes_is_enlarged_too() -> None:
    content = (GOLDEN / "edexml" / "edexml21_prefix.xml").read_bytes()
    larger = reading_speed.enlarged(content, 300)
    assert larger is not None
    # The first of two, 300 times.
    assert larger.count(b"<e:leerling ") == 301
    assert larger.count(b"</e:leerling>") == 301
    assert larger.count(b'<e:leerling key="000299">') == 1


def test_every_sitting_is_of_a_pupil_of_its_own() -> None:
    content = (GOLDEN / "uwlr" / "uwlr22_resultaten.xml").read_bytes()
    larger = reading_speed.enlarged(content, 300)
    assert larger is not None
    assert larger.count(b"<leerlingid>000299</leerlingid>") == 1
    # Four results in the first sitting, three in the other.
    assert larger.count(b"<resultaat ") == 4 * 300 + 3


def test_sittings_with_several_results_are_counted_as_both() -> None:
    sittings, results = _measured("uwlr/uwlr22_resultaten.xml")
    assert (sittings.unit, results.unit) == ("toetsafnames/s", "resultaten/s")
    assert results.name.strip() == "met elk 4 resultaten"
    assert results.value == pytest.approx(4 * sittings.value)
    assert results.ratio == pytest.approx(sittings.ratio)


def test_every_figure_of_pupils_stands_beside_the_parser_alone() -> None:
    figures = _measured("edexml/edexml21.xml", "edexml/edexml21_prefix.xml")
    assert [figure.unit for figure in figures] == ["leerlingen/s"] * 2
    assert all(figure.target == "20.000 leerlingen per seconde" for figure in figures)
    assert all(figure.beside is not None and figure.beside > 0 for figure in figures)


def test_a_dossier_is_counted_as_one_and_has_no_target() -> None:
    (figure,) = _measured("oso/oso_2019.xml")
    assert (figure.name, figure.unit, figure.target) == ("oso_2019.xml", "dossiers/s", "")


def test_what_is_refused_or_no_xml_of_pupils_has_no_figure(tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(b"<a/>")
    assert reading_speed.measure([other], 40).figures == ()
    refused = ("edexml/edexml103_jaargroep100.xml", "uwlr/uwlr23_resultaten.xml")
    figures = _measured(
        *refused, "oso/oso_2021.xml", "tables/leerlingen.csv", "edexml/edexml20.xml"
    )
    assert [figure.name for figure in figures] == ["edexml20.xml"]
