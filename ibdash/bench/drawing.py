"""What a visitor waits for in a real Chromium, beside an empty Streamlit page in the same run."""

import contextlib
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING

from ibdash.bench import server
from ibdash.bench.child import Place
from ibdash.bench.figures import Figure, Section
from ibdash.bench.page_visits import CHARTS_PAGE, EMPTY_PAGE
from ibdash.bench.scale import Scale
from ibdash.bench.server import Server
from ibdash.errors import IbdashError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# From the card of the first milestone.
_TWICE = "≤ 2"
_MEMORY = "< 260 MiB"
_MIB = 1024 * 1024
_PATIENCE_MS = 60_000
# So long after a page is drawn, the server has done what it had to.
_QUIET_SECONDS = 0.4
_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--lang=nl",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_JS = Path(__file__).with_name("drawn.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Changes:
    """Of each change of group: milliseconds until it was drawn, and of server time (CPU).

    new: how many of the first changes showed a group for the first time in this server.
    """

    drawn: list[float]
    cpu: list[float]
    new: int


@dataclass(frozen=True)
class Subject:
    """One page in the browser.  shows: a key of drawn.js.

    change: chooses the n-th group and gives how many there are.
    """

    address: str
    shows: str
    change: Callable[["Page", int], int]


def missing() -> str | None:
    """What is not there to measure with, in a sentence; None when all is there."""
    try:
        import playwright  # noqa: F401 - only whether it is there
    except ImportError:
        return (
            "Voor --browser is het pakket playwright nodig; dat hoort bij de hulpmiddelen van "
            "ontwikkelaars: pip install -r requirements-dev.txt"
        )
    if _chromium() is None:
        return "Voor --browser is Chromium nodig: apt install chromium"
    return None


def measure(place: Place, store: Path, scale: Scale) -> list[Section]:
    """Visits and changes of group on this store; nothing but a sentence where that cannot be."""
    why_not = missing()
    if why_not is not None:
        print(f"{why_not}. De browser is niet gemeten.", file=sys.stderr)
        return []
    print("Browser …", file=sys.stderr, flush=True)
    with (
        _browser() as browser,
        server.ours(place.environment(store)) as app,
        server.of_one_page(EMPTY_PAGE, place.folder / "empty", place.environment(store)) as empty,
        server.of_one_page(CHARTS_PAGE, place.folder / "four", place.environment(store)) as four,
    ):
        return [_section(browser, app, empty, four, scale)]


def _section(browser: "Browser", app: Server, empty: Server, four: Server, scale: Scale) -> Section:
    group = Subject("/groep", "canvas", _change_pill)
    lines = Subject("/leerlijnen?over=groep", "chart", _change_pill)
    plain = Subject("/", "line", _change_option)
    bare = Subject("/", "chart", _change_option)
    _visit(browser, four, bare)
    of_all, of_none = (
        _visit(browser, of, subject) for of, subject in ((app, group), (empty, plain))
    )
    visits = [
        median(_visit(browser, of, subject) for _ in range(scale.visits))
        for of, subject in ((app, group), (app, lines), (empty, plain), (four, bare))
    ]
    of_group = _changes(browser, app, group, scale.changes)
    after_group = app.memory_bytes() / _MIB
    of_lines = _changes(browser, app, lines, scale.changes)
    after_lines = app.memory_bytes() / _MIB
    of_plain = _changes(browser, empty, plain, scale.changes)
    of_bare = _changes(browser, four, bare, scale.changes)
    nothing = empty.memory_bytes() / _MIB
    figures = (
        Figure("allereerste bezoek na een start", of_all, "ms", of_none),
        Figure("eerste bezoek, Groep getekend", visits[0], "ms", visits[2], _TWICE),
        Figure("eerste bezoek, Leerlijnen getekend", visits[1], "ms", visits[2], _TWICE),
        Figure("  ter vergelijking: vier kale grafieken", visits[3], "ms", visits[2]),
        *_of_changes("Groep", "matrix", of_group, of_plain),
        *_of_changes("Leerlijnen", "grafieken", of_lines, of_plain),
        Figure(
            "  ter vergelijking: vier kale grafieken getekend",
            *(median(of_bare.drawn), "ms", median(of_plain.drawn)),
        ),
        Figure(f"geheugen na {scale.changes} wissels, Groep", after_group, "MiB", nothing, _MEMORY),
        Figure(
            f"geheugen na nog {scale.changes}, Leerlijnen", after_lines, "MiB", nothing, _MEMORY
        ),
    )
    return Section("In de browser", "ibdash", "lege pagina", figures)


def _of_changes(page: str, what: str, ours: Changes, plain: Changes) -> list[Figure]:
    """Over all changes, and apart over those to a group that nobody had looked at before."""
    drawn, cpu = median(plain.drawn), mean(plain.cpu)
    return [
        Figure(f"andere groep, {what} getekend", median(ours.drawn), "ms", drawn, _TWICE),
        Figure("  voor het eerst", median(ours.drawn[: ours.new]), "ms", drawn),
        Figure(f"andere groep, server (CPU), {page}", mean(ours.cpu), "ms", cpu, _TWICE),
        Figure("  voor het eerst", mean(ours.cpu[: ours.new]), "ms", cpu),
        Figure("  al eens bekeken", mean(ours.cpu[ours.new :]), "ms", cpu),
    ]


def _visit(browser: "Browser", of: Server, subject: Subject) -> float:
    """Milliseconds from the address to the painted page, in a browser that knows nothing yet."""
    with _page(browser) as page:
        page.add_init_script(f"{_JS}\nwindow.waitUntilDrawn('{subject.shows}');")
        page.goto(of.url + subject.address)
        return _drawn(page)


def _changes(browser: "Browser", of: Server, subject: Subject, changes: int) -> Changes:
    with _page(browser) as page:
        page.add_init_script(f"{_JS}\nwindow.waitUntilDrawn('{subject.shows}');")
        page.goto(of.url + subject.address)
        _drawn(page)
        time.sleep(2 * _QUIET_SECONDS)
        drawn: list[float] = []
        cpu: list[float] = []
        options = 0
        for number in range(1, changes + 1):
            before = of.cpu_seconds()
            page.evaluate(f"window.waitUntilDrawn('{subject.shows}')")
            options = subject.change(page, number)
            drawn.append(_drawn(page))
            time.sleep(_QUIET_SECONDS)
            cpu.append(1000 * (of.cpu_seconds() - before))
        # The page began with one of them.
        return Changes(drawn, cpu, min(options - 1, changes - 1))


def _drawn(page: "Page") -> float:
    """Milliseconds; raises IbdashError when the page is not drawn in a minute."""
    wait = f"new Promise((tell) => setTimeout(tell, {_PATIENCE_MS}, null))"
    found = page.evaluate(f"Promise.race([window.drawn, {wait}])")
    if found is None:
        raise IbdashError(
            "De meting is gestopt",
            "Een pagina werd in de browser niet getekend zoals het hoort",
            "Open dezelfde pagina in de browser en kijk wat er staat",
        )
    return float(found)


def _change_pill(page: "Page", number: int) -> int:
    return _choose(page.locator(".st-key-group_choice button"), number)


def _change_option(page: "Page", number: int) -> int:
    page.get_by_role("combobox").nth(1).click()
    return _choose(page.get_by_role("option"), number)


def _choose(options: "Locator", number: int) -> int:
    """Clicks on one after the other, round and round; gives how many there are."""
    count = options.count()
    options.nth(number % count).click()
    return count


@contextlib.contextmanager
def _page(browser: "Browser") -> "Iterator[Page]":
    """A page without anything kept from an earlier one."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    try:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        yield page
    finally:
        context.close()


@contextlib.contextmanager
def _browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=_chromium(), args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")
