"""What leaves ibdash as a file: the open tables, as a workbook or as Parquet."""

from ibdash.reports.export import Chosen, Form, Written, form_of, known_school, write
from ibdash.reports.open_tables import OpenTable, known_tables

__all__ = [
    "Chosen",
    "Form",
    "OpenTable",
    "Written",
    "form_of",
    "known_school",
    "known_tables",
    "write",
]
