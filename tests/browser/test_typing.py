"""Typing in a real browser: a reload loses nothing, and two windows on one note are told."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser

FILE = Path(__file__).resolve().parents[1] / "golden" / "edexml" / "edexml103_lvs.xml"
TEXT = ".st-key-typed_form textarea"


def _a_pupil(server: Server, page: Page) -> str:
    """Takes a school in and opens the page of one of its pupils; gives that address."""
    page.goto(server.url)
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Importeren").click()
    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(FILE)
    page.get_by_role("button", name="4 leerlingen overnemen").click()
    expect(page.get_by_role("button", name="Naar de groepen")).to_be_visible(timeout=30_000)
    page.locator(".st-key-pupil_search input").click()
    page.get_by_role("option").first.click()
    expect(page.get_by_role("button", name="Notitie")).to_be_visible()
    return page.url


def _change(page: Page) -> None:
    page.locator("[class*=st-key-row_typed_note]").get_by_role("button", name="Wijzigen").click()
    expect(page.locator(TEXT)).to_have_value("Leest thuis elke dag.")


def _keep(page: Page) -> None:
    page.locator(".st-key-go_typed").get_by_role("button").click()


def test_a_reload_loses_nothing_and_two_windows_are_told_of_each_other(
    server: Server, page: Page
) -> None:
    address = _a_pupil(server, page)
    page.get_by_role("button", name="Notitie").click()
    # The form is ready to be typed in; the last words are not even a second old at the reload.
    expect(page.locator(TEXT)).to_be_focused()
    page.keyboard.type("Leest thuis elke dag.")
    page.reload()
    expect(page.locator(TEXT)).to_have_value("Leest thuis elke dag.", timeout=30_000)
    _keep(page)
    expect(page.get_by_role("status").filter(has_text="De notitie is bewaard")).to_be_visible()
    expect(page.locator(TEXT)).to_have_count(0)

    other = page.context.new_page()
    other.goto(address)
    expect(other.locator("[class*=st-key-row_typed_note]")).to_contain_text(
        "Leest thuis elke dag.", timeout=30_000
    )
    for window in (page, other):
        _change(window)
    page.locator(TEXT).fill("Woorden van de een.")
    _keep(page)
    expect(page.get_by_role("status").filter(has_text="De notitie is gewijzigd")).to_be_visible()

    other.locator(TEXT).fill("Woorden van de ander.")
    _keep(other)
    expect(other.get_by_text("wijzigde de notitie in een ander venster")).to_be_visible()
    expect(other.locator(".st-key-typed_theirs")).to_contain_text("Woorden van de een.")
    expect(other.locator(TEXT)).to_have_value("Woorden van de ander.")
    other.get_by_role("button", name="Allebei onder elkaar").click()
    expect(other.locator(TEXT)).to_have_value("Woorden van de een.\n\nWoorden van de ander.")
    _keep(other)
    row = other.locator("[class*=st-key-row_typed_note]")
    expect(row).to_contain_text("Woorden van de een.")
    expect(row).to_contain_text("Woorden van de ander.")

    other.get_by_role("button", name="Ongedaan maken").click()
    expect(row).not_to_contain_text("Woorden van de ander.")
    expect(row).to_contain_text("Woorden van de een.")
