"""A nightly export: the app runs, nobody clicks, and in the morning the group is there."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.intake.test_inbox import PUPILS, RESULTS

pytestmark = pytest.mark.browser


def _wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end, "nothing was taken in"
        time.sleep(0.2)


def _reports(inbox: Path, name: str) -> list[Path]:
    return list((inbox / "done").glob(f"*_{name}.verslag.txt"))


def test_what_lands_in_the_folder_is_on_the_screen(server: Server, page: Page) -> None:
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Nog geen groepen")).to_be_visible(timeout=30_000)
    inbox = server.data / "inbox"
    _wait_for(inbox.is_dir)
    (inbox / "resultaten.csv").write_text(RESULTS, encoding="utf-8")
    (inbox / "leerlingen.xml").write_text(PUPILS, encoding="utf-8")
    _wait_for(lambda: bool(_reports(inbox, "resultaten.csv")))
    assert _reports(inbox, "leerlingen.xml")
    assert not (inbox / "leerlingen.xml").exists()
    page.goto(f"{server.url}/groep")
    expect(page.get_by_role("heading", level=1)).to_contain_text("4A", timeout=30_000)


def test_what_needs_a_yes_waits_on_the_page_and_leaves_after_it(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/importeren")
    inbox = server.data / "inbox"
    _wait_for(inbox.is_dir)
    (inbox / "leerlingen.xml").write_text(PUPILS, encoding="utf-8")
    _wait_for(lambda: bool(_reports(inbox, "leerlingen.xml")))
    other = inbox / "andere school.xml"
    other.write_text(PUPILS.replace("99ZZ", "98QQ"), encoding="utf-8")
    # The page tells it by itself, and the menu too.
    page.get_by_role("button", name="andere school.xml").click(timeout=30_000)
    assert other.exists()
    mark = page.get_by_role("link", name="Postvak in: 1 bestand wacht")
    expect(mark).to_be_visible()
    inside = mark.locator("p").bounding_box()
    sidebar = page.locator('[data-testid="stSidebar"]').bounding_box()
    assert inside is not None
    assert sidebar is not None
    assert inside["x"] + inside["width"] <= sidebar["width"], "nothing of it is cut off"
    expect(page.get_by_text("Dit bestand is van een andere school").first).to_be_visible()
    page.get_by_text("Dit klopt: deze school komt erbij").click()
    page.locator(".st-key-go_intake_1 button").click()
    _wait_for(lambda: bool(_reports(inbox, "andere school.xml")))
    assert not other.exists()
    expect(page.locator(".st-key-intake_inbox").get_by_text("overgenomen").first).to_be_visible()
    expect(mark).to_have_count(0)
    page.locator(".st-key-intake_inbox").get_by_role("button", name="andere school.xml").click()
    expect(page.locator(".st-key-intake_inbox_report")).to_contain_text("Uitkomst: overgenomen")
    assert server.outside() == []
