"""The widths and minimums that every figure with uncertainty shares (methods.md, section 0).

The z values are rounded as the method gives them, so that SQL and Python agree to the last digit.
"""

Z_80 = 1.28155
"""80 %: what a pupil or a cohort is expected to score."""
Z_90 = 1.64485
"""90 % two-sided, which is 95 % one-sided: "daling" and "groei" of one pupil."""
Z_95 = 1.95996
"""95 %: every statement that two figures differ."""

MEANS_ERROR_FACTOR = 1.5
"""Cohorts of one school differ 1.5 times as much as the draw of pupils explains (section 6)."""
ONE_YEAR_FACTOR = 1.1
"""A reference of one school year knows one cohort only, so its range is made wider (section 3)."""
LARGEST_MISSING_SHARE = 0.20
"""Above this share of pupils without a result, two groups are not compared (section 6)."""

SLOPE_MOMENTS = 4
ERROR_BOUND_PAIR = 8
ERROR_BOUND_STEPS = 60
RANGE_STEPS = 25
RANGE_PAIR_STEPS = 5
RANGE_STEPS_TWO_SIDES = 50
RANK_STEPS = 50
GROUP_SHOWN = 5
SHARE_RANGE = 10
SHARE_CHANGE = 15
COHORT_PUPILS = 10
TREND_COHORTS = 4
PARALLEL_PUPILS = 8
ALIKE_PUPILS = 10
