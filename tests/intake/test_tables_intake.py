"""Open tables through the whole intake, with values a person can follow by hand."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.intake import Options, Report
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import taken_in

PUPILS = """leerling_id;roepnaam;tussenvoegsel;achternaam;geboortedatum;schooljaar;groep;jaargroep
1001;Noor;van der;Wal;2018-03-09;2025-2026;4A;4
1002;Bo;;Aker;05-05-2018;2025-2026;4A;4
"""
RESULTS = """leerling_id;leerlijn;toets;moment;afnamedatum;vaardigheidsscore;niveau;niveauschaal;\
percentiel
1001;woordlezen;DMT;M4;2026-01-20;38,5;V;I-V;18
1001;spelling;Spelling;M4;2026-01-21;101;III;I-V;50
1002;woordlezen;DMT;M4;2026-01-20;61;I;I-V;85
"""


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """The two pupils and their three results."""
    assert taken_in(store, tmp_path, "leerlingen.csv", PUPILS).state == "applied"
    assert taken_in(store, tmp_path, "resultaten.csv", RESULTS).counts["result"].new == 3
    return store


def texts(report: Report) -> str:
    return " ".join(remark.text + remark.remedy for remark in report.remarks)


def test_pupils_groups_and_results_go_in(school: Store) -> None:
    assert rows(
        school,
        "select p.display_name, p.birth_date, g.name, x.year_group from pupil as p"
        ' join placement as x using (pupil_id) join "group" as g using (group_id) order by 1',
    ) == [
        ("Bo Aker", date(2018, 5, 5), "4A", "4"),
        ("Noor van der Wal", date(2018, 3, 9), "4A", "4"),
    ]
    assert rows(
        school,
        "select learning_line, moment, half_year, taken_on, ability_score, level, level_scale,"
        " percentile, is_taken, source_row from result order by source_row",
    ) == [
        ("woordlezen", "M4", 4050, date(2026, 1, 20), 38.5, "V", "I-V", 18.0, True, 2),
        ("spelling", "M4", 4050, date(2026, 1, 21), 101.0, "III", "I-V", 50.0, True, 3),
        ("woordlezen", "M4", 4050, date(2026, 1, 20), 61.0, "I", "I-V", 85.0, True, 4),
    ]


def test_the_same_files_again_change_nothing(school: Store, tmp_path: Path) -> None:
    version = rows(school, "select version from store_version")
    for name, text, kind, same in (
        ("leerlingen.csv", PUPILS, "pupil", 2),
        ("resultaten.csv", RESULTS, "result", 3),
    ):
        report = taken_in(school, tmp_path, name, text)
        assert (report.state, report.counts[kind].same) == ("unchanged", same)
    assert rows(school, "select version from store_version") == version


def test_a_corrected_score_changes_exactly_that_and_the_old_one_is_kept(
    school: Store, tmp_path: Path
) -> None:
    report = taken_in(school, tmp_path, "beter.csv", RESULTS.replace("38,5", "39"))
    count = report.counts["result"]
    assert (count.new, count.changed, count.same) == (0, 1, 2)
    assert [(c.pupil, c.what, c.column, c.old, c.new) for c in report.changes] == [
        ("Noor van der Wal", "woordlezen M4", "score", 38.5, 39.0)
    ]
    assert rows(
        school,
        "select ability_score, closed_by is null from result where result_id in"
        " (select result_id from result where ability_score = 39) order by opened_by",
    ) == [(38.5, False), (39.0, True)]


def test_a_row_that_differs_only_in_its_date_is_the_same_result(
    school: Store, tmp_path: Path
) -> None:
    moved = RESULTS.replace("2026-01-21", "2026-01-28")
    count = taken_in(school, tmp_path, "r.csv", moved).counts["result"]
    assert (count.new, count.changed, count.same) == (0, 1, 2)


def test_with_a_source_key_everything_else_may_change(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    head = "bron_id;leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore\n"
    taken_in(store, tmp_path, "resultaten.csv", head + "r1;1001;rekenen;RW;M4;2025-2026;120\n")
    report = taken_in(
        store, tmp_path, "resultaten.csv", head + "r1;1001;rekenen;RW;E4;2025-2026;133\n"
    )
    assert (report.counts["result"].new, report.counts["result"].changed) == (0, 1)
    assert rows(store, "select moment, half_year from result where closed_by is null") == [
        ("E4", 4051)
    ]


def test_a_column_that_is_not_delivered_leaves_what_is_known(school: Store, tmp_path: Path) -> None:
    short = (
        "leerling_id;leerlijn;toets;moment;afnamedatum;vaardigheidsscore\n"
        "1001;woordlezen;DMT;M4;2026-01-20;40\n"
    )
    report = taken_in(school, tmp_path, "resultaten.csv", short)
    assert (report.counts["result"].changed, report.counts["result"].gone) == (1, 0)
    assert rows(
        school,
        "select ability_score, level, percentile from result where closed_by is null"
        " and learning_line = 'woordlezen' order by ability_score",
    ) == [(40.0, "V", 18.0), (61.0, "I", 85.0)]


def test_the_row_of_an_unknown_pupil_is_refused_and_the_rest_goes_in(
    school: Store, tmp_path: Path
) -> None:
    more = RESULTS + "9999;woordlezen;DMT;M4;2026-01-20;50;III;I-V;55\n"
    report = taken_in(school, tmp_path, "resultaten.csv", more)
    assert (report.exit_code, report.counts["result"].refused) == (0, 1)
    (remark,) = [remark for remark in report.remarks if remark.severity == "refused"]
    assert (remark.line, remark.text) == (5, "Deze leerling is niet bekend")
    assert rows(school, "select count(*) from pupil") == [(2,)]


def test_when_no_pupil_is_known_the_file_is_refused_whole(store: Store, tmp_path: Path) -> None:
    report = taken_in(store, tmp_path, "resultaten.csv", RESULTS)
    assert (report.state, report.exit_code) == ("refused", 1)
    assert "Importeer eerst" in report.remedy
    for table in ("school", "pupil", "result", "test"):
        assert rows(store, f"select count(*) from {table}") == [(0,)]


def test_equal_rows_are_one_result_and_different_ones_are_both_refused(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    lines = RESULTS.splitlines()
    doubled = "\n".join([*lines, lines[1], lines[3].replace("61", "62")]) + "\n"
    report = taken_in(store, tmp_path, "resultaten.csv", doubled)
    assert (report.counts["result"].new, report.counts["result"].refused) == (2, 2)
    assert sorted(r.line for r in report.remarks if r.severity == "refused") == [4, 6]
    assert [r.line for r in report.remarks if "Gelijk aan een eerdere" in r.text] == [5]


def test_a_table_with_key_and_name_makes_its_pupils(store: Store, tmp_path: Path) -> None:
    text = (
        "leerling_id;roepnaam;achternaam;geboortedatum;leerlijn;toets;moment;schooljaar;niveau;"
        "niveauschaal\n7;Ali;Bos;2015-02-03;rekenen;RW;M5;2025-2026;II;I-V\n"
    )
    report = taken_in(store, tmp_path, "resultaten.csv", text)
    assert (report.counts["pupil"].new, report.counts["result"].new) == (1, 1)


def test_pupils_of_another_system_are_found_by_name_and_birth_date(
    store: Store, tmp_path: Path
) -> None:
    taken_in(
        store,
        tmp_path,
        "a.xml",
        edexml(
            "2025-2026",
            group("G4", "4A", "4"),
            pupil("77", "Noor", "Wal", prefix="van der", born="2018-03-09", group="G4"),
        ),
    )
    report = taken_in(store, tmp_path, "leerlingen.csv", PUPILS, Options(school="99ZZ"))
    assert (report.counts["pupil"].new, report.counts["pupil"].same) == (1, 1)
    assert report.counts["group"].new == 0
    assert taken_in(store, tmp_path, "resultaten.csv", RESULTS).counts["result"].new == 3


def test_a_name_and_birth_date_that_fit_two_pupils_stop_the_file(
    store: Store, tmp_path: Path
) -> None:
    twins = edexml(
        "2025-2026",
        group("G4", "4A", "4"),
        pupil("1", "Eva", "Jansen", born="2018-01-01", group="G4"),
        pupil("2", "Eva", "Jansen", born="2018-01-01", group="G4"),
    )
    taken_in(store, tmp_path, "a.xml", twins)
    text = PUPILS.splitlines()[0] + "\n1;Eva;;Jansen;2018-01-01;2025-2026;4A;4\n"
    report = taken_in(store, tmp_path, "leerlingen.csv", text.replace("\n1;", "\nx1;"))
    assert (report.state, report.exit_code) == ("waiting", 2)
    assert "Regel 2" in report.text
    assert "Eva" not in report.text
    assert rows(store, "select count(*) from pupil") == [(2,)]


def test_with_several_schools_a_table_without_brin_is_a_question(
    store: Store, tmp_path: Path
) -> None:
    for brin in ("11AA", "22BB"):
        text = edexml(
            "2025-2026", group("G4", "4A", "4"), pupil("1", "Noor", "Wal", group="G4"), brin=brin
        )
        taken_in(store, tmp_path, "a.xml", text, Options(confirmed=True))
    asked = taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    assert (asked.state, asked.exit_code) == ("waiting", 2)
    done = taken_in(store, tmp_path, "leerlingen.csv", PUPILS, Options(school="22BB"))
    assert (done.state, done.school) == ("applied", "22BB")


def test_a_table_without_any_school_makes_one_of_the_settings(school: Store) -> None:
    assert rows(school, "select brin, name from school") == [(None, "Onze school")]


NORMS = """uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;score_van;\
score_tot_en_met;gemiddelde
Demotoets;RW;3.0;2024;rekenen;M4;I-V;V;0;99;150
Demotoets;RW;3.0;2024;rekenen;M4;I-V;IV;100;129;150
Demotoets;RW;3.0;2024;rekenen;M4;I-V;III;130;400;150
"""


def test_norms_replace_and_give_a_level_only_where_none_was_delivered(
    school: Store, tmp_path: Path
) -> None:
    assert taken_in(school, tmp_path, "normtabellen.csv", NORMS).counts["norm"].new == 3
    results = (
        "leerling_id;leerlijn;toets;uitgever;generatie;moment;schooljaar;vaardigheidsscore\n"
        "1001;rekenen;RW;Demotoets;3.0;M4;2025-2026;129,5\n"
        "1002;rekenen;RW;Demotoets;3.0;M4;2025-2026;401\n"
    )
    taken_in(school, tmp_path, "resultaten.csv", results)
    # 129.5 lies between two whole scores: it is below the 130 at which III begins.
    assert rows(school, "select level_code from norm_level") == [("IV",)]
    shorter = "\n".join(NORMS.splitlines()[:3]) + "\n"
    report = taken_in(school, tmp_path, "normtabellen.csv", shorter)
    assert (report.counts["norm"].same, report.counts["norm"].gone) == (2, 1)
    assert rows(school, "select count(*) from norm where closed_by is null") == [(2,)]


def test_plans_evaluations_and_support_go_in_and_change(school: Store, tmp_path: Path) -> None:
    plans = (
        "plan_id;leerling_id;groep;soort;titel;leerlijn;begindatum;evaluatiedatum;status\n"
        "p1;1001;;handelingsplan;Vlot lezen;woordlezen;2025-10-01;2026-01-15;lopend\n"
        "p2;;4A;groepsplan;Spelling;spelling;2025-09-01;;lopend\n"
        "p3;;9Z;groepsplan;Spelling;spelling;2025-09-01;;lopend\n"
    )
    report = taken_in(school, tmp_path, "plannen.csv", plans)
    assert (report.counts["plan"].new, report.counts["plan"].refused) == (2, 1)
    again = taken_in(school, tmp_path, "plannen.csv", plans.replace("lopend", "afgesloten", 1))
    assert (again.counts["plan"].changed, again.counts["plan"].same) == (1, 1)
    judged = taken_in(
        school,
        tmp_path,
        "evaluaties.csv",
        "plan_id;datum;doel_behaald\np1;2026-01-15;deels\nweg;2026-01-15;ja\n",
    )
    assert (judged.counts["evaluation"].new, judged.counts["evaluation"].refused) == (1, 1)
    support = "leerling_id;niveau;vanaf;tot\n1001;2;2025-08-01;\n"
    assert taken_in(school, tmp_path, "ondersteuning.csv", support).total("new") == 1
    ended = taken_in(
        school, tmp_path, "ondersteuning.csv", support.replace("01;\n", "01;2026-01-31\n")
    )
    assert ended.counts["support_level"].changed == 1
    assert rows(school, "select level, until_on from support_level where closed_by is null") == [
        ("2", date(2026, 1, 31))
    ]


def test_a_table_with_one_pupil_of_a_combination_group_leaves_the_group_as_it_is(
    store: Store, tmp_path: Path
) -> None:
    taken_in(
        store,
        tmp_path,
        "a.xml",
        edexml("2025-2026", group("G", "4/5", "C"), pupil("1", "Noor", "Wal", group="G")),
    )
    text = PUPILS.splitlines()[0] + "\n9;Bo;;Aker;2018-05-05;2025-2026;4/5;5\n"
    report = taken_in(store, tmp_path, "leerlingen.csv", text)
    assert (report.counts["group"].same, report.counts["group"].changed) == (1, 0)
    assert rows(store, 'select name, year_group from "group"') == [("4/5", "C")]


def test_a_layout_with_names_finds_its_own_pupils_again(store: Store, tmp_path: Path) -> None:
    head = "VALID_CASE,CONTENT_AREA,YEAR,ID,LAST_NAME,FIRST_NAME,GRADE,SCALE_SCORE,"
    head += "ACHIEVEMENT_LEVEL,IEP_STATUS,SCHOOL_NUMBER,SCHOOL_NAME\n"
    text = head + "VALID_CASE,MATHEMATICS,2024_2025,7,Bos,Ali,4,500,Proficient,IEP: Yes,77,Berk\n"
    first = taken_in(store, tmp_path, "a.csv", text)
    assert {kind: count.new for kind, count in first.counts.items()} == {
        "school": 1,
        "pupil": 1,
        "placement": 1,
        "test": 1,
        "result": 1,
        "support_level": 1,
    }
    assert taken_in(store, tmp_path, "a.csv", text).state == "unchanged"


def test_a_school_without_a_brin_can_be_named(school: Store, tmp_path: Path) -> None:
    other = edexml("2025-2026", group("G", "4A", "4"), pupil("1", "A", "B", group="G"))
    taken_in(school, tmp_path, "a.xml", other, Options(confirmed=True))
    asked = taken_in(school, tmp_path, "resultaten.csv", RESULTS)
    assert (asked.state, asked.choice) == ("waiting", "school")
    done = taken_in(school, tmp_path, "resultaten.csv", RESULTS, Options(school="onze school"))
    assert (done.state, done.counts["result"].same) == ("unchanged", 3)
    ((key,),) = rows(school, "select public_key from school where brin is null")
    same = taken_in(school, tmp_path, "resultaten.csv", RESULTS, Options(school=str(key)))
    assert same.counts["result"].same == 3


def test_a_changed_pupil_is_shown_old_beside_new(school: Store, tmp_path: Path) -> None:
    report = taken_in(school, tmp_path, "leerlingen.csv", PUPILS.replace(";Bo;", ";Bob;"))
    assert [(c.line, c.pupil, c.column, c.old, c.new) for c in report.changes] == [
        (3, "Bo Aker", "naam", "Bo Aker", "Bob Aker")
    ]


def test_a_list_without_groups_makes_none(store: Store, tmp_path: Path) -> None:
    text = "leerling_id;roepnaam;schooljaar;jaargroep\n1;Noor;2025-2026;4\n"
    report = taken_in(store, tmp_path, "leerlingen.csv", text)
    assert report.state == "applied"
    with store.read() as cursor:
        assert cursor.execute('select count(*) from "group"').fetchone() == (0,)
        assert cursor.execute("select group_id, year_group from placement").fetchall() == [
            (None, "4")
        ]
