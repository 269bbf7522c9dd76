"""The history names each file by what it is about, in the order in which the page counts it."""

from pathlib import Path

from ibdash.questions import ask
from ibdash.store import Store
from ibdash.views.intake_report import KINDS
from tests.line_school import YEAR, pupils_table
from tests.people import IB, taken_in

ABSENCE = "leerling_id;datum;dagdeel;soort\n1;2026-01-12;d;ziek\n1;2026-01-13;d;ziek\n"


def test_a_file_with_absence_is_about_absence(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", pupils_table([(1, YEAR, "6a", "6")]))
    assert taken_in(store, tmp_path, "verzuim.csv", ABSENCE).state == "applied"
    newest = ask(store, "intake/history", who=IB).to_pylist()[0]
    assert (newest["kind"], newest["new_rows"]) == ("absence", 2)


def test_every_kind_has_its_place() -> None:
    file = Path(__file__).parents[2] / "ibdash" / "questions" / "intake" / "history.sql"
    text = file.read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"'{kind}'" not in text] == []
