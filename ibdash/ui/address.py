"""The address of a page: opaque keys of what is chosen, so that a copied link shows the same.

Each change that is written there becomes a step of the browser's Back button; so a run collects
its changes and writes them in one go, and another page starts with all that stood there before.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

# What stands there by our hand, in the order of the address; each (name, value) that we ever wrote;
# and what is still to be written, where None takes a name out.
_KEPT = "address_kept"
_WRITTEN = "address_written"
_WANTED = "address_wanted"


def given(name: str) -> str | None:
    """What a link or the Back button brought; None when the address only repeats what we wrote.

    A browser that has not yet received our last change still sends the address of before.  That
    must not undo a choice, so what we wrote earlier only counts on a step back or forward.
    """
    value = st.query_params.get(name)
    is_ours = (name, value) in st.session_state.get(_WRITTEN, ())
    if value is None or value == _kept().get(name) or (is_ours and not _is_step_in_history()):
        return None
    return value


def is_gone(name: str) -> bool:
    """Whether a step back or forward led to an address without what we wrote under this name."""
    return _is_step_in_history() and name in _kept() and name not in st.query_params


def want(name: str, value: str | None) -> None:
    """Has a value written with the next `write`; None takes the name out."""
    # What stands there already must not wait for the next run, which may be a step back.
    if not value == _kept().get(name) == st.query_params.get(name):
        st.session_state[_WANTED] = {**st.session_state.get(_WANTED, {}), name: value}


def write() -> None:
    """Writes what is wanted, as one step of the browser at most."""
    wanted: dict[str, str | None] = st.session_state.get(_WANTED, {})
    _show({**st.query_params.to_dict(), **wanted})
    kept = {**_kept(), **wanted}
    st.session_state[_KEPT] = {name: value for name, value in kept.items() if value is not None}
    st.session_state[_WRITTEN] = st.session_state.get(_WRITTEN, frozenset()) | set(wanted.items())
    st.session_state[_WANTED] = {}


def restore() -> None:
    """Puts back what a change of page has emptied; at the start of a run."""
    kept, shown = _kept(), st.query_params.to_dict()
    if kept.keys().isdisjoint(shown):
        _show({**kept, **shown})


def now() -> dict[str, str]:
    """All that stands there by our hand."""
    return dict(_kept())


def _show(wanted: dict[str, str | None]) -> None:
    values = {name: value for name, value in wanted.items() if value is not None}
    if values != st.query_params.to_dict():
        st.query_params.from_dict(values)


def _kept() -> dict[str, str]:
    kept: dict[str, str] = st.session_state.get(_KEPT, {})
    return kept


def _is_step_in_history() -> bool:
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
