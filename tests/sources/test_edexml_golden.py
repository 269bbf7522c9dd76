"""The files of our own making that stand in for those that others wrote."""

from datetime import date

import pytest

from ibdash.errors import FileRefused
from tests.sources.edexml_files import column, golden, reading, rows


def test_a_103_file_says_which_school_and_day_it_is_of():
    opened = reading(golden("edexml103_lvs.xml"))
    assert opened.format == "EDEXML 1.03"
    assert opened.system == "edexml"
    assert opened.school_year == "2023-2024"
    assert (opened.brin, opened.location) == ("98QQ", "01")
    assert opened.as_of == date(2024, 2, 5)
    assert opened.covers_school_year
    assert opened.makes_pupils


def test_a_103_file_gives_pupils_with_names_as_written():
    found, remarks = rows(golden("edexml103_lvs.xml"))
    assert remarks == []
    assert column(found["pupil"], "line", "pupil_key", "call_name", "prefix", "family_name") == [
        (29, "101", "Mirthe", "v. d.", "Proef-Aap"),
        (42, "102", "Jörn", None, "Proef-Beér"),
        (55, "103", "Sil", "van der", "Proef-Cavia"),
        (63, "104", "Fenna", None, "Proef-Das"),
    ]
    assert column(found["pupil"], "birth_date", "gender") == [
        (date(2017, 1, 31), "v"),
        (date(2016, 12, 24), "m"),
        (None, "m"),
        (date(2018, 5, 5), "v"),
    ]
    assert {(row["brin"], row["location"]) for row in found["pupil"]} == {("98QQ", "01")}


def test_a_103_file_gives_the_year_group_of_the_group_and_an_end_to_who_left():
    found, _ = rows(golden("edexml103_lvs.xml"))
    assert column(found["placement"], "pupil_key", "group_key", "year_group", "until_on") == [
        ("101", "10", "3", None),
        ("102", "10", "3", None),
        ("103", "11", "S", None),
        ("104", None, "2", date(2023, 12, 22)),
    ]
    assert column(found["placement"], "school_year", "is_home") == [("2023-2024", True)] * 4


def test_a_103_file_gives_groups_and_teachers():
    found, _ = rows(golden("edexml103_lvs.xml"))
    assert column(found["group"], "line", "group_key", "name", "year_group", "is_composite") == [
        (13, "10", "3A", "3", False),
        (18, "11", "Otters", "S", False),
        (23, "12", "Hummels", "0", False),
    ]
    assert column(found["staff"], "staff_key", "family_name", "role", "role_text") == [
        ("0", "Beheerder", None, None),
        ("7", "Proef-Uil", None, None),
    ]
    assert column(found["staff_group"], "staff_key", "group_key", "role") == [
        ("0", "10", None),
        ("0", "12", None),
    ]


def test_a_year_group_that_does_not_exist_refuses_the_file_with_its_line():
    with pytest.raises(FileRefused) as refused:
        reading(golden("edexml103_jaargroep100.xml"))
    assert "jaargroep 100 op regel 15 bestaat niet" in refused.value.text
    assert "er is niets overgenomen" in refused.value.text


def test_a_20_file_gives_composite_groups_without_a_year_group():
    found, remarks = rows(golden("edexml20.xml"))
    assert column(found["group"], "group_key", "year_group", "is_composite") == [
        ("K1", "1", False),
        ("S1", None, True),
        ("G4", "4", False),
        ("S2", None, True),
    ]
    assert column(found["placement"], "pupil_key", "group_key", "year_group", "is_home") == [
        ("00001", "G4", "4", True),
        ("00001", "S1", None, False),
        ("00001", "S2", None, False),
        ("00002", None, "4", True),
        ("00003", None, "H", True),
    ]
    assert [(remark.severity, remark.text) for remark in remarks] == [
        ("info", "Toevoegingen van een leverancier (blok), niet overgenomen: 2"),
        (
            "info",
            "Vestigingen in het bestand: 2, leerlingen met een vestiging: 2; "
            "alle leerlingen blijven bij de ene school",
        ),
    ]


def test_a_20_file_prefers_the_reference_day_to_the_day_of_making():
    opened = reading(golden("edexml20.xml"))
    assert (opened.format, opened.as_of) == ("EDEXML 2.0", date(2024, 10, 1))


def test_a_20_file_keeps_a_former_pupil_with_the_day_of_leaving():
    found, _ = rows(golden("edexml20.xml"))
    gone = found["pupil"][2]
    assert (gone["prefix"], gone["family_name"]) == ("van 't", "Proef-Fazant")
    assert (gone["entered_on"], gone["left_on"]) == (date(2019, 8, 26), date(2024, 7, 12))
    assert found["placement"][-1]["until_on"] == date(2024, 7, 12)
    assert found["pupil"][0]["start_group_3"] == date(2023, 8, 21)


def test_a_20_file_gives_roles_per_teacher_and_per_group():
    found, _ = rows(golden("edexml20.xml"))
    assert column(found["staff"], "line", "staff_key", "role", "role_text") == [
        (91, "L1", None, None),
        (99, "L2", None, "Duizendpoot"),
    ]
    assert column(found["staff_group"], "line", "staff_key", "group_key", "role") == [
        (96, "L1", "G4", None),
        (103, "L2", "K1", "STA"),
        (103, "L2", "K1", "OWA"),
        (107, "L2", "S1", None),
    ]


def test_a_21_file_gives_eck_ids_and_dummy_keys():
    found, remarks = rows(golden("edexml21.xml"))
    assert remarks == []
    assert column(found["pupil"], "pupil_key", "is_dummy_key", "eck_id", "gender") == [
        ("00001", False, "https://ketenid.nl/verzonnen/een", "v"),
        ("00002", False, None, None),
        ("00003", False, None, None),
        ("#004", True, None, None),
        ("00005", False, None, None),
    ]


def test_a_21_file_gives_each_pupil_of_a_combination_group_its_own_year_group():
    opened = reading(golden("edexml21.xml"))
    found, _ = rows(golden("edexml21.xml"))
    assert opened.location == "00"
    assert column(found["placement"], "pupil_key", "group_key", "year_group", "until_on") == [
        ("00001", "G56", "5", None),
        ("00001", "PLUS", None, None),
        ("00002", "G56", "6", None),
        ("00003", "G7", "7", None),
        ("#004", "G7", "7", date(2025, 9, 15)),
        ("00005", None, "H", date(2025, 7, 11)),
    ]
    assert column(found["staff"], "role", "role_text") == [("TAL", "IB")]
    assert column(found["staff_group"], "group_key", "role") == [("G56", "LRK"), ("PLUS", None)]


def test_the_year_before_keeps_the_keys():
    before, _ = rows(golden("edexml21_vorig_jaar.xml"))
    after, _ = rows(golden("edexml21.xml"))
    assert column(before["placement"], "pupil_key", "year_group") == [
        ("00001", "4"),
        ("00002", "6"),
        ("00009", "8"),
    ]
    shared = set(column(before["pupil"], "pupil_key")) & set(column(after["pupil"], "pupil_key"))
    assert shared == {"00001", "00002"}


def test_a_flemish_file_has_no_brin():
    opened = reading(golden("edexml21_vlaams.xml"))
    assert (opened.brin, opened.location) == (None, None)
    assert [(remark.line, remark.text) for remark in opened.remarks] == [
        (3, "Het bestand noemt geen BRIN")
    ]
    found, _ = rows(golden("edexml21_vlaams.xml"))
    assert column(found["placement"], "pupil_key", "group_key", "year_group") == [
        ("1", "KL4", "6"),
        ("1", "s1", None),
        ("2", None, "6"),
    ]


def test_a_file_with_a_namespace_and_without_a_version_is_read():
    opened = reading(golden("edexml21_prefix.xml"))
    found, remarks = rows(golden("edexml21_prefix.xml"))
    assert (opened.format, opened.as_of) == ("EDEXML", None)
    assert column(found["pupil"], "family_name", "call_name") == [
        ("D'Hert", "Ank Lien"),
        ("Proef & Zoon", None),
    ]
    assert [remark.text for remark in remarks] == [
        "Onbekende onderdelen, niet overgenomen: lievelingskleur (2 keer)"
    ]


def test_what_is_delivered_follows_from_what_the_file_carries():
    old = reading(golden("edexml103_lvs.xml")).delivered
    new = reading(golden("edexml21.xml")).delivered
    assert new["pupil"] - old["pupil"] == {"eck_id", "start_group_3"}
    assert old["pupil"] >= {"pupil_key", "call_name", "prefix", "family_name", "left_on", "gender"}
    assert "home_language" not in old["pupil"] | new["pupil"]
    assert new["placement"] == {
        "brin",
        "location",
        "school_year",
        "pupil_key",
        "group_key",
        "year_group",
        "is_home",
        "until_on",
    }
    assert set(new) == {"school", "group", "pupil", "placement", "staff", "staff_group"}
