"""Leerlijnen in a real browser: drawn charts, deep links, the table, the download, the keyboard."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from ibdash.store import open_store
from tests import line_pages
from tests.browser.conftest import Server
from tests.people import settings_in

pytestmark = pytest.mark.browser


@pytest.fixture
def server(start_server: Callable[..., Server]) -> Server:
    """A server with the small school."""
    return start_server(_fill)


def _fill(data: Path) -> None:
    settings = replace(settings_in(data), store=data / "ibdash.duckdb", data=data)
    store = open_store(settings)
    line_pages.fill(store, data)
    store.close()


@pytest.fixture
def lines(server: Server, page: Page) -> Page:
    """Leerlijnen of 6a, reached from the page Groep."""
    page.goto(f"{server.url}/groep")
    page.get_by_test_id("stMain").get_by_text("6a", exact=True).click()
    # A page that is left while a choice is on its way takes the choice with it.
    expect(heading(page, "Groep 6a")).to_be_visible(timeout=30_000)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Leerlijnen").click()
    expect(heading(page, "Rekenen in groep 6a")).to_be_visible(timeout=30_000)
    expect(page.locator(".js-plotly-plot")).to_have_count(4, timeout=30_000)
    return page


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", level=1, name=name)


def test_four_charts_are_drawn_described_and_fit_every_screen(lines: Page) -> None:
    main = lines.locator(".st-key-chart_line")
    expect(main.locator(".js-plotly-plot .scatterlayer .trace").first).to_be_attached()
    described = lines.get_by_label("Lijngrafiek van rekenen in groep 6a over de jaren")
    expect(described.first).to_be_attached()
    # The labels under the axis stand in the chart, n included.
    expect(main.get_by_text("n = 12").first).to_be_visible()
    for width in (1280, 1440, 1920):
        lines.set_viewport_size({"width": width, "height": width * 9 // 16})
        page = "document.querySelector('[data-testid=stMain]')"
        assert lines.evaluate(f"{page}.scrollWidth <= {page}.clientWidth"), width


def test_addresses_are_opaque_and_open_the_same_again(lines: Page) -> None:
    lines.locator(".st-key-learning_lines_line_choice").get_by_role("combobox").click()
    lines.get_by_role("option", name="Tekstlezen (AVI)").click()
    expect(heading(lines, "Tekstlezen (AVI) in groep 6a")).to_be_visible(timeout=15_000)
    address = parse_qs(urlsplit(lines.url).query)
    assert address["leerlijn"] == ["tekstlezen"]
    assert re.fullmatch("[0-9a-f]{32}", address["groep"][0])
    lines.reload()
    expect(heading(lines, "Tekstlezen (AVI) in groep 6a")).to_be_visible(timeout=30_000)


def test_a_group_is_one_click_away_and_a_pupil_two(lines: Page) -> None:
    search = lines.get_by_test_id("stSidebar").get_by_role("combobox")
    search.click()
    search.fill("Kind1 Naam1,")
    lines.get_by_role("option", name="Kind1 Naam1, 6a").click()
    expect(heading(lines, "Kind1 Naam1")).to_be_visible(timeout=15_000)
    lines.locator(".st-key-pupil_links").get_by_role("link", name="Rekenen").click()
    expect(heading(lines, "Rekenen van Kind1 Naam1")).to_be_visible(timeout=15_000)
    (key,) = parse_qs(urlsplit(lines.url).query)["leerling"]
    assert re.fullmatch("[0-9a-f]{32}", key)
    assert "Naam1" not in lines.url
    expect(lines.locator(".st-key-chart_line").get_by_text("OPP", exact=True)).to_be_visible()
    lines.get_by_test_id("stMain").get_by_text("4/5", exact=True).click()
    expect(heading(lines, "Rekenen in groep 4/5")).to_be_visible(timeout=15_000)


def test_the_table_the_file_and_where_it_comes_from(lines: Page) -> None:
    card = lines.locator(".st-key-card_line")
    expect(card.locator("table")).to_have_count(0)
    card.get_by_text("Tabel", exact=True).click()
    expect(card.get_by_role("columnheader", name="Middelste helft")).to_be_visible(timeout=15_000)
    lines.get_by_role("button", name="Downloaden").first.click()
    with lines.expect_download() as waiting:
        lines.get_by_role("button", name="CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert waiting.value.suggested_filename == "rekenen-groep-6a-2025-2026.csv"
    assert text.startswith("Jaargroep nu;Moment;Datum;Toets;")
    assert "6;M6;20-01-2026;Toetser RW 1;;12;84,5;" in text
    lines.keyboard.press("Escape")
    lines.get_by_role("button", name="Waar komt dit vandaan?").click()
    expect(lines.get_by_role("cell", name="resultaten.csv")).to_be_visible()


def test_by_keyboard_and_not_to_be_found(lines: Page, server: Server) -> None:
    lines.get_by_role("radio", name="Dezelfde leerlingen").focus()
    lines.keyboard.press("ArrowRight")
    lines.keyboard.press("Space")
    expect(lines.get_by_text("elk jaar andere leerlingen")).to_be_visible(timeout=15_000)
    lines.goto(f"{server.url}/leerlijnen?leerling={'f' * 32}")
    expect(lines.get_by_text("Deze leerling is niet te vinden")).to_be_visible(timeout=30_000)
    expect(lines.locator(".js-plotly-plot")).to_have_count(0)
