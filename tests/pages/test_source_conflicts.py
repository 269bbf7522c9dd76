"""Gegevenskwaliteit > Bronnen: contradicting sources, a choice between them, and taking it back."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from ibdash.store import Store
from ibdash.ui import places
from tests.line_school import YEAR, result, results_table
from tests.pages.import_page import Open, run, store_of, text, with_pupils
from tests.two_sources import facts, result_id, said

PUBLISHER = results_table([result(1, "M4", YEAR, 50)])
LAS = results_table([result(1, "M4", YEAR, 60, percentiel=70)])


def sources(app: Open) -> AppTest:
    opened = run(run(app()).switch_page(places.QUALITY))
    return run(opened.segmented_control(key="quality_view").set_value("sources"))


def contradicted(app: Open, tmp_path: Path) -> tuple[AppTest, Store]:
    opened = with_pupils(app)
    store = store_of(opened)
    said(store, tmp_path, "publisher", "toets.csv", PUBLISHER)
    said(store, tmp_path, "pupil_system", "las.csv", LAS)
    return sources(app), store


def test_without_contradiction_there_is_no_such_section(app: Open) -> None:
    with_pupils(app)
    opened = sources(app)
    assert "tegenspreken" not in text(opened)
    assert opened.segmented_control(key="quality_view").options[2] == "Bronnen"


def test_both_values_stand_there_and_one_is_kept_and_released(app: Open, tmp_path: Path) -> None:
    opened, store = contradicted(app, tmp_path)
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
    assert opened.segmented_control(key="quality_view").options[2] == "Bronnen (1)"
    number = result_id(store)
    opened = run(opened.button(key=f"source_hold_{number}_1").click())
    assert [row[2] for row in facts(store)] == [60.0]
    assert opened.segmented_control(key="quality_view").options[2] == "Bronnen"
    assert "Gekozen door Intern begeleider" in text(opened)
    opened = run(opened.button(key=f"source_release_{number}").click())
    assert [row[2] for row in facts(store)] == [50.0]
    assert "Gekozen door" not in text(opened)


def test_hidden_names_stay_hidden(app: Open, tmp_path: Path) -> None:
    opened, _ = contradicted(app, tmp_path)
    opened.session_state["hide_names"] = True
    shown = text(run(opened))
    assert "Bronnen die elkaar tegenspreken" in shown
    assert "Noor" not in shown
