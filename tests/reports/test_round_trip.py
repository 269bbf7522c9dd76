"""Out and in again: an export read into an empty store gives the same facts."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ibdash import reports
from ibdash.intake import Report, facts, plain_facts, profiles_kept, undo
from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.store import Store
from ibdash.store.versions import Fact
from tests.people import IB
from tests.reports.everything import empty, filled, said, take

# A test is only a name of what results say.
_TESTED = "test_id in (select test_id from result where closed_by is null)"
FACTS = (
    facts.SCHOOL,
    facts.PUPIL,
    facts.GROUP,
    facts.PLACEMENT,
    facts.STAFF,
    facts.STAFF_GROUP,
    facts.TEST,
    facts.RESULT,
    facts.NORM,
    facts.PLAN,
    facts.EVALUATION,
    facts.SUPPORT_LEVEL,
    *(plain.fact for plain in plain_facts.PLAIN_FACTS),
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Settings]]:
    store, settings = filled(tmp_path_factory.mktemp("full"))
    yield store, settings
    store.close()


@pytest.fixture(scope="module", params=["xlsx", "zip"])
def file(request: pytest.FixtureRequest, full: tuple[Store, Settings]) -> tuple[str, bytes]:
    held = io.BytesIO()
    form = reports.form_named(request.param)
    reports.write(full[0], held, form, reports.Chosen(restricted=True), who=IB)
    return f"alles.{request.param}", held.getvalue()


@pytest.fixture(scope="module")
def again(
    file: tuple[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Report]]:
    store, settings = empty(tmp_path_factory.mktemp("again"))
    yield store, take(store, settings, *file)
    store.close()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.table)
def test_an_empty_store_gets_the_same_facts(
    fact: Fact, full: tuple[Store, Settings], again: tuple[Store, Report]
) -> None:
    where = _TESTED if fact is facts.TEST else "true"
    before, after = said(full[0], fact, where), said(again[0], fact, where)
    assert before, "the store that is exported has some of every table"
    assert len(after) == len(before)
    assert [one for one in after if one not in before] == []


def decisions(store: Store) -> list[dict[str, Any]]:
    return ask(store, "export/bronkeuzes", who=IB, school_id=None).to_pylist()


def test_every_decision_about_a_result_stands_again(
    full: tuple[Store, Settings], again: tuple[Store, Report]
) -> None:
    before, after = decisions(full[0]), decisions(again[0])
    assert [one["besloten_door"] for one in before] == [IB.name]
    # Which key names a pupil may differ from store to store.
    assert [one | {"leerling_id": ""} for one in after] == [
        one | {"leerling_id": ""} for one in before
    ]


def test_every_layout_of_the_school_is_kept_again(
    full: tuple[Store, Settings], again: tuple[Store, Report]
) -> None:
    before, after = (
        [(one.name, replace(one.profile, id="")) for one in profiles_kept.kept(store)]
        for store in (full[0], again[0])
    )
    assert [name for name, _ in before] == ["Toetsen van juf"]
    assert after == before


def test_every_key_of_a_pupil_is_known_again(
    full: tuple[Store, Settings], again: tuple[Store, Report]
) -> None:
    before = said(full[0], facts.PUPIL_ALIAS, "system <> 'eck'")
    assert {system for _, system, *_ in before} >= {"edexml", "open"}
    assert set(before) <= set(said(again[0], facts.PUPIL_ALIAS))


@pytest.mark.parametrize(
    "table", ["resultaten", "leerlingen", "plaatsingen", "niet_geplaatst", "personeel"]
)
def test_whose_words_something_is_comes_back_too(
    table: str, full: tuple[Store, Settings], again: tuple[Store, Report]
) -> None:
    """The source of every row, by what does not depend on the store."""
    before, after = (
        Counter(
            (row["brin"], row["bron_systeem"], row.get("bron_rol"), row.get("bron_id"))
            for row in ask(store, f"export/{table}", who=IB, school_id=None).to_pylist()
        )
        for store in (full[0], again[0])
    )
    assert after == before
    assert {system for _, system, *_ in before} - {"open", None}


def test_nothing_is_refused_or_said_but_what_was_known(again: tuple[Store, Report]) -> None:
    report = again[1]
    assert report.state == "applied"
    assert report.total("refused") == 0
    assert [remark.text for remark in report.remarks if remark.severity == "refused"] == []


def test_the_same_store_takes_its_own_export_in_without_a_change(
    file: tuple[str, bytes], full: tuple[Store, Settings]
) -> None:
    store, settings = full
    with store.read() as cursor:
        version = cursor.execute("select version from store_version").fetchone()
    report = take(store, settings, *file)
    counts = {
        kind: (count.new, count.changed, count.gone, count.refused)
        for kind, count in report.counts.items()
    }
    assert set(counts.values()) == {(0, 0, 0, 0)}, counts
    assert report.state == "unchanged"
    assert report.counts["result"].same > 500
    with store.read() as cursor:
        assert cursor.execute("select version from store_version").fetchone() == version


def test_the_new_store_keeps_its_own_rules(again: tuple[Store, Report]) -> None:
    from ibdash import questions

    broken: dict[str, Any] = {
        one.name: found
        for one in questions.all_questions()
        if one.name.startswith("check/")
        and (found := questions.ask(again[0], one.name, who=IB).to_pylist())
    }
    assert broken == {}


def test_a_second_export_says_the_same(
    file: tuple[str, bytes], full: tuple[Store, Settings], again: tuple[Store, Report]
) -> None:
    first = reports.write(
        full[0], io.BytesIO(), "zip", reports.Chosen(restricted=True), who=IB
    ).rows
    second = reports.write(
        again[0], io.BytesIO(), "zip", reports.Chosen(restricted=True), who=IB
    ).rows
    # Each pupil also has the key of the open tables by now.
    first.pop("sleutels"), second.pop("sleutels")
    assert second == first


def test_texts_that_look_like_formulas_come_back_as_they_were(
    again: tuple[Store, Report],
) -> None:
    with again[0].read() as cursor:
        rows = cursor.execute(
            "select level, phase, reason from support_level where closed_by is null"
            " and from_on in ('2026-01-12', '2026-01-13') and reason like '%é%' or phase = '=1+1'"
            " order by from_on"
        ).fetchall()
    assert rows == [
        ("ON 3", "=1+1", '=twee regels\nen "aanhalingstekens" ; en +'),
        ("-2", "''@", "_x000D_ é 字"),
    ]


def test_a_folder_of_parquet_comes_back_as_one_delivery(
    full: tuple[Store, Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ibdash.__main__ import main

    reports.write(full[0], tmp_path / "uit", "folder", reports.Chosen(), who=IB)
    monkeypatch.chdir(tmp_path)
    for name in ("IBDASH_STORE", "IBDASH_DATA", "IBDASH_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["import", "uit"]) == 0
    assert main(["import", "uit"]) == 0


def test_what_came_back_can_be_undone(file: tuple[str, bytes], tmp_path: Path) -> None:
    store, settings = empty(tmp_path)
    take(store, settings, *file)
    with store.read() as cursor:
        (intake_id,) = cursor.execute("select intake_id from intake").fetchall()[0]
    assert undo(store, intake_id, who=IB).is_possible
    for fact in (*FACTS, facts.PUPIL_ALIAS, facts.RESULT_CLAIM, facts.IMPORT_PROFILE):
        assert said(store, fact) == []
    store.close()
