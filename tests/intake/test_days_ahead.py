"""Days after today: nobody is born then, and a test of then is remarked on."""

from datetime import date
from pathlib import Path

from ibdash import intake
from ibdash.intake import Options, Report, SourceFile
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.intake.test_tables_intake import PUPILS, rows
from tests.people import IB, TODAY, settings_in, taken_in

HEAD = "leerling_id;leerlijn;toets;moment;schooljaar;afnamedatum;vaardigheidsscore\n"
NO_DATE = "leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore\n"


def taken_in_today(store: Store, folder: Path, name: str, content: str) -> Report:
    return intake.apply(
        store,
        SourceFile(name, content.encode()),
        who=IB,
        settings=settings_in(folder),
        options=Options(),
        today=TODAY,
    )


def result(key: int, line: str, day: str) -> str:
    return f"{key};{line};Toets;M4;2025-2026;{day};30\n"


def test_tests_after_today_go_in_with_one_remark_a_file(store: Store, tmp_path: Path) -> None:
    taken_in_today(store, tmp_path, "leerlingen.csv", PUPILS)
    text = HEAD + result(1001, "rekenen", "2026-02-09") + result(1001, "spelling", "2026-02-10")
    text += result(1002, "rekenen", "2026-06-20") + result(9999, "rekenen", "2026-02-11")
    report = taken_in_today(store, tmp_path, "resultaten.csv", text)
    assert (report.counts["result"].new, report.counts["result"].refused) == (3, 1)
    (said,) = [remark for remark in report.remarks if "toekomst" in remark.text]
    assert (said.line, said.severity, said.kind) == (3, "warning", "result")
    assert said.text == (
        "Bij 2 regels ligt de afnamedatum in de toekomst; de rijen zijn overgenomen en de eerste"
        " is regel 3"
    )


def test_a_test_of_today_or_without_a_day_is_nothing_special(store: Store, tmp_path: Path) -> None:
    taken_in_today(store, tmp_path, "leerlingen.csv", PUPILS)
    for text in (HEAD + result(1001, "rekenen", "2026-02-09"),
                 NO_DATE + "1002;rekenen;Toets;M4;2025-2026;30\n"):  # fmt: skip
        report = taken_in_today(store, tmp_path, "resultaten.csv", text)
        assert (report.state, report.remarks) == ("applied", [])


def test_whoever_is_born_after_today_is_refused(store: Store, tmp_path: Path) -> None:
    text = PUPILS.replace("2018-03-09", "2026-02-10").replace("05-05-2018", "09-02-2026")
    report = taken_in_today(store, tmp_path, "leerlingen.csv", text)
    assert (report.counts["pupil"].new, report.counts["pupil"].refused) == (1, 1)
    (said,) = [remark for remark in report.remarks if remark.severity == "refused"]
    assert (said.line, said.text) == (2, "De geboortedatum ligt in de toekomst")
    assert rows(store, "select call_name from pupil") == [("Bo",)]


def test_a_pupil_that_results_would_make_is_refused_with_its_results(
    store: Store, tmp_path: Path
) -> None:
    text = (
        "leerling_id;roepnaam;achternaam;geboortedatum;leerlijn;toets;schooljaar;ruwe_score\n"
        "7;Ali;Bos;2027-02-03;rekenen;RW;2025-2026;9\n8;Bo;Aker;2016-02-03;rekenen;RW;2025-2026;9\n"
    )
    report = taken_in_today(store, tmp_path, "resultaten.csv", text)
    assert {
        kind: (report.counts[kind].new, report.counts[kind].refused) for kind in ("pupil", "result")
    } == {"pupil": (1, 1), "result": (1, 1)}


def test_edexml_of_a_day_to_come_may_not_have_the_unborn_either(
    store: Store, tmp_path: Path
) -> None:
    # The reader drops a birth date after the file's own day; here that day is still to come.
    text = edexml(
        "2025-2026",
        group("G", "1A", "1"),
        pupil("1", "Noor", "Wal", born="2026-05-01", group="G"),
        pupil("2", "Bo", "Aker", born="2021-05-01", group="G"),
    ).replace("2025-10-01", "2026-07-31")
    report = taken_in_today(store, tmp_path, "a.xml", text)
    assert (report.counts["pupil"].new, report.counts["pupil"].refused) == (1, 1)


def test_without_a_today_it_is_the_day_of_the_change(store: Store, tmp_path: Path) -> None:
    text = PUPILS.replace("2018-03-09", "2099-01-01")
    report = taken_in(store, tmp_path, "leerlingen.csv", text)
    assert report.counts["pupil"].refused == 1
    ((changed_at,),) = rows(store, "select max(changed_at)::date from change")
    assert isinstance(changed_at, date)
    assert changed_at < date(2099, 1, 1)
