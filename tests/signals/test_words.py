"""The words that rules share."""

import pytest

from ibdash.signals.engine import prepare
from ibdash.store import Store
from tests.people import TODAY


@pytest.mark.parametrize(
    ("moments", "said"),
    [
        (["M4"], "M4"),
        (["M4", "E4", "M5", "E5"], "M4, E4, M5 en E5"),
        (["M4", "E4", "M5", "E5", "M6"], "M4 tot en met M6"),
    ],
)
def test_a_long_row_of_moments_is_said_by_its_ends(
    store: Store, moments: list[str], said: str
) -> None:
    with store.read() as cursor:
        prepare(cursor, [], TODAY)
        assert cursor.execute("select moments_said($1::varchar[])", [moments]).fetchone() == (said,)
