"""What the golden messages of results hold, value by value."""

from datetime import date

from ibdash.sources.reading import Remark
from tests.sources.uwlr_files import (
    RESULTS_SOAP,
    changed,
    given,
    golden,
    line_of,
    read,
)

METHOD = "rekenen (methodetoetsen)"


def texts(remarks: list[Remark]) -> list[tuple[str, str]]:
    return [(remark.severity, remark.text) for remark in remarks]


def test_the_message_says_what_it_is():
    _, reading = read(golden())
    assert (reading.format, reading.system) == ("UWLR-resultaten 2.2", "edexml")
    assert (reading.school_year, reading.brin, reading.location) == ("2025-2026", "98QQ", "00")
    assert reading.as_of == date(2026, 2, 2)
    assert not reading.makes_pupils
    assert not reading.covers_school_year
    assert "school 98QQ in 2025-2026" in reading.wants_pupils_from


def test_a_test_of_a_monitoring_system_has_all_its_scores():
    rows, _ = read(golden())
    assert given(rows["result"][0]) == {
        "line": line_of(golden(), '<resultaat key="1">'),
        "brin": "98QQ",
        "location": "00",
        "pupil_key": "00001",
        "eck_id": "https://ketenid.nl/verzonnen/een",
        "source_key": "verzonnen toetsen 1",
        "learning_line": "rekenen",
        "test": "Rekenen-Wiskunde",
        "generation": "3.0",
        "norm_version": "2024",
        "school_year": "2025-2026",
        "moment": "M5",
        "taken_on": date(2026, 1, 20),
        "year_group": "5",
        "raw_score": 41.0,
        "ability_score": 190.5,
        "measurement_error": 6.5,
        "level_scale": "I-V",
        "level": "II",
        "corrected_level": "I",
        "level_scale_2": "A-E",
        "level_2": "B",
        "corrected_level_2": "A",
        "dle": 28.0,
        "dq": 112.0,
        "functioning_level": ">E5",
        "reference_level": "<1F",
    }


def test_a_method_test_is_a_bare_score_on_a_line_of_its_own():
    rows, _ = read(golden())
    whole, part = (given(row) for row in rows["result"][1:3])
    assert (whole["learning_line"], whole["test"]) == (METHOD, "Rekenblok groep 5 blok 4")
    assert (whole["raw_score"], whole["norm_version"]) == (17.0, "3")
    assert (whole["level_scale"], whole["level"]) == ("onvoldoende/voldoende", "voldoende")
    assert {"moment", "ability_score", "part"}.isdisjoint(whole)
    assert "level" not in part
    assert (part["part"], part["raw_score"]) == ("Optellen", 8.0)
    assert part["learning_line"] == METHOD


def test_a_letter_alone_is_on_its_own_scale_and_never_made_into_a_numeral():
    rows, _ = read(golden())
    assert given(rows["result"][3]) == {
        "line": line_of(golden(), '<resultaat key="5">'),
        "brin": "98QQ",
        "location": "00",
        "pupil_key": "00002",
        "source_key": "verzonnen toetsen 5",
        "learning_line": "rekenen",
        "test": "Rekenen-Wiskunde",
        "generation": "3.0",
        "school_year": "2025-2026",
        "moment": "M5",
        "taken_on": date(2026, 5, 20),
        "year_group": "5",
        "level_scale": "A-E",
        "level": "D",
    }


def test_a_test_that_is_not_defined_keeps_its_code():
    rows, _ = read(golden())
    row = given(rows["result"][4])
    assert (row["test"], row["learning_line"], row["moment"]) == ("ONBEKEND", "onbekend", "E3")
    assert row["ability_score"] == 12.5
    assert len(rows["result"]) == 5


def test_an_iq_goes_whole_to_capacity_and_to_no_learning_line():
    rows, _ = read(golden())
    (row,) = rows["capacity"]
    assert given(row) == {
        "line": line_of(golden(), '<resultaat key="4">'),
        "brin": "98QQ",
        "location": "00",
        "pupil_key": "00001",
        "eck_id": "https://ketenid.nl/verzonnen/een",
        "test_code": "DENK",
        "test": "Denktoets",
        "taken_on": date(2025, 11, 3),
        "iq": 104.0,
        "qualification": "gemiddeld",
        "ability_score": 55.0,
    }
    assert "Denktoets" not in {row["test"] for row in rows["result"]}


def test_norms_of_a_bare_score_become_a_norm_table_lowest_first():
    rows, reading = read(golden())
    assert reading.replaces_norms
    assert [given(row) for row in rows["norm"]] == [
        {
            "line": line_of(golden(), f"<term>{level}</term>"),
            "publisher": "Verzonnen Toetsen",
            "test": "Rekenblok groep 5 blok 4",
            "norm_version": "3",
            "learning_line": METHOD,
            "level_scale": "onvoldoende/voldoende",
            "level": level,
            "score_from": low,
            "score_to": high,
            "norm_source": "UWLR 2026-02-02",
        }
        for level, low, high in (("onvoldoende", 0.0, 14.0), ("voldoende", 15.0, 24.0))
    ]


def test_what_is_left_out_is_counted():
    _, reading = read(golden())
    assert texts(reading.remarks) == [
        ("info", "Normen zonder eigen naam of met een onbruikbare grens, niet overgenomen: 1"),
        ("info", "Normen van toetsonderdelen, niet overgenomen: 1"),
        ("info", "Schoolcijfers bij normen, niet overgenomen: 1"),
        (
            "info",
            "Normen bij toetsen waarvan het niveau al in het resultaat staat, niet overgenomen: 1",
        ),
        ("info", "Resultaten in een eigen vorm van de leverancier, niet overgenomen: 1"),
        ("info", "Scores die niet met heel Nederland vergelijken, niet overgenomen: 1"),
        (
            "info",
            "Resultaten waarbij de meetfout de helft van het betrouwbaarheidsinterval is: 1",
        ),
        (
            "warning",
            "Resultaten waarvan de afnamedatum niet bij het toetsmoment past: 2",
        ),
        ("warning", "Onbekende soorten scores, niet overgenomen: XYZ (1 keer)"),
    ]


def test_a_soap_message_with_prefixes_is_the_same_to_read():
    rows, reading = read(golden(RESULTS_SOAP))
    (row,) = rows["result"]
    assert reading.format == "UWLR-resultaten 2.1"
    assert reading.remarks == []
    assert given(row) == {
        "line": line_of(golden(RESULTS_SOAP), 'key="a1"'),
        "brin": "98QQ",
        "location": "00",
        "pupil_key": "00001",
        "source_key": "verzonnen lezen a1",
        "learning_line": "woordlezen",
        "test": "DMT",
        "school_year": "2025-2026",
        "moment": "M5",
        "taken_on": date(2026, 1, 22),
        "year_group": "5",
        "ability_score": 61.0,
        "level_scale": "I-V",
        "level": "V-",
    }


def test_an_eck_id_goes_with_the_results_of_its_sitting_and_into_no_remark():
    rows, reading = read(golden())
    assert [row.get("eck_id") for row in rows["result"]].count(
        "https://ketenid.nl/verzonnen/een"
    ) == len([row for row in rows["result"] if row["pupil_key"] == "00001"])
    assert "ketenid" not in f"{vars(reading)}"


def test_no_teacher_or_authorisation_key_leaves_the_file():
    for name in ("uwlr22_resultaten.xml", RESULTS_SOAP):
        rows, reading = read(golden(name))
        left = f"{rows} {vars(reading)}"
        assert "geheim" not in left
        assert "L1" not in left


def test_a_message_on_one_line_counts_its_results_instead():
    content = b"".join(line.strip() for line in golden().split(b"\n"))
    rows, reading = read(content)
    assert [row["line"] for row in rows["result"]] == [1, 2, 3, 5, 6]
    assert rows["capacity"][0]["line"] == 4
    assert any("staat op één regel" in remark.text for remark in reading.remarks)


def test_a_value_that_is_none_is_dropped_and_named_without_quoting_it():
    for old, new, told in (
        ("<o:waarde>II<", "<o:waarde>Zoë<", "referentiescore IV is geen niveau"),
        ("<o:waarde>28<", "<o:waarde>Zoë<", "waarde is geen getal"),
        ("2026-01-20", "Zoë", "afnamedatum is geen datum"),
        ("190.5", "Zoë", "vaardigheidsscore is geen getal"),
    ):
        rows, reading = read(changed(old, new))
        assert len(rows["result"]) == 5
        said = [remark.text for remark in reading.remarks if remark.severity == "warning"]
        assert f"{told}; niet overgenomen" in said
        assert "Zoë" not in f"{rows}{reading.remarks}"


def test_without_a_date_the_school_year_of_the_message_counts():
    rows, _ = read(changed("<afnamedatum>2026-01-20</afnamedatum>", ""))
    assert (rows["result"][0]["taken_on"], rows["result"][0]["school_year"]) == (None, "2025-2026")


def test_a_result_without_pupil_or_test_is_refused_with_its_line():
    for old, missing in (
        ("<leerlingid>00002</leerlingid>", "leerlingid"),
        ("<toetscode>ONBEKEND-E3</toetscode>", "toetscode"),
    ):
        _, reading = read(changed(old, ""))
        refused = [remark for remark in reading.remarks if remark.severity == "refused"]
        assert {remark.text for remark in refused} == {f"Dit resultaat heeft geen {missing}"}
        assert {remark.kind for remark in refused} == {"result"}


def test_a_card_named_after_a_moment_is_no_moment():
    rows, _ = read(changed("Rekenen-Wiskunde 3.0 M5", "AVI M5"))
    first = rows["result"][0]
    assert (first["test"], first["learning_line"], first["moment"]) == (
        "AVI M5",
        "tekstlezen",
        None,
    )


def test_a_label_of_two_moments_stays_as_it_is():
    rows, _ = read(changed("Rekenen-Wiskunde 3.0 M5", "Rekenen E4/M5"))
    assert (rows["result"][0]["test"], rows["result"][0]["moment"]) == ("Rekenen E4/M5", "M5")


def test_an_unknown_part_is_named():
    _, reading = read(changed("<versie>2024</versie>", "<versie>2024</versie><extra/>"))
    assert ("info", "Onbekende onderdelen, niet overgenomen: extra (1 keer)") in texts(
        reading.remarks
    )
