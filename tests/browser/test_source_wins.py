"""Which source wins, in a browser: the preview, the choice on Bronnen, one point on the line."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.intake.test_source_wins_formats import ESIS, ESIS_PUPILS
from tests.sources.edexml_files import golden as edexml
from tests.sources.uwlr_files import golden as uwlr

pytestmark = pytest.mark.browser

# The test system says of rekenen M5 of Zoë: score 190,5, level B; the pupil system: 180, level D.
PUPIL_SYSTEM = ESIS.format(score="180").replace('"B";"II"', '"D";"IV"')
FILES = {
    "school.xml": edexml("edexml21.xml"),
    "esis_leerlingen.csv": ESIS_PUPILS.encode(),
    "uwlr.xml": uwlr(),
    "esis.csv": PUPIL_SYSTEM.encode("cp1252"),
}


def _to(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name, timeout=30_000)


def _take_in(page: Page, file: Path) -> None:
    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(file)
    preview = page.locator(".st-key-intake_preview")
    expect(preview).to_contain_text(file.name, timeout=30_000)
    page.locator("[class*=st-key-go_intake_] button").click(timeout=30_000)
    expect(page.get_by_text(f"Overgenomen: {file.name}")).to_be_visible(timeout=30_000)


def _level_on_groep(page: Page, level: str) -> None:
    """The level of rekenen of Zoë on paper, which is HTML; the grid of the screen is a picture."""
    _to(page, "Groep")
    page.get_by_role("button", name="Afdrukken").click(timeout=30_000)
    row = page.locator(".st-key-group_print tr").filter(has_text="Zoë")
    cell = row.locator("td").filter(has_text=re.compile(f"^{level}$"))
    expect(cell).to_have_count(1, timeout=30_000)
    page.get_by_role("button", name="Terug naar het overzicht").click()
    expect(page.locator(".st-key-box_group")).to_be_visible(timeout=30_000)


def test_the_publisher_wins_until_somebody_keeps_the_other_value_and_again_after(
    server: Server, page: Page, tmp_path: Path
) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    page.goto(server.url)
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    _to(page, "Importeren")
    for name in list(FILES)[:3]:
        _take_in(page, tmp_path / name)
    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(tmp_path / "esis.csv")
    expect(page.get_by_text("Een andere bron gaat voor: bij 1")).to_be_visible(timeout=30_000)
    page.locator("[class*=st-key-go_intake_] button").click()
    expect(page.get_by_text("Overgenomen: esis.csv")).to_be_visible(timeout=30_000)
    _level_on_groep(page, "B")

    _to(page, "Gegevenskwaliteit")
    page.get_by_text("Bronnen (1)").click()
    conflict = page.locator(".st-key-source_conflicts")
    expect(conflict).to_contain_text("score 180", timeout=30_000)
    conflict.get_by_role("button", name="Aanhouden").last.click()
    expect(conflict).to_contain_text("Gekozen door", timeout=30_000)
    _level_on_groep(page, "D")

    _to(page, "Gegevenskwaliteit")
    conflict.get_by_role("button", name="Keuze terugnemen").click()
    expect(conflict).not_to_contain_text("Gekozen door", timeout=30_000)
    _level_on_groep(page, "B")

    search = page.get_by_test_id("stSidebar").get_by_role("combobox", name="Zoek een leerling")
    search.click()
    search.fill("Zoë")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoë", timeout=30_000)
    page.locator(".st-key-pupil_links").get_by_role("link").first.click()
    expect(page.get_by_text("Eén meting (M5): over groei is nog niets te zeggen.")).to_be_visible()
    expect(page.get_by_text("1 meting (M5), 4 nodig")).to_be_visible(timeout=30_000)
    assert page.get_by_test_id("stException").count() == 0
    assert server.outside() == []
