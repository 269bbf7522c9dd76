from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain.names import display_name, initials, match_key, sort_key

PARTS = st.one_of(st.none(), st.text(max_size=8))


def test_display_name() -> None:
    assert display_name("Noor", "van den", "Aakster") == "Noor van den Aakster"
    assert display_name(" Bo ", None, " Test-Vier ") == "Bo Test-Vier"
    assert display_name("Chloé", "d'", "Hondt") == "Chloé d'Hondt"
    assert display_name("Sam", "van 't", "Hof") == "Sam van 't Hof"
    assert display_name("Noor", "", "") == "Noor"
    assert display_name(None, "de", "Wit") == "de Wit"


def test_sorts_by_surname_without_prefix() -> None:
    pupils = [
        ("van der", "Zee", "Amir"),
        (None, "Bakker", "Zoë"),
        ("v. d.", "Aa", "Tim"),
        (None, "Bakker", "Éva"),
        ("de", "Bakker", "Anna"),
        ("van", "Örs", "Kim"),
        (None, "Oever", "Kim"),
        (None, "ostade", "Kim"),
        (None, None, "Cas"),
        ("'t", "Hart", "Jan"),
    ]
    assert [family or call for _, family, call in sorted(pupils, key=lambda p: sort_key(*p))] == [
        "Aa",
        "Bakker",
        "Bakker",
        "Bakker",
        "Cas",
        "Hart",
        "Oever",
        "Örs",
        "ostade",
        "Zee",
    ]


def test_siblings_by_calling_name_and_prefix_after_surname() -> None:
    keys = [
        sort_key(None, "Bakker", "Éva"),
        sort_key(None, "Bakker", "Zoë"),
        sort_key("de", "Bakker", "Anna"),
        sort_key(None, "Bakkeren", "Anna"),
    ]
    assert keys == sorted(keys)


def test_sort_key_ignores_case_spaces_apostrophes_and_signs() -> None:
    assert sort_key("van der", "Test-Één", "Zoë") == sort_key("Vander", "testeen", "ZOE")
    assert sort_key("d\u2019", "Hondt", "Jo") == sort_key("d'", "Hondt", "Jo")
    assert sort_key(None, "Łukasz", "Søren") == "lukasz  soren"


def test_initials_leave_the_prefix_out() -> None:
    assert initials([("Noor", "Aakster"), ("Zoë", "Test-Één"), ("Sam", "'t Hart")]) == [
        "NA",
        "ZT",
        "ST",
    ]


def test_equal_initials_get_letters_of_the_first_name_both() -> None:
    assert initials([("Li", "Visser"), ("Anna", "Bos"), ("Lieke", "Vos")]) == ["LiV", "AB", "LieV"]
    assert initials([("Lisa", "Vos"), ("Lotte", "Vos"), ("Lieke", "Vos")]) == [
        "LisV",
        "LoV",
        "LieV",
    ]


def test_equal_first_names_get_letters_of_the_surname_then_a_number() -> None:
    assert initials([("Anna", "Bakker"), ("Anna", "Bos")]) == ["ABa", "ABo"]
    assert initials([("Anna", "Bos"), ("Arie", "Bol"), ("Anna", "Bakker")]) == [
        "AnBo",
        "ArB",
        "AnBa",
    ]
    assert initials([("Anna", "Bos"), ("Anna", "Bos")]) == ["AB1", "AB2"]


def test_initials_of_incomplete_names_and_of_ij() -> None:
    assert initials([("Noor", None), (None, "Aakster"), ("IJsbrand", "Dijk")]) == [
        "N",
        "A",
        "IJD",
    ]


def test_match_key_joins_spellings_but_no_abbreviations() -> None:
    assert match_key("Zoë", "van den", "Test-Één") == match_key("ZOE", None, "Van den Test Een")
    assert match_key("Jo", "v. d.", "Aa") == match_key("Jo", "v.d.", "Aa")
    assert match_key("Jo", "v.d.", "Aa") != match_key("Jo", "van der", "Aa")
    assert match_key("Jo", None, "Bos") != match_key("Job", None, "os")


@given(PARTS, PARTS, PARTS)
def test_keys_do_not_depend_on_case(prefix: str | None, family: str | None, call: str) -> None:
    upper = [part and part.casefold() for part in (prefix, family, call)]
    assert sort_key(prefix, family, call) == sort_key(*upper)
    assert match_key(call, prefix, family) == match_key(upper[2], upper[0], upper[1])


@given(st.lists(st.tuples(PARTS, PARTS), max_size=8))
def test_initials_are_all_different_where_there_are_letters(
    names: list[tuple[str | None, str | None]],
) -> None:
    made = initials(names)
    assert len(made) == len(names)
    assert len(set(made)) == len(made)
