"""What a layout is called before a person names it."""

import pytest

from ibdash.views.intake_mapping import proposed_name


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("groep 5.csv", "Toetsresultaten"),
        ("gr5-6.xlsx", "Toetsresultaten"),
        ("Dynamisch overzicht groep 5 M6.xlsx", "Toetsresultaten uit Dynamisch overzicht"),
        ("export_20260120.csv", "Toetsresultaten uit export"),
        ("groepsoverzicht 2025-2026 (1).csv", "Toetsresultaten uit groepsoverzicht"),
        ("1234.csv", "Toetsresultaten"),
    ],
)
def test_the_file_names_it_without_its_group_and_its_day(file: str, name: str) -> None:
    assert proposed_name("results", [""], file) == name
    assert proposed_name("results", [], file) == name


def test_the_publishers_name_it_where_all_are_known() -> None:
    assert proposed_name("results", ["Cito", "Cito"], "groep 5.csv") == "Toetsresultaten van Cito"
    both = proposed_name("both", ["Cito", "Boom", "Cito"], "x.csv")
    assert both == "Leerlingen en toetsresultaten van Boom en Cito"
    assert proposed_name("results", ["Cito", ""], "lijst.csv") == "Toetsresultaten uit lijst"
    assert proposed_name("results", ["A", "B", "C"], "lijst.csv") == "Toetsresultaten uit lijst"
    outcomes = ["ability_score", "level_i_v", "level_a_e", "dle"]
    assert proposed_name("results", [""], "groep 5.csv", outcomes) == (
        "Toetsresultaten met vaardigheidsscore en niveau"
    )
    assert proposed_name("pupils", [], "onze lijst 4A.csv") == "Leerlingenlijst uit onze lijst"
