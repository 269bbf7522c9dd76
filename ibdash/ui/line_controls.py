"""What is chosen on Leerlijnen: about whom, which line, which reading, which scale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import address, choose, states
from ibdash.ui.page_head import Head
from ibdash.ui.session import Session
from ibdash.views import dutch, first_tests
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line import MEASURES, Line, Measure

T = TypeVar("T", bound=str)
Reading = Literal["same", "cross"]
_READINGS: dict[Reading, str] = {"same": "Dezelfde leerlingen", "cross": "Dwarsdoorsnede"}
# Year groups without tests have no learning line to choose.
_TESTED = ("3", "4", "5", "6", "7", "8")
# Part of the address that a copied link carries; the keys of choose.py stand there too.
_MOST_YEARS = 3
_WITHOUT_GROUP = "leerlingen zonder groep"
_PUPIL = "learning_lines_pupil"
_ADDRESS = {"line": "leerlijn", "year_group": "jaargroep"}


@dataclass(frozen=True)
class About:
    """Whom the page is about.

    name: as in a sentence ("groep 6a", "Bram Jansen"); who: as its subject ("De groep", "Bram").
    asked: the parameters of `line/delivered`.  year_groups: codes of the pupils in it.
    """

    subject: choose.Subject
    name: str
    who: str
    asked: dict[str, Any]
    year_groups: tuple[str, ...]

    @property
    def is_pupil(self) -> bool:
        return self.subject == "pupil"

    @property
    def in_title(self) -> str:
        """ "in groep 6a", "van Bram Jansen": what stands behind the learning line's name."""
        word = "van" if self.is_pupil or self.name == _WITHOUT_GROUP else "in"
        return f"{word} {self.name}"

    @property
    def whole_year_groups(self) -> str:
        """Whom a cross-section is about, which a group is only a part of: "jaargroep 4 en 5"."""
        if self.subject == "school" or not self.year_groups:
            return self.name
        return words.year_groups(self.year_groups)


def bar() -> DeltaGenerator:
    """The row under the head: about whom, reading, line."""
    return st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="learning_lines_bar"
    )


def about(session: Session, head: Head, into: DeltaGenerator) -> About:
    """Draws the choices of whom the page is about; stops the page where there are no groups."""
    subject = choose.subject(session, into)
    if subject in ("pupil", "group"):
        pupil = choose.pupil(session) if subject == "pupil" else None
        if pupil is None:
            choose.check_group(session)
        else:
            _open_group_of(pupil)
        group = choose.group(session, head.filters, pupil)
        asked = _asked(session, subject, group.school_year)
        if subject == "group":
            name = dutch.group(group.name) if group.group_id is not None else _WITHOUT_GROUP
            return About(
                subject, name, "De groep", asked | {"group_id": group.group_id}, group.year_groups
            )
        assert pupil is not None, "the subject is only offered with a pupil"
        return About(subject, pupil.shown, pupil.shown, asked | {"pupil_id": pupil.pupil_id}, ())
    pills, year_place = (head.filters.container(width="content") for _ in range(2))
    year = choose.school_year(session, year_place)
    asked = _asked(session, subject, year)
    found = [code for one in choose.groups(session, year) for code in one.year_groups]
    codes = [code for code in _TESTED if code in found] or sorted(set(found))
    if subject == "school":
        return About(subject, "de school", "De school", asked, tuple(codes))
    code = _kept("year_group", codes, str, pills.pills, "Jaargroep", default=codes[-1])
    name = words.year_group(code)
    return About(subject, name, name.capitalize(), asked | {"year_group": code}, (code,))


def _open_group_of(pupil: choose.Pupil) -> None:
    """A newly chosen pupil brings the own group along: the pills show it, one click away."""
    if pupil.is_former or st.session_state.get(_PUPIL) == pupil.public_key:
        return
    st.session_state[_PUPIL] = pupil.public_key
    st.session_state.pop("chosen_group", None)
    st.session_state["chosen_group_name"] = pupil.group_name or choose.WITHOUT_GROUP


def _asked(session: Session, subject: choose.Subject, school_year: str) -> dict[str, Any]:
    school = choose.school(session)
    assert school is not None, "the choice of a school year stops the page of an empty store"
    return {
        "school_id": school.school_id,
        "about": subject,
        "school_year": school_year,
        "group_id": None,
        "year_group": None,
        "pupil_id": None,
        "today": session.today,
    }


def nothing_yet(session: Session, about: About) -> None:
    """Why there is no learning line: too young for tests, or nothing was taken in (yet)."""
    if about.year_groups and not set(about.year_groups) & set(_TESTED):
        states.too_little(
            "In groep 1 en 2 worden geen toetsen afgenomen",
            f"Daarom zijn er van {about.name} geen leerlijnen. Kies een groep vanaf groep 3.",
        )
        return
    if first_tests.are_to_come(about.year_groups, about.asked["school_year"], session.today):
        states.too_little(*first_tests.words(about.name))
        return
    years = session.ask("line/school_years", school_id=about.asked["school_id"])
    others = [str(year) for year in years.column("school_year").to_pylist()]
    if about.is_pupil or not others:
        states.no_results(about.name)
        return
    asked = about.asked["school_year"]
    states.too_little(
        f"Geen resultaten van {about.name} tot en met {asked}",
        f"{_with_results(others, asked)} Kies een ander schooljaar, of importeer een bestand met "
        "toetsresultaten.",
    )


def _with_results(years: Sequence[str], asked: str) -> str:
    """In which school years the school has results: all of them, or from which to which."""
    if asked in years:
        return "Van andere leerlingen van de school zijn er wel resultaten."
    if len(years) > _MOST_YEARS:
        return f"De school heeft wel resultaten van {years[0]} tot en met {years[-1]}."
    return f"De school heeft wel resultaten in {dutch.listing(years)}."


def reading(into: DeltaGenerator) -> Reading:
    """The same pupils over time, or the same year group over school years."""
    return _kept(
        "reading",
        list(_READINGS),
        lambda one: _READINGS[one],
        into.segmented_control,
        "Lezing",
        default="same",
    )


def line(lines: Sequence[Line], into: DeltaGenerator) -> Line:
    """The learning line; the one that was chosen before where these pupils have it too."""
    names = {one.key: one for one in lines}
    key = _kept(
        "line",
        list(names),
        lambda one: names[one].name,
        into.selectbox,
        "Leerlijn",
        default=_most_asked(lines),
        width=200,
    )
    return names[key]


def _most_asked(lines: Sequence[Line]) -> str:
    """The first line with scores: of it there is most to see."""
    return next((one.key for one in lines if "score" in one.measures()), lines[0].key)


def measure(chosen: Line, into: DeltaGenerator) -> Measure:
    """Score, percentile, level ...: only what was delivered; nothing to choose draws nothing."""
    found = chosen.measures()
    if len(found) == 1:
        return found[0]
    return _kept(
        "measure",
        found,
        lambda one: MEASURES[one],
        into.segmented_control,
        "Schaal",
        default=found[0],
    )


def part(newest: str, into: DeltaGenerator) -> str:
    """The part of the school year of a cross-section, M or E; the newest at first."""
    return _kept(
        "part",
        ["M", "E"],
        lambda one: {"M": "Midden", "E": "Eind"}[one],
        into.segmented_control,
        "Deel van het schooljaar",
        default=newest,
    )


def _kept(
    name: str,
    options: Sequence[T],
    format_func: Callable[[T], str],
    widget: Callable[..., Any],
    label: str,
    *,
    default: T,
    **form: Any,
) -> T:
    """A choice that outlives its widget: it is kept over pages, and over lines without it."""
    state, in_address = f"learning_lines_{name}", _ADDRESS.get(name)
    given = address.given(in_address) if in_address else None
    if given in options:
        st.session_state[state] = given
    kept = st.session_state.get(state)
    chosen = next((option for option in options if option == kept), default)
    if in_address:
        address.want(in_address, chosen)
        address.write()
    st.session_state[f"{state}_choice"] = chosen
    if widget.__name__ != "selectbox":
        form["required"] = True
    widget(
        label,
        list(options),
        format_func=format_func,
        key=f"{state}_choice",
        on_change=_take,
        args=(state,),
        label_visibility="collapsed",
        **form,
    )
    return chosen


def _take(state: str) -> None:
    st.session_state[state] = st.session_state[f"{state}_choice"]
