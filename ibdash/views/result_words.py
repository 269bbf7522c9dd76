"""The outcome of a result in a few words."""

from collections.abc import Mapping
from typing import Any

from ibdash.views import dutch


def said(row: Mapping[str, Any]) -> str:
    """ "score 190,5, percentiel 40, niveau II (I-V)", or why there is no outcome.

    row: the outcome columns of a result or of what one source says of it.
    """
    if not row["is_taken"]:
        reason = row["no_result_reason"]
        return f"niet gemaakt ({reason.replace('_', ' ')})" if reason else "niet gemaakt"
    parts = [
        f"{name} {_number(row[column])}"
        for name, column in (
            ("score", "ability_score"),
            ("ruwe score", "raw_score"),
            ("percentiel", "percentile"),
        )
        if row[column] is not None
    ]
    for level, scale in (("level", "level_scale"), ("level_2", "level_scale_2")):
        if row[level] is not None:
            parts.append(f"niveau {dutch.level(row[level])} ({row[scale]})")
    if row["avi"] is not None:
        parts.append(row["avi"])
    if row["norm_version"] is not None:
        parts.append(f"norm {row['norm_version']}")
    return ", ".join(parts) or "geen uitslag"


def _number(value: float) -> str:
    return dutch.number(value, len(f"{value:.10g}".partition(".")[2]))
