"""The columns that kinds of rows share, and how a schema is made of columns."""

import pyarrow as pa

TEXT = pa.string()
DAY = pa.date32()
NUMBER = pa.float64()
COUNT = pa.int32()

WHERE: list[tuple[str, pa.DataType]] = [("line", COUNT), ("brin", TEXT), ("location", TEXT)]
NAME: list[tuple[str, pa.DataType]] = [
    ("call_name", TEXT),
    ("prefix", TEXT),
    ("family_name", TEXT),
    ("birth_date", DAY),
]
WHO: list[tuple[str, pa.DataType]] = [("pupil_key", TEXT), *NAME]


def schema(*fields: tuple[str, pa.DataType]) -> pa.Schema:
    """A schema of these columns, in this order."""
    return pa.schema([pa.field(name, kind) for name, kind in fields])
