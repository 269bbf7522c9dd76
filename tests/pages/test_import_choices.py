"""Importeren: what a person must decide first, and a store or a choice that changes meanwhile."""

import threading
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ibdash import intake
from ibdash.sources.reading import SourceFile
from ibdash.ui.intake_desk import Choices
from tests.intake.small_edexml import edexml, group, pupil
from tests.pages.import_page import (
    NOOR,
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
    store_of,
    text,
    upload,
    visit,
    with_pupils,
)
from tests.people import taken_in


@pytest.fixture
def filled(app: Open) -> AppTest:
    return with_pupils(app)


def test_a_store_that_changed_in_between_stops_the_intake(filled: AppTest, tmp_path: Path) -> None:
    opened = upload(filled, ("toetsen.csv", RESULTS))
    taken_in(store_of(opened), tmp_path, "intussen.csv", RESULTS)
    opened = click(opened, "go_intake_2")
    (warning,) = opened.warning
    assert warning.value.startswith("De gegevens zijn intussen veranderd.")
    assert "Er verandert niets: alles staat er al." in text(opened)
    assert count(opened, "intake") == 2, "the pupils and the file in between"


def test_a_file_of_an_unknown_school_waits_for_the_choice(filled: AppTest, tmp_path: Path) -> None:
    other = edexml(
        "2025-2026", group("G3", "3A", "3"), pupil("1", "A", "B", group="G3"), brin="11AA"
    )
    taken_in(store_of(filled), tmp_path, "ander.xml", other, intake.Options(confirmed=True))
    opened = upload(filled, ("toetsen.csv", RESULTS))
    assert "wacht op 1 keuze" in text(opened)
    assert "Het is niet zeker van welke school dit bestand is." in text(opened)
    select = opened.selectbox(key="intake_school_2")
    assert select.options == ["11AA (11AA00)", "99ZZ (99ZZ00)"]
    opened = settled(run(select.select("99ZZ00")))
    assert "Van 3 regels kunnen er 2 mee." in text(opened)
    opened = click(opened, "go_intake_2")
    assert count(opened, "result") == 2


def test_a_file_of_another_school_waits_for_an_explicit_yes(filled: AppTest) -> None:
    other = edexml(
        "2025-2026", group("G3", "3A", "3"), pupil("1", "A", "B", group="G3"), brin="11AA"
    )
    opened = upload(filled, ("ander.xml", other))
    assert "Dit bestand is van een andere school." in text(opened)
    assert (
        "Het is van school 11AA; in de gegevens staat school 99ZZ. Bij Overnemen komt die school"
        " erbij."
    ) in text(opened)
    assert "wacht op 1 keuze" in text(opened)
    assert ["Leerlingen", 1, 0, 0, 0, 0] in counts(opened)
    assert "go_intake_2" not in keys(opened)
    box = opened.checkbox(key="intake_confirm_2")
    assert box.label == "Dit klopt: deze school komt erbij"
    opened = settled(run(box.check()))
    assert "go_intake_2" in keys(opened)
    opened = settled(run(opened.checkbox(key="intake_confirm_2").uncheck()))
    assert "go_intake_2" not in keys(opened), "the yes can be taken back"
    opened = settled(run(opened.checkbox(key="intake_confirm_2").check()))
    opened = click(opened, "go_intake_2")
    assert count(opened, "school") == 2
    # What stands there is of the chosen school, which is named now that there are two.
    assert "Wat er nu in staat van 11AA" in text(opened)


def test_who_is_gone_is_closed_only_when_that_is_chosen(filled: AppTest) -> None:
    opened = upload(filled, ("korter.xml", edexml("2025-2026", group("G4", "4A", "4"), NOOR)))
    assert "1 leerling staat niet meer in dit bestand." in text(opened)
    assert "go_intake_2" not in keys(opened), "without the choice nothing would change"
    opened = settled(run(opened.checkbox(key="intake_replace_2").check()))
    opened = click(opened, "go_intake_2")
    assert "Gesloten: 1 leerling." in text(opened)
    with store_of(opened).read() as cursor:
        placed = cursor.execute("select count(*) from placement where closed_by is null").fetchall()
    assert placed == [(1,)]


def test_most_pupils_gone_waits_for_an_explicit_yes(app: Open) -> None:
    many = [pupil(str(n), f"Kind{n}", "Test", born="2016-01-01", group="G4") for n in range(50)]
    whole = edexml("2025-2026", group("G4", "4A", "4"), *many)
    part = edexml("2025-2026", group("G4", "4A", "4"), *many[:9], many[9].replace("Kind", "Kynd"))
    opened = click(upload(visit(app), ("alle.xml", whole)), "go_intake_1")
    opened = upload(opened, ("deel.xml", part))
    assert "Er verdwijnen opvallend veel leerlingen." in text(opened)
    assert "40 van de 50" in text(opened)
    assert "go_intake_2" not in keys(opened)
    opened = settled(run(opened.checkbox(key="intake_confirm_2").check()))
    opened = click(opened, "go_intake_2")
    with store_of(opened).read() as cursor:
        open_rows = cursor.execute(
            "select (select count(*) from placement where closed_by is null),"
            " (select count(*) from pupil where closed_by is null and call_name = 'Kynd9')"
        ).fetchall()
    assert open_rows == [(50, 1)]


def test_other_keys_than_last_time_wait_for_an_explicit_yes(app: Open) -> None:
    many = [pupil(str(n), f"Kind{n}", "Test", born="2016-01-01", group="G4") for n in range(30)]
    others = [pupil(str(n), f"Ander{n}", "Mens", born="2015-02-02", group="G4") for n in range(30)]
    head = group("G4", "4A", "4")
    opened = click(upload(visit(app), ("a.xml", edexml("2025-2026", head, *many))), "go_intake_1")
    opened = upload(opened, ("b.xml", edexml("2025-2026", head, *others)))
    assert "Opvallend veel leerlingen worden iemand anders." in text(opened)
    opened = settled(run(opened.checkbox(key="intake_confirm_2").check()))
    assert "Er veranderen 30 bestaande leerlingen." in text(opened)


def test_doubtful_pupils_wait_for_an_answer_without_a_button(filled: AppTest) -> None:
    twins = edexml(
        "2025-2026",
        group("G4", "4A", "4"),
        pupil("#1", "Bo", "Aker", born="2017-05-05", group="G4"),
        pupil("#2", "Bo", "Aker", born="2017-05-05", group="G4"),
    )
    opened = upload(filled, ("twee.xml", twins))
    assert "Het is niet zeker wie 2 leerlingen zijn." in text(opened)
    assert "wacht op 2 keuzes" in text(opened)
    assert "go_intake_2" not in keys(opened)
    assert count(opened, "intake") == 1


def test_the_worker_is_neither_doubled_nor_lost_by_a_rerun(
    app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, calls, look = threading.Event(), list[str](), intake.preview

    def slow(store: object, file: SourceFile, **values: Any) -> intake.Report:
        calls.append(file.name)
        values["progress"]("Lezen")
        assert may_go_on.wait(20)
        return look(store, file, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "preview", slow)
    opened = run(visit(app).file_uploader[0].set_value([("a.xml", PUPILS.encode(), "text/xml")]))
    for _ in range(2):
        assert opened.get("progress")[0].proto.text.startswith("a.xml: Lezen")
        assert "wordt gelezen" in text(opened)
        assert "go_intake_1" not in keys(opened)
        opened = run(opened)
    may_go_on.set()
    opened = settled(opened)
    assert calls == ["a.xml"]
    assert not opened.get("progress")
    assert "Alle 2 leerlingen kunnen mee." in text(opened)


def test_an_answer_to_an_older_choice_is_thrown_away(
    app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, asked, look = threading.Event(), list[intake.Options](), intake.preview

    def slow(store: object, file: SourceFile, **values: Any) -> intake.Report:
        asked.append(values["options"])
        if not values["options"].replace:
            assert may_go_on.wait(20)
        return look(store, file, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "preview", slow)
    opened = run(visit(app).file_uploader[0].set_value([("a.xml", PUPILS.encode(), "text/xml")]))
    of = desk(opened)
    of.choose(1, Choices(replace=True))
    of.take(1)
    may_go_on.set()
    opened = settled(opened)
    assert [options.replace for options in asked] == [False, True]
    assert of.items()[0].stage == "ready", "what nobody has seen yet is not taken in"
    assert count(opened, "pupil") == 0


def test_a_file_that_is_dropped_while_it_is_read_leaves_no_trace(
    app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, look = threading.Event(), intake.preview

    def slow(store: object, file: SourceFile, **values: Any) -> intake.Report:
        assert may_go_on.wait(20)
        return look(store, file, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "preview", slow)
    opened = run(visit(app).file_uploader[0].set_value([("a.xml", PUPILS.encode(), "text/xml")]))
    desk(opened).drop(1)
    may_go_on.set()
    opened = settled(opened)
    assert desk(opened).items() == []
    assert "a.xml" not in text(opened)
