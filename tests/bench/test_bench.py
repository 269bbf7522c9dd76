"""A small trial of every measurement: figures are there and positive.  Times prove nothing here."""

import csv
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.bench import drawing, intake_speed, page_speed, page_visits, result_file, run
from ibdash.bench.child import Place
from ibdash.bench.figures import Figure, Section
from ibdash.bench.scale import FULL, SMALL, Scale
from ibdash.errors import IbdashError
from tests.people import settings_in

# Two schools of 36 pupils, six in each of six groups: enough for a mean, 8,640 results.
TINY = Scale(schools=2, pupils=36, rounds=1, runs=1, starts=1, visits=1, changes=2)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("bench")
    return Place(settings_in(folder), folder)


@pytest.fixture(scope="module")
def intake(place: Place) -> tuple[list[Section], Path]:
    """The sections of the intake, and the store that it leaves."""
    files = intake_speed.make_files(place, "schools", TINY.schools, TINY.pupils, 2023)
    store = files.store.with_name("ibdash.duckdb")
    return intake_speed.measure(place, files, store, TINY), store


def _names(section: Section) -> list[str]:
    return [figure.name for figure in section.figures]


def _all_positive(sections: list[Section]) -> bool:
    figures = [figure for section in sections for figure in section.figures]
    return all(
        figure.value > 0 and (figure.beside is None or figure.beside > 0) for figure in figures
    )


def test_the_full_measurement_is_that_of_the_targets() -> None:
    assert FULL.results == 1_500_000
    assert (FULL.rounds, FULL.runs, FULL.changes) == (5, 20, 20)
    assert SMALL.results == 20_160


def test_the_files_hold_three_school_years_of_results(tmp_path: Path) -> None:
    pupils, results = tmp_path / "leerlingen.csv", tmp_path / "resultaten.csv"
    result_file.write_pupils(pupils, 2, 3, first_year=2020)
    assert result_file.write_results(results, 2, 3, first_year=2020) == 2 * 3 * 120
    with pupils.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert len(rows) == 6
    assert {row["schooljaar"] for row in rows} == {"2022-2023"}
    with results.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert len(rows) == 720
    assert len({row["bron_id"] for row in rows}) == 720
    assert {row["schooljaar"] for row in rows} == {"2020-2021", "2021-2022", "2022-2023"}


def test_intake_stands_beside_raw_duckdb(intake: tuple[list[Section], Path]) -> None:
    sections, _ = intake
    new, again = sections
    assert (new.beside, again.beside) == ("kale DuckDB", "eerste keer")
    assert _names(new) == _names(again)
    assert [figure.unit for figure in new.figures] == ["/s", "s", "s", "MiB"]
    assert _all_positive(sections)


def test_every_page_has_its_server_time(place: Place, intake: tuple[list[Section], Path]) -> None:
    timed = page_speed.timed(place, intake[1], TINY)
    pages = [visit.name for visit in page_visits.visits("school", "pupil")]
    assert len(pages) == 10
    assert [page.name for page in timed.pages] == pages
    for page in timed.pages:
        assert 0 < page.sql < page.cold, page.name
        assert "/" in page.slowest
    sections = page_speed.sections_of(timed, timed, 2)
    warm, cold, sql = sections
    assert _names(warm) == [*pages, "lege Streamlit-pagina", "eerste pagina na een start"]
    assert _names(cold) == pages
    assert [name.rpartition(" (")[0] for name in _names(sql)] == pages
    assert {figure.ratio for section in sections for figure in section.figures} == {1.0}
    assert _all_positive(sections)


@pytest.mark.browser
def test_drawing_stands_beside_an_empty_page(
    place: Place, intake: tuple[list[Section], Path]
) -> None:
    why_not = drawing.missing()
    if why_not is not None:
        if os.environ.get("IBDASH_BROWSER_REQUIRED") == "1":
            pytest.fail(why_not)
        pytest.skip(why_not)
    # In a thread of its own: a browser that other tests hold open keeps this one's loop running.
    with ThreadPoolExecutor(1) as own:
        (section,) = own.submit(drawing.measure, place, intake[1], TINY).result()
    assert section.beside == "lege pagina"
    assert "geheugen na 2 wissels, Groep" in _names(section)
    drawn = {figure.name: figure for figure in section.figures if figure.unit == "ms"}
    assert drawn["andere groep, matrix getekend"].value > 0
    assert drawn["andere groep, grafieken getekend"].value > 0
    assert drawn["eerste bezoek, Leerlijnen getekend"].value > 0


@pytest.mark.parametrize(
    ("absent", "word"), [("playwright", "requirements-dev.txt"), ("chromium", "apt install")]
)
def test_without_a_browser_it_says_what_is_missing(
    place: Place,
    absent: str,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if absent == "playwright":
        monkeypatch.setitem(sys.modules, "playwright", None)
    else:
        pytest.importorskip("playwright")
        monkeypatch.setattr(drawing, "_chromium", lambda: None)
    assert drawing.measure(place, place.folder / "none.duckdb", TINY) == []
    said = capsys.readouterr().err
    assert word in said
    assert "De browser is niet gemeten." in said


def test_a_page_with_a_fault_is_not_measured() -> None:
    empty = AppTest.from_string(page_visits.EMPTY_PAGE).run()
    page_visits.check_drawn(empty, "Leeg", "selectbox")
    with pytest.raises(IbdashError, match="gestopt"):
        page_visits.check_drawn(empty, "Leeg", "plotly_chart")


def test_a_part_that_fails_stops_the_measurement(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(IbdashError) as raised:
        place.python(place.folder / "none.duckdb", "ibdash", "ask", "no/such_question")
    assert "(ibdash) eindigde met code 64" in raised.value.text
    assert "bestaat niet" in capsys.readouterr().err


def test_it_prints_a_table_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scales: list[Scale] = []

    def measured(place: Place, today: date, scale: Scale, *, browser: bool) -> list[Section]:
        (place.folder / "store.duckdb").touch()
        scales.append(scale)
        return [Section("Intake", "ibdash", "kale DuckDB", (Figure("tijd", 2, "s", 1),))]

    monkeypatch.setattr(run, "_all", measured)
    settings = settings_in(tmp_path)
    assert run.run(settings, date(2026, 2, 9), browser=False, small=True) == 0
    assert scales == [SMALL]
    said = capsys.readouterr().out.replace("\xa0", " ").splitlines()
    assert said[0].startswith("Gemeten op 9 feb 2026")
    assert said[0].endswith("20.160 resultaten van 2 scholen.")
    assert said[-1].split() == ["tijd", "2,00", "s", "1,00", "s", "2,00"]
    assert list(settings.data.iterdir()) == []
