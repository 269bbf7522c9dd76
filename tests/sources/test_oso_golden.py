"""The golden dossiers of our own making: every version says the same in its own words."""

import re
from datetime import date

import pytest

from ibdash.errors import FileRefused
from tests.sources.oso_files import changed, golden, line_of, read, texts

COUNTS = {
    "pupil": 1,
    "transfer": 1,
    "career_year": 6,
    "result": 2,
    "capacity": 2,
    "plan": 2,
    "declaration": 1,
    "arrangement": 2,
    "diagnosis": 1,
    "absence_total": 1,
    "school_advice": 1,
}


@pytest.mark.parametrize(
    ("name", "version", "counts"),
    [
        ("oso_2019.xml", "2019.1", COUNTS),
        # Passend onderwijs has no arrangement of its own before 2019.
        ("oso_2018.xml", "2018.1", {**COUNTS, "arrangement": 1}),
        ("oso_2017.xml", "2017.1", {**COUNTS, "arrangement": 1}),
    ],
)
def test_each_version_gives_all_its_kinds(name, version, counts):
    rows, reading = read(golden(name))
    assert {kind: len(found) for kind, found in rows.items()} == counts
    assert reading.format == f"OSO-dossier {version}"
    assert reading.system == "oso 11AA 00"
    assert reading.as_of == date(2024, 2, 12)
    assert not [text for _, text in texts(reading, "warning") if "Onbekende" in text]
    (tlv,) = rows["declaration"]
    assert (tlv["declaration_kind"], tlv["category"], tlv["swv_number"], tlv["number"]) == (
        "tlv",
        "L",
        "PO9999",
        "VB-2024-7",
    )
    assert (tlv["from_on"], tlv["until_on"]) == (date(2024, 1, 8), date(2026, 7, 31))
    assert rows["arrangement"][0]["arrangement_kind"] == "cluster12"
    assert [(plan["plan_kind"], plan["title"], plan["starts_on"]) for plan in rows["plan"]] == [
        ("individual", "rekenen tot 100", date(2023, 9, 4)),
        ("opp", None, date(2023, 10, 2)),
    ]
    assert rows["diagnosis"][0]["name"] == "Dyscalculie"
    assert set(part_states(rows)) == {"delivered", "not_applicable"}


def part_states(rows):
    (transfer,) = rows["transfer"]
    return [value for name, value in transfer.items() if name.endswith("_part")]


def test_the_pupil_is_a_girl_with_the_key_of_the_former_school():
    (pupil,) = read(golden())[0]["pupil"]
    assert {name: pupil[name] for name in ("call_name", "prefix", "family_name", "gender")} == {
        "call_name": "Noor",
        "prefix": "van der",
        "family_name": "Wal",
        "gender": "v",
    }
    assert (pupil["pupil_key"], pupil["is_dummy_key"]) == ("EIK-204", False)
    # The days of the former school are no days of this one.
    assert (pupil["entered_on"], pupil["left_on"], pupil["brin"]) == (None, None, None)


def test_all_kinds_of_scores_land_in_their_own_column():
    result = read(golden())[0]["result"][0]
    assert {
        "learning_line": "rekenen",
        "test": "Rekenen Voorbeeld",
        "moment": "M5",
        "school_year": "2023-2024",
        "year_group": "5",
        "raw_score": 41.0,
        "ability_score": 188.5,
        "level_scale": "I-V",
        "level": "IV",
        "corrected_level": "III",
        "level_scale_2": "A-E",
        "level_2": "C",
        "corrected_level_2": "B",
        "dl": 34.0,
        "dle": 28.0,
        "dq": 82.0,
        "functioning_level": "M4",
        "reference_level": "<1F",
    }.items() <= result.items()


def test_a_single_scale_is_the_first():
    spelling = read(golden())[0]["result"][1]
    assert (spelling["level_scale"], spelling["level"]) == ("A-E", "D")
    assert (spelling["level_scale_2"], spelling["level_2"]) == (None, None)


def test_a_score_against_another_group_is_left_and_counted():
    assert [text for _, text in texts(read(golden())[1], "info") if "vergelijken" in text] == [
        "Scores die niet met alle leerlingen van Nederland vergelijken, niet overgenomen: 1"
    ]


def test_an_intelligence_test_goes_whole_to_capacity():
    rows, _ = read(golden())
    assert [(one["part"], one["iq"]) for one in rows["capacity"]] == [
        (None, 94.0),
        ("Verbaal begrip", 88.0),
    ]
    whole, part = rows["capacity"]
    assert (whole["ability_score"], whole["taken_by"]) == (96.0, "D. Voorbeeld, orthopedagoog")
    assert (part["bound_low"], part["bound_high"]) == (81.0, 97.0)
    assert not [one for one in rows["result"] if "WISC" in one["test"]]


def test_a_test_that_contradicts_the_career_is_kept_and_named():
    content = golden()
    rows, reading = read(content)
    warned = [(line, text) for line, text in texts(reading, "warning") if "jaargroep" in text]
    test = content[: content.index(b"SP-VB-E3")].rindex(b"<toets>")
    assert warned == [
        (
            content[:test].count(b"\n") + 1,
            "Deze toets zegt jaargroep 3, de schoolloopbaan van dat schooljaar 4;"
            " de toets is overgenomen zoals hij er staat",
        )
    ]
    assert rows["result"][1]["year_group"] == "3"


def test_a_cut_off_attachment_is_a_remark_with_its_line():
    content = golden()
    _, reading = read(content)
    where = content.index(b"opp.pdf")
    line = content[: content.index(b"<bestandsinhoud>", where)].count(b"\n") + 1
    assert [one for one in texts(reading, "warning") if "Bijlage a" in one[1]] == [
        (line, "Bijlage afgebroken of beschadigd")
    ]
    assert (0, "Bijlagen in dit dossier, niet overgenomen: 2") in texts(reading, "info")


def test_opted_out_is_not_the_same_as_nothing():
    rows, _ = read(golden("oso_2019_opt_out.xml"))
    (transfer,) = rows["transfer"]
    assert {name: value for name, value in transfer.items() if name.endswith("_part")} == {
        "career_part": "delivered",
        "advice_part": "delivered",
        "support_part": "opted_out",
        "absence_part": "opted_out",
        "final_test_part": "not_applicable",
        "tests_part": "opted_out",
        "plans_part": "opted_out",
    }
    assert set(rows) == {"pupil", "transfer", "career_year", "school_advice"}


def test_a_part_that_was_chosen_and_is_not_there_is_empty():
    content = golden("oso_2019_opt_out.xml").replace(b"OPT-UIT", b"OPTIONEEL")
    (transfer,) = read(content)[0]["transfer"]
    assert transfer["support_part"] == transfer["tests_part"] == "empty"


def test_what_was_opted_out_of_and_is_there_all_the_same_stays_out():
    content = changed("<cat_verzuim>OPTIONEEL", "<cat_verzuim>OPT-UIT")
    rows, reading = read(content)
    assert "absence_total" not in rows
    assert rows["transfer"][0]["absence_part"] == "opted_out"
    assert [text for _, text in texts(reading, "warning") if text.startswith("verzuim")] == [
        "verzuim hoort niet uitgeleverd te worden en staat toch in het dossier; niet overgenomen"
    ]


def test_no_secret_number_reaches_a_row_or_a_remark():
    for name in ("oso_2019.xml", "oso_2017.xml"):
        assert golden(name).count(b"999999990") == 3
        rows, reading = read(golden(name))
        assert "999999990" not in repr(rows)
        assert "999999990" not in repr(reading.remarks)
        assert "NL00TEST" not in repr(rows)


def test_a_key_that_may_be_a_secret_number_is_not_kept():
    rows, reading = read(changed("EIK-204", "999999990"))
    assert "999999990" not in repr(rows)
    assert rows["pupil"][0]["is_dummy_key"]
    assert (0, "leerlingid is een lang getal; deze leerling is op naam herkend") in texts(
        reading, "info"
    )


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("<datum>2023-12-01", "<datum>gisteren", "datum is geen datum; niet overgenomen"),
        ("<dl>34", "<dl>veel", "dl is geen getal; niet overgenomen"),
        (
            "<dagdelengeoorloofd>6",
            "<dagdelengeoorloofd>6,5",
            "dagdelengeoorloofd is geen aantal; niet overgenomen",
        ),
        (
            "<meerdan25percent>false",
            "<meerdan25percent>soms",
            "meerdan25percent is geen ja of nee; niet overgenomen",
        ),
        ("<jaargroep>2<", "<jaargroep>99<", "jaargroep bestaat niet; niet overgenomen"),
        ("<waarde>IV<", "<waarde>VI<", "waarde is geen niveau van IV; niet overgenomen"),
    ],
)
def test_a_value_that_cannot_be_used_is_dropped_with_its_line(old, new, text):
    content = changed(old, new)
    _, reading = read(content)
    (found,) = [one for one in texts(reading, "warning") if one[1] == text]
    # A level is named at its score, two lines above the value.
    assert line_of(content, new) - found[0] in (0, 3)


def test_a_test_without_a_day_is_refused_alone():
    rows, reading = read(changed("<afnamedatum>2024-01-22</afnamedatum>", ""))
    assert [one["test"] for one in rows["result"]] == ["Spelling Voorbeeld"]
    assert [text for _, text in texts(reading, "refused")] == ["Deze toets heeft geen afnamedatum"]


def test_a_test_of_no_known_line_is_kept_under_its_own_area_and_reported():
    content = changed("<leergebied>rekenen<", "<leergebied>Tijd en ruimte<").replace(
        b"Rekenen Voorbeeld", b"Klok"
    )
    rows, reading = read(content)
    assert rows["result"][0]["learning_line"] == "tijd en ruimte"
    assert [text for _, text in texts(reading, "warning") if "leerlijn" in text] == [
        "Van deze toets is niet bekend bij welke leerlijn hij hoort; hij is bewaard onder zijn"
        " eigen leergebied"
    ]


def test_an_iq_makes_any_test_a_capacity_test():
    rows, _ = read(changed("<codereferentiescore>DQ<", "<codereferentiescore>IQ<"))
    assert [one["test"] for one in rows["result"]] == ["Spelling Voorbeeld"]
    assert [one["iq"] for one in rows["capacity"]] == [82.0, 94.0, 88.0]


def test_an_unknown_kind_of_score_and_an_unknown_part_are_named():
    content = changed("<codereferentiescore>DQ<", "<codereferentiescore>XYZ<")
    content = content.replace(b"<verzuim>", b"<muziekles>x</muziekles><verzuim>")
    warned = [text for _, text in texts(read(content)[1], "warning")]
    assert "Onbekende soorten scores, niet overgenomen: XYZ (1 keer)" in warned
    assert "Onbekende onderdelen, niet overgenomen: muziekles (1 keer)" in warned


def test_opting_out_of_the_advice_keeps_its_points_of_attention_out_too():
    rows, _ = read(changed("<cat_overstapadvies>VERPLICHT", "<cat_overstapadvies>OPT-UIT"))
    assert rows["transfer"][0]["attention"] is None
    assert "school_advice" not in rows
    assert read(golden())[0]["transfer"][0]["attention"] == "Rustige plek in de klas."


def test_what_was_opted_out_of_is_named():
    _, reading = read(golden("oso_2019_opt_out.xml"))
    assert texts(reading, "warning") == [
        (
            0,
            "Niet aangeleverd, omdat de ouders daarvoor kozen: ondersteuning, verzuim, toetsen,"
            " handelingsplannen; dat betekent niet dat er niets is",
        )
    ]


def test_a_pupil_without_a_name_refuses_the_dossier():
    content = golden()
    for name in ("voornaam", "roepnaam", "achternaam"):
        content = re.sub(rf"<{name}>[^<]*</{name}>".encode(), b"", content, count=1)
    with pytest.raises(FileRefused, match="geen naam"):
        read(content)


def test_a_pupil_without_a_birth_date_is_reported():
    _, reading = read(changed("<geboortedatum>2014-05-06</geboortedatum>", ""))
    assert "De leerling heeft geen geboortedatum en is daarom niet op naam gezocht" in [
        text for _, text in texts(reading, "warning")
    ]


def test_what_is_left_out_and_worth_reading_is_named_once():
    _, reading = read(golden())
    said = [remark.text for remark in reading.remarks if "zegt ook iets over" in remark.text]
    assert said == ["Het dossier zegt ook iets over: medicijngebruik. Dat is niet overgenomen"]
