"""The dossiers of ../shared against the facts in their README, in the store."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.intake import Options, Report
from ibdash.questions import all_questions, ask
from ibdash.store import Store
from tests.people import IB, taken_in
from tests.shared_files import shared_file

pytestmark = pytest.mark.shared

KINDS = ("OV_BB", "OV_POPO", "OV_POVO", "OV_VOVO", "PaO_POSWV", "PaO_VOSWV")


def dossier(store: Store, folder: Path, name: str) -> Report:
    file = shared_file("data", "oso", "2019.1", f"Voorbeelddossier_{name}.xml")
    return taken_in(store, folder, file.name, file.read_bytes(), Options(school="99ZZ"))


def all_rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def test_the_full_dossier_is_what_its_readme_says(store: Store, tmp_path: Path) -> None:
    report = dossier(store, tmp_path, "OV_POPO_full")
    assert (report.state, report.format) == ("applied", "OSO-dossier 2019.1")
    assert {kind: count.new for kind, count in report.counts.items()} == {
        "school": 1,
        "pupil": 1,
        # Three of the five tests are results; two are IQ tests, one of them with two parts.
        "test": 3,
        "result": 3,
        "capacity": 4,
        "plan": 2,
        "transfer": 1,
        "career_year": 10,
        "declaration": 1,
        "arrangement": 2,
        "diagnosis": 2,
        "absence_total": 1,
        "school_advice": 3,
    }
    assert report.total("refused") == 0
    assert all_rows(store, "select plan_kind, starts_on, ends_on from plan order by starts_on") == [
        ("individual", date(2014, 1, 1), date(2016, 1, 1)),
        ("opp", date(2015, 5, 4), date(2016, 5, 4)),
    ]
    assert all_rows(
        store, "select declaration_kind, from_on, until_on, category from declaration"
    ) == [("tlv", date(2016, 4, 4), date(2018, 7, 31), "L")]
    assert all_rows(store, "select half_days_allowed, half_days_unallowed from absence_total") == [
        (12, 2)
    ]
    assert all_rows(
        store,
        "select year_group from career_year group by year_group having count(*) = 2 order by 1",
    ) == [("1",), ("8",)]
    assert all_rows(
        store, "select test_code, part, iq, ability_score from capacity order by taken_on, iq"
    ) == [
        ("NIO2004", None, 97.0, None),
        ("WISC3NL2005", "WISC-III NL Verbaal", 108.0, 2.0),
        ("WISC3NL2005", None, 114.0, 103.0),
        ("WISC3NL2005", "WISC-III NL Performaal", 125.0, 2.0),
    ]
    assert all_rows(store, "select gender, birth_date from pupil") == [("m", date(2003, 3, 17))]


def test_the_scores_of_the_full_dossier(store: Store, tmp_path: Path) -> None:
    dossier(store, tmp_path, "OV_POPO_full")
    assert all_rows(
        store,
        "select learning_line, moment, taken_on, ability_score, level, level_2, corrected_level,"
        " corrected_level_2, dle, dq, functioning_level, reference_level, dl"
        " from result order by taken_on",
    ) == [
        (
            "begrijpend lezen",
            "M8",
            date(2015, 1, 19),
            103.0,
            "III",
            "C",
            "II",
            "C",
            40.0,
            None,
            "87",
            "1F",
            25.0,
        ),
        (
            "woordlezen",
            None,
            date(2015, 4, 10),
            None,
            "D",
            None,
            None,
            None,
            60.0,
            87.0,
            None,
            None,
            60.0,
        ),
        (
            "rekenen",
            "B8",
            date(2015, 10, 23),
            90.0,
            "III",
            "B",
            "II",
            "C",
            40.0,
            None,
            "87",
            "1F",
            None,
        ),
    ]


def test_one_test_contradicts_the_career_and_some_attachments_are_cut_off(
    store: Store, tmp_path: Path
) -> None:
    report = dossier(store, tmp_path, "OV_POPO_full")
    warned = [one for one in report.remarks if one.severity == "warning"]
    assert [one.line for one in warned if "jaargroep 7" in one.text] == [686]
    assert sum("afgebroken" in one.text for one in warned) == 5
    assert len(warned) == 6


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", ["full", "opt_out"])
def test_every_dossier_comes_in_and_leaves_a_sound_store(
    store: Store, tmp_path: Path, kind: str, what: str
) -> None:
    report = dossier(store, tmp_path, f"{kind}_{what}")
    assert report.state == "applied"
    assert report.dossier is not None
    assert report.total("refused") == 0
    assert not [one for one in report.remarks if "Onbekende" in one.text]
    assert ("opted_out" in report.dossier.parts.values()) == (what == "opt_out")
    assert [
        asked.name
        for asked in all_questions()
        if asked.name.startswith("check/") and ask(store, asked.name, who=IB).num_rows
    ] == []
    store.checkpoint()
    stored = store.path.read_bytes()
    assert b"9999999" not in stored
    assert b"RABO" not in stored


def test_a_refusal_of_the_parents_is_not_no_care(store: Store, tmp_path: Path) -> None:
    report = dossier(store, tmp_path, "OV_POPO_opt_out")
    assert report.dossier is not None
    assert report.dossier.parts["support"] == report.dossier.parts["tests"] == "opted_out"
    assert "result" not in report.counts
    assert all_rows(store, "select support_part, absence_part, career_part from transfer") == [
        ("opted_out", "opted_out", "delivered")
    ]
