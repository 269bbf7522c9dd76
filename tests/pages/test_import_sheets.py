"""A workbook of which one sheet is known and another is not: a person says what that one is."""

import csv
import io

from streamlit.testing.v1 import AppTest

from tests.pages.import_page import Open, click, count, keys, run, settled, text, upload, visit
from tests.pages.test_import_mapping import JANUARY, answered
from tests.sources.table_files import workbook, xml_row

PUPILS = [
    ("leerling_id", "roepnaam", "tussenvoegsel", "achternaam", "schooljaar", "groep", "jaargroep"),
    ("1", "Noor", "van der", "Wal", "2025-2026", "4A", "4"),
    ("2", "Bo", "", "Aker", "2025-2026", "4A", "4"),
]
RESULTS = [
    ("leerling_id", "leerlijn", "toets", "schooljaar", "ruwe_score"),
    ("1", "woordlezen", "DMT", "2025-2026", "38"),
]
UNKNOWN = list(csv.reader(io.StringIO(JANUARY.decode("cp1252")), delimiter=";"))


def sheets(**named: list[tuple[str, ...]] | list[list[str]]) -> bytes:
    return workbook(
        {
            name: "".join(xml_row(line, *row) for line, row in enumerate(rows, start=1))
            for name, rows in named.items()
        }
    )


def mapped(shown: AppTest) -> AppTest:
    shown = run(shown.button(key="mapping_sheets_1").click())
    # Only the unknown sheet is there to say something of.
    assert [one.label for one in shown.selectbox if one.label == "Welk werkblad?"] == []
    return click(answered(shown), "go_mapping_keep")


def test_the_known_sheet_can_go_alone_and_it_is_said_what_stays_behind(app: Open) -> None:
    shown = upload(visit(app), ("map.xlsx", sheets(leerlingen=PUPILS, Toetsen=UNKNOWN)))
    assert "1 werkblad in dit bestand kent ibdash nog niet" in text(shown)
    assert "Zeg eerst wat de kolommen van werkblad 2 betekenen" in text(shown)
    assert "Onbekende tabel" not in text(shown)
    shown = click(shown, "go_intake_1")
    assert (count(shown, "pupil"), count(shown, "result")) == (2, 0)
    assert "Onbekende tabel, dus niet gelezen: werkblad 2" in text(shown)
    assert "mapping_sheets_1" not in keys(shown)


def test_both_sheets_go_once_the_columns_are_said(app: Open) -> None:
    shown = upload(visit(app), ("map.xlsx", sheets(leerlingen=PUPILS, Toetsen=UNKNOWN)))
    shown = mapped(shown)
    assert "kent ibdash nog niet" not in text(shown)
    shown = click(shown, "go_intake_1")
    names = {row[0] for row in shown.table[0].value.to_numpy().tolist()}
    assert {"Leerlingen", "Resultaten"} <= names
    assert count(shown, "pupil") == 2
    assert count(shown, "result") > 0


def test_a_refused_sheet_does_not_hide_the_one_that_would_mend_it(app: Open) -> None:
    """The results need pupils, and those stand in the sheet that nobody knows."""
    pupils = [("Lln.nr.", "Naam", "Klas"), ("1", "Noor van der Wal", "4")]
    shown = upload(visit(app), ("map.xlsx", sheets(resultaten=RESULTS, Klas=pupils)))
    assert "Zeg eerst wat de kolommen van werkblad 2 betekenen" in text(shown)
    assert "mapping_sheets_1" in keys(shown)


def test_two_unknown_sheets_are_said_one_after_the_other(app: Open) -> None:
    other = [("Lln.nr.", "Naam", "Klas"), ("1", "Noor van der Wal", "4")]
    shown = upload(visit(app), ("map.xlsx", sheets(Toetsen=UNKNOWN, Klas=other)))
    shown = run(shown.button(key="go_mapping_1").click())
    shown = click(answered(shown), "go_mapping_keep")
    assert "Zeg eerst wat de kolommen van werkblad 2 betekenen" in text(settled(shown))


def test_a_sheet_of_explanation_is_not_asked_about(app: Open) -> None:
    told = [("Uitleg", "Door"), ("Dit is onze lijst", "de ib'er")]
    shown = upload(visit(app), ("map.xlsx", sheets(leerlingen=PUPILS, Uitleg=told)))
    assert "kent ibdash nog niet" not in text(shown)
    assert "Geen bekende tabel, dus overgeslagen: werkblad 2" in text(shown)
