"""Keeps imported code out of the garbage collections that Streamlit does after every run."""

import gc
import sys

_modules_left_out = 0


def leave_out_of_collections() -> None:
    """Called at the end of a run; does something only when that run imported modules.

    Streamlit collects all generations after each run.  Most of what it then walks through are the
    functions and classes of pandas, Plotly and DuckDB, which live as long as the process: 65 ms of
    every click.  What is garbage now is collected first, so nothing is kept that could go.
    """
    global _modules_left_out
    count = len(sys.modules)
    if count != _modules_left_out:
        _modules_left_out = count
        gc.collect()
        gc.freeze()
