"""The app as a user starts it: one command, one address, no page before its guard, no outside."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from ibdash.settings import SETTINGS
from tests.browser.conftest import ROOT, Server, Watched, free_port, wait_until_up

pytestmark = pytest.mark.browser

HERE = "127.0.0.1"
ADDRESSES = ("groep", "leerlijnen", "instroom", "importeren")
# A page that answered to its own file name would have run without app.py (streamlit.md 4.1).
FILE_NAMES = ("overview", "learning_lines")


def _ready(page: Page) -> None:
    """Our frame is there and the app has stopped running."""
    expect(page.get_by_text("Het oordeel is aan u.")).to_be_visible(timeout=30_000)
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)


@pytest.mark.parametrize("address", ["groep", "leerlijnen", *FILE_NAMES])
def test_a_deep_link_into_a_fresh_server_never_passes_the_frame(
    start_server: Callable[..., Server], page: Page, address: str
) -> None:
    server = start_server()
    page.goto(f"{server.url}/{address}")
    _ready(page)
    assert page.locator("[class*='st-key-menu']").is_visible()
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stSidebarNav").count() == 0


def test_an_empty_store_offers_import_and_demo(server: Server, page: Page) -> None:
    page.goto(server.url)
    _ready(page)
    expect(page.get_by_role("heading", name="Nog geen groepen")).to_be_visible()
    expect(page.get_by_role("button", name="Kijk met de demoschool")).to_be_visible()
    page.get_by_role("button", name="Bestand importeren").click()
    expect(page.get_by_role("heading", level=1, name="Importeren")).to_be_visible()
    assert urlsplit(page.url).path == "/importeren"


def test_no_request_leaves_this_computer(server: Server, watched: Watched) -> None:
    for address in ("", *ADDRESSES):
        watched.page.goto(f"{server.url}/{address}")
        _ready(watched.page)
    hosts = {urlsplit(url).hostname for url in watched.requests}
    assert hosts == {HERE}
    assert server.outside() == []


def test_names_stay_hidden_after_a_reload(server: Server, page: Page) -> None:
    page.goto(server.url)
    _ready(page)
    page.get_by_text("Namen verbergen").click()
    expect(page).to_have_url(f"{server.url}/?namen=verborgen")
    page.reload()
    _ready(page)
    expect(page.get_by_role("switch", name="Namen verbergen")).to_be_checked()


def test_nothing_scrolls_sideways_and_the_margins_are_those_of_the_design(
    server: Server, page: Page
) -> None:
    page.goto(server.url)
    _ready(page)
    wide = "(({scrollWidth, clientWidth}) => scrollWidth <= clientWidth)"
    for width, height in ((1280, 720), (1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(f"{wide}(document.querySelector('[data-testid=stMain]'))")
        title = page.locator("h1").bounding_box()
        assert title is not None
        assert title["x"] == pytest.approx(232 + 32, abs=2), "sidebar and page margin (look.md 4)"


def test_start_prints_the_address_and_stops_with_ctrl_c(tmp_path: Path, page: Page) -> None:
    port = free_port()
    process, log = _start(tmp_path, "--port", str(port))
    try:
        wait_until_up(f"http://{HERE}:{port}", process, log)
        page.goto(f"http://{HERE}:{port}/")
        _ready(page)
        second, other = _start(tmp_path, "--port", str(free_port()))
        assert second.wait(timeout=60) == 1
        assert "De gegevens zijn al in gebruik." in other.read_text(encoding="utf-8")
    finally:
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 0
    text = log.read_text(encoding="utf-8")
    assert f"ibdash staat open op http://{HERE}:{port}/" in text
    assert "ibdash stopt." in text
    assert "Traceback" not in text


def test_when_the_program_stops_the_page_says_so_in_dutch(server: Server, page: Page) -> None:
    page.goto(server.url)
    _ready(page)
    server.process.terminate()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=60_000)
    said = "([section, part]) => getComputedStyle(section.querySelector('h2 + div'), part).content"
    section = dialog.element_handle()
    assert page.evaluate(said, [section, "::before"]) == '"ibdash is gestopt"'
    assert "Start ibdash opnieuw" in page.evaluate(said, [section, "::after"])
    for english in ("h2", "h2 + div > div"):
        box = dialog.locator(english).bounding_box()
        assert box is None or box["width"] * box["height"] == 0, english


def _start(folder: Path, *arguments: str) -> tuple[subprocess.Popen[bytes], Path]:
    log = folder / f"start{len(list(folder.glob('start*.log')))}.log"
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {s.variable for s in SETTINGS}},
        "IBDASH_DATA": str(folder / "data"),
        "IBDASH_STORE": str(folder / "data" / "ibdash.duckdb"),
        "BROWSER": "true",
    }
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "ibdash", "start", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return process, log
