"""Real formats beside each other: UWLR of a test system, and the school's own table."""

from pathlib import Path

import pytest

from ibdash.questions import ask
from ibdash.store import Store
from tests.people import IB, taken_in
from tests.shared_files import shared_file
from tests.sources.edexml_files import golden as edexml
from tests.sources.uwlr_files import golden
from tests.two_sources import broken, rows

# What rekenen M5 of the golden message says, with another score and a percentile.
TABLE = (
    "leerling_id;leerlijn;toets;onderdeel;moment;afnamedatum;schooljaar;vaardigheidsscore;"
    "percentiel\n"
)


def test_a_table_completes_nothing_of_another_score_of_the_test_system(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    taken_in(store, tmp_path, "uwlr.xml", golden())
    ((key, test, part, day, year),) = rows(
        store,
        "select a.key, t.name, coalesce(t.part, ''), coalesce(r.taken_on::varchar, ''),"
        " r.school_year from result as r join test as t using (test_id)"
        " join pupil_alias as a on a.pupil_id = r.pupil_id and a.system = 'edexml'"
        " where r.ability_score = 190.5",
    )
    row = f"{key};rekenen;{test};{part};M5;{day};{year};180;40\n"
    report = taken_in(store, tmp_path, "resultaten.csv", TABLE + row)
    assert (report.counts["result"].same, report.counts["result_claim"].new) == (1, 1)
    assert rows(
        store,
        "select ability_score, percentile from result where ability_score > 100"
        " and closed_by is null",
    ) == [(190.5, None)]
    assert rows(
        store,
        "select system, role, rank from result_claim where closed_by is null order by rank",
    ) == [("uwlr verzonnen toetsen", "publisher", 2), ("open", "table", 5)]
    assert broken(store) == []


ESIS_PUPILS = (
    "brin;leerling_id;roepnaam;tussenvoegsel;achternaam;geboortedatum;schooljaar;groep;jaargroep\n"
    "98QQ;700001;Zoë;van den;Proef-Één;2016-04-05;2025-2026;5/6;5\n"
)
ESIS = (
    '"DatumExport";"BrinVest";"EsisIdentificatienummer";"Vormingsgebied";"Toets";"Toetsversie";'
    '"Schooljaar";"Afnamedatum";"Leerjaar";"Afnamemoment";"DL";"Ruwescore";"Vaardigheidsscore";'
    '"DLE";"AE";"IV";"Norm"\n'
    '"06-02-2026";"98QQ";"700001";"Rekenen";"Rekenen-Wiskunde 3.0";"M5";"2025-2026";'
    '"20-01-2026";"5";"M5";"25";"41";"{score}";"28";"B";"II";"M5"\n'
)


@pytest.mark.parametrize("uwlr_first", [True, False])
def test_the_same_result_in_uwlr_and_esis_is_one_of_two_sources(
    store: Store, tmp_path: Path, uwlr_first: bool
) -> None:
    """UWLR calls it "Rekenen-Wiskunde 3.0 M5", ESIS "Rekenen-Wiskunde 3.0" with M5 beside it."""
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    taken_in(store, tmp_path, "esis_leerlingen.csv", ESIS_PUPILS.encode())
    esis = ("esis.csv", ESIS.format(score="190,5").encode("cp1252"))
    files = [("uwlr.xml", golden()), esis]
    for name, content in files if uwlr_first else files[::-1]:
        assert taken_in(store, tmp_path, name, content).state == "applied"
    assert rows(
        store,
        "select t.name, t.generation, r.ability_score, r.dl, r.measurement_error, r.level"
        " from result as r join test as t using (test_id)"
        " where r.closed_by is null and t.closed_by is null and r.moment = 'M5'"
        " and r.pupil_id = (select pupil_id from pupil_alias where key = '700001'"
        " and closed_by is null)",
    ) == [("Rekenen-Wiskunde", "3.0", 190.5, 25.0, 6.5, "II")]
    assert rows(
        store,
        "select role, count(*) from result_claim where closed_by is null group by 1 order by 1",
    ) == [("publisher", 1), ("pupil_system", 1)]
    assert broken(store) == []


@pytest.mark.parametrize("uwlr_first", [True, False])
def test_of_two_scores_the_one_of_the_test_system_counts(
    store: Store, tmp_path: Path, uwlr_first: bool
) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    taken_in(store, tmp_path, "esis_leerlingen.csv", ESIS_PUPILS.encode())
    esis = ("esis.csv", ESIS.format(score="180").encode("cp1252"))
    files = [("uwlr.xml", golden()), esis]
    for name, content in files if uwlr_first else files[::-1]:
        assert taken_in(store, tmp_path, name, content).state == "applied"
    shown = "select ability_score from result where closed_by is null and ability_score > 150"
    assert rows(store, shown) == [(190.5,)]
    conflicts = ask(store, "quality/source_conflicts", who=IB, school_id=None).to_pylist()
    assert [(row["role"], row["ability_score"]) for row in conflicts] == [
        ("publisher", 190.5),
        ("pupil_system", 180.0),
    ]


def test_a_generation_in_the_name_of_a_table_is_not_another_test(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "school.xml", edexml("edexml21.xml"))
    taken_in(store, tmp_path, "uwlr.xml", golden())
    head = "leerling_id;leerlijn;toets;moment;afnamedatum;schooljaar;vaardigheidsscore\n"
    row = "00001;rekenen;rekenen-wiskunde 3.0 M5;M5;2026-01-20;2025-2026;190,5\n"
    report = taken_in(store, tmp_path, "eigen.csv", (head + row).encode())
    assert (report.counts["result"].new, report.counts["result"].same) == (0, 1)
    # It says nothing that is not known already, so it is no second source.
    assert rows(store, "select count(*) from result_claim") == [(0,)]
    other = row.replace("3.0", "2.0")
    report = taken_in(store, tmp_path, "ander.csv", (head + other).encode())
    assert report.counts["result"].new == 1


def test_the_pair_of_others_is_one_result(store: Store, tmp_path: Path) -> None:
    for name in (
        "edexml21_synthetisch_2025-2026.xml",
        "uwlr_leerresultaten_synthetisch.xml",
        "esis_leerlingen_synthetisch.csv",
        "esis_toetsen_synthetisch_cp1252.csv",
    ):
        file = shared_file("formats", "synthetic", name)
        assert taken_in(store, tmp_path, name, file.read_bytes()).state == "applied"
    shown = "select count(*) from result where closed_by is null and ability_score = 178.4"
    assert rows(store, shown) == [(1,)]
    assert rows(store, "select count(*) from result_claim where closed_by is null") == [(2,)]
