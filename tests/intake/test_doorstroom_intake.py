"""Messages of the doorstroomtoets in the store, beside the pupils of EDEXML."""

from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import taken_in
from tests.sources.edexml_files import golden as edexml
from tests.sources.test_doorstroom import golden


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def test_result_and_advice_find_their_pupil(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    report = taken_in(store, tmp_path, "r.json", golden("leerlingresultaat.json"))
    assert (report.state, report.format) == (
        "applied",
        "Doorstroomtoets 1.1 (leerlingresultaat)",
    )
    advice = taken_in(store, tmp_path, "a.json", golden("schooladviezen.json"))
    assert (advice.counts["school_advice"].new, advice.counts["school_advice"].refused) == (1, 1)
    assert rows(
        store,
        "select p.call_name, a.advice_kind, a.advice from school_advice as a"
        " join pupil as p using (pupil_id) order by a.known_on",
    ) == [("Zoë", "provisional", "HAVO_TM_VWO"), ("Zoë", "test", "havo/vwo")]
    assert rows(
        store,
        "select learning_line, ability_score, reference_level from result order by source_row",
    ) == [
        ("doorstroomtoets", 211.5, None),
        ("rekenen", None, "1S"),
        ("begrijpend lezen", None, "2F"),
        ("taalverzorging", None, "1F"),
    ]
    again = taken_in(store, tmp_path, "r.json", golden("leerlingresultaat.json") + b"\n")
    assert again.state == "unchanged"


@pytest.mark.parametrize("name", ["leerlingresultaat.json", "schooladviezen.json"])
def test_before_the_pupils_they_are_refused_whole(store: Store, tmp_path: Path, name: str) -> None:
    report = taken_in(store, tmp_path, name, golden(name))
    assert report.state == "refused"
    assert report.title == "Geen van de leerlingen in dit bestand is bekend"
    assert report.remedy.startswith("Importeer eerst de leerlingen van ")
    assert rows(store, "select count(*) from result") == [(0,)]


def test_who_takes_part_is_the_pupil_that_the_school_knows(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    report = taken_in(store, tmp_path, "d.json", golden("deelnemers.json"))
    assert (report.state, report.counts["pupil"].new) == ("applied", 1)
    # By the ECK iD; the group, names and year group of the own administration stay.
    assert rows(
        store,
        "select p.call_name, p.family_name, g.name, x.year_group from pupil as p"
        ' join placement as x using (pupil_id) left join "group" as g using (group_id)'
        " where p.closed_by is null and x.closed_by is null and x.is_home"
        " and p.call_name in ('Zoë', 'Bo') and p.family_name <> 'Proef-Oud' order by 1",
    ) == [("Bo", "Proef-Acht", None, "8"), ("Zoë", "Proef-Één", "5/6", "5")]
    store.checkpoint()
    assert b"999999990" not in store.path.read_bytes()
    assert b"ketenid" not in store.path.read_bytes()
    same = taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    assert same.counts["pupil"].new == 0


def test_a_result_finds_its_pupil_by_an_eck_id_alone(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    by_key = b'{"label": "LAS-key", "onderwijsdeelnemerID": "00001"}'
    by_eck = b'{"label": "ECK-iD", "onderwijsdeelnemerID": "https://ketenid.nl/verzonnen/een"}'
    result = golden("leerlingresultaat.json")
    assert by_key in result
    report = taken_in(store, tmp_path, "r.json", result.replace(by_key, by_eck))
    assert (report.state, report.counts["result"].new) == ("applied", 4)
    assert rows(
        store,
        "select distinct p.call_name from result as r join pupil as p using (pupil_id)",
    ) == [("Zoë",)]
    # The key decides where both are given: this ECK iD is nobody's, and no question.
    both = result.replace(by_key, by_key + b"," + by_eck.replace(b"een", b"niemand"))
    assert taken_in(store, tmp_path, "r2.json", both).state == "unchanged"
    store.checkpoint()
    assert b"ketenid" not in store.path.read_bytes()
