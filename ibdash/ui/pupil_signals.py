"""The signals of one pupil as cards in the side column, and deciding about them in place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import page_head, typed_records, typed_state
from ibdash.ui.session import Session
from ibdash.ui.typed_state import About, Done
from ibdash.views import dutch, pupil_signals, signal_rules
from ibdash.views.pupil_signals import Card, Rule

_MORE = "pupil_signals_more"
_PROOF = "pupil_signals_proof"
_EARLIER = "pupil_signals_of_an_earlier_day"


class Kept(Protocol):
    """A decision that was kept, by the change that may be taken back."""

    @property
    def change_id(self) -> int: ...


@dataclass(frozen=True)
class Knows:
    """What the rooms of signals and changes lend to the page.

    table: the signals of the school.  rule: of an id.  origins: rows of evidence -> file and row
    of each.  decide: (card, decision, reason, until) -> what was kept.
    """

    table: pa.Table
    rule: Callable[[str], Rule]
    origins: Callable[[Iterable[Mapping[str, Any]]], Mapping[tuple[str, int], Any]]
    decide: Callable[[Card, str, str, date | None], Kept]


def of_that_day(session: Session, school_id: int, make: Callable[[], pa.Table]) -> pa.Table:
    """The signals of an earlier day, made once a visit: nothing about that day changes any more.

    A decision is of now, and a file that is removed takes its facts out of the past as well; so
    they are made anew when the store has changed.
    """
    versions = session.store.versions()
    key = (session.store.serial, school_id, session.known_at, versions["facts"], versions["care"])
    kept = st.session_state.get(_EARLIER)
    if kept is None or kept[0] != key:
        st.session_state[_EARLIER] = kept = (key, make())
    table: pa.Table = kept[1]
    return table


def of_pupil(table: pa.Table, pupil_id: int) -> list[dict[str, Any]]:
    """The rows about one pupil, in their order."""
    rows: list[dict[str, Any]] = table.filter(
        pc.equal(table["pupil_id"], pa.scalar(pupil_id, pa.int64()))
    ).to_pylist()
    return rows


def names_of_new(cards: Sequence[Card]) -> list[str]:
    """The rules that ask something and that nobody decided about, most urgent first."""
    return [card.name for card in cards if card.is_new and card.severity != "kans"]


def show(
    session: Session, about: About, knows: Knows, cards: Sequence[Card], silent: Sequence[str]
) -> None:
    """The cards; silent: what could not be said for want of data."""
    page_head.section("Signalen", len(cards) or None)
    if not cards:
        page_head.note("Er zijn geen signalen. Dat zegt niet dat alles goed gaat.")
    is_all = bool(st.session_state.get(_MORE))
    for card in cards if is_all else cards[: pupil_signals.MOST]:
        _card(session, about, knows, card)
    left = 0 if is_all else len(cards) - pupil_signals.MOST
    if left > 0:
        st.button(
            f"Nog {dutch.number(left)} tonen",
            key="pupil_signals_more_button",
            type="tertiary",
            on_click=_set,
            args=(_MORE, True),
        )
    if silent:
        count = f"Te weinig gegevens ({dutch.number(len(silent))})"
        with st.expander(count, key="pupil_silent", type="compact"):
            for text in silent:
                page_head.note(text)


def _card(session: Session, about: About, knows: Knows, card: Card) -> None:
    mark = card.mark
    with st.container(border=True, key=f"signal_{mark}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _chip(card.severity)
            st.markdown(f"**{card.name}**", width="content")
        st.markdown(card.sentence)
        if card.with_group:
            page_head.note("De hele groep scoort hier laag: kijk eerst naar de groep.")
        page_head.note(card.about)
        if card.decided:
            page_head.note(f"**{card.decided}**")
        is_open = st.session_state.get(_PROOF) == mark
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if typed_records.may_type(session):
                with st.popover(
                    "Anders afhandelen" if card.decided else "Afhandelen",
                    key=f"signal_decide_{mark}_{card.is_new}",
                ):
                    _decide(session, about, knows, card)
            st.button(
                "Bewijs",
                icon=":material/fact_check:",
                key=f"signal_proof_{mark}",
                type="tertiary",
                on_click=_set,
                args=(_PROOF, None if is_open else mark),
            )
        if is_open:
            _proof(session, about, knows, card)


def _chip(severity: str) -> None:
    colour, icon = signal_rules.BADGES[severity]
    if severity == "actie":
        name = icon.removeprefix(":material/").removesuffix(":")
        st.html(pupil_signals.chip(severity, name), width="content")
    else:
        st.badge(severity, icon=icon, color=colour)  # type: ignore[arg-type]


def _decide(session: Session, about: About, knows: Knows, card: Card) -> None:
    mark = card.mark
    with st.container(horizontal=True, gap="small", width=300):
        for decision in ("gezien", "besproken", "plan"):
            st.button(
                pupil_signals.DECISIONS[decision],
                key=f"signal_{decision}_{mark}",
                on_click=_keep,
                args=(about, knows, card, decision),
            )
    reason = st.text_input(
        pupil_signals.DECISIONS["geen_actie"],
        key=f"signal_reason_{mark}",
        placeholder="Waarom is er nu niets nodig?",
    )
    st.button(
        "Geen actie",
        key=f"signal_geen_actie_{mark}",
        on_click=_keep,
        args=(about, knows, card, "geen_actie", reason),
    )
    until = st.date_input(
        pupil_signals.DECISIONS["gedempt"],
        value=None,
        min_value=session.today,
        format="DD-MM-YYYY",
        key=f"signal_until_{mark}",
    )
    st.button(
        "Stil zetten",
        key=f"signal_gedempt_{mark}",
        on_click=_keep,
        args=(about, knows, card, "gedempt", "", until),
    )


def _keep(
    about: About,
    knows: Knows,
    card: Card,
    decision: str,
    reason: str = "",
    until: date | None = None,
) -> None:
    try:
        kept = knows.decide(card, decision, reason, until)
    except IbdashError as error:
        typed_state.say(Done(about, error.sentence()))
    else:
        typed_state.say(Done(about, "Uw besluit over het signaal is bewaard", kept.change_id))


def _proof(session: Session, about: About, knows: Knows, card: Card) -> None:
    said = session.ask(
        "pupil/evidence",
        pupil_id=about.pupil_id,
        result_ids=pupil_signals.ids([card], "result"),
        plan_ids=pupil_signals.ids([card], "plan"),
    ).to_pylist()
    origins = knows.origins({"fact": one.fact, "id": one.id} for one in card.evidence)
    page_head.note(f"Wat u kunt doen: {card.action}.")
    lines = pupil_signals.evidence_lines(
        card, {(row["fact"], row["id"]): row for row in said}, origins
    )
    for line in lines or ["Dit signaal rust op iets wat ontbreekt."]:
        page_head.note(line)


def _set(name: str, value: object) -> None:
    st.session_state[name] = value
