"""Runs Python in a process of its own and says what it took."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from ibdash.errors import IbdashError
from ibdash.settings import FEW_ARENAS, SETTINGS, Settings

ROOT = Path(__file__).resolve().parents[2]
_KIB = 1024
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class Used:
    """seconds: from start to end of the process.  cpu_seconds: user and system time.

    peak_bytes: the most memory that it held at one time.  output: what it printed.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    output: str


@dataclass(frozen=True)
class Place:
    """Where the measuring is done: these settings, in a folder that is removed afterwards."""

    settings: Settings
    folder: Path

    def environment(self, store: Path) -> dict[str, str]:
        """The environment of a process that works on `store`.

        Compiled Python is kept in the folder: on the computer of a user it is kept too, and
        a start without it is no start that anybody has twice.
        """
        there = replace(self.settings, store=store, data=store.parent / "data")
        own = {
            setting.variable: setting.written(getattr(there, setting.key)) for setting in SETTINGS
        }
        kept = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
        return {
            **kept,
            **own,
            **FEW_ARENAS,
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
        }

    def python(self, store: Path, *arguments: str) -> Used:
        """Runs `python -m ARGUMENTS` from our own folder; raises IbdashError when it fails."""
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as words:
            began = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env=self.environment(store),
                stdout=output,
                stderr=words,
            )
            # wait4 tells the peak of this one process; getrusage only that of the largest child.
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                words.seek(0)
                sys.stderr.write(words.read().decode("utf-8", errors="replace"))
                raise IbdashError(
                    "De meting is gestopt",
                    f"Een deel ervan ({arguments[0]}) eindigde met code {process.returncode}",
                    "Hierboven staat wat het zelf zei",
                )
            output.seek(0)
            text = output.read().decode("utf-8")
        cpu = usage.ru_utime + usage.ru_stime
        return Used(seconds, cpu, usage.ru_maxrss * _KIB, text)
