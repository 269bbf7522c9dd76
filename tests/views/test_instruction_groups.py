"""Instruction groups: the cuts of the settings, names behind each level, who is in none."""

import pytest

from ibdash.settings import SETTINGS
from ibdash.views import dutch
from ibdash.views.instruction_groups import cuts_of, proposal
from tests.views.made_group import cell, group, of_pairs, pupil

_DEFAULT = {setting.key: str(setting.default) for setting in SETTINGS}
CUTS = cuts_of(_DEFAULT["intensive"], _DEFAULT["enriched"])


def test_the_default_cuts_are_those_of_the_settings() -> None:
    assert dict(CUTS.intensive_up_to) == {"I-V": "IV", "A-E": "D"}
    assert dict(CUTS.enriched_from) == {"I-V": "I", "A-E": "A"}


@pytest.mark.parametrize(
    ("intensive", "enriched", "low", "high"),
    [
        ("V V-", "I+", {"I-V": "V"}, {"I-V": "I+"}),
        ("IV", "", {"I-V": "IV"}, {}),
        ("nonsense", "A", {}, {"A-E": "A"}),
    ],
)
def test_a_school_may_set_other_cuts(
    intensive: str, enriched: str, low: dict[str, str], high: dict[str, str]
) -> None:
    cuts = cuts_of(intensive, enriched)
    assert (dict(cuts.intensive_up_to), dict(cuts.enriched_from)) == (low, high)


def test_names_stand_behind_their_level_lowest_first() -> None:
    levels = ["I", "IV", "III", "V-", "IV", "II"]
    of = of_pairs({"rekenen": [(None, level) for level in levels]})
    found = proposal(of, of.lines[0], CUTS)
    shown = {
        one.approach: [
            (level, [name.replace(dutch.NO_BREAK, " ") for name in names])
            for level, names in one.levels
        ]
        for one in found.groups
    }
    assert shown == {
        "intensief": [("V-", ["Kind 03 P"]), ("IV", ["Kind 01 P", "Kind 04 P"])],
        "basis": [("III", ["Kind 02 P"]), ("II", ["Kind 05 P"])],
        "verrijkt": [("I", ["Kind 00 P"])],
    }
    assert [one.count for one in found.groups] == [3, 2, 1]
    assert found.cut == (
        "Grens: IV of lager is intensief, I of hoger is verrijkt. Een voorstel: u beslist."
    )
    assert found.without == ""


def test_who_has_no_level_is_in_none_and_the_reason_stands_there() -> None:
    cells = [
        cell(0, "rekenen", level="II"),
        cell(1, "rekenen", state="missing", reason="ziek"),
        cell(2, "rekenen", state="elsewhere"),
        cell(3, "rekenen", state="older", level="III", moment="E5"),
    ]
    of = group([pupil(n) for n in range(4)], cells)
    found = proposal(of, of.lines[0], CUTS)
    assert sum(one.count for one in found.groups) == 1
    assert found.without.replace(dutch.NO_BREAK, " ") == (
        "3 leerlingen zonder niveau van dit moment: "
        "Kind 01 P (ziek), Kind 02 P (andere school), Kind 03 P (III E5)"
    )


def test_a_scale_without_cuts_has_no_groups() -> None:
    of = group([pupil(0)], [cell(0, "rekenen", level="hoog", level_scale="IEP")])
    found = proposal(of, of.lines[0], CUTS)
    assert found.groups == ()
    assert found.cut == "Voor deze niveauschaal zijn geen grenzen ingesteld"


def test_two_with_one_short_name_get_their_whole_name() -> None:
    people = [
        pupil(0, call_name="Sem", family_name="Bakker", display_name="Sem Bakker"),
        pupil(1, call_name="Sem", family_name="Berg", display_name="Sem van den Berg"),
        pupil(2, call_name="Bo", family_name="IJsselmans", display_name="Bo IJsselmans"),
    ]
    of = group(people, [cell(n, "rekenen", level="III") for n in range(3)])
    assert of.pupils["short"].tolist() == [
        "Sem Bakker",
        "Sem van den Berg",
        f"Bo{dutch.NO_BREAK}IJ",
    ]
