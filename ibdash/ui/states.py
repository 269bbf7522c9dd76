"""The states that are not figures: nothing yet, too little, an error, no access (look.md 9)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from ibdash.errors import AccessRefused, IbdashError
from ibdash.ui import address, places, session
from ibdash.views import dutch, palette

_BERRY = f"light-dark({palette.LIGHT.berry},{palette.DARK.berry})"
_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"


@dataclass(frozen=True)
class Way:
    """The one way out of a state: a button that leads to a page."""

    label: str
    page: str
    icon: str = ""


TO_IMPORT = Way("Bestand importeren", places.IMPORT, "upload_file")
TO_GROUP = Way("Terug naar de groep", places.GROUP, "arrow_back")


def empty(
    head: str, why: str, way: Way | None = TO_IMPORT, icon: str = "upload_file", name: str = "empty"
) -> None:
    """Nothing to show yet: what for, and what is needed; the demo school as a quiet second way.

    name: part of the keys, for a page that shows two.  On an earlier day nothing can be brought in,
    so that only says that it was so.
    """
    known_on = session.current().known_on
    with _card(name, icon if known_on is None else "history", head):
        if known_on is not None:
            _text(f"Zo was het op {dutch.day_in_words(known_on)}.")
            # The page may stop here before it has written where it is.
            address.write()
            return
        _text(why)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _way_out(way, f"go_{name}", primary=True)
            if not session.current().is_demo and st.button(
                "Kijk met de demoschool", type="tertiary", key=f"demo_{name}"
            ):
                session.wish_demo()
                st.rerun()


def no_groups() -> None:
    """The empty state of a store without groups: which file the first steps need."""
    empty(
        "Nog geen groepen",
        "Deze pagina laat zien hoe de leerlingen ervoor staan. Daarvoor is eerst een bestand met "
        "leerlingen en groepen nodig, bijvoorbeeld de EDEXML van uw leerlingvolgsysteem.",
    )


def no_school() -> None:
    """The empty state of a store in which nothing was taken in yet, for a page about all of it."""
    empty(
        "Nog geen gegevens",
        "Deze pagina laat zien wat er in uw gegevens niet klopt en wat er ontbreekt. Daarvoor is "
        "eerst een bestand nodig, bijvoorbeeld de EDEXML van uw leerlingvolgsysteem.",
    )


def no_results(of: str) -> None:
    """No results of somebody or something ("groep 6a")."""
    empty(
        f"Nog geen resultaten van {of}",
        "Daarvoor is een bestand met toetsresultaten nodig, bijvoorbeeld de export van uw "
        "leerlingvolgsysteem.",
    )


def too_little(head: str, why: str, name: str = "too_little", icon: str = "more_horiz") -> None:
    """Too few moments or pupils for a figure: "Te weinig gegevens voor een trend"."""
    with _card(name, icon, head):
        _text(why)


def error(problem: IbdashError, way: Way | None = None, name: str = "error") -> None:
    """What happened, what was kept, and what to do now."""
    with _card(name, "error", problem.title, colour=_BERRY):
        if problem.text:
            _text(_sentence(problem.text))
        if problem.remedy:
            _text(_sentence(problem.remedy), _GREY)
        _way_out(way, f"to_{name}")


def no_access(problem: AccessRefused | None = None, way: Way | None = TO_GROUP) -> None:
    """Not there or not allowed: one and the same answer."""
    head = problem.title if problem else "Deze leerling is niet te vinden"
    why = (
        _sentence(problem.text)
        if problem and problem.text
        else "De leerling bestaat niet of u mag het dossier niet zien."
    )
    with _card("no_access", "lock", head):
        _text(why)
        if problem and problem.remedy:
            _text(_sentence(problem.remedy), _GREY)
        _way_out(way, "to_no_access")


def unexpected(log: Path | None, name: str = "unexpected") -> None:
    """A fault of the program: nothing about it but where it is written down."""
    with _card(name, "error", "Er ging iets mis in ibdash", colour=_BERRY):
        _text("Deze pagina kon niet worden gemaakt. Uw gegevens zijn niet veranderd.")
        where = f" Wat er misging, staat zonder leerlinggegevens in {log}." if log else ""
        _text(
            f"Laad de pagina opnieuw. Helpt dat niet, sluit ibdash en start het weer.{where}", _GREY
        )


@contextmanager
def _card(name: str, icon: str, head: str, colour: str = _GREY) -> Iterator[None]:
    with st.container(border=True, key=f"state_{name}", width=520, gap="xsmall"):
        st.html(
            f'<span role="img" aria-hidden="true" style="font-family:\'Material Symbols Rounded\';'
            f"display:block;font-size:30px;line-height:1;color:{colour};font-feature-settings:'liga'\">"
            f"{escape(icon)}</span>"
            f'<h2 style="margin:8px 0 0;padding:0;font-size:17px;font-weight:600;line-height:1.3">'
            f"{escape(head)}</h2>"
        )
        yield


def _text(text: str, colour: str = "inherit") -> None:
    st.html(f'<p style="margin:0;font-size:15px;line-height:1.4;color:{colour}">{escape(text)}</p>')


def _way_out(way: Way | None, key: str, primary: bool = False) -> None:
    if way is None or not places.exists(way.page):
        return
    icon = f":material/{way.icon}:" if way.icon else None
    if st.button(way.label, type="primary" if primary else "secondary", icon=icon, key=key):
        st.switch_page(way.page)


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", ":")) else f"{text}."
