"""What a person may have to decide about a file before it can go in, as widgets."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from ibdash.ui import intake_report, intake_who, page_head
from ibdash.ui.intake_desk import Desk, Item
from ibdash.ui.session import Session
from ibdash.views.intake_report import Reported, gone_sentence

_CHOICES = ("school", "new_school", "many_gone", "many_others", "who")

_ONE_MORE = "Dit klopt: deze school komt erbij"


def has_choice(report: Reported | None) -> bool:
    """Whether a waiting file waits for something that can be chosen here."""
    return report is not None and report.state == "waiting" and report.choice in _CHOICES


def waiting(session: Session, desk: Desk, item: Item) -> None:
    """The choice that a file waits for; nothing where it cannot be made here."""
    assert item.report is not None, "a file that waits has a report"
    choice = item.report.choice
    if choice == "school":
        _school(session, desk, item)
    elif choice == "new_school":
        _confirm(desk, item, _ONE_MORE)
    elif choice == "many_gone":
        _replace(desk, item, "Dit is de hele leerlinglijst: wie ontbreekt, is van school")
        _confirm(desk, item, "Dit is een deel van de lijst: wie ontbreekt, blijft staan")
    elif choice == "many_others":
        _confirm(desk, item, "Dit klopt: deze leerlingen hebben nieuwe gegevens")
    elif choice == "who":
        intake_who.questions(session, desk, item)


def new_school(desk: Desk, item: Item) -> None:
    """The yes to a school that comes in beside another, to take it back; nothing without one."""
    assert item.report is not None, "a preview has a report"
    schools = item.report.counts.get("school")
    if item.choices.confirmed and schools is not None and schools.new:
        _confirm(desk, item, _ONE_MORE)


def gone(desk: Desk, item: Item) -> None:
    """Who is missing from a complete list, and the choice to close what is known of them."""
    assert item.report is not None, "a preview has a report"
    missing = gone_sentence(item.report.counts)
    if not missing:
        return
    page_head.section("Verdwenen")
    kept = (
        "Hun plaatsing in dit schooljaar wordt gesloten; hun gegevens blijven bewaard."
        if item.choices.replace
        else "Als u niets kiest, blijven zij staan."
    )
    intake_report.line(f"{missing} {kept}")
    _replace(desk, item, "Vervangen: sluit de plaatsing van wie niet in dit bestand staat")


def _school(session: Session, desk: Desk, item: Item) -> None:
    schools: Sequence[dict[str, Any]] = session.ask("intake/schools").to_pylist()
    names = {
        row["key"]: f"{row['name']} ({row['brin']})" if row["brin"] else row["name"]
        for row in schools
    }
    key = f"intake_school_{item.number}"

    def take() -> None:
        desk.choose(item.number, replace(item.choices, school=st.session_state[key]))

    st.selectbox(
        "Van welke school is dit bestand?",
        list(names),
        index=None,
        format_func=lambda school: names[school],
        placeholder="Kies een school",
        key=key,
        on_change=take,
        width=420,
    )


def _replace(desk: Desk, item: Item, label: str) -> None:
    key = f"intake_replace_{item.number}"

    def take() -> None:
        desk.choose(item.number, replace(item.choices, replace=st.session_state[key]))

    st.checkbox(label, value=item.choices.replace, key=key, on_change=take)


def _confirm(desk: Desk, item: Item, label: str) -> None:
    key = f"intake_confirm_{item.number}"

    def take() -> None:
        desk.choose(item.number, replace(item.choices, confirmed=st.session_state[key]))

    st.checkbox(label, value=item.choices.confirmed, key=key, on_change=take)
