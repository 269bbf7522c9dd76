"""Pupils without a name, of many schools in one file, against the facts beside ../shared/data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.intake import Options, preview
from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.sources.reading import SourceFile
from ibdash.store import Store, open_store
from tests.pages import conftest as pages
from tests.pages.test_frame import html, run
from tests.pages.test_learning_lines import figures, visit
from tests.people import IB, settings_in, taken_in
from tests.shared_files import shared_file
from tests.sources.table_files import golden

app, settings, start_page = pages.app, pages.settings, pages.start_page

SCORES = """
    select t.name, count(*), round(avg(r.ability_score), 3)
    from open_result as r join test as t using (test_id)
    where t.closed_by is null group by all order by all
"""
TOGETHER = """
    select r.learning_line, round(corr(r.ability_score, o.ability_score), 3)
    from open_result as r
    join open_result as o on o.pupil_id = r.pupil_id and o.learning_line = r.learning_line
    join test as t on t.test_id = r.test_id and t.closed_by is null and t.name like '%voormeting'
    where o.test_id <> r.test_id group by all order by all
"""
SCHOOLS = """
    select s.name, s.brin, count(*) from school as s join pupil as p using (school_id)
    where s.closed_by is null and p.closed_by is null group by all order by 1
"""


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(query).fetchall()


def bdf() -> bytes:
    return shared_file("data", "bdf_nl", "nlme_bdf.csv").read_bytes()


@pytest.mark.shared
def test_pupils_of_131_schools(store: Store, tmp_path: Path) -> None:
    report = taken_in(store, tmp_path, "nlme_bdf.csv", bdf())
    assert (report.state, report.total("refused")) == ("applied", 0)
    assert {kind: count.new for kind, count in report.counts.items()} == {
        "school": 131,
        "group": 133,
        "pupil": 2287,
        "placement": 2287,
        "test": 4,
        "result": 4 * 2287,
    }
    assert rows(store, SCORES) == [
        ("Rekenen, nameting", 2287, 19.438),
        ("Rekenen, voormeting", 2287, 11.938),
        ("Taal, nameting", 2287, 40.935),
        ("Taal, voormeting", 2287, 34.191),
    ]
    assert rows(store, TOGETHER) == [("rekenen", 0.637), ("taal", 0.721)]
    assert ("School 103", "103", 4) in rows(store, SCHOOLS)
    assert taken_in(store, tmp_path, "nlme_bdf.csv", bdf()).state == "unchanged"


@pytest.mark.shared
def test_many_schools_beside_another_are_one_question(store: Store, tmp_path: Path) -> None:
    own = "leerling_id;roepnaam;schooljaar;jaargroep;brin\n1;Noor;2025-2026;5;99ZZ\n"
    taken_in(store, tmp_path, "leerlingen.csv", own)
    asked = taken_in(store, tmp_path, "nlme_bdf.csv", bdf())
    assert (asked.state, asked.choice) == ("waiting", "new_school")
    assert "131 scholen, zoals School 1 (1), School 10 (10) en School 101 (101);" in asked.text
    report = taken_in(store, tmp_path, "nlme_bdf.csv", bdf(), Options(confirmed=True))
    assert (report.state, report.counts["school"].new) == ("applied", 131)


@pytest.mark.shared
def test_no_mean_of_the_four_pupils_of_school_103(
    settings: Settings, app: Callable[[], AppTest]
) -> None:
    store = open_store(settings)
    taken_in(store, settings.data, "nlme_bdf.csv", bdf())
    schools = ask(store, "frame/schools", who=IB).to_pylist()
    store.close()
    key = {row["name"]: row["public_key"] for row in schools}
    small = visit(run(app()), leerlijn="rekenen")
    run(small.selectbox(key="school_choice").select(key["School 103"]))
    text = html(small)
    assert "Gemiddeld" not in text
    assert "4 leerlingen</strong>, te weinig om iets over de groep te zeggen" in text
    # Of so few pupils the chart has a point each, and no band and no line of a mean.
    traces = [trace for chart in figures(small) for trace in chart["data"]]
    assert not any(trace["y"] for trace in traces if trace["mode"] == "lines")
    assert [4.0, 6.0, 7.0, 11.0] in [trace["y"] for trace in traces if trace["mode"] == "markers"]
    run(small.selectbox(key="school_choice").select(key["School 1"]))
    assert "Gemiddeld" in html(small)


def test_the_golden_file_has_two_schools_and_no_names(store: Store, tmp_path: Path) -> None:
    file = golden("zonder_namen.csv")
    report = taken_in(store, tmp_path, file.name, file.content)
    assert (report.state, report.format) == ("applied", "Taal en rekenen in groep 8 (bdf)")
    assert rows(store, SCHOOLS) == [("School 1", "1", 5), ("School 2", "2", 2)]
    # 10 to 18 and 11, 13; one of the second school was not tested afterwards.
    assert rows(store, SCORES) == [
        ("Rekenen, nameting", 6, 23.5),
        ("Rekenen, voormeting", 7, 13.429),
        ("Taal, nameting", 7, 43.0),
        ("Taal, voormeting", 7, 33.0),
    ]
    assert rows(store, "select display_name, call_name, birth_date from pupil order by 1")[0] == (
        "leerling 101",
        None,
        None,
    )
    said = [remark.text for remark in report.remarks]
    assert said[0] == (
        "De leerlingen in dit bestand hebben geen naam; ze heten hier 'leerling' met hun nummer"
    )
    assert any("2 kolommen" not in text and "met opzet niet overgenomen" in text for text in said)
    assert taken_in(store, tmp_path, file.name, file.content).state == "unchanged"


def test_two_new_schools_in_a_file_are_one_question(store: Store, tmp_path: Path) -> None:
    own = "leerling_id;roepnaam;schooljaar;jaargroep;brin\n1;Noor;2025-2026;5;99ZZ\n"
    taken_in(store, tmp_path, "leerlingen.csv", own)
    file = golden("zonder_namen.csv")
    asked = preview(
        store,
        SourceFile(file.name, file.content),
        who=IB,
        settings=settings_in(tmp_path),
        options=Options(),
    )
    assert (asked.state, asked.choice) == ("waiting", "new_school")
    assert "Het is van School 1 (1) en School 2 (2);" in asked.text


def test_nameless_pupils_on_the_pages(settings: Settings, app: Callable[[], AppTest]) -> None:
    store = open_store(settings)
    file = golden("zonder_namen.csv")
    taken_in(store, settings.data, file.name, file.content)
    broken = ask(store, "check/pupil_has_a_name", who=IB)
    store.close()
    assert broken.num_rows == 0
    page = run(app())
    assert not page.exception
    assert "5 leerlingen" in html(page)
