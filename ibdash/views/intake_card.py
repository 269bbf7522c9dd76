"""The intake card of a pupil from elsewhere: what the former school knew, and what is missing.

Not delivered is never shown as "nothing": the parents may have chosen so.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ibdash.views import dutch

_PLAN_KINDS = {"individual": "Handelingsplan", "group": "Groepsplan", "opp": "OPP"}
_DECLARATIONS = {"tlv": "TLV", "lwoo": "Beschikking LWOO"}
_ARRANGEMENTS = {"cluster12": "Arrangement cluster 1 of 2", "pao": "Arrangement passend onderwijs"}
_ADVICE = {
    "school": "Advies van de school",
    "provisional": "Voorlopig advies",
    "revised": "Herzien advies",
    "test": "Advies van de toets",
    "parents": "Wens van de ouders",
    "pupil": "Wens van de leerling",
}
_PARTS = {
    "career": "schoolloopbaan",
    "tests": "toetsen",
    "plans": "handelingsplannen",
    "support": "ondersteuning (OPP, TLV, arrangementen, diagnoses)",
    "absence": "verzuim",
    "advice": "advies",
}


@dataclass(frozen=True)
class Newcomer:
    """A pupil from elsewhere, as the list shows him; facts: the row of transfer/newcomers."""

    public_key: str
    pupil_id: int
    shown: str
    caption: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """One part of the card: a head and a table, with a sentence where there is one to say."""

    title: str
    rows: pd.DataFrame
    sentence: str = ""


def newcomers(rows: Sequence[Mapping[str, Any]], shown: Sequence[str]) -> list[Newcomer]:
    """The list, in the order of the question.  shown: the names as they may be shown."""
    return [
        Newcomer(row["public_key"], row["pupil_id"], name, _caption(row), row)
        for row, name in zip(rows, shown, strict=True)
    ]


def summary(found: Sequence[Newcomer], school_year: str) -> str:
    """How many came, and of how many the former school's dossier is not in.

    Those whose dossier is of another year did not come in this one: they are counted apart.
    """
    of_year = [one for one in found if not one.facts["is_of_another_year"]]
    apart = _apart(len(found) - len(of_year), has_others=bool(of_year))
    if not of_year:
        return f"Niemand kwam in {school_year} van een andere school. {apart}"
    came = f"**{dutch.plural(len(of_year), 'leerling', 'leerlingen')}**"
    verb = "kwam" if len(of_year) == 1 else "kwamen"
    without = sum(not one.facts["dossiers"] for one in of_year)
    untested = sum(bool(one.facts["dossiers"]) and not one.facts["own_results"] for one in of_year)
    parts = []
    if without:
        parts.append(f"van **{without}** is geen overstapdossier overgenomen")
    if untested:
        has = "heeft" if untested == 1 else "hebben"
        parts.append(f"**{untested}** {has} nog geen resultaat van uw eigen school")
    rest = f"; {dutch.listing(parts)}" if parts else "; van iedereen is het dossier overgenomen"
    return f"{came} {verb} in {school_year} van een andere school{rest}. {apart}".strip()


def _apart(count: int, has_others: bool) -> str:
    """Of how many the dossier is of no school year that can be chosen; "" for none."""
    if not count:
        return ""
    who = f"**{dutch.plural(count, 'leerling', 'leerlingen')}**"
    start = f"Ook is er van {who}" if has_others else f"Wel is er van {who}"
    return f"{start} een overstapdossier uit een ander schooljaar."


def sentence(one: Newcomer, rows: pd.DataFrame) -> str:
    """What the former school delivered, in one sentence; rows: of transfer/dossier."""
    facts = one.facts
    if not facts["dossiers"]:
        return f"Van **{one.shown}** is geen overstapdossier overgenomen."
    counts = rows["kind"].value_counts()
    supported = int(counts.get("declaration", 0)) + int(counts.get("arrangement", 0))
    delivered = [
        dutch.plural(number, single, many)
        for number, single, many in (
            (int(counts.get("career_year", 0)), "schooljaar", "schooljaren"),
            (int(counts.get("result", 0)), "toetsresultaat", "toetsresultaten"),
            (int(counts.get("plan", 0)), "plan", "plannen"),
            (supported, "TLV of arrangement", "TLV's en arrangementen"),
        )
        if number
    ]
    day = f" op {dutch.day_in_words(facts['made_on'])}" if facts["made_on"] else ""
    what = f"**{dutch.listing(delivered)}**" if delivered else "**niets waarmee u verder kunt**"
    return f"{_school(facts)} leverde{day} een dossier aan met {what}."


def missing(one: Newcomer) -> list[str]:
    """What is not known and what to do about it, weightiest first."""
    facts = one.facts
    found = []
    if not facts["dossiers"]:
        found.append(
            "**Geen overstapdossier.** Vraag het via uw leerlingadministratie op bij de vorige"
            " school en neem het over bij Importeren."
        )
    else:
        found += _not_delivered(facts)
        if facts["is_provisional"]:
            found.append("**Het dossier is voorlopig.** Vraag het definitieve dossier op.")
        if facts["attachments"]:
            count = dutch.plural(facts["attachments"], "bijlage", "bijlagen")
            found.append(f"**{count}** staan niet in ibdash. Lees ze in het dossier zelf.")
        if facts["final_test_part"] == "delivered":
            found.append("**De eindtoets** is niet overgenomen. Lees hem in het dossier zelf.")
    if not facts["own_results"]:
        found.append("**Nog geen resultaat van uw eigen school.**")
    if facts["group_name"] is None:
        found.append("**Nog geen groep.** Die komt met het volgende leerlingbestand.")
    if facts["birth_date"] is None:
        found.append("**Geen geboortedatum.** Vul haar in bij de leerlingadministratie.")
    return found


def sections(rows: pd.DataFrame) -> list[Section]:
    """What the former school knew, part by part; parts without anything are left out."""
    made = (_career(rows), _tests(rows), _care(rows), _absence(rows), _advice(rows))
    return [section for section in made if len(section.rows)]


def attention(rows: pd.DataFrame) -> str:
    """What the former school wrote as a point of attention; "" when nothing."""
    texts = rows.loc[rows["kind"] == "dossier", "detail"].dropna()
    return str(texts.iloc[0]) if len(texts) else ""


def restricted(capacity: pd.DataFrame, diagnoses: pd.DataFrame) -> pd.DataFrame:
    """Tests of intelligence and diagnoses, for who may see them: Wat, Uitkomst, Datum, Door."""
    whole = capacity[capacity["part"].isna()]
    return pd.DataFrame(
        {
            "Wat": [*whole["test"].fillna("Intelligentietest"), *diagnoses["name"]],
            "Uitkomst": [
                *(_iq(row) for row in whole.to_dict("records")),
                *("diagnose" for _ in range(len(diagnoses))),
            ],
            "Datum": [*map(_day, whole["taken_on"]), *map(_day, diagnoses["made_on"])],
            "Door": [
                *whole["taken_by"].fillna(""),
                *diagnoses["made_by"].fillna(diagnoses["institution"]).fillna(""),
            ],
        }
    )


def _caption(row: Mapping[str, Any]) -> str:
    where = dutch.group(row["group_name"]) if row["group_name"] else "zonder groep"
    since = f" · sinds {dutch.day(row['entered_on'])}" if row["entered_on"] else ""
    dossier = "dossier is er" if row["dossiers"] else "geen dossier"
    if row["is_of_another_year"] and row["made_on"]:
        dossier = f"dossier van {dutch.day(row['made_on'])}"
    return f"{where}{since} · {dossier}"


def _school(facts: Mapping[str, Any]) -> str:
    if facts["from_name"]:
        return str(facts["from_name"])
    return f"School {facts['from_brin']}" if facts["from_brin"] else "De vorige school"


def _not_delivered(facts: Mapping[str, Any]) -> list[str]:
    refused = [name for part, name in _PARTS.items() if facts[f"{part}_part"] == "opted_out"]
    absent = [name for part, name in _PARTS.items() if facts[f"{part}_part"] == "empty"]
    found = []
    if refused:
        found.append(
            f"**Niet aangeleverd op verzoek van de ouders:** {dutch.listing(refused)}. Dat betekent"
            " niet dat er niets is: vraag de ouders ernaar."
        )
    if absent:
        found.append(f"**Staat niet in het dossier:** {dutch.listing(absent)}.")
    return found


def _of(rows: pd.DataFrame, *kinds: str) -> list[dict[Hashable, Any]]:
    found: list[dict[Hashable, Any]] = (
        rows[rows["kind"].isin(kinds)].astype("object").where(lambda cells: cells.notna(), None)
    ).to_dict("records")
    return found


def _career(rows: pd.DataFrame) -> Section:
    years = _of(rows, "career_year")
    repeated = [row["what"] for row in years if row["is_repeated"]]
    return Section(
        "Schoolloopbaan",
        pd.DataFrame(
            {
                "Schooljaar": [row["what"] for row in years],
                "Jaargroep": [row["value"] or "" for row in years],
                "Groep": [row["detail"] or "" for row in years],
                "Bijzonder": ["deed het jaar over" if row["is_repeated"] else "" for row in years],
            }
        ),
        f"Doublure in {dutch.listing(repeated)}" if repeated else "",
    )


def _tests(rows: pd.DataFrame) -> Section:
    tests = _of(rows, "result")
    return Section(
        "Toetsen",
        pd.DataFrame(
            {
                "Leerlijn en moment": [row["what"] for row in tests],
                "Toets": [row["detail"] or "" for row in tests],
                "Niveau": [dutch.level(row["value"]) if row["value"] else "" for row in tests],
                "Datum": [_day(row["from_on"]) for row in tests],
            }
        ),
    )


def _care(rows: pd.DataFrame) -> Section:
    cares = _of(rows, "plan", "declaration", "arrangement")
    names = {**_PLAN_KINDS, **_DECLARATIONS, **_ARRANGEMENTS}
    return Section(
        "Plannen en ondersteuning",
        pd.DataFrame(
            {
                "Wat": [names.get(row["what"], row["what"]) for row in cares],
                "Waarover": [
                    f"categorie {row['value']}"
                    if row["kind"] == "declaration" and row["value"]
                    else row["value"] or ""
                    for row in cares
                ],
                "Van": [_day(row["from_on"]) for row in cares],
                "Tot": [_day(row["until_on"]) for row in cares],
            }
        ),
    )


def _absence(rows: pd.DataFrame) -> Section:
    names = {
        "half_days_allowed": "geoorloofd",
        "half_days_unallowed": "ongeoorloofd",
    }
    totals = [row for row in _of(rows, "absence_total") if row["value"] is not None]
    return Section(
        "Verzuim in de twaalf maanden ervoor",
        pd.DataFrame(
            {
                "Verzuim": [names[row["what"]] for row in totals],
                "Dagdelen": [row["value"] for row in totals],
                "Tot en met": [_day(row["until_on"]) for row in totals],
            }
        ),
    )


def _advice(rows: pd.DataFrame) -> Section:
    advice = _of(rows, "school_advice")
    return Section(
        "Advies",
        pd.DataFrame(
            {
                "Wat": [_ADVICE.get(row["what"], row["what"]) for row in advice],
                "Advies (code van DUO)": [row["value"] or "" for row in advice],
                "Bekend op": [_day(row["from_on"]) for row in advice],
            }
        ),
    )


def _iq(row: Mapping[Hashable, Any]) -> str:
    if row["iq"] is not None and not pd.isna(row["iq"]):
        return f"IQ {dutch.number(row['iq'])}"
    return str(row["qualification"] or "zonder IQ")


def _day(value: Any) -> str:
    return "" if value is None or pd.isna(value) else dutch.day(value)
