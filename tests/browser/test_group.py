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
    page.goto(f"{server.url}/groep")
    page.get_by_test_id("stMain").get_by_text("6a", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Groep 6a")).to_be_visible(timeout=30_000)
    expect(page.locator(".st-key-box_group canvas").first).to_be_visible()
    return page


def _fill(data: Path) -> None:
    settings = replace(settings_in(data), store=data / "ibdash.duckdb", data=data)
    store = open_store(settings)
    group_school.fill(store, data)
    store.close()


def test_a_name_is_one_click_away_from_its_page(group: Page) -> None:
    canvas = group.locator(".st-key-box_group canvas").first
    # The first row under two rows of heads: Zeynep, who fell furthest.
    box = canvas.bounding_box()
    assert box is not None
    # An editor of the grid's own lies over the canvas, so a click by place.
    group.mouse.click(box["x"] + 60, box["y"] + 2 * 36 + 14)
    expect(group.get_by_role("heading", level=1, name="Zeynep Demir")).to_be_visible(timeout=30_000)
    address = urlsplit(group.url)
    assert address.path == "/leerling"
    (key,) = parse_qs(address.query)["leerling"]
    assert re.fullmatch("[0-9a-f]{32}", key), "an opaque key"
    assert not NAMES.search(group.url)


def test_the_address_of_a_group_is_opaque_and_opens_it_again(group: Page) -> None:
    address = parse_qs(urlsplit(group.url).query)
    assert address["schooljaar"] == [group_school.YEAR]
    assert re.fullmatch("[0-9a-f]{32}", address["groep"][0])
    group.reload()
    expect(group.get_by_role("heading", level=1, name="Groep 6a")).to_be_visible(timeout=30_000)


def test_one_step_back_is_the_page_or_the_group_of_before(group: Page) -> None:
    group.get_by_test_id("stMain").get_by_text("4/5", exact=True).click()
    expect(group.get_by_role("heading", level=1, name="Groep 4/5")).to_be_visible(timeout=15_000)
    group.go_back()
    expect(group.get_by_role("heading", level=1, name="Groep 6a")).to_be_visible(timeout=15_000)
    group.get_by_test_id("stSidebar").get_by_text("Importeren", exact=True).click()
    expect(group.get_by_role("heading", level=1, name="Importeren")).to_be_visible(timeout=15_000)
    group.go_back()
    expect(group.get_by_role("heading", level=1, name="Groep 6a")).to_be_visible(timeout=15_000)
    assert urlsplit(group.url).path == "/groep"


def test_the_whole_cell_of_a_name_can_be_clicked(group: Page) -> None:
    box = group.locator(".st-key-box_group canvas").first.bounding_box()
    assert box is not None
    # Zeynep Demir is some 90 px long; the cell goes on to 144 px at least.
    group.mouse.click(box["x"] + 138, box["y"] + 2 * 36 + 14)
    expect(group.get_by_role("heading", level=1, name="Zeynep Demir")).to_be_visible(timeout=30_000)


def test_a_click_on_a_head_neither_sorts_nor_opens_an_english_menu(group: Page) -> None:
    canvas = group.locator(".st-key-box_group canvas").first
    box = canvas.bounding_box()
    assert box is not None
    before = _names(group)
    assert before[0] == "Zeynep Demir"
    for right in (20, 100, 130):
        group.mouse.click(box["x"] + right, box["y"] + 36 + 18)
    expect(group.get_by_test_id("stDataFrameColumnMenu")).to_have_count(0)
    assert _names(group) == before


def _names(group: Page) -> list[str]:
    """The names in the order of the grid, from the table that a screen reader gets."""
    cells = group.locator(".st-key-box_group [role=row] [role=gridcell]:first-child")
    # It comes a moment after the picture of the table.
    expect(cells).to_have_count(7, timeout=10_000)
    return [text.strip() for text in cells.all_text_contents()]


@pytest.mark.parametrize(
    ("path", "title", "is_told"),
    [("leerlijnen", "Leerlijnen", False), ("bestaat-niet", "Deze week", True)],
)
def test_no_english_dialog_on_a_first_visit_to_a_fresh_server(
    start_server: Callable[..., Server], page: Page, path: str, title: str, is_told: bool
) -> None:
    page.goto(f"{start_server(_fill).url}/{path}")
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    told = page.get_by_text("Dit adres bestaat niet; u ziet Deze week.")
    expect(told).to_have_count(1 if is_told else 0)


def test_the_table_is_downloaded_as_csv(group: Page) -> None:
    group.get_by_role("button", name="Downloaden").first.click()
    with group.expect_download() as waiting:
        group.get_by_role("button", name="CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert waiting.value.suggested_filename == "groep-6a-2025-2026.csv"
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
