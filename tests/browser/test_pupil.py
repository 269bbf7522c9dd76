"""Leerling in a real browser: the figure is drawn, fits, and a signal is decided about in place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ibdash.store import open_store
from tests import line_pages
from tests.browser.conftest import Server
from tests.people import settings_in, taken_in

StartServer = Callable[[Callable[[Path], None]], Server]
LOW = """\
leerling_id;leerlijn;toets;uitgever;generatie;moment;afnamedatum;vaardigheidsscore;niveau;niveauschaal;percentiel
1;woordlezen;DMT;Toetser;1;M5;2025-01-20;30;V-;I-V;4
1;woordlezen;DMT;Toetser;1;E5;2025-06-10;35;V-;I-V;5
1;woordlezen;DMT;Toetser;1;M6;2026-01-20;38;V-;I-V;3
"""


def _fill(data: Path) -> None:
    settings = replace(settings_in(data), store=data / "ibdash.duckdb", data=data)
    store = open_store(settings)
    line_pages.fill(store, data)
    assert taken_in(store, data, "woordlezen.csv", LOW).state == "applied"
    store.close()


@pytest.fixture
def pupil(start_server: StartServer, page: Page) -> Page:
    """The page of pupil 1, reached by the search."""
    server = start_server(_fill)
    page.goto(server.url)
    search = page.get_by_test_id("stSidebar").get_by_role("combobox")
    search.click()
    search.fill("Kind1 Naam1,")
    page.get_by_role("option", name="Kind1 Naam1, 6a").click()
    expect(page.get_by_role("heading", level=1, name="Kind1 Naam1")).to_be_visible(timeout=30_000)
    expect(page.locator(".st-key-chart_pupil .main-svg").first).to_be_visible(timeout=30_000)
    return page


def test_all_lines_are_drawn_and_fit_every_screen(pupil: Page) -> None:
    chart = pupil.locator(".st-key-chart_pupil")
    for text in ("Woordlezen", "Rekenen", "Plannen en", "OPP"):
        expect(chart.get_by_text(text, exact=True).first).to_be_visible()
    for width in (1280, 1440, 1920):
        pupil.set_viewport_size({"width": width, "height": width * 9 // 16})
        page = "document.querySelector('[data-testid=stMain]')"
        assert pupil.evaluate(f"{page}.scrollWidth <= {page}.clientWidth"), width
    assert "Naam1" not in pupil.url


def test_a_signal_is_decided_about_in_place_and_that_can_be_undone(pupil: Page) -> None:
    pupil.get_by_role("button", name="Afhandelen").first.click()
    pupil.get_by_role("button", name="Plan gemaakt").click()
    expect(pupil.get_by_text("Uw besluit over het signaal is bewaard")).to_be_visible(
        timeout=15_000
    )
    pupil.get_by_role("button", name="Ongedaan maken").click()
    expect(pupil.get_by_text("Ongedaan gemaakt")).to_be_visible(timeout=15_000)
