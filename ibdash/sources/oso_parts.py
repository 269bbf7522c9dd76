"""The parts of a dossier beside its tests: career, advice, support, absence, and the dossier."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ibdash.sources.oso_values import Values
from ibdash.sources.oso_xml import Dossier, Node

Row = dict[str, Any]

_BRIN = re.compile(r"[0-9]{2}[A-Z]{2}")
_LOCATION = re.compile(r"[0-9]{2}")
_DIGITS = re.compile(r"[0-9]{8,9}")
# Codelijst 14: 1 is a girl and 2 a boy, the other way round than in EDEXML.
_GENDERS = {"1": "v", "2": "m"}
_ADVICE = {
    "advies": "school",
    "herzienadvies": "revised",
    "wensouders": "parents",
    "wensleerling": "pupil",
}
_DUMMY = "#1"

OPTED_OUT = "opted_out"
NOT_APPLICABLE = "not_applicable"
DELIVERED = "delivered"
EMPTY = "empty"
_CHOICES = {"OPT-UIT": OPTED_OUT, "VERBODEN": NOT_APPLICABLE}
_PARTS = {
    "career": "schoolloopbaan",
    "advice": "advies",
    "support": "ondersteuning",
    "absence": "verzuim",
    "final_test": "eindtoets",
    "tests": "toetsen",
    "plans": "handelingsplannen",
}


def pupil(node: Node, values: Values) -> Row:
    """The pupil.  Days of entering and leaving are of the former school, so they are not read."""
    key = values.text(node, "leerlingid")
    if key is not None and _DIGITS.fullmatch(key):
        # As long as a citizen service number; one key alone cannot prove that it is none.
        values.remark(0, "info", "leerlingid is een lang getal; deze leerling is op naam herkend")
        key = None
    first = values.text(node, "voornaam")
    return {
        "line": node.line,
        "pupil_key": key or _DUMMY,
        "is_dummy_key": key is None,
        "call_name": values.text(node, "roepnaam") or first,
        "prefix": values.text(node, "voorvoegsel"),
        "family_name": values.text(node, "achternaam"),
        "birth_date": values.day(node, "geboortedatum"),
        "gender": _GENDERS.get(values.text(node, "geslacht") or ""),
    }


def school(node: Node | None, values: Values) -> tuple[str | None, str | None, str | None]:
    """BRIN, location and name of the former school."""
    return (
        _matching(_BRIN, values.text(node, "brincode")),
        _matching(_LOCATION, values.text(node, "vestigingscode")),
        values.text(node, "naam"),
    )


def delivery(dossier: Dossier, pupil_node: Node, values: Values) -> dict[str, str]:
    """Part -> whether it was delivered, is empty, was opted out of, or does not belong here."""
    shape = dossier.shape
    support = pupil_node.first(shape.support)
    chosen = dossier.root.first("metadata", "categorie_uitlevering")
    plans = [support] if shape.support != "zorg" else [pupil_node.first("handelingsplanlijst")]
    there: dict[str, tuple[str, bool]] = {
        "career": ("cat_schoolloopbaan", _is_there(pupil_node.first("schoolloopbaanlijst"))),
        "advice": ("cat_overstapadvies", _is_there(pupil_node.first("overstapadvies"))),
        "support": (
            shape.support_category,
            any(child.name != "handelingsplan" for child in (support.children if support else ())),
        ),
        "absence": ("cat_verzuim", _is_there(pupil_node.first("verzuim"))),
        "final_test": ("cat_eindtoetsbo", _is_there(pupil_node.first("eindtoets_basisonderwijs"))),
        "tests": ("cat_toetsresultaten", _is_there(pupil_node.first("toetslijst"))),
        "plans": ("cat_handelingsplannen", any(p and p.first("handelingsplan") for p in plans)),
    }
    found = {}
    for part, (category, is_there) in there.items():
        choice = _CHOICES.get((values.text(chosen, category) or "").upper())
        if choice and is_there:
            values.remark(
                0,
                "warning",
                f"{category[4:]} hoort niet uitgeleverd te worden en staat toch in het dossier;"
                " niet overgenomen",
                "Overleg met de vorige school",
            )
        found[part] = choice or (DELIVERED if is_there else EMPTY)
    refused = [_PARTS[part] for part, state in found.items() if state == OPTED_OUT]
    if refused:
        values.remark(
            0,
            "warning",
            f"Niet aangeleverd, omdat de ouders daarvoor kozen: {', '.join(refused)};"
            " dat betekent niet dat er niets is",
        )
    return found


def transfer(
    dossier: Dossier,
    origin: tuple[str | None, str | None, str | None],
    parts: Mapping[str, str],
    pupil_node: Node,
    values: Values,
) -> Row:
    """The dossier itself."""
    seen, meta = dossier.root.first("inzage"), dossier.root.first("metadata")
    return {
        "line": dossier.root.line,
        "made_on": values.day(meta, "datum"),
        "version": dossier.shape.version,
        "transfer_kind": values.text(meta, "overstap"),
        "delivery_kind": values.text(dossier.root, "overdrachtsoort"),
        "from_brin": origin[0],
        "from_location": origin[1],
        "from_name": origin[2],
        "is_provisional": values.flag(seen, "voorlopigdossier"),
        "parents_saw": values.flag(seen, "inzage"),
        "parents_agree": _lower(values.text(seen, "akkoord")),
        "objection": values.text(seen, "redennietakkoord"),
        "consent": _lower(values.text(seen, "toestemming")),
        "attention": (
            values.text(pupil_node, "overstapadvies", "aandachtspunten")
            if parts["advice"] == DELIVERED
            else None
        ),
        **{f"{part}_part": status for part, status in parts.items()},
        "attachments": dossier.attachments,
        "damaged_attachments": len(dossier.damaged),
    }


def career(pupil_node: Node, values: Values) -> list[Row]:
    """A row per school year and school; one without a school year is left, with a remark."""
    rows = []
    for year in _listed(pupil_node, "schoolloopbaanlijst", "schoolloopbaan"):
        school_year = values.school_year(year, "schooljaar")
        if school_year is None:
            values.remark(
                year.line,
                "refused",
                "Dit jaar van de schoolloopbaan heeft geen schooljaar",
                kind="career_year",
            )
            continue
        rows.append(
            {
                "line": year.line,
                "school_year": school_year,
                "year_group": values.year_group(year, "jaargroep"),
                "group_name": values.text(year, "groepsnaam"),
                "from_on": values.day(year, "begindatum"),
                "until_on": values.day(year, "einddatum"),
                "at_brin": _matching(_BRIN, values.text(year, "brincode")),
                "at_location": _matching(_LOCATION, values.text(year, "vestigingscode")),
                "school_kind": values.text(year, "schoolsoort"),
            }
        )
    return rows


def advice(pupil_node: Node, made_on: date | None, values: Values) -> list[Row]:
    """The advice for secondary education, and what parents and pupil wish (codelijst 2)."""
    block = pupil_node.first("overstapadvies")
    rows: list[Row] = []
    for name, kind in _ADVICE.items():
        node = block.first(name) if block else None
        if node is not None:
            rows.append(
                {
                    "line": node.line,
                    "advice_kind": kind,
                    "known_on": made_on,
                    "advice": values.text(block, name),
                }
            )
    if rows:
        rows[0]["profile"] = values.text(block, "profiel")
        rows[0]["reasoning"] = values.text(block, "argumentatie")
    return rows


def absence(pupil_node: Node, made_on: date | None, values: Values) -> list[Row]:
    """Totals over the twelve months before the dossier was made."""
    block = pupil_node.first("verzuim")
    if block is None or not block.children:
        return []
    return [
        {
            "line": block.line,
            "until_on": made_on,
            "half_days_allowed": values.count(block, "dagdelengeoorloofd"),
            "half_days_unallowed": values.count(block, "dagdelenongeoorloofd"),
            "hours_allowed": values.count(block, "urengeoorloofd"),
            "hours_unallowed": values.count(block, "urenongeoorloofd"),
            "over_a_quarter": values.flag(block, "meerdan25percent"),
            "times_unallowed": values.count(block, "frequentie"),
            "attendance_officer": values.flag(block, "contactleerplicht"),
            "dropout_reported": values.flag(block, "rmcmelding"),
        }
    ]


def diagnoses(support: Node | None, values: Values) -> list[Row]:
    """Restricted: a diagnosis with its codes (codelijst 23), by whom and when."""
    return [
        {
            "line": node.line,
            "codes": ", ".join(code.text for code in node.all("code") if code.text) or None,
            "name": values.text(node, "naam"),
            "made_on": values.day(node, "datum"),
            "made_by": values.text(node, "doorwie"),
            "institution": values.text(node, "instantie"),
        }
        for node in (support.all("diagnose") if support else ())
    ]


def declarations(support: Node | None, values: Values) -> list[Row]:
    """TLV (toelaatbaarheidsverklaring), and the decision on LWOO where there is one."""
    rows = []
    for kind in ("tlv", "lwoo"):
        # LWOO writes its elements with an underscore.
        own = kind if kind == "tlv" else f"{kind}_"
        for node in support.all(kind) if support else ():
            rows.append(
                {
                    "line": node.line,
                    "declaration_kind": kind,
                    "number": values.text(node, f"{own}beschikkingsnummer"),
                    "swv_number": values.text(node, f"{own}swvnummer"),
                    "category": values.text(node, f"{own}categorie"),
                    "from_on": values.day(node, f"{own}ingangdatum"),
                    "until_on": values.day(node, f"{own}einddatum"),
                }
            )
    return rows


def arrangements(support: Node | None, kinds: Mapping[str, str], values: Values) -> list[Row]:
    """Arrangements by their kind: cluster12, or pao (passend onderwijs)."""
    return [
        {
            "line": node.line,
            "arrangement_kind": kinds[node.name],
            "from_on": values.day(node, "arrangement_datum"),
            "until_on": values.day(node, "arrangement_einddatum"),
            "description": values.text(node, "arrangement_kenmerk"),
            "number": values.text(node, "arrangement_beschikkingsnr"),
            "at_brin": _matching(_BRIN, values.text(node, "arrangement_brin")),
            "at_location": _matching(_LOCATION, values.text(node, "arrangement_vestigingscode")),
        }
        for node in (support.children if support else ())
        if node.name in kinds
    ]


def plans(parent: Node | None, by: str | None, values: Values) -> list[Row]:
    """Individual plans; `by` is the former school, which carried them out."""
    return [
        {
            "line": node.line,
            "plan_kind": "individual",
            "title": values.text(node, "isgerichtop"),
            "carried_out_by": by,
            "starts_on": values.day(node, "startdatum"),
            "ends_on": values.day(node, "einddatum"),
        }
        for node in (parent.all("handelingsplan") if parent else ())
    ]


def opps(support: Node | None, by: str | None, values: Values) -> list[Row]:
    """OPPs, as plans."""
    return [
        {
            "line": node.line,
            "plan_kind": "opp",
            "title": None,
            "carried_out_by": by,
            "starts_on": values.day(node, "opp_ingangdatum"),
            "ends_on": values.day(node, "opp_einddatum"),
        }
        for node in (support.all("opp") if support else ())
    ]


def _listed(node: Node, parent: str, name: str) -> list[Node]:
    found = node.first(parent)
    return list(found.all(name)) if found else []


def _is_there(node: Node | None) -> bool:
    return node is not None and bool(node.children)


def _matching(pattern: re.Pattern[str], text: str | None) -> str | None:
    return text.upper() if text and pattern.fullmatch(text.upper()) else None


def _lower(text: str | None) -> str | None:
    return text.casefold() if text else None
