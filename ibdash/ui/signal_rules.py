"""The list of rules, and the form in which a school sets a limit after seeing what it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import choose, names, page_head
from ibdash.ui.session import Session
from ibdash.views import signal_rules

_OPEN = "signal_rule_open"
_SAID = "signal_rule_said"


@dataclass(frozen=True)
class Knows:
    """What the rooms of signals and changes lend to the page.

    preview: (rule, {limit: value}) -> moments.  look_back: rule -> what became of its signals.
    keep, leave: set a limit, and leave it.  least: signals from which is looked back.
    """

    rules: Sequence[Any]
    limits: Mapping[tuple[str, str], float]
    preview: Callable[[Any, Mapping[tuple[str, str], float]], Sequence[Any]]
    look_back: Callable[[Any], Any]
    keep: Callable[[str, str, float], object]
    leave: Callable[[str, str], object]
    least: int


def listing(session: Session, knows: Knows) -> None:
    """Every rule under the head of its family, each with its limits; one is open at a time."""
    if said := st.session_state.pop(_SAID, None):
        page_head.remark(said)
    head = ""
    for rule in knows.rules:
        if rule.is_restricted and not session.who.may_read_restricted():
            continue
        family = signal_rules.family(rule.rule_id)
        if family != head:
            head = family
            page_head.section(family)
        _row(session, knows, rule)


def _row(session: Session, knows: Knows, rule: Any) -> None:
    is_open = st.session_state.get(_OPEN) == rule.rule_id
    with st.container(key=f"row_rule_{rule.rule_id}", gap="xsmall"):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"rule_{rule.rule_id}"
        ):
            colour, icon = signal_rules.BADGES[rule.severity]
            with st.container(width=110):
                st.badge(rule.severity, icon=icon, color=colour)  # type: ignore[arg-type]
            st.button(
                rule.name,
                key=f"rule_open_{rule.rule_id}",
                type="tertiary",
                on_click=_open,
                args=(None if is_open else rule.rule_id,),
            )
            for limit in rule.limits:
                if not limit.is_fixed:
                    value = knows.limits.get((rule.rule_id, limit.name), limit.default)
                    page_head.note(signal_rules.limit(limit, value))
        if is_open:
            _open_rule(session, knows, rule)


def _open_rule(session: Session, knows: Knows, rule: Any) -> None:
    with st.container(border=True, width=860, key="signal_rule_card"):
        st.markdown(rule.explains)
        page_head.note(f"Wat u kunt doen: {rule.action}. Het signaal verdwijnt bij {rule.goes}.")
        page_head.note(f"{rule.rule_id} · bron: {rule.source}")
        settable = [limit for limit in rule.limits if not limit.is_fixed]
        if not settable:
            fixed = ", ".join(
                f"{one.label.lower()} {signal_rules.number(one.default, one.type)}"
                for one in rule.limits
            )
            page_head.note(
                f"Deze grens ligt vast in de bron: {fixed}." if fixed else "Er is geen grens."
            )
        for limit in settable:
            _limit(session, knows, rule, limit)
        page_head.note(signal_rules.looked_back(knows.look_back(rule), knows.least))


def _limit(session: Session, knows: Knows, rule: Any, limit: Any) -> None:
    now = knows.limits.get((rule.rule_id, limit.name), limit.default)
    key = f"rule_limit_{rule.rule_id}_{limit.name}"
    may = session.known_on is None and session.who.may_change()
    whole = limit.type == "integer"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        wanted = st.number_input(
            limit.label,
            min_value=0 if whole else 0.0,
            value=int(now) if whole else float(now),
            step=1 if whole else 0.05,
            format="%d" if whole else "%g",
            key=key,
            width=220,
            disabled=not may,
        )
        if may and wanted != now:
            st.button(
                "Bewaren",
                key=f"go_rule_{rule.rule_id}_{limit.name}",
                type="primary",
                on_click=_do,
                args=(lambda: knows.keep(rule.rule_id, limit.name, float(wanted)), rule.name),
            )
        if may and now != limit.default:
            st.button(
                f"Terug naar {signal_rules.number(limit.default, limit.type)}",
                key=f"rule_leave_{rule.rule_id}_{limit.name}",
                type="tertiary",
                on_click=_do,
                args=(lambda: knows.leave(rule.rule_id, limit.name), rule.name, key),
            )
    if wanted != now:
        moments = knows.preview(rule, {(rule.rule_id, limit.name): float(wanted)})
        who, groups = _people(session)
        for moment in moments:
            st.markdown(signal_rules.effect(moment, session.today, who, groups))


def _people(session: Session) -> tuple[dict[int, str], dict[int, str]]:
    school = choose.school(session)
    assert school is not None, "a rule is only open in a school"
    found = session.ask("signal/people", school_id=school.school_id, today=session.today)
    rows = found.to_pylist()
    shown = names.shown(session, found)
    return (
        {row["pupil_id"]: name for row, name in zip(rows, shown, strict=True)},
        {row["group_id"]: row["group_name"] for row in rows if row["group_id"] is not None},
    )


def _do(change: Callable[[], object], name: str, forget: str | None = None) -> None:
    if forget is not None:
        st.session_state.pop(forget, None)
    try:
        change()
    except IbdashError as error:
        st.session_state[_SAID] = error.sentence()
    else:
        st.session_state[_SAID] = f"De grens van {name} is bewaard"


def _open(rule_id: str | None) -> None:
    st.session_state[_OPEN] = rule_id
