"""The page Leerlijnen as it is wired: choices, readings, states, privacy and deep links."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import places
from tests import line_pages, line_school
from tests.line_pages import LAST
from tests.line_school import YEAR
from tests.pages.conftest import TODAY
from tests.pages.test_frame import html, run
from tests.people import IB

Open = Callable[[], AppTest]
Keys = Mapping[str, str]


@pytest.fixture
def keys(settings: Settings) -> Keys:
    """The small school is in the store; the public key of each group, and of pupil 1."""
    store = open_store(settings)
    line_pages.fill(store, settings.data)
    school = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    groups = ask(
        store, "frame/groups", who=IB, school_id=school, school_year=YEAR, today=TODAY
    ).to_pylist()
    pupils = ask(store, "frame/pupils", who=IB, school_id=school, today=TODAY).to_pylist()
    store.close()
    found = {row["name"]: row["public_key"] for row in groups}
    (found["pupil"],) = [
        row["public_key"] for row in pupils if row["display_name"] == "Kind1 Naam1"
    ]
    return found


def visit(app: AppTest, **address: str) -> AppTest:
    """Opens the page with this address."""
    if "namen" in address:
        app.query_params["namen"] = address["namen"]
    run(app)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(places.LEARNING_LINES)
    return run(app)


def figures(page: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def everything_sent(page: AppTest) -> str:
    """All that travels to the browser, as text."""
    return (
        html(page)
        + json.dumps(figures(page))
        + "".join(
            str(element.proto) for element in (*page.get("button"), *page.get("button_group"))
        )
    )


def test_an_empty_store_says_what_to_import(app: Open) -> None:
    page = visit(app())
    assert "Nog geen groepen" in html(page)
    assert page.button(key="go_empty").label == "Bestand importeren"


def test_a_group_opens_with_sentence_chart_and_figures_beside_it(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["6a"])
    text = html(page)
    assert "Rekenen in groep 6a</h1>" in text
    # M6 is 16 above E5 and E5 12 above M5, for everybody.
    assert "De groep groeide het laatste half jaar +16 punten, het half jaar ervoor +12." in text
    assert "7 van de 12 leerlingen zitten op IV of lager, bij E5 7 van de 12." in text
    main, cross, levels, growth = figures(page)
    line = next(trace for trace in main["data"] if trace.get("line", {}).get("width") == 3)
    assert line["y"] == [56.5, 68.5, 84.5, None]
    assert cross["data"][1]["y"] == [84.5]
    # Pupils 1 to 4 and 10 to 12 are low.
    assert levels["data"][0]["y"] == pytest.approx([700 / 12] * 3)
    assert growth["data"][1]["x"] == [12, 16]


def test_the_scale_is_switched_and_kept_over_lines(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["6a"])
    assert page.button_group(key="learning_lines_measure_choice").options == [
        "Score",
        "Percentiel",
        "Niveau",
    ]
    run(page.button_group(key="learning_lines_measure_choice").set_value("percentile"))
    assert "De middelste leerling zit op percentiel" in html(page)
    run(page.selectbox(key="learning_lines_line_choice").select("tekstlezen"))
    assert "De middelste leerling leest AVI M5 bij M6." in html(page)
    run(page.selectbox(key="learning_lines_line_choice").select("rekenen"))
    assert "De middelste leerling zit op percentiel" in html(page)


def test_the_choice_of_line_outlives_another_page(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["6a"], leerlijn="tekstlezen")
    assert "Tekstlezen (AVI) in groep 6a" in html(page)
    run(page.switch_page(places.GROUP))
    run(page.switch_page(places.LEARNING_LINES))
    assert "Tekstlezen (AVI) in groep 6a" in html(page)


def test_levels_are_stacked_bars_in_the_large_chart(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["6a"])
    run(page.button_group(key="learning_lines_measure_choice").set_value("level"))
    assert figures(page)[0]["layout"]["barmode"] == "stack"


def test_the_cross_section_of_a_year_group(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["6a"])
    run(page.button_group(key="learning_lines_reading_choice").set_value("cross"))
    text = html(page)
    assert "elk jaar andere leerlingen" in text
    # The cross-section is about all of the year group, not about 6a.
    assert "Rekenen in jaargroep 6</h1>" in text
    assert "Heel jaargroep 6, M6: gemiddelde en middelste helft." in text
    assert "Van deze jaargroep 6 is er geen eerdere jaargroep op dezelfde schaal." in text
    run(page.button_group(key="learning_lines_part_choice").set_value("E"))
    assert "nog geen vijf resultaten in één schooljaar" in html(page)


def test_a_cross_section_opens_with_the_part_of_the_year_that_has_results(
    app: Open, settings: Settings
) -> None:
    store = open_store(settings)
    # Now in 8 and tested last at E7; no group 8 was ever tested at the end of the year.
    now, before = range(1, 6), range(11, 16)
    placed = [(key, YEAR, "8", "8") for key in now] + [(key, LAST, "8", "8") for key in before]
    rows = [line_school.result(key, "E7", LAST, 90) for key in now]
    rows += [line_school.result(key, "M8", LAST, 90) for key in before]
    line_school.fill(store, settings.data, placed, rows)
    store.close()
    page = visit(app(), over="jaargroep", jaargroep="8")
    run(page.button_group(key="learning_lines_reading_choice").set_value("cross"))
    assert page.button_group(key="learning_lines_part_choice").value == "M"
    assert "Heel jaargroep 8, M8" in html(page)


def test_a_combination_group_has_a_line_for_each_year_group(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["4/5"])
    assert "Elke lijn is een jaargroep van nu" in html(page)
    notes = [note["text"] for note in figures(page)[0]["layout"]["annotations"]]
    assert "44 jaargroep\u00a04" in notes
    assert "74 jaargroep\u00a05" in notes


def test_a_small_group_shows_pupils_and_no_mean(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["7"])
    text = html(page)
    assert "3 leerlingen</strong>, te weinig om iets over de groep te zeggen" in text
    assert "Elk open punt is het resultaat van één leerling." in text
    main = figures(page)[0]
    (dots,) = [trace for trace in main["data"] if trace["mode"] == "markers" and trace["y"]]
    assert dots["y"] == [101, 102, 103]
    assert "te klein" in main["layout"]["xaxis"]["ticktext"][0]


def test_groups_without_tests_say_why(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["1/2"])
    assert "In groep 1 en 2 worden geen toetsen afgenomen" in html(page)


def test_a_year_without_results_says_which_year_has_them(app: Open, settings: Settings) -> None:
    store = open_store(settings)
    # Placed since 2023-2024, tested from 2024-2025 on.
    placed = [(1, year, "6a", "6") for year in ("2023-2024", YEAR)]
    line_school.fill(store, settings.data, placed, [line_school.result(1, "M5", "2024-2025", 60)])
    store.close()
    text = html(visit(app(), over="school", schooljaar="2023-2024"))
    assert "Geen resultaten van de school tot en met 2023-2024" in text
    assert "De school heeft wel resultaten in 2024-2025." in text
    assert "Nog geen resultaten" not in text


def test_levels_of_a_scale_of_its_own_keep_their_order(app: Open, settings: Settings) -> None:
    store = open_store(settings)
    rows = [
        *own_levels("E5", LAST, ["Advanced"] * 2 + ["Proficient"] * 4),
        *own_levels("M6", YEAR, ["Unsatisfactory"] * 3 + ["Proficient"] * 3),
    ]
    line_school.fill(store, settings.data, [(key, YEAR, "6a", "6") for key in range(1, 7)], rows)
    store.close()
    page = visit(app(), over="school")
    run(page.button_group(key="learning_lines_measure_choice").set_value("level"))
    bars = figures(page)[0]["data"]
    # Lowest first: Unsatisfactory, Proficient, Advanced, whichever came first.
    assert [trace["y"] for trace in bars] == [[0, 50], [400 / 6, 50], [200 / 6, 0]]


def own_levels(moment: str, year: str, levels: list[str]) -> list[dict[str, Any]]:
    return [
        line_school.result(key, moment, year, 60, niveau=level, niveauschaal="SGP")
        for key, level in enumerate(levels, start=1)
    ]


def test_a_year_group_and_the_school(app: Open, keys: Keys) -> None:
    page = visit(app(), over="jaargroep", jaargroep="6")
    assert "Rekenen in jaargroep 6</h1>" in html(page)
    run(page.button_group(key="subject_choice").set_value("school"))
    assert "Rekenen in de school</h1>" in html(page)
    # Three pupils of group 7: a school's page shows nothing of them.
    notes = [note["text"] for note in figures(page)[0]["layout"]["annotations"]]
    assert {note[-7:] for note in notes} == {"groep\u00a04", "groep\u00a05", "groep\u00a06"}
    # Nobody has two tests but in 6: whose growth it is stands before the pair.
    growth = [note["text"] for note in figures(page)[1]["layout"]["annotations"]]
    assert any(note.startswith("<b>jaargroep\u00a06</b><br>") for note in growth)


def test_a_pupil_opens_by_key_with_plans_and_states(app: Open, keys: Keys) -> None:
    page = visit(app(), leerling=keys["pupil"], leerlijn="rekenen")
    text = html(page)
    assert "Rekenen van Kind1 Naam1</h1>" in text
    assert "Kind1 Naam1 zit bij rekenen op" in text
    assert (
        "Van E5 naar M6: 16 punten gegroeid (bereik 9 tot 23); dat is meer dan de meetfout." in text
    )
    assert "Eigen tempo over 5 metingen: +12 punten per half jaar" in text
    assert "te weinig eerdere leerlingen" in text
    assert "Meetfout: geleverd door de uitgever." in text
    bars = [note["text"] for note in figures(page)[0]["layout"]["annotations"]]
    assert {"Plan", "OPP"} <= set(bars)
    assert page.button_group(key="group_choice").value == keys["6a"], "the pupil's own group"


def test_hidden_names_do_not_travel(app: Open, keys: Keys) -> None:
    page = visit(app(), leerling=keys["pupil"], leerlijn="rekenen", namen="verborgen")
    assert "Rekenen van KN</h1>" in html(page)
    assert "Naam1" not in everything_sent(page)
    group = visit(app(), groep=keys["6a"])
    assert "Naam" not in json.dumps(figures(group))


@pytest.mark.parametrize("address", ["leerling", "groep"])
def test_an_unknown_key_is_not_to_be_found(app: Open, keys: Keys, address: str) -> None:
    page = visit(app(), **{address: "f" * 32})
    text = html(page)
    assert f"Deze {address} is niet te vinden" in text
    assert not figures(page)
    assert not page.error


def test_the_table_stands_one_click_away(app: Open, keys: Keys) -> None:
    page = visit(app(), groep=keys["6a"])
    assert len(page.table) == 0
    page.session_state["table_line"] = True
    run(page)
    rows = page.table[0].value
    # What a repeater did before the others stands here, and only here.
    assert rows["Moment"].tolist() == ["M4", "E4", "M5", "E5", "M6"]
    assert rows["Gemiddeld"].tolist() == ["te klein", "te klein", "57", "69", "85"]


def test_every_figure_has_its_file_and_row(app: Open, keys: Keys) -> None:
    text = html(visit(app(), groep=keys["6a"]))
    assert "Waar komt dit vandaan?" in text
    assert "resultaten.csv" in text


def test_few_questions_for_a_first_paint(
    app: Open, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ibdash.ui.session import Session

    asked: list[str] = []
    ask_it = Session.ask

    def counted(self: Session, question: str, **values: Any) -> Any:
        asked.append(question)
        return ask_it(self, question, **values)

    monkeypatch.setattr(Session, "ask", counted)
    visit(app(), groep=keys["6a"])
    lines = [name for name in asked if name.startswith("line/")]
    assert sorted(lines) == [
        "line/cross_section",
        "line/delivered",
        "line/level_shares",
        "line/points",
        "line/sources",
    ]
