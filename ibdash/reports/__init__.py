"""What leaves ibdash as a file: the open tables, as a workbook or as Parquet."""

from ibdash.reports.export import (
    MOST_ROWS,
    Chosen,
    ExportRefused,
    Form,
    Written,
    form_named,
    form_of,
    known_school,
    write,
)
from ibdash.reports.open_tables import OpenTable, known_tables

__all__ = [
    "MOST_ROWS",
    "Chosen",
    "ExportRefused",
    "Form",
    "OpenTable",
    "Written",
    "form_named",
    "form_of",
    "known_school",
    "known_tables",
    "write",
]
