"""Refused rows and remarks, to be read and to be saved."""

from ibdash.intake import Count
from ibdash.sources.reading import Remark
from ibdash.views import intake_remarks

UNKNOWN = ("Deze leerling is niet bekend", "Importeer eerst de leerlingen")
REMARKS = [
    Remark(0, "warning", "En nog 5 geweigerde regels"),
    *(Remark(line, "refused", *UNKNOWN, kind="result") for line in (53, 51, 52)),
    Remark(21, "refused", "Niveau 'VI' bestaat niet", "Kijk in Cito", kind="result"),
    Remark(0, "refused", "Van het hele bestand", ""),
]


def test_equal_reasons_share_a_row_with_their_lines() -> None:
    frame = intake_remarks.refused_table(intake_remarks.refused(REMARKS))
    assert frame.to_numpy().tolist() == [
        ["21", "Niveau 'VI' bestaat niet", "Kijk in Cito"],
        ["51, 52 en 53", *UNKNOWN],
    ]


def test_many_lines_are_counted() -> None:
    rows = [Remark(line, "refused", *UNKNOWN, kind="result") for line in range(1001, 1310)]
    assert intake_remarks.refused_table(rows)["Regel"].tolist() == [
        "1.001, 1.002, 1.003, 1.004 en nog 305"
    ]


def test_rows_beyond_the_table_are_counted() -> None:
    rows = [Remark(line, "refused", f"Reden {line}", "", kind="result") for line in range(1, 12)]
    counts = {"result": Count(refused=20), "pupil": Count(refused=1)}
    assert len(intake_remarks.refused_table(rows)) == 8
    assert intake_remarks.refused_total(counts, rows) == 21
    assert intake_remarks.refused_beyond(counts, rows) == 13
    assert intake_remarks.refused_total({}, rows) == 11


def test_the_file_of_refused_rows_has_every_row() -> None:
    table = intake_remarks.refused_rows(intake_remarks.refused(REMARKS))
    assert table.column_names == list(intake_remarks.REFUSED_HEADS)
    assert table.to_pylist()[0] == {
        "line": 21,
        "kind": "resultaat",
        "text": "Niveau 'VI' bestaat niet",
        "remedy": "Kijk in Cito",
    }
    assert table.column("line").to_pylist() == [21, 51, 52, 53]


def test_remarks_become_sentences_with_their_lines() -> None:
    remarks = [
        Remark(0, "warning", "De datum past niet bij het moment (3 keer)", "Kijk het na"),
        Remark(9, "info", "Gelijk aan een eerdere regel"),
        Remark(4, "info", "Gelijk aan een eerdere regel"),
        Remark(7, "info", "Onbekend onderdeel."),
    ]
    assert intake_remarks.sentences(remarks, "warning") == [
        "De datum past niet bij het moment (3 keer). Kijk het na."
    ]
    assert intake_remarks.sentences(remarks, "info") == [
        "Gelijk aan een eerdere regel (regels 4 en 9).",
        "Onbekend onderdeel (regel 7).",
    ]
    assert intake_remarks.sentences([], "info") == []


def test_a_line_that_the_text_names_is_not_named_again() -> None:
    several = Remark(
        13, "warning", "Bij 2 regels past de datum niet; de eerste is regel 13", "Kijk"
    )
    other = Remark(3, "warning", "Anders dan op regel 13")
    assert intake_remarks.sentences([several, other], "warning") == [
        "Bij 2 regels past de datum niet; de eerste is regel 13. Kijk.",
        "Anders dan op regel 13 (regel 3).",
    ]
