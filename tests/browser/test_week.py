"""A Monday review in a real browser, from start to "Week afgerond"."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ibdash.store import open_store
from tests import week_school
from tests.browser.conftest import Server
from tests.people import settings_in

pytestmark = pytest.mark.browser


def _fill(data: Path) -> None:
    settings = replace(settings_in(data), store=data / "ibdash.duckdb", data=data)
    store = open_store(settings)
    week_school.fill(store, data)
    store.close()


def _row(page: Page, name: str) -> Locator:
    return page.locator("[class*=st-key-row_week_]").filter(has_text=name)


def _menu(page: Page, name: str, deed: str) -> None:
    _row(page, name).get_by_role("button", name="Meer").first.click()
    page.get_by_text(deed, exact=True).click()
    expect(page.locator(".st-key-week_form")).to_be_visible()


def _keep(page: Page) -> None:
    page.locator(".st-key-week_form_keep").get_by_role("button").click()
    expect(page.locator(".st-key-week_form")).to_have_count(0)


def test_a_monday_review_from_start_to_week_afgerond(
    start_server: Callable[..., Server], page: Page
) -> None:
    server = start_server(_fill)
    page.goto(server.url)
    expect(page.get_by_role("heading", level=1, name="Deze week")).to_be_visible(timeout=30_000)
    points = page.get_by_text("vragen iets van u")
    expect(points).to_be_visible(timeout=30_000)

    # Somebody else finds out about Noor: an agreement, and the line leaves.
    _menu(page, "Noor Wal", "Geven aan …")
    page.locator(".st-key-week_by input").fill("Joost")
    page.locator(".st-key-week_by input").press("Tab")
    _keep(page)
    expect(_row(page, "Noor Wal")).to_have_count(0)
    expect(page.get_by_test_id("stToast")).to_contain_text("Gegeven: Noor Wal.")
    expect(page.locator(".st-key-week_agreements")).to_contain_text("Joost")

    # One click too many is taken back.
    page.locator(".st-key-week_growth, .st-key-week_result").get_by_role(
        "button", name="Gedaan"
    ).first.click()
    back = page.locator(".st-key-week_back").get_by_role("button")
    expect(page.get_by_role("status").filter(has_text="Gedaan: ")).to_be_visible()
    back.click()
    expect(page.get_by_role("status").filter(has_text="Ongedaan gemaakt")).to_be_visible()

    # An agreement of last time is done.
    box = page.get_by_role("checkbox", name="Bellen met ouders")
    page.locator(".st-key-week_agreements").get_by_text("Bellen met ouders").click()
    expect(box).to_have_count(0)

    page.get_by_role("button", name="Week afgerond").click()
    done = page.get_by_role("status").filter(has_text="De week is afgerond.")
    expect(done).to_be_visible()
    page.reload()
    expect(page.get_by_text("vorige keer afgerond op")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Sinds de vorige keer")).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
    assert server.outside() == []
