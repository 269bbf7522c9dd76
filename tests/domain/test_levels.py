import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain import levels
from ibdash.domain.levels import A_E, I_V, SCALES
from ibdash.errors import ValueNotUnderstood


@pytest.mark.parametrize(
    ("text", "scale", "expected"),
    [
        ("V-", I_V, "V-"),
        ("v -", I_V, "V-"),
        ("V−", I_V, "V-"),
        ("V–", I_V, "V-"),
        (" i+ ", I_V, "I+"),
        ("iv", I_V, "IV"),
        ("Ⅳ", I_V, "IV"),
        ("1", I_V, "I"),
        ("5", I_V, "V"),
        ("5-", I_V, "V-"),
        ("1+", I_V, "I+"),
        ("b", A_E, "B"),
    ],
)
def test_reads_levels_as_people_write_them(text: str, scale: str, expected: str) -> None:
    assert levels.parse_level(text, scale) == expected


@pytest.mark.parametrize(
    ("text", "scale"),
    [("", I_V), ("VI", I_V), ("6", I_V), ("II+", I_V), ("B", I_V), ("III", A_E), ("1", A_E)],
)
def test_refuses_a_level_of_another_scale(text: str, scale: str) -> None:
    with pytest.raises(ValueNotUnderstood):
        levels.parse_level(text, scale)


def test_a_scale_of_a_profile_is_handed_in() -> None:
    own = levels.scale_of("Colorado", "Unsatisfactory", "Partially Proficient", "Proficient")
    scales = {**SCALES, own.name: own}
    assert levels.parse_level("partially proficient", "Colorado", scales) == "Partially Proficient"
    assert levels.rank("Proficient", "Colorado", scales) == 3
    assert levels.low_levels("Colorado") == ()
    with pytest.raises(ValueNotUnderstood):
        levels.rank("Proficient", "Colorado")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AE", (A_E, False)),
        ("A-E", (A_E, False)),
        ("A t/m E", (A_E, False)),
        ("CAE", (A_E, True)),
        ("IV", (I_V, False)),
        ("IV5", (I_V, False)),
        ("IV7", (I_V, False)),
        ("i-v", (I_V, False)),
        ("I t/m V", (I_V, False)),
        ("CIV", (I_V, True)),
    ],
)
def test_reads_the_spellings_of_scales(text: str, expected: tuple[str, bool]) -> None:
    assert levels.parse_scale(text) == expected


def test_refuses_an_unknown_scale() -> None:
    with pytest.raises(ValueNotUnderstood):
        levels.parse_scale("Proficiency")


def test_ranks_from_low_to_high() -> None:
    assert [levels.rank(code, I_V) for code in ("V-", "V", "IV", "III", "II", "I", "I+")] == [
        *range(1, 8)
    ]
    assert [levels.rank(code, A_E) for code in "EDCBA"] == [*range(1, 6)]


def test_the_minus_on_a_screen() -> None:
    assert levels.shown("V-") == "V\u2212"
    assert levels.shown("I+") == "I+"
    assert levels.shown("C") == "C"


def test_low_levels() -> None:
    assert set(levels.low_levels(I_V)) == {"IV", "V", "V-"}
    assert set(levels.low_levels(A_E)) == {"D", "E"}


@pytest.mark.parametrize(
    ("level", "scale", "percentile", "has_v_minus", "expected"),
    [
        ("V-", I_V, None, True, True),
        ("E", A_E, None, False, True),
        ("V", I_V, None, True, False),
        ("V", I_V, None, False, None),
        ("V", I_V, 8, False, True),
        ("V", I_V, 10, False, True),
        ("V", I_V, 11, False, False),
        ("IV", I_V, None, False, False),
        ("D", A_E, None, False, False),
        ("D", A_E, 9, False, True),
        (None, I_V, None, True, None),
        (None, I_V, 55, True, False),
        ("Unsatisfactory", "Colorado", None, False, None),
        ("E", I_V, None, False, False),
    ],
)
def test_the_lowest_tenth(
    level: str | None, scale: str, percentile: float | None, has_v_minus: bool, expected: bool
) -> None:
    assert levels.is_lowest_tenth(level, scale, percentile, has_v_minus) is expected


@pytest.mark.parametrize(
    ("percentile", "letter", "five", "seven"),
    [
        (0, "E", "V", "V-"),
        (8, "E", "V", "V-"),
        (10, "E", "V", "V-"),
        (10.5, "D", "V", "V"),
        (20, "D", "V", "V"),
        (23, "D", "IV", "IV"),
        (40, "C", "IV", "IV"),
        (50, "C", "III", "III"),
        (60, "B", "III", "III"),
        (75, "B", "II", "II"),
        (78, "A", "II", "II"),
        (90, "A", "I", "I"),
        (91, "A", "I", "I+"),
        (100, "A", "I", "I+"),
    ],
)
def test_the_cross_table(percentile: float, letter: str, five: str, seven: str) -> None:
    band = levels.crosses(percentile)
    assert (band.letter, band.five, band.seven) == (letter, five, seven)


@pytest.mark.parametrize("percentile", [-1, 101, float("nan")])
def test_no_percentile_outside_0_to_100(percentile: float) -> None:
    with pytest.raises(ValueNotUnderstood):
        levels.crosses(percentile)


def test_contradictions_of_level_and_percentile() -> None:
    assert not levels.contradicts("V", I_V, 8)
    assert not levels.contradicts("V-", I_V, 8)
    assert levels.contradicts("V-", I_V, 15)
    assert levels.contradicts("IV", I_V, 8)
    assert levels.contradicts("C", A_E, 23)
    assert not levels.contradicts("D", A_E, 23)
    assert not levels.contradicts("Proficient", "Colorado", 3)


@given(st.sampled_from(sorted(SCALES)), st.data())
def test_parse_is_idempotent_and_undoes_what_is_shown(scale: str, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from([level.code for level in SCALES[scale].levels]))
    assert levels.parse_level(code, scale) == code
    assert levels.parse_level(levels.shown(code), scale) == code


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_higher_percentile_never_has_a_lower_level(one: int, other: int) -> None:
    low, high = (levels.crosses(p) for p in sorted((one, other)))
    assert levels.rank(low.letter, A_E) <= levels.rank(high.letter, A_E)
    assert levels.rank(low.five, I_V) <= levels.rank(high.five, I_V)
    assert levels.rank(low.seven, I_V) <= levels.rank(high.seven, I_V)
