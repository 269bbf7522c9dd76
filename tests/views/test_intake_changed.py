"""Changed results, old beside new."""

import re
from datetime import date
from typing import Any

from ibdash.intake import FieldChange
from ibdash.views.intake_changed import against_lines, changed_lines, rows_shown


def change(column: str, old: Any, new: Any, line: int = 5, pupil: str = "Eva Jansen") -> Any:
    return FieldChange(line, pupil, "spelling M6", column, old, new, "I-V")


def text(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).replace("\u00a0", " ").split())


def test_one_result_is_one_line_with_its_old_and_new_values() -> None:
    html = changed_lines([change("score", 331.0, 351.5), change("niveau", "IV", "III")])
    assert text(html) == (
        "Eva Jansen, spelling M6: score 331 → 351,5 , niveau IV → III ."
        " De oude waarde blijft bewaard."
    )
    assert "<s>331</s> → <strong>351,5</strong>" in html
    assert html.count("<p") == 1


def test_what_was_empty_and_dates_are_in_dutch() -> None:
    html = changed_lines(
        [change("datum", date(2026, 1, 20), date(2026, 1, 21)), change("DLE", None, 30.0)]
    )
    assert "datum 20 jan 2026 → 21 jan 2026" in text(html)
    assert "DLE leeg → 30" in text(html)


def test_a_change_elsewhere_in_the_row_is_said_without_values() -> None:
    html = changed_lines([change("overige gegevens", None, None)])
    assert "spelling M6: overige gegevens." in text(html)
    assert "leeg" not in html


def test_hidden_names_are_replaced_and_never_written() -> None:
    changes = [change("score", 1.0, 2.0), change("score", 1.0, 2.0, line=6, pupil="Bo Wit")]
    html = changed_lines(changes, {"Eva Jansen": "EJ"})
    assert "EJ, spelling" in html
    assert "een leerling, spelling" in html
    assert "Jansen" not in html
    assert "Bo" not in html


def test_ten_results_are_written() -> None:
    changes = [change("score", 1.0, 2.0, line=line) for line in range(1, 13)]
    assert rows_shown(changes) == 10
    html = changed_lines(changes)
    assert html.count("<p") == 11, "ten results and one sentence for all of them"
    assert html.count("De oude waarde blijft bewaard.") == 1


def test_a_name_is_text_and_not_html() -> None:
    html = changed_lines([change("score", 1.0, 2.0, pupil="<b>Eva")])
    assert "&lt;b&gt;Eva" in html


def test_with_names_hidden_a_changed_name_is_not_sent() -> None:
    html = changed_lines(
        [FieldChange(3, "Bo Aker", "leerling", "naam", "Bo Aker", "Bob Aker", None)],
        {"Bo Aker": "BA"},
    )
    assert "Aker" not in html
    assert "BA, leerling: naam." in text(html)


def test_what_another_source_says_counts_and_what_this_file_says_stands_beside_it() -> None:
    html = against_lines([change("score", 190.5, 180.0), change("niveau", "II", "III")])
    assert text(html) == (
        "Eva Jansen, spelling M6: score 190,5 telt mee, dit bestand zegt 180,"
        " niveau II telt mee, dit bestand zegt III ."
    )
    assert text(against_lines([change("overige gegevens", None, None)])) == (
        "Eva Jansen, spelling M6: een andere uitslag."
    )


def test_each_kind_has_its_lines_whatever_came_before_it() -> None:
    changes = [change("score", 1.0, 2.0, line=line) for line in range(1, 13)]
    changes.append(
        FieldChange(2, "Bo Wit", "plan rekenen", "status", "concept", "lopend", None, "plan")
    )
    html = changed_lines(changes)
    assert rows_shown(changes) == 6
    assert "Bo Wit, plan rekenen: status concept → lopend" in text(html)


def test_a_long_text_is_cut_to_where_it_differs() -> None:
    start = "Oefent elke dag tien minuten met de leerkracht. " * 3
    html = changed_lines([change("doel", f"{start}Tot mei.", f"{start}Tot juni.")])
    assert "doel … de leerkracht. Tot mei. → … de leerkracht. Tot juni." in text(html)


def test_a_long_text_that_is_new_is_cut_too() -> None:
    html = changed_lines([change("doel", None, "abcdefghi " * 20)])
    assert f"doel leeg → {'abcdefghi ' * 9}…" in text(html)


def test_with_names_hidden_a_text_that_may_name_somebody_is_not_sent() -> None:
    told = FieldChange(
        2, "Bo Wit", "plan rekenen", "doel", "Bo leest", "Bo telt", None, "plan", True
    )
    html = changed_lines([told], {"Bo Wit": "BW"})
    assert text(html).startswith("BW, plan rekenen: doel.")
    assert "Bo" not in html


def test_what_is_of_nobody_begins_with_what_it_is() -> None:
    told = FieldChange(
        2, "", "schoolkalender 20-10-2025", "tot", date(2025, 10, 24), date(2025, 10, 31), None
    )
    assert text(changed_lines([told], {})).startswith("Schoolkalender 20-10-2025: tot 24 okt 2025")
