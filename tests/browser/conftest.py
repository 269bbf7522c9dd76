"""A real server in a real process and a real Chromium; nothing leaves this computer."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from ibdash.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--lang=nl",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Logs every connection that a process tries to make to another computer, and refuses it.
_WATCH = '''"""Put before the server's own start: no connection to another computer."""

import os
import socket

_HERE = ("127.", "::1", "localhost", "0.0.0.0")
_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


def _refuse(address):
    if isinstance(address, tuple) and not str(address[0]).startswith(_HERE):
        with open(os.environ["IBDASH_TEST_OUTSIDE"], "a", encoding="utf-8") as log:
            log.write(f"{address[0]}:{address[1]}\\n")
        raise OSError("no connection to another computer in tests")


def connect(self, address):
    _refuse(address)
    return _connect(self, address)


def connect_ex(self, address):
    _refuse(address)
    return _connect_ex(self, address)


socket.socket.connect, socket.socket.connect_ex = connect, connect_ex
with open(os.environ["IBDASH_TEST_OUTSIDE"], "a", encoding="utf-8"):
    pass
'''


@dataclass
class Server:
    """A running app: its address, its folders, and what it tried to reach outside."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    outside_log: Path
    log: Path

    def outside(self) -> list[str]:
        """Addresses on other computers that the server's process tried to connect to."""
        return self.outside_log.read_text(encoding="utf-8").split()


@dataclass
class Watched:
    """A browser page and every address that it asked for."""

    page: Page
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; skips with a reason, or fails where the browser is required."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        reason = "no chromium on this computer (Debian: apt install chromium)"
        if os.environ.get("IBDASH_BROWSER_REQUIRED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    yield launched
    launched.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh page of 1440x900, and every request it makes but those inside the page."""
    context: BrowserContext = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="nl-NL", color_scheme="light"
    )
    opened = Watched(context.new_page())
    context.on(
        "request",
        lambda request: (
            opened.requests.append(request.url)
            if not request.url.startswith(("data:", "blob:", "about:"))
            else None
        ),
    )
    context.on("websocket", lambda socket: opened.requests.append(socket.url))
    yield opened
    context.close()


@pytest.fixture
def page(watched: Watched) -> Page:
    """A fresh page of 1440x900."""
    return watched.page


@pytest.fixture
def start_server(tmp_path: Path, chromium: str) -> Iterator[Callable[..., Server]]:
    """Starts a fresh app with an empty store in tmp_path; each call another one."""
    running: list[Server] = []

    def start(prepare: Callable[[Path], None] = lambda data: None, app: Path = ROOT) -> Server:
        """prepare: fills the data folder before the start.  app: where app.py lies."""
        data = tmp_path / f"data{len(running)}"
        data.mkdir()
        prepare(data)
        running.append(serve(app, data, tmp_path))
        return running[-1]

    yield start
    for server in running:
        server.process.terminate()
        server.process.wait(timeout=20)


@pytest.fixture
def server(start_server: Callable[..., Server]) -> Server:
    """A fresh app with an empty store."""
    return start_server()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve(app: Path, data: Path, scratch: Path) -> Server:
    watch = scratch / "watch"
    watch.mkdir(exist_ok=True)
    (watch / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
    outside = data / "outside.log"
    port = free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {s.variable for s in SETTINGS}},
        "IBDASH_DATA": str(data),
        "IBDASH_STORE": str(data / "ibdash.duckdb"),
        "IBDASH_INBOX_SECONDS": "1",
        "IBDASH_TEST_OUTSIDE": str(outside),
        "PYTHONPATH": os.pathsep.join([str(watch), str(ROOT)]),
    }
    log = data / "server.log"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=app,
            env=environment,
            stdout=lines,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", data, process, outside, log)
    wait_until_up(server.url, process, log)
    return server


def wait_until_up(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Waits for the app to answer; fails with the server's own words."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
