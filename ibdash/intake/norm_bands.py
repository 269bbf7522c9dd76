"""Bands of a norm table that share a score: then a score has two levels, so none at all."""

from bisect import bisect_right
from collections import defaultdict
from typing import Any

import duckdb
import pyarrow as pa


def refuse_overlapping(cursor: duckdb.DuckDBPyConnection) -> None:
    """Refuses and drops each row of `staged_norm` that shares a score with an earlier kept one.

    Only bands of the same test (publisher, name, generation, norm version and line), moment and
    scale; both ends of a band belong to it.  The earlier row stays, and is named by its line.
    """
    kept: dict[tuple[Any, ...], list[tuple[float, float, int]]] = defaultdict(list)
    refused: list[tuple[int, int, int]] = []
    rows = cursor.execute(
        "select publisher, test, generation, norm_version, learning_line, moment, level_scale,"
        " score_from, score_to, line, rowid from staged_norm"
        " where score_from is not null and score_to is not null order by rowid"
    ).fetchall()
    for *same, first, last, line, row in rows:
        bands = kept[tuple(same)]
        # The kept bands share nothing, so only the last one that begins in time can overlap.
        place = bisect_right(bands, last, key=lambda band: band[0])
        if place and bands[place - 1][1] >= first:
            refused.append((row, line, bands[place - 1][2]))
        else:
            bands.insert(place, (first, last, line))
    columns = zip(*refused, strict=True) if refused else ([], [], [])
    names = ["row", "line", "other"]
    overlapping = pa.table([pa.array(list(part), pa.int64()) for part in columns], names)
    cursor.register("overlapping", overlapping)
    try:
        cursor.execute(
            "insert into refusal select 'norm', line,"
            " 'De scores van deze regel overlappen met die van regel ' || other,"
            " 'Verbeter score_van of score_tot_en_met in een van beide en lees het bestand opnieuw"
            " in' from overlapping"
        )
        cursor.execute("delete from staged_norm where rowid in (select row from overlapping)")
    finally:
        cursor.unregister("overlapping")
