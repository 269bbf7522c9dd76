"""A Streamlit server in a process of its own, and what that process takes."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ibdash.bench.child import ROOT
from ibdash.errors import IbdashError

ADDRESS = "127.0.0.1"
_SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    """url: without a path.  pid: of the one process that serves."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time so far; the system counts in hundredths of a second."""
        # After the name, which may hold spaces, field 3 is the first; utime and stime are 14, 15.
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory_bytes(self) -> int:
        """What the process holds in memory now (RSS)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024


@contextlib.contextmanager
def ours(environment: Mapping[str, str]) -> Iterator[Server]:
    """The app on the store of the environment."""
    with _running(ROOT, "app.py", environment) as server:
        yield server


@contextlib.contextmanager
def of_one_page(page: str, folder: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """A page with this code, with our settings of Streamlit; made in `folder`."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "page.py").write_text(page, encoding="utf-8")
    with _running(folder, "page.py", environment) as server:
        yield server


@contextlib.contextmanager
def _running(folder: Path, script: str, environment: Mapping[str, str]) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://{ADDRESS}:{port}"
        _wait_until_up(url, process)
        yield Server(url, process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    # No proxy: the request must not leave this computer.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < end and process.poll() is None:
        try:
            with opener.open(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise IbdashError(
        "De meting is gestopt",
        "De server is niet gestart",
        "Start ibdash met de hand en lees wat er op het scherm komt",
    )
