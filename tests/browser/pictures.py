"""Takes the pictures of the manual anew: `python -m tests.browser.pictures`, from the root.

Of the demo school, in a store that is no demo, so that they show what a school sees.
"""

import io
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from ibdash.demo.load import demo_store, load_demo
from tests.browser.conftest import ARGUMENTS, ROOT, serve
from tests.people import settings_in

IMG = ROOT / "docs" / "img"
UNKNOWN = ROOT / "tests" / "golden" / "tables" / "onbekend_toetsen.csv"
_COLOURS = 256
# The folder of a moment stands in the explanation of the inbox.
_WITHOUT_FOLDER = """folder => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
        const text = walk.currentNode
        if (text.data.includes(folder)) text.data = text.data.replace(/\\S+(data.inbox)/, "$1")
    }
}"""


def main() -> None:
    """Writes docs/img anew; needs Chromium and a minute."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "no chromium on this computer"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        data = Path(folder) / "data"
        results = _school(data)
        server = serve(ROOT, data, Path(folder))
        browser = running.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            page = browser.new_page(
                viewport={"width": 1440, "height": 900}, locale="nl-NL", color_scheme="light"
            )
            page.goto(f"{server.url}/groep")
            _groups(page)
            _files(page, results)
            _data(page)
        finally:
            browser.close()
            server.process.terminate()
            server.process.wait(timeout=20)


def _school(data: Path) -> Path:
    """The demo school in the store of a school; gives a file with a change and with faults."""
    settings = replace(settings_in(data), store=data / "ibdash.duckdb", data=data)
    data.mkdir()
    load_demo(settings, date.today())
    shutil.copy(demo_store(settings), settings.store)
    written = sorted((data / "demo").glob("resultaten_*.csv"))[-1]
    head, *lines = written.read_text(encoding="utf-8").splitlines()
    names = head.split(";")
    for line, column, value in (
        (60, "vaardigheidsscore", "61"),
        (100, "niveau", "VI"),
        (220, "niveauschaal", ""),
        (400, "leerling_id", "onbekend-1"),
        (500, "afnamedatum", "31-02-2026"),
    ):
        cells = lines[line].split(";")
        cells[names.index(column)] = value
        lines[line] = ";".join(cells)
    changed = data / written.name
    changed.write_text("\n".join([head, *lines]), encoding="utf-8")
    # Without them there is no switch to a demo school.
    shutil.rmtree(data / "demo")
    return changed


def _groups(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_text("6a", exact=True).click(timeout=60_000)
    expect(page.get_by_role("heading", level=1, name="Groep 6a")).to_be_visible()
    expect(page.locator(".st-key-box_group canvas").first).to_be_visible(timeout=30_000)
    _take(page, "groep")
    page.get_by_role("link", name="Leerlijnen").click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=30_000)
    _take(page, "leerlijnen")


def _files(page: Page, results: Path) -> None:
    page.get_by_role("link", name="Importeren").click()
    uploader = page.locator(".st-key-intake_uploader input[type=file]")
    uploader.set_input_files(results)
    expect(page.get_by_text("Geweigerd:")).to_be_visible(timeout=60_000)
    _take(page, "importeren")
    page.get_by_role("button", name="Niet overnemen").click()
    expect(page.get_by_text("Kies links een bestand")).to_be_visible(timeout=30_000)
    uploader.set_input_files(UNKNOWN)
    page.get_by_role("button", name="Kolommen koppelen").click(timeout=30_000)
    expect(page.get_by_role("button", name="Bewaren en verder")).to_be_visible(timeout=30_000)
    _take(page, "kolommen_koppelen")
    page.get_by_role("button", name="Terug").first.click()
    page.get_by_role("button", name="Geschiedenis").click()
    expect(page.get_by_role("heading", level=1, name="Geschiedenis")).to_be_visible()
    _take(page, "geschiedenis")


def _data(page: Page) -> None:
    for name, file in (
        ("Gegevenskwaliteit", "gegevenskwaliteit"),
        ("Exporteren", "exporteren"),
    ):
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible(timeout=30_000)
        _take(page, file)


def _take(page: Page, name: str) -> None:
    """A picture of few colours, which is a third as big."""
    page.mouse.move(0, 0)
    page.evaluate(_WITHOUT_FOLDER, str(Path(tempfile.gettempdir())))
    page.wait_for_timeout(2500)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        small = picture.convert("RGB").quantize(
            _COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
        small.save(IMG / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
