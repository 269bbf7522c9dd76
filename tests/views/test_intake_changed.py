"""Changed results, old beside new."""

import re
from datetime import date
from typing import Any

from ibdash.intake import FieldChange
from ibdash.views.intake_changed import against_lines, changed_lines, results_in


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


def test_ten_results_are_written_and_all_are_counted() -> None:
    changes = [change("score", 1.0, 2.0, line=line) for line in range(1, 13)]
    assert results_in(changes) == 12
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
