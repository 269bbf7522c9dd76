"""What stands between a page and the outside: no page without app.py, no error in raw form."""

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import ParamSpec, overload

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ibdash import fault_log
from ibdash.errors import AccessRefused, IbdashError
from ibdash.ui import places, session, states

P = ParamSpec("P")


def page() -> session.Session:
    """The first line of every page: the session, or no page at all.

    Until somebody has opened `/`, Streamlit may run a page's file without app.py, and so without
    its access check; then this shows nothing and goes to app.py.
    """
    if not session.has_begun():
        # Outside the app (a page run by itself) there is no app.py to go to.
        with contextlib.suppress(StreamlitAPIException):
            st.switch_page(places.APP)
        st.stop()
    return session.current()


@contextlib.contextmanager
def shows_errors() -> Iterator[None]:
    """Turns an error inside it into Dutch on the screen; Streamlit's own stops pass through."""
    try:
        yield
    except AccessRefused as error:
        states.no_access(error)
    except IbdashError as error:
        states.error(error)
    except Exception as error:
        if session.has_begun():
            data = session.begun()[0].data
            fault_log.write(data, error)
            states.unexpected(fault_log.path(data))
        else:
            states.unexpected(None)


@overload
def fragment(function: Callable[P, None], /) -> Callable[P, None]: ...
@overload
def fragment(*, key: str | None = None) -> Callable[[Callable[P, None]], Callable[P, None]]: ...
def fragment(
    function: Callable[P, None] | None = None, *, key: str | None = None
) -> Callable[[Callable[P, None]], Callable[P, None]] | Callable[P, None]:
    """`st.fragment` with the guard inside: a fragment runs again without app.py around it."""

    def decorate(body: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(body)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            with shows_errors():
                page()
                body(*args, **kwargs)

        return st.fragment(guarded, key=key)

    return decorate if function is None else decorate(function)
