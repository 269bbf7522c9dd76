""" "Waar komt dit vandaan?": files and rows, summed up."""

from datetime import date

from ibdash.ui.source_note import Source, per_file

MONDAY, FRIDAY = date(2026, 2, 9), date(2026, 2, 13)


def test_rows_stand_per_file_newest_first() -> None:
    sources = [
        Source("leerlingen.xml", 12, MONDAY),
        Source("cito_M6.csv", 214, FRIDAY),
        Source("cito_M6.csv", 212, FRIDAY),
        Source("cito_M6.csv", 212, FRIDAY),
        Source("hand", None, MONDAY),
    ]
    assert per_file(sources) == [
        ("cito_M6.csv", "regels 212 en 214", FRIDAY),
        ("hand", "", MONDAY),
        ("leerlingen.xml", "regel 12", MONDAY),
    ]


def test_more_than_twelve_rows_are_counted() -> None:
    listed = per_file(Source("groot.csv", row, MONDAY) for row in range(2, 1200))
    assert listed == [("groot.csv", "1.198\u00a0regels, van 2 tot en met 1.199", MONDAY)]


def test_nothing_is_nothing() -> None:
    assert per_file([]) == []
