"""The side column of Deze week: what must happen, what was agreed, and who did not come up."""

from typing import Any

import streamlit as st

from ibdash.ui import page_head, week_deeds
from ibdash.ui.week_answers import Week
from ibdash.ui.week_deeds import Desk, Promise
from ibdash.views import dutch, week_words

_AGREEMENTS = "week_agreements"
_AT_FIRST = 5
_NAMES = 5


def show(week: Week, desk: Desk) -> None:
    """Three cards, one under the other."""
    _to_do(week)
    _agreements(week, desk)
    _undiscussed(week)


def _to_do(week: Week) -> None:
    page_head.section("Deze en volgende week")
    today = week.session.today
    with st.container(border=True, gap="small", key="week_to_do"):
        rows = week.to_do()
        for row in rows[:10]:
            shown = week.who(row["pupil_id"], row["group_id"]).shown
            if row["pupil_id"] is None and row["group_name"]:
                shown = f"Groep {row['group_name']}"
            what, about = week_words.to_do(row, shown)
            cells = st.columns((1, 2.2), gap="small")
            with cells[0]:
                page_head.note(week_words.when(row["day"], today))
            cells[1].markdown(f"**{what}**" + (f"  \n{about}" if about else ""))
        if len(rows) > 10:
            page_head.note(f"En nog {dutch.number(len(rows) - 10)}.")
        missing = week.of_rule("NIV-9")
        if missing:
            of = dutch.plural(len({row["pupil_id"] for row in missing}), "leerling", "leerlingen")
            st.markdown(f"**Bij {of}** ontbreekt een resultaat na de toetsperiode.")
        elif any(row["rule"] == "NIV-9" for row in week.signals):
            page_head.note(
                "Of er resultaten ontbreken, is niet te zeggen: er is geen volledige toetskalender."
            )
        if not rows and not missing:
            page_head.note(
                "Er staat niets in de agenda: geen evaluatie, toetsperiode of einddatum."
            )


def _agreements(week: Week, desk: Desk) -> None:
    rows = week.agreements()
    page_head.section("Afspraken", len(rows) or None)
    today = week.session.today
    with st.container(border=True, gap="small", key="week_agreements"):
        if not rows:
            page_head.note("Er staat geen afspraak open.")
        most = int(st.session_state.get(_AGREEMENTS, _AT_FIRST))
        for row in rows[:most]:
            known = row["pupil_id"] is not None or row["group_id"] is not None
            shown = week.who(row["pupil_id"], row["group_id"]).shown if known else ""
            if row["pupil_id"] is None and row["group_name"]:
                shown = f"Groep {row['group_name']}"
            what, by = week_words.agreement(row, shown, today)
            key = f"week_agreed_{row['agreement_id']}_{row['version']}"
            st.checkbox(
                what + (f"  \n:gray[{by}]" if by else ""),
                key=key,
                disabled=not week.session.who.may_change(),
                on_change=_done,
                args=(desk, row, what),
            )
        if len(rows) > most:
            st.button(
                f"Nog {dutch.number(len(rows) - most)} tonen",
                key="week_more_agreements",
                type="tertiary",
                on_click=_more,
                args=(len(rows),),
            )


def _undiscussed(week: Week) -> None:
    page_head.section("Lang niet besproken")
    with st.container(border=True, gap="small", key="week_undiscussed"):
        with_signal = {row["pupil_id"] for row in week.signals if row["outcome"] == "signal"}
        text, spread = week_words.undiscussed(week.discussed(), with_signal)
        st.markdown(text)
        if spread:
            page_head.note(f"Nog niet ter sprake: {spread}")
        supported = week.of_rule("BSP-1")
        if not supported:
            return
        st.markdown(
            f"**{dutch.plural(len(supported), 'leerling', 'leerlingen')} met veel ondersteuning**"
            " te lang niet besproken:"
        )
        with st.container(gap=None, key="row_supported"):
            for row in supported[:_NAMES]:
                who = week.who(row["pupil_id"], None)
                if who.key is not None:
                    st.button(
                        who.shown,
                        key=f"week_supported_{row['signal_id']}",
                        type="tertiary",
                        on_click=week_deeds.open_pupil,
                        args=(who.key,),
                    )
        if len(supported) > _NAMES:
            page_head.note(f"En nog {dutch.number(len(supported) - _NAMES)}.")


def _done(desk: Desk, row: dict[str, Any], what: str) -> None:
    promise = Promise(
        row["agreement_id"],
        row["version"],
        row["what"],
        row["done_by"] or "",
        row["due_on"],
        row["came_from"],
    )
    week_deeds.do(lambda: desk.done(promise), f"Gedaan: {what}.")


def _more(count: int) -> None:
    st.session_state[_AGREEMENTS] = count
