"""The computed sentences about a group, year group or school on Leerlijnen (look.md 10).

At most 20 words and one pair of numbers; `**…**` is bold.  A change is only called one when it is
more than two pupils and more than chance.
"""

from collections.abc import Sequence

from ibdash.domain import shares
from ibdash.domain.limits import GROUP_SHOWN
from ibdash.domain.state import State
from ibdash.views import dutch
from ibdash.views import learning_line_words as words
from ibdash.views.growth_bars import GrowthRow
from ibdash.views.learning_line import Measure, Point, is_large, value_text
from ibdash.views.level_shares import LevelBar, low_words

_LITTLE = 2
_SCHOOL = "de school"
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
    if known and known[-1].n >= GROUP_SHOWN and low_words(known[-1].level_scale):
        return _about_low(name, known)
    large = [point for point in points if is_large(point)]
    if not large:
        count = dutch.plural(max(point.n for point in points), "leerling", "leerlingen")
        return f"{name}: **{count}**, te weinig om iets over de groep te zeggen."
    count = dutch.number(large[-1].n)
    return f"{name} in {who}: {count} leerlingen met een resultaat **{words.at(large[-1].title)}**."


def summary_of_year_groups(name: str, who: str, bars: Sequence[LevelBar]) -> str:
    """The sentence on top where several year groups are shown: where most are low.

    bars: the newest of each year group.
    """
    known = [bar for bar in bars if low_words(bar.level_scale)]
    if not known:
        return f"{name} in {who}, per jaargroep van nu."
    most = max(known, key=lambda bar: bar.low / bar.n)
    low, line = low_words(most.level_scale), words.in_sentence(name)
    group, _, moment = most.title.partition("<br>")
    moment = f" ({moment})" if moment else ""
    # Of a combination group a year group is a part; of the school it is all of them.
    group = group if who == _SCHOOL else f"{group} van {who}"
    if len(known) == 1:
        standing = words.standing_at(most.low, most.n, low)
        return f"Bij **{line}** in **{group}**: {standing}{moment}."
    if most.low == 0:
        return f"Bij **{line}** zit in geen van deze {len(known)} jaargroepen iemand op {low}."
    return (
        f"Bij **{line}** zit in **{group}** het grootste deel op {low}: "
        f"{dutch.count_of(most.low, most.n)} leerlingen{moment}."
    )


def _about_low(name: str, bars: Sequence[LevelBar]) -> str:
    now = bars[-1]
    low, line = low_words(now.level_scale), words.in_sentence(name)
    standing = words.standing_at(now.low, now.n, low)
    before = next((bar for bar in bars if bar.place == now.before), None)
    if before is None:
        return f"Bij **{line}**: {standing}."
    then = dutch.count_of(before.low, before.n)
    change = now.entered_low - now.left_low
    state = low_state(now)
    # Who came and went may turn what the same pupils did into its opposite: then no judgement.
    is_same_way = change * (now.low / now.n - before.low / before.n) > 0
    if state is State.TOO_LITTLE or (state is State.DIFFERENCE and not is_same_way):
        return f"Bij **{line}**: {standing}, {words.at(before.title)} {then}."
    if state is not State.DIFFERENCE or abs(change) <= _LITTLE:
        return f"**Weinig veranderd** sinds {before.title}: {standing}, toen {then}."
    if change > 0:
        return f"**{name} vraagt aandacht**: {standing}, {words.at(before.title)} {then}."
    if now.low < 2:
        return f"Bij **{line}** {_nearly_nobody(now, low)}, {words.at(before.title)} {then}."
    return (
        f"Bij **{line}** zitten nog {dutch.count_of(now.low, now.n)} leerlingen op {low}, "
        f"{words.at(before.title)} {then}."
    )


def _nearly_nobody(bar: LevelBar, low: str) -> str:
    if bar.low == 0:
        return f"zit geen van de {dutch.number(bar.n)} leerlingen nog op {low}"
    return f"zit nog {dutch.count_of(1, bar.n)} leerlingen op {low}"


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
    text = f"{MIDDLE_WORDS[measure].format(_middle(now, measure))} {words.at(now.title)}"
    if not earlier or earlier[-1].test_id != now.test_id:
        return f"{text}."
    before = earlier[-1]
    if measure in ("percentile", "level") and before.norm_version != now.norm_version:
        return f"{text}; {before.title} had een andere norm."
    if _middle(before, measure) == _middle(now, measure):
        return f"{text}, net als {words.at(before.title)}."
    return f"{text}, {words.at(before.title)} was dat {_middle(before, measure)}."


def _middle(point: Point, measure: Measure) -> str:
    value = point.middle(measure)
    assert value is not None, "asked of points with a middle only"
    return value_text(value, measure)


def _growth(who: str, rows: Sequence[GrowthRow]) -> str:
    last = rows[-1]
    moved = _moved(last.growth)
    before = rows[-2] if len(rows) > 1 else None
    if before is None or not _follows(before, last) or last.half_years > 1:
        start, end = words.pair_in_sentence(last.pair)
        return f"{who} {moved[0]} van {start} naar {end} {moved[1]}{_per(last)}."
    return (
        f"{who} {moved[0]} het laatste half jaar {moved[1]}, het half jaar ervoor "
        f"{dutch.signed(before.growth)}."
    )


def _follows(before: GrowthRow, last: GrowthRow) -> bool:
    """Whether two pairs are two half years that follow each other."""
    ends, starts = before.pair.split(" → ")[1], last.pair.split(" → ")[0]
    return ends == starts and before.half_years == last.half_years == 1


def _per(row: GrowthRow) -> str:
    return " per half jaar" if row.half_years > 1 else ""


def _moved(growth: float) -> tuple[str, str]:
    if growth < 0 and dutch.signed(growth) != "0":
        return "ging", f"{words.points(-growth)} omlaag"
    return "groeide", words.steps(growth)


def above_growth(rows: Sequence[GrowthRow], *, is_in_time: bool = True) -> str:
    """The sentence above the growth bars: whether the last two really differ.

    is_in_time: the rows are moments of the same pupils, not one of each year group.
    """
    held = [row for row in rows if row.low is not None and row.high is not None]
    if not held:
        return "Te weinig gegevens om groei te laten zien."
    if not is_in_time:
        return "Zo veel groeide elke jaargroep per half jaar."
    last = held[-1]
    assert last.low is not None and last.high is not None, "chosen for having them"  # noqa: PT018
    if len(held) == 1:
        range_text = dutch.between_steps(last.low, last.high)
        start, end = words.pair_in_sentence(last.pair)
        return f"De groei van {start} naar {end} ligt {range_text}{_per(last)}."
    before = held[-2]
    if before.low is None or before.high is None:
        return ""
    per = "De groei" if _follows(before, last) else "De groei per half jaar"
    when = "in het half jaar ervoor" if _follows(before, last) else _between(before)
    if _is_above(last.low, before.high):
        return f"{per} was groter dan {when}."
    if _is_above(before.low, last.high):
        return f"{per} was kleiner dan {when}."
    return "Of de groei echt verschilt, is niet te zeggen."


def _between(row: GrowthRow) -> str:
    start, end = words.pair_in_sentence(row.pair)
    return f"van {start} naar {end}"


def _is_above(low: float, high: float) -> bool:
    """Whether one range begins above the end of another, as both are written."""
    return low > high and dutch.signed(low) != dutch.signed(high)


def below_growth(rows: Sequence[GrowthRow], *, is_in_time: bool = True) -> str:
    """What the numbers are, in 13 px: growth per half year, also where a test is once a year."""
    which = "" if is_in_time else ", tussen hun laatste twee toetsen"
    text = f"Punten per half jaar van dezelfde leerlingen{which}, met het bereik (95%)."
    if any(row.half_years > 1 for row in rows):
        text += " Zit er meer tijd tussen twee toetsen, dan is de groei over die tijd verdeeld."
    return text


def above_shares(bars: Sequence[LevelBar]) -> str:
    """The sentence above the stacked bars of one series: who came to a low level, and who left.

    How many there are stands in the sentence on top of the page.
    """
    known = [bar for bar in bars if bar.n]
    if not known or known[-1].n < GROUP_SHOWN:
        return TOO_FEW
    now = known[-1]
    low = low_words(now.level_scale)
    count = dutch.number(now.n)
    if not low or now.both < GROUP_SHOWN:
        return f"De niveaus van {count} leerlingen {words.at(now.title)}."
    if now.entered_low == now.left_low == 0:
        return f"Niemand kwam op {low} en niemand ging ervan af."
    came, went = (_moved_pupils(count) for count in (now.entered_low, now.left_low))
    return (
        f"Van {dutch.number(now.both)} leerlingen met beide toetsen {came[0]} er {came[1]} bij "
        f"op {low} en {went[2]} er {went[1]} af."
    )


def _moved_pupils(count: int) -> tuple[str, str, str]:
    """How so many pupils came, their number, and how they went."""
    return (
        "kwam" if count < 2 else "kwamen",
        dutch.number(count) if count else "geen",
        "ging" if count < 2 else "gingen",
    )


def above_shares_per_year_group(bars: Sequence[LevelBar]) -> str:
    """The sentence above one bar per year group; which has most stands on top of the page."""
    if not bars:
        return "In geen jaargroep hebben vijf leerlingen een niveau."
    return "Elke staaf is een jaargroep van nu, bij de laatste toets."


def below_chart(measure: Measure, points: Sequence[Point]) -> str:
    """What the bands are, in 13 px."""
    words_of = {
        "score": "Vaardigheidsscore: gemiddelde",
        "dle": "DLE in maanden: gemiddelde",
        "percentile": "Percentiel: middelste leerling",
        "avi": "AVI: middelste leerling",
        "functioning_level": "Functioneringsniveau: middelste leerling",
    }
    if measure == "level":
        return "Verdeling van de leerlingen over de niveaus."
    if len({point.series for point in points}) > 1:
        return f"{words_of[measure]} per jaargroep."
    large = [point for point in points if is_large(point)]
    if not large:
        return f"{words_of[measure].split(':')[0]}."
    norm = " Gestippeld: de normgroep van uw normtabel." if _has_norm(large) else ""
    return f"{words_of[measure]}, middelste helft (donker) en 80% (licht).{norm}"


def _has_norm(points: Sequence[Point]) -> bool:
    return any(point.norm is not None and point.norm.mean is not None for point in points)
