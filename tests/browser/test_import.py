"""A file through the real uploader, looked at, taken in, and its groups on the page Groep."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.shared_files import shared_file

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "edexml"


def _open(server: Server, page: Page) -> None:
    page.goto(server.url)
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Importeren").click()
    expect(page.get_by_role("heading", level=1, name="Importeren")).to_be_visible()
    expect(page.locator(".st-key-intake_uploader")).to_be_visible()


def _choose(page: Page, *files: Path) -> None:
    page.locator(".st-key-intake_uploader input[type=file]").set_input_files(files)


def _take_in(page: Page, label: str) -> None:
    """Clicks the button that says how much, and goes to the groups."""
    page.get_by_role("button", name=label).click()
    expect(page.get_by_test_id("stToast")).to_contain_text("Overgenomen")
    page.get_by_role("button", name="Naar de groepen").click()
    # The head becomes the name of the first group, which need not say "Groep".
    expect(page.get_by_role("radiogroup", name="Groep")).to_be_visible(timeout=30_000)


def _groups(page: Page) -> list[str]:
    pills = page.get_by_test_id("stPills").or_(page.get_by_test_id("stButtonGroup")).first
    expect(pills).to_be_visible()
    return pills.get_by_role("radio").or_(pills.get_by_role("button")).all_inner_texts()


def test_a_file_goes_in_through_the_uploader_and_its_groups_are_there(
    server: Server, page: Page
) -> None:
    _open(server, page)
    _choose(page, GOLDEN / "edexml103_lvs.xml")
    expect(page.get_by_text("Leerlingen en groepen van")).to_be_visible()
    _take_in(page, "4 leerlingen overnemen")
    assert {"3A", "Otters", "Hummels"} <= set(_groups(page))
    assert page.get_by_test_id("stException").count() == 0


@pytest.mark.shared
def test_the_whole_school_of_a_real_export_goes_in(server: Server, page: Page) -> None:
    file = shared_file("data", "edexml", "EDEXML-1.0.3_CitoLVS_400lln.xml")
    _open(server, page)
    _choose(page, file)
    _take_in(page, "400 leerlingen overnemen")
    groups = _groups(page)
    # 19 groups, and "Zonder groep" for the 11 pupils who have none.
    assert len(groups) == 20
    assert {"3A", "Buffels", "Zonder groep"} <= set(groups)
    page.get_by_test_id("stMain").get_by_text("3A", exact=True).first.click()
    expect(page.get_by_text("47 leerlingen").first).to_be_visible()


def test_several_files_show_their_states_and_a_second_look_changes_nothing(
    server: Server, page: Page
) -> None:
    _open(server, page)
    _choose(page, GOLDEN / "edexml103_lvs.xml", GOLDEN / "edexml103_jaargroep100.xml")
    files = page.locator(".st-key-intake_files")
    expect(files).to_contain_text("klaar om te bekijken")
    expect(files).to_contain_text("geweigerd: een jaargroep bestaat niet")
    page.get_by_role("button", name="edexml103_jaargroep100.xml").click()
    expect(page.get_by_role("heading", name="Een jaargroep bestaat niet")).to_be_visible()
    page.get_by_role("button", name="edexml103_lvs.xml").click()
    page.get_by_role("button", name="4 leerlingen overnemen").dblclick()
    expect(files).to_contain_text("overgenomen, 4 leerlingen")
    page.get_by_role("button", name="Geschiedenis").click()
    expect(page.get_by_role("heading", name="Overgenomen: 1 bestand")).to_be_visible()
    page.get_by_role("button", name="Terug naar importeren").click()
    _choose(page, GOLDEN / "edexml103_lvs.xml")
    expect(page.get_by_text("alles staat er al")).to_be_visible()


def test_the_file_button_speaks_dutch_and_nothing_scrolls_sideways(
    server: Server, page: Page
) -> None:
    _open(server, page)
    uploader = page.locator(".st-key-intake_uploader")
    expect(uploader.get_by_role("button", name="Bestanden kiezen", exact=True)).to_be_visible()
    # What Chromium gives a screen reader: that one button, nothing of Streamlit's English.
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    names = {(one["role"]["value"], one["name"]["value"]) for one in tree if "name" in one}
    assert ("button", "Bestanden kiezen") in names
    assert not [name for name in names if "upload" in name[1].lower()]
    with page.expect_file_chooser() as opened:
        uploader.get_by_role("button", name="Bestanden kiezen").click()
    assert opened.value.is_multiple()
    expect(page.get_by_text("per file")).to_be_hidden()
    for width in (1280, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        main = page.get_by_test_id("stMain")
        assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
