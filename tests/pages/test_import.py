"""Importeren: looked at before anything is written, taken in once, refused in a sentence."""

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ibdash import intake
from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import session
from tests.pages import small_school
from tests.pages.import_page import (
    PUPILS,
    RESULTS,
    Open,
    click,
    count,
    counts,
    desk,
    keys,
    run,
    settled,
    text,
    upload,
    visit,
    with_pupils,
)

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "edexml"


@pytest.fixture
def filled(app: Open) -> AppTest:
    return with_pupils(app)


def test_an_empty_store_says_what_to_begin_with_and_offers_the_demo(app: Open) -> None:
    opened = visit(app)
    assert "Begin met de leerlingen" in text(opened)
    assert "EDEXML" in text(opened)
    assert opened.button(key="demo_intake").label == "Kijk met de demoschool"
    assert "Wat er nu in staat" not in text(opened)
    assert opened.file_uploader[0].label == "Sleep bestanden hierheen, of kies ze"


def test_a_preview_says_what_would_happen_and_writes_nothing(app: Open) -> None:
    opened = upload(visit(app), ("leerlingen.xml", PUPILS))
    assert "Leerlingen en groepen van school 99ZZ, schooljaar 2025-2026." in text(opened)
    assert "Alle 2 leerlingen kunnen mee." in text(opened)
    assert "klaar om te bekijken" in text(opened)
    assert counts(opened) == [
        ["Leerlingen", 2, 0, 0, 0, 0],
        ["Groepen", 1, 0, 0, 0, 0],
        ["Plaatsingen", 2, 0, 0, 0, 0],
        ["Scholen", 1, 0, 0, 0, 0],
    ]
    assert opened.button(key="go_intake_1").label.replace("\u00a0", " ") == "2 leerlingen overnemen"
    assert [count(opened, table) for table in ("pupil", "school", "intake", "change")] == [0] * 4


def test_taking_in_writes_says_so_and_leads_to_the_groups(app: Open) -> None:
    opened = upload(visit(app), ("leerlingen.xml", PUPILS))
    opened = run(opened.button(key="go_intake_1").click())
    assert desk(opened).wait(20)
    opened = run(opened) if not opened.toast else opened
    assert [toast.value for toast in opened.toast] == ["Overgenomen: leerlingen.xml"]
    opened = run(opened)
    assert not opened.toast, "once"
    assert "Nieuw: 2 leerlingen, 1 groep en 1 school." in text(opened)
    assert "overgenomen, 2 leerlingen" in text(opened)
    assert "Wat er nu in staat" in text(opened)
    assert (count(opened, "pupil"), count(opened, "intake")) == (2, 1)
    assert "go_intake_1" not in keys(opened)


def test_a_double_click_takes_in_once(app: Open) -> None:
    opened = upload(visit(app), ("leerlingen.xml", PUPILS))
    of = desk(opened)
    # Two runs of one session may stand beside each other: both clicks arrive.
    both = [threading.Thread(target=of.take, args=(1,)) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    opened = settled(opened)
    of.take(1)
    opened = settled(opened)
    assert (count(opened, "pupil"), count(opened, "intake"), count(opened, "change")) == (2, 1, 1)
    assert [item.stage for item in of.items()] == ["applied"]


def test_a_second_visit_with_the_same_file_finds_nothing_to_do(filled: AppTest, app: Open) -> None:
    again = upload(visit(app), ("nog een keer.xml", PUPILS))
    assert "Er verandert niets: alles staat er al." in text(again)
    assert "al overgenomen, als leerlingen.xml." in text(again)
    assert not [key for key in keys(again) if key.startswith("go_intake")]
    assert again.button(key="intake_drop_1").label == "Uit de lijst halen"


def test_refused_rows_stand_with_their_line_and_the_rest_goes_in(filled: AppTest) -> None:
    opened = upload(filled, ("toetsen.csv", RESULTS))
    assert "Van 3 regels kunnen er 2 mee." in text(opened)
    assert counts(opened)[0] == ["Resultaten", 2, 0, 0, 0, 1]
    assert "Geweigerd: 1 regel" in text(opened)
    assert opened.table[1].value.to_numpy().tolist()[0][:2] == ["4", "Deze leerling is niet bekend"]
    assert opened.get("download_button")[0].proto.label == "Geweigerde regels opslaan"
    opened = click(opened, "go_intake_2")
    assert count(opened, "result") == 2
    assert "Gewijzigd" not in text(opened)


def test_a_changed_result_stands_old_beside_new(filled: AppTest) -> None:
    opened = click(upload(filled, ("toetsen.csv", RESULTS)), "go_intake_2")
    corrected = RESULTS.replace(";38;IV;", ";45;III;")
    opened = upload(opened, ("verbeterd.csv", corrected))
    assert "Er verandert 1 bestaand resultaat." in text(opened)
    assert "Gewijzigd: 1 resultaat" in text(opened)
    assert "Noor van der Wal, woordlezen M4: score <s>38</s>" in text(opened)
    assert "De oude waarde blijft bewaard." in text(opened)
    opened = run(opened.toggle(key="hide_names_switch").set_value(True))
    assert "NW, woordlezen M4" in text(opened)
    assert "van der Wal" not in text(opened)


def test_a_refused_file_shows_its_sentence_and_nothing_else(app: Open) -> None:
    bad = (GOLDEN / "edexml103_jaargroep100.xml").read_bytes()
    opened = upload(visit(app), ("fout.xml", bad))
    assert "Een jaargroep bestaat niet" in text(opened)
    assert "jaargroep 100 op regel 15" in text(opened)
    assert "geweigerd: een jaargroep bestaat niet" in text(opened)
    assert not opened.table
    assert not [key for key in keys(opened) if key.startswith("go_intake")]
    assert (count(opened, "pupil"), count(opened, "change")) == (0, 0)
    opened = click(opened, "intake_drop_1")
    assert "fout.xml" not in text(opened)
    assert "Begin met de leerlingen" in text(opened)


def test_several_files_each_with_their_state_and_what_waits_comes_along(app: Open) -> None:
    opened = upload(
        visit(app),
        ("toetsen.csv", RESULTS),
        ("leerlingen.xml", PUPILS),
        ("onzin.csv", "a;b\n1;2\n"),
    )
    assert [item.stage for item in desk(opened).items()] == ["refused", "ready", "refused"]
    assert "geweigerd: geen van de leerlingen in dit bestand is bekend" in text(opened)
    opened = click(opened, "intake_row_2_open")
    opened = click(opened, "go_intake_2")
    # Now that the pupils are known, the results were compared anew by themselves.
    assert [item.stage for item in desk(opened).items()] == ["ready", "applied", "refused"]
    opened = click(opened, "go_intake_next")
    assert "Van 3 regels kunnen er 2 mee." in text(opened)


def test_the_same_file_chosen_twice_takes_one_place(app: Open) -> None:
    opened = upload(visit(app), ("leerlingen.xml", PUPILS))
    opened = upload(opened, ("leerlingen.xml", PUPILS))
    assert len(desk(opened).items()) == 1


def test_a_fault_of_the_program_is_a_sentence_and_a_line_in_the_log(
    app: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **values: object) -> None:
        raise ValueError("Jan Jansen 12-13-2014")

    monkeypatch.setattr(intake, "preview", fails)
    opened = upload(visit(app), ("leerlingen.xml", PUPILS))
    assert "Er ging iets mis in ibdash" in text(opened)
    assert "Er is niets overgenomen" in text(opened)
    assert "niet gelezen" in text(opened)
    log = (settings.data / "ibdash.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert "Jan Jansen" not in log + text(opened)


def test_the_history_lists_the_intakes_and_tells_of_each(filled: AppTest) -> None:
    opened = click(upload(filled, ("toetsen.csv", RESULTS)), "go_intake_2")
    opened = run(opened.button(key="intake_history_switch").click())
    assert "Geschiedenis</h1>" in text(opened)
    assert "gaat pas mee" not in text(opened), "nothing can be chosen here"
    assert "Overgenomen: 2 bestanden" in text(opened)
    assert "2 resultaten nieuw, 1 geweigerd" in text(opened)
    assert "Toetsresultaten van school 99ZZ, schooljaar 2025-2026." in text(opened)
    assert "Geweigerd: 1 regel" in text(opened)
    (older,) = [button for button in opened.button if button.label == "leerlingen.xml"]
    opened = run(older.click())
    assert "Leerlingen en groepen van school 99ZZ" in text(opened)
    assert counts(opened)[0] == ["Leerlingen", 2, 0, 0, 0, 0]
    opened = run(opened.button(key="intake_history_switch").click())
    assert "Importeren</h1>" in text(opened)
    assert "overgenomen, 2 resultaten" in text(opened)


def test_an_empty_history_says_so(app: Open) -> None:
    opened = run(visit(app).button(key="intake_history_switch").click())
    assert "Er is nog geen bestand overgenomen." in text(opened)


def test_nothing_goes_into_the_demo_school(app: Open, settings: Settings) -> None:
    demo = open_store(session.demo_settings(settings))
    small_school.fill(demo)
    demo.close()
    opened = run(visit(app).toggle(key="demo_switch").set_value(True))
    assert not opened.file_uploader
    assert "Dit is de demoschool" in text(opened)
    assert "In de demoschool neemt u niets over" in text(opened)
    assert "Kies links een bestand" not in text(opened)
    opened = run(opened.button(key="intake_leave_demo").click())
    assert opened.file_uploader
    assert "Begin met de leerlingen" in text(opened)


def test_the_page_by_itself_shows_nothing() -> None:
    root = Path(__file__).resolve().parents[2]
    page = AppTest.from_file(str(root / "pages" / "data" / "import.py")).run()
    assert not page.exception
    assert len(page.main) == 0
