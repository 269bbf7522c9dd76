"""line/expected_range gives what domain.expected_range and domain.alike give (methods 3 and 7)."""

import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ibdash.domain import alike, expected_range
from ibdash.domain.expected_range import ExpectedRange, Step
from ibdash.domain.state import State
from ibdash.questions import ask
from ibdash.store import Store, open_store
from tests.domain import method_examples
from tests.line_school import YEAR, asked, fill, result, results_table
from tests.people import IB, settings_in, taken_in
from tests.shared_files import shared_file

GOLDEN = Path(__file__).parents[1] / "golden" / "methods" / "examples.csv"
NUMBERS = ("expected", "low", "high", "signal_below")
PUPIL = 9000
# Pair of the examples: the moments of x2, x1 and y.
MOMENTS = {"1": ("M5", "E5", "M6"), "2": ("M6", "E6", "M7")}
Career = list[tuple[str, str, float]]


def ask_range(
    store: Store,
    key: int,
    moments: Sequence[str],
    half_years: Sequence[int],
    before: date = date(2026, 1, 15),
) -> dict[str, Any] | None:
    """The row about one pupil, or None."""
    found = asked(store, "pupil", pupil=key)
    rows = ask(
        store,
        "line/expected_range",
        who=IB,
        school_id=found.school_id,
        test_id=found.test_id(test_name="RW"),
        pupil_ids=found.pupil_ids,
        moments=list(moments),
        half_years=list(half_years),
        before=before,
    ).to_pylist()
    return rows[0] if rows else None


def career_of(pair: str, school_year: str, x2: float | None, x1: float, y: float | None) -> Career:
    """One pupil's results that make exactly this step, with x2 where it is used."""
    start = int(school_year[:4])
    before = f"{start - 1}-{start}"
    second, first, last = MOMENTS[pair]
    found = [(second, before, x2), (first, before, x1), (last, school_year, y)]
    return [(moment, year, score) for moment, year, score in found if score is not None]


def take_in(store: Store, folder: Path, careers: dict[int, Career]) -> None:
    placed = [(key, YEAR, "6a", "6") for key in careers]
    rows = [
        result(key, moment, year, score)
        for key, career in careers.items()
        for moment, year, score in career
    ]
    fill(store, folder, placed, rows)


def reference(name: str, school_years: int) -> list[Step]:
    if name.startswith("30 pupils"):
        return method_examples.thirty_steps(school_years)
    if name.startswith("60 pupils"):
        return method_examples.sixty_steps(school_years)
    if name.startswith("same 60 pupils"):
        return method_examples.sixty_steps(school_years, two_pairs=True)
    if "pupils at each of" in name:
        return method_examples.steps_beside_a_line(int(name.split()[0]), school_years)
    return method_examples.thirty_steps(school_years)[:20]


def check_examples(path: Path, folder: Path) -> int:
    """Asks every range of a methods table, each of a store of its own; how many there were."""
    examples = [
        one for one in method_examples.read_examples(path) if one.method == "expected_range"
    ]
    for number, example in enumerate(examples):
        pupil = dict(example.arguments["pupil"])
        pair, x2 = str(pupil.get("pair", 1)), pupil.get("x2")
        steps = reference(example.arguments["reference"], example.arguments["school_years"])
        careers = {
            place: career_of(
                step.pair, step.school_year, step.x2 if x2 is not None else None, step.x1, step.y
            )
            for place, step in enumerate(steps)
        }
        careers[PUPIL] = career_of(pair, YEAR, x2, pupil["x1"], None)
        own = store_of(folder / str(number), careers)
        found = ask_range(own, PUPIL, [MOMENTS[pair][2]], [2 * 2025])
        own.close()
        if "state" in example.expected:
            assert found is None, example.arguments
            continue
        assert found is not None, example.arguments
        for name, wanted in example.expected.items():
            assert found[name] == pytest.approx(wanted, abs=example.tolerance), example.arguments
    return len(examples)


def store_of(folder: Path, careers: dict[int, Career]) -> Store:
    """A store of its own: the reference of an example is all there is."""
    folder.mkdir()
    own = open_store(settings_in(folder))
    take_in(own, folder, careers)
    return own


@pytest.mark.shared
def test_the_ranges_of_the_methods_table(tmp_path: Path) -> None:
    assert check_examples(shared_file("domain", "methods_examples.csv"), tmp_path) == 10


def test_ranges_of_our_own(tmp_path: Path) -> None:
    assert check_examples(GOLDEN, tmp_path) >= 1


HALF_YEARS = [
    (f"{part}{group}", year, 2 * int(year[:4]) + (part == "E"))
    for group, year in ((4, "2022-2023"), (5, "2023-2024"), (6, "2024-2025"), (7, YEAR))
    for part in "ME"
]


def random_careers(seed: int, pupils: int) -> dict[int, Career]:
    """Pupils with a level, growth and noise of their own; moments missed, some repeat groep 5."""
    luck = random.Random(seed)  # noqa: S311 - for a test, not for a secret
    careers: dict[int, Career] = {}
    for key in range(pupils):
        level, first = luck.gauss(100, 15), luck.choice([0, 0, 0, 2, 4])
        repeats = luck.random() < 0.1
        career: Career = []
        for place in range(first, 7):
            moment, year, _ = HALF_YEARS[place]
            if repeats and place >= 4:
                moment = f"{moment[0]}{int(moment[1]) - 1}"
            if luck.random() > 0.15:
                score = round(level + 8 * place + luck.gauss(0, 4 + 0.05 * level), 1)
                career.append((moment, year, score))
        if career:
            careers[key] = career
    return careers


def steps_of(careers: Iterable[Career]) -> list[Step]:
    """The steps of these careers, as methods.md 3 says, one pupil after the other."""
    when = {
        (year, part): 2 * int(year[:4]) + (part == "E")
        for _, year, _ in HALF_YEARS
        for part in "ME"
    }
    found = []
    for career in careers:
        times = [when[year, moment[0]] for moment, year, _ in career]
        for place in range(1, len(career)):
            scores = [score for _, _, score in career]
            x2 = (
                scores[place - 2]
                if place > 1 and times[place - 2] == times[place - 1] - 1
                else None
            )
            x3 = (
                scores[place - 3]
                if place > 2 and times[place - 3] == times[place - 1] - 2
                else None
            )
            pair = f"{career[place - 1][0]}>{career[place][0]}"
            found.append(Step(pair, career[place][1], scores[place], scores[place - 1], x2, x3))
    return found


@pytest.mark.parametrize(("seed", "pupils"), [(1, 25), (2, 60), (3, 140)])
def test_equal_to_the_domain_on_random_careers(
    seed: int, pupils: int, store: Store, tmp_path: Path
) -> None:
    careers = random_careers(seed, pupils)
    take_in(store, tmp_path, careers)
    last = 2 * 2025
    # Only what was before January 2026 counts, for the reference and for the pupil.
    known = {key: [one for one in career if one[1] != YEAR] for key, career in careers.items()}
    steps = steps_of(known.values())
    fits = expected_range.fit(steps)
    compared = 0
    for key, career in known.items():
        if not career or career[-1][1] != "2024-2025" or career[-1][0][0] != "E":
            continue
        group = int(career[-1][0][1]) + 1
        pair = f"{career[-1][0]}>M{group}"
        scores = [score for _, _, score in reversed(career)]
        places = [2 * int(year[:4]) + (moment[0] == "E") for moment, year, _ in reversed(career)]
        x2 = scores[1] if len(scores) > 1 and places[1] == last - 2 else None
        x3 = scores[2] if len(scores) > 2 and places[2] == last - 3 else None
        wanted = expected_range.expected_range(fits, pair, scores[0], x2, x3)
        found = ask_range(store, key, [f"M{group}"], [last])
        if wanted is State.TOO_LITTLE:
            assert found is None
            continue
        assert isinstance(wanted, ExpectedRange)
        assert found is not None
        assert (found["n"], found["k"], found["pair"]) == (wanted.n, wanted.k, pair)
        for name in NUMBERS:
            assert found[name] == pytest.approx(getattr(wanted, name), abs=1e-9)
        others = steps_of(one for other, one in known.items() if other != key)
        check_alike(found, alike.ten_alike(others, pair, scores[0], x2, x3, wanted.k), steps, pair)
        compared += 1
        if compared == 12:
            break
    assert compared or pupils < 50


def check_alike(found: dict[str, Any], wanted: object, steps: list[Step], pair: str) -> None:
    """The same ten, where the pupil's own step does not move the spread of the starts."""
    if found["alike_to"] is None or not isinstance(wanted, alike.Alike):
        return
    starts = sorted(step.x1 for step in wanted.steps)
    assert sorted(found["alike_from"]) == pytest.approx(starts)
    assert found["alike_to"] == sorted(found["alike_to"])


def test_results_of_the_moment_itself_do_not_count(store: Store, tmp_path: Path) -> None:
    careers = {
        key: career_of(
            "1", f"{2022 + key % 2}-{2023 + key % 2}", None, 60 + key, 70 + key + key % 5
        )
        for key in range(40)
    }
    careers[PUPIL] = career_of("1", YEAR, None, 80, None)
    classmates = {500 + key: career_of("1", YEAR, None, 60 + key, None) for key in range(5)}
    take_in(store, tmp_path, careers | classmates)
    first = ask_range(store, PUPIL, ["M6"], [2 * 2025])
    # Five classmates took M6 this January; the range was made before that.
    rows = results_table([result(key, "M6", YEAR, 200) for key in classmates])
    taken_in(store, tmp_path, "resultaten.csv", rows)
    assert ask_range(store, PUPIL, ["M6"], [2 * 2025]) == first
    assert first is not None
    assert (first["n"], first["pupils"]) == (40, 40)


def test_the_first_moment_that_others_went_to(store: Store, tmp_path: Path) -> None:
    """This school tests rekenen in January only: nobody went from M5 to E5."""
    careers: dict[int, Career] = {
        key: [("M5", "2023-2024", 50 + key), ("M6", "2024-2025", 65 + key + key % 3)]
        for key in range(30)
    }
    careers[PUPIL] = [("M5", YEAR, 60)]
    take_in(store, tmp_path, careers)
    found = ask_range(
        store, PUPIL, ["E5", "M6"], [2 * 2025 + 1, 2 * 2026], before=date(2026, 5, 15)
    )
    assert found is not None
    assert (found["moment"], found["half_year"], found["k"]) == ("M6", 2 * 2026, 1)
    # One school year of reference: a tenth wider, and the middle 15 to 17 points higher.
    assert 75 <= found["expected"] <= 77


def test_ten_who_started_alike(store: Store, tmp_path: Path) -> None:
    careers = {
        key: career_of(
            "1", f"{2022 + key % 2}-{2023 + key % 2}", None, 80 + key % 20, 90 + key % 20
        )
        for key in range(60)
    }
    careers[PUPIL] = career_of("1", YEAR, None, 90, None)
    take_in(store, tmp_path, careers)
    found = ask_range(store, PUPIL, ["M6"], [2 * 2025])
    assert found is not None
    # Three started at 90, three at 89 and three at 91; the tenth lies two points away.
    assert found["alike_from"] == [88] + 3 * [89] + 3 * [90] + 3 * [91]
    assert found["alike_to"] == [98] + 3 * [99] + 3 * [100] + 3 * [101]
