"""Student's t without a package for statistics (methods.md, section 0.9)."""

from math import sqrt
from statistics import NormalDist

_NORMAL = NormalDist()

# Below 5 degrees of freedom the series is off by more than 0.003; these are the exact values of
# the two widths in use: 95 % (p = 0.975) and 80 % (p = 0.90).
_EXACT = {
    (0.975, 3.0): 3.182446,
    (0.975, 4.0): 2.776445,
    (0.9, 3.0): 1.637744,
    (0.9, 4.0): 1.533206,
}


def quantile(p: float, df: float) -> float:
    """The p-quantile of t with df degrees of freedom (df of Welch's test need not be whole).

    df 2 is exact, df 3 and 4 are at p = 0.975 and 0.90; elsewhere the series, with an error
    below 0.025 at df 3, 0.01 at df 4 and 0.003 from df 5 at these p.  Raises ValueError below 2.
    """
    if p < 0.5:
        return -quantile(1 - p, df)
    if df == 2:
        return (2 * p - 1) / sqrt(2 * p * (1 - p))
    if df < 3:
        raise ValueError("t is used from 3 degrees of freedom, and at exactly 2")
    exact = _EXACT.get((round(p, 9), float(df)))
    return _series(_NORMAL.inv_cdf(p), df) if exact is None else exact


def _series(z: float, df: float) -> float:
    return (
        z
        + (z**3 + z) / (4 * df)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * df**3)
    )
