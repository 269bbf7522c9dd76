"""The page Gegevenskwaliteit as it is wired: views, choices, links, privacy and no data."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import places
from tests.known_school import date_changes
from tests.pages.conftest import TODAY
from tests.pages.test_frame import html, run
from tests.quality_school import YEAR, pupils, results

Open = Callable[[], AppTest]


@pytest.fixture
def faults(settings: Settings) -> None:
    """Bram of 6a has a result of before his birth; Noor of 7 one to come, and one of groep 6."""
    store = open_store(settings)
    pupils(
        store,
        settings.data,
        [
            f"1;Bram;Jansen;2015-12-01;{YEAR};6a;6",
            f"2;Noor;Kok;2014-12-01;{YEAR};7;7",
        ],
    )
    results(
        store,
        settings.data,
        [
            f"1;rekenen;RW;Cito;{YEAR};M6;2015-01-20;50;II;I-V;70",
            f"2;rekenen;RW;Cito;{YEAR};M7;2026-02-20;50;II;I-V;70",
            f"2;spelling;SP;Cito;{YEAR};M6;2026-01-20;50;II;I-V;70",
        ],
    )
    store.close()


def visit(app: AppTest) -> AppTest:
    run(app)
    return run(app.switch_page(places.QUALITY))


def labels(page: AppTest) -> list[str]:
    return [one.label for one in page.expander]


def test_an_empty_store_says_what_to_import(app: Open) -> None:
    page = visit(app())
    assert "Nog geen gegevens" in html(page)
    assert page.button(key="go_empty").label == "Bestand importeren"


@pytest.mark.usefixtures("faults")
def test_the_page_opens_with_its_sentence_and_the_heaviest_first(app: Open) -> None:
    page = visit(app())
    text = html(page)
    assert "2 dingen kloppen niet</strong>, bij 2 leerlingen" in text
    shown = labels(page)
    assert "Datum in de toekomst" in shown[0]
    assert "Toets voor de geboorte" in shown[1]
    assert "Toets van een andere jaargroep" in " ".join(shown)
    assert shown[-1].replace("\u00a0", " ") == "Wat is nagekeken: 21 controles"
    assert "RW M7 heeft als datum 20 feb 2026, en die dag moet nog komen" in text
    assert "Groep 7 · resultaten.csv, regel 3" in text


@pytest.mark.usefixtures("faults")
def test_a_name_opens_the_pupil(app: Open) -> None:
    page = visit(app())
    button = page.button(key="quality_date_to_come_pupil_0")
    assert button.label == "Noor Kok"
    opened = run(button.click())
    assert ">Noor Kok</h1>" in html(opened)
    assert opened.session_state["chosen_subject"] == "leerling"


@pytest.mark.usefixtures("faults")
def test_a_group_and_a_check_can_be_chosen(app: Open) -> None:
    page = visit(app())
    page = run(page.selectbox(key="quality_group").set_value("6a"))
    assert [one for one in labels(page) if "Datum in de toekomst" in one] == []
    assert any("Toets voor de geboorte" in one for one in labels(page))
    page = run(page.selectbox(key="quality_group").set_value(""))
    page = run(page.selectbox(key="quality_check").set_value("quality/date_to_come"))
    assert len(labels(page)) == 2


@pytest.mark.usefixtures("faults")
def test_hidden_names_do_not_travel(app: Open) -> None:
    page = app()
    page.query_params["namen"] = "verborgen"
    page = visit(page)
    assert page.button(key="quality_date_to_come_pupil_0").label == "NK"
    sent = html(page) + " ".join(one.label for one in page.button)
    assert "Noor" not in sent
    assert "Jansen" not in sent


@pytest.mark.usefixtures("faults")
def test_completeness_and_sources_each_have_their_view(app: Open) -> None:
    page = visit(app())
    page = run(page.button_group(key="quality_view").set_value("Volledigheid per bestand"))
    text = html(page)
    assert "Wat geteld is, is in elk bestand" in text
    assert "resultaten.csv" in text
    page = run(page.button_group(key="quality_view").set_value("Bronnen"))
    text = html(page)
    assert "Geen bron blijft langer weg dan gewoonlijk" in text
    assert "nog niet te zeggen" in text


def test_a_source_that_stopped_is_said_here_and_in_the_frame(app: Open, settings: Settings) -> None:
    store = open_store(settings)
    pupils(store, settings.data, [f"1;Bram;Jansen;2015-12-01;{YEAR};6a;6"])
    for score in range(4):
        row = f"1;rekenen;RW;Cito;{YEAR};M6;2026-01-20;5{score};II;I-V;70"
        results(store, settings.data, [row], f"uitslag {score}.csv")
    ago = [30, 28, 26, 24, 22]
    date_changes(store, [TODAY - timedelta(days=days) for days in ago])
    store.close()
    page = visit(app())
    text = html(page)
    assert "Er is niets gevonden dat niet klopt" in text
    assert "De bron Resultaten kwam 22 dagen niet, gewoonlijk elke 2 dagen." in text
    links = [link.proto.label for link in page.get("page_link")]
    assert "Een bron kwam niet" in links


@pytest.mark.usefixtures("faults")
def test_without_an_alarm_the_frame_is_quiet(app: Open) -> None:
    page = visit(app())
    assert "Een bron kwam niet" not in [link.proto.label for link in page.get("page_link")]
