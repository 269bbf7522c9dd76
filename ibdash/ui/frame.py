"""The picture frame around every page: menu, search, switches and what must always be said."""

from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from ibdash.errors import IbdashError
from ibdash.ui import address, choose, inbox_watch, known_on, places, session, source_alarm
from ibdash.views import dutch, palette

if TYPE_CHECKING:
    from ibdash.settings import Settings

_STATIC = Path(__file__).parent / "static"
_ARRIVED = "frame_arrived"
_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"


@dataclass(frozen=True)
class Entry:
    """A page in the menu: its section there, file, title, address and icon.

    The first entry whose file exists is the start page and lives at `/`.
    """

    section: str
    path: str
    title: str
    url_path: str
    icon: str


def configure() -> None:
    """Title, icon and width of the window; the first thing app.py draws."""
    st.set_page_config(
        page_title="ibdash",
        page_icon=str(_STATIC / "icon.svg"),
        layout="wide",
        initial_sidebar_state=232,
    )
    st.logo(str(_STATIC / "logo.svg"), size="medium")
    st.html(_STATIC / "frame.css")


def navigation(folder: Path, entries: tuple[Entry, ...]) -> Page:
    """Tells Streamlit which pages there are, draws our own menu of them and gives the chosen one.

    Only entries whose file exists in `folder` are pages.  Raises IbdashError when there is none.
    """
    listed = [entry for entry in entries if (folder / entry.path).exists()]
    if not listed:
        raise IbdashError(
            "Er zijn geen pagina's",
            "De map 'pages' van ibdash is leeg of ontbreekt",
            "Haal ibdash opnieuw op",
        )
    pages = [
        st.Page(
            entry.path,
            title=entry.title,
            icon=f":material/{entry.icon}:",
            default=number == 0,
            url_path=entry.url_path if number else None,
        )
        for number, entry in enumerate(listed)
    ]
    places.remember([entry.path for entry in listed])
    # Before the browser hears of the page: its step and the address are one then.
    address.restore()
    chosen = st.navigation(pages, position="hidden")
    with st.sidebar.container(key="menu", gap="xxsmall"):
        for number, entry in enumerate(listed):
            if entry.section and (number == 0 or listed[number - 1].section != entry.section):
                st.caption(entry.section)
            st.page_link(pages[number], width="stretch")
        if _ARRIVED not in st.session_state:
            _arrive(listed)
    return chosen


def _arrive(listed: list[Entry]) -> None:
    """On the first run of a visit: our own words about an address that is no page.

    Streamlit tells it in English; and on the first visit to a fresh server it says the same of
    every page but the start page, because it looks for files in `pages` until it knows ours.
    """
    st.session_state[_ARRIVED] = True
    path = urlsplit(st.context.url or "").path.strip("/")
    if path and path not in {entry.url_path for entry in listed}:
        choose.unknown_page(listed[0].title)
    with st.container(key="arrival"):
        st.html(_STATIC / "arrival.html", unsafe_allow_javascript=True)


def begin(
    settings: "Settings",
    today: date,
    *,
    open_store: session.OpenStore,
    make_demo: session.MakeDemo,
) -> None:
    """Starts the run of this session, and makes the demo school when somebody asked for it.

    Settles as of which day everything is shown.
    """
    session.begin(settings, today, open_store)
    if session.demo_is_wanted():
        with st.spinner("De demoschool wordt gemaakt. Dat duurt een paar tellen …"):
            session.show_demo(make_demo)
        choose.forget_all()
        st.rerun()
    known_on.settle()


def sidebar(synchronised_by: str | None) -> None:
    """What stands under the menu: search, switches and the sentences that are always there.

    synchronised_by: the service in whose folder the store lies, or None.
    """
    now = session.current()
    with st.sidebar.container(key="tools", gap="small"):
        choose.school_select(now)
        _search(now)
        _switch(
            "Namen verbergen",
            session.HIDE_NAMES,
            "Toont initialen in plaats van namen, voor als er iemand meekijkt.",
        )
        if session.demo_exists(session.begun()[0]):
            _switch(
                "Demoschool",
                session.DEMO,
                "Verzonnen leerlingen, in een bestand apart van uw eigen gegevens.",
            )
        known_on.control()
        source_alarm.line(now)
        inbox_watch.line(now)
        _quiet("Cijfers helpen u kijken. Het oordeel is aan u.")
        if not now.store.encrypted and not now.is_demo:
            _quiet("De gegevens op deze computer zijn nog niet versleuteld.")
        if synchronised_by is not None:
            st.warning(
                f"Uw gegevens staan in een map van {synchronised_by}. Zo gaan ze naar "
                "internet en kan het bestand beschadigd raken. "
                "Kies met de instelling 'store' een andere map.",
                icon=":material/cloud_off:",
            )

    # Only now: a switch before the frame is drawn would lose the widgets that were still to come.
    if st.session_state.pop("pupil_found", False):
        st.switch_page(places.of_pupil(), query_params=choose.pupil_address())


def _switch(label: str, key: str, explanation: str) -> None:
    """A toggle whose value lives under `key`, so that no interrupted run can lose it."""
    st.session_state[f"{key}_switch"] = st.session_state[key]
    st.toggle(label, key=f"{key}_switch", help=explanation, on_change=_turned, args=(key,))


def _turned(key: str) -> None:
    st.session_state[key] = st.session_state[f"{key}_switch"]
    if key == session.DEMO:
        choose.forget_all()


def _search(now: session.Session) -> None:
    """Two clicks to any pupil: a choice here opens the pupil's page."""
    if not places.can_open_pupil():
        return
    known = None if now.hide_names else choose.all_pupils(now)
    labels = search_labels(known.to_pylist()) if known is not None else {}
    if not labels and not now.hide_names:
        return
    st.selectbox(
        "Zoek een leerling",
        list(labels),
        index=None,
        format_func=lambda key: labels[key],
        placeholder="Namen verborgen" if now.hide_names else "Zoek een leerling",
        disabled=now.hide_names,
        key="pupil_search",
        on_change=_found,
        label_visibility="collapsed",
    )


def _found() -> None:
    key = st.session_state["pupil_search"]
    if key is not None:
        choose.choose_pupil(key)
        st.session_state["pupil_search"] = None
        st.session_state["pupil_found"] = True


def search_labels(pupils: list[dict[str, object]]) -> dict[str, str]:
    """public_key: "Bram Jansen, 6a", all different: the browser sends the label back.

    Equal ones get their birth date, and then a number.
    """
    plain = {str(one["public_key"]): _label(one) for one in pupils}
    counts = _counts(plain)
    dated = {
        str(one["public_key"]): _label(one, with_birth_date=counts[_label(one)] > 1)
        for one in pupils
    }
    counts, seen, result = _counts(dated), dict[str, int](), {}
    for key, label in dated.items():
        seen[label] = seen.get(label, 0) + 1
        result[key] = f"{label} ({seen[label]})" if counts[label] > 1 else label
    return result


def _label(pupil: dict[str, object], with_birth_date: bool = False) -> str:
    where = "oud-leerling" if pupil["is_former"] else pupil["group_name"] or "zonder groep"
    born = pupil["birth_date"]
    date_text = f", {dutch.day(born)}" if with_birth_date and isinstance(born, date) else ""
    return f"{pupil['display_name']}, {where}{date_text}"


def _counts(labels: dict[str, str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for label in labels.values():
        counts[label] = counts.get(label, 0) + 1
    return counts


def _quiet(text: str) -> None:
    st.html(
        f'<p style="margin:0;font-size:13px;line-height:1.4;color:{_GREY};text-wrap:balance">'
        f"{escape(text)}</p>"
    )
