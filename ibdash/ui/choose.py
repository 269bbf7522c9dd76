"""What a page is about: school, school year, group, pupil; kept between pages and in the address.

The choice itself lives under keys of its own in st.session_state, not in a widget, so that it
outlives the widget; the address carries only opaque public keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.domain import school_year as school_year_rules
from ibdash.errors import AccessRefused
from ibdash.ui import address, being_read, names, page_head, shown_instead
from ibdash.ui.session import Session
from ibdash.views import dutch

T = TypeVar("T")
Subject = Literal["pupil", "group", "year_group", "school"]
# Its word on the screen and in the address.
SUBJECTS: dict[str, Subject] = {
    "leerling": "pupil",
    "groep": "group",
    "jaargroep": "year_group",
    "school": "school",
}
# What stands among the groups for the pupils who are in none.
WITHOUT_GROUP = "Zonder groep"
# Choices from a link that are not there: by name, what is shown instead.
INSTEAD = shown_instead.KEY
# Our name of a choice: its name in the address.
ADDRESS = {
    "school": "school",
    "school_year": "schooljaar",
    "group": "groep",
    "pupil": "leerling",
    "subject": "over",
}


@dataclass(frozen=True)
class School:
    """A school of the store; `label` names its location too where there are several."""

    school_id: int
    public_key: str
    label: str


@dataclass(frozen=True)
class Group:
    """A group in a school year; group_id is None for "zonder groep".

    year_groups: codes of the pupils in it ("3", "4" for a combination group).
    """

    group_id: int | None
    public_key: str
    name: str
    school_year: str
    pupils: int
    year_groups: tuple[str, ...]
    is_composite: bool

    @property
    def title(self) -> str:
        """ "Groep 6a", as a title."""
        text = dutch.group(self.name)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Pupil:
    """A pupil of the school; `shown` is the name, or initials when names are hidden."""

    pupil_id: int
    public_key: str
    shown: str
    group_name: str | None
    is_former: bool


def all_schools(session: Session) -> list[School]:
    """Every school in the store, by name."""
    rows = session.ask("frame/schools").to_pylist()
    labels = [row["name"] for row in rows]
    return [
        School(
            row["school_id"],
            row["public_key"],
            f"{row['name']} ({row['location']})"
            if labels.count(row["name"]) > 1 and row["location"]
            else row["name"],
        )
        for row in rows
    ]


def school(session: Session) -> School | None:
    """The chosen school, else the first; None in an empty store.  Draws nothing."""
    found = {one.public_key: one for one in all_schools(session)}
    return _chosen("school", found)


def school_select(session: Session) -> None:
    """The choice of school; draws nothing where there is one."""
    schools = {one.public_key: one for one in all_schools(session)}
    if len(schools) > 1:
        chosen = _chosen("school", schools)
        _widget("school", chosen.public_key if chosen else None)
        st.selectbox(
            "School",
            list(schools),
            format_func=lambda key: schools[key].label,
            key="school_choice",
            on_change=_take,
            args=("school",),
        )


def school_year(session: Session, into: DeltaGenerator) -> str:
    """Draws the choice of school year into a container and gives it, as "2025-2026".

    Stops the page with its empty state where no school has groups yet.
    """
    years, chosen = _years(session)
    address.write()
    _say_what_is_shown_instead(years, chosen, session)
    _year_select(years, chosen, into)
    return chosen


def _years(session: Session) -> tuple[list[str], str]:
    """All school years and the chosen one; stops the page where there are none."""
    of = school(session)
    table = session.ask("frame/school_years", school_id=of.school_id) if of else None
    years = [str(year) for year in table.column("school_year").to_pylist()] if table else []
    if not years:
        being_read.no_groups()
        st.stop()
    chosen = _chosen("school_year", {year: year for year in years}, _default_year(years, session))
    assert chosen is not None, "there is at least one year"
    return years, chosen


def _year_select(years: list[str], chosen: str, into: DeltaGenerator) -> None:
    _widget("school_year", chosen)
    into.selectbox(
        "Schooljaar",
        years,
        key="school_year_choice",
        on_change=_take,
        args=("school_year",),
        label_visibility="collapsed",
        width=128,
    )


def groups(session: Session, year: str) -> list[Group]:
    """The groups of the chosen school in a school year, lowest first.  Draws nothing."""
    of = school(session)
    if of is None:
        return []
    table = session.ask(
        "frame/groups", school_id=of.school_id, school_year=year, today=session.today
    )
    return [
        Group(
            row["group_id"],
            row["public_key"],
            row["name"] or (WITHOUT_GROUP if row["group_id"] is None else "zonder naam"),
            year,
            row["pupils"],
            tuple(row["year_groups"] or ()),
            row["is_composite"],
        )
        for row in table.to_pylist()
    ]


def check_group(session: Session) -> None:
    """Refuses a group in the address that no school year knows, instead of showing another.

    The answer is the one for a group that may not be seen.
    """
    given = address.given(ADDRESS["group"])
    of = school(session)
    if given is None or of is None or session.known_on is not None:
        return
    years = session.ask("frame/school_years", school_id=of.school_id)
    known = (
        one.public_key
        for year in years.column("school_year").to_pylist()
        for one in groups(session, str(year))
    )
    if given not in known:
        address.want(ADDRESS["group"], None)
        address.write()
        raise AccessRefused(
            "Deze groep is niet te vinden", "De groep bestaat niet of u mag haar niet zien"
        )


def group(session: Session, into: DeltaGenerator, of: Pupil | None = None) -> Group:
    """Draws the pills of all groups and the school year into a container and gives the group.

    A group stays chosen over a change of year when the other year has one of the same name; else
    it is the first with pupils.  of: whom the page is about; no pill but the own one is lit then.
    Stops the page with its empty state where there are no groups; raises AccessRefused for an
    unknown group in the address.
    """
    check_group(session)
    years, year = _years(session)
    found = {one.public_key: one for one in groups(session, year)}
    if not found:
        being_read.no_groups()
        st.stop()
    name = st.session_state.get("chosen_group_name")
    namesake = next((key for key, one in found.items() if one.name == name), None)
    with_pupils = next((key for key, one in found.items() if one.pupils), None)
    chosen = _chosen("group", found, namesake or with_pupils)
    assert chosen is not None, "there is at least one group"
    # Stands there from the first page on, so that another page adds nothing.
    address.want(ADDRESS["subject"], st.session_state.get("chosen_subject", "groep"))
    address.write()
    _say_what_is_shown_instead(years, year, session)
    st.session_state["chosen_group_name"] = chosen.name
    is_lit = of is None or (of.group_name or WITHOUT_GROUP, of.is_former) == (chosen.name, False)
    st.session_state["group_choice"] = chosen.public_key if is_lit else None
    into.container(width="content", key="page_groups").pills(
        "Groep",
        list(found),
        format_func=lambda key: found[key].name,
        key="group_choice",
        required=is_lit,
        on_change=_take,
        args=("group", "groep"),
        label_visibility="collapsed",
    )
    _year_select(years, year, into.container(width="content"))
    return chosen


def subject(session: Session, into: DeltaGenerator) -> Subject:
    """Draws the switch Leerling, Groep, Jaargroep, School and gives what is chosen.

    Choosing a pupil or a group anywhere sets it; "Leerling" is there once a pupil was chosen.
    """
    words = [word for word in SUBJECTS if word != "leerling" or pupil(session) is not None]
    chosen = _chosen("subject", {word: word for word in words}, "groep")
    assert chosen is not None, "there is always a default"
    _widget("subject", chosen)
    into.segmented_control(
        "Over wie",
        words,
        format_func=str.capitalize,
        key="subject_choice",
        required=True,
        on_change=_take,
        args=("subject",),
        label_visibility="collapsed",
    )
    return SUBJECTS[chosen]


def pupil(session: Session) -> Pupil | None:
    """The chosen pupil, or None when none was.  Draws nothing.

    Raises AccessRefused for a key that is unknown or may not be seen: one and the same answer.
    """
    _adopt("pupil")
    key = st.session_state.get("chosen_pupil")
    if key is None:
        return None
    known = all_pupils(session)
    keys = known.column("public_key").to_pylist() if known is not None else []
    if session.known_on is not None and key not in keys:
        address.want(ADDRESS["pupil"], None)
        return None
    if known is None or key not in keys:
        _forget("pupil")
        address.write()
        raise AccessRefused(
            "Deze leerling is niet te vinden",
            "De leerling bestaat niet of u mag het dossier niet zien",
        )
    address.want(ADDRESS["pupil"], key)
    one = known.slice(keys.index(key), 1)
    row = one.to_pylist()[0]
    (shown,) = names.shown(session, one)
    return Pupil(row["pupil_id"], key, shown, row["group_name"], row["is_former"])


def all_pupils(session: Session) -> pa.Table | None:
    """Every pupil of the chosen school, former pupils included; rows of frame/pupils.sql."""
    of = school(session)
    if of is None:
        return None
    return session.ask("frame/pupils", school_id=of.school_id, today=session.today)


def choose_pupil(key: str) -> None:
    """Makes a pupil the subject; for a search, or a click on a name.  Usable in a callback."""
    st.session_state["chosen_pupil"] = key
    st.session_state["chosen_subject"] = "leerling"


def pupil_address() -> dict[str, str]:
    """The whole address of the page of the chosen pupil, for whoever opens it."""
    about = {"pupil": st.session_state["chosen_pupil"], "subject": "leerling"}
    return address.now() | {ADDRESS[name]: value for name, value in about.items()}


def forget_all() -> None:
    """Forgets every choice: the other store has other keys."""
    for name in ADDRESS:
        _forget(name)
    for name in ("chosen_group_name", INSTEAD):
        st.session_state.pop(name, None)


def unknown_page(shown: str) -> None:
    """Has the page say that its address does not exist.  shown: the page that is opened."""
    st.session_state[INSTEAD] = {"page": shown}


def _default_year(years: list[str], session: Session) -> str:
    """This school year, else the newest that has begun, else the first to come."""
    this_year = school_year_rules.of(session.today)
    return next((year for year in years if year <= this_year), years[-1])


def _chosen(name: str, options: Mapping[str, T], default: str | None = None) -> T | None:
    """The option that was chosen here or in the address, else the default, else the first.

    What it gives stands in the address afterwards, so that a copied address shows the same.
    """
    linked = _adopt(name)
    key = st.session_state.get(f"chosen_{name}")
    if not isinstance(key, str) or key not in options:
        key = default if default in options else next(iter(options), None)
    if key is None:
        return None
    if linked is not None and linked not in options:
        shown = options[key]
        instead = {name: shown.label if isinstance(shown, School) else str(shown)}
        st.session_state[INSTEAD] = st.session_state.get(INSTEAD, {}) | instead
    address.want(ADDRESS[name], key)
    return options[key]


def _adopt(name: str) -> str | None:
    """Takes over what a link or the Back button brought, and gives it."""
    given = address.given(ADDRESS[name])
    if given is not None:
        st.session_state[f"chosen_{name}"] = given
        if name == "pupil":
            st.session_state["chosen_subject"] = "leerling"
    return given


def _say_what_is_shown_instead(years: list[str], chosen: str, session: Session) -> None:
    """A calm line about a link to what is not there, until something is chosen.

    And one from 1 August until the list of the new school year is in.
    """
    texts = shown_instead.texts()
    this_year = school_year_rules.of(session.today)
    if chosen == _default_year(years, session) < this_year:
        texts.append(f"Van {this_year} zijn er nog geen groepen; u ziet {chosen}.")
    if texts:
        page_head.remark(" ".join(texts))


def _forget(name: str) -> None:
    st.session_state.pop(f"chosen_{name}", None)
    address.want(ADDRESS[name], None)


def _widget(name: str, key: str | None) -> None:
    """Sets a widget to the choice before it is drawn; its options may have changed."""
    if key is not None:
        st.session_state[f"{name}_choice"] = key


def _take(name: str, about: str | None = None) -> None:
    """The callback of a widget: its value becomes the choice."""
    st.session_state[f"chosen_{name}"] = st.session_state[f"{name}_choice"]
    st.session_state.pop(INSTEAD, None)
    if about is not None:
        st.session_state["chosen_subject"] = about
