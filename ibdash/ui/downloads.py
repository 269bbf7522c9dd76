"""The download button of a page's head: the table behind the screen as CSV or XLSX."""

from collections.abc import Callable, Mapping

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import page_head, session, spreadsheet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def popover(
    make: Callable[[], tuple[pa.Table, Mapping[str, str]]], name: str, into: DeltaGenerator
) -> None:
    """Offers a table for download.

    make: gives the table and, in the order of the file, column: its Dutch head; called when
    somebody clicks, not on every run.  name: of the file without ending ("groep"); never of a
    pupil.  It says as of which day where that is not now.
    """
    label, day = "Downloaden", session.current().known_on
    if day is not None:
        name = f"{name}-bekend-op-{day}"
    with into.popover(
        label, icon=":material/download:", help=label, key="icon_download", wrap=True
    ):
        page_head.section(label)
        st.download_button(
            "Excel (XLSX)",
            lambda: spreadsheet.xlsx_file(*make()),
            f"{name}.xlsx",
            _XLSX,
            key="download_xlsx",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            "CSV",
            lambda: spreadsheet.csv_file(*make()),
            f"{name}.csv",
            "text/csv",
            key="download_csv",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )
