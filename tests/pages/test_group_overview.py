"""The page Groep as it is wired: choices, views, privacy and what it says without data."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.store import Store, open_store
from tests import group_school
from tests.pages.conftest import TODAY
from tests.pages.test_frame import html, run
from tests.people import IB, taken_in
from tests.sources.oso_files import golden

Open = Callable[[], AppTest]
Keys = Mapping[str, str]

ONE_PUPIL = "leerling_id;roepnaam;achternaam;schooljaar;groep;jaargroep\n1;Bo;Aker;2025-2026;6A;6\n"
FAMILY_NAMES = ("Jansen", "Aakster", "Demir", "Hondt", "Bakker", "Visser", "Ruiter")


@pytest.fixture
def keys(settings: Settings) -> Keys:
    """The small school is in the store; the public key of each group by its name."""
    store = open_store(settings)
    group_school.fill(store, settings.data)
    found = _keys(store)
    store.close()
    return found


def _keys(store: Store) -> Keys:
    school = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    groups = ask(
        store,
        "frame/groups",
        who=IB,
        school_id=school,
        school_year=group_school.YEAR,
        today=TODAY,
    )
    return {row["name"] or "zonder": row["public_key"] for row in groups.to_pylist()}


def visit(app: AppTest, keys: Keys, group: str) -> AppTest:
    app.query_params["groep"] = keys[group]
    return run(app)


def view(app: AppTest, name: str) -> AppTest:
    return run(app.button_group(key="group_view").set_value(name))


def test_an_empty_store_says_what_to_import(app: Open) -> None:
    page = run(app())
    assert "Nog geen groepen" in html(page)
    assert page.button(key="go_empty").label == "Bestand importeren"


def test_a_group_opens_with_title_sentence_and_matrix(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "6a")
    text = html(page)
    assert "Groep 6a</h1>" in text
    assert "7 leerlingen · M6, januari 2026" in text
    assert "Bij <strong style='font-weight:600'>1 leerling</strong> daalde een score" in text
    assert "5 resultaten</strong> van M6" in text
    table = page.dataframe[0].value
    assert table["", "Leerling"].tolist()[0].strip() == "Zeynep Demir", "V- and the largest fall"
    heads = list(dict.fromkeys(name for name, _ in table.columns if name))
    assert heads == [
        "Woordlezen",
        "Begrijpend lezen A–E",
        "Spelling",
        "Rekenen",
        "Woordenschat",
    ]
    assert "groepsplan loopt voor rekenen" in text.lower()
    assert "volgen uit de normtabel" in text


def test_the_order_is_chosen_and_stays(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "6a")
    run(page.selectbox(key="group_order").select("naam"))
    assert page.dataframe[0].value["", "Leerling"].tolist()[0].strip() == "Noor van den Aakster"
    run(page.selectbox(key="group_order").select("woordlezen"))
    assert page.dataframe[0].value["", "Leerling"].tolist()[0].strip() == "Bram Jansen", "V-"


def test_distribution_and_groups(app: Open, keys: Keys) -> None:
    page = view(visit(app(), keys, "6a"), "spread")
    text = html(page)
    assert "Voorstel voor instructiegroepen bij" in text
    assert "Een voorstel: u beslist." in text
    assert len(page.get("plotly_chart")) == 1
    run(page.selectbox(key="group_subject").select("rekenen"))
    assert "instructiegroepen bij rekenen" in html(page)
    run(page.toggle(key="group_spread_table").set_value(True))
    assert page.table[0].value["Leerlijn"].tolist()[0] == "Woordlezen"


def test_who_misses_what(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "6a")
    assert page.button_group(key="group_view").options[-1] == "Ontbreekt (5)"
    view(page, "missing")
    rows = page.table[0].value
    reasons = dict(zip(rows["Leerling"] + " " + rows["Leerlijn"], rows["Reden"], strict=True))
    assert reasons["Chloé d'Hondt rekenen"] == "ziek"
    other = page.table[1].value
    assert "andere school" in other["Reden"].tolist()
    assert "eigen leerlijn" in other["Reden"].tolist()


def test_a_combination_group_shows_both_moments(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "4/5")
    assert "4 leerlingen · M4/M5, januari 2026" in html(page)
    assert page.dataframe[0].value["", "Jg"].tolist().count("4") == 2


def test_two_pupils_are_shown_without_a_judgement(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "7")
    assert "te weinig om iets over de groep te zeggen" in html(page)
    assert len(page.dataframe[0].value) == 2
    view(page, "spread")
    assert "te klein" in html(page) + str(page.get("plotly_chart")[0].proto.spec)


def test_young_pupils_without_tests(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "1/2")
    assert "geen toetsen afgenomen" in html(page)
    table = page.dataframe[0].value
    assert table["Leerling"].str.strip().tolist() == ["Gijs Groen", "Hanna Haan"]
    assert not [group for group in page.button_group if group.key == "group_view"]


def test_a_group_without_results_says_what_to_import(app: Open, settings: Settings) -> None:
    store = open_store(settings)
    taken_in(store, settings.data, "leerlingen.csv", group_school.PUPILS)
    keys = _keys(store)
    store.close()
    page = visit(app(), keys, "6a")
    assert "Nog geen resultaten van groep 6a" in html(page)
    assert page.dataframe[0].value["Leerling"].tolist()[0].strip() == "Noor van den Aakster"


def test_pupils_without_a_group_have_a_page_too(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "zonder")
    assert "Zonder groep</h1>" in html(page)
    assert page.dataframe[0].value.iloc[0, 0].strip() == "Isa Peters"


def test_an_unknown_group_in_the_address_is_not_to_be_found(app: Open, keys: Keys) -> None:
    page = app()
    page.query_params["groep"] = "bestaat-niet"
    run(page)
    assert "Deze groep is niet te vinden" in html(page) + "".join(
        element.value for element in page.markdown
    )
    assert "groep" not in page.query_params
    run(page)
    assert "Groep 1/2</h1>" in html(page)


@pytest.mark.parametrize("name", ["overview", "spread", "missing"])
def test_hidden_names_do_not_travel(app: Open, keys: Keys, name: str) -> None:
    page = visit(app(), keys, "6a")
    assert b"Aakster" in _everything_sent(page), "else this test would prove nothing"
    run(page.toggle(key="hide_names_switch").set_value(True))
    view(page, name)
    assert b"Aakster" not in str(page).encode()
    sent = _everything_sent(page)
    assert b"ZD" in sent, "her initials are there"
    assert not [family for family in FAMILY_NAMES if family.encode() in sent]
    assert b"Zeynep" not in sent


def test_paper_is_a_plain_table_with_a_way_back(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "6a")
    run(page.button(key="icon_group_print").click())
    assert "<table>" in html(page)
    assert not page.dataframe
    run(page.button(key="group_back").click())
    assert page.dataframe


def test_every_table_and_chart_has_words_for_who_cannot_see_it(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "6a")
    assert page.dataframe[0].proto.alt.startswith("Tabel van Groep")
    view(page, "spread")
    assert page.get("plotly_chart")[0].proto.alt.startswith("Staafdiagram")


def _everything_sent(page: AppTest) -> bytes:
    """Every message of the run as it goes over the line, tables and figures included."""

    def messages(node: Any) -> Iterator[bytes]:
        if hasattr(node, "children"):
            for child in node.children.values():
                yield from messages(child)
        if hasattr(node, "proto") and node.proto is not None:
            yield node.proto.SerializeToString()

    return b"".join(messages(page._tree))


def test_with_names_hidden_no_birth_date_is_downloaded(app: Open, keys: Keys) -> None:
    page = visit(app(), keys, "6a")
    run(page.toggle(key="hide_names_switch").set_value(True))
    sent = _everything_sent(page)
    assert b"Geboortedatum" not in sent
    assert b"30-09-2015" not in sent


def test_who_came_by_a_dossier_alone_is_among_those_without_a_group(
    app: Open, settings: Settings
) -> None:
    store = open_store(settings)
    taken_in(store, settings.data, "a.csv", ONE_PUPIL)
    taken_in(store, settings.data, "noor.xml", golden())
    keys = _keys(store)
    store.close()
    page = visit(app(), keys, "zonder")
    assert page.dataframe[0].value.iloc[:, 0].str.strip().tolist() == ["Noor van der Wal"]
    assert "De groep komt mee met het leerlingbestand van uw administratie: EDEXML" in html(page)
    assert "De groep komt mee" not in html(visit(page, keys, "6A"))
