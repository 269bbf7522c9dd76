"""What files left empty: shares, bars, and what a low share means."""

from datetime import datetime
from typing import Any

import pyarrow as pa

from ibdash.views import dutch
from ibdash.views import quality_delivered as views

_KINDS = {
    "file_name": pa.string(),
    "format": pa.string(),
    "changed_at": pa.timestamp("us"),
    "kind": pa.string(),
    "rows": pa.int64(),
    "unreadable": pa.int64(),
    **dict.fromkeys(views.HEADS, pa.int64()),
}


def made(*rows: dict[str, Any]) -> list[views.Delivered]:
    """Rows of quality/delivered; a complete file of 200 results unless a row says otherwise."""
    usual: dict[str, Any] = {
        "file_name": "uitslag.csv",
        "format": "Resultaten",
        "changed_at": datetime(2026, 2, 9, 12),
        "kind": "result",
        "rows": 200,
        "unreadable": 0,
        **dict.fromkeys(views.HEADS, 200),
    }
    schema = pa.schema([pa.field(name, kind) for name, kind in _KINDS.items()])
    return views.delivered(pa.Table.from_pylist([usual | row for row in rows], schema))


def test_a_complete_file_asks_nothing() -> None:
    found = made({})
    assert views.summary(found).startswith("Wat geteld is")
    assert views.meanings(found) == []
    assert views.table_html(found).count("100%") >= 6


def test_rows_that_could_not_be_read_are_in_the_number_and_not_in_the_shares() -> None:
    found = made({"rows": 5, "unreadable": 3, **dict.fromkeys(views.HEADS, 5)})
    html = views.table_html(found).replace(dutch.NO_BREAK, " ")
    assert ">8<div" in html
    assert "3 niet te lezen" in html
    assert found[0].share("scores") == 1
    table, _ = views.table(found)
    row = table.to_pylist()[0]
    assert (row["rows"], row["unreadable"], row["scores"]) == (8, 3, 5)


def test_a_low_share_is_bold_and_says_what_it_means() -> None:
    found = made({"percentiles": 179}, {"file_name": "goed.csv", "percentiles": 180})
    assert views.summary(found) == (
        "In **1 van de 2 bestanden** ontbreekt iets bij meer dan 1 van de 10 regels."
    )
    (meaning,) = views.meanings(found)
    assert meaning.startswith("Percentiel bij resultaten: zonder percentiel kan ibdash")
    html = views.table_html(found)
    assert html.count("font-weight:600") == 1
    assert "width:89.5%" in html


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    html = views.table_html(made({"rows": 1000, **dict.fromkeys(views.HEADS, 999), "scores": 1}))
    assert ">99%<" in html
    assert ">&lt;1%<" in html
    assert ">100%<" not in html
    assert ">0%<" not in html


def test_a_kind_without_a_column_has_a_dash() -> None:
    found = made({"kind": "pupil", "levels": None})
    assert found[0].share("levels") is None
    assert f">{dutch.DASH}<" in views.table_html(found)


def test_a_file_of_before_the_counts_says_so() -> None:
    found = made({"kind": None, "rows": None, **dict.fromkeys(views.HEADS)})
    assert views.summary(found) == "Van deze bestanden is niet geteld wat erin stond."
    assert "Niet bekend" in views.table_html(found)
    assert views.meanings(found) == []


def test_the_name_of_a_file_is_text() -> None:
    assert "&lt;b&gt;" in views.table_html(made({"file_name": "<b>"}))


def test_the_download_keeps_counts() -> None:
    table, heads = views.table(made({"scores": 12}))
    assert table.to_pylist()[0]["scores"] == 12
    assert table.column_names != []
    assert set(heads) == set(table.column_names)
