"""The search list: the browser sends a label back, so every label is another."""

from datetime import date

from ibdash.ui.frame import search_labels


def _pupil(key: str, born: date | None, group: str | None = "6a") -> dict[str, object]:
    return {
        "public_key": key,
        "display_name": "Jan Jansen",
        "birth_date": born,
        "group_name": group,
        "is_former": group == "-",
    }


def test_equal_names_get_a_birth_date_and_then_a_number() -> None:
    labels = search_labels(
        [
            _pupil("a", date(2015, 3, 12)),
            _pupil("b", date(2015, 3, 12)),
            _pupil("c", None),
            _pupil("d", date(2015, 3, 12), "7"),
            _pupil("e", None, None),
            _pupil("f", None, "-"),
        ]
    )
    born = "12\u00a0mrt\u00a02015"
    assert labels == {
        "a": f"Jan Jansen, 6a, {born} (1)",
        "b": f"Jan Jansen, 6a, {born} (2)",
        "c": "Jan Jansen, 6a",
        "d": "Jan Jansen, 7",
        "e": "Jan Jansen, zonder groep",
        "f": "Jan Jansen, oud-leerling",
    }
    assert len(set(labels.values())) == len(labels)
