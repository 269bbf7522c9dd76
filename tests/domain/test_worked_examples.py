"""The domain's worked examples and tables, read in place; twins of them stand in our own tests."""

import csv
from collections.abc import Callable
from datetime import date

import pytest

from ibdash.domain import avi, didactic_age, levels, moment, names, year_groups
from ibdash.domain.didactic_age import Counting
from tests.shared_files import shared_file

pytestmark = pytest.mark.shared


def rows(*parts: str, delimiter: str = ";") -> list[dict[str, str]]:
    with shared_file(*parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _levels_at(percentile: int) -> str:
    band = levels.crosses(percentile)
    return f"{band.letter} {band.five} {band.seven}"


# What each example in words comes to; the example's own text is the key.
COMPUTED: dict[str, Callable[[], object]] = {
    "eind maart groep 6, geen doublure": lambda: didactic_age.on_date(date(2026, 3, 31), 6),
    "eind groep 3": lambda: didactic_age.of_moment("E3"),
    "februari groep 7": lambda: didactic_age.on_date(date(2026, 2, 10), 7),
    "begin groep 8": lambda: [
        didactic_age.on_date(date(2025, 9, 8), 8, counting=counting) for counting in Counting
    ],
    "doubleur eind groep 4 (1x gedoubleerd in 3/4)": lambda: didactic_age.of_moment("E4", 1),
    "maximum": lambda: didactic_age.of_moment("E8", 2),
    "DLE 20, DL 45": lambda: didactic_age.months_ahead(20, 45),
    "DLE 35, DL 51": lambda: didactic_age.months_ahead(35, 51),
    "DLE 45, DL 60": lambda: didactic_age.relative_backlog(45, 60),
    "DLE 30, DL 60": lambda: didactic_age.relative_backlog(30, 60),
    "percentiel 23": lambda: _levels_at(23),
    "percentiel 78": lambda: _levels_at(78),
    "percentiel 8": lambda: _levels_at(8),
}
EXPECTED: dict[str, object] = {
    "37": 37,
    "10": 10,
    "45": 45,
    "50 (S12b-telling) of 51 (S12c); instelbaar": [50, 51],
    "30": 30,
    "60": 60,
    "-25 maanden": -25,
    "-16 maanden": -16,
    "0,25": 0.25,
    "0,50": 0.5,
    "D op A-E, IV op I-V": "D IV IV",
    "A op A-E, II op I-V": "A II II",
    "E / V / V-": "E V V-",
}
# Another room's, or true by the absence of an argument.
ELSEWHERE = {"indicator school", "driejaarsgemiddelde", "signaleringswaarde", "16 uur", "moment"}


def test_worked_examples() -> None:
    ours = [
        row
        for row in rows("domain", "rekenvoorbeelden.csv")
        if row["onderwerp"] not in ELSEWHERE and row["invoer"] != "kleuterverlenging"
    ]
    assert len(ours) == len(COMPUTED)
    for row in ours:
        assert COMPUTED[row["invoer"]]() == EXPECTED[row["verwacht"]], row["invoer"]


def test_the_moment_of_5_february_comes_from_the_code() -> None:
    example = next(
        row for row in rows("domain", "rekenvoorbeelden.csv") if row["onderwerp"] == "moment"
    )
    assert moment.find(example["invoer"]) == "M6"
    assert not moment.label_disagrees("M6", "2025-2026", date(2026, 2, 5))


def test_cross_table() -> None:
    assert [
        (int(row["percentiel_van"]), int(row["percentiel_tm"]), row["AE"], row["IV5"], row["IV7"])
        for row in rows("domain", "niveau_kruistabel.csv")
    ] == [
        (band.percentile_from, band.percentile_to, band.letter, band.five, band.seven)
        for band in levels.CROSS_TABLE
    ]


def test_moments_and_avi_levels() -> None:
    for row in rows("domain", "toetsmoment_dl.csv"):
        assert didactic_age.of_moment(row["moment"]) == int(row["DL"])
        assert moment.year_group(row["moment"]) == int(row["jaargroep"])
    for row in rows("domain", "avi_niveaus.csv"):
        assert avi.rank(row["avi"]) == int(row["rang"])


def test_frequent_surnames_sort_without_their_prefix() -> None:
    for row in rows("data", "names_nl", "top_1000_achternamen_2007.csv", delimiter=","):
        family, _, prefix = row["meertens db name"].partition(", ")
        whole = names.match_key(None, None, row["natural name"])
        assert names.match_key(None, prefix, family) == whole
        assert names.sort_key(prefix, family, None) < names.sort_key(None, f"{family}zz", None)


def test_year_group_codes_of_the_standard() -> None:
    schema = shared_file("formats", "edexml", "2.1", "EDEXML.types.variabel.xsd").read_text("utf-8")
    listed = schema.split('name="EDEXJaargroepType"')[1].split("</xs:simpleType>")[0]
    codes = {part.split('"')[0] for part in listed.split('<xs:enumeration value="')[1:]}
    assert codes == set(year_groups.NAMES)
