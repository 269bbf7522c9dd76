"""Klopt zo: saying that something odd is right as it is, and what was said so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import page_head, quality_findings
from ibdash.ui.session import Session
from ibdash.views import dutch, quality_approvals
from ibdash.views import quality_findings as findings
from ibdash.views.quality_approvals import Approved
from ibdash.views.quality_findings import Finding, Pupil

# In st.session_state: about which finding is asked, as (check, pupil_id, mark); what went wrong;
# what is to be said that it is done.
_ASKED = "quality_asked"
_PROBLEM = "quality_problem"
_DONE = "quality_done"
_LONGEST_REASON = 500
_MOST = 20


@dataclass(frozen=True)
class Decides:
    """What the room of changes lends to the page.

    judged: makes a finding as it was seen.  approve, take_back: its functions of (store, …, who).
    """

    judged: Callable[..., object]
    approve: Callable[..., None]
    take_back: Callable[..., None]


def may_say(session: Session) -> bool:
    """Not in the demo school, and not on a day in the past."""
    return not session.is_demo and session.known_on is None and session.who.may_change()


def said_so_far() -> None:
    """That something was done, or could not be."""
    done = st.session_state.pop(_DONE, None)
    if done is not None:
        st.toast(done, icon=":material/check_circle:")
    if st.session_state.get(_PROBLEM):
        st.warning(st.session_state[_PROBLEM], icon=":material/history:")


def sayer(
    session: Session, school_id: int, decides: Decides
) -> quality_findings.BesideFinding | None:
    """Draws "Klopt zo" beside a finding, and what it asks below; None where nothing may change."""
    if not may_say(session):
        return None

    def draw(row: Finding, key: str) -> Callable[[], None] | None:
        which = (row.check_name, row.pupil_id, row.mark)
        is_asked = st.session_state.get(_ASKED) == which
        st.button(
            "Annuleren" if is_asked else "Klopt zo …",
            key=f"{key}_right",
            type="tertiary",
            on_click=_ask,
            args=(None if is_asked else which,),
        )
        return (lambda: _ask_why(session, school_id, decides, row)) if is_asked else None

    return draw


def _ask_why(session: Session, school_id: int, decides: Decides, row: Finding) -> None:
    with (
        st.form("quality_right", border=False, enter_to_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        reason = st.text_input(
            "Waarom klopt het? (mag leeg blijven)",
            key="quality_reason",
            max_chars=_LONGEST_REASON,
            width=520,
        )
        is_sent = st.form_submit_button("Klopt zo", type="primary", icon=":material/check:")
    if not is_sent:
        return
    judged = decides.judged(school_id, row.check_name, row.pupil_id, row.mark, row.said)
    _do(
        lambda: decides.approve(session.store, judged, reason, on=session.today, who=session.who),
        "Goed gemeld; het staat onder Als goed gemeld",
    )


def listing(
    session: Session,
    approved: Sequence[Approved],
    who: Mapping[int, Pupil],
    named: Mapping[int, str],
    decides: Decides,
) -> None:
    """What was said to be right, folded, each with the way back; nothing where there is none."""
    if not approved:
        return
    with st.expander(
        f"Als goed gemeld ({dutch.number(len(approved))})",
        key="quality_approved",
        on_change="rerun",
        type="compact",
    ) as opened:
        if not opened.open:
            return
        page_head.note("Staat er later iets anders, dan komt het vanzelf terug in de lijst.")
        for one in approved[:_MOST]:
            _row(session, one, who, named, decides)
        left = len(approved) - _MOST
        if left > 0:
            page_head.note(
                f"En nog {dutch.plural(left, 'regel', 'regels')}. Alle regels staan in de tabel"
                " goed_gemeld van Exporteren."
            )


def _row(
    session: Session,
    one: Approved,
    who: Mapping[int, Pupil],
    named: Mapping[int, str],
    decides: Decides,
) -> None:
    number = one.approval.approval_id
    (finding,) = findings.findings(one.odd, who, named)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"row_right_{number}"
    ):
        quality_findings.pupil(finding, f"quality_right_{number}_pupil")
        told = quality_approvals.words(one.approval, with_reason=not session.hide_names)
        quality_findings.said(finding.text, f"{one.odd.title} · {told}")
        if may_say(session) and st.button(
            "Weer melden", key=f"quality_back_{number}", type="tertiary"
        ):
            _do(
                lambda: decides.take_back(session.store, number, who=session.who),
                "Staat weer in de lijst",
            )


def _do(change: Callable[[], None], done: str) -> None:
    st.session_state.pop(_PROBLEM, None)
    try:
        change()
    except IbdashError as error:
        st.session_state[_PROBLEM] = error.sentence()
    else:
        st.session_state[_DONE] = done
    st.session_state[_ASKED] = None
    # The page was drawn with what was known before.
    st.rerun()


def _ask(which: tuple[str, int | None, str] | None) -> None:
    st.session_state[_ASKED] = which
    st.session_state.pop(_PROBLEM, None)
