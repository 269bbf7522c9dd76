"""The messages of the doorstroomtoets chain: what they hold, and what is refused."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from ibdash.errors import FileRefused
from ibdash.sources import doorstroom
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Limits, Reading, SourceFile
from ibdash.sources.recognise import open_reading
from tests.sources.uwlr_files import given

GOLDEN = Path(__file__).parents[1] / "golden" / "doorstroom"
NAMES = ("deelnemers.json", "schooladviezen.json", "leerlingresultaat.json")
Rows = dict[str, list[dict[str, Any]]]


def golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes()


def changed(name: str, old: str, new: str) -> bytes:
    text = golden(name).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def read(content: bytes) -> tuple[Rows, Reading]:
    (reading,) = open_reading(SourceFile("d.json", content), Limits(10**8, 1000))
    rows: Rows = {}
    for kind, batch in reading.batches:
        assert batch.schema == KINDS[kind]
        rows.setdefault(kind, []).extend(given(row) for row in batch.to_pylist())
    return rows, reading


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read(content)
    assert "er is niets overgenomen" in caught.value.text
    assert caught.value.remedy
    assert caught.value.__context__ is None
    return caught.value


def test_who_takes_part_becomes_a_pupil_in_a_year_group():
    rows, reading = read(golden("deelnemers.json"))
    assert reading.format == "Doorstroomtoets 1.1 (deelnemers)"
    assert (reading.school_year, reading.brin, reading.as_of) == (
        "2025-2026",
        "98QQ",
        date(2025, 11, 3),
    )
    assert reading.makes_pupils
    assert not reading.covers_school_year
    assert rows["pupil"] == [
        {
            "line": 1,
            "brin": "98QQ",
            "location": "00",
            "pupil_key": "#deelnemer 1",
            "call_name": "Zoë",
            "prefix": "van den",
            "family_name": "Proef-Één",
            "birth_date": date(2016, 4, 5),
            "is_dummy_key": True,
            "eck_id": "https://ketenid.nl/verzonnen/een",
            "gender": "v",
        },
        {
            "line": 2,
            "brin": "98QQ",
            "location": "00",
            "pupil_key": "00008",
            "call_name": "Bo",
            "family_name": "Proef-Acht",
            "birth_date": date(2013, 12, 24),
            "is_dummy_key": False,
        },
    ]
    assert [(row["pupil_key"], row["year_group"]) for row in rows["placement"]] == [
        ("#deelnemer 1", "8"),
        ("00008", "8"),
    ]
    assert [(one.line, one.severity, one.text) for one in reading.remarks] == [
        (3, "refused", "Deze deelnemer heeft geen naam")
    ]
    assert "99999999" not in f"{rows}{vars(reading)}"


def test_provisional_advice_is_of_who_has_a_key_or_an_eck_id():
    rows, reading = read(golden("schooladviezen.json"))
    assert rows == {
        "school_advice": [
            {
                "line": 1,
                "brin": "98QQ",
                "location": "00",
                "pupil_key": "00001",
                "eck_id": "https://ketenid.nl/verzonnen/een",
                "advice_kind": "provisional",
                "known_on": date(2026, 1, 20),
                "advice": "HAVO_TM_VWO",
            },
            {
                "line": 2,
                "brin": "98QQ",
                "location": "00",
                "eck_id": "https://ketenid.nl/verzonnen/twee",
                "advice_kind": "provisional",
                "known_on": date(2026, 1, 20),
                "advice": "VWO",
            },
        ]
    }
    assert not reading.makes_pupils
    assert reading.wants_pupils_from == "de leerlingen van school 98QQ in 2025-2026 (EDEXML)"
    assert reading.remarks == []


def test_advice_of_nobody_is_refused_by_its_number_with_the_reason():
    without = (
        golden("schooladviezen.json").replace(b"LAS-key", b"PGN").replace(b"ECK-iD", b"PGN", 1)
    )
    rows, reading = read(without)
    assert [row["line"] for row in rows["school_advice"]] == [2]
    assert [(one.line, one.kind, one.text) for one in reading.remarks] == [
        (
            1,
            "school_advice",
            "Dit schooladvies noemt de leerling niet met de sleutel van de leerlingadministratie of"
            " het ECK iD",
        )
    ]


def test_an_advice_that_says_nothing_is_refused():
    rows, reading = read(changed("schooladviezen.json", '"advies": "VWO"', '"advies": null'))
    assert [row["line"] for row in rows["school_advice"]] == [1]
    assert [one.text for one in reading.remarks] == ["Dit schooladvies heeft geen advies"]


def test_a_result_is_a_score_a_reference_level_a_line_and_an_advice():
    rows, reading = read(golden("leerlingresultaat.json"))
    shared = {
        "pupil_key": "00001",
        "test": "Verzonnen Doorstroomtoets",
        "school_year": "2025-2026",
        "taken_on": date(2026, 2, 3),
        "year_group": "8",
    }
    outcomes: list[tuple[str, dict[str, object]]] = [
        ("doorstroomtoets", {"ability_score": 211.5}),
        ("rekenen", {"reference_level": "1S"}),
        ("begrijpend lezen", {"reference_level": "2F"}),
        ("taalverzorging", {"reference_level": "1F"}),
    ]
    assert rows["result"] == [
        {
            **shared,
            "line": number,
            "source_key": f"doorstroomtoets r-1 {line}",
            "learning_line": line,
            **outcome,
        }
        for number, (line, outcome) in enumerate(outcomes, start=1)
    ]
    assert rows["school_advice"] == [
        {
            "line": 1,
            "pupil_key": "00001",
            "advice_kind": "test",
            "known_on": date(2026, 3, 9),
            "advice": "havo/vwo",
        }
    ]
    assert reading.remarks == []


def test_a_result_that_may_still_change_or_is_of_another_year_is_said():
    for old, new, told in (
        ("Definitief", "Voorlopig", "Dit resultaat is niet definitief"),
        ("2026-02-03", "2024-02-03", "De afnamedatum valt niet in het schooljaar van het bericht"),
    ):
        _, reading = read(changed("leerlingresultaat.json", old, new))
        assert [one.text for one in reading.remarks] == [told]


def test_who_is_named_by_an_eck_id_alone_is_named_by_it():
    rows, _ = read(changed("leerlingresultaat.json", "LAS-key", "ECK-iD"))
    named = [{name: row.get(name) for name in ("pupil_key", "eck_id")} for row in rows["result"]]
    assert named == [{"pupil_key": None, "eck_id": "00001"}] * 4


def test_who_is_named_by_nothing_that_may_be_used_is_refused_with_the_reason():
    error = refusal(changed("leerlingresultaat.json", "LAS-key", "PGN"))
    assert error.title == "Geen van de leerlingen is te herkennen"
    assert "sleutel van uw leerlingadministratie, of het ECK iD" in error.remedy


@pytest.mark.parametrize("name", NAMES)
def test_another_version_is_refused_by_its_name(name):
    assert "van versie 2.0;" in refusal(changed(name, "keten_v1.1", "keten_v2.0")).text
    assert "een andere versie" in refusal(changed(name, "keten_v1.1", "keten_Noor")).text


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (golden("deelnemers.json")[:-20], "Het bestand is beschadigd of niet compleet"),
        (
            golden("deelnemers.json").replace(b'"Bo"', b"[" * 100_000),
            "Het bestand is beschadigd of niet compleet",
        ),
        (
            golden("deelnemers.json").replace("Één".encode(), b"\xff"),
            "Het bestand is beschadigd of niet compleet",
        ),
        (changed("deelnemers.json", "2025-2026", "2025"), "Het schooljaar klopt niet"),
        (
            changed("deelnemers.json", "Toetsdeelnemers", "Iets"),
            "Dit bericht van de doorstroomtoets is niet bekend",
        ),
        (
            changed("deelnemers.json", '"deelnemers"', '"x"'),
            "Er staan geen gegevens in dit bestand",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_as_a_whole(content, title):
    assert refusal(content).title == title


def test_other_json_is_no_message_and_other_encodings_are():
    assert not doorstroom.recognises(SourceFile("d.json", b'{"versie": "1"}'))
    assert not doorstroom.recognises(SourceFile("d.csv", b"versie;Doorstroomtoetsketen_"))
    assert len(read(golden("deelnemers.json").decode().encode("utf-16"))[0]["pupil"]) == 2
    assert len(read(golden("deelnemers.json").decode().encode("utf-8-sig"))[0]["pupil"]) == 2


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@settings(max_examples=80)
@given_by(st.sampled_from(NAMES), st.data())
def test_any_value_in_any_place_is_read_or_refused(name, data):
    content = json.loads(golden(name))
    place = content
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
            place = place[key]
            continue
        place[key] = data.draw(VALUES)
        break
    read_or_refused(json.dumps(content).encode())


@settings(max_examples=60)
@given_by(st.sampled_from(NAMES), st.data())
def test_damaged_bytes_are_read_or_refused(name, data):
    content = bytearray(golden(name))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(content[: data.draw(st.integers(0, len(content)))]))


def read_or_refused(content: bytes) -> None:
    file = SourceFile("d.json", content)
    doorstroom.recognises(file)
    try:
        batches = list(doorstroom.read(file).batches)
    except FileRefused as error:
        return refused(error)
    assert batches
    for kind, batch in batches:
        keys = batch.column("pupil_key").to_pylist()
        eck_ids = batch.column("eck_id").to_pylist() if kind != "placement" else keys
        assert all(key or eck_id for key, eck_id in zip(keys, eck_ids, strict=True))


def refused(error: FileRefused) -> None:
    assert error.title
    assert "er is niets overgenomen" in error.text
    assert error.__context__ is None
