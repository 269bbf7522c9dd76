"""Zoals bekend op in a real browser: the list of days, the band, the address, the Back button."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ibdash.store import open_store
from ibdash.views import dutch
from tests import known_school
from tests.browser.conftest import Server
from tests.people import settings_in

pytestmark = pytest.mark.browser

# The server lives today: the files came on five days in a row, the last of them yesterday.
TODAY = date.today()
DAYS = [TODAY - timedelta(days=back) for back in (5, 4, 3, 2, 1)]
PLANS_ON = DAYS[2]


def _fill(data: Path) -> None:
    settings = replace(settings_in(data), store=data / "ibdash.duckdb", data=data)
    store = open_store(settings)
    known_school.fill(store, data)
    known_school.date_changes(store, DAYS)
    store.close()


def _day(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("bekend", [None])[0]


def _band(page: Page, day: date) -> None:
    words = re.compile(f"zoals ze op {dutch.day_in_words(day)} bekend waren".replace(" ", r"\s"))
    expect(page.locator(".st-key-known_on_band")).to_contain_text(words, timeout=15_000)


def _pick(page: Page, day: date) -> None:
    """By the keyboard: as many days down as there are from now; the list closes by itself."""
    control = page.get_by_role("combobox", name="Zoals bekend op")
    control.focus()
    page.keyboard.press("ArrowDown")
    days = page.get_by_role("option")
    expect(days).to_have_count(1 + len(DAYS))
    # A day of this calendar year is written without it, and with what was taken in then.
    short = dutch.day(day).removesuffix(f"{dutch.NO_BREAK}{day.year}")
    label = re.compile(rf"^{short}(\s{day.year}|\s·\s1\sbestand)$".replace("\u00a0", r"\s"))
    place = [bool(label.match(text)) for text in days.all_inner_texts()].index(True)
    page.keyboard.press("Home")
    for _ in range(place):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(days).to_have_count(0)


def _open_6a(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/groep")
    group = page.get_by_test_id("stMain").get_by_text("6a", exact=True)
    expect(group).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("groep="))
    first = page.url
    group.click()
    expect(page.get_by_role("heading", level=1, name="Groep 6a")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("6 van de 12")).to_be_visible()
    # The address follows what is drawn; only from then on the Back button comes back to this group.
    expect(page).not_to_have_url(first)


def test_a_day_is_chosen_stays_over_pages_and_a_reload_and_is_ended(
    start_server: Callable[..., Server], page: Page
) -> None:
    _open_6a(page, start_server(_fill))
    expect(page.locator(".st-key-known_on_band")).to_have_count(0)
    _pick(page, PLANS_ON)
    _band(page, PLANS_ON)
    expect(page.get_by_text("7 van de 12")).to_be_visible()
    assert _day(page) == str(PLANS_ON)

    page.get_by_role("link", name="Importeren").click()
    expect(page.get_by_text("ga terug naar nu om iets over te nemen")).to_be_visible(timeout=15_000)
    expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
    page.get_by_role("link", name="Leerlijnen").click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=30_000)
    page.reload()
    _band(page, PLANS_ON)
    assert _day(page) == str(PLANS_ON)

    page.get_by_role("button", name="Terug naar nu").click()
    expect(page.locator(".st-key-known_on_band")).to_have_count(0, timeout=15_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert _day(page) is None


def test_one_step_back_is_now_and_one_forward_the_day(
    start_server: Callable[..., Server], page: Page
) -> None:
    _open_6a(page, start_server(_fill))
    _pick(page, PLANS_ON)
    _band(page, PLANS_ON)
    page.go_back()
    expect(page.locator(".st-key-known_on_band")).to_have_count(0, timeout=15_000)
    expect(page.get_by_text("6 van de 12")).to_be_visible()
    page.go_forward()
    _band(page, PLANS_ON)
    expect(page.get_by_text("7 van de 12")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_the_control_and_the_band(
    scheme: str, start_server: Callable[..., Server], browser: Browser
) -> None:
    server = start_server(_fill)
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="nl-NL", color_scheme=scheme
    )
    page = context.new_page()
    faults = []
    for address, key in ((str(PLANS_ON), "known_on_band"), ("gisteren", "known_on_ignored")):
        page.goto(f"{server.url}?bekend={address}")
        expect(page.locator(f".st-key-{key}")).to_be_visible(timeout=30_000)
        page.wait_for_timeout(1500)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        faults += [
            f"{fault['id']}: {node['html'][:200]}"
            for fault in found
            for node in fault["nodes"]
            if any(tag.startswith("wcag") for tag in fault["tags"])
        ]
    context.close()
    assert faults == []
