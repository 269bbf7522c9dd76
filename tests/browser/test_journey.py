"""From an empty store to the whole school: how a new user goes, and in how many clicks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.shared_files import SHARED

pytestmark = pytest.mark.browser


def _heading(page: Page, name: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible(timeout=60_000)
    assert page.get_by_test_id("stException").count() == 0


def test_from_an_empty_store_by_the_demo_to_ones_own_files(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Kijk met de demoschool").click(timeout=60_000)
    expect(page.locator(".st-key-week_answer")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Groep", exact=True).click()
    page.get_by_test_id("stMain").get_by_text("6a", exact=True).click(timeout=60_000)
    _heading(page, "Groep 6a")
    expect(page.locator(".st-key-box_group canvas").first).to_be_visible()
    expect(page.get_by_text("Demoschool").first).to_be_visible()

    page.get_by_role("link", name="Leerlijnen").click()
    _heading(page, re.compile("in groep 6a"))
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=30_000)

    # Back to the school's own store, which is still empty, and a file into it.
    page.get_by_test_id("stSidebar").get_by_text("Demoschool", exact=True).last.click()
    expect(page.get_by_text("Nog geen groepen").first).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Importeren").click()
    _heading(page, "Importeren")
    cito = SHARED / "data" / "edexml" / "EDEXML-1.0.3_CitoLVS_400lln.xml"
    twin = "tests/golden/edexml/edexml103_lvs.xml"
    file, group = (cito, "3A") if cito.exists() else (twin, "3A")
    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(file)
    page.get_by_role("button", name=re.compile("leerlingen overnemen")).click(timeout=30_000)
    expect(page.get_by_test_id("stToast")).to_contain_text("Overgenomen")
    page.get_by_role("link", name="Groep", exact=True).click()
    page.get_by_test_id("stMain").get_by_text(group, exact=True).click(timeout=30_000)
    _heading(page, "Groep 3A")
    assert server.outside() == []


def test_a_group_is_one_click_away_and_a_pupil_two(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Kijk met de demoschool").click(timeout=60_000)
    expect(page.locator(".st-key-week_answer")).to_be_visible(timeout=60_000)
    for start in ("Groep", "Leerlijnen"):
        page.get_by_role("link", name=start, exact=True).click()
        # One click: the pill of the group.
        page.get_by_role("radiogroup", name="Groep").get_by_text("6b", exact=True).click()
        _heading(page, re.compile("6b"))
    # Two clicks: into the search box, and on the pupil.
    search = page.get_by_test_id("stSidebar").get_by_role("combobox")
    search.click()
    search.fill("Bram Jan")
    page.get_by_role("option", name=re.compile("Bram Jansen")).click()
    _heading(page, re.compile("Bram Jansen"))
    assert "Bram" not in page.url
