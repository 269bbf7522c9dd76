"""The grey notes of the page Groep: what abbreviations mean and where figures come from."""

import pandas as pd

from ibdash.views import dutch
from ibdash.views.group_matrix import ELSEWHERE
from ibdash.views.group_overview import Overview, scale_name

# Below so many comparisons chance alone gives hardly one.
_COMPARISONS_WORTH_A_NOTE = 20
# One-sided 95 %: methods.md 0.3.
_BY_CHANCE = 0.05

WITHOUT_GROUP = (
    "De groep komt mee met het leerlingbestand van uw administratie: EDEXML, of een tabel met "
    "leerlingen. Kies het bij Importeren zodra de leerling daar in een groep staat."
)
"""Below the summary of who is in no group: which file brings one."""


def matrix(group: Overview) -> str:
    """Under the matrix."""
    return _sentences(
        _levels(group),
        _ranks(group),
        _steps(group),
        _years(group),
        _care(group),
        _group_plans(group),
    )


def paper(group: Overview) -> str:
    """Under the table for paper, which has no colour and no trend."""
    steps = (
        "stap: verschil met het moment ervoor, in punten; tussen haakjes binnen de meetfout; "
        "vet: een daling daarbuiten"
    )
    return _sentences(
        "; ".join(filter(None, ("niv.: niveau", _levels(group, in_colour=False)))),
        _ranks(group),
        steps if group.cells["step"].notna().any() else "",
        _years(group),
        _care(group),
        _group_plans(group),
    )


def people(group: Overview) -> str:
    """Under the pupils of a group without results."""
    return _sentences(_care(group), _group_plans(group))


def error(group: Overview) -> str:
    """Where the measurement error comes from, for "Waar komt dit vandaan?"."""
    cells = group.cells[group.cells["step"].notna() & group.cells["limit"].notna()]
    if cells.empty:
        return ""
    if not cells["is_bound"].any():
        return "Meetfout: geleverd door de uitgever."
    if cells["is_bound"].all():
        return (
            "Meetfout niet geleverd; we rekenen met een bovengrens, geschat uit de eerdere "
            "resultaten van deze school."
        )
    return (
        "Meetfout: geleverd door de uitgever; waar die ontbreekt een bovengrens, geschat uit de "
        "eerdere resultaten van deze school."
    )


def _years(group: Overview) -> str:
    return "Jg: jaargroep" if group.pupils["year_group"].nunique() > 1 else ""


def _ranks(group: Overview) -> str:
    """Of a scale without a rule for low levels: what the order of concern does with it."""
    scales = sorted({line.scale for line in group.lines if line.scale and not line.low_word})
    ranked = set(group.cells["line_scale"][group.cells["rank"].notna()])
    parts = []
    for scale in scales:
        told = (
            "welk niveau laag is, is niet bekend; 'zorg eerst' zet het laagste bovenaan"
            if scale in ranked
            else "de volgorde van de niveaus is niet bekend; 'zorg eerst' kijkt er niet naar"
        )
        parts.append(f"{scale_name(scale)}: {told}")
    return "; ".join(parts)


def _is_older(group: Overview) -> pd.Series:
    codes = [line.code for line in group.lines]
    return (group.cells["state"] == "older") & group.cells["learning_line"].isin(codes)


def _levels(group: Overview, in_colour: bool = True) -> str:
    states = set(group.cells["state"])
    parts = []
    if "missing" in states:
        parts.append("mist: verwacht, niet aangeleverd")
    if "not_applicable" in states:
        parts.append(f"{dutch.DASH}: eigen leerlijn of vrijgesteld")
    if "elsewhere" in states:
        word = ELSEWHERE if in_colour else "andere school"
        parts.append(f"{word}: zat toen nog op een andere school")
    if "older" in states and in_colour:
        parts.append("grijs niveau: van een eerder moment")
    if not in_colour and group.cells["text"].str.contains(" ").where(_is_older(group), False).any():
        parts.append("niveau met een moment erbij: van dat eerdere moment")
    other = group.cells[(group.cells["state"] == "result") & ~group.cells["counts"]]
    if in_colour and other["level"].notna().any():
        parts.append("zonder kleur: toets van een ander leerjaar of een andere niveauschaal")
    if (other["level"].isna() & other["ability_score"].notna()).any():
        number = "zonder kleur een getal" if in_colour else "een getal bij niv."
        parts.append(f"{number}: score, geen niveau aangeleverd")
    if (group.cells["is_computed"].astype("boolean").fillna(False) & group.cells["counts"]).any():
        parts.append("niveaus die niet zijn aangeleverd, volgen uit de normtabel")
    return "; ".join(parts)


def _steps(group: Overview) -> str:
    steps = int(group.cells["step"].notna().sum())
    told = int((group.cells["change"] != "").sum())
    if not steps:
        return ""
    text = "stap: punten verschil met het moment ervoor"
    if not told:
        return f"{text}; meetfout niet aangeleverd"
    text += ", grijs binnen de meetfout, vet bij een daling daarbuiten"
    if told < steps:
        text += ", zwart ook waar de meetfout niet is aangeleverd"
    if told >= _COMPARISONS_WORTH_A_NOTE:
        chance = max(1, round(told * _BY_CHANCE))
        falls = "daling is" if chance == 1 else "dalingen zijn"
        text += (
            f" ({dutch.number(told)} stappen: hooguit {chance} zulke {falls} er ook zonder oorzaak)"
        )
    trend = "percentiel, anders niveau, van de laatste metingen"
    return f"{text}; trend: {trend}"


def _care(group: Overview) -> str:
    parts = []
    marks = {mark for marks in group.pupils["marks"] for mark in marks}
    if marks:
        names = {"HP": "handelingsplan", "GP": "groepsplan", "OPP": "ontwikkelingsperspectief"}
        parts += [f"{mark}: {name}" for mark, name in names.items() if mark in marks]
    if group.pupils["support_level"].notna().any():
        parts.append("ON: ondersteuningsniveau")
    if parts and group.past_on is not None:
        parts.append(f"plannen en ondersteuning op {dutch.day(group.past_on)}")
    return "; ".join(parts)


def _group_plans(group: Overview) -> str:
    """Plans of the whole group stand here once, and not in every row."""
    lines = [line for found in group.pupils["group_plan_lines"][:1] for line in found]
    if not lines:
        return ""
    named = [line for line in lines if line]
    return f"groepsplan loopt voor {dutch.listing(named)}" if named else "er loopt een groepsplan"


def _sentences(*texts: str) -> str:
    kept = [f"{text[:1].upper()}{text[1:]}." for text in texts if text]
    return " ".join(kept)
