from ibdash.domain.alike import Alike, ten_alike
from ibdash.domain.expected_range import Step
from ibdash.domain.state import State


def _steps(count: int, pair: str = "M6>E6") -> list[Step]:
    # Starts 100, 101, ...; growth 0, 1, ...
    return [Step(pair, "2024-2025", 100 + 2 * i, 100 + i, 90 + i) for i in range(count)]


def test_the_ten_nearest_starts_of_the_same_pair() -> None:
    found = ten_alike(_steps(41) + _steps(41, "E6>M7"), "M6>E6", 120)
    assert isinstance(found, Alike)
    # 120 itself, four on both sides, and of 115 and 125 the one that comes first.
    assert sorted(step.x1 for step in found.steps) == [115, *range(116, 125)]
    assert found.steps[0].x1 == 120
    assert (found.least_growth, found.most_growth) == (15, 24)
    assert {step.pair for step in found.steps} == {"M6>E6"}


def test_ten_must_lie_within_half_a_standard_deviation() -> None:
    # Of 0..40 the sd is 11.98: within 5.99 of 100 lie 100..105, six steps.
    assert ten_alike(_steps(41), "M6>E6", 100) is State.TOO_FEW_ALIKE
    assert ten_alike(_steps(9), "M6>E6", 104) is State.TOO_FEW_ALIKE
    assert ten_alike(_steps(41), "E6>M7", 120) is State.TOO_FEW_ALIKE


def test_two_earlier_scores() -> None:
    found = ten_alike(_steps(41), "M6>E6", 120, 110, k=2)
    assert isinstance(found, Alike)
    assert found.steps[0].x1 == 120
    assert ten_alike(_steps(41), "M6>E6", 120, None, k=2) is State.TOO_FEW_ALIKE
    assert str(State.TOO_FEW_ALIKE) == "te weinig vergelijkbare leerlingen"
