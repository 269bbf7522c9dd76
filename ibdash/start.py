"""`python -m ibdash start`: checks the store, runs the app on this computer, opens the browser."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from ibdash.errors import IbdashError
from ibdash.settings import FEW_ARENAS, SETTINGS, Settings, in_synchronised_folder
from ibdash.store import open_store

FOLDER = Path(__file__).resolve().parents[1]
ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
_PORTS_TRIED = 50
_SECONDS_TO_START = 90


def start(settings: Settings, port: int | None) -> int:
    """Runs the app until it is stopped and returns the exit code: 0, or 1 when it never came up.

    port: this one and no other; None takes 8501, or the next that is free.
    """
    try:
        _check_store(settings)
        chosen = port if port is not None else free_port()
    except IbdashError as error:
        print(error.sentence(), file=sys.stderr)
        return 1
    if port is not None and not is_free(port):
        print(
            f"Poort {port} is al in gebruik. Sluit het andere venster, of laat --port weg.",
            file=sys.stderr,
        )
        return 1
    service = in_synchronised_folder(settings.store)
    if service is not None:
        print(f"Let op: uw gegevens staan in een map van {service}.", file=sys.stderr)
    return _run(settings, chosen)


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            # A port of a server that has just stopped is free, although it is still winding down.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def free_port(first: int = FIRST_PORT) -> int:
    """The first free port from `first` on; raises IbdashError when fifty are taken."""
    for port in range(first, first + _PORTS_TRIED):
        if is_free(port):
            return port
    raise IbdashError(
        "Er is geen vrije poort",
        f"De poorten {first} tot en met {first + _PORTS_TRIED - 1} zijn in gebruik",
        "Sluit andere programma's, of kies zelf een poort met --port",
    )


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser can show itself: on Linux only with a display."""
    if platform.startswith("linux"):
        return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    return True


def environment_of(settings: Settings) -> dict[str, str]:
    """The settings as environment variables, so that the app has them wherever it is started."""
    return {
        setting.variable: setting.written(getattr(settings, setting.key)) for setting in SETTINGS
    }


def _check_store(settings: Settings) -> None:
    """Opens and closes the store: one process at a time may have it, and the app is another."""
    open_store(settings).close()


def _run(settings: Settings, port: int) -> int:
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(FOLDER / "app.py")),
        *("--server.port", str(port), "--server.address", ADDRESS, "--server.headless", "true"),
        *("--logger.level", "warning"),
    ]
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        command,
        cwd=FOLDER,
        env={**FEW_ARENAS, **os.environ, **environment_of(settings)},
        stdout=subprocess.DEVNULL,
    )

    def stop(number: int, frame: FrameType | None) -> None:
        child.terminate()

    for number in (signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ())):
        signal.signal(number, stop)
    try:
        if not _wait_until_up(child, port):
            print("ibdash kon niet starten. Zie de regels hierboven.", file=sys.stderr)
            return 1
        url = f"http://{ADDRESS}:{port}/"
        print(f"ibdash staat open op {url}\nStoppen: Ctrl+C, of sluit dit venster.", flush=True)
        if has_display(os.environ, sys.platform):
            webbrowser.open(url)
        with contextlib.suppress(KeyboardInterrupt):
            child.wait()
        # Also where Ctrl+C only reached the child, which then ended by itself.
        print("ibdash stopt.", flush=True)
    except KeyboardInterrupt:
        print("ibdash stopt.", flush=True)
    finally:
        _stop(child)
    return 0


def _wait_until_up(child: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + _SECONDS_TO_START
    # No proxy: the request must not leave this computer.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < end and child.poll() is None:
        try:
            with opener.open(f"http://{ADDRESS}:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Ctrl-C reaches the child as well; it gets ten seconds to close its store."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
