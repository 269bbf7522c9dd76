"""Leerling: one pupil's story, signals decided about in place, as known on a day, and paper."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ibdash import changes
from ibdash.access import Person
from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.store import Store, open_store
from ibdash.ui import places, session
from ibdash.views.pupil_signals import mark
from tests import known_school
from tests.known_school import PLANS_ON
from tests.line_school import pupil_id
from tests.pages import small_school
from tests.pages.test_frame import html, run
from tests.people import IB, TODAY, taken_in

Open = Callable[[], AppTest]
LOW = """\
leerling_id;leerlijn;toets;uitgever;generatie;schooljaar;moment;afnamedatum;vaardigheidsscore;niveau;niveauschaal;percentiel
1;woordlezen;DMT;Toetser;1;2024-2025;M5;2025-01-20;30;V-;I-V;4
1;woordlezen;DMT;Toetser;1;2024-2025;E5;2025-06-10;35;V-;I-V;5
1;woordlezen;DMT;Toetser;1;2025-2026;M6;2026-01-20;38;V-;I-V;3
"""


@pytest.fixture
def key(settings: Settings) -> str:
    """Pupil 1 of the school of five days, whose word reading is low three times in a row."""
    store = open_store(settings)
    known_school.fill(store, settings.data)
    assert taken_in(store, settings.data, "woordlezen.csv", LOW).state == "applied"
    here: int = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    about = changes.About(here, pupil_id(store, 1))
    note = changes.Note(TODAY, "observatie", "Leest graag over dieren.")
    changes.note_added(store, about, note, today=TODAY, who=IB)
    pupils = ask(store, "frame/pupils", who=IB, school_id=here, today=TODAY).to_pylist()
    store.close()
    return next(one["public_key"] for one in pupils if one["display_name"] == "Kind1 Naam1")


def visit(app: Open, key: str, **address: str) -> AppTest:
    page = app()
    page.query_params["leerling"] = key
    for name, value in address.items():
        page.query_params[name] = value
    return run(run(page).switch_page(places.PUPIL))


def words(page: AppTest) -> str:
    found = [*page.markdown, *page.text, *page.caption]
    return html(page) + "\n".join(str(one.value) for one in found)


def figure(page: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.get("plotly_chart")[0].proto.spec)
    return found


def buttons(page: AppTest, start: str) -> list[Any]:
    return [one for one in page.button if str(one.key).startswith(start)]


def store_of(page: AppTest) -> Store:
    settings: Settings = page.session_state["session_begun"][0]
    return session._store(str(settings.store), settings, open_store)


def test_the_page_opens_with_what_stands_out_and_draws_every_line(app: Open, key: str) -> None:
    page = visit(app, key)
    assert "Woordlezen blijft ver achter" in html(page)
    assert "V− sinds M5" in html(page)
    notes = " ".join(note["text"] for note in figure(page)["layout"]["annotations"])
    for name in ("Woordlezen", "Rekenen", "Tekstlezen (AVI)", "Plannen en<br>ondersteuning"):
        assert f"<b>{name}</b>" in notes
    assert "Dossier dyslexie compleet te maken" in words(page)
    assert "Protocol Dyslexie" in html(page)
    assert "Op deze school sinds" in words(page)


def test_scores_have_an_axis_a_scale(app: Open, key: str) -> None:
    page = visit(app, key)
    run(page.segmented_control(key="pupil_measure").set_value("score"))
    assert "elke leerlijn op een eigen schaal" in html(page)
    layout = figure(page)["layout"]
    assert {"yaxis", "yaxis2", "yaxis3"} <= layout.keys()


def test_a_decision_stands_with_the_signal_and_can_be_taken_back(app: Open, key: str) -> None:
    page = visit(app, key)
    before = len(buttons(page, "signal_besproken_"))
    assert before
    run(buttons(page, "signal_besproken_")[0].click())
    assert "Uw besluit over het signaal is bewaard" in words(page)
    assert "signal" in {row["kind"] for row in _timeline(page)}
    run(page.button(key="typed_undo").click())
    assert "Ongedaan gemaakt" in words(page)
    assert "signal" not in {row["kind"] for row in _timeline(page)}


def _timeline(page: AppTest) -> list[dict[str, Any]]:
    store = store_of(page)
    here = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    rows: list[dict[str, Any]] = ask(
        store,
        "pupil/timeline",
        who=IB,
        school_id=here,
        pupil_id=pupil_id(store, 1),
        restricted=True,
    ).to_pylist()
    return rows


def test_no_action_asks_why(app: Open, key: str) -> None:
    page = visit(app, key)
    run(buttons(page, "signal_geen_actie_")[0].click())
    assert "De reden" in words(page)
    assert not [row for row in _timeline(page) if row["kind"] == "signal"]
    reason = next(one for one in page.text_input if str(one.key).startswith("signal_reason_"))
    run(reason.input("Er loopt al onderzoek"))
    run(buttons(page, "signal_geen_actie_")[0].click())
    (row,) = [row for row in _timeline(page) if row["kind"] == "signal"]
    assert row["text"] == "Er loopt al onderzoek"


def test_the_evidence_names_result_day_file_and_row(app: Open, key: str) -> None:
    page = visit(app, key)
    run(page.button(key=f"signal_proof_{mark('DYS-2', 'woordlezen')}").click())
    assert "woordlezen.csv, regel 2" in html(page)
    assert "Woordlezen M5: score 30, percentiel 4, niveau V−" in html(page)


def test_hidden_names_hide_what_was_typed(app: Open, key: str) -> None:
    assert "Leest graag over dieren." in words(visit(app, key))
    hidden = words(visit(app, key, namen="verborgen"))
    assert "Leest graag over dieren." not in hidden
    assert "Kind1" not in hidden


def test_an_earlier_day_shows_its_own_signals_and_lets_nobody_decide(app: Open, key: str) -> None:
    page = visit(app, key, bekend=str(PLANS_ON))
    assert "Woordlezen" not in words(page), "the file came later"
    assert not buttons(page, "signal_besproken_")
    assert not buttons(page, "typed_new_")
    with store_of(page).read() as cursor:
        assert cursor.execute("select count(*) from signal_run").fetchone() == (0,)


def test_a_former_pupil_and_one_without_results_have_a_page(app: Open, settings: Settings) -> None:
    store = open_store(settings)
    small_school.fill(store)
    store.close()
    page = visit(app, "k-dewi")
    assert "niet meer op school" in html(page)
    assert "Nog geen resultaten van deze leerling" in html(page)
    assert not page.get("plotly_chart")
    assert "Er zijn nog geen resultaten" in html(visit(app, "k-cas"))


def test_who_may_not_see_what_is_restricted_has_no_fold_for_it(
    app: Open, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Diagnoses en capaciteit (afgeschermd)" in [
        one.label for one in visit(app, key).expander
    ]
    monkeypatch.setattr(Person, "may_read_restricted", lambda _: False)
    assert "Diagnoses en capaciteit (afgeschermd)" not in [
        one.label for one in visit(app, key).expander
    ]


def test_paper_has_the_story_and_the_passport_no_scores(app: Open, key: str) -> None:
    page = visit(app, key)
    run(page.button(key="icon_pupil_print").click())
    assert '<th scope="col">Leerlijn</th>' in html(page)
    assert "Afgedrukt op 9" in html(page)
    run(page.segmented_control(key="pupil_print_kind").set_value("passport"))
    assert "<th" not in html(page)
    assert "V−" not in html(page)
    run(page.button(key="pupil_back").click())
    assert page.get("plotly_chart")


def test_older_events_wait_until_asked_for(app: Open, key: str) -> None:
    page = visit(app, key)
    older = buttons(page, "pupil_older_button")
    assert [one.label for one in older] == ["Ouder dan 2 jaar tonen (1)"]
    assert "Toetsen M4 afgenomen" not in words(page)
    run(older[0].click())
    assert "Toetsen M4 afgenomen" in words(page)


def test_the_search_opens_the_page_of_the_pupil(app: Open, key: str) -> None:
    page = run(app())
    run(page.selectbox(key="pupil_search").set_value(key))
    assert ">Kind1 Naam1</h1>" in html(page)
    assert page.get("plotly_chart")
