"""A doubtful match in a browser: two of one name, a question for each, and who is who after."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.intake.test_who_is_who import BOTH, NOORS

pytestmark = pytest.mark.browser


def test_each_of_two_namesakes_is_asked_about_and_stays_who_it_is(
    server: Server, page: Page, tmp_path: Path
) -> None:
    for name, text in {"school.xml": NOORS, "leerlingen.csv": BOTH}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    page.goto(server.url)
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Importeren").click()
    files = page.locator(".st-key-intake_uploader input[type=file]")
    expect(page.locator(".st-key-intake_uploader")).to_be_visible()
    files.set_input_files(tmp_path / "school.xml")
    page.get_by_role("button", name="2 leerlingen overnemen").click()
    expect(page.get_by_text("Overgenomen: school.xml")).to_be_visible()

    files.set_input_files(tmp_path / "leerlingen.csv")
    expect(page.get_by_text("Wie zijn deze 2 leerlingen?")).to_be_visible()
    expect(page.get_by_role("button", name="leerlingen overnemen")).to_have_count(0)
    # The rows of the cards stand beside each other.
    boxes = []
    for card in ("In dit bestand, regel 2", "A. Al bekend", "B. Al bekend"):
        row = page.get_by_role("region", name=card).first.get_by_text("Bekend bij")
        expect(row).to_be_visible()
        boxes.append(row.bounding_box())
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 3
    assert max(tops) - min(tops) < 1
    for line, answer in ((2, "Het is A"), (3, "Het is B")):
        asked = page.get_by_role("radiogroup", name=f"Wie is dit, regel {line}?")
        asked.get_by_text(answer, exact=True).click()
    # All that the table says is known: only the answers are new.
    page.get_by_role("button", name="Antwoord vastleggen").click()
    expect(page.get_by_text("Van 2 leerlingen zei u wie het zijn.")).to_be_visible()

    page.get_by_role("button", name="Wie is wie").click()
    expect(page.get_by_text("2 antwoorden onthouden")).to_be_visible()
    expect(page.get_by_text("is dezelfde leerling (tabellen, regel 2)")).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
