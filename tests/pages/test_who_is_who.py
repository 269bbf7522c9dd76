"""Doubtful pupils on the page Importeren, and Wie is wie: answers, joining and parting."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.intake.small_edexml import edexml, group, pupil
from tests.intake.test_who_is_who import BOTH, HEAD, NOORS
from tests.pages.import_page import (
    Open,
    click,
    desk,
    keys,
    run,
    settled,
    store_of,
    text,
    upload,
    visit,
)
from tests.people import taken_in

G4 = group("G4", "4A", "4")
SAM = edexml("2025-2026", G4, pupil("1", "Sam", "Boer", born="2018-05-04", group="G4"))
# Of the same system under another key: only proposed.
SAMUEL_77 = SAM.replace('"1"', '"77"').replace("Sam<", "Samuel<")
SAMUEL = HEAD + "s;Samuel;Boer;2018-05-04;2025-2026;4A;4\n"


def questions(app: AppTest) -> list[tuple[str, list[str], object]]:
    """Label, words of the answers, and what is chosen, of each doubtful pupil."""
    return [
        (one.label, list(one.options), one.value)
        for one in app.get("button_group")
        if str(one.key).startswith("who_")
    ]


def say(app: AppTest, place: int, answer: str | None) -> AppTest:
    """Answers one question; answer: a public key, or "new"."""
    asked = [one for one in app.get("button_group") if str(one.key).startswith("who_")]
    return settled(run(asked[place].set_value(answer)))


def candidates(app: AppTest) -> list[str]:
    report = desk(app).items()[-1].report
    assert report is not None
    return [one.public_key for one in report.doubts[0].candidates]


def with_noors(app: Open) -> AppTest:
    opened = click(upload(visit(app), ("a.xml", NOORS)), "go_intake_1")
    return upload(opened, ("l.csv", BOTH))


def test_the_file_waits_until_each_is_answered_and_the_answer_is_remembered(app: Open) -> None:
    opened = with_noors(app)
    shown = text(opened)
    assert "Wie zijn deze 2 leerlingen?" in shown
    assert "wacht op 2 keuzes" in shown
    assert "In dit bestand, regel 2" in shown
    assert "leerlingadministratie" in shown
    assert "go_intake_2" not in keys(opened)
    labels = ["Het is A", "Het is B", "Een andere leerling"]
    assert questions(opened) == [
        ("Wie is dit, regel 2?", labels, None),
        ("Wie is dit, regel 3?", labels, None),
    ]
    first, second = candidates(opened)
    opened = say(opened, 0, second)
    assert "go_intake_2" not in keys(opened), "one is still open"
    opened = say(opened, 1, second)
    assert "kunnen niet dezelfde leerling zijn" in text(opened)
    opened = click(say(opened, 1, first), "go_intake_2")
    assert "Van 2 leerlingen zei u wie het zijn." in text(opened)
    with store_of(opened).read() as cursor:
        found = cursor.execute("select count(*) from pupil where closed_by is null").fetchall()
    assert found == [(2,)]
    opened = upload(opened, ("l2.csv", BOTH + "\n"))
    assert questions(opened) == []


def test_an_answer_is_listed_and_taken_back(app: Open) -> None:
    opened = with_noors(app)
    first, _ = candidates(opened)
    opened = click(say(say(opened, 0, "new"), 1, first), "go_intake_2")
    opened = run(opened.button(key="who_switch").click())
    shown = text(opened)
    assert "2 antwoorden onthouden" in shown
    assert "is een andere leerling dan de anderen (tabellen, regel 2)" in shown
    assert "is dezelfde leerling (tabellen, regel 3)" in shown
    forget = sorted(
        (key for key in keys(opened) if key.startswith("who_forget_")),
        key=lambda key: int(key.rsplit("_", 1)[1]),
    )
    opened = run(opened.button(key=forget[1]).click())
    assert "vraagt opnieuw wie het is" in text(opened)
    opened = run(opened.button(key="go_who").click())
    assert "1 antwoord onthouden" in text(opened)
    opened = run(opened.button(key="who_switch").click())
    opened = upload(opened, ("l3.csv", BOTH + "\n"))
    assert [label for label, _, _ in questions(opened)] == ["Wie is dit, regel 3?"]


def test_another_key_of_one_system_stops_nothing(app: Open) -> None:
    opened = click(upload(visit(app), ("a.xml", SAM)), "go_intake_1")
    opened = upload(opened, ("77.xml", SAMUEL_77))
    assert "Misschien dezelfde leerling?" in text(opened)
    assert "go_intake_2" in keys(opened)


def test_what_is_nearly_the_same_waits_and_one_click_says_it_is(app: Open) -> None:
    opened = click(upload(visit(app), ("a.xml", SAM)), "go_intake_1")
    opened = upload(opened, ("s.csv", SAMUEL))
    assert "Wie is dit?" in text(opened)
    assert "lijkt op een leerling die u al hebt" in text(opened)
    assert "go_intake_2" not in keys(opened)
    assert [options for _, options, _ in questions(opened)] == [
        ["Dezelfde leerling", "Een andere leerling"]
    ]
    (sam,) = candidates(opened)
    opened = say(opened, 0, sam)
    assert questions(opened)[0][2] == sam
    opened = click(opened, "go_intake_2")
    with store_of(opened).read() as cursor:
        found = cursor.execute("select call_name from pupil where closed_by is null").fetchall()
    # The administration goes before a table.
    assert found == [("Sam",)]


def test_a_result_without_a_day_says_its_moment_in_both_places(app: Open, tmp_path: Path) -> None:
    """Two results of Sam without a day: M3 of the year before, and M4."""
    results = (
        "leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore\n"
        "1;woordlezen;DMT;M3;2024-2025;30\n1;woordlezen;DMT;M4;2025-2026;38\n"
    )
    opened = visit(app)
    for name, content in (("a.xml", SAM), ("r.csv", results)):
        taken_in(store_of(opened), tmp_path, name, content)
    opened = upload(opened, ("77.xml", SAMUEL_77))
    assert "M4 2025-2026 (geen datum)" in text(opened)
    opened = click(opened, "go_intake_1")
    opened = run(opened.button(key="who_switch").click())
    (pair,) = (key for key in keys(opened) if key.startswith("who_pair_"))
    opened = run(opened.button(key=pair).click())
    assert "M4 2025-2026 (geen datum)" in text(opened)


def test_two_records_are_shown_beside_each_other_joined_and_parted(
    app: Open, tmp_path: Path
) -> None:
    opened = visit(app)
    for name, content in (("a.xml", SAM), ("77.xml", SAMUEL_77)):
        taken_in(store_of(opened), tmp_path, name, content)
    opened = run(opened.button(key="who_switch").click())
    assert "1 paar leerlingen is misschien één kind" in text(opened)
    assert "roepnaam lijkt erop" in text(opened)
    (pair,) = (key for key in keys(opened) if key.startswith("who_pair_"))
    opened = run(opened.button(key=pair).click())
    shown = text(opened)
    assert "Deze gaat erin op" in shown
    assert "2025-2026 4A" in shown
    assert "Wat beide hebben (1 plaatsing), staat er één keer" in shown
    opened = run(opened.button(key="go_who").click())
    assert "1 keer samengevoegd" in text(opened)
    assert "(ook bekend als " in text(opened)
    (part,) = (key for key in keys(opened) if key.startswith("who_part_"))
    opened = run(opened.button(key=part).click())
    assert "Daarna zijn het weer twee leerlingen." in text(opened)
    opened = run(opened.button(key="go_who").click())
    assert "1 paar leerlingen is misschien één kind. 0 keer samengevoegd" in text(opened)


def test_two_of_free_choice_are_compared(app: Open) -> None:
    opened = click(upload(visit(app), ("a.xml", NOORS)), "go_intake_1")
    opened = run(opened.button(key="who_switch").click())
    assert "Er zijn geen leerlingen die op elkaar lijken." in text(opened), "one file named both"
    opened = run(opened.selectbox(key="who_pick_stays").set_value(key_at(opened, 0)))
    opened = run(opened.selectbox(key="who_pick_joined").set_value(key_at(opened, 0)))
    assert "Kies twee verschillende leerlingen." in text(opened)
    opened = run(opened.selectbox(key="who_pick_joined").set_value(key_at(opened, 1)))
    assert "Alleen 1 sleutel gaat mee." in text(opened)
    opened = run(opened.button(key="go_who").click())
    assert "1 keer samengevoegd" in text(opened)


def key_at(app: AppTest, place: int) -> str:
    with store_of(app).read() as cursor:
        rows = cursor.execute(
            "select public_key from pupil where closed_by is null order by pupil_id"
        ).fetchall()
    return str(rows[place][0])


def test_with_names_hidden_only_initials_are_shown(app: Open) -> None:
    opened = with_noors(app)
    opened = settled(run(opened.toggle(key="hide_names_switch").set_value(True)))
    assert "NW" in text(opened)
    assert "Noor" not in text(opened)
    first, second = candidates(opened)
    opened = click(say(say(opened, 0, second), 1, first), "go_intake_2")
    opened = run(opened.button(key="who_switch").click())
    assert "NW, geboren 9 mrt 2018 is dezelfde leerling" in text(opened)
    assert "Noor" not in text(opened)


def test_an_empty_store_says_so(app: Open) -> None:
    opened = run(visit(app).button(key="who_switch").click())
    assert "Er zijn nog geen leerlingen" in text(opened)
