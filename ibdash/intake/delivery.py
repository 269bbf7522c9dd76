"""How many rows of a file carried a value in which column: counted once, right after staging."""

from ibdash.intake.staging import PUPIL_WORDS, TEST_WORDS
from ibdash.sources.kinds import KINDS
from ibdash.store import Change

# (kind, column): rows of that kind, and how many of them have a value there.
Delivered = dict[tuple[str, str], tuple[int, int]]

# What a page asks of a result, whichever of several columns says it.
_OF_RESULT = {
    "any_level": "coalesce(s.level, s.level_2, s.corrected_level, s.corrected_level_2)",
    "any_score": "coalesce(s.ability_score, s.raw_score)",
}
# The words that rows share are kept once each, apart from the rows (staging.py).
_REFS = {"pupil_ref": PUPIL_WORDS, "test_ref": TEST_WORDS}


def count(change: Change, so_far: Delivered) -> None:
    """Adds what the staged rows of one reading carry; a file may be read as several.

    One pass over each `staged_<kind>` with rows, all of its columns at once.
    """
    for kind in KINDS:
        for column, (rows, filled) in _of_kind(change, kind).items():
            rows_before, filled_before = so_far.get((kind, column), (0, 0))
            so_far[kind, column] = (rows_before + rows, filled_before + filled)


def _of_kind(change: Change, kind: str) -> dict[str, tuple[int, int]]:
    described = change.cursor.execute(f"select * from staged_{kind} limit 0").description or ()
    columns = {str(name) for name, *_ in described} - {"line"}
    refs = {ref: words for ref, words in _REFS.items() if ref in columns}
    asked = {name: f"s.{name}" for name in sorted(columns - set(refs))}
    asked |= {word: f"{ref}.{word}" for ref, words in refs.items() for word in words}
    asked |= _OF_RESULT if kind == "result" else {}
    joined = "".join(f" left join {ref} on {ref}.ref = s.{ref}" for ref in refs)
    counted = ", ".join(f"count({words})" for words in asked.values())
    row = change.cursor.execute(
        f"select count(*), {counted} from staged_{kind} as s{joined}"
    ).fetchone()
    assert row is not None, "an aggregate always gives a row"
    rows, *filled = (int(number) for number in row)
    return {name: (rows, found) for name, found in zip(asked, filled, strict=True) if rows}


def write(change: Change, intake_id: int, delivered: Delivered) -> None:
    """Keeps the counts with the intake."""
    if delivered:
        change.cursor.executemany(
            "insert into intake_delivery values (?, ?, ?, ?, ?)",
            [
                [intake_id, kind, column, rows, filled]
                for (kind, column), (rows, filled) in delivered.items()
            ],
        )
