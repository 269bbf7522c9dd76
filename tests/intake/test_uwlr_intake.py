"""UWLR messages in the store: after the pupils of EDEXML or UWLR, and never before them."""

from pathlib import Path

import pytest

from ibdash.intake import Options, Report
from ibdash.store import Store
from tests.people import taken_in
from tests.sources.edexml_files import golden as edexml
from tests.sources.uwlr_files import PUPILS_SOAP, RESULTS, RESULTS_SOAP, changed, golden


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def new(report: Report) -> dict[str, int]:
    return {kind: count.new for kind, count in report.counts.items() if count.new}


@pytest.mark.parametrize(
    "pupils", [edexml("edexml21.xml"), golden(PUPILS_SOAP)], ids=["edexml", "uwlr"]
)
def test_results_find_their_pupils_by_the_key_of_the_pupil_file(
    store: Store, tmp_path: Path, pupils: bytes
) -> None:
    assert taken_in(store, tmp_path, "school.xml", pupils).state == "applied"
    report = taken_in(store, tmp_path, "uwlr.xml", golden())
    assert (report.state, report.format, report.school) == (
        "applied",
        "UWLR-resultaten 2.2",
        "98QQ",
    )
    assert new(report) == {"test": 4, "result": 5, "capacity": 1, "norm": 2}
    assert rows(
        store,
        "select p.call_name, r.learning_line, r.moment, r.level, r.ability_score, r.raw_score"
        " from result as r join pupil as p using (pupil_id) where r.closed_by is null"
        " and p.closed_by is null order by r.source_key",
    ) == [
        ("Zoë", "rekenen", "M5", "II", 190.5, 41.0),
        ("Zoë", "rekenen (methodetoetsen)", None, "voldoende", None, 17.0),
        ("Zoë", "rekenen (methodetoetsen)", None, None, None, 8.0),
        ("Çem", "rekenen", "M5", "D", None, None),
        ("Çem", "onbekend", "E3", None, 12.5, None),
    ]
    assert rows(store, "select iq, qualification from capacity") == [(104.0, "gemiddeld")]
    assert rows(store, "select level, score_from, score_to from norm order by score_from") == [
        ("onvoldoende", 0.0, 14.0),
        ("voldoende", 15.0, 24.0),
    ]
    store.checkpoint()
    assert b"ketenid.nl" not in store.path.read_bytes()


def test_the_same_message_again_changes_nothing_and_a_correction_changes_one_result(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    taken_in(store, tmp_path, "uwlr.xml", golden())
    again = taken_in(store, tmp_path, "uwlr.xml", changed("v4.6", "v4.7"))
    assert again.state == "unchanged"
    better = taken_in(store, tmp_path, "uwlr.xml", changed("190.5", "191"))
    assert (better.counts["result"].changed, better.counts["result"].same) == (1, 4)


def test_two_test_systems_may_use_the_same_keys(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    taken_in(store, tmp_path, "uwlr.xml", golden())
    other = changed('key="a1"', 'key="1"', RESULTS_SOAP)
    assert new(taken_in(store, tmp_path, "lezen.xml", other)) == {"test": 1, "result": 1}


@pytest.mark.parametrize("name", [RESULTS, RESULTS_SOAP])
def test_without_pupils_the_message_is_refused_and_says_what_comes_first(
    store: Store, tmp_path: Path, name: str
) -> None:
    report = taken_in(store, tmp_path, name, golden(name))
    assert report.state == "refused"
    assert report.title == "Geen van de leerlingen in dit bestand is bekend"
    assert report.remedy == (
        "Importeer eerst de leerlingen van school 98QQ in 2025-2026"
        " (EDEXML, UWLR-leerlinggegevens of de tabel leerlingen)"
    )
    for table in ("school", "result", "norm", "test", "capacity"):
        assert rows(store, f"select count(*) from {table}") == [(0,)]


def test_one_unknown_pupil_is_refused_and_the_others_are_taken(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    content = changed("<leerlingid>00002<", "<leerlingid>77777<")
    report = taken_in(store, tmp_path, "uwlr.xml", content)
    assert (report.counts["result"].new, report.counts["result"].refused) == (3, 2)
    refused = {remark.text for remark in report.remarks if remark.severity == "refused"}
    assert refused == {"Deze leerling is niet bekend"}


def test_a_message_without_a_brin_is_of_the_school_that_was_chosen(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    content = changed("<brincode>98QQ</brincode>", "<schoolkey>abc</schoolkey>")
    report = taken_in(store, tmp_path, "uwlr.xml", content, Options(school="98QQ"))
    assert (report.state, report.counts["result"].new) == ("applied", 5)
