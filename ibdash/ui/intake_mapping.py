"""The screen for a table that nobody knows: a person says once what its columns are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from ibdash.errors import IbdashError
from ibdash.ui import intake_mapping_columns as columns_of
from ibdash.ui import intake_mapping_tests as tests_of
from ibdash.ui import intake_report, page_head, states
from ibdash.ui.intake_desk import Desk, Item
from ibdash.ui.session import Session
from ibdash.views import intake_mapping

_OPEN = "mapping_open"
_KINDS = {"pupils": "Leerlingen", "results": "Toetsresultaten", "both": "Allebei"}


@dataclass(frozen=True)
class Maps:
    """What the intake lends, which may not be known here: handed in by the page.

    kit: its module for an unknown table (look, seen, needed, try_out, keep, and the fields).
    kept: its module for the profiles of the school.
    """

    kit: Any
    kept: Any


@dataclass
class Opened:
    """The table that is being said the meaning of.

    sheets: numbers of the only sheets that it is about, in a file of which others are known.
    looks: the tables of the file.  seen: what all rows say, by which columns were asked for.
    names: per table, the name that was proposed for it.  problem: why it could not be kept.
    """

    number: int
    file_hash: str
    sheets: Sequence[int] = ()
    looks: Sequence[Any] = ()
    seen: dict[Any, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    problem: IbdashError | None = None


def open_button(item: Item, label: str = "Kolommen koppelen", is_primary: bool = True) -> None:
    """The button that leads here; usable for any file of which the content is still at hand."""
    st.button(
        label,
        type="primary" if is_primary else "tertiary",
        icon=":material/conversion_path:" if is_primary else None,
        key=f"go_mapping_{item.number}" if is_primary else f"mapping_again_{item.number}",
        on_click=_open,
        args=(item,),
    )


def sheets(item: Item, to_map: Sequence[int]) -> None:
    """What is not known in a file that is known for the rest, and the way to say what it is."""
    if not to_map:
        return
    with st.container(key="intake_sheets", gap="xsmall"):
        page_head.section(intake_mapping.sheets_head(len(to_map)))
        intake_report.line(intake_mapping.sheets_sentence(to_map), intake_report.GREY)
        st.button(
            "Kolommen koppelen",
            icon=":material/conversion_path:",
            key=f"mapping_sheets_{item.number}",
            on_click=_open,
            args=(item, tuple(to_map)),
        )


def is_open(desk: Desk) -> bool:
    """Whether the screen stands instead of the files."""
    opened: Opened | None = st.session_state.get(_OPEN)
    item = desk.item(opened.number) if opened else None
    return bool(opened and item and item.file_hash == opened.file_hash and item.content)


def screen(session: Session, desk: Desk, maps: Maps) -> None:
    """The whole screen, for the table that was opened."""
    opened: Opened = st.session_state[_OPEN]
    item = desk.item(opened.number)
    assert item is not None, "is_open was asked first"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Terug", icon=":material/arrow_back:", key="mapping_back", on_click=_close)
        intake_report.head(item.name, "")
    table = _table(session, maps, opened, item)
    if table is None:
        return
    page_head.summary(
        "**Wat staat er in de kolommen?** ibdash doet een voorstel en u beslist. Een volgend "
        "bestand met dezelfde kolommen gaat dan vanzelf."
    )
    key = f"mapping_{opened.number}_{opened.looks.index(table)}"
    kind = _kind(table, key)
    columns, to_choose = columns_of.choose(maps.kit, table, kind, key, session.hide_names)
    answers = maps.kit.Answers(
        title=table.name,
        kind=kind,
        header=table.header,
        columns={header: name for header, name in columns.fields.items() if name},
        wide=columns.wide,
    )
    missing: Sequence[str] = ()
    if not to_choose:
        # What is asked of tests and years depends on what the columns are.
        answers = tests_of.choose(maps.kit, table, answers, key, opened.seen, session.today)
        missing = maps.kit.needed(answers)
    _as_read(session, maps, table, answers, missing, to_choose)
    _bar(session, desk, maps, item, table, answers, missing, to_choose, key)


def _open(item: Item, of_sheets: Sequence[int] = ()) -> None:
    st.session_state[_OPEN] = Opened(item.number, item.file_hash, of_sheets)


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _table(session: Session, maps: Maps, opened: Opened, item: Item) -> Any:
    """The table that is shown; None, with the reason on the screen, where there is none."""
    if not opened.looks:
        try:
            looks = maps.kit.look(session.store, item.name, item.content, session.settings)
        except IbdashError as error:
            states.error(error, name="mapping")
            return None
        opened.looks = [one for one in looks if not opened.sheets or one.sheet in opened.sheets]
    if not opened.looks:
        states.too_little(
            "Hier is geen tabel te vinden",
            "Een tabel heeft een rij met kolomnamen en daaronder de gegevens.",
            name="mapping",
            icon="table",
        )
        return None
    if len(opened.looks) == 1:
        return opened.looks[0]
    place = st.selectbox(
        "Welk werkblad?",
        range(len(opened.looks)),
        format_func=lambda place: opened.looks[place].name,
        key=f"mapping_sheet_{opened.number}",
        width=420,
    )
    return opened.looks[place]


def _kind(table: Any, key: str) -> str:
    page_head.section("1. Waar gaat de tabel over?")
    if table.guess.kind is None:
        intake_report.line(
            "ibdash ziet geen kolom die zegt over welke leerling een rij gaat.", intake_report.GREY
        )
    chosen = st.segmented_control(
        "Waar gaat de tabel over?",
        list(_KINDS),
        default=table.guess.kind or "results",
        format_func=_KINDS.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=f"{key}_kind",
    )
    return str(chosen)


def _as_read(
    session: Session,
    maps: Maps,
    table: Any,
    answers: Any,
    missing: Sequence[str],
    to_choose: Sequence[str],
) -> None:
    page_head.section("Zo leest ibdash de eerste regels")
    if missing or to_choose:
        page_head.note("Zodra er genoeg gekozen is, ziet u hier de regels zoals ibdash ze leest.")
        return
    tried = maps.kit.try_out(table, answers)
    if tried.pupils:
        _shown(intake_mapping.pupils_table(tried.pupils, session.hide_names), "leerlingen")
    if tried.results:
        _shown(intake_mapping.results_table(tried.results, session.hide_names), "resultaten")
    if not tried.pupils and not tried.results:
        intake_report.line("Met deze keuzes is geen enkele van de eerste regels bruikbaar.")
    for sentence in intake_mapping.refused_lines(tried.refused)[:6]:
        intake_report.line(sentence, intake_report.GREY)
    for text in tried.warnings[:3]:
        page_head.note(f"{text}.")


def _shown(rows: Any, what: str) -> None:
    st.table(
        rows, border="horizontal", hide_index=True, alt=f"De eerste {what} zoals ibdash ze leest"
    )


def _bar(
    session: Session,
    desk: Desk,
    maps: Maps,
    item: Item,
    table: Any,
    answers: Any,
    missing: Sequence[str],
    to_choose: Sequence[str],
    key: str,
) -> None:
    """What is still needed, and keeping it; always in sight at the bottom."""
    opened: Opened = st.session_state[_OPEN]
    needed = intake_mapping.still_needed(missing, to_choose)
    with st.container(
        key="mapping_bar", horizontal=True, vertical_alignment="center", gap="small", wrap=True
    ):
        with st.container(width="stretch"):
            if opened.problem is not None:
                intake_report.line(opened.problem.sentence())
            else:
                page_head.summary(needed or "**Alles is bekend.** Geef de indeling een naam.")
        _propose_name(session, maps, opened, item, table, answers, f"{key}_name")
        st.text_input(
            "Naam van de indeling",
            key=f"{key}_name",
            label_visibility="collapsed",
            placeholder="Naam van de indeling",
            max_chars=80,
            width=260,
        )
        st.button(
            "Bewaren en verder",
            type="primary",
            icon=":material/check:",
            key="go_mapping_keep",
            disabled=bool(needed),
            on_click=_keep,
            args=(session, desk, maps.kit.keep, item, answers, f"{key}_name"),
        )


def _propose_name(
    session: Session, maps: Maps, opened: Opened, item: Item, table: Any, answers: Any, key: str
) -> None:
    """Fills in a name, and another one as more becomes known, until a person types one."""
    makers = [one.publisher for one in (*answers.tests, *answers.wide)]
    name = maps.kit.known_name(session.store, table) or intake_mapping.proposed_name(
        answers.kind, makers, item.name, maps.kit.outcomes(answers)
    )
    if st.session_state.get(key) in (None, opened.names.get(key)):
        st.session_state[key] = opened.names[key] = name


def _keep(
    session: Session, desk: Desk, keep: Callable[..., str], item: Item, answers: Any, name_key: str
) -> None:
    opened: Opened = st.session_state[_OPEN]
    name = st.session_state[name_key]
    try:
        profile = keep(session.store, session.who, name, answers)
    except IbdashError as error:
        opened.problem = error
        return
    _close()
    # A file that is known for the rest is recognised sheet by sheet, by what was kept too.
    read_by = None if opened.sheets else profile
    desk.choose(item.number, replace(item.choices, profile=read_by), anew=True)
    desk.ask_again_for_columns()
    st.toast(f"Bewaard: {name}", icon=":material/check_circle:")
