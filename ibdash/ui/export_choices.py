"""The choices of the page Exporteren, and its one button; what is written is handed in."""

from collections.abc import Callable, Sequence

import streamlit as st

from ibdash.ui import choose, page_head
from ibdash.ui.session import Session
from ibdash.views import export_words
from ibdash.views.export_words import Offered

FORMS = {"xlsx": "Excel", "zip": "Parquet"}
_MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_ALL = "alle"


def school(session: Session) -> choose.School | None:
    """The school to take along, None for all of them; draws nothing where there is one."""
    schools = {one.public_key: one for one in choose.all_schools(session)}
    if len(schools) < 2:
        return None
    # Without a BRIN its rows cannot say whose they are, beside those of another school.
    have_brin = session.ask("frame/schools").column("brin").null_count == 0
    key = st.selectbox(
        "Welke school",
        [_ALL, *schools] if have_brin else list(schools),
        format_func=lambda key: "Alle scholen" if key == _ALL else schools[key].label,
        key="export_school",
    )
    return schools.get(key)


def restricted(are_there: bool) -> bool:
    """Whether restricted tables go along, never by itself.

    are_there: whether there are such tables that this person may see; else nothing is asked.
    """
    return are_there and st.checkbox(
        "Ook afgeschermde gegevens (diagnoses, intelligentietests en vertrouwelijke notities)",
        key="export_restricted",
    )


def form() -> str:
    """Which kind of file: a key of FORMS."""
    chosen = st.segmented_control(
        "Soort bestand",
        list(FORMS),
        format_func=lambda form: FORMS[form],
        default="xlsx",
        required=True,
        key="export_form",
    )
    page_head.note(
        "Excel opent een werkmap met een tabblad per tabel."
        if chosen == "xlsx"
        else "Een zip met een Parquet-bestand per tabel en een datawoordenboek, voor wie er zelf"
        " mee rekent of het ergens anders inleest."
    )
    return str(chosen)


def tables(offered: Sequence[Offered]) -> list[Offered]:
    """A box per table with rows, all of them ticked at first; the chosen ones."""
    there = [table for table in offered if table.rows]
    page_head.section("Wat er meegaat")
    with st.container(gap="xsmall", key="export_tables"):
        chosen = [
            table
            for table in there
            if st.checkbox(export_words.label(table), value=True, key=f"export_table_{table.name}")
        ]
    if empty := [table.title for table in offered if not table.rows]:
        page_head.note(export_words.without_rows(empty))
    return chosen


def button(
    session: Session, chosen: Sequence[Offered], form: str, most: int, make: Callable[[], bytes]
) -> None:
    """The warning, and the button that makes the file when it is clicked and not before.

    most: the rows that a workbook can have.
    """
    if any(table.is_restricted for table in chosen):
        st.warning(export_words.RESTRICTED_WARNING, icon=":material/lock:")
    st.warning(export_words.WARNING, icon=":material/shield_person:")
    is_agreed = True
    if session.hide_names:
        page_head.remark(export_words.HIDDEN)
        is_agreed = st.checkbox("Ik wil het bestand met namen", key="export_with_names")
    rows = sum(table.rows for table in chosen)
    is_too_large = form == "xlsx" and rows > most
    if is_too_large:
        page_head.remark(export_words.too_large(most))
    day = session.known_on or session.today
    name = f"ibdash-{'demo-' if session.is_demo else ''}{day}"
    st.download_button(
        f"{FORMS[form]}-bestand maken",
        make,
        f"{name}.{form}",
        _MIME[form],
        type="primary",
        icon=":material/download:",
        key="go_export",
        on_click="ignore",
        disabled=not chosen or not is_agreed or is_too_large,
    )
    page_head.note(
        "Uw browser zet het bij de downloads. Alleen wat nu geldt gaat mee; oude waarden blijven in"
        " ibdash. Met Importeren komt het weer terug."
    )
