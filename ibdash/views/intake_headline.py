"""The summary of what one file would do: what it is, how much of it can go in, what changes."""

from collections.abc import Collection, Mapping, Sequence

from ibdash.views import dutch
from ibdash.views.intake_report import (
    KINDS,
    Counted,
    Reported,
    accepted,
    changes_nothing,
    of_file,
)

# What a file of several tables is about, before anything else in it.
_WEIGHTY = ("pupil", "result")
# Rows that come along with others, or say who and where those are.
_ALONG = frozenset({"school", "group", "placement", "test", "pupil_key", "result_claim"})
_MOST_TITLES = 3
_MOST_NAMED = 6


def main_kinds(report: Reported) -> list[str]:
    """What a file is about, of which it has rows: one kind, the first in the order of KINDS.

    A file of several tables (an export of everything) is about its pupils and its results.
    """
    there = [kind for kind in KINDS if kind in report.counts and of_file(report.counts[kind])]
    if _is_of_several(report):
        weighty = [kind for kind in _WEIGHTY if kind in there]
        largest = sorted(there, key=lambda kind: -of_file(report.counts[kind]))
        return weighty or [kind for kind in largest if kind not in _ALONG][:1] or largest[:1]
    return there[:1] or [next(iter(report.counts), "result")]


def size(report: Reported) -> str:
    """ "1.187 regels"; "62 leerlingen en 1.114 resultaten"."""
    kinds = [kind for kind in main_kinds(report) if kind in report.counts]
    return _rows({kind: of_file(report.counts[kind]) for kind in kinds})


def form(report: Reported) -> str | None:
    """What was recognised: the table, or how many of them where they are many."""
    titles = (report.format or "").split(", ")
    return f"{len(titles)} tabellen" if len(titles) > _MOST_TITLES else report.format


def take_label(report: Reported) -> str:
    """The button: "1.179 regels overnemen"."""
    kinds = main_kinds(report)
    return f"{_rows({kind: accepted(report.counts[kind]) for kind in kinds})} overnemen"


def taken_count(report: Reported) -> str:
    """What went in, as what it is: "1.179 resultaten", "62 leerlingen en 1.114 resultaten"."""
    kinds = main_kinds(report)
    return dutch.listing([KINDS[kind].count(accepted(report.counts[kind])) for kind in kinds])


def sentence(report: Reported, school: str | None, replace: bool) -> str:
    """The summary: what it is, of whom, how much can go in and what changes; `**finding**`.

    school: its name, or None where the file names none or several.
    """
    kinds = main_kinds(report)
    parts = (school, _year(report.school_year), _moments(report.moments))
    where = ", ".join(part for part in parts if part)
    what = _what(report.counts, kinds) if _is_of_several(report) else KINDS[kinds[0]].file
    parts_of_it = (
        f"{what} van **{where}**." if where else f"{what}.",
        _how_many(report.counts, kinds),
        _what_comes_along(report.counts, kinds),
        _what_changes(report.counts, replace),
    )
    return " ".join(part for part in parts_of_it if part)


def taken_sentence(report: Reported, replace: bool) -> str:
    """What was taken in: "**Overgenomen.** Nieuw: 3 resultaten. Gewijzigd: 2 resultaten."."""
    if report.state == "unchanged":
        return "**Er is niets veranderd:** alles stond er al."
    known = [(kind, report.counts[kind]) for kind in KINDS if kind in report.counts]
    # Tests and placements come along with results and pupils; a school counts only where it is new.
    kinds = [(kind, count) for kind, count in known if kind not in ("test", "placement")]
    keep = main_kinds(report)
    parts = [
        f"{head}: {_named(of, keep)}."
        for head, of in (
            ("Nieuw", {kind: count.new for kind, count in kinds}),
            ("Gewijzigd", {kind: count.changed for kind, count in kinds if kind != "school"}),
            ("Gesloten", {kind: count.gone for kind, count in kinds if kind != "school"}),
        )
        if any(of.values()) and (replace or head != "Gesloten")
    ]
    return " ".join(["**Overgenomen.**", *parts])


def _named(counts: Mapping[str, int], keep: Collection[str] = (), mark: str = "") -> str:
    """ "3 resultaten, 2 plannen en 1 school"; of many kinds the largest, and how many more.

    keep: kinds that are named in any case.  mark: around each.
    """
    there = [kind for kind, count in counts.items() if count]
    shown = there
    if len(there) > _MOST_NAMED:
        weight = sorted(there, key=lambda kind: (kind not in keep, -counts[kind]))
        shown = [kind for kind in there if kind in weight[: _MOST_NAMED - 1]]
    texts = [f"{mark}{KINDS[kind].count(counts[kind])}{mark}" for kind in shown]
    if more := len(there) - len(shown):
        texts.append(f"nog {dutch.number(more)} soorten gegevens")
    return dutch.listing(texts)


def _is_of_several(report: Reported) -> bool:
    """Whether it is a file of several tables; a dossier is one thing, however much is in it."""
    return report.dossier is None and ", " in (report.format or "")


def _rows(counts: Mapping[str, int]) -> str:
    if len(counts) == 1:
        return "".join(KINDS[kind].rows(count) for kind, count in counts.items())
    return dutch.listing([KINDS[kind].count(count) for kind, count in counts.items()])


def _what(counts: Mapping[str, Counted], kinds: Sequence[str]) -> str:
    """ "Leerlingen, resultaten en nog 22 soorten gegevens"."""
    heads = [KINDS[kind].many for kind in kinds]
    others = [
        kind
        for kind in KINDS
        if kind in counts and kind not in (*kinds, *_ALONG) and of_file(counts[kind])
    ]
    if len(others) == 1:
        heads.append(KINDS[others[0]].many)
    elif others:
        heads.append(f"nog {dutch.number(len(others))} soorten gegevens")
    text = dutch.listing(heads)
    return text[:1].upper() + text[1:]


def _year(school_year: str | None) -> str | None:
    return f"schooljaar {school_year}" if school_year else None


def _moments(moments: Sequence[str]) -> str | None:
    """ "moment M6", "M3 tot en met M8"; None without a moment."""
    if len(moments) < 2:
        return f"moment {moments[0]}" if moments else None
    return f"{moments[0]} tot en met {moments[-1]}"


def _how_many(counts: Mapping[str, Counted], kinds: Sequence[str]) -> str:
    whole = {kind: of_file(counts[kind]) for kind in kinds}
    part = {kind: accepted(counts[kind]) for kind in kinds}
    if whole != part:
        verb = "kan" if list(part.values()) == [1] else "kunnen"
        able = dutch.listing([f"**{dutch.number(count)}**" for count in part.values()])
        return f"Van {_rows(whole)} {verb} er {able} mee."
    if list(whole.values()) == [1]:
        return f"{KINDS[kinds[0]].only} kan mee."
    marked = f"**{_rows(whole)}**" if len(kinds) == 1 else _named(whole, mark="**")
    # "Alle 1 leerling" is no Dutch.
    return f"{marked} kunnen mee." if 1 in whole.values() else f"Alle {marked} kunnen mee."


def _what_comes_along(counts: Mapping[str, Counted], kinds: Sequence[str]) -> str:
    """What else is new: "Nieuw daarbij: 399 leerlingen en 143 ondersteuningsniveaus."."""
    # Placements and tests come along with pupils and results.
    passed = {*kinds, "placement", "test"}
    new = {k: counts[k].new for k in KINDS if k in counts and counts[k].new and k not in passed}
    return f"Nieuw daarbij: {_named(new, mark='**')}." if new else ""


def _what_changes(counts: Mapping[str, Counted], replace: bool) -> str:
    if changes_nothing(counts, replace):
        return "Er verandert **niets**: alles staat er al."
    changed = [
        (KINDS[kind], counts[kind].changed)
        for kind in KINDS
        if kind in counts and kind != "school" and counts[kind].changed
    ]
    if not changed:
        return "Aan wat er al staat, verandert niets."
    parts = []
    for words, count in changed[:3]:
        noun = words.one if count == 1 else words.many
        adjective = words.adjective if count == 1 else "bestaande"
        parts.append(f"**{dutch.number(count)}{dutch.NO_BREAK}{adjective} {noun}**")
    verb = "verandert" if changed[0][1] == 1 else "veranderen"
    return f"Er {verb} {dutch.listing(parts)}."
