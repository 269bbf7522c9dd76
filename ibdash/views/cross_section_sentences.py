"""The computed sentences about cohorts: the same year group in other school years (look.md 10).

The pupils count as a draw, 1.5 times as wide as chance (methods.md, section 6); a trend is only
spoken of from four cohorts on.
"""

from collections.abc import Sequence

from ibdash.domain import means
from ibdash.domain.limits import TREND_COHORTS
from ibdash.domain.state import State
from ibdash.views import dutch
from ibdash.views import learning_line_words as words
from ibdash.views.cross_section import Cohort, comparable
from ibdash.views.learning_line import Measure
from ibdash.views.level_shares import LevelBar, low_words

_MOST_BEFORE = 3
_IN_WORDS = ("geen", "één", "twee", "drie")


def summary(name: str, who: str, cohorts: Sequence[Cohort], measure: Measure) -> str:
    """The sentence on top: how many there are to compare, and that they are other pupils."""
    if len({cohort.moment for cohort in cohorts}) > 1:
        return f"{name} in {who}: **elk schooljaar andere leerlingen**, per jaargroep."
    own = comparable(cohorts, measure)
    if not own:
        return f"{name} in {who}: nog **te weinig gegevens** voor een dwarsdoorsnede."
    count = dutch.plural(len(own), "schooljaar", "schooljaren")
    where = "" if measure == "percentile" else " op dezelfde schaal"
    moment = own[-1].moment
    at = f" bij {moment}" if len(moment) == 2 else ""
    return f"{name} in {who}{at}: **{count}{where}**, elk jaar andere leerlingen."


def _who(cohort: Cohort, school_year: str) -> str:
    group = words.year_group(cohort.year_group)
    if cohort.school_year == school_year:
        return f"deze {group}"
    return f"{group} van {dutch.school_year_short(cohort.school_year)}"


def above(cohorts: Sequence[Cohort], measure: Measure, school_year: str) -> str:
    """The sentence above the chart: the newest cohort beside the ones before it.

    school_year: the one on the screen; only its cohort is "deze jaargroep 6".
    """
    if len({cohort.moment for cohort in cohorts}) > 1:
        return "Elke rij is een jaargroep: ieder schooljaar andere leerlingen."
    own = comparable(cohorts, measure)
    if not own:
        return "Te weinig leerlingen voor een vergelijking tussen schooljaren."
    who = _who(own[-1], school_year)
    now, before = own[-1], own[:-1][-_MOST_BEFORE:]
    if now.placed is not None and not means.may_compare(now.n, now.placed):
        missing = dutch.count_of(now.placed - now.n, now.placed)
        return f"Vergelijken kan niet: {missing} leerlingen missen de toets."
    if not before:
        return f"Van {who} is er geen eerdere jaargroep op dezelfde schaal."
    if measure != "score":
        if measure in ("percentile", "level") and before[-1].norm_version != now.norm_version:
            return f"{who.capitalize()}: {_cohort_text(now, measure)}; ervoor gold een andere norm."
        text = _cohort_text(before[-1], measure)
        is_next = before[-1].start_year == now.start_year - 1
        year = dutch.school_year_short(before[-1].school_year)
        when = "het schooljaar ervoor" if is_next else f"in {year}"
        return f"{who.capitalize()}: {_cohort_text(now, measure)}, {when} {text}."
    found = difference_from_before(own)
    rest = "de vorige" if len(before) == 1 else f"de vorige {_IN_WORDS[len(before)]}"
    if isinstance(found, State):
        return f"Te weinig leerlingen om {who} met {rest} te vergelijken."
    if not words.is_clear(found.low, found.high):
        return f"Tussen {who} en {rest} is geen verschil aan te tonen."
    word = "lager" if found.difference < 0 else "hoger"
    is_little = now.spread and abs(found.difference) < (now.spread[3] - now.spread[1]) / 2
    return f"{who.capitalize()} scoort {'iets ' if is_little else ''}{word} dan {rest}."


def _cohort_text(cohort: Cohort, measure: Measure) -> str:
    middle = cohort.middle(measure)
    assert middle is not None, "comparable cohorts have a middle"
    names = {"percentile": "percentiel ", "avi": "AVI ", "dle": "DLE ", "level": "niveau "}
    return f"{names.get(measure, '')}{cohort.text(middle, measure)}"


def difference_from_before(own: Sequence[Cohort]) -> means.Difference | State:
    """The newest cohort minus up to three before it taken together (methods.md, section 6)."""
    now, before = own[-1], [cohort for cohort in own[:-1][-_MOST_BEFORE:] if cohort.sd is not None]
    if not before or now.mean is None or now.sd is None:
        return State.TOO_LITTLE
    n = sum(cohort.n for cohort in before)
    mean = sum(cohort.n * (cohort.mean or 0) for cohort in before) / n
    squares = sum(
        (cohort.n - 1) * (cohort.sd or 0) ** 2 + cohort.n * ((cohort.mean or 0) - mean) ** 2
        for cohort in before
    )
    return means.cohort_difference(n, mean, (squares / (n - 1)) ** 0.5, now.n, now.mean, now.sd)


def below(cohorts: Sequence[Cohort]) -> str:
    """The note under a cross-section of scores: the size of the difference, and the trend."""
    own = comparable(cohorts, "score")
    if len(own) < 2:
        return ""
    found = difference_from_before(own)
    parts = []
    if not isinstance(found, State):
        is_clear = words.is_clear(found.low, found.high)
        chance = "" if is_clear else "; het verschil kan toeval zijn"
        parts.append(
            f"Verschil {words.steps(found.difference)}{chance} "
            f"({dutch.between_steps(found.low, found.high)})."
        )
    parts.append(_trend(own))
    return " ".join(parts)


def _trend(own: Sequence[Cohort]) -> str:
    counted = [cohort for cohort in own if cohort.mean is not None]
    trend = means.cohort_trend(
        [cohort.mean or 0 for cohort in counted],
        [cohort.start_year for cohort in counted],
        [cohort.n for cohort in counted],
    )
    if isinstance(trend, State):
        return (
            f"Voor een trend zijn {TREND_COHORTS} schooljaren op één schaal nodig; "
            f"er {'is' if len(own) == 1 else 'zijn'} er {len(own)}."
        )
    size = f"{words.steps(trend.slope, 1)} per jaar"
    if not words.is_clear(trend.low, trend.high, 1):
        return f"Geen trend aan te tonen ({size}, {dutch.between_steps(trend.low, trend.high, 1)})."
    return f"Trend: {size} ({dutch.between_steps(trend.low, trend.high, 1)})."


def above_bars(bars: Sequence[LevelBar]) -> str:
    """The sentence above the levels per school year."""
    if not bars:
        return "Nog geen niveaus bij dit moment."
    known = [bar for bar in bars if low_words(bar.level_scale)]
    if not known or known[-1] is not bars[-1]:
        return f"De niveaus van {dutch.number(bars[-1].n)} leerlingen in {bars[-1].title}."
    now = known[-1]
    low = low_words(now.level_scale)
    text = f"Op {low}: {_share(now)} in {now.title}"
    before = known[-2] if len(known) > 1 else None
    if before is None or (before.level_scale, before.norm_version, before.test_id) != (
        now.level_scale,
        now.norm_version,
        now.test_id,
    ):
        return f"{text}."
    return f"{text}, {_share(before)} in {before.title}."


def _share(bar: LevelBar) -> str:
    return dutch.count_of(bar.low, bar.n)


def what_is_shown(cohorts: Sequence[Cohort], measure: Measure) -> str:
    """What dot and bar are, in 13 px."""
    word = "gemiddelde" if measure in ("score", "dle") else "middelste leerling"
    moments = list(dict.fromkeys(cohort.moment for cohort in cohorts))
    if not moments:
        return ""
    if len(moments) == 1:
        half = " en middelste helft" if comparable(cohorts, measure) else ""
        return f"{whole_year_group(moments[0])}: {word}{half}."
    which = "het gemiddelde" if word == "gemiddelde" else f"de {word}"
    tests = len({cohort.test_id for cohort in cohorts})
    only = "" if tests < 2 or measure == "percentile" else ", alleen op de schaal van nu"
    return f"Per jaargroep van de hele school {which}{only}."


def whole_year_group(moment: str) -> str:
    """Whom a cross-section is about, which is never one group: "Heel jaargroep 6, M6"."""
    group = f"Heel {words.year_group(moment[-1:])}"
    return f"{group}, {moment}" if len(moment) == 2 else group
