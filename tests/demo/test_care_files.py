"""Plans, evaluations and support levels: consistent on any day, and with something to do."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

from tests.demo.demo_files import Demo, pupils_in

STATUSES = {
    "concept", "vastgesteld", "lopend", "geevalueerd", "afgesloten", "voortgezet", "opgeschaald",
}  # fmt: skip


def test_there_are_some_dozens_of_plans_of_every_kind(demo_any_day: Demo) -> None:
    plans = demo_any_day.table("plannen")
    kinds = Counter(plan["soort"] for plan in plans)
    assert 30 <= len(plans) <= 60
    assert min(kinds[kind] for kind in ("handelingsplan", "groepsplan", "opp")) >= 3
    assert len({plan["plan_id"] for plan in plans}) == len(plans)
    assert {plan["status"] for plan in plans} <= STATUSES


def test_a_plan_is_of_a_pupil_or_of_a_group_that_exists(demo_any_day: Demo) -> None:
    keys = {p.get("key") for school in demo_any_day.schools() for p in pupils_in(school)}
    groups = {
        (school.findtext("school/schooljaar")[:4], group.findtext("naam"))
        for school in demo_any_day.schools()
        for group in school.iterfind("groepen/groep")
    }
    for plan in demo_any_day.table("plannen"):
        begins = date.fromisoformat(plan["begindatum"])
        start = begins.year - (begins.month < 8)
        if plan["soort"] == "groepsplan":
            assert not plan["leerling_id"]
            assert (str(start), plan["groep"]) in groups
        else:
            assert not plan["groep"]
            assert plan["leerling_id"] in keys


def test_dates_follow_one_another_and_the_status_follows_the_dates(demo_any_day: Demo) -> None:
    today = demo_any_day.today.isoformat()
    for plan in demo_any_day.table("plannen"):
        assert plan["begindatum"] < plan["evaluatiedatum"]
        if plan["vastgesteld_op"]:
            assert plan["vastgesteld_op"] <= min(plan["begindatum"], today)
        if plan["status"] in ("concept", "vastgesteld"):
            assert plan["begindatum"] > today
        else:
            assert plan["begindatum"] <= today
        assert bool(plan["einddatum"]) == (
            plan["status"] in ("afgesloten", "voortgezet", "opgeschaald")
        )


def test_something_is_overdue_on_any_day(demo_any_day: Demo) -> None:
    today = demo_any_day.today.isoformat()
    overdue = [
        plan for plan in demo_any_day.table("plannen")
        if plan["status"] == "lopend" and plan["evaluatiedatum"] < today
    ]  # fmt: skip
    assert 1 <= len(overdue) <= 10


def test_something_is_due_within_five_weeks_in_november(demo: Demo) -> None:
    soon = (demo.today + timedelta(weeks=5)).isoformat()
    coming = [
        plan for plan in demo.table("plannen")
        if demo.today.isoformat() <= plan["evaluatiedatum"] <= soon
    ]  # fmt: skip
    assert len(coming) >= 2


def test_an_evaluation_belongs_to_a_plan_that_had_begun(demo_any_day: Demo) -> None:
    begins = {plan["plan_id"]: plan["begindatum"] for plan in demo_any_day.table("plannen")}
    for evaluation in demo_any_day.table("evaluaties"):
        assert begins[evaluation["plan_id"]] < evaluation["datum"]
        assert evaluation["datum"] <= demo_any_day.today.isoformat()
        assert evaluation["doel_behaald"] in ("ja", "deels", "nee")
        assert evaluation["tekst"]


def test_an_opp_says_what_the_law_asks(demo: Demo) -> None:
    for plan in demo.table("plannen"):
        if plan["soort"] == "opp":
            for name in (
                "uitstroombestemming", "belemmerende_factoren", "bevorderende_factoren",
                "onderbouwing", "vastgesteld_op", "ouders_akkoord_op", "leerling_gehoord_op",
            ):  # fmt: skip
                assert plan[name]
            assert plan["leerling_gehoord_op"] < plan["vastgesteld_op"]


def test_texts_are_filled_in(demo: Demo) -> None:
    for name in ("plannen", "evaluaties"):
        for row in demo.table(name):
            assert not any("{" in value for value in row.values())


def test_a_plan_that_reached_its_goal_shows_in_the_next_score(
    demo_of: Callable[..., Demo],
) -> None:
    demo = demo_of(pupils=480)
    percentiles: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for row in demo.results(niveauschaal="I-V"):
        key = row["leerling_id"], row["leerlijn"]
        percentiles[key].append((row["afnamedatum"], int(row["percentiel"])))
    reached = {e["plan_id"]: e["doel_behaald"] for e in demo.table("evaluaties")}
    rises: dict[str, list[int]] = defaultdict(list)
    for plan in demo.table("plannen"):
        scores = sorted(percentiles[plan["leerling_id"], plan["leerlijn"]])
        before = [score for day, score in scores if day <= plan["begindatum"]]
        after = [score for day, score in scores if day > plan["begindatum"]]
        if plan["soort"] == "handelingsplan" and plan["plan_id"] in reached and before and after:
            rises[reached[plan["plan_id"]]].append(after[0] - before[-1])
    assert len(rises["ja"]) >= 8
    assert fmean(rises["ja"]) > fmean(rises["nee"]) + 5


def test_support_levels_are_shared_out_as_in_a_school(demo_any_day: Demo) -> None:
    rows = demo_any_day.table("ondersteuning")
    pupils = len(pupils_in(demo_any_day.schools()[-1]))
    now = Counter(row["niveau"] for row in rows if not row["tot"])
    assert 0.12 <= now["2"] / pupils <= 0.18
    assert 0.04 <= now["3"] / pupils <= 0.08
    assert 2 <= now["4"] <= 10
    assert set(now) == {"2", "3", "4"}
    assert [row["tot"] != "" for row in rows if row["niveau"] == "5"] == [True]


def test_support_periods_of_a_pupil_follow_one_another(demo_any_day: Demo) -> None:
    entered = {
        pupil.get("key"): pupil.findtext("instroomdatum")
        for school in demo_any_day.schools()
        for pupil in pupils_in(school)
    }
    periods: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in demo_any_day.table("ondersteuning"):
        assert entered[row["leerling_id"]] <= row["vanaf"] <= demo_any_day.today.isoformat()
        assert not row["tot"] or row["vanaf"] < row["tot"] <= demo_any_day.today.isoformat()
        periods[row["leerling_id"]].append((row["vanaf"], row["tot"] or "9999"))
    for found in periods.values():
        assert all(earlier[1] < later[0] for earlier, later in pairwise(found))
