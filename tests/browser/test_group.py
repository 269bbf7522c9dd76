"""Groep in a real browser: a click on a name, the address, the download, paper, the origin."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from ibdash.store import open_store
from tests import group_school
from tests.browser.conftest import Server
from tests.people import settings_in

pytestmark = pytest.mark.browser

NAMES = re.compile("bram|noor|zeynep|jansen|aakster|demir", re.IGNORECASE)


@pytest.fixture
def group(start_server: Callable[..., Server], page: Page) -> Page:
    """The page Groep of 6a, on a server with the small school."""
    server = start_server(_fill)
    page.goto(server.url)
    page.get_by_test_id("stMain").get_by_text("6a", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Groep 6a")).to_be_visible(timeout=30_000)
    expect(page.locator(".st-key-box_group canvas").first).to_be_visible()
    return page


def _fill(data: Path) -> None:
    settings = replace(settings_in(data), store=data / "ibdash.duckdb", data=data)
    store = open_store(settings)
    group_school.fill(store, data)
    store.close()


def test_a_name_is_one_click_away_from_its_learning_lines(group: Page) -> None:
    canvas = group.locator(".st-key-box_group canvas").first
    # The first row under two rows of heads: Zeynep, who fell furthest.
    box = canvas.bounding_box()
    assert box is not None
    # An editor of the grid's own lies over the canvas, so a click by place.
    group.mouse.click(box["x"] + 60, box["y"] + 2 * 36 + 14)
    expect(group.get_by_role("heading", level=1, name="Zeynep Demir")).to_be_visible(timeout=30_000)
    address = urlsplit(group.url)
    assert address.path == "/leerlijnen"
    (key,) = parse_qs(address.query)["leerling"]
    assert re.fullmatch("[0-9a-f]{32}", key), "an opaque key"
    assert not NAMES.search(group.url)


def test_the_address_of_a_group_is_opaque_and_opens_it_again(group: Page) -> None:
    address = parse_qs(urlsplit(group.url).query)
    assert address["schooljaar"] == [group_school.YEAR]
    assert re.fullmatch("[0-9a-f]{32}", address["groep"][0])
    group.reload()
    expect(group.get_by_role("heading", level=1, name="Groep 6a")).to_be_visible(timeout=30_000)


def test_the_table_is_downloaded_as_csv(group: Page) -> None:
    group.get_by_role("button", name="Downloaden").first.click()
    with group.expect_download() as waiting:
        group.get_by_role("button", name="CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert waiting.value.suggested_filename == "groep.csv"
    assert text.startswith("Leerling;Jaargroep;")
    assert "Zeynep Demir;6;30-09-2015;HP OPP;" in text
    assert "V-;I-V" in text


def test_paper_shows_the_table_and_not_the_menu(group: Page) -> None:
    group.get_by_role("button", name="Afdrukken").click()
    table = group.locator(".st-key-group_print table")
    expect(table).to_be_visible()
    expect(table.get_by_role("columnheader", name="Rekenen")).to_be_visible()
    group.emulate_media(media="print")
    expect(table).to_be_visible()
    expect(group.get_by_test_id("stSidebar")).to_be_hidden()
    expect(group.get_by_role("button", name="Terug naar het overzicht")).to_be_hidden()
    fills = table.locator("td").evaluate_all(
        "cells => [...new Set(cells.map(cell => getComputedStyle(cell).backgroundColor))]"
    )
    assert fills == ["rgb(255, 255, 255)"]


def test_each_figure_of_a_pupil_has_an_origin(group: Page) -> None:
    group.get_by_role("button", name="Waar komt dit vandaan, per leerling").click()
    dialog = group.get_by_role("dialog")
    expect(dialog.get_by_text("uit 4 bestanden")).to_be_visible()
    group.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_views_are_reached_by_keyboard(group: Page) -> None:
    group.get_by_role("radio", name="Overzicht").focus()
    group.keyboard.press("ArrowRight")
    group.keyboard.press("Space")
    expect(group.get_by_role("heading", name="Voorstel voor instructiegroepen")).to_be_visible(
        timeout=15_000
    )


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_the_page_does_not_scroll_sideways(group: Page, width: int) -> None:
    group.set_viewport_size({"width": width, "height": width * 9 // 16})
    main = "document.querySelector('[data-testid=stMain]')"
    # The grid takes its new width a moment after the window has it.
    group.wait_for_function(f"{main}.scrollWidth <= {main}.clientWidth", timeout=10_000)
