"""Words that every sentence and label of Leerlijnen shares."""

from ibdash.views import dutch

_ELLIPSIS = "\u2026"


def in_sentence(name: str) -> str:
    """A learning line within a sentence: "tekstlezen (AVI)"; an abbreviation keeps its capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def year_group(code: str) -> str:
    """ "jaargroep 5", on one line.

    Never "groep 5": in a combination group that is another number of pupils than the group has.
    """
    return f"jaargroep{dutch.NO_BREAK}{code}" if code else "zonder jaargroep"


def year_groups(codes: tuple[str, ...]) -> str:
    """ "jaargroep 4 en 5"."""
    return f"jaargroep{dutch.NO_BREAK}{dutch.listing(codes)}"


def points(value: float, decimals: int = 0) -> str:
    """ "16 punten", "1 punt"."""
    return _with_noun(dutch.number(value, decimals))


def steps(value: float, decimals: int = 0) -> str:
    """ "+16 punten", "+1 punt", "−1 punt"."""
    return _with_noun(dutch.signed(value, decimals))


def _with_noun(text: str) -> str:
    is_one = text.lstrip(f"+{dutch.MINUS}") in ("1", "1,0")
    return f"{text} {'punt' if is_one else 'punten'}"


def standing_at(count: int, whole: int, where: str) -> str:
    """ "14 van de 27 leerlingen zitten op IV of lager"; of 0 and 1 "zit"."""
    many = dutch.count_of(count, whole) if count else f"geen van de {dutch.number(whole)}"
    return f"{many} leerlingen {'zit' if count < 2 else 'zitten'} op {where}"


def is_clear(low: float, high: float, decimals: int = 0) -> bool:
    """Whether a range leaves zero out as it is written: "tussen −9 en 0" does not."""
    return low * high > 0 and all(
        dutch.signed(end, decimals) != dutch.signed(0, decimals) for end in (low, high)
    )


def at(title: str) -> str:
    """ "bij M6", but "in groep 6" and "in 2025-26" of a test that names no moment."""
    return f"bij {title}" if title[:1].isupper() else f"in {title}"


def shortened(text: str, most: int) -> str:
    """At most so many signs; what is cut off ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}{_ELLIPSIS}"


def pair_in_sentence(pair: str) -> tuple[str, str]:
    """The two moments of a pair of an axis: "gr. 5 → gr. 6" is "groep 5" and "groep 6"."""
    start, end = pair.replace("gr.", "groep").split(" → ")
    return start, end
