"""Tables of which nothing is known yet: their names, first rows and counts."""

import pytest

from ibdash.errors import FileRefused
from ibdash.sources import tables
from ibdash.sources.raw_tables import RawTable, raw_tables
from tests.shared_files import shared_file
from tests.sources.table_files import LIMITS, source, workbook, xml_row


def raw(content: str | bytes, name: str = "tabel.csv") -> list[RawTable]:
    return raw_tables(source(name, content), LIMITS)


def one(content: str | bytes, name: str = "tabel.csv") -> RawTable:
    (table,) = raw(content, name)
    return table


def test_a_text_with_a_title_totals_and_a_note():
    table = one(
        "Uitslagen van school;;\n\nnaam;klas;score\nNoor;5;34,5\n;;\nBo;6;<5\n"
        "Totaal;;34,5\nBron: eigen lijst\n",
        "uitslagen.csv",
    )
    assert (table.name, table.sheet, table.header_line) == ("uitslagen", None, 3)
    assert table.header == ("naam", "klas", "score")
    assert [(row.line, row.cells) for row in table.first] == [
        (4, ("Noor", "5", "34,5")),
        (6, ("Bo", "6", "<5")),
    ]
    assert table.row_count == 2
    assert list(table.rows()) == list(table.first)


def test_names_that_are_the_same_or_missing():
    table = one("klas,Klas,klas (2),,score\n5,6,7,x,8\n")
    assert table.header == ("klas", "Klas (3)", "klas (2)", "kolom 4", "score")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_that_gives_even_rows(separator):
    rows = [["naam", "score"], ["Vries; de, Noor", "3"], ["Aker", "4"]]
    table = one("\n".join(separator.join(f'"{c}"' for c in row) for row in rows) + "\n")
    assert (table.header, table.row_count) == (("naam", "score"), 2)


def test_two_rows_of_names_in_a_text():
    table = one("Leerling;;DMT;;Rekenen;\nnummer;naam;M3;E3;M3;E3\n1001;Noor;34;45;120;130\n")
    assert table.header == (
        "Leerling nummer", "Leerling naam", "DMT M3", "DMT E3", "Rekenen M3", "Rekenen E3",
    )  # fmt: skip
    assert (table.header_line, table.row_count) == (2, 1)


def test_the_row_names_of_r_have_no_name_above_them():
    table = one("naam,score,datum\n1,Noor,34,2026-01-20\n2,Bo,30,2026-01-20\n")
    assert table.header == ("kolom 1", "naam", "score", "datum")
    assert table.first[0].cells == ("1", "Noor", "34", "2026-01-20")


def test_a_separator_at_the_end_of_each_row():
    table = one("naam;score\nNoor;34;\nBo;30;\n")
    assert table.header == ("naam", "score", "kolom 3")


def test_known_columns_tell_which_name_is_missing():
    # 2025-2026 is a school year only when the first cell has the first name.
    table = one("leerling;schooljaar\n7;2025-2026;ziek\n9;2025-2026;beter\n")
    assert table.header == ("leerling", "schooljaar", "kolom 3")


def test_a_name_too_few_that_nothing_tells_of_is_refused():
    with pytest.raises(FileRefused) as refused:
        raw("naam;kleur\n7;Noor;rood\n9;Bo;blauw\n")
    assert refused.value.title == "Er is een kolom meer dan er kolomnamen zijn"


def test_a_sheet_of_explanation_is_no_table():
    scores = xml_row(2, "naam", "score") + xml_row(3, "Noor", 34.5) + xml_row(4, "Bo", 30)
    words = xml_row(1, "Werkblad", "Inhoud") + xml_row(2, "Scores", "Wat de scores zijn")
    (table,) = raw(workbook({"Lees mij": words, "Leeg": "", "Scores": scores}), "map.xlsx")
    assert (table.name, table.sheet, table.header_line) == ("Scores", 3, 2)
    assert [row.cells for row in table.first] == [("Noor", "34.5"), ("Bo", "30")]


def test_a_file_that_excel_damaged_is_refused():
    with pytest.raises(FileRefused, match="passen niet bij de kolomnamen"):
        raw('school;sex;age\n"GP;""F"";18"\n"GP;""M"";17"\n')


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "columns", "rows", "first", "last"),
    [
        ("alle-vestigingen-bo.csv", 30, 6268, ("Drenthe", "10249", "16AH"), "Zuid-Holland"),
        (
            "gemiddelde-eindscores-bo-sbo-2018-2019.csv",
            25,
            6579,
            ("20190417", "20190725", "00AP"),
            "20190417",
        ),
        (
            "referentieniveaus_2024-2025_eerste40.csv",
            22,
            40,
            ("20241001", "00AP", "00"),
            "20241001",
        ),
    ],
)
def test_files_of_duo(name, columns, rows, first, last):
    table = one(shared_file("data", "messy", name).read_bytes(), name)
    found = list(table.rows())
    assert (len(table.header), table.row_count, len(found)) == (columns, rows, rows)
    assert (table.header_line, found[0].line, found[-1].line) == (1, 2, rows + 1)
    assert (found[0].cells[:3], found[-1].cells[0]) == (first, last)


@pytest.mark.shared
def test_letters_and_suppressed_values_of_duo():
    name = "gemiddelde-eindscores-bo-sbo-2018-2019.csv"
    table = one(shared_file("data", "messy", name).read_bytes(), name)
    score = table.header.index("CET_GEM")
    assert table.first[0].cells[score] == "538,636363636364"
    # cp1252; that the letters were lost before is the doing of the publisher, and stays as it is.
    line_183 = next(row for row in table.rows() if row.line == 183)
    assert line_183.cells[8] == "S\u00b7dwest-Frysl\u00d4n"
    name = "referentieniveaus_2024-2025_eerste40.csv"
    table = one(shared_file("data", "messy", name).read_bytes(), name)
    assert table.first[0].cells[table.header.index("REKENEN_LAGER1F")] == "<5"


@pytest.mark.shared
def test_the_workbook_of_cbs_has_two_tables_on_six_sheets():
    name = "achterstandsscores-scholen-2019.xlsx"
    first, second = raw(shared_file("data", "messy", name).read_bytes(), name)
    assert [(table.name, table.sheet) for table in (first, second)] == [
        ("Tabel 1", 5),
        ("Tabel 2", 6),
    ]
    assert first.header == (
        "School (BRIN vestiging)", "Aantal bekostigde leerlingen", "Achterstandsscore", "kolom 4",
    )  # fmt: skip
    assert (first.header_line, first.row_count, second.row_count) == (4, 6295, 6295)
    assert (first.first[0].line, first.first[0].cells) == (6, ("00AP00", "100", "33.02", ""))
    last = list(first.rows())[-1]
    assert (last.line, last.cells) == (6300, ("31MX00", "5", "18.32", "a"))


@pytest.mark.shared
def test_the_damaged_file_of_students_is_refused_by_both():
    name = "student-mat_excel-vermangeld.csv"
    content = shared_file("data", "messy", name).read_bytes()
    for reads in (raw_tables, tables.read):
        with pytest.raises(FileRefused, match="passen niet bij de kolomnamen"):
            reads(source(name, content), LIMITS)


def test_letters_of_windows_and_suppressed_values():
    table = one("naam;aantal;gemiddelde\nO\u2019Ke\u00eff;<5;538,6\nBo;12;\n".encode("cp1252"))
    assert [row.cells for row in table.first] == [
        ("O\u2019Ke\u00eff", "<5", "538,6"),
        ("Bo", "12", ""),
    ]


def test_two_tables_among_sheets_of_words_with_a_source_below():
    def sheet(name: str, score: float) -> str:
        return (
            xml_row(1, name)
            + xml_row(2, "Scores per school, 2019")
            + xml_row(4, "School", "Aantal\nleerlingen", "Score")
            + xml_row(6, "00AP00", 100, score)
            + xml_row(7, "00AR00", 142, 0, "a")
            + xml_row(9, "Bron: eigen lijst")
            + xml_row(10, "a Deze score is van te weinig leerlingen om te gebruiken.")
        )

    book = workbook(
        {"Voorblad": xml_row(3, "Scores"), "Een": sheet("Een", 33.02), "Twee": sheet("Twee", 10.3)}
    )
    first, second = raw(book, "scores.xlsx")
    assert [(t.name, t.sheet, t.header_line, t.row_count) for t in (first, second)] == [
        ("Een", 2, 4, 2),
        ("Twee", 3, 4, 2),
    ]
    assert first.header == ("School", "Aantal leerlingen", "Score", "kolom 4")
    assert [row.cells for row in first.first] == [
        ("00AP00", "100", "33.02", ""),
        ("00AR00", "142", "0", "a"),
    ]
    assert second.first[0].cells[2] == "10.3"
