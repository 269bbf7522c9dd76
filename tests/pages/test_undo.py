"""Importeren > Geschiedenis: undo is looked at first and done once, or says what prevents it."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ibdash import intake
from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.store import Store, open_store
from ibdash.ui import session
from tests.pages.import_page import (
    PUPILS,
    RESULTS,
    Open,
    click,
    counts,
    desk,
    keys,
    run,
    store_of,
    text,
    upload,
    visit,
    with_pupils,
)
from tests.people import IB, taken_in

CORRECTED = RESULTS.replace(";38;IV;", ";45;III;")


def numbers(store: Store) -> dict[str, int]:
    """File: the number of its intake."""
    rows = ask(store, "intake/history", who=IB).to_pylist()
    return {row["file_name"]: row["intake_id"] for row in rows}


def scores(app: AppTest) -> list[float]:
    """Of the open results, by pupil."""
    with store_of(app).read() as cursor:
        return [
            score
            for (score,) in cursor.execute(
                "select ability_score from result where closed_by is null order by pupil_id"
            ).fetchall()
        ]


@pytest.fixture
def history(app: Open) -> AppTest:
    """Pupils, two results, then one of them corrected; the history is open at the correction."""
    opened = click(upload(with_pupils(app), ("toetsen.csv", RESULTS)), "go_intake_2")
    opened = click(upload(opened, ("beter.csv", CORRECTED)), "go_intake_3")
    return run(opened.button(key="intake_history_switch").click())


def asked(app: AppTest, file: str) -> AppTest:
    """Chooses a file in the list and asks to undo it."""
    number = numbers(store_of(app))[file]
    app = run(app.button(key=f"intake_row_past_{number}_open").click())
    return run(app.button(key=f"intake_undo_{number}").click())


def confirmed(app: AppTest, file: str) -> AppTest:
    return run(app.button(key=f"go_undo_{numbers(store_of(app))[file]}").click())


def test_a_quiet_button_shows_what_would_happen_and_changes_nothing(history: AppTest) -> None:
    assert "komt de oude waarde terug" not in text(history)
    opened = asked(history, "beter.csv")
    assert "Van 1 resultaat komt de oude waarde terug. Er gaat niets weg." in text(opened)
    assert "Oude waarden die terugkomen: 1 resultaat" in text(opened)
    assert "Noor van der Wal, woordlezen M4: score <s>45</s> → <strong>38" in text(opened)
    assert scores(opened) == [45, 41]
    opened = run(opened.button(key="intake_undo_not").click())
    assert "komt de oude waarde terug" not in text(opened)
    assert scores(opened) == [45, 41]


def test_with_names_hidden_the_preview_has_initials(history: AppTest) -> None:
    opened = run(history.toggle(key="hide_names_switch").set_value(True))
    opened = asked(opened, "beter.csv")
    assert "NW, woordlezen M4: score" in text(opened)
    assert "van der Wal" not in text(opened)


def test_yes_brings_the_old_value_back_and_the_list_says_so(history: AppTest) -> None:
    opened = confirmed(asked(history, "beter.csv"), "beter.csv")
    assert [toast.value for toast in opened.toast] == ["Ongedaan gemaakt: beter.csv"]
    assert scores(opened) == [38, 41]
    shown = text(opened)
    assert "Overgenomen: 3 bestanden, waarvan 1 ongedaan gemaakt" in shown
    assert shown.count("Ongedaan gemaakt op ") == 2, "in the list and on the card"
    assert "door Intern begeleider" in shown
    number = numbers(store_of(opened))["beter.csv"]
    assert not {f"intake_undo_{number}", f"go_undo_{number}"} & keys(opened)
    assert counts(opened)[0] == ["Resultaten", 0, 1, 1, 0, 1], "what it was stays to be read"
    assert not run(opened).toast, "once"


def test_a_double_click_undoes_once(history: AppTest) -> None:
    opened = asked(history, "beter.csv")
    number = numbers(store_of(opened))["beter.csv"]
    # A second click, or another tab, was first: the button that is clicked is one of before.
    intake.undo(store_of(opened), number, who=IB)
    opened = run(opened.button(key=f"go_undo_{number}").click())
    assert scores(opened) == [38, 41]
    assert "Ongedaan gemaakt op " in text(opened)
    with store_of(opened).read() as cursor:
        undone = cursor.execute("select count(*) from change where kind = 'undo'").fetchone()
    assert undone == (1,)


def test_later_files_are_named_and_lead_there(history: AppTest) -> None:
    opened = asked(history, "leerlingen.xml")
    shown = text(opened)
    assert "Dit kan nog niet: 2 latere bestanden bouwen hierop voort." in shown
    assert "Maak die bestanden eerst ongedaan, het nieuwste het eerst." in shown
    known = numbers(store_of(opened))
    assert f"go_undo_{known['leerlingen.xml']}" not in keys(opened)
    ways = [
        str(button.label).replace("\u00a0", " ")
        for button in opened.button
        if str(button.key).startswith("intake_in_the_way_")
    ]
    assert [way.partition(" op ")[0] for way in ways] == [
        "beter.csv, overgenomen",
        "toetsen.csv, overgenomen",
    ]
    opened = run(opened.button(key=f"intake_in_the_way_{known['beter.csv']}").click())
    assert "Toetsresultaten van school 99ZZ" in text(opened)
    assert "Dit kan nog niet" not in text(opened)


def test_the_last_first_everything_can_go_and_come_again(history: AppTest) -> None:
    opened = history
    for file in ("beter.csv", "toetsen.csv", "leerlingen.xml"):
        opened = confirmed(asked(opened, file), file)
    assert "waarvan 3 ongedaan gemaakt" in text(opened)
    opened = run(opened.button(key="intake_history_switch").click())
    assert "Begin met de leerlingen" in text(opened)
    assert "Wat er nu in staat" not in text(opened)
    # What was said about the files of this visit is no longer true.
    assert desk(opened).items() == []


def test_an_undone_file_is_new_again(history: AppTest) -> None:
    opened = confirmed(asked(history, "beter.csv"), "beter.csv")
    opened = run(opened.button(key="intake_history_switch").click())
    opened = upload(opened, ("beter.csv", CORRECTED))
    assert "Er verandert 1 bestaand resultaat." in text(opened)
    assert "al overgenomen" not in text(opened)


def test_a_file_that_waits_on_the_desk_is_compared_anew(history: AppTest) -> None:
    opened = run(history.button(key="intake_history_switch").click())
    opened = upload(opened, ("weer.csv", CORRECTED))
    assert "Er verandert niets: alles staat er al." in text(opened)
    opened = run(opened.button(key="intake_history_switch").click())
    opened = confirmed(asked(opened, "beter.csv"), "beter.csv")
    assert desk(opened).wait(20)
    opened = run(opened.button(key="intake_history_switch").click())
    assert "Er verandert 1 bestaand resultaat." in text(opened)


def test_a_fault_that_can_be_said_is_said(history: AppTest, monkeypatch: Any) -> None:
    opened = asked(history, "beter.csv")
    undo = intake.undo

    def with_other_counts(*given: Any, expected: Any, **named: Any) -> Any:
        return undo(*given, expected={}, **named)

    monkeypatch.setattr(intake, "undo", with_other_counts)
    opened = confirmed(opened, "beter.csv")
    assert "De gegevens zijn intussen veranderd." in opened.warning[0].value
    assert scores(opened) == [45, 41]


def test_in_the_demo_school_it_is_only_shown(app: Open, settings: Settings, tmp_path: Path) -> None:
    demo = open_store(session.demo_settings(settings))
    taken_in(demo, tmp_path, "leerlingen.xml", PUPILS)
    newest = ask(demo, "intake/history", who=IB).to_pylist()[0]["intake_id"]
    demo.close()
    opened = run(visit(app).toggle(key="demo_switch").set_value(True))
    opened = run(opened.button(key="intake_history_switch").click())
    opened = run(opened.button(key=f"intake_undo_{newest}").click())
    assert "In de demoschool maakt u niets ongedaan." in text(opened)
    assert f"go_undo_{newest}" not in keys(opened)
