"""Zoals bekend op: the day as of whose end every page is shown; its control and its band."""

from datetime import date
from html import escape

import streamlit as st

from ibdash import questions
from ibdash.ui import address, choose, session, states
from ibdash.ui.session import Session
from ibdash.views import dutch, palette

_ADDRESS = "bekend"
# Keys in st.session_state: the day that was asked for, as in the address; why it is not shown.
_WISH = "known_on_wish"
_IGNORED = "known_on_ignored"
_CHOICE = "known_on_choice"
_NOW = ""
_PETROL = f"light-dark({palette.LIGHT.petrol},{palette.DARK.petrol})"


def settle() -> None:
    """Decides at the start of a run as of which day, and so which change, everything is shown.

    The day comes from the control or from the address; one that cannot be shown is ignored, and
    the band says so.
    """
    linked = address.given(_ADDRESS)
    if linked is not None or address.is_gone(_ADDRESS):
        st.session_state[_WISH] = linked
    wish: str | None = st.session_state.get(_WISH)
    known = None
    if wish is not None:
        known, ignored = _known(wish)
        if known is None:
            st.session_state[_WISH], st.session_state[_IGNORED] = None, ignored
    session.show_as_known(known)
    address.want(_ADDRESS, known.day.isoformat() if known else None)


def _known(wish: str) -> tuple[session.Known | None, str]:
    """What a wish comes to, else why it cannot be shown; today is what is shown anyway."""
    now, today = session.current(), session.begun()[1]
    try:
        day = date.fromisoformat(wish)
    except ValueError:
        return None, "De dag in dit adres bestaat niet"
    if day == today:
        return None, ""
    if day > today:
        return None, "De dag in dit adres moet nog komen"
    change_id = questions.last_change(now.store, day, who=now.who)
    if change_id is None:
        return None, f"Op {dutch.day_in_words(day)} was hier nog niets bekend"
    return session.Known(day, change_id, now.store.serial), ""


def control() -> None:
    """The choice of a day before today on which anything changed; nothing where there is none.

    No calendar: Streamlit's speaks English, and between two of these days nothing is different.
    """
    now, today = session.current(), session.begun()[1]
    days = questions.changed_days(now.store, who=now.who)
    labels = {day.isoformat(): _label(day, files, today) for day, files in days if day < today}
    if not labels:
        return
    if now.known_on is not None:
        labels.setdefault(now.known_on.isoformat(), dutch.day(now.known_on))
    st.session_state[_CHOICE] = now.known_on.isoformat() if now.known_on else _NOW
    st.selectbox(
        "Zoals bekend op",
        [_NOW, *sorted(labels, reverse=True)],
        format_func=lambda day: labels.get(day, "Nu"),
        key=_CHOICE,
        on_change=_chosen,
        filter_mode=None,
        help="Toont alles zoals het aan het eind van die dag in ibdash stond. U kiest uit de dagen"
        " waarop er iets is overgenomen of gewijzigd; daartussen veranderde er niets. Nu is alles"
        " wat vandaag bekend is.",
    )


def _label(day: date, files: int, today: date) -> str:
    """ "24 nov · 3 bestanden"; without files somebody decided something.

    The box is as wide as the sidebar: a day of another calendar year is alone in it.
    """
    if day.year != today.year:
        return dutch.day(day)
    what = dutch.plural(files, "bestand", "bestanden") if files else "gewijzigd"
    return f"{dutch.day(day).removesuffix(f'{dutch.NO_BREAK}{day.year}')} · {what}"


def band() -> None:
    """On top of every page: as of which day it is shown, and the way back to now."""
    now = session.current()
    if now.known_on is not None:
        said = (
            "U ziet de gegevens zoals ze op"
            f" <strong>{dutch.day_in_words(now.known_on)}</strong> bekend waren."
            f"{_not_there_yet(now)}"
        )
        _said("known_on_band", said, "Terug naar nu")
    elif ignored := st.session_state.get(_IGNORED):
        _said("known_on_ignored", f"{escape(ignored)}; u ziet de gegevens van nu.", "Goed")


def _said(key: str, html: str, way_out: str) -> None:
    """One line with a button that ends it: in words and with an icon, not by colour alone."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        st.html(
            '<p role="status" style="margin:0;font-size:15px;line-height:1.4;display:flex;gap:8px">'
            '<span role="img" aria-hidden="true" style="font-family:\'Material Symbols Rounded\';'
            f"font-size:20px;line-height:1.1;color:{_PETROL};font-feature-settings:'liga'\">"
            f"history</span><span>{html}</span></p>"
        )
        st.button(way_out, key=f"{key}_end", width="content", on_click=_want, args=(None,))


def stop_where_facts_change(now: Session) -> None:
    """Ends a page on which facts are changed while an earlier day is shown: that day is over."""
    if now.known_on is None:
        return
    address.write()
    states.too_little(
        "U kijkt naar vroeger; ga terug naar nu om iets over te nemen",
        "Wat u overneemt, komt bij de gegevens van nu.",
        name="known_on",
        icon="history",
    )
    st.stop()


def _not_there_yet(now: Session) -> str:
    """Which choices were not known yet; the pages show another, and forget none of them."""
    school = _key("school")
    if school and all(one.public_key != school for one in choose.all_schools(now)):
        return " De gekozen school was er toen nog niet."
    of = choose.school(now)
    if of is None:
        return ""
    table = now.ask("frame/school_years", school_id=of.school_id)
    years = [str(year) for year in table.column("school_year").to_pylist()]
    absent = []
    if (year := _key("school_year")) and year not in years:
        absent.append("Het gekozen schooljaar")
    # Newest first, so that the years before are hardly ever asked for.
    groups = (one.public_key for year in years for one in choose.groups(now, year))
    if (group := _key("group")) and group not in groups:
        absent.append("De gekozen groep")
    if (pupil := _key("pupil")) and st.session_state.get("chosen_subject") == "leerling":
        pupils = choose.all_pupils(now)
        if pupils is None or pupil not in pupils.column("public_key").to_pylist():
            absent.append("De gekozen leerling")
    return "".join(f" {what} was er toen nog niet." for what in absent)


def _key(name: str) -> str | None:
    """What a link or an earlier click chose, whether it is there or not."""
    key: str | None = st.session_state.get(f"chosen_{name}")
    return address.given(choose.ADDRESS[name]) or key


def _chosen() -> None:
    _want(st.session_state[_CHOICE] or None)


def _want(day: str | None) -> None:
    """Usable in a callback."""
    st.session_state[_WISH] = day
    for told in (_IGNORED, choose.INSTEAD):
        st.session_state.pop(told, None)
