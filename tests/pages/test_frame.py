"""The frame around the pages: menu, choices, search, privacy, demo, errors and the guard."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.errors import FileRefused
from ibdash.settings import Settings
from ibdash.store import Store, open_store
from ibdash.ui import session
from tests.pages import small_school

Open = Callable[[], AppTest]


@pytest.fixture
def school(settings: Settings) -> None:
    _fill(settings)


def _fill(settings: Settings) -> None:
    store = open_store(settings)
    small_school.fill(store)
    store.close()


def html(app: AppTest) -> str:
    """All our HTML as text; a no-break space is shown as a space."""
    return "\n".join(str(element.value) for element in app.get("html")).replace("\u00a0", " ")


def run(what: AppTest | Any) -> AppTest:
    """Runs the app, or the app of a widget whose value was just set."""
    app: AppTest = what.run()
    assert not app.exception
    return app


def test_an_empty_store_says_which_file_is_needed(own_app: Open) -> None:
    app = run(own_app())
    assert "Nog geen groepen" in html(app)
    assert "EDEXML" in html(app)
    assert app.button(key="go_empty").label == "Bestand importeren"
    assert app.button(key="demo_empty").label == "Kijk met de demoschool"


def test_the_frame_always_says_what_must_be_said(own_app: Open) -> None:
    app = run(own_app())
    assert "Cijfers helpen u kijken. Het oordeel is aan u." in html(app)
    assert "De gegevens op deze computer zijn nog niet versleuteld." in html(app)


def test_the_menu_lists_only_pages_whose_file_exists(own_app: Open, tmp_path: Path) -> None:
    app = run(own_app())
    assert [link.value for link in app.page_link] == ["Groep", "Leerlijnen", "Importeren"]
    assert [caption.value for caption in app.sidebar.caption] == ["Groepen", "Gegevens"]
    (tmp_path / "app" / "pages" / "data" / "import.py").unlink()
    app = run(own_app())
    assert [link.value for link in app.page_link] == ["Groep", "Leerlijnen"]


@pytest.mark.usefixtures("school")
def test_groups_stand_lowest_first_with_their_pupils(own_app: Open) -> None:
    app = run(own_app())
    pills = app.get("pills")[0]
    assert pills.options == ["1/2a", "6a", "6b", "10x", "Plusklas", "Zonder groep"]
    assert "Groep Groep 1/2a" in html(app)
    assert "2 leerlingen" in html(app)


@pytest.mark.usefixtures("school")
def test_a_group_is_one_click_and_stays_chosen_on_the_next_page(own_app: Open) -> None:
    app = run(own_app())
    run(app.get("pills")[0].set_value("k-6a"))
    assert "Groep Groep 6a" in html(app)
    assert "3 leerlingen" in html(app), "Eva left in December"
    assert app.query_params["groep"] == "k-6a"
    run(app.switch_page("pages/group/learning_lines.py"))
    assert "Leerlijnen Groep 6a" in html(app)


@pytest.mark.usefixtures("school")
def test_another_year_keeps_the_name_of_the_group(own_app: Open) -> None:
    app = run(own_app())
    run(app.get("pills")[0].set_value("k-6a"))
    run(app.selectbox(key="school_year_choice").select("2024-2025"))
    assert app.get("pills")[0].options == ["5a", "6a"]
    assert app.query_params["groep"] == "k-6a oud"
    assert "1 leerlingen" in html(app), "who left in July counts in that year"


@pytest.mark.usefixtures("school")
def test_a_deep_link_opens_group_and_year(own_app: Open) -> None:
    app = own_app()
    app.query_params["schooljaar"] = "2024-2025"
    app.query_params["groep"] = "k-5a oud"
    run(app)
    assert "Groep Groep 5a" in html(app)


@pytest.mark.usefixtures("school")
def test_two_steps_to_any_pupil(own_app: Open) -> None:
    app = run(own_app())
    labels = app.selectbox(key="pupil_search").options
    nb = "\u00a0"
    assert labels == [
        "Noor van den Aakster, 6a",
        "Cas Bakker, zonder groep",
        f"Bram Jansen, 6a, 12{nb}mrt{nb}2015",
        f"Bram Jansen, 6a, 30{nb}sep{nb}2015",
        "Eva Mulder, oud-leerling",
        "Dewi Soekarno, oud-leerling",
        "Bo de Wit, 1/2a",
        "Aya Yilmaz, 1/2a",
    ]
    run(app.selectbox(key="pupil_search").select("k-noor"))
    assert "Leerlijnen Groep" in html(app)
    assert app.text[0].value == "over pupil: Noor van den Aakster"
    assert app.query_params["leerling"] == "k-noor"


@pytest.mark.usefixtures("school")
def test_hidden_names_do_not_travel(own_app: Open) -> None:
    app = own_app()
    app.query_params["leerling"] = "k-noor"
    run(app)
    run(app.toggle(key="hide_names_switch").set_value(True))
    assert app.selectbox(key="pupil_search").options == []
    assert app.selectbox(key="pupil_search").disabled
    assert app.text[0].value == "over pupil: NA"
    assert "Aakster" not in str(app)
    assert app.query_params["namen"] == "verborgen", "so that a reload keeps them hidden"


@pytest.mark.usefixtures("school")
def test_an_unknown_pupil_is_not_to_be_found(own_app: Open) -> None:
    app = own_app()
    app.query_params["leerling"] = "k-nobody"
    run(app)
    assert "Deze leerling is niet te vinden" in html(app)
    assert "k-nobody" not in html(app)


def test_the_demo_school_is_marked_and_never_mixed(own_app: Open, settings: Settings) -> None:
    _fill(session.demo_settings(settings))
    app = run(own_app())
    assert "Nog geen groepen" in html(app)
    run(app.toggle(key="demo_switch").set_value(True))
    assert ">Demoschool</span>" in html(app)
    assert "Groep Groep 1/2a" in html(app)
    assert app.query_params["demo"] == "ja"
    run(app.selectbox(key="pupil_search").select("k-noor"))
    assert app.text[0].value == "over pupil: Noor van den Aakster"
    assert app.query_params["demo"] == "ja"
    run(app.toggle(key="demo_switch").set_value(False))
    assert "Nog geen groepen" in html(app)
    assert "leerling" not in app.query_params
    assert "groep" not in app.query_params


def test_the_demo_is_made_once_and_shown(own_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def load_demo(settings: Settings, today: date, *, store: Store) -> None:
        made.append((today, store.path.name))
        small_school.fill(store)

    monkeypatch.setattr("ibdash.demo.load.load_demo", load_demo)
    app = run(own_app())
    run(app.button(key="demo_empty").click())
    assert "Groep Groep 1/2a" in html(app)
    assert app.toggle(key="demo_switch").value is True
    assert made == [(date(2026, 2, 9), "demo.duckdb")]
    app = run(own_app())
    run(app.toggle(key="demo_switch").set_value(True))
    assert len(made) == 1


def test_a_demo_that_fails_leaves_nothing_behind(
    own_app: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_demo(settings: Settings, today: date, *, store: Store) -> None:
        raise FileRefused("De demo is niet gemaakt")

    monkeypatch.setattr("ibdash.demo.load.load_demo", load_demo)
    app = run(own_app())
    run(app.button(key="demo_empty").click())
    assert "De demo is niet gemaakt" in html(app)
    assert not session.demo_settings(settings).store.exists()
    assert "Nog geen groepen" in html(run(app))


@pytest.mark.usefixtures("school")
def test_with_two_schools_there_is_a_choice(own_app: Open, settings: Settings) -> None:
    store = open_store(settings)
    with store.change("proef", "intake") as change:
        change.cursor.execute(
            "insert into school (school_id, public_key, name, opened_by)"
            f" values (2, 'k-two', 'De Andere', {change.change_id})"
        )
        change.touch("facts")
    store.close()
    app = run(own_app())
    assert app.selectbox(key="school_choice").options == ["De Andere", "De Proef"]
    assert "Nog geen groepen" in html(app), "De Andere comes first and has none"
    run(app.selectbox(key="school_choice").select("k-school"))
    assert "Groep Groep 1/2a" in html(app)
    assert app.query_params["school"] == "k-school"


def test_a_synchronised_folder_is_warned_about(
    own_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IBDASH_STORE", str(tmp_path / "OneDrive - School" / "s.duckdb"))
    app = run(own_app())
    assert app.warning[0].value.startswith("Uw gegevens staan in een map van OneDrive.")


def test_without_a_demo_there_is_no_switch(own_app: Open) -> None:
    app = own_app()
    app.query_params["demo"] = "ja"
    run(app)
    assert [toggle.key for toggle in app.toggle] == ["hide_names_switch"]
    assert "Nog geen groepen" in html(app)
    assert "demo" not in app.query_params


def test_a_foreign_store_is_an_error_in_dutch(own_app: Open, settings: Settings) -> None:
    settings.store.parent.mkdir(parents=True)
    settings.store.write_bytes(b"not a database" * 1000)
    app = run(own_app())
    assert "Dit is geen gegevensbestand van ibdash" in html(app)
    assert settings.store.read_bytes().startswith(b"not a database")
    assert [link.value for link in app.page_link] == ["Groep", "Leerlijnen", "Importeren"]


def test_a_wrong_setting_is_an_error_in_dutch(
    own_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IBDASH_THREADS", "veel")
    app = run(own_app())
    assert "Een instelling klopt niet" in html(app)


def test_a_page_without_the_app_shows_nothing(own_app: Open, tmp_path: Path) -> None:
    page = AppTest.from_file(str(tmp_path / "app" / "pages" / "data" / "import.py"))
    page.run()
    assert not page.exception
    assert len(page.main) == 0


def test_a_fault_is_written_down_without_its_words(
    own_app: Open, tmp_path: Path, settings: Settings
) -> None:
    _write_page(tmp_path, 'raise ValueError("Jan Jansen 12-13-2014")')
    app = run(own_app())
    assert "Er ging iets mis in ibdash" in html(app)
    assert "Jan Jansen" not in html(app)
    log = (settings.data / "ibdash.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert "overview.py" in log
    assert "Jan Jansen" not in log


def test_an_error_of_ours_shows_its_three_parts(own_app: Open, tmp_path: Path) -> None:
    _write_page(
        tmp_path,
        "from ibdash.errors import IbdashError\n"
        'raise IbdashError("Dit ging mis", "Er is niets overgenomen", "Probeer het opnieuw")',
    )
    app = run(own_app())
    for part in ("Dit ging mis", "Er is niets overgenomen.", "Probeer het opnieuw."):
        assert f">{part}<" in html(app)


def test_a_fragment_shows_its_errors_in_dutch_too(own_app: Open, tmp_path: Path) -> None:
    _write_page(
        tmp_path,
        "import streamlit as st\n"
        "@guard.fragment\n"
        "def part() -> None:\n"
        '    if st.button("Nu", key="now"):\n'
        '        raise ValueError("Jan Jansen")\n'
        "part()",
    )
    app = run(own_app())
    run(app.button(key="now").click())
    assert "Er ging iets mis in ibdash" in html(app)
    assert "Jan Jansen" not in html(app)


def _write_page(tmp_path: Path, body: str) -> None:
    page = tmp_path / "app" / "pages" / "group" / "overview.py"
    page.write_text(
        f'"""A page that fails."""\n\nfrom ibdash.ui import guard\n\nguard.page()\n{body}\n',
        encoding="utf-8",
    )
