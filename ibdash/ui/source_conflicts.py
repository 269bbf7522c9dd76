"""Bronnen die elkaar tegenspreken: what each says of a result, and the button that keeps one."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import names, page_head, states
from ibdash.ui.session import Session
from ibdash.views import palette, source_conflicts
from ibdash.views.source_conflicts import Conflict, Said

# In st.session_state: what went wrong in a callback, to be said in the run after it.
_PROBLEM = "source_conflicts_problem"


@dataclass(frozen=True)
class Chooses:
    """What the intake lends to the page: `hold` and `release` of a result (source_choice)."""

    hold: Callable[..., None]
    release: Callable[..., None]


def undecided(session: Session, school_id: int) -> int:
    """At how many results sources contradict each other and nobody has said which is kept."""
    answer = session.ask("quality/source_conflicts", school_id=school_id)
    return int(answer["undecided"][0].as_py()) if answer.num_rows else 0


def section(session: Session, chooses: Chooses, school_id: int) -> None:
    """The first twenty such results and how many there are; nothing where there are none.

    As known on an earlier day nothing can be chosen.
    """
    problem = st.session_state.pop(_PROBLEM, None)
    if problem is not None:
        states.error(problem)
    answer = session.ask("quality/source_conflicts", school_id=school_id)
    if not answer.num_rows:
        return
    rows = answer.to_pylist()
    found = source_conflicts.conflicts(rows)
    # One name per pupil: initials are unique within what is asked for at once.
    firsts = [conflict.row for conflict in found]
    unique = {rows[row]["display_name"]: row for row in firsts}
    shown = dict(zip(unique, names.shown(session, answer.take(list(unique.values()))), strict=True))
    with st.container(key="source_conflicts", gap="small"):
        page_head.section(source_conflicts.heading(rows[0]["conflicts"], len(found)))
        page_head.note(
            "Van elk resultaat telt één waarde mee in grafieken en lijsten; die staat hier vet."
            " Houdt u een andere waarde aan, dan blijft die staan, ook als er een nieuw bestand"
            " komt."
        )
        for conflict in found:
            with st.container(
                border=True, key=f"source_conflict_{conflict.result_id}", gap="small"
            ):
                _one(session, chooses, conflict, shown[rows[conflict.row]["display_name"]])


def _one(session: Session, chooses: Chooses, conflict: Conflict, name: str) -> None:
    """The result at the left, and a column per source."""
    grey = palette.tokens(session.dark).ink_2
    may_choose = session.known_at is None
    head, *places = st.columns([3] + [3] * len(conflict.said), gap="medium")
    head.html(
        f'<p style="margin:0;line-height:1.4"><strong style="font-weight:600">{escape(name)}'
        f"</strong>, {escape(conflict.what)}"
        f'<br><span style="font-size:13px;color:{grey}">{escape(conflict.why)}</span></p>'
    )
    if conflict.is_decided and may_choose:
        head.button(
            "Keuze terugnemen",
            icon=":material/undo:",
            type="tertiary",
            key=f"source_release_{conflict.result_id}",
            on_click=_release,
            args=(session, chooses, conflict.result_id),
        )
    for number, (said, column) in enumerate(zip(conflict.said, places, strict=True)):
        place = column.container(gap=None)
        place.html(_line(said, grey))
        if said.may_keep and may_choose:
            place.button(
                "Aanhouden",
                icon=":material/keep:",
                type="tertiary",
                help=f"Houd de waarde van deze bron aan: {said.source}",
                key=f"source_hold_{conflict.result_id}_{number}",
                on_click=_hold,
                args=(session, chooses, conflict.result_id, said.system),
            )


def _line(said: Said, grey: str) -> str:
    weight = "600" if said.counts else "400"
    return (
        f'<p style="margin:0;line-height:1.4"><span style="font-weight:{weight}">'
        f"{escape(said.values)}</span>{' (telt mee)' if said.counts else ''}"
        f'<br><span style="font-size:13px;color:{grey}">'
        f"{escape(said.source)}<br>{escape(said.origin)}</span></p>"
    )


def _hold(session: Session, chooses: Chooses, result_id: int, system: str) -> None:
    try:
        chooses.hold(session.store, result_id, system, who=session.who)
    except IbdashError as problem:
        st.session_state[_PROBLEM] = problem


def _release(session: Session, chooses: Chooses, result_id: int) -> None:
    try:
        chooses.release(session.store, result_id, who=session.who)
    except IbdashError as problem:
        st.session_state[_PROBLEM] = problem
