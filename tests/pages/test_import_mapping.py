"""A table that nobody knows, through the page: its columns are said once, and then it is known."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.pages.import_page import (
    Open,
    click,
    count,
    desk,
    keys,
    run,
    store_of,
    text,
    upload,
    visit,
    with_pupils,
)
from tests.sources.table_files import GOLDEN

JANUARY = (GOLDEN / "onbekend_toetsen.csv").read_bytes()
JUNE = (GOLDEN / "onbekend_toetsen_juni.csv").read_bytes()
SCHOOL_YEAR = "Geen kolom noemt het schooljaar. Van welk schooljaar is dit bestand?"
CHOICES = {
    "Kolom Naam": "whole_name",
    "Kolom Toets": "test",
    "Kolom Datum": "taken_on",
    "Kolom Niveau": "level",
}


def box(app: AppTest, label: str) -> object:
    return next(one for one in app.selectbox if one.label == label)


def opened(app: AppTest, name: str = "toetsen.csv", content: bytes = JANUARY) -> AppTest:
    """The mapping screen of a file that was just uploaded."""
    app = upload(app, (name, content))
    number = next(item.number for item in desk(app).items() if item.name == name)
    return run(app.button(key=f"go_mapping_{number}").click())


def made_by(app: AppTest) -> set[tuple[str, str | None]]:
    """Name and publisher of each test in the store."""
    with store_of(app).read() as cursor:
        return set(
            cursor.execute("select name, publisher from test where closed_by is null").fetchall()
        )


def answered(app: AppTest) -> AppTest:
    """Everything that is asked about toetsen.csv, as results only."""
    for label, field in {**CHOICES, "“afw” betekent": "ziek"}.items():
        app = run(box(app, label).set_value(field))  # type: ignore[attr-defined]
    return app


def test_an_unknown_table_offers_to_say_what_its_columns_are(app: Open) -> None:
    shown = upload(visit(app), ("toetsen.csv", JANUARY))
    assert "Deze tabel kent ibdash nog niet." in text(shown)
    assert "nog onbekend: koppel de kolommen" in text(shown)
    assert "go_mapping_1" in keys(shown)


def test_a_file_without_a_table_offers_nothing_to_say(app: Open) -> None:
    shown = upload(visit(app), ("brief.txt", b"Beste ouders, u hoort nog van ons.\nDe directie\n"))
    assert "Hier staat geen tabel in" in text(shown)
    assert "directie" not in text(shown)
    assert "go_mapping_1" not in keys(shown)


def test_ambiguous_columns_wait_for_a_choice_and_are_named_in_the_bar(app: Open) -> None:
    shown = opened(visit(app))
    assert "uw keuze bij “Naam”, “Toets”, “Datum” en nog 1" in text(shown)
    assert shown.button(key="go_mapping_keep").disabled
    assert box(shown, "Kolom Niveau").value is None  # type: ignore[attr-defined]
    assert box(shown, "Kolom Lln.nr.").value == "pupil_key"  # type: ignore[attr-defined]
    assert "Zodra er genoeg gekozen is" in text(shown)


def test_the_columns_are_said_once_and_the_next_file_is_known(app: Open) -> None:
    shown = answered(opened(with_pupils(app)))
    assert "Alles is bekend." in text(shown)
    rows = shown.table[0].value.to_numpy().tolist()
    assert rows[0][:4] == ["2", "Noor van der Wal", "rekenen", "Rekenen-Wiskunde 3.0"]
    assert rows[3][-1] == "niet gemaakt (ziek)"
    name = next(one for one in shown.text_input if one.label == "Naam van de indeling")
    shown = run(name.set_value("Toetsen van juf"))
    shown = click(shown, "go_mapping_keep")
    assert count(shown, "import_profile") == 1
    assert "4\u00a0regels overnemen" in {button.label for button in shown.button}
    shown = click(shown, "go_intake_2")
    assert count(shown, "result") == 4
    # A file of the same shape needs no answer.
    shown = upload(shown, ("juni.csv", JUNE))
    assert "2\u00a0regels overnemen" in {button.label for button in shown.button}
    assert "Toetsen van juf" in text(shown)


def test_what_was_said_before_is_filled_in_when_the_same_is_mapped_again(app: Open) -> None:
    shown = click(answered(opened(with_pupils(app))), "go_mapping_keep")
    shown = run(shown.button(key="mapping_again_2").click())
    assert {label: box(shown, label).value for label in CHOICES} == CHOICES  # type: ignore[attr-defined]
    assert box(shown, "Kolom Groep").value == ""  # type: ignore[attr-defined]
    assert box(shown, "“afw” betekent").value == "ziek"  # type: ignore[attr-defined]
    assert not shown.button(key="go_mapping_keep").disabled


def test_the_outcome_of_a_column_is_filled_in_as_it_was_chosen(app: Open) -> None:
    rows = b"leerling_id;DMT M4;Spelling M4\n1;38;140\n2;41;131\n"
    shown = opened(with_pupils(app), "breed.csv", rows)
    outcomes = [one for one in shown.selectbox if one.label == "Uitkomst"]
    assert [one.value for one in outcomes] == ["raw_score", "raw_score"]
    shown = run(outcomes[1].set_value("ability_score"))
    shown = run(box(shown, SCHOOL_YEAR).set_value("2026-2027"))  # type: ignore[attr-defined]
    shown = run(click(shown, "go_mapping_keep").button(key="mapping_again_2").click())
    outcomes = [one for one in shown.selectbox if one.label == "Uitkomst"]
    assert [one.value for one in outcomes] == ["raw_score", "ability_score"]


def test_a_word_that_may_mean_more_is_asked_and_a_name_is_proposed(app: Open) -> None:
    shown = opened(visit(app))
    name = next(one for one in shown.text_input if one.label == "Naam van de indeling")
    assert name.value == "Toetsresultaten uit toetsen"
    for label, field in CHOICES.items():
        shown = run(box(shown, label).set_value(field))  # type: ignore[attr-defined]
    assert box(shown, "“afw” betekent").value is None  # type: ignore[attr-defined]
    assert "wat “afw” betekent." in text(shown)
    makers = [one for one in shown.selectbox if one.label == "Uitgever"]
    shown = run(makers[0].set_value("Cito"))
    makers = [one for one in shown.selectbox if one.label == "Uitgever"]
    shown = run(makers[1].set_value("Cito"))
    name = next(one for one in shown.text_input if one.label == "Naam van de indeling")
    assert name.value == "Toetsresultaten van Cito"


def test_going_back_keeps_nothing(app: Open) -> None:
    shown = run(opened(visit(app)).button(key="mapping_back").click())
    assert "Deze tabel kent ibdash nog niet." in text(shown)
    assert count(shown, "import_profile") == 0


def test_with_names_hidden_no_value_of_a_name_is_on_the_screen(app: Open) -> None:
    shown = visit(app)
    shown.session_state["hide_names"] = True
    shown = answered(opened(run(shown)))
    assert "Noor" not in text(shown)
    assert "Noor" not in str(shown.table[0].value.to_numpy().tolist())


def test_a_citizen_number_cannot_be_chosen(app: Open) -> None:
    shown = opened(visit(app), "breed.csv", (GOLDEN / "onbekend_breed.csv").read_bytes())
    assert "Wordt nooit bewaard" in text(shown)
    assert not [one for one in shown.selectbox if one.label == "Kolom BSN"]
    assert "111222333" not in text(shown)
    assert {one.label for one in shown.selectbox} >= {"Uitkomst", "Moment", "Leerlijn"}


def test_profiles_are_listed_renamed_and_forgotten(app: Open) -> None:
    shown = click(answered(opened(with_pupils(app))), "go_mapping_keep")
    (number,) = [key for key in keys(shown) if key.startswith("profile_rename_")]
    number = number.removeprefix("profile_rename_")
    shown = run(shown.text_input(key=f"profile_name_{number}").set_value("Groep 4"))
    shown = click(shown, f"profile_rename_{number}")
    assert "Groep 4" in text(shown)
    shown = click(shown, f"profile_forget_{number}")
    assert keys(shown).isdisjoint({f"profile_forget_{number}"})
    assert "Deze tabel kent ibdash nog niet." in text(shown)


def test_an_empty_store_says_what_a_profile_is_for(app: Callable[[], AppTest]) -> None:
    assert "dan koppelt u de kolommen één keer" in text(visit(app))


def test_the_publisher_of_a_test_is_chosen_and_kept(app: Open) -> None:
    shown = answered(opened(with_pupils(app)))
    boxes = [one for one in shown.selectbox if one.label == "Uitgever"]
    assert [one.value for one in boxes] == [None, None]
    assert boxes[0].options == ["AMN", "Boom", "Cito", "Diataal", "IEP", "JIJ"]
    shown = run(boxes[0].set_value("Boom"))
    shown = click(click(shown, "go_mapping_keep"), "go_intake_2")
    assert made_by(shown) == {("Rekenen-Wiskunde", "Boom"), ("DMT", None)}


def test_the_publisher_of_a_column_with_a_test_is_chosen(app: Open) -> None:
    pupils = b"leerling_id;DMT M4 score;Cito Spelling M4 score\n1;38;140\n2;41;151\n"
    shown = opened(with_pupils(app), "breed.csv", pupils)
    boxes = [one for one in shown.selectbox if one.label == "Uitgever"]
    assert [one.value for one in boxes] == [None, "Cito"]
    shown = run(boxes[0].set_value("Boom"))
    shown = run(box(shown, SCHOOL_YEAR).set_value("2025-2026"))  # type: ignore[attr-defined]
    shown = click(click(shown, "go_mapping_keep"), "go_intake_2")
    assert {by for _, by in made_by(shown)} == {"Boom", "Cito"}


def test_a_column_that_names_the_publisher_is_not_asked_for_again(app: Open) -> None:
    rows = b"leerling_id;Toetsnaam;Uitgever;Schooljaar;Ruwe score\n1;DMT;Boom;2025-2026;38\n"
    shown = opened(with_pupils(app), "toetsen.csv", rows)
    labels = [one.label for one in shown.selectbox]
    assert (labels.count("Leerlijn"), labels.count("Uitgever")) == (1, 0)
