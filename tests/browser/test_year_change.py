"""The change of school year in a browser: two lists, one question, and last year's levels."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.intake.small_edexml import edexml, group, pupil

pytestmark = pytest.mark.browser

GROUPS = (group("G5", "5A", "5"), group("G6", "6A", "6"))
CLASS = [pupil(str(n), f"Kind{n}", f"Proef{n}", group="G5") for n in range(1, 7)]
BEFORE = edexml("2024-2025", *GROUPS, *CLASS)
# Kind6 is not in the list of the new year.
AFTER = edexml("2025-2026", *GROUPS, *(one.replace("G5", "G6") for one in CLASS[:-1]))
RESULTS = "\n".join(
    [
        "leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore;niveau;niveauschaal",
        *(f"{n};rekenen;RW;E5;2024-2025;{100 + n};III;I-V" for n in range(1, 6)),
    ]
)


def _take_in(page: Page, file: Path, label: str) -> None:
    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(file)
    page.get_by_role("button", name=label).click()
    expect(page.get_by_text(f"Overgenomen: {file.name}")).to_be_visible()


def test_two_years_go_in_and_the_new_group_shows_last_years_levels(
    server: Server, page: Page, tmp_path: Path
) -> None:
    files = {"jaar1.xml": BEFORE, "toetsen.csv": RESULTS, "jaar2.xml": AFTER}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    page.goto(server.url)
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Importeren").click()
    expect(page.locator(".st-key-intake_uploader")).to_be_visible()
    _take_in(page, tmp_path / "jaar1.xml", "6 leerlingen overnemen")
    _take_in(page, tmp_path / "toetsen.csv", "5 regels overnemen")

    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(tmp_path / "jaar2.xml")
    expect(page.get_by_text("Zijn deze leerlingen van school?")).to_be_visible()
    expect(page.get_by_text("5 leerlingen gaan door en 1 ontbreekt")).to_be_visible()
    row = page.get_by_role("radiogroup", name="Kind6 Proef6")
    row.get_by_text("Van school", exact=True).click()
    expect(row.get_by_role("radio", name="Van school")).to_be_checked()
    page.get_by_role("button", name="5 leerlingen overnemen").click()
    expect(page.get_by_text("is naar uw antwoord van school per 31 juli 2025")).to_be_visible()

    page.get_by_role("link", name="Groep", exact=True).click()
    expect(page.get_by_role("radiogroup", name="Groep")).to_be_visible(timeout=30_000)
    page.get_by_role("radiogroup", name="Groep").get_by_text("6A").click()
    expect(page.get_by_role("heading", level=1, name="Groep 6A")).to_be_visible()
    expect(page.get_by_text("5 leerlingen · laatste toetsen: E5, juni 2025")).to_be_visible()
    expect(page.get_by_text("Ontbreekt (0)")).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
