"""Why nothing can be brought into the demo school, and the way back to one's own."""

import streamlit as st

from ibdash.ui import choose, page_head
from ibdash.ui import session as sessions


def not_here() -> None:
    """Stands where the uploader is: fictive pupils and real ones are never mixed."""
    with st.container(border=True, key="intake_demo", gap="small"):
        page_head.section("Dit is de demoschool")
        page_head.note(
            "Eigen bestanden gaan in uw eigen gegevens, nooit tussen verzonnen leerlingen."
        )
        st.button(
            "Naar mijn eigen gegevens",
            icon=":material/arrow_back:",
            key="intake_leave_demo",
            on_click=_leave,
        )


def _leave() -> None:
    st.session_state[sessions.DEMO] = False
    choose.forget_all()
