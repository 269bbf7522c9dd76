"""A pupil in two rows of a list: one placement where the two are one combination group."""

import pytest

from tests.sources.table_files import read, workbook, xml_row

HEAD = "leerling_id;roepnaam;schooljaar;groep;jaargroep"


def listed(*rows: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], list[str]]:
    """(placements, groups, remarks) of a list of pupils of 2025-2026."""
    written = (row.replace(";", ";Kind;2025-2026;", 1) for row in rows)
    found, remarks, _ = read("\n".join([HEAD, *written]) + "\n", "leerlingen.csv")
    placed = [
        (row["line"], row["pupil_key"], row["group_key"], row["year_group"])
        for row in found["placement"]
    ]
    groups = [(row["name"], row["year_group"]) for row in found["group"]]
    return placed, groups, [f"{remark.severity} {remark.text}" for remark in remarks]


def test_the_two_halves_of_a_combination_group():
    placed, groups, said = listed("1;5/6 (5);", "1;5/6 (6);", "2;5/6 (6);")
    assert placed == [(2, "1", "5/6", None), (4, "2", "5/6", "6")]
    assert groups == [("5/6", "C")]
    assert said == [
        "warning 1 leerling staat in meer dan één regel van een combinatiegroep; dat is één"
        " plaatsing. Van 1 is niet te zien in welke jaargroep"
    ]


@pytest.mark.parametrize(
    ("rows", "placed", "groups"),
    [
        (("1;5/6;", "1;5;"), [(2, "1", "5/6", "5")], [("5/6", "C")]),
        (("1;5A;5", "1;6A;5"), [(2, "1", "5/6A", "5")], [("5/6A", "C")]),
        (
            ("1;5A;5", "1;6A;5", "2;5A;"),
            [(2, "1", "5/6A", "5"), (4, "2", "5A", "5")],
            [("5/6A", "C"), ("5A", "5")],
        ),
    ],
)
def test_one_placement_in_the_combination_group(rows, placed, groups):
    found, in_groups, said = listed(*rows)
    assert found == placed
    assert sorted(in_groups) == sorted(groups)
    assert said[-1] == (
        "info 1 leerling staat in meer dan één regel van een combinatiegroep; dat is één plaatsing"
    )


@pytest.mark.parametrize(
    "rows",
    [
        ("1;5A;", "1;5B;"),
        ("1;5A;", "1;7A;"),
        ("1;5A;", "1;6B;"),
        ("1;5/6A;", "1;5B;"),
        ("1;5/6;", "1;7;"),
        ("1;Vlinders;5", "1;Vlinders;6"),
        ("1;Vlinders;5", "1;5;"),
    ],
)
def test_other_groups_stay_two_rows(rows):
    placed, _, said = listed(*rows)
    assert len(placed) == 2
    assert not any("combinatiegroep;" in text for text in said)


def test_equal_rows_are_one_as_ever():
    placed, groups, said = listed("1;5/6 (5);", "1;5/6 (5);")
    assert (placed, groups, said) == ([(2, "1", "5/6", "5")], [("5/6", "5")], [])


def test_halves_on_two_sheets():
    names = HEAD.split(";")
    sheets = {
        name: xml_row(1, *names) + xml_row(2, 1, "Noor", "2025-2026", name, 5)
        for name in ("5", "6")
    }
    found, remarks, _ = read(workbook(sheets), "leerlingen.xlsx")
    assert [(row["group_key"], row["year_group"]) for row in found["placement"]] == [("5/6", "5")]
    assert [row["name"] for row in found["group"]] == ["5/6"]
    assert [remark.severity for remark in remarks] == ["info"]
