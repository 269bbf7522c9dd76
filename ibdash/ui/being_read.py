"""The empty states of a store into which a file is on its way: the page says so, and follows."""

import streamlit as st

from ibdash.ui import address, guard, inbox_watch, intake_desk, session, states

# How often such a page looks whether the file is done (seconds): a look at what is in memory.
_EVERY = 1.0


def no_groups() -> None:
    """Which file the first steps need; or that it is being read."""
    if not _on_its_way():
        states.no_groups()


def no_school() -> None:
    """The same for a page about all that is in the store."""
    if not _on_its_way():
        states.no_school()


def _on_its_way() -> bool:
    now = session.current()
    said = _said(now)
    if said is None:
        return False
    # The page stops here before it has written where it is.
    address.write()
    states.too_little(*said, name="being_read", icon="hourglass_empty")

    def following() -> None:
        with guard.shows_errors():
            guard.page()
            if _said(now) != said:
                st.rerun()

    st.fragment(following, run_every=_EVERY)()
    return True


def _said(now: session.Session) -> tuple[str, str] | None:
    """Head and text while a file is read or taken in; None where none is, or an earlier day."""
    if now.known_on is not None:
        return None
    busy = intake_desk.busy(now.store)
    if any(item.stage == "applying" for item in busy):
        return (
            "Er wordt een bestand overgenomen",
            "Zodra dat klaar is, staat hier wat erin staat: deze pagina volgt vanzelf. Een groot"
            " bestand duurt een minuut.",
        )
    watch = inbox_watch.of(now)
    if watch is not None and any(one.why == "writing" for one in watch.lying):
        return (
            "Er is een bestand in het postvak gekomen",
            "Als er niets te kiezen is, wordt het overgenomen: deze pagina volgt vanzelf.",
        )
    if busy:
        return (
            "Er wordt een bestand gelezen",
            "Bij Importeren ziet u straks wat het verandert. Wat u daar overneemt, staat dan hier.",
        )
    return None
