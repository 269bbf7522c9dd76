"""The head of the pupil's page, and the page without one."""

from collections.abc import Sequence

import streamlit as st

from ibdash.ui import choose, pupil_signals, states
from ibdash.ui.pupil_answers import Answers
from ibdash.ui.session import Session
from ibdash.views import dutch, pupil_care, pupil_summary
from ibdash.views.pupil_signals import Card


def chosen(session: Session) -> tuple[choose.School, choose.Pupil]:
    """The school and the chosen pupil; stops the page with its empty state where there is none.

    Raises AccessRefused for a pupil in the address who is unknown or may not be seen.
    """
    school = choose.school(session)
    if school is None:
        states.empty(
            "Nog geen leerlingen",
            "Hier staat wat u van een leerling weet, afspreekt en besluit. Daarvoor is eerst een"
            " bestand met leerlingen nodig, bijvoorbeeld de EDEXML van uw leerlingvolgsysteem.",
            name="pupil",
        )
        st.stop()
    pupil = choose.pupil(session)
    if pupil is None:
        states.empty(
            "Kies een leerling",
            "Zoek een naam in het menu, of klik op een leerling bij Groep.",
            way=None,
            icon="person_search",
            name="pupil",
        )
        st.stop()
    return school, pupil


def meta(session: Session, pupil: choose.Pupil) -> str:
    """Group and age beside the name: "groep 6a · 9 jaar"."""
    known = choose.all_pupils(session)
    assert known is not None, "a chosen pupil is of a school"
    keys = known.column("public_key").to_pylist()
    born = known.column("birth_date")[keys.index(pupil.public_key)].as_py()
    today = session.today
    years = (
        f"{today.year - born.year - ((today.month, today.day) < (born.month, born.day))} jaar"
        if born
        else ""
    )
    group = "niet meer op school" if pupil.is_former else dutch.group(pupil.group_name or "")
    return " · ".join(part for part in (group or "zonder groep", years) if part)


def summary(answers: Answers, cards: Sequence[Card]) -> str:
    """What stands out, what goes well, and the evaluation that comes next."""
    return pupil_summary.summary(
        answers.lines,
        pupil_care.lane(answers.care),
        pupil_signals.names_of_new(cards),
        pupil_care.next_evaluation(answers.care, answers.session.today),
        answers.session.today,
    )
