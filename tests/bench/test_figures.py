"""The printed table: aligned, in Dutch, with the target beside the value and no verdict."""

from ibdash.bench.figures import Figure, Section, table


def test_two_sections_share_their_columns() -> None:
    sections = [
        Section(
            "Intake",
            "ibdash",
            "DuckDB",
            (
                Figure("per seconde", 250_000, "/s", 500_000, "≥ 0,5"),
                Figure("tijd", 6.004, "s", 3.0),
            ),
        ),
        Section("Pagina", "50 scholen", "1 school", (Figure("Groep", 34.96, "ms"),)),
    ]
    assert table(sections).splitlines() == [
        "Intake           ibdash      DuckDB  verhouding  doel",
        "------------------------------------------------------",
        "per seconde  250.000 /s  500.000 /s        0,50  ≥ 0,5",
        "tijd             6,00 s      3,00 s        2,00",
        "",
        "Pagina       50 scholen    1 school  verhouding  doel",
        "------------------------------------------------------",
        "Groep           35,0 ms",
    ]


def test_there_is_no_ratio_to_nothing() -> None:
    assert Figure("CPU", 10, "ms", 0).ratio is None
    assert Figure("CPU", 10, "ms").ratio is None
    assert Figure("CPU", 10, "ms", 4).ratio == 2.5
