"""Names in one cell, as lists write them."""

import pytest

from ibdash.domain.whole_name import take_apart


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Noor van der Wal", ("Noor", "van der", "Wal")),
        ("Wal, Noor van der", ("Noor", "van der", "Wal")),
        ("van der Wal, Noor", ("Noor", "van der", "Wal")),
        ("Wal, van der, Noor", ("Noor", "van der", "Wal")),
        ("Wal, N. van der (Noor)", ("Noor", "van der", "Wal")),
        ("Bo Aker", ("Bo", None, "Aker")),
        ("Anna Maria de Wit", ("Anna Maria", "de", "Wit")),
        ("Jan 't Hart", ("Jan", "'t", "Hart")),
        ("Sem", ("Sem", None, None)),
        ("", (None, None, None)),
    ],
)
def test_a_name_is_taken_apart(written: str, parts: tuple[str | None, ...]) -> None:
    found = take_apart(written)
    assert (found.call_name, found.prefix, found.family_name) == parts
