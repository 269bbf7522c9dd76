"""What is odd in the data: every check asked, the choice of group and check, and the rows."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Literal, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.questions import all_questions
from ibdash.ui import choose, names, page_head, places
from ibdash.ui.session import Session
from ibdash.views import dutch, palette, quality_findings
from ibdash.views.quality_findings import Finding, Odd, Pupil

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_GROUP, _CHECK = "quality_group", "quality_check"
_ALL = ""

# Draws something beside a finding under a key; gives what is to be drawn below it.
BesideFinding: TypeAlias = Callable[[Finding, str], Callable[[], None] | None]
_BADGES: dict[str, Literal["red", "orange", "gray"]] = {
    "fout": "red",
    "let op": "orange",
    "info": "gray",
}
_ICONS = {"fout": "error", "let op": "visibility", "info": "info"}
_WORDS = {
    "fout": ("fout", "fouten"),
    "let op": ("punt om op te letten", "punten om op te letten"),
    "info": ("ter informatie", "ter informatie"),
}
# Enough to see what is the matter; the rest is counted, and stands in the download.
_MOST = 20


def ask_all(session: Session, school_id: int) -> list[Odd]:
    """Every check over one school: each question that says of itself that it is one."""
    known = {"school_id": school_id, "today": session.today}
    return [
        Odd(
            question.name,
            check.name,
            check.severity,
            check.explains,
            check.sentence,
            check.remedy,
            session.ask(question.name, **{p.name: known[p.name] for p in question.parameters}),
        )
        for question in all_questions()
        if (check := question.check) is not None
    ]


def people(session: Session, found: Sequence[Odd]) -> dict[int, Pupil]:
    """Who the rows are about; initials where names are hidden."""
    everybody = choose.all_pupils(session)
    if everybody is None:
        return {}
    wanted = pa.array(sorted(quality_findings.pupils_of(found)), pa.int64())
    table = everybody.filter(pc.is_in(everybody.column("pupil_id"), wanted))
    return {
        row["pupil_id"]: Pupil(shown, _where(row), row["public_key"])
        for row, shown in zip(table.to_pylist(), names.shown(session, table), strict=True)
    }


def _where(row: Mapping[str, object]) -> str:
    if row["is_former"]:
        return "oud-leerling"
    return str(row["group_name"] or "zonder groep")


def files(session: Session) -> dict[int, str]:
    """The name of the file by the change that took it in."""
    return {row["change_id"]: row["file_name"] for row in session.ask("quality/files").to_pylist()}


def chosen(found: Sequence[Odd], who: Mapping[int, Pupil], into: DeltaGenerator) -> list[Odd]:
    """Draws the choice of group and check into the head, and gives what is left to show."""
    odd = quality_findings.in_order(found)
    group = _select(
        _GROUP,
        "Groep",
        {
            name: _in_list(name)
            for name in quality_findings.group_order({one.group for one in who.values()})
        },
        "Alle groepen",
        into,
    )
    check = _select(
        _CHECK, "Controle", {one.name: one.title for one in odd}, "Alle controles", into
    )
    if group != _ALL:
        odd = quality_findings.of_pupils(odd, [n for n, one in who.items() if one.group == group])
    return [one for one in odd if one.count and check in (_ALL, one.name)]


def _in_list(name: str) -> str:
    text = dutch.group(name)
    return text[:1].upper() + text[1:]


def _select(
    key: str, label: str, options: Mapping[str, str], everything: str, into: DeltaGenerator
) -> str:
    if st.session_state.get(key) not in options:
        st.session_state[key] = _ALL
    value: str = into.selectbox(
        label,
        [_ALL, *options],
        format_func=lambda one: options.get(one, everything),
        key=key,
        label_visibility="collapsed",
        persist_state="session",
        width=190,
    )
    return value


def weights(found: Sequence[Odd]) -> None:
    """How many checks found something, by weight; only what is there."""
    with st.container(horizontal=True, gap="small", key="quality_weights"):
        for severity, checks, rows in quality_findings.by_weight(found):
            if checks:
                one, many = _WORDS[severity]
                st.badge(
                    f"{checks} {one if checks == 1 else many}, "
                    f"{dutch.plural(rows, 'regel', 'regels')}",
                    icon=f":material/{_ICONS[severity]}:",
                    color=_BADGES[severity],
                )


def is_chosen(odd: Odd, who: Mapping[int, Pupil]) -> bool:
    """Whether a check of one row falls under what `chosen` asked."""
    group, check = st.session_state.get(_GROUP, _ALL), st.session_state.get(_CHECK, _ALL)
    groups = {who[number].group for number in quality_findings.pupils_of([odd]) if number in who}
    return check in (_ALL, odd.name) and (group == _ALL or group in groups)


def show(
    found: Sequence[Odd],
    who: Mapping[int, Pupil],
    named: Mapping[int, str],
    beside: BesideFinding | None,
) -> None:
    """Each check folded, heaviest first; an opened one asks nothing more, it only draws."""
    for number, odd in enumerate(found):
        label = (
            f":{_BADGES[odd.severity]}-badge[{odd.severity}] **{odd.title}** "
            f"{dutch.plural(odd.count, 'regel', 'regels')}"
        )
        key = f"quality_{odd.check_name}"
        # What is only to know stays folded, also where there is nothing else.
        is_first = number == 0 and odd.severity != "info"
        with st.expander(label, key=key, expanded=is_first, on_change="rerun") as opened:
            if opened.open:
                _rows(odd, quality_findings.findings(odd, who, named, _MOST), key, beside)


def _rows(odd: Odd, rows: Sequence[Finding], key: str, beside: BesideFinding | None) -> None:
    page_head.note(f"{odd.explains} **Wat u kunt doen:** {_lower_first(odd.remedy)}.")
    for number, row in enumerate(rows):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"row_{key}_{number}"
        ):
            pupil(row, f"{key}_pupil_{number}")
            where = f"{_in_list(row.group)} · " if row.group else ""
            said(row.text, where + row.source)
            below = beside(row, f"{key}_{number}") if beside else None
        if below:
            below()
    left = odd.count - len(rows)
    if left:
        page_head.note(
            f"En nog {dutch.plural(left, 'regel', 'regels')}. Alle regels staan in de download."
        )


def pupil(row: Finding, key: str) -> None:
    """The name as the way to the pupil's page; nothing for what is about no pupil."""
    public_key = row.public_key
    if public_key is None or not places.can_open_pupil():
        return
    with st.container(width=190):
        if st.button(row.pupil, key=key, type="tertiary"):
            choose.choose_pupil(public_key)
            st.switch_page(places.of_pupil(), query_params=choose.pupil_address())


def said(text: str, below: str) -> None:
    """A finding in words, and in grey below it where it is from."""
    st.html(
        f'<p style="margin:0;font-size:15px;line-height:1.4">{escape(text)}<br>'
        f'<span style="font-size:13px;color:{_GREY};overflow-wrap:anywhere">'
        f"{escape(below)}</span></p>"
    )


def what_was_checked(found: Sequence[Odd]) -> None:
    """All checks by name, those without a finding too: what was looked at."""
    with st.expander(
        f"Wat is nagekeken: {dutch.plural(len(found), 'controle', 'controles')}",
        key="table_quality_checks",
        on_change="rerun",
        type="compact",
    ) as opened:
        if opened.open:
            st.table(
                [
                    {
                        "Controle": odd.title,
                        "Weging": odd.severity,
                        "Regels": dutch.number(odd.count),
                        "Waarom": odd.explains,
                    }
                    for odd in found
                ],
                border="horizontal",
                hide_index=True,
                alt="Alle controles met wat zij vonden",
            )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
