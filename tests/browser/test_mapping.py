"""An unknown table through a real browser: said once, taken in, shown on Groep; then known."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "tables"
PUPILS = """leerling_id;roepnaam;tussenvoegsel;achternaam;geboortedatum;schooljaar;groep;jaargroep
1;Noor;van der;Wal;2017-03-09;2025-2026;4A;4
2;Bo;;Aker;2017-05-05;2025-2026;4A;4
"""
CHOICES = {
    "Kolom Naam": "Hele naam",
    "Kolom Toets": "Toets (",
    "Kolom Datum": "Afnamedatum",
    "Kolom Niveau": "Niveau (",
    "\u201cafw\u201d betekent": "niet gemaakt: ziek",
}


def _upload(page: Page, *files: Path) -> None:
    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(files)


def _choose(page: Page, label: str, field: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(field)
    page.get_by_role("option", name=field).first.click()
    page.wait_for_timeout(300)


def test_an_unknown_table_is_said_once_and_known_from_then_on(
    server: Server, page: Page, tmp_path: Path
) -> None:
    pupils = tmp_path / "leerlingen.csv"
    pupils.write_text(PUPILS, encoding="utf-8")
    page.goto(server.url)
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Importeren").click()
    expect(page.get_by_role("heading", level=1, name="Importeren")).to_be_visible()
    _upload(page, pupils)
    page.get_by_role("button", name="2 leerlingen overnemen").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("Overgenomen")
    _upload(page, GOLDEN / "onbekend_toetsen.csv")
    page.get_by_role("button", name="onbekend_toetsen.csv").click()
    page.get_by_role("button", name="Kolommen koppelen").click()
    keep = page.get_by_role("button", name="Bewaren en verder")
    expect(keep).to_be_disabled()
    for label, field in CHOICES.items():
        _choose(page, label, field)
    expect(page.get_by_text("Alles is bekend.")).to_be_visible()
    expect(page.get_by_text("niet gemaakt (ziek)")).to_be_visible()
    for width in (1280, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        main = page.get_by_test_id("stMain")
        assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
        # The bar is in sight wherever one looks.
        main.evaluate("e => e.scrollTo(0, 0)")
        expect(keep).to_be_in_viewport()
    page.get_by_role("textbox", name="Naam van de indeling").fill("Toetsen van juf")
    page.keyboard.press("Tab")
    keep.click()
    page.get_by_role("button", name="4 regels overnemen").click()
    expect(page.get_by_role("button", name="Naar de groepen")).to_be_visible(timeout=20_000)
    # June: the same columns, and no question.
    _upload(page, GOLDEN / "onbekend_toetsen_juni.csv")
    page.get_by_role("button", name="onbekend_toetsen_juni.csv").click()
    page.get_by_role("button", name="2 regels overnemen").click()
    page.get_by_role("button", name="Naar de groepen").click()
    expect(page.get_by_role("radiogroup", name="Groep")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("2 leerlingen").first).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
