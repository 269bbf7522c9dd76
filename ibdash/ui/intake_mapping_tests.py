"""What is asked once per test, and which words mean that a test was not taken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from zlib import crc32

import streamlit as st

from ibdash.domain import school_year
from ibdash.ui import intake_report, page_head
from ibdash.views import intake_mapping

_SCALES = ("I-V", "A-E")
_OUTCOME = "uitkomst"


@dataclass(frozen=True)
class Asked:
    """What is asked of each test: publishers to choose from, none where a column names them."""

    publishers: tuple[str, ...]
    needs_scale: bool


def choose_publisher(
    place: Any, publishers: Sequence[str], known: str, key: str, shown: str
) -> str:
    """Who made a test; "" for who is not known.  Tests with one name and two makers are two."""
    names = list(dict.fromkeys([*publishers, *([known] if known else [])]))
    picked = place.selectbox(
        "Uitgever",
        names,
        index=names.index(known) if known else None,
        placeholder="Onbekend",
        accept_new_options=True,
        key=f"{key}_publisher",
        label_visibility=shown,
    )
    return str(picked or "").strip()


def choose(
    kit: Any, table: Any, answers: Any, key: str, seen_before: dict[Any, Any], today: date
) -> Any:
    """The answers with the school year, the tests and the words added, as they were chosen."""
    answers = _school_year(answers, table.guess.school_year, key, today)
    if not answers.has_results:
        return answers
    columns = {
        **answers.columns,
        **{one.header: one.field for one in answers.wide if one.field},
    }
    columns = {h: f for h, f in columns.items() if f in kit.FIELDS}
    known = (key, tuple(sorted(columns.items())))
    if known not in seen_before:
        seen_before[known] = kit.seen(table, columns)
    seen = seen_before[known]
    if answers.is_long:
        answers = _tests(kit, table, answers, seen, key)
    return _words(kit, answers, seen, key)


def _school_year(answers: Any, before: str, key: str, today: date) -> Any:
    """Asked where no column says it; of the school year now, the two before and the next.

    before: what was said of a table of this shape, which holds only as long as its year.
    """
    fields = answers.fields
    has_year = "school_year" in fields or (answers.kind == "results" and "taken_on" in fields)
    if has_year or (answers.wide and all(one.school_year for one in answers.wide)):
        return answers
    now = school_year.of(today)
    last = school_year.previous(now)
    years = [now, last, school_year.previous(last), school_year.following(now)]
    year = st.selectbox(
        "Geen kolom noemt het schooljaar. Van welk schooljaar is dit bestand?",
        years,
        index=0 if before == now else None,
        placeholder="Kies een schooljaar",
        key=f"{key}_school_year",
        width=420,
    )
    return replace(answers, school_year=year or "")


def _tests(kit: Any, table: Any, answers: Any, seen: Any, key: str) -> Any:
    page_head.section("3. Welke toetsen zijn het?")
    tests = list(seen.tests)
    if not kit.test_field(answers):
        name = st.text_input(
            "Geen kolom noemt de toets. Welke toets is het?",
            table.guess.test,
            placeholder="Zoals Rekenen-Wiskunde 3.0",
            key=f"{key}_test",
            width=420,
        ).strip()
        answers = replace(answers, test=name)
        tests = [kit.guess_test(name)] if name else []
    elif not tests:
        intake_report.line("In de gekozen kolom staan geen toetsen.", intake_report.GREY)
    needs_scale = bool({"level", "corrected_level"} & answers.fields) and (
        "level_scale" not in answers.fields
    )
    asked = Asked(
        () if "publisher" in answers.fields else tuple(table.publishers), needs_scale=needs_scale
    )
    chosen = [
        _test(kit, test, asked, f"{key}_test_{number}", is_first=number == 0)
        for number, test in enumerate(tests)
    ]
    return replace(answers, tests=tuple(chosen))


def _test(kit: Any, test: Any, asked: Asked, key: str, is_first: bool) -> Any:
    """One row: the test as the file names it, and what it is."""
    shown: Literal["visible", "collapsed"] = "visible" if is_first else "collapsed"
    # A guess that is another one now, because of another column, is shown; else its old answer is.
    key = f"{key}_{crc32(repr(test).encode())}"
    with st.container(key=f"row_{key}"):
        named, line, name, publisher, part, scale, generation, norm = st.columns(
            (5, 4, 4, 3, 3, 3, 2, 2), gap="small", vertical_alignment="bottom"
        )
        named.html(intake_mapping.row_head(test.name))
        lines = list(dict.fromkeys([*kit.LINES, *filter(None, [test.learning_line])]))
        picked = line.selectbox(
            "Leerlijn",
            lines,
            index=lines.index(test.learning_line) if test.learning_line else None,
            placeholder="Kies",
            accept_new_options=True,
            key=f"{key}_line",
            label_visibility=shown,
        )
        called = name.text_input(
            "Hoofdtoets", test.test or test.name, key=f"{key}_name", label_visibility=shown
        )
        by = test.publisher
        if asked.publishers:
            by = choose_publisher(publisher, asked.publishers, by, key, shown)
        of_part = part.text_input(
            "Onderdeel",
            test.part,
            placeholder="hele toets",
            key=f"{key}_part",
            label_visibility=shown,
        )
        level_scale = scale.selectbox(
            "Niveauschaal",
            _SCALES,
            index=_SCALES.index(test.level_scale) if test.level_scale in _SCALES else None,
            placeholder="Kies" if asked.needs_scale else "Geen",
            key=f"{key}_scale",
            label_visibility=shown,
        )
        of_generation = generation.text_input(
            "Generatie",
            test.generation,
            placeholder="3.0",
            key=f"{key}_generation",
            label_visibility=shown,
        )
        version = norm.text_input(
            "Norm", test.norm_version, placeholder="2022", key=f"{key}_norm", label_visibility=shown
        )
    return replace(
        test,
        test=called.strip() or test.name,
        learning_line=(picked or "").strip(),
        publisher=by,
        part=of_part.strip(),
        level_scale=level_scale or "",
        generation=of_generation.strip(),
        norm_version=version.strip(),
    )


def _words(kit: Any, answers: Any, seen: Any, key: str) -> Any:
    """Which words say that there is no outcome, and why; nothing where there are none."""
    if not seen.words:
        return answers
    page_head.section("Woorden in plaats van een uitkomst")
    reasons = [*kit.REASONS, _OUTCOME]
    words = {}
    boxes = st.columns(4, gap="small")
    for number, (word, reason) in enumerate(seen.words.items()):
        picked = boxes[number % 4].selectbox(
            f"\u201c{word}\u201d betekent",
            reasons,
            index=None if reason == kit.ASKED else reasons.index(reason),
            placeholder="Kies",
            format_func=lambda name: {
                **{code: f"niet gemaakt: {said}" for code, said in kit.REASONS.items()},
                _OUTCOME: "gewoon een uitkomst",
            }[name],
            key=f"{key}_word_{number}_{crc32(word.encode())}",
        )
        if picked is None:
            words[word] = kit.ASKED
        elif picked != _OUTCOME:
            words[word] = picked
    return replace(answers, not_taken=words)
