import pytest

from ibdash.domain.instruction_groups import Cuts, propose
from ibdash.domain.levels import A_E, I_V


@pytest.mark.parametrize(
    ("level", "scale", "approach"),
    [
        ("V-", I_V, "intensief"),
        ("V", I_V, "intensief"),
        ("IV", I_V, "intensief"),
        ("III", I_V, "basis"),
        ("II", I_V, "basis"),
        ("I", I_V, "verrijkt"),
        ("I+", I_V, "verrijkt"),
        ("E", A_E, "intensief"),
        ("D", A_E, "intensief"),
        ("C", A_E, "basis"),
        ("B", A_E, "basis"),
        ("A", A_E, "verrijkt"),
        (None, A_E, None),
        ("Proficient", "Colorado", None),
    ],
)
def test_default_cuts(level: str | None, scale: str, approach: str | None) -> None:
    assert propose(level, scale) == approach


def test_a_school_has_its_own_cuts() -> None:
    cuts = Cuts(intensive_up_to={I_V: "V"}, enriched_from={I_V: "I+"})
    assert propose("IV", I_V, cuts) == "basis"
    assert propose("V-", I_V, cuts) == "intensief"
    assert propose("I", I_V, cuts) == "basis"
    assert propose("A", A_E, cuts) is None
