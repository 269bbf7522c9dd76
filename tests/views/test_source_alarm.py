"""Sources in words: what stopped coming, and the table of all."""

from dataclasses import replace
from datetime import date

from ibdash.views import dutch
from ibdash.views import source_alarm as views
from ibdash.views.source_alarm import Source

NB = dutch.NO_BREAK
GOOD = Source(
    "Resultaten",
    "<uitslag>.csv",
    date(2026, 2, 2),
    None,
    5,
    7,
    7.0,
    ("result", "school", "test"),
    "M",
    "2025-2026",
    None,
)
LATE = replace(GOOD, age=19, alarm="rhythm")
MISSED = replace(GOOD, format="ESIS toetsen", rhythm=None, files=2, alarm="window")


def test_a_source_that_comes_says_nothing() -> None:
    assert views.stopped(GOOD) == ""
    assert views.all_stopped([GOOD]) == []
    assert views.sentence([GOOD]).endswith(f"het nieuwste bestand kwam op 2{NB}feb{NB}2026.")


def test_a_late_source_says_how_long_and_how_often_it_came() -> None:
    assert views.stopped(LATE) == (
        f"De bron Resultaten kwam 19{NB}dagen niet, gewoonlijk elke 7{NB}dagen"
    )
    assert views.stopped(replace(LATE, rhythm=1.0)).endswith("gewoonlijk elke dag")


def test_a_late_source_says_which_days_were_left_out() -> None:
    late = replace(LATE, age=61, holidays=9, summer_days=31)
    assert views.stopped(late) == (
        f"De bron Resultaten kwam 61{NB}dagen niet (9 in vakanties en 31 in juli en augustus tellen"
        f" niet mee), gewoonlijk elke 7{NB}dagen"
    )
    assert "waarvan 40 vrij" in views.table_html([late])
    assert "waarvan" not in views.table_html([replace(late, rhythm=None, alarm=None)])
    assert "waarvan" not in views.table_html([LATE])


def test_a_missed_window_says_which() -> None:
    assert views.stopped(MISSED) == (
        "Uit de bron ESIS toetsen kwamen nog geen resultaten van de M-toetsen van 2025-2026"
    )
    assert views.sentence([LATE, MISSED, GOOD]).startswith("**2 van de 3 bronnen** kwamen")


def test_the_table_shows_age_rhythm_and_what_it_brings() -> None:
    html = views.table_html([LATE, replace(MISSED, age=0)])
    assert "&lt;uitslag&gt;.csv" in html
    assert f"19{NB}dagen" in html
    assert "vandaag" in html
    assert f"nog niet te zeggen (2{NB}bestanden)" in html
    assert ">resultaten<" in html


def test_the_download_has_days_as_numbers() -> None:
    table, heads = views.table([LATE])
    (row,) = table.to_pylist()
    assert (row["age"], row["rhythm"], row["last_on"]) == (19, 7.0, date(2026, 2, 2))
    assert row["alarm"] == "De bron Resultaten kwam 19 dagen niet, gewoonlijk elke 7 dagen"
    assert list(heads) == table.column_names
