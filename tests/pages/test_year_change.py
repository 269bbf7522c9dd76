"""A school goes to the next school year: the one question on the page Importeren."""

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.intake.small_edexml import edexml, group, pupil
from tests.pages.import_page import Open, click, run, settled, store_of, text, upload, visit

GROUPS = (group("G4", "4A", "4"), group("G5", "5A", "5"))
ADA = pupil("1", "Ada", "Een", born="2016-01-01", group="G4")
BO = pupil("2", "Bo", "Twee", born="2016-02-01", group="G4")
CAS = pupil("3", "Cas", "Drie", born="2016-03-01", group="G4")
BEFORE = edexml("2024-2025", *GROUPS, ADA, BO, CAS)
AFTER = edexml("2025-2026", *GROUPS, ADA.replace("G4", "G5"))


def with_both_years(app: Open) -> AppTest:
    """Year one is in, and the file of year two is looked at."""
    opened = click(upload(visit(app), ("een.xml", BEFORE)), "go_intake_1")
    assert "Nieuw schooljaar" not in text(opened), "a first file asks nothing"
    return upload(opened, ("twee.xml", AFTER))


def answers(app: AppTest) -> dict[str, Any]:
    """Label: what is chosen, of the rows of the question."""
    found = app.get("button_group")
    return {
        one.label.replace("\u00a0", " "): one.value
        for one in found
        if str(one.key).startswith("year_answer_")
    }


def say(app: AppTest, label: str, answer: str) -> AppTest:
    (row,) = (one for one in app.get("button_group") if one.label.replace("\u00a0", " ") == label)
    return settled(run(row.set_value(answer)))


def test_the_question_is_asked_once_and_the_answers_go_in(app: Open) -> None:
    opened = with_both_years(app)
    assert "Nieuw schooljaar: van 2024-2025 naar 2025-2026" in text(opened)
    assert "1 leerling gaat door en 2 ontbreken zonder uitstroomdatum." in text(opened)
    unknown = "Weet ik nog niet"
    cas, bo = "Cas Drie, uit groep 4A", "Bo Twee, uit groep 4A"
    assert answers(opened) == {"Allemaal": unknown, cas: unknown, bo: unknown}
    opened = say(opened, "Allemaal", "Van school")
    assert set(answers(opened).values()) == {"Van school"}
    opened = say(opened, bo, "Hoort er nog bij")
    assert answers(opened) == {"Allemaal": None, cas: "Van school", bo: "Hoort er nog bij"}
    opened = click(opened, "go_intake_2")
    assert "1 leerling van 2024-2025 is naar uw antwoord van school" in text(opened)
    with store_of(opened).read() as cursor:
        left = cursor.execute(
            "select call_name, left_on from pupil where closed_by is null and left_on is not null"
        ).fetchall()
    assert left == [("Cas", date(2025, 7, 31))]
    opened = upload(opened, ("twee.xml", AFTER))
    assert answers(opened) == {}, "the same year again asks nothing"


def test_who_was_not_known_is_asked_again_in_full_sight(app: Open) -> None:
    opened = click(with_both_years(app), "go_intake_2")
    opened = upload(opened, ("twee.xml", AFTER))
    assert "Zijn deze leerlingen van school?" in text(opened)
    assert "staat er al, maar er wacht een vraag" in text(opened)
    assert [one.label for one in opened.expander] == []
    assert "go_intake_3" not in {str(one.key) for one in opened.button}
    opened = say(opened, "Allemaal", "Van school")
    assert opened.button(key="go_intake_3").label == "Antwoord vastleggen"
    opened = click(opened, "go_intake_3")
    assert "2 leerlingen van 2024-2025 zijn naar uw antwoord van school" in text(opened)


def test_years_that_came_in_reverse_order_ask_when_the_newest_comes_again(app: Open) -> None:
    opened = click(upload(visit(app), ("nieuw.xml", AFTER)), "go_intake_1")
    opened = click(upload(opened, ("oud.xml", BEFORE)), "go_intake_2")
    opened = upload(opened, ("nieuw2.xml", AFTER))
    assert "staat er al, maar er wacht een vraag" in text(opened)
    assert len(answers(opened)) == 3, "two children, and all of them"
    opened = say(opened, "Allemaal", "Van school")
    assert "uw antwoord is nog niet vastgelegd" in text(opened)
    opened = click(opened, "go_intake_3")
    assert "2 leerlingen van 2024-2025 zijn naar uw antwoord van school" in text(opened)


def test_with_names_hidden_only_initials_are_shown(app: Open) -> None:
    opened = with_both_years(app)
    opened = settled(run(opened.toggle(key="hide_names_switch").set_value(True)))
    shown = text(opened) + " ".join(answers(opened))
    assert "CD, uit groep 4A" in shown
    assert "Drie" not in shown
