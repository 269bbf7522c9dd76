"""Importeren > Geschiedenis: contradicting sources, a choice between them, and taking it back."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.line_school import YEAR, result, results_table
from tests.pages.import_page import Open, click, run, store_of, text, visit, with_pupils
from tests.two_sources import facts, result_id, said

PUBLISHER = results_table([result(1, "M4", YEAR, 50)])
LAS = results_table([result(1, "M4", YEAR, 60, percentiel=70)])


def history(app: Open, tmp_path: Path) -> AppTest:
    opened = with_pupils(app)
    store = store_of(opened)
    said(store, tmp_path, "publisher", "toets.csv", PUBLISHER)
    said(store, tmp_path, "pupil_system", "las.csv", LAS)
    return run(visit(app).button(key="intake_history_switch").click())


def test_without_contradiction_there_is_no_such_section(app: Open) -> None:
    opened = run(with_pupils(app).button(key="intake_history_switch").click())
    assert "tegenspreken" not in text(opened)


def test_both_values_stand_there_and_one_is_kept_and_released(app: Open, tmp_path: Path) -> None:
    opened = history(app, tmp_path)
    shown = text(opened)
    for words in (
        "Bronnen die elkaar tegenspreken: bij 1 resultaat",
        "Noor van der Wal",
        "Regel voor resultaten: het toetssysteem van de uitgever gaat voor.",
        "score 50",
        "score 60, percentiel 70",
        "las.csv, regel 2",
    ):
        assert words in shown
    store = store_of(opened)
    number = result_id(store)
    opened = click(opened, f"source_hold_{number}_1")
    assert [row[2] for row in facts(store)] == [60.0]
    assert "Gekozen door Intern begeleider" in text(opened)
    opened = click(opened, f"source_release_{number}")
    assert [row[2] for row in facts(store)] == [50.0]
    assert "Gekozen door" not in text(opened)


def test_hidden_names_stay_hidden(app: Open, tmp_path: Path) -> None:
    opened = history(app, tmp_path)
    opened.session_state["hide_names"] = True
    shown = text(run(opened))
    assert "Bronnen die elkaar tegenspreken" in shown
    assert "Noor" not in shown
