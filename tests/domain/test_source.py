"""Which systems an export may name."""

import pytest

from ibdash.domain import source
from ibdash.sources import doorstroom, edexml
from ibdash.sources.profile import profiles


def test_every_reader_and_layout_has_a_known_system() -> None:
    systems = {profile.system for profile in profiles().values()}
    assert {edexml.SYSTEM, doorstroom.SYSTEM, *systems} == set(source.SYSTEMS)


@pytest.mark.parametrize(
    ("system", "role", "found"),
    [
        ("edexml", "pupil_system", "pupil_system edexml"),
        ("uwlr boom lvs", "publisher", "publisher uwlr boom lvs"),
        ("oso 99ZZ 00", "former_school", "former_school oso 99ZZ 00"),
        ("uwlr ", "publisher", None),
        ("ibdash", "table", None),
        ("mijn systeem", "publisher", None),
        ("edexml", "person", None),
        ("edexml", None, None),
        (None, "publisher", None),
    ],
)
def test_role_and_system_together(system: str | None, role: str | None, found: str | None) -> None:
    assert source.origin(system, role) == found
