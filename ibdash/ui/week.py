"""Deze week: the three lists of what asks something, and what changed since the last review."""

from html import escape

import streamlit as st

from ibdash.ui import page_head, week_deeds
from ibdash.ui.page_head import Head
from ibdash.ui.week_answers import Person, Week
from ibdash.ui.week_deeds import Desk
from ibdash.views import dutch, palette, signal_rules, week_words
from ibdash.views.week import Line

_ALL = "week_all"
_AT_FIRST = 5
# Twenty lines are a page: more of one list come in steps.
_STEP = 20
_COLUMNS = (1.05, 1.75, 4.4, 0.95, 1.65)
_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_BERRY = f"light-dark({palette.LIGHT.berry},{palette.DARK.berry})"
_ON_BERRY = f"light-dark(#FFFFFF,{palette.DARK.page})"
_PLAN_CHIPS = {"plan": ":material/assignment:", "steun": ":material/support:"}


def ends(week: Week, desk: Desk, head: Head) -> None:
    """The two ways to stop: for today, or with the week gone through."""
    if not week.session.who.may_change():
        return
    head.filters.button(
        "Later verder",
        key="week_later",
        type="tertiary",
        on_click=week_deeds.say,
        args=(week_words.LATER,),
    )
    head.filters.button(
        "Week afgerond",
        key="go_week",
        type="primary",
        icon=":material/done_all:",
        on_click=week_deeds.do,
        args=(
            lambda: desk.close(week.points, week.moved.came, week.moved.gone),
            week_words.closed(week.points),
        ),
    )


def lists(week: Week, desk: Desk) -> None:
    """The three-way check, one list under the other."""
    for section, lines in (
        ("answer", week.to_answer),
        ("result", week.without_result),
        ("growth", week.without_growth),
    ):
        with st.container(gap=None, key=f"week_{section}"):
            _list(week, desk, section, lines)
    if text := week_words.quiet(*week.quiet):
        page_head.note(text)


def changed(week: Week) -> None:
    """What is new since the last review, counted."""
    page_head.section(f"Veranderd sinds {dutch.day(week.since_day)}")
    counts = week_words.changed(week.changed(), week.moved)
    if not counts:
        page_head.note("Er is niets veranderd.")
        return
    with st.container(horizontal=True, gap="medium", key="week_changed"):
        for number, what in counts:
            st.markdown(f"**{number}** {what}", width="content")


def dealt(week: Week, desk: Desk) -> None:
    """What was done since the last review, folded, each with the way back."""
    rows = week.dealt()
    if not rows:
        return
    with st.expander(
        f"Afgehandeld ({dutch.number(len(rows))})",
        key="week_dealt",
        on_change="rerun",
        type="compact",
    ) as opened:
        if not opened.open:
            return
        for row in rows[:_STEP]:
            with st.container(
                horizontal=True,
                vertical_alignment="center",
                gap="small",
                key=f"row_dealt_{row['change_id']}",
            ):
                known = row["pupil_id"] is not None or row["group_id"] is not None
                whom = week.who(row["pupil_id"], row["group_id"]).shown if known else ""
                st.markdown(week_words.dealt(row, whom), width="content")
                if row["is_last"] and week.session.who.may_change():
                    st.button(
                        "Ongedaan maken",
                        key=f"week_back_{row['change_id']}",
                        type="tertiary",
                        on_click=week_deeds.take_back,
                        args=(desk, row["change_id"]),
                    )
        if len(rows) > _STEP:
            page_head.note(f"En nog {dutch.number(len(rows) - _STEP)} eerder.")


def _list(week: Week, desk: Desk, section: str, lines: list[Line]) -> None:
    title, unit = week_words.HEADS[section]
    with st.container(key=f"row_head_{section}"):
        cells = st.columns(
            (sum(_COLUMNS[:3]), *_COLUMNS[3:]), vertical_alignment="bottom", gap="small"
        )
        with cells[0]:
            page_head.section(title, len(lines))
        if lines:
            cells[1].html(
                f'<p style="margin:0;text-align:right;font-size:14px;color:{_GREY}">{unit}</p>'
            )
    if not lines:
        page_head.note(week_words.NOTHING[section])
        return
    shown = int(st.session_state.get(f"{_ALL}_{section}", _AT_FIRST))
    for line in lines[:shown]:
        _row(week, desk, line)
    left = len(lines) - shown
    if left > 0:
        step = min(left, _STEP)
        label = f"Nog {dutch.number(step)} tonen"
        if left > step:
            label += f" van {dutch.number(left)}"
        st.button(
            label,
            key=f"week_more_{section}",
            type="tertiary",
            on_click=_more,
            args=(section, shown + _STEP),
        )


def _row(week: Week, desk: Desk, line: Line) -> None:
    who = week.who(line.pupil_id, line.group_id)
    today = week.session.today
    with st.container(key=f"row_week_{line.key}", gap="xsmall"):
        cells = st.columns(_COLUMNS, vertical_alignment="center", gap="small")
        with cells[0]:
            _chip(line.chip)
        with cells[1]:
            _name(line, who)
        reason, more = week_words.reason(line)
        grey = f' <span style="color:{_GREY}">{escape(more)}</span>' if more else ""
        cells[2].html(
            f'<p style="margin:0;font-size:15px;line-height:1.35">{escape(reason)}{grey}</p>'
        )
        cells[3].html(
            f'<p style="margin:0;text-align:right;font-size:15px">'
            f"{escape(week_words.waited(line.days(today)))}</p>"
        )
        if week.session.who.may_change():
            with cells[4].container(horizontal=True, gap=None, horizontal_alignment="right"):
                week_deeds.buttons(desk, line, who)
            week_deeds.form(desk, line, who, today)


def _name(line: Line, who: Person) -> None:
    if who.key is None:
        st.markdown(f"**{who.shown}**")
        return
    group = f" :gray[{who.group}]" if who.group else ""
    st.button(
        f"**{who.shown}**{group}",
        key=f"week_name_{line.key}",
        type="tertiary",
        on_click=week_deeds.open_pupil,
        args=(who.key,),
    )


def _chip(chip: str) -> None:
    if chip == "actie":
        # Solid berry: st.badge has no such form.
        st.html(
            f'<span style="display:inline-flex;align-items:center;gap:4px;height:22px;'
            f"padding:0 8px;border-radius:4px;font-size:14px;font-weight:600;"
            f'background:{_BERRY};color:{_ON_BERRY}">'
            '<span role="img" aria-hidden="true" style="font-family:\'Material Symbols Rounded\';'
            "font-size:16px;font-feature-settings:'liga'\">priority_high</span>actie</span>"
        )
    elif chip in _PLAN_CHIPS:
        st.badge(chip, icon=_PLAN_CHIPS[chip], color="violet")
    else:
        colour, icon = signal_rules.BADGES[chip]
        st.badge(chip, icon=icon, color=colour)  # type: ignore[arg-type]


def _more(section: str, shown: int) -> None:
    st.session_state[f"{_ALL}_{section}"] = shown
