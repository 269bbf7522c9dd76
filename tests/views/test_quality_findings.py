"""What is odd, in words: sentences, counts, order, and the table for a download."""

from datetime import date

import pyarrow as pa

from ibdash.views import dutch
from ibdash.views import quality_findings as findings
from ibdash.views.quality_findings import Odd, Pupil

NB = dutch.NO_BREAK


def odd(name: str, severity: str, pupils: list[int | None], title: str = "") -> Odd:
    """A check that found a row for each of these pupils."""
    rows = pa.table(
        {
            "pupil_id": pa.array(pupils, pa.int64()),
            "from_change": pa.array([3] * len(pupils), pa.int64()),
            "source_row": pa.array(range(2, len(pupils) + 2), pa.int32()),
            "test": pa.array(["RW M6"] * len(pupils)),
            "level": pa.array(["V-"] * len(pupils)),
            "percentile": pa.array([22.5] * len(pupils)),
            "taken_on": pa.array([date(2026, 1, 20)] * len(pupils)),
        }
    )
    sentence = "{test} van {taken_on}: niveau {level}, percentiel {percentile}"
    return Odd(f"quality/{name}", title or name, severity, "Waarom.", sentence, "Kijk", rows)


PEOPLE = {1: Pupil("Bram Jansen", "6a", "k1"), 2: Pupil("Noor Kok", "7", "k2")}
FOUND = [
    odd("d", "info", [1, 1, 2]),
    odd("c", "let op", [None]),
    odd("b", "fout", [1]),
    odd("a", "fout", [1, 2]),
    odd("niets", "fout", []),
]


def test_a_row_is_one_dutch_sentence() -> None:
    (row,) = findings.findings(FOUND[2], PEOPLE, {3: "resultaten.csv"})
    assert row.text == f"RW M6 van 20{NB}jan{NB}2026: niveau V−, percentiel 22,5"
    assert (row.pupil, row.group, row.public_key) == ("Bram Jansen", "6a", "k1")
    assert row.source == f"resultaten.csv, regel{NB}2"


def test_a_row_about_no_pupil_has_no_name_and_no_link() -> None:
    (row,) = findings.findings(FOUND[1], PEOPLE, {})
    assert (row.pupil, row.group, row.public_key) == ("", "", None)
    assert row.source == "niet uit een bestand"


def test_what_was_said_to_be_right_is_named_where_nothing_else_is_odd() -> None:
    text = findings.summary([], 20, [], 3)
    assert text.endswith(f"bij 20{NB}controles; 3{NB}regels zijn goed gemeld.")
    assert "goed gemeld" not in findings.summary(FOUND, 20, [], 3)


def test_no_more_rows_than_are_shown() -> None:
    assert len(findings.findings(FOUND[0], PEOPLE, {}, 2)) == 2


def test_the_heaviest_first_then_the_most_and_nothing_without_rows() -> None:
    assert [one.title for one in findings.in_order(FOUND)] == ["a", "b", "c", "d"]


def test_counts_by_weight() -> None:
    assert findings.by_weight(FOUND) == [("fout", 2, 3), ("let op", 1, 1), ("info", 1, 3)]


def test_only_the_rows_of_a_group() -> None:
    kept = findings.of_pupils(FOUND, [2])
    assert [one.count for one in kept] == [1, 0, 0, 1, 0]


def test_the_sentence_above_the_page() -> None:
    assert findings.summary(FOUND, 5, []) == (
        f"**2 dingen kloppen niet**, bij 2{NB}leerlingen; op 1 ander ding moet u letten."
    )
    assert findings.summary(FOUND[2:3], 5, ["De bron X kwam 19 dagen niet"]) == (
        f"**1 ding klopt niet**, bij 1{NB}leerling. De bron X kwam 19 dagen niet."
    )
    assert findings.summary(FOUND[:2], 5, []) == (
        "**1 ding vraagt uw aandacht**; fouten zijn er niet."
    )
    assert findings.summary(FOUND[:1], 20, []) == (
        f"**Er is niets gevonden dat niet klopt**, bij 20{NB}controles."
    )


def test_many_late_sources_are_counted() -> None:
    said = findings.summary(FOUND[:1], 20, ["De bron X kwam niet", "De bron Y kwam niet"])
    assert said.endswith("controles. 2 bronnen kwamen niet zoals gewoonlijk.")
    assert findings.to_look_at(FOUND) == 3


def test_groups_stand_in_their_own_order() -> None:
    assert findings.group_order({"10", "3", "oud-leerling", "6b", "6a", "1/2"}) == [
        "1/2",
        "3",
        "6a",
        "6b",
        "10",
        "oud-leerling",
    ]


def test_the_download_has_every_row_in_plain_signs() -> None:
    table, heads = findings.table(findings.in_order(FOUND), PEOPLE, {3: "resultaten.csv"})
    assert table.num_rows == 7
    assert list(heads) == table.column_names
    first = table.to_pylist()[0]
    assert first["text"] == "RW M6 van 20 jan 2026: niveau V-, percentiel 22,5"
    assert (first["file"], first["row"], first["remedy"]) == ("resultaten.csv", 2, "Kijk")
