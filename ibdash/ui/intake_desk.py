"""The files of one visit on their way in: a worker reads them, the page looks and decides.

Streamlit may stop a script at any of its calls and start it anew beside itself.  So nothing here
calls Streamlit while a file is read or taken in: the desk outlives the run in the session, has one
worker at a time, and every order (add, choose, take, drop) is harmless when it is given twice.
"""

import hashlib
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from ibdash import fault_log
from ibdash.domain import file_name
from ibdash.errors import IbdashError
from ibdash.ui.session import Session
from ibdash.views.intake_report import Reported, changes_nothing
from ibdash.views.intake_state import Stage

if TYPE_CHECKING:
    from ibdash.store import Store

_DESKS = "intake_desks"
_BUSY: tuple[Stage, ...] = ("queued", "reading", "applying")
# After something was taken in, these may come out differently: pupils are known now.
_DEPENDS_ON_STORE: tuple[Stage, ...] = ("ready", "waiting", "refused")

# Every desk that is still held by a visit or by its own worker.
_ALL: "weakref.WeakSet[Desk]" = weakref.WeakSet()


@dataclass(frozen=True)
class Takes:
    """What the intake lends to the desk, which may not know it: handed in by the page.

    preview, apply: as in the intake.  file: makes its file of a name and bytes.  options: makes its
    options of the fields of Choices.
    """

    preview: Callable[..., Reported]
    apply: Callable[..., Reported]
    file: Callable[[str, bytes], Any]
    options: Callable[..., Any]


@dataclass(frozen=True)
class Choices:
    """What the user decided about a file: of which school it is (BRIN), and so on.

    profile: the layout that it is read by; else what is recognised.

    left, stays: pupils whom a new year's list does not name, and what became of them.
    same: mark of a doubtful pupil: the public key of who it is, or that it is another one.
    """

    school: str | None = None
    profile: str | None = None
    replace: bool = False
    confirmed: bool = False
    left: frozenset[int] = frozenset()
    stays: frozenset[int] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Item:
    """One file.  Only the desk changes it.

    step: what the worker is doing, in Dutch, since `step_since` (monotonic seconds).
    notice: a sentence above the preview: why it has to be looked at again.
    order: number of the newest order about it; the answer to an older one is thrown away.
    inbox_key: of the file in the inbox that it is; "" for one that was chosen by hand.
    """

    number: int
    name: str
    content: bytes
    file_hash: str
    choices: Choices
    stage: Stage = "queued"
    step: str = ""
    step_since: float = 0.0
    report: Reported | None = None
    problem: IbdashError | None = None
    notice: str = ""
    order: int = 0
    inbox_key: str = ""

    @property
    def is_busy(self) -> bool:
        return self.stage in _BUSY

    @property
    def may_be_taken(self) -> bool:
        """Whether there is a preview, and taking the file in would change something."""
        return (
            self.stage == "ready"
            and self.report is not None
            and (
                not changes_nothing(self.report.counts, self.choices.replace)
                or bool(self.choices.left or self.choices.stays or self.choices.same)
            )
        )


class Desk:
    """The files of one visit, for one store.

    finished: how many orders were carried out.  inbox_cleared: how many files had left the inbox
    when these were last compared; None while nobody looked.
    """

    def __init__(self, session: Session, takes: Takes) -> None:
        self.store = session.store
        self._session = session
        self._takes = takes
        self._lock = threading.RLock()
        self._items: dict[int, Item] = {}
        self._orders: deque[tuple[int, int, bool]] = deque()
        self._worker: threading.Thread | None = None
        self._idle = threading.Event()
        self._idle.set()
        self._unannounced: list[Item] = []
        self._next = 1
        self.finished = 0
        self.inbox_cleared: int | None = None
        _ALL.add(self)

    def items(self) -> list[Item]:
        """All files, in the order in which they came."""
        with self._lock:
            return list(self._items.values())

    def items_busy(self) -> list[Item]:
        """Those that the worker still has to do something for."""
        return [item for item in self.items() if item.is_busy]

    def item(self, number: int | None) -> Item | None:
        with self._lock:
            return self._items.get(number) if number is not None else None

    @property
    def is_busy(self) -> bool:
        return not self._idle.is_set()

    @property
    def has_news(self) -> bool:
        """Whether something was taken in that was not announced yet."""
        return bool(self._unannounced)

    def wait(self, seconds: float) -> bool:
        """Waits until the worker has nothing to do; whether it has come to that."""
        return self._idle.wait(seconds)

    def add(self, files: Iterable[tuple[str, bytes]], inbox_key: str = "") -> list[int]:
        """Puts files on the desk and has them compared; their numbers.

        A file with the name and content of one that is still there takes no second place.
        inbox_key: as in Item.
        """
        numbers = []
        with self._lock:
            for given, content in files:
                name = file_name.shown(given)
                file_hash = hashlib.sha256(content).hexdigest()
                known = [
                    item
                    for item in self._items.values()
                    if (item.name, item.file_hash) == (name, file_hash) and item.content
                ]
                if known:
                    known[0].inbox_key = inbox_key or known[0].inbox_key
                    numbers.append(known[0].number)
                    continue
                item = Item(self._next, name, content, file_hash, Choices(), inbox_key=inbox_key)
                self._next += 1
                self._items[item.number] = item
                numbers.append(item.number)
                self._order(item)
        return numbers

    def choose(self, number: int, choices: Choices, anew: bool = False) -> None:
        """Compares a file again, with other choices; `anew` with the same ones too."""
        with self._lock:
            item = self._items.get(number)
            if item is None or item.stage == "applying" or not item.content:
                return
            if anew or item.choices != choices:
                item.choices, item.notice = choices, ""
                self._order(item)

    def answer(self, number: int, left: frozenset[int], stays: frozenset[int]) -> None:
        """Keeps what became of missing pupils; what is compared does not depend on it."""
        with self._lock:
            item = self._items.get(number)
            if item is not None and item.stage == "ready":
                item.choices = replace(item.choices, left=left, stays=stays)

    def say_who(self, number: int, mark: str, who: str | None) -> None:
        """Keeps who a doubtful pupil is; compares again once every question has an answer.

        who: as in Choices.same; None takes the answer back.
        """
        with self._lock:
            item = self._items.get(number)
            if item is None or item.report is None or item.stage not in ("ready", "waiting"):
                return
            same = {name: one for name, one in item.choices.same.items() if name != mark}
            if who is not None:
                same[mark] = who
            item.choices = replace(item.choices, same=same)
            questions = {one.mark for one in item.report.doubts if one.is_question}
            if questions <= same.keys() or item.stage == "ready":
                item.notice = ""
                self._order(item)

    def take(self, number: int) -> None:
        """Takes a file in as its preview shows it; a second click finds nothing to do."""
        with self._lock:
            item = self._items.get(number)
            if item is not None and item.may_be_taken:
                item.notice = ""
                self._order(item, apply=True)

    def drop(self, number: int) -> None:
        """Takes a file off the desk; not while it is being taken in."""
        with self._lock:
            item = self._items.get(number)
            if item is not None and item.stage != "applying":
                del self._items[number]

    def keep(self, number: int) -> None:
        """A file that somebody took out of the inbox while it is looked at: it is one by hand."""
        with self._lock:
            item = self._items.get(number)
            if item is not None:
                item.inbox_key = ""

    def compare_again(self, stays: bool = False) -> None:
        """After something else changed the store: all that is open is compared anew.

        stays: what was taken in stays on the desk; not after an undo, as it may be the very file,
        and what stands there of it is no longer true.
        """
        with self._lock:
            for item in list(self._items.values()):
                if item.stage in _DEPENDS_ON_STORE:
                    self._order(item)
                elif item.stage in ("applied", "unchanged") and not stays:
                    del self._items[item.number]

    def ask_again_for_columns(self) -> None:
        """After a profile was kept or forgotten: tables that it is about are looked at again."""
        with self._lock:
            for item in self._items.values():
                report = item.report
                if report is None or not item.content or item.is_busy:
                    continue
                if report.choice == "columns" or is_own(report.profile):
                    item.choices = replace(item.choices, profile=None)
                    self._order(item)

    def announce(self) -> list[Item]:
        """The files that were taken in since the last time this was asked."""
        with self._lock:
            news, self._unannounced = self._unannounced, []
        return news

    def _order(self, item: Item, apply: bool = False) -> None:
        item.order += 1
        item.stage, item.step = ("applying" if apply else "queued"), ""
        item.step_since = time.monotonic()
        self._orders.append((item.number, item.order, apply))
        self._idle.clear()
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="ibdash intake", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._orders:
                    self._worker = None
                    self._idle.set()
                    return
                number, order, apply = self._orders.popleft()
                item = self._items.get(number)
                if item is None or item.order != order:
                    continue
                if not apply:
                    item.stage = "reading"
                choices, shown = item.choices, item.report
            report, problem = self._ask(item, choices, shown if apply else None, apply)
            with self._lock:
                self.finished += 1
                if item.order == order:
                    self._settle(item, report, problem, shown if apply else None)

    def _ask(
        self, item: Item, choices: Choices, shown: Reported | None, apply: bool
    ) -> tuple[Reported | None, IbdashError | None]:
        def progress(words: str) -> None:
            item.step, item.step_since = words, time.monotonic()

        session = self._session
        values: dict[str, Any] = {
            "who": session.who,
            "settings": session.settings,
            "today": session.today,
            "options": self._takes.options(**asdict(choices)),
            "progress": progress,
        }
        if shown is not None:
            values["expected"] = shown.counts
        act = self._takes.apply if apply else self._takes.preview
        try:
            return act(self.store, self._takes.file(item.name, item.content), **values), None
        except IbdashError as error:
            return None, error
        except Exception as error:
            # The worker has no page above it that would write this down.
            fault_log.write(session.settings.data, error)
            return None, IbdashError(
                "Er ging iets mis in ibdash",
                "Dit bestand kon niet worden gelezen. Er is niets overgenomen",
                "Wat er misging, staat zonder leerlinggegevens in"
                f" {fault_log.path(session.settings.data)}",
            )

    def _settle(
        self,
        item: Item,
        report: Reported | None,
        problem: IbdashError | None,
        shown: Reported | None,
    ) -> None:
        item.report, item.problem = report, problem
        if report is None:
            item.stage = "failed"
        elif report.state == "waiting" and shown is not None and report.counts:
            # Somebody took something in between: what is true now has to be looked at first.
            item.notice = f"{report.title}. {report.text}. {report.remedy}."
            self._order(item)
        elif report.state == "applied":
            item.stage, item.content = "applied", b""
            self._unannounced.append(item)
            for other in self._items.values():
                if other.stage in _DEPENDS_ON_STORE:
                    self._order(other)
        elif report.state == "unchanged":
            item.stage, item.content = "unchanged", b""
        elif report.state == "refused":
            item.stage = "refused"
        else:
            item.stage = "waiting" if report.state == "waiting" else "ready"


def busy(store: "Store") -> list[Item]:
    """What is read or taken in for a store, on whatever desk: another visit may have begun it."""
    return [item for desk in list(_ALL) if desk.store is store for item in desk.items_busy()]


def is_own(profile: str | None) -> bool:
    """Whether a layout is one that the school made (intake/profiles_kept.py)."""
    return (profile or "").startswith("eigen-")


def of(session: Session, takes: Takes) -> Desk:
    """The desk of this visit for the store that is shown, made when there is none."""
    desks: dict[str, Desk] = st.session_state.setdefault(_DESKS, {})
    desk = desks.get(str(session.store.path))
    if desk is None or desk.store is not session.store:
        desk = desks[str(session.store.path)] = Desk(session, takes)
    return desk
