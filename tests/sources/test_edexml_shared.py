"""Files that others wrote, read where they lie; each has a twin in test_edexml_golden."""

from collections import Counter
from datetime import date

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import edexml
from ibdash.sources.reading import SourceFile
from tests.shared_files import shared_file
from tests.sources.edexml_files import Rows, column, reading, rows

pytestmark = pytest.mark.shared

CITO = ("data", "edexml", "EDEXML-1.0.3_CitoLVS_400lln.xml")


def shared(*parts: str) -> bytes:
    return shared_file(*parts).read_bytes()


@pytest.fixture(scope="module")
def cito() -> Rows:
    found, remarks = rows(shared(*CITO))
    assert remarks == []
    return found


def test_the_cito_export_has_400_pupils_19_groups_and_29_teachers(cito):
    opened = reading(shared(*CITO))
    assert (opened.format, opened.school_year) == ("EDEXML 1.03", "2012-2013")
    assert (opened.brin, opened.location, opened.as_of) == ("99XX", "99", date(2013, 3, 27))
    assert [len(cito[kind]) for kind in ("pupil", "placement", "group", "staff")] == [
        400,
        400,
        19,
        29,
    ]


def test_the_cito_export_has_205_boys_and_195_girls(cito):
    assert Counter(column(cito["pupil"], "gender")) == {"m": 205, "v": 195}


def test_the_cito_export_has_389_pupils_with_a_group_and_11_without(cito):
    groups = {row["group_key"]: row["name"] for row in cito["group"]}
    sizes = Counter(groups.get(key) for key in column(cito["placement"], "group_key"))
    assert sizes[None] == 11
    assert sizes["3A"] == 47
    year_groups = [row["year_group"] for row in cito["placement"] if row["group_key"] == "196"]
    assert groups["196"] == "Buffels"
    assert year_groups == ["S", "S"]


def test_the_cito_export_has_two_pupils_without_a_birth_date(cito):
    without = [row for row in cito["pupil"] if row["birth_date"] is None]
    assert column(without, "line", "pupil_key") == [(2748, "10"), (3944, "1425")]


def test_the_cito_export_keeps_prefixes_and_diacritics(cito):
    prefixes = [prefix for prefix in column(cito["pupil"], "prefix") if prefix]
    assert len(prefixes) == 35
    assert prefixes.count("v. d.") == 1
    names = [f"{row['call_name']} {row['prefix']} {row['family_name']}" for row in cito["pupil"]]
    assert sum(not name.isascii() for name in names) == 12


def test_the_cito_export_ends_the_placement_of_two_who_left(cito):
    assert [day for day in column(cito["placement"], "until_on") if day] == [
        date(2009, 10, 10),
        date(2013, 3, 17),
    ]


def test_the_bad_copy_is_refused_with_value_and_line():
    content = shared("data", "edexml", "EDEXML-1.0.3_CitoLVS_invalid_jaargroep100.xml")
    with pytest.raises(FileRefused, match="jaargroep") as refused:
        reading(content)
    assert "jaargroep 100 op regel 15 bestaat niet" in refused.value.text


@pytest.mark.parametrize(
    ("name", "form"),
    [("EDEXML.Voorbeeld.2.0.xml", "EDEXML 2.0"), ("EDEXML.Voorbeeld.2.1.xml", "EDEXML 2.1")],
)
def test_the_standards_samples_have_composite_groups_and_a_former_pupil(name, form):
    content = shared("data", "edexml", name)
    opened = reading(content)
    found, _ = rows(content)
    assert (opened.format, opened.brin, opened.location) == (form, "99ZZ", "00")
    assert opened.as_of == date(2014, 10, 1)
    assert column(found["placement"], "pupil_key", "group_key", "year_group", "is_home") == [
        ("00001", "GRP4B", "4", True),
        ("00001", "sg1", None, False),
        ("00001", "sg2", None, False),
        ("00002", None, "4", True),
        ("12345", None, "H", True),
    ]
    assert found["pupil"][2]["prefix"] == "van 't"
    assert found["pupil"][2]["left_on"] == date(2014, 7, 18)
    assert found["pupil"][1]["gender"] is None
    assert column(found["staff_group"], "staff_key", "group_key", "role")[-2:] == [
        ("LK3", "GRP4A", "STA"),
        ("LK3", "GRP4A", "OWA"),
    ]


@pytest.mark.parametrize(
    "name", ["EDEXML.Voorbeeld.2.1.xml", "EDEXML.Voorbeeld.2.1_edexmllib-testvariant.xml"]
)
def test_the_21_samples_have_an_eck_id_and_the_role_tal(name):
    found, _ = rows(shared("data", "edexml", name))
    eck_ids = column(found["pupil"], "eck_id")
    assert eck_ids[0].startswith("https://id.school/LL_")
    assert eck_ids[1:] == [None, None]
    assert column(found["staff"], "staff_key", "role", "role_text") == [
        ("LK1", "TAL", None),
        ("LK2", None, "Manusje van alles"),
        ("LK3", None, None),
    ]


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_the_flemish_samples_are_read_without_a_brin(version):
    content = shared("data", "edexml", f"EDEXML.Voorbeeld.{version}-Vla.xml")
    opened = reading(content)
    found, _ = rows(content)
    assert (opened.format, opened.brin) == (f"EDEXML {version}", None)
    assert len(found["pupil"]) == 3
    assert found["placement"][0]["year_group"] == "6"


def test_the_vendors_sample_is_read_without_its_block():
    found, remarks = rows(shared("formats", "edexml", "2.0", "EDEXML.Voorbeeld.LVS_toevoeging.xml"))
    assert column(found["pupil"], "pupil_key", "birth_date") == [("0001", date(2006, 8, 19))]
    assert [remark.text for remark in remarks] == [
        "Toevoegingen van een leverancier (blok), niet overgenomen: 1"
    ]


def test_the_synthetic_school_moves_one_up_and_holds_one_back():
    before, _ = rows(shared("formats", "synthetic", "edexml21_synthetisch_2024-2025.xml"))
    after, remarks = rows(shared("formats", "synthetic", "edexml21_synthetisch_2025-2026.xml"))
    year = {
        row["pupil_key"]: (row["year_group"], row["until_on"])
        for row in after["placement"]
        if row["is_home"]
    }
    assert remarks == []
    assert dict(column(before["placement"], "pupil_key", "year_group")) == {
        "00001": "4",
        "00002": "6",
        "#004": "6",
        "00009": "8",
    }
    assert year == {
        "00001": ("5", None),
        "00002": ("6", None),
        "00003": ("7", None),
        "#004": ("7", date(2025, 9, 15)),
    }
    assert column(after["pupil"], "is_dummy_key") == [False, False, False, True]


def test_no_other_shared_file_is_taken_for_edexml():
    parts = [
        ("formats", "synthetic", "uwlr_leerresultaten_synthetisch.xml"),
        ("formats", "synthetic", "esis_toetsen_synthetisch_cp1252.csv"),
        ("formats", "edexml", "2.1", "EDEXML.structuur.xsd"),
    ]
    assert not any(edexml.recognises(SourceFile("x", shared(*part))) for part in parts)
