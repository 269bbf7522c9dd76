"""The inbox on Importeren: what waits there, what became of the rest, and who sees none of it."""

import os
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import session
from tests.intake.test_inbox import PUPILS, RESULTS
from tests.pages import small_school
from tests.pages.import_page import Open, keys, run, settled, text, upload, visit


@pytest.fixture
def folder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox that is only looked into when somebody asks for it."""
    folder = settings.data / "inbox"
    folder.mkdir(parents=True)
    monkeypatch.setenv("IBDASH_INBOX", str(folder))
    monkeypatch.setenv("IBDASH_INBOX_SECONDS", "3600")
    return folder


def put(folder: Path, name: str, content: str) -> None:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    an_hour_ago = time.time() - 3600
    os.utime(file, (an_hour_ago, an_hour_ago))


def look(app: AppTest) -> AppTest:
    """Presses the button, which looks until what lies there is taken in."""
    return run(app.button(key="inbox_look").click())


def link(app: AppTest) -> list[str]:
    """What the menu says of the inbox."""
    labels = [str(one.proto.label).replace("\u00a0", " ") for one in app.sidebar.get("page_link")]
    return [label for label in labels if label.startswith("Postvak in")]


def test_an_empty_inbox_says_where_it_is(app: Open, folder: Path) -> None:
    opened = visit(app)
    assert f"neemt ibdash zelf over als er niets te kiezen is: {folder}" in text(opened)
    assert link(opened) == []


def test_without_the_setting_there_is_no_inbox(app: Open) -> None:
    opened = visit(app)
    assert "Postvak" not in text(opened)
    assert "inbox_look" not in keys(opened)


def test_what_was_taken_in_is_told_and_what_waits_says_for_what(app: Open, folder: Path) -> None:
    opened = visit(app)
    put(folder, "resultaten.csv", RESULTS)
    opened = look(opened)
    assert "wacht op het bestand met de leerlingen" in text(opened)
    assert link(opened) == [], "nobody has to choose anything"
    put(folder, "leerlingen.xml", PUPILS)
    opened = look(opened)
    assert "overgenomen, 2 leerlingen" in text(opened)
    assert "overgenomen, 1 resultaat" in text(opened)
    assert list(folder.glob("*.*")) == []


def test_a_waiting_file_opens_on_the_desk_and_leaves_once_it_is_taken_in(
    app: Open, folder: Path
) -> None:
    opened = visit(app)
    put(folder, "leerlingen.xml", PUPILS)
    opened = look(opened)
    put(folder, "andere.xml", PUPILS.replace("99ZZ", "98QQ"))
    opened = look(opened)
    assert "wacht op u: dit bestand is van een andere school" in text(opened).casefold()
    assert link(opened) == ["Postvak in: 1 bestand wacht"]
    assert link(run(opened.switch_page("pages/group/overview.py"))) == link(opened)
    opened = run(opened.switch_page("pages/data/import.py"))
    opened = settled(run(opened.button(key="intake_row_inbox_0_open").click()))
    (yes,) = opened.checkbox
    opened = settled(run(yes.check()))
    opened = run(settled(run(opened.button(key="go_intake_1").click())))
    assert not (folder / "andere.xml").exists()
    assert "wacht op u" not in text(opened)
    assert link(opened) == []


def test_a_file_that_is_open_here_stands_in_one_list_and_follows_the_inbox(
    app: Open, folder: Path
) -> None:
    opened = visit(app)
    put(folder, "resultaten.csv", RESULTS)
    opened = settled(run(look(opened).button(key="intake_row_inbox_0_open").click()))
    assert [key for key in sorted(keys(opened)) if "intake_row" in key] == [
        "intake_row_inbox_0_open"
    ]
    assert "wacht op het bestand met de leerlingen" in text(opened)
    assert "geweigerd: " not in text(opened)
    put(folder, "leerlingen.xml", PUPILS)
    opened = look(opened)
    assert [key for key in sorted(keys(opened)) if "intake_row" in key] == [
        "intake_row_report_0_open",
        "intake_row_report_1_open",
    ]
    assert "geweigerd: " not in text(opened)
    assert "Bestand: resultaten.csv\n" in text(opened), "its report stands in its place"


def test_a_file_chosen_by_hand_follows_what_the_inbox_took_in(app: Open, folder: Path) -> None:
    opened = upload(visit(app), ("resultaten.csv", RESULTS))
    assert "geweigerd" in text(opened)
    put(folder, "leerlingen.xml", PUPILS)
    opened = settled(look(opened))
    assert "klaar om te bekijken" in text(opened)
    assert "geweigerd: " not in text(opened)


def test_a_file_that_somebody_takes_out_of_the_inbox_stays_open_by_hand(
    app: Open, folder: Path
) -> None:
    opened = visit(app)
    put(folder, "resultaten.csv", RESULTS)
    opened = settled(run(look(opened).button(key="intake_row_inbox_0_open").click()))
    (folder / "resultaten.csv").unlink()
    opened = look(opened)
    assert "intake_row_1_shown_open" in keys(opened) or "intake_row_1_open" in keys(opened)
    assert "geweigerd" in text(opened)


def test_the_report_of_what_left_can_be_read_here(app: Open, folder: Path) -> None:
    opened = visit(app)
    put(folder, "leerlingen 123456782.xml", PUPILS)
    (folder / "map").mkdir()
    opened = look(opened)
    assert "overgenomen, 2 leerlingen" in text(opened)
    assert "1 submap of snelkoppeling in deze map wordt niet bekeken" in text(opened)
    opened = run(opened.button(key="intake_row_report_0_open").click())
    assert "Bestand: leerlingen •••••••••.xml\n" in text(opened)
    assert "- leerlingen: nieuw 2, gewijzigd 0" in text(opened)
    assert "123456782" not in text(opened)
    assert "Kies links een bestand" not in text(opened)
    opened = run(opened.button(key="intake_inbox_close").click())
    assert "Uitkomst:" not in text(opened)
    assert "Kies links een bestand" in text(opened)


def test_reports_of_before_the_start_are_listed_and_more_of_them_after_a_click(
    app: Open, folder: Path
) -> None:
    (folder / "done").mkdir()
    for second in range(7):
        name = f"2026-02-08_05300{second}_export{second}.csv.verslag.txt"
        (folder / "done" / name).write_text(f"Bestand: export{second}.csv\n", encoding="utf-8")
    opened = visit(app)
    rows = [button.label for button in opened.button if "report" in str(button.key)]
    assert rows == [f"export{second}.csv" for second in (6, 5, 4, 3, 2)]
    assert text(opened).count("overgenomen\n8 feb 2026, 05:30") == 5
    assert opened.button(key="intake_inbox_more").label == "Nog 2 tonen"
    opened = run(opened.button(key="intake_inbox_more").click())
    assert "intake_row_report_6_open" in keys(opened)


def test_the_history_says_that_it_came_from_the_inbox(app: Open, folder: Path) -> None:
    opened = visit(app)
    put(folder, "leerlingen.xml", PUPILS)
    opened = look(opened)
    opened = run(opened.button(key="intake_history_switch").click())
    assert " · Postvak in\n2 leerlingen nieuw" in text(opened)


def test_the_demo_school_has_no_inbox(app: Open, folder: Path, settings: Settings) -> None:
    demo = open_store(session.demo_settings(settings))
    small_school.fill(demo)
    demo.close()
    opened = visit(app)
    put(folder, "lijstje.csv", "Naam;Score\nNoor;12\nBo;14\n")
    opened = look(opened)
    assert link(opened) == ["Postvak in: 1 bestand wacht"]
    opened = run(opened.toggle(key="demo_switch").set_value(True))
    assert "Postvak in" not in text(opened)
    assert link(opened) == []
