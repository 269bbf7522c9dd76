from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain import student_t
from ibdash.domain.limits import Z_80, Z_90, Z_95


def test_the_z_values_are_those_of_the_widths() -> None:
    normal = NormalDist()
    assert pytest.approx(normal.inv_cdf(0.90), abs=5e-6) == Z_80
    assert pytest.approx(normal.inv_cdf(0.95), abs=5e-6) == Z_90
    assert pytest.approx(normal.inv_cdf(0.975), abs=5e-6) == Z_95


@pytest.mark.parametrize(
    ("df", "wide", "narrow"),
    # A printed table of t: two-sided 95 % and 80 %, rounded to three decimals.
    [
        (2, 4.303, 1.886),
        (3, 3.182, 1.638),
        (4, 2.776, 1.533),
        (5, 2.571, 1.476),
        (9, 2.262, 1.383),
        (20, 2.086, 1.325),
        (120, 1.980, 1.289),
    ],
)
def test_against_a_printed_table(df: int, wide: float, narrow: float) -> None:
    assert student_t.quantile(0.975, df) == pytest.approx(wide, abs=0.0035)
    assert student_t.quantile(0.90, df) == pytest.approx(narrow, abs=0.0035)


@pytest.mark.parametrize("df", [0, 1, 2.5])
def test_refuses_degrees_of_freedom_it_cannot_do(df: float) -> None:
    with pytest.raises(ValueError, match="degrees of freedom"):
        student_t.quantile(0.975, df)


@given(st.floats(0.501, 0.995), st.floats(5, 500))
def test_is_symmetric_and_wider_than_normal(p: float, df: float) -> None:
    t = student_t.quantile(p, df)
    assert t == pytest.approx(-student_t.quantile(1 - p, df))
    assert t > NormalDist().inv_cdf(p)
