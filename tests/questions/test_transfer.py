"""What a former school delivered; capacity and diagnoses only for who may see them."""

import re
from pathlib import Path

import pytest

from ibdash.access import Person
from ibdash.errors import AccessRefused
from ibdash.intake import Options
from ibdash.questions import all_questions, answers, ask
from ibdash.store import Store
from tests.people import IB, taken_in
from tests.sources.oso_files import golden

RESTRICTED = ("transfer/capacity", "transfer/diagnoses")


@pytest.fixture
def pupil_id(store: Store, tmp_path: Path) -> int:
    taken_in(store, tmp_path, "dossier.xml", golden(), Options(school="99ZZ"))
    with store.read() as cursor:
        row = cursor.execute("select pupil_id from pupil").fetchone()
    assert row is not None
    return int(row[0])


def dossier(store: Store, pupil_id: int, kind: str) -> list[dict[str, object]]:
    found = ask(store, "transfer/dossier", who=IB, pupil_id=pupil_id).to_pylist()
    return [row for row in found if row["kind"] == kind]


def test_the_dossier_and_its_parts(store: Store, pupil_id: int) -> None:
    (own,) = dossier(store, pupil_id, "dossier")
    assert (own["what"], own["value"], own["detail"]) == (
        "De Eik",
        "2019.1",
        "Rustige plek in de klas.",
    )
    assert (own["file_name"], own["source_row"]) == ("dossier.xml", 2)
    assert {row["what"]: row["value"] for row in dossier(store, pupil_id, "part")} == {
        **dict.fromkeys(("career", "tests", "plans", "support", "absence", "advice"), "delivered"),
        "final_test": "not_applicable",
    }


def test_a_repeated_year_follows_from_the_career(store: Store, pupil_id: int) -> None:
    years = dossier(store, pupil_id, "career_year")
    assert [(row["what"], row["value"], row["is_repeated"]) for row in years] == [
        ("2023-2024", "5", False),
        ("2022-2023", "4", False),
        ("2021-2022", "3", True),
        ("2020-2021", "3", False),
        ("2019-2020", "2", False),
        ("2018-2019", "1", False),
    ]


def test_results_plans_support_absence_and_advice(store: Store, pupil_id: int) -> None:
    def told(kind: str) -> list[tuple[object, object]]:
        return [(row["what"], row["value"]) for row in dossier(store, pupil_id, kind)]

    assert told("result") == [("rekenen M5", "IV"), ("spelling E3", "D")]
    assert told("plan") == [("opp", None), ("individual", "rekenen tot 100")]
    assert told("declaration") == [("tlv", "L")]
    assert told("arrangement") == [("cluster12", None), ("pao", "Ambulante begeleiding")]
    assert told("absence_total") == [("half_days_allowed", "6"), ("half_days_unallowed", "1")]
    assert told("school_advice") == [("school", "30")]


def test_what_the_own_school_found_is_not_the_former_schools(
    store: Store, pupil_id: int, tmp_path: Path
) -> None:
    table = (
        "leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore\n"
        "EIK-204;spelling;Eigen toets;M5;2023-2024;210\n"
    )
    assert taken_in(store, tmp_path, "resultaten.csv", table).state == "applied"
    assert len(dossier(store, pupil_id, "result")) == 2


def test_capacity_and_diagnoses_have_questions_of_their_own(store: Store, pupil_id: int) -> None:
    tests = ask(store, "transfer/capacity", who=IB, pupil_id=pupil_id).to_pylist()
    assert [(row["test"], row["part"], row["iq"]) for row in tests] == [
        ("WISC-V-NL", None, 94.0),
        ("WISC-V-NL", "Verbaal begrip", 88.0),
    ]
    (found,) = ask(store, "transfer/diagnoses", who=IB, pupil_id=pupil_id).to_pylist()
    assert (found["codes"], found["name"]) == ("R48.8", "Dyscalculie")
    everything = ask(store, "transfer/dossier", who=IB, pupil_id=pupil_id).to_pylist()
    assert "WISC" not in repr(everything)
    assert "Dyscalculie" not in repr(everything)


class Reader(Person):
    """Who may see pupils, and not what is restricted."""

    def may_read_restricted(self) -> bool:
        return False


@pytest.mark.parametrize("name", RESTRICTED)
def test_who_may_not_see_it_gets_no_answer(store: Store, pupil_id: int, name: str) -> None:
    reader = Reader("Lezer", "ib")
    assert ask(store, "transfer/dossier", who=reader, pupil_id=pupil_id).num_rows
    # The answer of who may see it is not lent to who may not.
    assert ask(store, name, who=IB, pupil_id=pupil_id).num_rows
    with pytest.raises(AccessRefused):
        ask(store, name, who=reader, pupil_id=pupil_id)


def test_only_restricted_questions_read_the_restricted_tables() -> None:
    for asked in all_questions():
        code = re.sub(r"--.*", "", asked.sql)
        reads = re.search(r'\b(?:from|join)\s+"?(?:capacity|diagnosis)\b', code)
        # The checks count broken rows, and say nothing about anybody.
        if not asked.name.startswith("check/"):
            assert bool(reads) == asked.is_restricted, asked.name
    restricted = {one.name for one in all_questions() if one.is_restricted}
    assert restricted == {*RESTRICTED, "export/capaciteit", "export/diagnoses"}


def test_who_asks_for_restricted_rows_must_be_allowed_to_see_them(store: Store) -> None:
    reader = Reader("Lezer", "ib")
    assert not ask(store, "export/notities", who=reader, school_id=None, restricted=False).num_rows
    with pytest.raises(AccessRefused):
        ask(store, "export/notities", who=reader, school_id=None, restricted=True)
    with pytest.raises(AccessRefused), answers(store, who=reader) as answer:
        answer("export/notities", 10, school_id=None, restricted=True)
