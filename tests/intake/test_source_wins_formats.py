"""Real formats beside each other: UWLR of a test system, and the school's own table."""

from pathlib import Path

from ibdash.store import Store
from tests.people import taken_in
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
