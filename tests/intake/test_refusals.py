"""What the intake itself refuses or remarks on, beyond what a reader can see."""

from pathlib import Path

from ibdash.intake import Options
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.intake.test_tables_intake import PUPILS, RESULTS, rows
from tests.people import taken_in

HEAD = PUPILS.splitlines()[0] + "\n"


def _pupil(key: str, name: str = "Bo") -> str:
    return f"{key};{name};;Aker;2018-05-05;2025-2026;4A;4\n"


def test_keys_that_are_citizen_service_numbers_refuse_the_file(
    store: Store, tmp_path: Path
) -> None:
    # 111222333 and 123456782 pass the test of eleven; one such key alone may be chance.
    secret = HEAD + _pupil("111222333") + _pupil("123456782", "Jip")
    report = taken_in(store, tmp_path, "leerlingen.csv", secret)
    assert (report.state, report.exit_code) == ("refused", 1)
    assert "burgerservicenummers" in report.title
    assert rows(store, "select count(*) from pupil_alias") == [(0,)]
    ordinary = HEAD + _pupil("111222333") + _pupil("123456789", "Jip")
    assert taken_in(store, tmp_path, "leerlingen.csv", ordinary).state == "applied"


def test_a_number_for_a_name_refuses_that_row(store: Store, tmp_path: Path) -> None:
    report = taken_in(
        store,
        tmp_path,
        "leerlingen.csv",
        HEAD + _pupil("1") + _pupil("2", "111222333") + _pupil("3", "x" * 300),
    )
    assert (report.counts["pupil"].new, report.counts["pupil"].refused) == (1, 2)
    assert [remark.line for remark in report.remarks if remark.severity == "refused"] == [3, 4]
    assert not any("111222333" in remark.text for remark in report.remarks)


def test_a_line_that_nobody_knows_is_kept_and_remarked_on_once(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    odd = RESULTS.replace(";spelling;", ";spelen;")
    report = taken_in(store, tmp_path, "resultaten.csv", odd)
    said = [remark for remark in report.remarks if "nog niet kende" in remark.text]
    assert [(remark.line, remark.severity) for remark in said] == [(3, "warning")]
    again = taken_in(store, tmp_path, "resultaten.csv", odd)
    assert not any("nog niet kende" in remark.text for remark in again.remarks)


def test_a_school_that_is_neither_brin_nor_known_is_refused(store: Store, tmp_path: Path) -> None:
    report = taken_in(store, tmp_path, "leerlingen.csv", PUPILS, Options(school="zz"))
    assert (report.state, report.title) == ("refused", "Deze school is niet bekend")
    assert rows(store, "select count(*) from school") == [(0,)]


def test_a_school_without_brin_is_reported_by_its_name(store: Store, tmp_path: Path) -> None:
    assert taken_in(store, tmp_path, "leerlingen.csv", PUPILS).school == "Onze school"


def test_a_refused_file_counts_nothing_as_new(store: Store, tmp_path: Path) -> None:
    taken_in(
        store,
        tmp_path,
        "a.xml",
        edexml("2025-2026", group("G", "4A", "4"), pupil("1001", "A", "B", group="G")),
    )
    bad = RESULTS.splitlines()[0] + "\n9999;woordlezen;DMT;M4;2026-01-20;50;III;I-V;55\n"
    report = taken_in(store, tmp_path, "resultaten.csv", bad)
    assert report.state == "refused"
    assert report.total("new") == report.total("changed") == report.total("same") == 0
