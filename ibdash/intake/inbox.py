"""The inbox: a folder from which files are taken in without anybody at the screen.

A file that goes in leaves its report in `done`; one that is refused goes to `refused` with its
report, and is removed after 14 days.  What needs a person, or pupils who are still to come, stays
where it is and is tried again when the facts, or the file, have changed.  Reports name lines, never
pupils.
"""

import hashlib
import os
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from ibdash import fault_log
from ibdash.access import Person
from ibdash.errors import FileRefused, IbdashError
from ibdash.intake import inbox_report
from ibdash.intake.report import Report
from ibdash.intake.take_in import Options, apply
from ibdash.settings import Settings
from ibdash.sources.reading import SourceFile
from ibdash.store import Store

DONE, REFUSED = "done", "refused"
KEPT_FOR = timedelta(days=14)
# A file is whole when it has not changed for this long; one that cannot be read, or is refused,
# may still be on its way for much longer (a slow copy, a network).
_REST, _MAYBE_UNFINISHED = timedelta(seconds=2), timedelta(minutes=10)
_BETWEEN_TRIES = timedelta(minutes=1)
_UNFINISHED = re.compile(r"(?i)^(?:\.|~\$)|\.(?:tmp|part|partial|crdownload|download|lock)$")
_MOST_REMEMBERED = 50
_STAMP = "%Y-%m-%d_%H%M%S"
_STAMPED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{6})_.*", re.DOTALL)

Why = Literal["writing", "person", "pupils", "retry"]


@dataclass(frozen=True)
class Waiting:
    """A file that lies in the folder.

    why: it is still being written, a person must decide, its pupils must come first, or it is
    tried again because it could not be read or was refused while it may be unfinished.
    report: of the last try, None before the first.
    """

    name: str
    why: Why
    report: Report | None = None


@dataclass(frozen=True)
class _Seen:
    """What a file looked like: size and time of its last change; and its last try."""

    size: int
    changed_ns: int
    facts: int = -1
    tried_at: datetime = datetime.min
    waiting: Waiting | None = None


@dataclass(frozen=True)
class Handled:
    """A file that left the folder; report_file: where its report lies."""

    name: str
    report: Report
    report_file: Path
    at: datetime


class Inbox:
    """One folder and what is known of the files in it; any thread may use it."""

    def __init__(self, folder: Path, store: Store, who: Person, settings: Settings) -> None:
        self.folder = folder
        self._store = store
        self._who = who
        self._settings = settings
        self._seen: dict[str, _Seen] = {}
        self.handled: tuple[Handled, ...] = ()
        # Over a whole look: what a page settles meanwhile waits for the end of it.
        self._looking = threading.Lock()

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What lies in the folder, by name."""
        seen = sorted(self._seen.items())
        return tuple(one.waiting or Waiting(name, "writing") for name, one in seen)

    def look(self, now: datetime) -> list[Handled]:
        """Takes in what is whole, until nothing more goes in; gives what left the folder.

        now: local time.  A fault of the program leaves the file where it is and is logged.
        """
        with self._looking:
            return self._look(now)

    def _look(self, now: datetime) -> list[Handled]:
        for part in (self.folder, self.folder / DONE, self.folder / REFUSED):
            part.mkdir(parents=True, exist_ok=True)
        self._remove_old(now)
        handled: list[Handled] = []
        # A file with pupils may open the way for one that was tried before it.
        while gone_in := [one for file in self._ready(now) if (one := self._try(file, now))]:
            handled += gone_in
        self.handled = (*self.handled, *handled)[-_MOST_REMEMBERED:]
        return handled

    def read(self, name: str) -> bytes | None:
        """The content of a waiting file, for the page on which somebody decides; None when gone."""
        if name not in self._seen:
            return None
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def settle(self, name: str, file_hash: str, report: Report, now: datetime) -> Handled | None:
        """Clears away a file that somebody took in on the page; None when it is another by now.

        file_hash: SHA-256 of what was taken in, in hexadecimal.
        """
        with self._looking:
            content = self.read(name)
            is_it = content is not None and hashlib.sha256(content).hexdigest() == file_hash
            if not report.applied or not is_it:
                return None
            handled = self._clear(self.folder / name, report, DONE, now)
            if handled is not None:
                self.handled = (*self.handled, handled)[-_MOST_REMEMBERED:]
            return handled

    def _ready(self, now: datetime) -> list[Path]:
        """The files that are whole and worth a try, oldest first; forgets those that left."""
        found: dict[str, os.stat_result] = {}
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False) and not _UNFINISHED.search(entry.name):
                    found[entry.name] = entry.stat(follow_symlinks=False)
        self._seen = {name: one for name, one in self._seen.items() if name in found}
        facts = self._store.versions()["facts"]
        ready = []
        for name, stat in sorted(found.items(), key=lambda item: (item[1].st_mtime_ns, item[0])):
            known = self._seen.get(name)
            looks = (stat.st_size, stat.st_mtime_ns)
            if known is None or (known.size, known.changed_ns) != looks:
                self._seen[name] = _Seen(*looks)
                continue
            rested = now - datetime.fromtimestamp(stat.st_mtime) >= _REST
            is_unsure = known.waiting is not None and known.waiting.why == "retry"
            again = is_unsure and now - known.tried_at >= _BETWEEN_TRIES
            if rested and (known.facts != facts or again):
                ready.append(self.folder / name)
        return ready

    def _try(self, file: Path, now: datetime) -> Handled | None:
        """Takes a file in and clears it away; None where it stays."""
        known = self._seen[file.name]
        report = self._take(file, known)
        is_young = now - datetime.fromtimestamp(known.changed_ns / 1e9) < _MAYBE_UNFINISHED
        if report.applied:
            return self._clear(file, report, DONE, now)
        why: Why = "pupils" if report.wants_pupils else "person"
        # Somebody can say what the columns of an unknown table mean.
        if report.state == "refused" and not report.wants_pupils and report.choice != "columns":
            if not is_young:
                return self._clear(file, report, REFUSED, now)
            why = "retry"
        self._seen[file.name] = replace(
            known,
            facts=self._store.versions()["facts"],
            tried_at=now,
            waiting=Waiting(file.name, why, report),
        )
        return None

    def _take(self, file: Path, known: _Seen) -> Report:
        problem: IbdashError
        try:
            if known.size > self._settings.max_file_mb * 1_000_000:
                raise FileRefused(
                    "Het bestand is te groot",
                    f"{file.name} is groter dan toegestaan; er is niets overgenomen",
                    "Verhoog de instelling 'max_file_mb' als dit klopt",
                )
            return apply(
                self._store,
                SourceFile(file.name, file.read_bytes()),
                who=self._who,
                settings=self._settings,
                options=Options(),
            )
        except IbdashError as error:
            problem = error
        except OSError:
            problem = FileRefused(
                "Het bestand is niet te openen",
                f"{file.name} is in gebruik of mag niet worden gelezen; er is niets overgenomen",
                "Sluit het bestand in andere programma's",
            )
        except Exception as error:
            # Its message may quote a pupil: only its kind and place are kept.
            fault_log.write(self._settings.data, error)
            problem = FileRefused(
                "Er ging iets mis dat ibdash niet verwachtte",
                f"Van {file.name} is niets overgenomen",
                f"Wat er gebeurde staat, zonder namen, in {self._settings.data / 'ibdash.log'}",
            )
        return Report(
            file.name, "refused", title=problem.title, text=problem.text, remedy=problem.remedy
        )

    def _clear(self, file: Path, report: Report, where: str, now: datetime) -> Handled | None:
        keeps = where == REFUSED or self._settings.keep_imported
        stamp = _free(self.folder / where, now, file.name)
        try:
            if keeps:
                file.replace(self.folder / where / f"{stamp}_{file.name}")
            else:
                file.unlink()
        except OSError:
            # It went in, so a second try changes nothing; nobody may be told that it is away.
            self._seen[file.name] = replace(
                self._seen[file.name], tried_at=now, waiting=Waiting(file.name, "retry", report)
            )
            return None
        self._seen.pop(file.name, None)
        report_file = self.folder / where / f"{stamp}_{file.name}.txt"
        report_file.write_text(inbox_report.text(report, now, is_kept=keeps), encoding="utf-8")
        report_file.chmod(0o600)
        return Handled(file.name, report, report_file, now)

    def _remove_old(self, now: datetime) -> None:
        for file in (self.folder / REFUSED).iterdir():
            stamp = _STAMPED.fullmatch(file.name)
            if stamp is None or file.name.endswith(".txt") or not file.is_file():
                continue
            if now - datetime.strptime(stamp[1], _STAMP) > KEPT_FOR:
                file.unlink(missing_ok=True)


def _free(folder: Path, now: datetime, name: str) -> str:
    """A time stamp under which this name is free: nothing is written over."""
    while any((folder / f"{now:{_STAMP}}_{name}{end}").exists() for end in ("", ".txt")):
        now += timedelta(seconds=1)
    return f"{now:{_STAMP}}"


def look_twice(
    inbox: Inbox, clock: Callable[[], datetime], rest: Callable[[float], None]
) -> list[Handled]:
    """Looks twice, as long apart as a whole file rests: for a run that does not stay."""
    handled = inbox.look(clock())
    rest(_REST.total_seconds() + 0.1)
    return handled + inbox.look(clock())
