"""Dutch numbers, counts and dates, and the level badge, against texts a person can check."""

from datetime import date, datetime

import pytest

from ibdash.views import dutch, level_badge

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1142, 0, "1.142"),
        (14210, 0, "14.210"),
        (162.5, 1, "162,5"),
        (162.5, 0, "163"),
        (0.145, 2, "0,15"),
        (-11, 0, "\u221211"),
        (-0.4, 0, "0"),
        (1234567.891, 2, "1.234.567,89"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert dutch.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(6, "+6"), (-4, "\u22124"), (0, "0"), (0.4, "0"), (-0.4, "0"), (0.5, "+1")]
)
def test_a_step_has_a_sign(value: float, text: str) -> None:
    assert dutch.signed(value) == text


def test_ranges_are_in_words() -> None:
    assert dutch.between_steps(9.2, 14.8) == "tussen +9 en +15"
    assert dutch.between(-2, 3.5, 1) == "tussen \u22122,0 en 3,5"
    assert dutch.plus_minus(7) == "±7"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(14, 27, "14 van de 27"), (26, 49, "26 van de 49"), (26, 50, "52%"), (1200, 2400, "50%")],
)
def test_below_fifty_pupils_a_share_is_a_count(part: int, whole: int, text: str) -> None:
    assert dutch.share_of(part, whole) == text


def test_counts_stay_with_their_word() -> None:
    assert dutch.plural(1, "leerling", "leerlingen") == f"1{NB}leerling"
    assert dutch.plural(0, "dag", "dagen") == f"0{NB}dagen"
    assert dutch.plural(1179, "regel", "regels") == f"1.179{NB}regels"
    assert dutch.n(27) == f"n{NB}={NB}27"


@pytest.mark.parametrize(
    ("name", "text"),
    [("6a", f"groep{NB}6a"), ("1/2 b", f"groep{NB}1/2 b"), ("Unit Geel", f"Unit{NB}Geel")],
)
def test_group(name: str, text: str) -> None:
    assert dutch.group(name) == text


def test_dates() -> None:
    friday = date(2026, 2, 13)
    assert dutch.day(date(2026, 1, 20)) == f"20{NB}jan{NB}2026"
    assert dutch.day_of_week(friday) == f"vr{NB}13{NB}feb"
    assert dutch.day_in_full(date(2026, 2, 9)) == f"maandag 9{NB}februari 2026"
    assert dutch.day_in_words(date(2026, 3, 3)) == f"3{NB}maart{NB}2026"
    assert dutch.month(date(2025, 3, 1)) == f"mrt{NB}2025"
    assert dutch.month_in_full(date(2025, 8, 1)) == f"augustus{NB}2025"
    assert dutch.time(datetime(2026, 2, 9, 8, 5)) == "08:05"
    assert dutch.school_year_short("2025-2026") == "2025-26"


def test_listing() -> None:
    assert dutch.listing([]) == ""
    assert dutch.listing(["lezen"]) == "lezen"
    assert dutch.listing(["lezen", "rekenen", "spelling"]) == "lezen, rekenen en spelling"


def test_a_level_is_written_with_a_real_minus() -> None:
    assert dutch.level("V-") == "V\u2212"
    assert dutch.level("I+") == "I+"


def test_a_badge_holds_colour_and_text_and_follows_the_theme() -> None:
    html = level_badge.badge("V-", "I-V")
    assert ">V\u2212</span>" in html
    assert "light-dark(#79341F,#F7CE92)" in html
    assert "min-width:34px" in html


def test_a_badge_on_paper_has_one_colour() -> None:
    html = level_badge.badge("III", "I-V", dark=False)
    assert "background:#FAF5EE;color:#17212B;border:1px solid #D3CBBE" in html
    assert "light-dark" not in html


def test_no_level_a_strange_scale_and_a_missing_result_each_have_their_own_form() -> None:
    assert ">\u2013</span>" in level_badge.badge(None, None)
    assert "dashed" in level_badge.badge(None, None)
    assert "background" not in level_badge.badge("2F", "referentieniveau")
    assert level_badge.badge("<b>", "x").count("<") == 2
    assert level_badge.missing(dark=False) == '<span style="color:#566067">mist</span>'
