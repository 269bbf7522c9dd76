"""The inbox: a folder from which files are taken in without anybody at the screen.

A file that goes in leaves its report in `done`; one that is refused goes to `refused` with its
report, and is removed after 14 days.  What needs a person, or pupils who are still to come, stays
where it is and is tried again when the facts, or the file, have changed.  Reports name lines, never
pupils.
"""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from ibdash import fault_log
from ibdash.access import Person
from ibdash.domain import file_name
from ibdash.errors import IbdashError
from ibdash.intake import inbox_folder, inbox_report
from ibdash.intake.inbox_folder import DONE, REFUSED, Past
from ibdash.intake.report import Report
from ibdash.intake.take_in import Options, apply
from ibdash.settings import Settings
from ibdash.sources.reading import SourceFile
from ibdash.store import Store

# Whom the history names: nobody was there to take it in.
NOBODY_PRESENT = Person("Postvak in", "ib")
# A file is whole when it has not changed for this long; one that cannot be read, or is refused,
# may still be on its way for much longer (a slow copy, a network).
_REST, _MAYBE_UNFINISHED = timedelta(seconds=2), timedelta(minutes=10)
# A fault may pass (memory); after this many the file is set aside, so that it stops coming back.
_MOST_FAULTS = 3
_MOST_REMEMBERED = 50

Why = Literal["writing", "person", "pupils", "retry", "fault", "stuck"]
# What is tried again by itself, and after how long; the rest waits for other facts.
_AGAIN_AFTER: dict[Why, timedelta] = {
    "retry": timedelta(minutes=1),
    "stuck": timedelta(minutes=1),
    "fault": _REST,
}


@dataclass(frozen=True)
class Waiting:
    """A file that lies in the folder.

    key: names it to `Inbox.read` and `Inbox.settle`; it is no text for a screen, as name is.
    why: it is still being written, a person must decide, its pupils must come first, it could not
    be read or was refused while it may be unfinished, the program failed on it, or it is settled
    and cannot be taken away.  All but the second and third are tried again by themselves.
    report: of the last try, None before the first.
    """

    key: str
    name: str
    why: Why
    report: Report | None = None


@dataclass(frozen=True)
class _Seen:
    """What a file looked like: size and time of its last change; and its last try.

    settled: its report, and where that goes, once all that is left is to clear it away.
    """

    size: int
    changed_ns: int
    facts: int = -1
    tried_at: datetime = datetime.min
    waiting: Waiting | None = None
    faults: int = 0
    settled: tuple[Report, str] | None = None


@dataclass(frozen=True)
class Handled:
    """A file that left the folder; report_file: where its report lies."""

    name: str
    report: Report
    report_file: Path


class Inbox:
    """One folder and what is known of the files in it; any thread may use it.

    problem: why the folder cannot be used; None while it can.  passed: how many folders and links
    lie in it, which are left alone.  cleared: how many files left it since the start.
    """

    def __init__(
        self, folder: Path, store: Store, settings: Settings, who: Person = NOBODY_PRESENT
    ) -> None:
        self.folder = folder
        self.problem: IbdashError | None = None
        self.passed = self.cleared = 0
        self._store = store
        self._who = who
        self._settings = settings
        self._seen: dict[str, _Seen] = {}
        self._reports: dict[Path, Report] = {}
        # Over a whole look: what a page settles meanwhile waits for the end of it.
        self._looking = threading.Lock()

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What lies in the folder, by name."""
        seen = sorted(self._seen.items())
        return tuple(
            one.waiting or Waiting(key, file_name.shown(key), "writing") for key, one in seen
        )

    def past(self, most: int) -> list[Past]:
        """The newest reports, newest first, whoever wrote them."""
        found = inbox_folder.past(self.folder, most)
        return [replace(one, report=self._reports.get(one.report_file)) for one in found]

    def look(self, now: datetime) -> list[Handled]:
        """Takes in what is whole, until nothing more goes in; gives what left the folder.

        now: local time.  A fault of the program is logged, and leaves the file where it is until
        the third.
        """
        with self._looking:
            handled: list[Handled] = []
            try:
                inbox_folder.make(self.folder)
                inbox_folder.remove_old(self.folder, now)
                # A file with pupils may open the way for one that was tried before it.
                while gone_in := [
                    one for file in self._ready(now) if (one := self._try(file, now))
                ]:
                    handled += gone_in
                self.problem = None
            except OSError:
                self.problem = _unusable(self.folder)
            return handled

    def look_until_still(
        self, clock: Callable[[], datetime], rest: Callable[[float], None]
    ) -> list[Handled]:
        """Looks again, with a rest in seconds, while a file may become whole or fails.

        For who waits for it: what keeps growing is left after four times.
        """
        handled = self.look(clock())
        for _ in range(_MOST_FAULTS + 1):
            if not any(one.why in ("writing", "fault") for one in self.waiting):
                break
            rest(_REST.total_seconds() + 0.1)
            handled += self.look(clock())
        return handled

    def text_of(self, one: Past) -> str | None:
        """The text of a report that `past` gave; None when it is no longer there."""
        return inbox_folder.text_of(one)

    def read(self, key: str) -> bytes | None:
        """The content of a waiting file, for the page on which somebody decides; None when gone."""
        if key not in self._seen:
            return None
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def settle(self, key: str, file_hash: str, report: Report, now: datetime) -> Handled | None:
        """Clears away a file that somebody took in on the page; None when it is another by now.

        file_hash: SHA-256 of what was taken in, in hexadecimal.
        """
        with self._looking:
            content = self.read(key)
            is_it = content is not None and hashlib.sha256(content).hexdigest() == file_hash
            if not report.applied or not is_it:
                return None
            return self._clear(self.folder / key, report, DONE, now)

    def _ready(self, now: datetime) -> list[Path]:
        """The files that are whole and worth a try, oldest first; forgets those that left."""
        found = inbox_folder.listing(self.folder)
        self.passed = found.passed
        self._seen = {key: one for key, one in self._seen.items() if key in found.files}
        facts = self._store.versions()["facts"]
        ready = []
        for key, stat in sorted(found.files.items(), key=lambda one: (one[1].st_mtime_ns, one[0])):
            known = self._seen.get(key)
            looks = (stat.st_size, stat.st_mtime_ns)
            if known is None or (known.size, known.changed_ns) != looks:
                self._seen[key] = _Seen(*looks)
                continue
            # A time that is still to come says nothing of when it was written.
            has_rested = abs(now - datetime.fromtimestamp(stat.st_mtime)) >= _REST
            pause = _AGAIN_AFTER.get(known.waiting.why) if known.waiting else None
            is_due = known.facts != facts if pause is None else now - known.tried_at >= pause
            if has_rested and is_due:
                ready.append(self.folder / key)
        return ready

    def _try(self, file: Path, now: datetime) -> Handled | None:
        """Takes a file in and clears it away; None where it stays."""
        known = self._seen[file.name]
        if known.settled is not None:
            return self._clear(file, *known.settled, now)
        try:
            report = self._take(file, known)
        except Exception as error:
            # Its message may quote a pupil: only its kind and place are kept.
            fault_log.write(self._settings.data, error)
            return self._failed(file, known, now)
        if report.applied:
            return self._clear(file, report, DONE, now)
        why: Why = "pupils" if report.wants_pupils else "person"
        # Somebody can say what the columns of an unknown table mean.
        if report.state == "refused" and not report.wants_pupils and report.choice != "columns":
            age = now - datetime.fromtimestamp(known.changed_ns / 1e9)
            if not timedelta(0) <= age < _MAYBE_UNFINISHED:
                return self._clear(file, report, REFUSED, now)
            why = "retry"
        self._keep(file, why, report, now)
        return None

    def _take(self, file: Path, known: _Seen) -> Report:
        """Raises whatever the program did not foresee."""
        name = file_name.shown(file.name)
        if known.size > self._settings.max_file_mb * 1_000_000:
            return _refused(
                name,
                "Het bestand is te groot",
                f"{name} is groter dan toegestaan; er is niets overgenomen",
                "Verhoog de instelling 'max_file_mb' als dit klopt",
            )
        try:
            content = file.read_bytes()
        except OSError:
            return _refused(
                name,
                "Het bestand is niet te openen",
                f"{name} is in gebruik of mag niet worden gelezen; er is niets overgenomen",
                "Sluit het bestand in andere programma's, of geef ibdash het recht het te lezen",
            )
        try:
            return apply(
                self._store,
                SourceFile(name, content),
                who=self._who,
                settings=self._settings,
                options=Options(),
            )
        except IbdashError as error:
            return _refused(name, error.title, error.text, error.remedy)

    def _failed(self, file: Path, known: _Seen, now: datetime) -> Handled | None:
        """After a fault of the program; the last that is borne sets the file aside."""
        report = inbox_report.of_fault(
            file_name.shown(file.name), _MOST_FAULTS, fault_log.path(self._settings.data).name
        )
        self._keep(file, "fault", report, now)
        faults = known.faults + 1
        self._seen[file.name] = replace(self._seen[file.name], faults=faults)
        return self._clear(file, report, REFUSED, now) if faults >= _MOST_FAULTS else None

    def _keep(self, file: Path, why: Why, report: Report, now: datetime) -> None:
        self._seen[file.name] = replace(
            self._seen[file.name],
            facts=self._store.versions()["facts"],
            tried_at=now,
            waiting=Waiting(file.name, file_name.shown(file.name), why, report),
            faults=0,
        )

    def _clear(self, file: Path, report: Report, where: str, now: datetime) -> Handled | None:
        """Writes the report and takes the file away; None where the file stays.

        What was written over the file while it was read is another file, which nobody has seen.
        """
        keeps = where == REFUSED or self._settings.keep_imported
        kept = inbox_folder.free(self.folder / where, now, file.name)
        report_file = inbox_folder.report_of(kept)
        known = self._seen[file.name]
        try:
            looks = _looks(file)
            if looks is not None and looks != (known.size, known.changed_ns):
                self._seen[file.name] = _Seen(*looks)
                return None
            if looks is None and where == REFUSED:
                # Somebody took it away: there is nothing left to refuse.
                del self._seen[file.name]
                return None
            keeps = keeps and looks is not None
            report_file.write_text(inbox_report.text(report, now, is_kept=keeps), encoding="utf-8")
            report_file.chmod(0o600)
            if keeps:
                file.replace(kept)
            else:
                file.unlink(missing_ok=True)
        except Exception as error:
            if not isinstance(error, OSError):
                fault_log.write(self._settings.data, error)
            # A second try would change nothing, and nobody may be told that it is away.
            report_file.unlink(missing_ok=True)
            self._keep(file, "stuck", report, now)
            self._seen[file.name] = replace(self._seen[file.name], settled=(report, where))
            return None
        del self._seen[file.name]
        self.cleared += 1
        self._reports[report_file] = report
        while len(self._reports) > _MOST_REMEMBERED:
            del self._reports[next(iter(self._reports))]
        return Handled(report.file, report, report_file)


def _looks(file: Path) -> tuple[int, int] | None:
    """Size and time of the last change; None when somebody took the file away."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _refused(name: str, title: str, text: str, remedy: str) -> Report:
    return Report(name, "refused", title=title, text=text, remedy=remedy)


def _unusable(folder: Path) -> IbdashError:
    return IbdashError(
        "Het postvak is niet te gebruiken",
        f"In de map '{folder.name}' mag ibdash niet lezen of schrijven",
        "Kies met de instelling 'inbox' een map waarin dat mag",
    )
