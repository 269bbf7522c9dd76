"""Answers as pandas tables, for the views that need whole columns at once."""

import pandas as pd
import pyarrow as pa

# The tables of a page have some hundreds of rows.  At that size pandas works a third faster on
# Python's own strings than on Arrow's, which is its default.
pd.options.mode.string_storage = "python"


def of(table: pa.Table) -> pd.DataFrame:
    """The same columns and rows; text columns have the dtype "str"."""
    return table.to_pandas()
