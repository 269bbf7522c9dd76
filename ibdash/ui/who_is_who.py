"""Wie is wie: what was answered about pupils, who may be there twice, and joining and parting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.errors import IbdashError
from ibdash.ui import choose, frame, intake_report, names, page_head, states
from ibdash.ui.intake_desk import Desk
from ibdash.ui.session import Session
from ibdash.views import doubtful_pupil, dutch
from ibdash.views import who_is_who as words
from ibdash.views.who_is_who import Joined

# In st.session_state: whether it is shown; what is asked for a yes, as (what, number or keys); what
# went wrong; what is to be said that it is done; how many answers are listed.
_OPEN = "who_open"
_ASKED = "who_asked"
_PROBLEM = "who_problem"
_DONE = "who_done"
_MOST = "who_most"
_PICKED = ("who_pick_stays", "who_pick_joined")
_AT_FIRST = 10

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Decides:
    """What the intake lends to the page: its functions of (store, …, who).

    forget: takes back an answer.  join: (stays, joined) public keys; part: the number of a join;
    both with write=False to show what they would do.
    """

    forget: Callable[..., None]
    join: Callable[..., Joined]
    part: Callable[..., Joined]


def switch(into: DeltaGenerator) -> bool:
    """The button to Wie is wie and back; whether it is shown."""
    is_open = bool(st.session_state.get(_OPEN, False))
    into.button(
        "Terug naar importeren" if is_open else "Wie is wie",
        icon=":material/arrow_back:" if is_open else ":material/group:",
        key="who_switch",
        on_click=_set,
        args=(_OPEN, not is_open),
    )
    return is_open


def section(session: Session, desk: Desk, decides: Decides) -> None:
    """The whole of it, for the chosen school."""
    done = st.session_state.pop(_DONE, None)
    if done is not None:
        st.toast(done, icon=":material/check_circle:")
    school = choose.school(session)
    if school is None:
        states.empty(
            "Er zijn nog geen leerlingen",
            "Zodra u leerlingen hebt overgenomen, ziet u hier wie misschien dubbel is.",
            way=None,
            name="who",
        )
        return
    if st.session_state.get(_PROBLEM):
        st.warning(st.session_state[_PROBLEM], icon=":material/history:")
    doubles = session.ask("who_is_who/doubles", school_id=school.school_id).to_pylist()
    joined = session.ask("who_is_who/joined", school_id=school.school_id).to_pylist()
    answers = session.ask("who_is_who/answers", school_id=school.school_id).to_pylist()
    page_head.summary(_summary(len(doubles), len(joined), len(answers)))
    if session.is_demo:
        page_head.note("In de demoschool verandert u niets.")
    with st.container(border=True, key="who_doubles", gap="small"):
        page_head.section("Mogelijk dubbele leerlingen", len(doubles))
        _doubles(session, desk, decides, doubles)
        _free_choice(session, desk, decides)
    with st.container(border=True, key="who_joined", gap="small"):
        page_head.section("Samengevoegd", len(joined))
        _joined(session, desk, decides, joined)
    with st.container(border=True, key="who_answers", gap="small"):
        page_head.section("Uw antwoorden", len(answers))
        _answers(session, desk, decides, answers)


def _summary(doubles: int, joined: int, answers: int) -> str:
    found = "**Er lijken geen leerlingen dubbel te zijn.**"
    if doubles:
        pairs = dutch.plural(doubles, "paar leerlingen", "paren leerlingen")
        found = f"**{pairs} {'is' if doubles == 1 else 'zijn'} misschien één kind.**"
    of_answers = dutch.plural(answers, "antwoord", "antwoorden")
    return f"{found} {joined} keer samengevoegd, {of_answers} onthouden."


def _doubles(session: Session, desk: Desk, decides: Decides, pairs: list[dict[str, Any]]) -> None:
    if not pairs:
        page_head.note("Er zijn geen leerlingen die op elkaar lijken.")
        return
    keys = sorted({pair[name] for pair in pairs for name in ("public_key", "other_public_key")})
    rows, shown = _pupils(session, keys)
    for pair in pairs:
        stays, other = pair["public_key"], pair["other_public_key"]
        if stays not in rows or other not in rows:
            continue
        both = (shown[rows[stays]["display_name"]], shown[rows[other]["display_name"]])
        text = words.pair_sentence(rows[stays], rows[other], both, pair["why"])
        wish = ("join", f"{stays} {other}")
        _line(text, "Bekijken", f"who_pair_{stays}_{other}", wish)
        if st.session_state.get(_ASKED) == wish:
            _compare(session, desk, decides, stays, other)


def _free_choice(session: Session, desk: Desk, decides: Decides) -> None:
    """Any two pupils; the lists are not there as long as names are hidden, as the search is."""
    with st.expander("Twee andere leerlingen kiezen", key="who_choose", type="compact"):
        if session.hide_names:
            page_head.note("Zet Namen verbergen uit om leerlingen te zoeken.")
            return
        pupils = choose.all_pupils(session)
        known = pupils.to_pylist() if pupils is not None else []
        labels = frame.search_labels(known)
        picked = []
        for key, title in zip(_PICKED, ("Deze blijft", "Deze gaat erin op"), strict=True):
            picked.append(
                st.selectbox(
                    title,
                    list(labels),
                    index=None,
                    format_func=labels.__getitem__,
                    placeholder="Zoek een leerling",
                    key=key,
                    width=420,
                )
            )
        if None in picked:
            return
        if picked[0] == picked[1]:
            page_head.note("Kies twee verschillende leerlingen.")
            return
        _compare(session, desk, decides, str(picked[0]), str(picked[1]))


def _compare(session: Session, desk: Desk, decides: Decides, stays: str, other: str) -> None:
    rows, shown = _pupils(session, sorted({stays, other}))
    if not {stays, other} <= set(rows):
        return
    sides = [
        words.pupil_side(head, rows[key], shown[rows[key]["display_name"]])
        for head, key in (("Deze blijft", stays), ("Deze gaat erin op", other))
    ]
    with st.container(key=f"who_compare_{stays}_{other}", gap="small"):
        st.html(doubtful_pupil.beside(words.PUPIL_LABELS, sides))

        def do(write: bool) -> Joined:
            return decides.join(session.store, stays, other, who=session.who, write=write)

        done = _shows(do)
        if done is not None:
            intake_report.line(words.join_sentence(done))
            _yes(session, desk, "Dit is één leerling", do, "Samengevoegd tot één leerling")


def _joined(session: Session, desk: Desk, decides: Decides, rows: list[dict[str, Any]]) -> None:
    if not rows:
        page_head.note("Er is niemand samengevoegd.")
        return
    parts = {
        row[f"{of}display_name"]: (row[f"{of}call_name"], row[f"{of}family_name"])
        for row in rows
        for of in ("", "joined_")
    }
    shown = names.of_parts(session, parts)
    for row in rows:
        number = int(row["pupil_join_id"])
        name, other = shown[row["display_name"]], shown[row["joined_display_name"]]
        also = f" (ook bekend als {other})" if other != name else ""
        text = f"{name}{also}, geboren {doubtful_pupil.day(row['birth_date']) or 'onbekend'}"
        if not row["may_part"]:
            text += ". Dit kan uit elkaar zodra de latere samenvoeging uit elkaar is"
        wish = ("part", str(number))
        label = "Uit elkaar halen" if row["may_part"] else ""
        _line(text, label, f"who_part_{number}", wish, words.given_when(row))
        if st.session_state.get(_ASKED) == wish and row["may_part"]:

            def do(write: bool, number: int = number) -> Joined:
                return decides.part(session.store, number, who=session.who, write=write)

            done = _shows(do)
            if done is not None:
                intake_report.line(words.part_sentence(done))
                _yes(session, desk, "Ja, haal uit elkaar", do, "Weer twee leerlingen")


def _answers(session: Session, desk: Desk, decides: Decides, rows: list[dict[str, Any]]) -> None:
    if not rows:
        page_head.note("Er is nog niets gevraagd.")
        return
    parts = {row["display_name"] or "": (row["call_name"], row["family_name"]) for row in rows}
    shown = names.of_parts(session, parts)
    most = int(st.session_state.get(_MOST, _AT_FIRST))
    for row in rows[:most]:
        number = int(row["pupil_match_id"])
        name = shown[row["display_name"] or ""]
        wish = ("forget", str(number))
        text = words.answer_words(row, name)
        _line(text, "Terugnemen", f"who_forget_{number}", wish, words.given_when(row))
        if st.session_state.get(_ASKED) == wish:
            intake_report.line(words.forget_sentence(row, name))

            def do(write: bool, number: int = number) -> None:
                decides.forget(session.store, number, who=session.who)

            _yes(session, desk, "Ja, neem dit antwoord terug", do, "Antwoord teruggenomen")
    if len(rows) > most:
        st.button(
            f"Nog {dutch.number(len(rows) - most)} tonen",
            type="tertiary",
            key="who_more",
            on_click=_set,
            args=(_MOST, len(rows)),
        )


def _line(text: str, label: str, key: str, wish: tuple[str, str], below: str = "") -> None:
    """One row: what it is about, and the quiet button that opens what can be done."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}_row"):
        with st.container(gap=None):
            intake_report.line(text)
            if below:
                page_head.note(below)
        if label:
            is_open = st.session_state.get(_ASKED) == wish
            st.button(
                "Sluiten" if is_open else f"{label} …",
                type="tertiary",
                key=key,
                on_click=_ask,
                args=(None if is_open else wish,),
            )


def _yes(session: Session, desk: Desk, label: str, do: Callable[[bool], object], said: str) -> None:
    if session.is_demo:
        return
    if not st.button(label, type="primary", icon=":material/check:", key="go_who"):
        return
    st.session_state.pop(_PROBLEM, None)
    with st.spinner("Bezig …"):
        try:
            do(True)
        except IbdashError as error:
            st.session_state[_PROBLEM] = error.sentence()
        else:
            st.session_state[_DONE] = said
            desk.compare_again()
    _ask(None, keep_problem=True)
    for key in _PICKED:
        st.session_state.pop(key, None)
    # The frame was drawn with the facts from before.
    st.rerun()


def _shows(do: Callable[[bool], Joined]) -> Joined | None:
    """What it would do; a sentence instead where it cannot be done."""
    try:
        return do(False)
    except IbdashError as error:
        page_head.remark(error.sentence())
        return None


def _pupils(session: Session, keys: list[str]) -> tuple[dict[str, Row], dict[str, str]]:
    """Public key: its row of `who_is_who/pupils`; and name: what stands there for it."""
    found = session.ask("who_is_who/pupils", public_keys=keys).to_pylist()
    rows: dict[str, Row] = {row["public_key"]: row for row in found}
    parts = {row["display_name"]: (row["call_name"], row["family_name"]) for row in found}
    return rows, names.of_parts(session, parts)


def _ask(wish: tuple[str, str] | None, *, keep_problem: bool = False) -> None:
    st.session_state[_ASKED] = wish
    if not keep_problem:
        st.session_state.pop(_PROBLEM, None)


def _set(key: str, value: object) -> None:
    st.session_state[key] = value
