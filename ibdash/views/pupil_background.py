"""What stands under the figure: career, DL/DLE, absence, requests, and the OPP in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ibdash.domain import school_year
from ibdash.views import dutch, pupil_timeline
from ibdash.views.pupil_lines import PupilLine

_KINDS: Mapping[str, str] = {
    "ziek": "ziek",
    "verlof": "verlof",
    "ongeoorloofd": "ongeoorloofd",
    "te_laat": "te laat",
    "schorsing": "schorsing",
}


def career(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """A row a school year, newest first: group, and what was out of the ordinary."""
    found = []
    for row in reversed(rows):
        where = "hier" if row["is_here"] else row["at_name"] or "andere school"
        said = [
            "**jaargroep opnieuw**" if row["is_repeated"] else "",
            row["particularity"] or "",
        ]
        found.append(
            {
                "Schooljaar": row["school_year"],
                "Jaargroep": row["year_group"] or dutch.DASH,
                "Groep": row["group_name"] or dutch.DASH,
                "School": where,
                "Bijzonder": ", ".join(word for word in said if word),
            }
        )
    return found


def career_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """One sentence: how long here, which years again, from which school."""
    if not rows:
        return "Er is nog geen schoolloopbaan bekend."
    here = sorted({row["school_year"] for row in rows if row["is_here"]})
    again = [row["year_group"] for row in rows if row["is_repeated"] and row["year_group"]]
    before = list(dict.fromkeys(row["at_name"] for row in rows if row["at_name"]))
    parts = [f"Op deze school sinds {here[0]}" if here else "Nog niet op deze school geplaatst"]
    if before:
        parts.append(f"ervoor op {dutch.listing(before)}")
    groups = dutch.listing([dutch.group(code) for code in dict.fromkeys(again)])
    parts.append(f"deed {groups} opnieuw" if again else "geen doublure bekend")
    return f"{', '.join(parts)}."


def months(lines: Iterable[PupilLine]) -> list[dict[str, str]]:
    """DL, DLE and what of it was gained, of the lines where both were delivered; else DLE alone."""
    found = []
    for line in lines:
        told = [one for one in line.taken if one.dle is not None]
        if not told:
            continue
        last = told[-1]
        assert last.dle is not None, "only results with a DLE"
        share = dutch.percent(last.dle / last.dl) if last.dl else ""
        found.append(
            {
                "Leerlijn": line.name,
                "Moment": last.title,
                "DL": dutch.number(last.dl) if last.dl is not None else "niet geleverd",
                "DLE": dutch.number(last.dle),
                "Leerrendement": share or dutch.DASH,
            }
        )
    return found


def absence(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """A sentence a school year, and one for what a former school counted."""
    found = []
    for begins in dict.fromkeys(row["begins"] for row in rows if row["kind"] != "total"):
        parts = [_absent(row) for row in rows if row["begins"] == begins and row["kind"] != "total"]
        found.append(
            f"**{school_year.from_start(begins)}**: {dutch.listing([p for p in parts if p])}"
        )
    for row in rows:
        if row["kind"] == "total" and (row["half_days"] or row["hours"]):
            kind = "ongeoorloofd" if row["is_unallowed"] else "geoorloofd"
            found.append(
                f"Geteld door de vorige school, twaalf maanden tot {dutch.day(row['last_on'])}: "
                f"{_amount(row)} {kind}"
            )
    return found


def _absent(row: Mapping[str, Any]) -> str:
    kind = _KINDS.get(row["kind"] or "", (row["kind"] or "reden onbekend").replace("_", " "))
    return f"{_amount(row)} {kind}"


def _amount(row: Mapping[str, Any]) -> str:
    parts = [
        dutch.plural(row["days"], "dag", "dagen") if row["days"] else "",
        dutch.plural(row["half_days"], "dagdeel", "dagdelen") if row["half_days"] else "",
        f"{dutch.number(row['hours'], 0 if row['hours'] == int(row['hours']) else 1)} uur"
        if row["hours"]
        else "",
    ]
    return dutch.listing([part for part in parts if part]) or "een keer"


def requests(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Referrals, declarations and advice as a table."""
    words = {
        "referral": pupil_timeline.REFERRALS,
        "declaration": pupil_timeline.DECLARATIONS,
        "advice": pupil_timeline.ADVICE,
    }
    found = []
    for row in rows:
        until = f" tot en met {dutch.day(row['until_on'])}" if row["until_on"] else ""
        step = row["step"] or ""
        turn = f"aan zet: {row['turn_of']}" if row["turn_of"] else ""
        found.append(
            {
                "Wat": words[row["kind"]].get(row["word"] or "", row["word"] or ""),
                "Dag": f"{dutch.day(row['from_on'])}{until}" if row["from_on"] else "onbekend",
                "Toelichting": row["text"] or "",
                "Stand": ", ".join(part for part in (row["decision"] or step, turn) if part),
            }
        )
    return found


def opp(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The newest OPP as (head, text): destination, reasons, goal, factors; [] without one."""
    own = [row for row in rows if row["kind"] == "opp"]
    if not own:
        return []
    row = own[-1]
    made = dutch.day(row["established_on"]) if row["established_on"] else ""
    said = [
        ("Uitstroombestemming", row["outflow_destination"]),
        ("Onderbouwing", row["reasoning"]),
        ("Doel", row["goal"]),
        ("Helpt", row["helping_factors"]),
        ("Belemmert", row["hindering_factors"]),
        ("Vastgesteld", made),
        ("Evaluatie", dutch.day(row["evaluate_on"]) if row["evaluate_on"] else ""),
    ]
    return [(head, text) for head, text in said if text]


def diagnoses(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Restricted: name, when and by whom."""
    return [
        {
            "Diagnose": row["name"] or row["codes"] or "",
            "Gesteld op": dutch.day(row["made_on"]) if row["made_on"] else "onbekend",
            "Door": row["made_by"] or row["institution"] or "",
        }
        for row in rows
    ]


def capacity(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Restricted: test, part, IQ with its bounds."""
    return [
        {
            "Test": " ".join(part for part in (row["test"], row["part"]) if part),
            "Afgenomen": dutch.day(row["taken_on"]) if row["taken_on"] else "onbekend",
            "IQ": dutch.number(row["iq"]) if row["iq"] is not None else dutch.DASH,
            "Bereik": dutch.between(row["bound_low"], row["bound_high"])
            if row["bound_low"] is not None and row["bound_high"] is not None
            else "niet geleverd",
            "Kwalificatie": row["qualification"] or "",
        }
        for row in rows
    ]
