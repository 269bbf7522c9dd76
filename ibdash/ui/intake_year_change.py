"""The change of school year in the report on a file, and the one question that it may ask."""

import pyarrow as pa
import streamlit as st

from ibdash.ui import intake_report, names, page_head
from ibdash.ui.intake_desk import Choices, Desk, Item
from ibdash.ui.session import Session
from ibdash.views import dutch, year_change
from ibdash.views.intake_report import YearChanged

_ANSWERS = (year_change.LEFT, year_change.STAYS, year_change.UNKNOWN)
# As many pupils as a person answers for one by one; the answer for all is for the rest too.
_MOST_ASKED = 40


def before(session: Session, desk: Desk, item: Item) -> None:
    """In the preview: who moved on, came and left, and the question about who is missing.

    Of a later list of the same year the question alone: all else may be there already.
    """
    assert item.report is not None, "a preview has a report"
    changed = item.report.year_change
    if changed is None:
        return
    shown = _shown(session, changed)
    if changed.is_first:
        _told(changed, shown, item)
    if changed.missing:
        page_head.section(year_change.QUESTION)
        _question(desk, item, changed, shown)


def after(session: Session, item: Item) -> None:
    """Once it is taken in: the same figures; its remarks say what became of the answers."""
    assert item.report is not None, "what was taken in has a report"
    changed = item.report.year_change
    if changed is not None and changed.is_first:
        _told(changed, _shown(session, changed), item)


def _told(changed: YearChanged, shown: dict[int, str], item: Item) -> None:
    page_head.section(year_change.title(changed))
    intake_report.line(year_change.sentence(changed))
    st.table(
        year_change.table(changed),
        border="horizontal",
        hide_index=True,
        alt="Wisseling van schooljaar: wat, hoeveel leerlingen, wat u bij de bron nakijkt",
    )
    if not changed.is_certain and changed.counts.get("missing"):
        page_head.note(
            "Er zijn leerlingen geweigerd; daarom is niet zeker wie er ontbreekt, en vraagt ibdash"
            " er niet naar."
        )
    if changed.pupils:
        with st.expander("Wie zijn dat?", key=f"year_who_{item.number}", type="compact"):
            st.html(year_change.who(changed, changed.pupils, shown))


def _question(desk: Desk, item: Item, changed: YearChanged, shown: dict[int, str]) -> None:
    missing = changed.missing
    intake_report.line(year_change.question_text(changed, len(missing)))
    listed = missing[:_MOST_ASKED]
    if len(missing) > 1:
        _asked(desk, item, [one.pupil_id for one in missing], "all", "Allemaal")
    for one in listed:
        label = f"{shown[one.pupil_id]}, {year_change.where_from(one)}"
        _asked(desk, item, [one.pupil_id], str(one.pupil_id), label)
    if len(missing) > len(listed):
        more = dutch.plural(len(missing) - len(listed), "leerling", "leerlingen")
        page_head.note(f"En nog {more}; antwoord voor hen met Allemaal.")


def _asked(desk: Desk, item: Item, pupils: list[int], name: str, label: str) -> None:
    """One row: who, and the three answers; its value is what was chosen for the file before."""
    key = f"year_answer_{item.number}_{name}"
    given = {_answer(item.choices, pupil) for pupil in pupils}
    st.session_state[key] = given.pop() if len(given) == 1 else None

    def take() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            left = (item.choices.left - set(pupils)) | _if(chosen == year_change.LEFT, pupils)
            stays = (item.choices.stays - set(pupils)) | _if(chosen == year_change.STAYS, pupils)
            desk.answer(item.number, left, stays)

    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"year_row_{key}"
    ):
        st.container(width=360).html(intake_report.sentence(label))
        st.segmented_control(label, _ANSWERS, key=key, on_change=take, label_visibility="collapsed")


def _answer(choices: Choices, pupil: int) -> str:
    if pupil in choices.left:
        return year_change.LEFT
    return year_change.STAYS if pupil in choices.stays else year_change.UNKNOWN


def _if(wanted: bool, pupils: list[int]) -> frozenset[int]:
    return frozenset(pupils) if wanted else frozenset()


def _shown(session: Session, changed: YearChanged) -> dict[int, str]:
    """pupil_id: the name, or initials when names are hidden."""
    pupils = pa.table(
        {
            name: pa.array([getattr(one, name) for one in changed.pupils], pa.string())
            for name in ("display_name", "call_name", "family_name")
        }
    )
    ids = [one.pupil_id for one in changed.pupils]
    return dict(zip(ids, names.shown(session, pupils), strict=True))
