"""The folder of the inbox: what lies there, under which names things are kept, and how long.

A report and the file that it is about have one name behind one time stamp; the report's ends in
`.verslag.txt`.
"""

import contextlib
import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ibdash.domain import file_name
from ibdash.intake.report import Report

DONE, REFUSED = "done", "refused"
KEPT_FOR = timedelta(days=14)
_UNFINISHED = re.compile(r"(?i)^(?:\.|~\$)|\.(?:tmp|part|partial|crdownload|download|lock)$")
# What Windows writes into a folder that somebody looked at.
_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini")
_REPORT = ".verslag.txt"
# Of 255 bytes that a name may have: what stamp and end leave.
_LONGEST_NAME = 200
_STAMP = "%Y-%m-%d_%H%M%S"
_STAMPED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{6})_(.*)", re.DOTALL)


@dataclass(frozen=True)
class Found:
    """What lies in the folder.

    files: by name, those that no program is known to be busy with.  passed: folders and links,
    which are left alone.
    """

    files: dict[str, os.stat_result]
    passed: int


@dataclass(frozen=True)
class Past:
    """A report that lies in `done` or `refused`; name and at (local time) are of its file.

    report: what the text was made of, where that is remembered.
    """

    name: str
    at: datetime
    is_refused: bool
    report_file: Path
    report: Report | None = None


def make(folder: Path) -> None:
    """Makes the inbox and its two folders; raises OSError."""
    for part in (folder, folder / DONE, folder / REFUSED):
        part.mkdir(parents=True, exist_ok=True)


def listing(folder: Path) -> Found:
    """What lies there; raises OSError."""
    files, passed = {}, 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if _UNFINISHED.search(entry.name) or entry.name.lower() in _OF_THE_SYSTEM:
                continue
            if entry.is_file(follow_symlinks=False):
                # A file may have gone since.
                with contextlib.suppress(FileNotFoundError):
                    files[entry.name] = entry.stat(follow_symlinks=False)
            elif entry.name not in (DONE, REFUSED):
                passed += 1
    return Found(files, passed)


def free(folder: Path, now: datetime, name: str) -> Path:
    """Where this name is free behind a time stamp, for the file itself: nothing is written over.

    Its report lies at `report_of` it.
    """
    short = file_name.writable(name, _LONGEST_NAME)
    while True:
        place = folder / f"{now:{_STAMP}}_{short}"
        if not place.exists() and not report_of(place).exists():
            return place
        now += timedelta(seconds=1)


def report_of(place: Path) -> Path:
    """Where the report of a file lies that is kept at this place, or would be."""
    return place.with_name(place.name + _REPORT)


def past(folder: Path, most: int) -> list[Past]:
    """The newest reports, newest first; a folder that cannot be read has none."""
    found = []
    for part in (DONE, REFUSED):
        names = _names(folder / part)
        for name in names:
            if not _is_report(name, names):
                continue
            stamped = _stamped(name.removesuffix(_REPORT))
            if stamped is not None:
                found.append(Past(stamped[1], stamped[0], part == REFUSED, folder / part / name))
    found.sort(key=lambda one: (one.at, one.name), reverse=True)
    return found[:most]


def text_of(one: Past) -> str | None:
    """The text of a report; None when it is no longer there."""
    try:
        return one.report_file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def remove_old(folder: Path, now: datetime) -> None:
    """Removes refused files, not their reports, once they were kept for `KEPT_FOR`."""
    names = _names(folder / REFUSED)
    for name in names:
        stamped = _stamped(name)
        if stamped is None or _is_report(name, names) or now - stamped[0] <= KEPT_FOR:
            continue
        # A folder, or a file that is open elsewhere, stays.
        with contextlib.suppress(OSError):
            (folder / REFUSED / name).unlink()


def _is_report(name: str, names: set[str]) -> bool:
    """A file that somebody gave such a name has a report of its own."""
    return name.endswith(_REPORT) and name + _REPORT not in names


def _names(folder: Path) -> set[str]:
    try:
        return set(os.listdir(folder))
    except OSError:
        return set()


def _stamped(name: str) -> tuple[datetime, str] | None:
    """The day and time, and the name behind it; None for a name that is not ours."""
    parts = _STAMPED.fullmatch(name)
    if parts is None:
        return None
    try:
        return datetime.strptime(parts[1], _STAMP), parts[2]
    except ValueError:
        return None
