"""An overstapdossier in the report on a file: of which pupil, from which school, what is in it."""

import streamlit as st

from ibdash.domain.names import initials
from ibdash.ui.session import Session
from ibdash.views import intake_dossier
from ibdash.views.intake_report import Reported


def sentence(session: Session, report: Reported, school: str | None) -> str | None:
    """What it is, of whom and from where, with `**finding**`; None for a file that is no dossier.

    school: the name of the school that it goes to.
    """
    dossier = report.dossier
    if dossier is None:
        return None
    pupil = dossier.pupil
    if session.hide_names:
        (pupil,) = initials([(dossier.call_name, dossier.family_name)])
    return intake_dossier.sentence(dossier, pupil, school)


def parts(report: Reported) -> None:
    """What was delivered and what not; draws nothing for a file that is no dossier."""
    if report.dossier is not None:
        st.table(
            intake_dossier.parts_table(report.dossier),
            border="horizontal",
            hide_index=True,
            alt="Onderdelen van het dossier: wat is aangeleverd en wat niet",
        )
