"""The thread that looks into the inbox while the app runs: one for the store of the process.

It knows nothing of the intake: app.py lends it what makes the inbox.  Nothing here calls Streamlit
from the thread.
"""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import streamlit as st

from ibdash import fault_log
from ibdash.errors import IbdashError
from ibdash.ui import places, session
from ibdash.views import intake_inbox
from ibdash.views.intake_report import Reported

if TYPE_CHECKING:
    from pathlib import Path

    from ibdash.settings import Settings
    from ibdash.store import Store


class Lying(Protocol):
    """A file that lies in the inbox, as the intake describes it."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def report(self) -> Reported | None: ...


class Past(Protocol):
    """The report of a file that left the inbox; report: what it says, where that is remembered."""

    @property
    def name(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def is_refused(self) -> bool: ...
    @property
    def report_file(self) -> "Path": ...
    @property
    def report(self) -> Reported | None: ...


class Inbox(Protocol):
    """What the intake lends: see intake.inbox."""

    @property
    def folder(self) -> "Path": ...
    @property
    def problem(self) -> IbdashError | None: ...
    @property
    def passed(self) -> int: ...
    @property
    def cleared(self) -> int: ...
    @property
    def waiting(self) -> Sequence[Lying]: ...
    def past(self, most: int) -> Sequence[Past]: ...
    def text_of(self, one: Any) -> str | None: ...
    def look(self, now: datetime) -> object: ...
    def look_until_still(
        self, clock: Callable[[], datetime], rest: Callable[[float], None]
    ) -> object: ...
    def read(self, key: str) -> bytes | None: ...
    def settle(self, key: str, file_hash: str, report: Any, now: datetime) -> object: ...


MakeInbox: TypeAlias = "Callable[[Store, Settings], Inbox]"


class Watch:
    """Looks every so many seconds until it is stopped, or with 0 only when asked.

    clock: local time.
    """

    def __init__(
        self,
        make: Callable[[], Inbox],
        seconds: float,
        log: Callable[[BaseException], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._make = make
        self._seconds = seconds
        self._log = log
        self._clock = clock
        self._inbox: Inbox | None = None
        self._making = threading.Lock()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ibdash inbox", daemon=True)
        self._thread.start()

    @property
    def inbox(self) -> Inbox:
        """Made when somebody first needs it: the rooms behind it take half a second to load."""
        with self._making:
            if self._inbox is None:
                self._inbox = self._make()
            return self._inbox

    @property
    def lying(self) -> Sequence[Lying]:
        """What lies in the inbox as far as it was looked into; does not make it."""
        return self._inbox.waiting if self._inbox is not None else ()

    @property
    def looks_by_itself(self) -> bool:
        return self._seconds > 0

    @property
    def mark(self) -> object:
        """Another one whenever there is something new to draw."""
        return (self.inbox.cleared, [(one.key, one.why) for one in self.lying])

    def look_now(self) -> None:
        """Looks until what was just put there is taken in: a few seconds."""
        self._logged(lambda: self.inbox.look_until_still(self._clock, time.sleep))

    def settle(self, key: str, file_hash: str, report: Reported) -> bool:
        """Clears away a file that somebody took in on the page; whether it is away."""
        return self.inbox.settle(key, file_hash, report, self._clock()) is not None

    def stop(self) -> None:
        """Ends after the look that is under way."""
        self._stopped.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        while not self._stopped.wait(self._seconds or None):
            self._logged(lambda: self.inbox.look(self._clock()))

    def _logged(self, look: Callable[[], object]) -> None:
        """A fault is logged, and the next look is as good as any."""
        try:
            look()
        except Exception as error:
            if not self._stopped.is_set():
                self._log(error)


def begin(make: MakeInbox, clock: Callable[[], datetime]) -> None:
    """Starts the watch of the real store when none is there yet; called by app.py in every run.

    Does nothing when the setting `inbox` is empty.
    """
    settings, _, _ = session.begun()
    if settings.inbox is not None:
        store = session.real_store()
        _watch(str(settings.store), store.serial, settings, store, make, clock)
        st.session_state[_GIVEN] = (make, clock)


def of(now: session.Session) -> Watch | None:
    """The watch of the store that is shown; None for the demo school and without an inbox."""
    if now.is_demo or now.settings.inbox is None or _GIVEN not in st.session_state:
        return None
    make, clock = st.session_state[_GIVEN]
    found: Watch = _watch(
        str(now.settings.store), now.store.serial, now.settings, now.store, make, clock
    )
    return found


def line(now: session.Session) -> None:
    """For the frame: the way to what waits for a person; nothing while nothing does."""
    watch = of(now)
    count = intake_inbox.for_a_person(one.why for one in watch.lying) if watch else 0
    if count and places.exists(places.IMPORT):
        with st.container(key="inbox_waits"):
            st.page_link(
                places.IMPORT,
                label=intake_inbox.waiting_sentence(count),
                icon=":material/move_to_inbox:",
            )


_GIVEN = "inbox_watch_given"


@st.cache_resource(show_spinner=False, on_release=lambda watch: watch.stop())
def _watch(
    path: str,
    serial: int,
    _settings: "Settings",
    _store: "Store",
    _make: MakeInbox,
    _clock: Callable[[], datetime],
) -> Watch:
    return Watch(
        lambda: _make(_store, _settings),
        _settings.inbox_seconds,
        lambda error: fault_log.write(_settings.data, error),
        _clock,
    )
