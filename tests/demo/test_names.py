import pytest

from ibdash.demo.names import PREFIXES, NameBank, split_surname


@pytest.mark.parametrize(
    ("surname", "parts"),
    [
        ("van den Berg", ("van den", "Berg")),
        ("van der Wal", ("van der", "Wal")),
        ("van Dijk", ("van", "Dijk")),
        ("de Vries", ("de", "Vries")),
        ("van 't Hof", ("van 't", "Hof")),
        ("Jansen", ("", "Jansen")),
        ("Vandenbergh", ("", "Vandenbergh")),
    ],
)
def test_a_prefix_stands_apart_from_its_surname(surname: str, parts: tuple[str, str]) -> None:
    assert split_surname(surname) == parts


def test_the_same_seed_draws_the_same_names() -> None:
    first, second = NameBank("7"), NameBank("7")
    assert [first.draw(True) for _ in range(50)] == [second.draw(True) for _ in range(50)]


def test_drawn_names_are_dutch_classroom_names() -> None:
    bank = NameBank("1")
    names = [bank.draw(number % 2 == 0, 0.2) for number in range(400)]
    assert len(set(names)) == 400
    assert all(name.prefix in ("", *PREFIXES) for name in names)
    assert all(name.family[0].isupper() and "," not in name.family for name in names)
    with_prefix = sum(bool(name.prefix) for name in names) / 400
    assert 0.2 < with_prefix < 0.5
    assert any(not name.family.isascii() or not name.call.isascii() for name in names)


def test_brothers_and_sisters_share_a_surname() -> None:
    bank = NameBank("1")
    first = bank.draw(True)
    second = bank.draw(False, sibling_share=1.0)
    assert (second.prefix, second.family) == (first.prefix, first.family)
    assert second.call != first.call
