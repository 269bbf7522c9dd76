"""The sentence on top of the page Leerling: what stands out, what goes well, what comes next."""

from collections.abc import Sequence
from datetime import date

from ibdash.domain import levels
from ibdash.views import dutch
from ibdash.views import learning_line_words as words
from ibdash.views.learning_line_pupil import Care
from ibdash.views.pupil_lines import PupilLine, Sitting

_FAR_BEHIND_MOMENTS = 2
_MOST_NAMES = 3
# IV and lower on the scale of percentiles (domain.levels).
_LOW_PERCENTILE = 40


def summary(
    lines: Sequence[PupilLine],
    care: Sequence[Care],
    signals: Sequence[str],
    next_step: str,
    today: date,
) -> str:
    """At most three sentences, the finding in bold.

    signals: names of the rules that ask something and that nobody decided about, most urgent first.
    next_step: the sentence about the evaluation that comes, "" where there is none.
    """
    behind = [(line, since) for line in lines if (since := far_behind(line))]
    first = _behind(behind, care, today) or _signals(signals)
    good = _good(lines, [line for line, _ in behind])
    if not lines:
        first = first or "Er zijn nog geen resultaten van deze leerling."
    elif not first:
        first = "Er zijn geen signalen."
    return " ".join(part for part in (first, good, next_step) if part)


def far_behind(line: PupilLine) -> list[Sitting]:
    """The newest moments in a row among the lowest tenth, oldest first; [] for fewer than two."""
    with_minus = {one.test_id for one in line.taken if one.level == "V-"}
    found: list[Sitting] = []
    for one in reversed(line.taken):
        if not levels.is_lowest_tenth(
            one.level, one.level_scale or "", one.percentile, one.test_id in with_minus
        ):
            break
        found.insert(0, one)
    return found if len(found) >= _FAR_BEHIND_MOMENTS else []


def _behind(
    behind: Sequence[tuple[PupilLine, list[Sitting]]], care: Sequence[Care], today: date
) -> str:
    if not behind:
        return ""
    if len(behind) > 1:
        names = dutch.listing([words.in_sentence(line.name) for line, _ in behind])
        return f"**{names[:1].upper()}{names[1:]} blijven ver achter.**"
    line, since = behind[0]
    start = since[0]
    has_help = any(
        one.from_on <= today and (one.until_on is None or one.until_on > start.shown_on)
        for one in care
        if one.name in ("Plan", "Vervolg", "OPP")
    )
    also = ", ook met een plan" if has_help else ""
    return f"**{line.name} blijft ver achter**: {_standing(line.last)} sinds {start.title}{also}."


def _standing(one: Sitting) -> str:
    if one.level:
        return dutch.level(one.level)
    return f"percentiel {one.text('percentile')}"


def _signals(names: Sequence[str]) -> str:
    if not names:
        return ""
    shown = list(dict.fromkeys(names))
    if len(shown) == 1:
        return f"**{shown[0]}** vraagt aandacht."
    if len(shown) > _MOST_NAMES:
        return f"**{len(shown)} signalen** vragen aandacht, **{shown[0]}** als eerste."
    return f"**{dutch.listing(shown)}** vragen aandacht."


def is_good(one: Sitting) -> bool | None:
    """Whether a result is not low: level III or C and up, else a percentile above 40.

    None where the file says neither a level of a known scale nor a percentile, and of a test of
    another year group than the pupil's own.
    """
    if one.is_of_other_group:
        return None
    scale = one.level_scale or ""
    if one.level and scale in levels.SCALES:
        return one.level not in levels.low_levels(scale)
    if one.percentile is not None:
        return one.percentile > _LOW_PERCENTILE
    return None


def _good(lines: Sequence[PupilLine], behind: Sequence[PupilLine]) -> str:
    told = [
        (line, good)
        for line in lines
        if line not in behind and (good := is_good(line.last)) is not None
    ]
    fine = [line for line, good in told if good]
    if not fine:
        return ""
    top = [line for line in fine if _is_top(line.last)]
    best = (
        f", **{words.in_sentence(top[0].name)} zelfs {_standing(top[0].last)}**"
        if len(top) == 1 and len(fine) > 1
        else ""
    )
    if len(fine) == len(told) and len(fine) > 1:
        whose = "De andere leerlijnen" if behind else "De leerlijnen"
        return f"{whose} zijn goed{best}."
    names = dutch.listing([words.in_sentence(line.name) for line in fine])
    verb = "gaat" if len(fine) == 1 else "gaan"
    return f"{names[:1].upper()}{names[1:]} {verb} goed{best}."


def _is_top(one: Sitting) -> bool:
    return one.level in ("I+", "A") or (one.percentile is not None and one.percentile > 90)
