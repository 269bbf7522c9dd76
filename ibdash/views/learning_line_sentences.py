"""The computed sentences about a group, year group or school on Leerlijnen (look.md 10).

At most 20 words and one pair of numbers; `**…**` is bold.  A change is only called one when it is
more than two pupils and more than chance.
"""

from collections.abc import Sequence

from ibdash.domain import shares
from ibdash.domain.limits import SHARE_RANGE
from ibdash.domain.state import State
from ibdash.views import dutch
from ibdash.views.growth_bars import GrowthRow
from ibdash.views.learning_line import Measure, Point, is_large, value_text
from ibdash.views.level_shares import LevelBar, low_words

_LITTLE = 2
TOO_FEW = "Te weinig leerlingen om iets over deze groep te zeggen."
EACH_YEAR_GROUP = "Elke lijn is een jaargroep van nu: dezelfde leerlingen, door de jaren."
MIDDLE_WORDS: dict[Measure, str] = {
    "score": "Gemiddeld {}",
    "dle": "Gemiddeld een DLE van {}",
    "percentile": "De middelste leerling zit op percentiel {}",
    "avi": "De middelste leerling leest AVI {}",
    "functioning_level": "De middelste leerling zit op functioneringsniveau {}",
    "level": "De middelste leerling zit op niveau {}",
}


def summary(name: str, who: str, bars: Sequence[LevelBar], points: Sequence[Point]) -> str:
    """The sentence on top: the low levels where there are levels, else the middle of the group.

    name: of the learning line ("Rekenen"); who: "groep 6a".  bars and points: of one series.
    """
    known = [bar for bar in bars if bar.n]
    if known and known[-1].n >= 5 and low_words(known[-1].level_scale):
        return _about_low(name, known)
    large = [point for point in points if is_large(point)]
    if not large:
        count = dutch.plural(max(point.n for point in points), "leerling", "leerlingen")
        return f"{name}: **{count}**, te weinig om iets over de groep te zeggen."
    return f"{name} in {who}: {large[-1].n} leerlingen met een resultaat bij **{large[-1].title}**."


def summary_of_year_groups(name: str, who: str, bars: Sequence[LevelBar]) -> str:
    """The sentence on top where several year groups are shown: where most are low.

    bars: the newest of each year group.
    """
    known = [bar for bar in bars if low_words(bar.level_scale)]
    if not known:
        return f"{name} in {who}, per jaargroep van nu."
    most = max(known, key=lambda bar: bar.low / bar.n)
    if most.low == 0:
        low = low_words(most.level_scale)
        return f"Bij **{name.lower()}** zit in geen jaargroep een leerling op {low}."
    group, moment = most.title.split("<br>")
    return (
        f"Bij **{name.lower()}** zit in **{group}** het grootste deel op "
        f"{low_words(most.level_scale)}: {dutch.count_of(most.low, most.n)} leerlingen ({moment})."
    )


def _about_low(name: str, bars: Sequence[LevelBar]) -> str:
    now = bars[-1]
    low = low_words(now.level_scale)
    standing = f"{dutch.count_of(now.low, now.n)} leerlingen zitten op {low}"
    before = next((bar for bar in bars if bar.place == now.before), None)
    if before is None:
        return f"Bij **{name.lower()}**: {standing}."
    was_low = now.both_low - now.entered_low + now.left_low
    change = now.both_low - was_low
    state = low_state(now)
    if state is not State.DIFFERENCE or abs(change) <= _LITTLE:
        told = f"{standing}, bij {before.title} {_were(before.low)}"
        if state is State.TOO_LITTLE:
            return f"Bij **{name.lower()}**: {told}."
        return f"Er is **weinig veranderd** sinds {before.title}: {standing}, toen {before.low}."
    if change > 0:
        return f"**{name} vraagt aandacht**: {standing}, bij {before.title} {_were(before.low)}."
    return (
        f"Bij **{name.lower()}** zitten nog {dutch.count_of(now.low, now.n)} leerlingen op {low}, "
        f"bij {before.title} {_were(before.low)}."
    )


def _were(count: int) -> str:
    return "was dat er 1" if count == 1 else f"waren dat er {count}"


def low_state(bar: LevelBar) -> State:
    """Whether the share of low levels changed by more than chance among the same pupils."""
    found = shares.share_difference_same_pupils(bar.both, bar.left_low, bar.entered_low)
    return found if isinstance(found, State) else found.state


def above_chart(
    who: str, points: Sequence[Point], rows: Sequence[GrowthRow], measure: Measure
) -> str:
    """The sentence above the chart of one series: growth of scores, else where the middle is."""
    if measure == "score" and rows:
        return _growth(who, rows)
    large = [point for point in points if is_large(point)]
    if not large:
        return "Elk open punt is het resultaat van één leerling."
    now, earlier = large[-1], large[:-1]
    text = f"{MIDDLE_WORDS[measure].format(_middle(now, measure))} bij {now.title}"
    if not earlier or earlier[-1].test_id != now.test_id:
        return f"{text}."
    before = earlier[-1]
    if measure in ("percentile", "level") and before.norm_version != now.norm_version:
        return f"{text}; {before.title} had een andere norm."
    if _middle(before, measure) == _middle(now, measure):
        return f"{text}, net als bij {before.title}."
    return f"{text}, bij {before.title} was dat {_middle(before, measure)}."


def _middle(point: Point, measure: Measure) -> str:
    value = point.middle(measure)
    assert value is not None, "asked of points with a middle only"
    return value_text(value, measure)


def _growth(who: str, rows: Sequence[GrowthRow]) -> str:
    last = rows[-1]
    moved = _moved(last.growth)
    if len(rows) == 1 or last.half_years > 1 or rows[-2].half_years > 1:
        per = " per half jaar" if last.half_years > 1 else ""
        start, end = last.pair.split(" → ")
        return f"{who} {moved[0]} van {start} naar {end} {moved[1]}{per}."
    before = dutch.signed(rows[-2].growth)
    return f"{who} {moved[0]} het laatste half jaar {moved[1]}, het half jaar ervoor {before}."


def _moved(growth: float) -> tuple[str, str]:
    if growth < 0 and dutch.signed(growth) != "0":
        return "ging", f"{dutch.number(-growth)} punten omlaag"
    return "groeide", f"{dutch.signed(growth)} punten"


def above_growth(rows: Sequence[GrowthRow], *, is_in_time: bool = True) -> str:
    """The sentence above the growth bars: whether the last two really differ.

    is_in_time: the rows are moments of the same pupils, not one of each year group.
    """
    held = [row for row in rows if row.low is not None and row.high is not None]
    if not held:
        return "Te weinig gegevens om groei te laten zien."
    if not is_in_time:
        return "Zo groeide elke jaargroep tussen de laatste twee toetsen."
    last = held[-1]
    assert last.low is not None and last.high is not None, "chosen for having them"  # noqa: PT018
    if len(held) == 1:
        range_text = dutch.between_steps(last.low, last.high)
        return f"De groei van {last.pair.replace(' → ', ' naar ')} ligt {range_text}."
    before = held[-2]
    if before.low is None or before.high is None:
        return ""
    if last.low > before.high:
        return "De groei was groter dan in het half jaar ervoor."
    if last.high < before.low:
        return "De groei was kleiner dan in het half jaar ervoor."
    return "Of de groei echt verschilt, is niet te zeggen."


def above_shares(bars: Sequence[LevelBar]) -> str:
    """The sentence above the stacked bars of one series."""
    known = [bar for bar in bars if bar.n]
    if not known or known[-1].n < 5:
        return TOO_FEW
    now = known[-1]
    low = low_words(now.level_scale)
    if not low:
        return f"De niveaus van {now.n} leerlingen bij {now.title}."
    before = next((bar for bar in known if bar.place == now.before), None)
    text = f"Op {low}: nu {_share(now)} van de leerlingen"
    if now.n < SHARE_RANGE:
        text = f"Op {low}: nu {dutch.count_of(now.low, now.n)} leerlingen"
    if before is None or before.n < SHARE_RANGE or now.n < SHARE_RANGE:
        return f"{text}."
    return f"{text}, bij {before.title} {_share(before)}."


def _share(bar: LevelBar) -> str:
    return dutch.percent(bar.low / bar.n)


def above_shares_per_year_group(bars: Sequence[LevelBar]) -> str:
    """The sentence above one bar per year group."""
    known = [bar for bar in bars if low_words(bar.level_scale)]
    if not known:
        return "De niveaus per jaargroep bij de laatste toets."
    most = max(known, key=lambda bar: bar.low / bar.n)
    low = low_words(most.level_scale)
    if most.low == 0:
        return f"Op {low} zit in geen jaargroep een leerling."
    group = most.title.split("<br>")[0]
    return f"Het grootste deel op {low} zit in {group}: {_share_or_count(most)}."


def _share_or_count(bar: LevelBar) -> str:
    return _share(bar) if bar.n >= SHARE_RANGE else dutch.count_of(bar.low, bar.n)


def below_chart(measure: Measure, points: Sequence[Point]) -> str:
    """What the bands are, in 13 px."""
    words = {
        "score": "Vaardigheidsscore: gemiddelde",
        "dle": "DLE in maanden: gemiddelde",
        "percentile": "Percentiel: middelste leerling",
        "avi": "AVI: middelste leerling",
        "functioning_level": "Functioneringsniveau: middelste leerling",
    }
    if measure == "level":
        return "Verdeling van de leerlingen over de niveaus, in procenten."
    if len({point.series for point in points}) > 1:
        return f"{words[measure]} per jaargroep."
    has_norm = any(is_large(point) and point.norm and point.norm.mean for point in points)
    norm = " Gestippeld: de normgroep van uw normtabel." if has_norm else ""
    return f"{words[measure]}, middelste helft (donker) en 80% (licht).{norm}"
