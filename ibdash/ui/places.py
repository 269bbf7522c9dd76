"""Where the pages lie, for whoever links to them; app.py decides which of them exist."""

import streamlit as st

APP = "app.py"
WEEK = "pages/week/week.py"
GROUP = "pages/group/overview.py"
LEARNING_LINES = "pages/group/learning_lines.py"
PUPIL = "pages/pupil/pupil.py"
RULES = "pages/data/rules.py"
NEWCOMERS = "pages/group/newcomers.py"
IMPORT = "pages/data/import.py"
EXPORT = "pages/data/export.py"
QUALITY = "pages/data/quality.py"

_STATE = "frame_places"


def remember(paths: list[str]) -> None:
    """Keeps which pages the app lists in this session; called by the frame."""
    st.session_state[_STATE] = paths


def exists(path: str) -> bool:
    """Whether the app lists this page, so that a link to it leads somewhere."""
    return path in st.session_state.get(_STATE, [])


def of_pupil() -> str:
    """The page that opens for one pupil: Leerling, or Leerlijnen where there is none."""
    return PUPIL if exists(PUPIL) else LEARNING_LINES


def can_open_pupil() -> bool:
    """Whether a pupil's name leads to a page."""
    return exists(of_pupil())
