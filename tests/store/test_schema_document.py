"""docs/schema.md names every table and view that the store has."""

from pathlib import Path

from ibdash.store import Store

DOCUMENT = Path(__file__).parents[2] / "docs" / "schema.md"


def test_every_table_and_view_is_described(store: Store) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    with store.read() as cursor:
        names = [
            name
            for (name,) in cursor.execute(
                "select table_name from duckdb_tables() where database_name = 'ibdash'"
                " union all select view_name from duckdb_views()"
                " where database_name = 'ibdash' and not internal"
            ).fetchall()
        ]
    assert [name for name in names if f"`{name}`" not in text] == []
