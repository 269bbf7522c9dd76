"""A scale that a profile brings has its ranks in the reference table that questions sort by."""

import csv
from pathlib import Path

from ibdash.sources import tables

REFERENCE = Path(__file__).parents[2] / "data" / "reference" / "level_scale.csv"


def test_every_scale_of_a_profile_is_ranked_lowest_first() -> None:
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for scale, levels in tables.known_scales().items():
        ranked = sorted((int(row["rank"]), row["level"]) for row in rows if row["scale"] == scale)
        assert [level for _, level in ranked] == list(levels)
