"""A card with one chart: its sentence, the chart, what it shows, and the table behind it."""

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import page_head
from ibdash.views import plain_figure


def card(name: str) -> DeltaGenerator:
    """The frame of one card, as high as the one beside it."""
    return st.container(border=True, key=f"card_{name}", height="stretch", gap="xsmall")


def head() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Places for the sentence, under it for the note, and at its right for the card's switches."""
    sentence = st.container()
    row = st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="medium",
        wrap=False,
    )
    return sentence, row.container(), row.container(horizontal=True, width="content", gap="small")


def chart(name: str, figure: go.Figure, alt: str) -> None:
    """One Plotly figure in our own look, without a bar of tools."""
    st.plotly_chart(figure, theme=None, config=plain_figure.CONFIG, key=f"chart_{name}", alt=alt)


def note(text: str) -> None:
    """A line in 13 px, where there is something to say."""
    if text:
        page_head.note(text)


def table(name: str, rows: Sequence[dict[str, str]], alt: str, label: str = "Tabel") -> None:
    """The table behind the chart, one click away; it is made when it is opened."""
    if not rows:
        return
    with st.expander(label, key=f"table_{name}", on_change="rerun", type="compact") as opened:
        if opened.open:
            st.table(list(rows), border="horizontal", hide_index=True, alt=alt)
