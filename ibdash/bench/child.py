"""Runs one command in a process of its own and says what it took."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ibdash.errors import IbdashError
from ibdash.settings import SETTINGS, Settings

ROOT = Path(__file__).resolve().parents[2]
_KIB = 1024


@dataclass(frozen=True)
class Used:
    """seconds: from start to end of the process.  cpu_seconds: user and system time.

    peak_bytes: the most memory that it held at one time.  output: what it printed.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    output: str


def python(arguments: Sequence[str], environment: Mapping[str, str]) -> Used:
    """Runs `python -m ARGUMENTS` from the program's folder; raises IbdashError when it fails."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as words:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=environment,
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


def environment(settings: Settings, folder: Path, store: Path) -> dict[str, str]:
    """The environment of a process that works on `store`, with its other files in `folder`."""
    there = replace(settings, store=store, data=folder)
    return {
        **os.environ,
        **{setting.variable: str(getattr(there, setting.key)) for setting in SETTINGS},
    }
