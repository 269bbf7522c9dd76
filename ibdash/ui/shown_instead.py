"""What is told of a link to what is not there: something else is shown, calmly said so."""

import streamlit as st

from ibdash.ui import page_head

# In st.session_state: by the name of a choice, what is shown instead of what the link asked for.
KEY = "choose_shown_instead"
_TOLD = {
    "page": "Dit adres bestaat niet",
    "school": "De link wijst naar een school die hier niet (meer) is",
    "school_year": "De link wijst naar een schooljaar dat hier niet (meer) is",
}


def texts() -> list[str]:
    """A sentence for each; nothing where all was found."""
    instead: dict[str, str] = st.session_state.get(KEY, {})
    return [f"{text}; u ziet {instead[name]}." for name, text in _TOLD.items() if name in instead]


def say() -> None:
    """The same on a page that is about the whole school."""
    if found := texts():
        page_head.remark(" ".join(found))
