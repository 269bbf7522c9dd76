"""axe-core finds nothing of WCAG 2.2 A and AA on our pages, in light and in dark."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ibdash.demo.load import demo_store, load_demo
from tests.browser.conftest import Server
from tests.people import TODAY, settings_in

pytestmark = pytest.mark.browser

_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
# Faults of Streamlit itself, by rule: (rule, part of the element's HTML).  None is known now.
_OF_STREAMLIT: set[tuple[str, str]] = set()


def _fill(data: Path) -> None:
    settings = replace(settings_in(data), data=data)
    load_demo(settings, TODAY, pupils=200)
    demo_store(settings).rename(data / "ibdash.duckdb")


def _faults(page: Page, where: str) -> list[str]:
    page.wait_for_timeout(1500)
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        f"{where}: {fault['id']}: {node['html'][:120]}"
        for fault in found
        for node in fault["nodes"]
        if not any(rule == fault["id"] and part in node["html"] for rule, part in _OF_STREAMLIT)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_of_wcag_a_and_aa(
    scheme: str, start_server: Callable[..., Server], browser: Browser
) -> None:
    server = start_server(_fill)
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="nl-NL", color_scheme=scheme
    )
    page = context.new_page()
    faults = []
    page.goto(server.url)
    expect(page.locator(".st-key-week_answer")).to_be_visible(timeout=30_000)
    faults += _faults(page, "Deze week")
    page.get_by_role("link", name="Groep", exact=True).click()
    pills = page.get_by_role("radiogroup", name="Groep")
    pills.get_by_text("6a", exact=True).click(timeout=30_000)
    expect(page.locator(".st-key-box_group canvas").first).to_be_visible(timeout=30_000)
    faults += _faults(page, "Groep")
    for view in ("Verdeling en groepen", "Ontbreekt"):
        page.get_by_role("radio", name=view).click()
        faults += _faults(page, view)
    page.get_by_role("link", name="Leerlijnen").click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=30_000)
    faults += _faults(page, "Leerlijnen")
    page.get_by_role("radio", name="Dwarsdoorsnede").click()
    faults += _faults(page, "Dwarsdoorsnede")
    search = page.get_by_test_id("stSidebar").get_by_role("combobox")
    search.click()
    page.get_by_role("option").first.click()
    expect(page.locator(".st-key-chart_pupil .main-svg").first).to_be_visible(timeout=30_000)
    faults += _faults(page, "Leerling")
    page.get_by_role("link", name="Instroom").click()
    expect(page.get_by_role("heading", level=1, name="Instroom")).to_be_visible()
    faults += _faults(page, "Instroom")
    page.get_by_role("link", name="Importeren").click()
    expect(page.get_by_role("heading", level=1, name="Importeren")).to_be_visible()
    faults += _faults(page, "Importeren")
    page.get_by_role("link", name="Exporteren").click()
    expect(page.get_by_role("heading", level=1, name="Exporteren")).to_be_visible()
    faults += _faults(page, "Exporteren")
    page.get_by_role("link", name="Gegevenskwaliteit").click()
    expect(page.get_by_role("heading", level=1, name="Gegevenskwaliteit")).to_be_visible()
    faults += _faults(page, "Gegevenskwaliteit")
    for view in ("Volledigheid per bestand", "Bronnen"):
        page.get_by_role("radio", name=view).click()
        faults += _faults(page, view)
    context.close()
    assert faults == []
