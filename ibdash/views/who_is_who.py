"""Who is who, in words: remembered answers, and two pupils who may be one child."""

from collections.abc import Mapping
from typing import Any, Protocol

from ibdash.views import dutch
from ibdash.views.doubtful_pupil import Side, day, last_test, system
from ibdash.views.intake_in_store import on_this_computer


class Joined(Protocol):
    """What joining or parting two pupils does: facts per table, and keys, that go along."""

    @property
    def join_id(self) -> int: ...
    @property
    def moved(self) -> Mapping[str, int]: ...
    @property
    def hidden(self) -> Mapping[str, int]: ...
    @property
    def keys(self) -> int: ...


def answer_words(row: Mapping[str, Any], name: str) -> str:
    """One remembered answer, a row of `who_is_who/answers`; name: as it is shown."""
    by = "met deze sleutel" if row["has_key"] else "met deze naam en geboortedatum"
    from_where = f"{system(row['system'])}, regel {row['source_row']}"
    if not row["display_name"]:
        return f"Een leerling {by} ({from_where}) is geen van de leerlingen die u had."
    born = f", geboren {day(row['birth_date'])}" if row["birth_date"] else ""
    is_who = "is een andere leerling dan de anderen" if row["is_new"] else "is dezelfde leerling"
    return f"{name}{born} {is_who} ({from_where})."


def given_when(row: Mapping[str, Any]) -> str:
    """ "9 feb 2026, 08:41 · Ina Fictief · leerlingen.csv"."""
    at = on_this_computer(row["changed_at"])
    parts = [f"{dutch.day(at)}, {dutch.time(at)}", row["who"], row.get("file_name")]
    return " · ".join(part for part in parts if part)


def forget_sentence(row: Mapping[str, Any], name: str) -> str:
    """What follows when an answer is taken back."""
    again = "Een volgend bestand waarin deze leerling staat, vraagt opnieuw wie het is."
    if not row["display_name"]:
        return again
    stays = f"Wat al is overgenomen, blijft bij {name} staan."
    file = row["file_name"]
    undo = (
        f" Hoort dat bij een ander kind? Maak dan bij Geschiedenis {file} ongedaan." if file else ""
    )
    return f"{again} {stays}{undo}"


PUPIL_LABELS = (
    "Naam",
    "Geboortedatum",
    "Groepen",
    "Nummer",
    "Bekend bij",
    "Resultaten",
    "Laatste toets",
    "Plannen en ondersteuning",
)


def pupil_side(head: str, row: Mapping[str, Any], name: str) -> Side:
    """One known pupil, a row of `who_is_who/pupils`."""
    systems = (row["systems"] or "").split("|") if row["systems"] else []
    cared = [
        dutch.plural(row[column], one, many)
        for column, one, many in (
            ("plans", "plan", "plannen"),
            ("support_levels", "niveau", "niveaus"),
        )
        if row[column]
    ]
    return Side(
        head,
        (
            name,
            day(row["birth_date"]),
            row["placed"] or "",
            row["number"] or "",
            ", ".join(system(one) for one in systems),
            dutch.number(row["results"]),
            last_test(row["last_result_on"], row["last_result_in"]),
            " en ".join(cared),
        ),
    )


WHY = {
    "same": "zelfde naam en geboortedatum",
    "swapped": "dag en maand van de geboortedatum omgedraaid",
    "near_date": "zelfde naam, één cijfer van de geboortedatum is anders",
    "no_birth_date": "zelfde naam, van één is de geboortedatum onbekend",
    "no_birth_dates": "zelfde naam, van beide is de geboortedatum onbekend",
    "call_name": "zelfde achternaam en geboortedatum, roepnaam lijkt erop",
}


def pair_sentence(
    one: Mapping[str, Any], other: Mapping[str, Any], names: tuple[str, str], why: str
) -> str:
    """Two pupils who may be one child: each with birth date and group, and why.

    one, other: rows of `who_is_who/pupils`; names: as they are shown.  Where birth date and group
    are equal too, what does tell them apart stands behind them.
    """
    rows = (one, other)
    sides = [_born_and_placed(row) for row in rows]
    if sides[0] == sides[1]:
        for more in (_number, _systems, _results):
            found = [more(row) for row in rows]
            if found[0] != found[1]:
                sides = [f"{side}, {text}" for side, text in zip(sides, found, strict=True)]
                break
    both = " en ".join(f"{name} ({side})" for name, side in zip(names, sides, strict=True))
    return f"{both}: {WHY[why]}"


def _born_and_placed(row: Mapping[str, Any]) -> str:
    born = day(row["birth_date"]) or "geboortedatum onbekend"
    *_, last = (row["placed"] or "").split(", ")
    return f"{born}, {last.partition(' ')[2] or 'zonder groep'}"


def _number(row: Mapping[str, Any]) -> str:
    return f"nummer {row['number']}" if row["number"] else "zonder nummer"


def _systems(row: Mapping[str, Any]) -> str:
    known = [system(one) for one in (row["systems"] or "").split("|") if one]
    return f"bekend bij {dutch.listing(known)}" if known else "zonder sleutel"


def _results(row: Mapping[str, Any]) -> str:
    return dutch.plural(row["results"], "resultaat", "resultaten")


def join_sentence(done: Joined) -> str:
    """What joining does, before it is done."""
    along, keys = _parts(done.moved), dutch.plural(done.keys, "sleutel", "sleutels")
    text = f"Alleen {keys} {'gaat' if done.keys == 1 else 'gaan'} mee."
    if along:
        text = f"{dutch.listing([*along, keys])} gaan naar de leerling die blijft."
    double = dutch.listing(_parts(done.hidden))
    if double:
        text += f" Wat beide hebben ({double}), staat er één keer; dat van de ander blijft bewaard."
    return f"{text} U kunt dit later weer uit elkaar halen."


def part_sentence(done: Joined) -> str:
    """What parting does, before it is done."""
    tables = {*done.moved, *done.hidden}
    back = _parts({name: done.moved.get(name, 0) + done.hidden.get(name, 0) for name in tables})
    back.append(dutch.plural(done.keys, "sleutel", "sleutels"))
    verb = "gaat" if len(back) == 1 and done.keys == 1 else "gaan"
    return (
        f"Daarna zijn het weer twee leerlingen. {dutch.listing(back)} {verb} terug, ook wat er"
        " sinds het samenvoegen bij kwam."
    )


_TABLES = {
    "result": ("resultaat", "resultaten"),
    "placement": ("plaatsing", "plaatsingen"),
    "plan": ("plan", "plannen"),
    "support_level": ("ondersteuningsniveau", "ondersteuningsniveaus"),
}


def _parts(counts: Mapping[str, int]) -> list[str]:
    parts = [
        dutch.plural(counts[name], *words) for name, words in _TABLES.items() if counts.get(name)
    ]
    rest = sum(count for name, count in counts.items() if name not in (*_TABLES, "pupil_match"))
    if rest:
        parts.append(dutch.plural(rest, "ander gegeven", "andere gegevens"))
    return parts
