"""The download button of a page's head: the table behind the screen as CSV or XLSX."""

from collections.abc import Mapping

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ibdash.ui import page_head, spreadsheet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def popover(table: pa.Table, headers: Mapping[str, str], name: str, into: DeltaGenerator) -> None:
    """Offers a table for download.

    headers: column: its Dutch head, in the order of the file.  name: of the file without ending
    ("groep"); never of a pupil.  The files are made when somebody clicks, not on every run.
    """
    label = "Downloaden"
    with into.popover(
        label, icon=":material/download:", help=label, key=f"icon_download_{name}", wrap=True
    ):
        page_head.section(label)
        st.download_button(
            "Excel (XLSX)",
            lambda: spreadsheet.xlsx_file(table, headers),
            f"{name}.xlsx",
            _XLSX,
            key=f"download_{name}_xlsx",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            "CSV",
            lambda: spreadsheet.csv_file(table, headers),
            f"{name}.csv",
            "text/csv",
            key=f"download_{name}_csv",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )
