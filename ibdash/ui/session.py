"""Who is looking at which store, in one value: the first thing every page asks for."""

import contextlib
import dataclasses
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import streamlit as st

from ibdash.access import Person, person_of
from ibdash.questions import ask
from ibdash.ui import address

if TYPE_CHECKING:
    from ibdash.settings import Settings
    from ibdash.store import Store

# Keys in st.session_state; the switches in the frame set HIDE_NAMES and DEMO.
HIDE_NAMES = "hide_names"
DEMO = "demo"
_BEGUN = "session_begun"
_KNOWN = "session_known"
_DEMO_WANTED = "session_demo_wanted"

# Opens, or makes, the store of these settings.
OpenStore: TypeAlias = "Callable[[Settings], Store]"
# (settings of the real store, today, the demo's open store): writes the demo and takes it in.
MakeDemo: TypeAlias = "Callable[[Settings, date, Store], object]"

# Held while the demo school is being made: a half-made store is not there yet.
_making_demo = threading.Lock()


@dataclass(frozen=True)
class Known:
    """An earlier day as of whose end a store is shown.

    change_id: the number of the last change before that end.  serial: of the opening of that store.
    """

    day: date
    change_id: int
    serial: int


@dataclass(frozen=True)
class Session:
    """One visit: everything a page needs to ask its questions and to draw the answers.

    settings: of the store that is shown.  dark: the theme on the screen.  is_demo: the fictive
    school is shown; it has a store of its own and never meets the real one.
    known_on: the earlier day as of whose end everything is shown, None for now; known_at: the last
    change before that end.  While it is set `today` is that day, so that ages, running plans and
    moments are those of that day, and nothing may be changed.
    """

    store: "Store"
    who: Person
    settings: "Settings"
    today: date
    hide_names: bool
    dark: bool
    is_demo: bool
    known_on: date | None = None
    known_at: int | None = None

    def ask(self, question: str, **values: Any) -> pa.Table:
        """The answer to a question, for this person and from this store, as known on the day."""
        return ask(self.store, question, who=self.who, known_at=self.known_at, **values)


def begin(settings: "Settings", today: date, open_store: OpenStore) -> None:
    """Called by app.py at the start of every run; a page refuses to run without it.

    The two switches survive a reload of the browser by way of the address: names that were hidden
    stay hidden.
    """
    st.session_state[_BEGUN] = (settings, today, open_store)
    for key, name, word in ((HIDE_NAMES, "namen", "verborgen"), (DEMO, "demo", "ja")):
        if key not in st.session_state:
            st.session_state[key] = name in st.query_params
        if key == DEMO and st.session_state[key] and not demo_exists(settings):
            st.session_state[key] = False
        address.want(name, word if st.session_state[key] else None)
    address.write()


def has_begun() -> bool:
    """Whether app.py has run in this session."""
    return _BEGUN in st.session_state


def begun() -> tuple["Settings", date, OpenStore]:
    """The settings of the real store, the day, and what opens a store, as app.py gave them."""
    settings, today, open_store = st.session_state[_BEGUN]
    return settings, today, open_store


def current() -> Session:
    """The session of this run; raises StoreUnusable when its store cannot be opened."""
    settings, today, open_store = begun()
    is_demo = bool(st.session_state.get(DEMO, False))
    shown = demo_settings(settings) if is_demo else settings
    store = _store(str(shown.store), shown, open_store)
    known: Known | None = st.session_state.get(_KNOWN)
    if known is not None and known.serial != store.serial:
        known = None
    return Session(
        store=store,
        who=person_of(settings),
        settings=shown,
        today=known.day if known else today,
        hide_names=bool(st.session_state.get(HIDE_NAMES, False)),
        dark=st.context.theme.type == "dark",
        is_demo=is_demo,
        known_on=known.day if known else None,
        known_at=known.change_id if known else None,
    )


def real_store() -> "Store":
    """The store of the school itself, also while the demo school is shown."""
    settings, _, open_store = begun()
    return _store(str(settings.store), settings, open_store)


def show_as_known(known: Known | None) -> None:
    """Sets the day of the run, for every `current` until the next run; None shows now."""
    st.session_state[_KNOWN] = known


def demo_settings(settings: "Settings") -> "Settings":
    """The same settings for the demo school: a store and temporary files of its own, no key."""
    folder = settings.data / "demo"
    return dataclasses.replace(settings, store=folder / "demo.duckdb", data=folder, key="")


def demo_exists(settings: "Settings") -> bool:
    """Whether there is a finished demo school to switch to."""
    return demo_settings(settings).store.exists() and not _making_demo.locked()


def wish_demo() -> None:
    """Asks for the demo school; it is made at the start of the next run, where app.py can."""
    st.session_state[_DEMO_WANTED] = True


def demo_is_wanted() -> bool:
    """Whether somebody asked for it in the previous run; asking once empties the wish."""
    return bool(st.session_state.pop(_DEMO_WANTED, False))


def show_demo(make: MakeDemo) -> None:
    """Switches to the demo school, made first where there is none; a double click makes one.

    A half-made store is removed, so that the next try begins anew.
    """
    settings, today, open_store = begun()
    shown = demo_settings(settings)
    path = str(shown.store)
    with _making_demo:
        store = _store(path, shown, open_store)
        if ask(store, "frame/schools", who=person_of(settings)).num_rows == 0:
            try:
                make(settings, today, store)
            except BaseException:
                _store.clear(path, shown, open_store)
                _remove(shown.store)
                raise
    st.session_state[DEMO] = True


def _remove(store: Path) -> None:
    for file in (store, store.with_name(store.name + ".wal")):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


@st.cache_resource(show_spinner=False, on_release=lambda store: store.close())
def _store(path: str, _settings: "Settings", _open_store: OpenStore) -> "Store":
    """One store per file for the whole process: a second one on the same file cannot be opened."""
    return _open_store(_settings)
