"""A file goes in, its groups are on the page Groep; undone from the history they are gone again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser

FILE = Path(__file__).resolve().parents[1] / "golden" / "edexml" / "edexml103_lvs.xml"


def _to_import(page: Page, title: str = "Importeren") -> None:
    """Opens the page, which still shows the history when that was open."""
    page.get_by_role("link", name="Importeren").click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def _take_in(page: Page) -> None:
    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(FILE)
    page.get_by_role("button", name="4 leerlingen overnemen").click()
    toast = page.get_by_test_id("stToast")
    expect(toast).to_contain_text("Overgenomen")
    box = toast.bounding_box()
    assert box is not None
    assert box["y"] > 700, "below what there is to read"


def test_an_import_is_undone_from_the_history_and_its_groups_are_gone(
    server: Server, page: Page
) -> None:
    page.goto(server.url)
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    _to_import(page)
    _take_in(page)
    page.get_by_role("button", name="Naar de groepen").click()
    expect(page.get_by_role("radiogroup", name="Groep")).to_contain_text("Otters", timeout=30_000)

    _to_import(page)
    page.get_by_role("button", name="Geschiedenis").click()
    page.get_by_role("button", name="Ongedaan maken").click()
    card = page.locator(".st-key-intake_undo_card")
    expect(card).to_contain_text("4 leerlingen")
    expect(card).to_contain_text("gaan weg.")
    page.get_by_role("button", name="Toch niet").click()
    expect(card).to_be_hidden()

    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_role("button", name="Ja, maak ongedaan").dblclick()
    expect(page.get_by_test_id("stToast")).to_contain_text("Ongedaan gemaakt: edexml103_lvs.xml")
    expect(page.get_by_role("heading", name="1 bestand, waarvan 1 ongedaan")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="door Intern begeleider")).to_be_visible()
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_hidden()
    assert page.get_by_test_id("stException").count() == 0

    page.get_by_role("link", name="Groep").click()
    expect(page.get_by_role("heading", name="Nog geen groepen")).to_be_visible()
    _to_import(page, "Geschiedenis")
    page.get_by_role("button", name="Terug naar importeren").click()
    _take_in(page)
    page.get_by_role("button", name="Naar de groepen").click()
    expect(page.get_by_role("radiogroup", name="Groep")).to_contain_text("Otters", timeout=30_000)
