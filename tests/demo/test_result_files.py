"""The results of the demo school: known columns, one truth with the norm table, believable."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from statistics import correlation, fmean

import pytest

from ibdash.demo.files import EVALUATION_COLUMNS, NORM_COLUMNS, PLAN_COLUMNS, SUPPORT_COLUMNS
from ibdash.demo.results import COLUMNS
from ibdash.domain.avi import LEVELS
from tests.demo.demo_files import Demo
from tests.shared_files import shared_file

BANDS = {
    "V-": (0, 10), "V": (11, 20), "IV": (21, 40), "III": (41, 60), "II": (61, 80), "I": (81, 90),
    "I+": (91, 100),
}  # fmt: skip
LINES = {"woordlezen", "tekstlezen", "begrijpend lezen", "spelling", "rekenen", "woordenschat"}
LOW = ("IV", "V", "V-")
TABLES = {
    "resultaten": COLUMNS,
    "normtabellen": NORM_COLUMNS,
    "plannen": PLAN_COLUMNS,
    "evaluaties": EVALUATION_COLUMNS,
    "ondersteuning": SUPPORT_COLUMNS,
}


def _half_year(row: dict[str, str]) -> str:
    return row["schooljaar"] + ("1" if row["moment"][0] == "M" else "2")


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[n] for n in ("toets", "generatie", "normversie", "leerlijn", "moment"))


def _share(levels: Iterable[str], *wanted: str) -> float:
    counted = Counter(levels)
    return sum(counted[level] for level in wanted) / counted.total()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_columns_that_its_file_says(demo: Demo, name: str) -> None:
    assert tuple(demo.table(name)[0]) == tuple(TABLES[name])


@pytest.mark.shared
@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_one_of_the_open_table(name: str) -> None:
    text = shared_file("formats", "open_tables.md").read_text("utf-8")
    described = next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))
    known = set(re.findall(r"`(\w+)`", described)) | {"bron_id", "brin"}
    assert set(TABLES[name]) <= known


def test_every_level_is_that_of_the_norm_table_for_its_score(demo_any_day: Demo) -> None:
    norm = {
        (*_key(row), row["niveau"]): (float(row["score_van"]), float(row["score_tot_en_met"]))
        for row in demo_any_day.table("normtabellen")
    }
    checked = 0
    for row in demo_any_day.results(niveauschaal="I-V"):
        low, high = norm[(*_key(row), row["niveau"])]
        assert low <= float(row["vaardigheidsscore"]) <= high
        if row["gecorrigeerd_niveau"]:
            assert row["jaargroep"] == row["moment"][1]
        checked += 1
    assert checked > 6000


def test_every_level_is_that_of_its_percentile_band(demo_any_day: Demo) -> None:
    for row in demo_any_day.results(niveauschaal="I-V"):
        low, high = BANDS[row["niveau"]]
        assert low <= int(row["percentiel"]) <= high


def test_levels_are_spread_as_in_the_country_a_little_lower(demo_any_day: Demo) -> None:
    levels = [row["niveau"] for row in demo_any_day.results(niveauschaal="I-V")]
    national = {"V-": 10, "V": 10, "IV": 20, "III": 20, "II": 20, "I": 10, "I+": 10}
    for level, percent in national.items():
        assert abs(100 * _share(levels, level) - percent) <= 4
    assert 0.38 <= _share(levels, *LOW) <= 0.50


def test_lines_of_a_pupil_go_together(demo_any_day: Demo) -> None:
    scores: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for row in demo_any_day.results(niveauschaal="I-V"):
        scores[row["leerlijn"]][row["leerling_id"], _half_year(row)] = int(row["percentiel"])
    lines = sorted(scores)
    assert len(lines) == 5
    for place, line in enumerate(lines):
        for other in lines[place + 1 :]:
            both = sorted(scores[line].keys() & scores[other].keys())
            found = correlation(
                [scores[line][one] for one in both], [scores[other][one] for one in both]
            )
            assert 0.4 <= found <= 0.7


def test_two_moments_of_a_pupil_go_together_more(demo: Demo) -> None:
    scores: dict[tuple[str, str, str], float] = {}
    for row in demo.results(niveauschaal="I-V", jaargroep=""):
        scores[row["leerling_id"], row["leerlijn"], _half_year(row)] = float(row["percentiel"])
    pairs = [
        (value, scores[pupil, line, half_year[:-1] + "2"])
        for (pupil, line, half_year), value in scores.items()
        if half_year.endswith("1") and (pupil, line, half_year[:-1] + "2") in scores
    ]
    assert 0.78 <= correlation(*zip(*pairs, strict=True)) <= 0.92


@pytest.mark.parametrize("line", sorted(LINES - {"tekstlezen"}))
def test_mean_scores_rise_from_moment_to_moment_within_a_generation(demo: Demo, line: str) -> None:
    order = [f"{part}{group}" for group in range(3, 9) for part in "ME"]
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in demo.results(leerlijn=line, niveauschaal="I-V", jaargroep=""):
        scores[row["generatie"], row["moment"]].append(float(row["vaardigheidsscore"]))
    for generation in {generation for generation, _ in scores}:
        means = [fmean(scores[generation, m]) for m in order if (generation, m) in scores]
        assert len(means) >= 10
        assert means == sorted(means)


def test_moments_are_m_and_e_of_groep_3_to_8_without_e8(demo: Demo) -> None:
    assert {row["leerlijn"] for row in demo.results()} == LINES
    moments = {row["moment"] for row in demo.results()}
    assert moments == {f"{p}{g}" for g in range(3, 9) for p in "ME"} - {"E8"}
    assert "M3" not in {row["moment"] for row in demo.results(leerlijn="begrijpend lezen")}


def test_avi_is_a_level_on_its_own_and_never_falls(demo: Demo) -> None:
    rows = demo.results(leerlijn="tekstlezen")
    reached: dict[str, int] = {}
    for row in sorted(rows, key=_half_year):
        assert not any(row[name] for name in ("niveau", "vaardigheidsscore", "percentiel"))
        if row["avi"]:
            rank = LEVELS.index(row["avi"])
            # Nobody reads cards after AVI-Plus, the last of twelve.
            assert reached.get(row["leerling_id"], 0) <= rank
            assert reached.get(row["leerling_id"]) != 11
            reached[row["leerling_id"]] = rank
    assert {"AVI-Start", "AVI-Plus"} <= {row["avi"] for row in rows}


def test_some_results_are_missing_with_a_reason_and_some_without_a_row(demo: Demo) -> None:
    reasons = Counter(row["reden_geen_resultaat"] for row in demo.results())
    assert 0.003 < reasons["ziek"] / reasons.total() < 0.02
    assert reasons["eigen_leerlijn"] > 0
    for row in demo.results():
        has_outcome = bool(row["vaardigheidsscore"] or row["avi"])
        assert has_outcome != bool(row["reden_geen_resultaat"])
    at_a_moment = demo.results(schooljaar="2025-2026", moment="E5")
    maths = {row["leerling_id"] for row in at_a_moment if row["leerlijn"] == "rekenen"}
    anything = {row["leerling_id"] for row in at_a_moment}
    assert 0 < len(anything - maths) < 8


def test_an_off_level_test_has_a_level_of_its_own_and_a_corrected_one(demo: Demo) -> None:
    rows = [row for row in demo.results() if row["gecorrigeerd_niveau"]]
    assert len(rows) > 5
    assert {row["leerlijn"] for row in rows} == {"rekenen", "begrijpend lezen"}
    order = list(BANDS)
    assert all(
        order.index(row["gecorrigeerd_niveau"]) <= order.index(row["niveau"]) for row in rows
    )
    assert any(row["gecorrigeerd_niveau"] != row["niveau"] for row in rows)


def test_what_is_delivered_differs_per_line(demo: Demo) -> None:
    def is_delivered(line: str, column: str) -> bool:
        rows = demo.results(leerlijn=line, niveauschaal="I-V")
        filled = {bool(row[column]) for row in rows}
        assert len(filled) == 1
        return filled.pop()

    scored = sorted(LINES - {"tekstlezen"})
    assert [line for line in scored if not is_delivered(line, "meetfout")] == ["woordenschat"]
    assert [line for line in scored if is_delivered(line, "dle")] == ["rekenen", "woordlezen"]
    assert [line for line in scored if is_delivered(line, "functioneringsniveau")] == [
        "begrijpend lezen",
        "rekenen",
        "spelling",
    ]
    assert re.fullmatch(r"\d+,\d", demo.results(leerlijn="spelling", moment="M6")[0]["meetfout"])


def test_scale_and_norm_break_where_they_were_planted(demo: Demo) -> None:
    generations = {
        (row["schooljaar"], row["generatie"]) for row in demo.results(leerlijn="rekenen")
    }
    assert generations == {
        ("2021-2022", "2.0"),
        ("2022-2023", "2.0"),
        ("2023-2024", "2.0"),
        ("2024-2025", "3.0"),
        ("2025-2026", "3.0"),
    }
    versions = {
        (row["schooljaar"], row["generatie"], row["normversie"])
        for row in demo.results(leerlijn="begrijpend lezen")
    }
    assert ("2024-2025", "3.0", "2019") in versions
    assert ("2025-2026", "3.0", "2025") in versions
    assert len(versions) == 5


def test_groep_6a_dips_in_rekenen_at_the_last_moment(demo_any_day: Demo) -> None:
    group_of = demo_any_day.group_of()
    levels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in demo_any_day.results(leerlijn="rekenen", niveauschaal="I-V"):
        levels[_half_year(row), group_of.get(row["leerling_id"], "")].append(row["niveau"])
    half_years = sorted({half_year for half_year, _ in levels})
    before, last = (levels[half_year, "6a"] for half_year in half_years[-2:])
    assert _share(last, *LOW) >= _share(before, *LOW) + 0.15
    assert _share(last, *LOW) > _share(levels[half_years[-1], "6b"], *LOW) + 0.1


def test_one_group_skipped_rekenen_at_one_moment(demo: Demo) -> None:
    group_of = demo.group_of()
    skipped = [
        row["leerling_id"]
        for row in demo.results(schooljaar="2024-2025", leerlijn="rekenen", moment="E4")
    ]
    others = demo.results(schooljaar="2024-2025", leerlijn="spelling", moment="E4")
    in_6a = [row for row in others if group_of.get(row["leerling_id"]) == "6a"]
    assert len(in_6a) > 15
    assert sum(group_of.get(pupil) == "6a" for pupil in skipped) <= 2
    assert sum(group_of.get(pupil) == "6b" for pupil in skipped) > 15


def test_tests_are_spread_over_school_days_within_their_windows(demo_any_day: Demo) -> None:
    days: dict[str, set[date]] = defaultdict(set)
    for row in demo_any_day.results():
        day = date.fromisoformat(row["afnamedatum"])
        assert day <= demo_any_day.today
        assert day.weekday() < 5
        first, last = ((1, 15), (2, 10)) if row["moment"][0] == "M" else ((5, 20), (6, 22))
        assert first <= (day.month, day.day) <= last
        assert row["schooljaar"] == f"{day.year - 1}-{day.year}"
        days[_half_year(row)].add(day)
    assert all(len(found) >= 8 for found in days.values())
    assert len({row["schooljaar"] for row in demo_any_day.results()}) == 5


def test_a_test_is_there_once_per_pupil_moment_and_day(demo_of: Callable[..., Demo]) -> None:
    rows = demo_of(pupils=480).results()
    keys = Counter((row["leerling_id"], *_key(row), row["afnamedatum"]) for row in rows)
    assert max(keys.values()) == 1
