"""The computed sentences about one pupil's learning line (look.md 10, methods.md 1 to 3 and 7)."""

from collections.abc import Sequence

from ibdash.domain import avi, growth, levels
from ibdash.domain.limits import SLOPE_MOMENTS
from ibdash.domain.state import State
from ibdash.views import dutch
from ibdash.views import learning_line_words as words
from ibdash.views.growth_bars import GrowthRow
from ibdash.views.learning_line import Measure, Point, value_text
from ibdash.views.learning_line_pupil import Bounds, Care, Expected, error_of

_FAR_BEHIND_MOMENTS = 2
NO_ORDER = "Volgorde van de niveaus onbekend; daarom is er geen grafiek. Ze staan in de tabel."


def summary(name: str, shown: str, points: Sequence[Point], care: Sequence[Care]) -> str:
    """The sentence on top: far behind and since when, else the level now and before.

    name: of the learning line; shown: the pupil's name, or initials.  points: of one measure, one
    point a moment.
    """
    known = [point for point in points if point.n]
    if not known:
        return f"Van {shown} zijn er bij {words.in_sentence(name)} nog geen resultaten."
    lowest = _lowest_since(known)
    if len(lowest) >= _FAR_BEHIND_MOMENTS:
        has_help = any(one.until_on is None or one.until_on > lowest[0].shown_on for one in care)
        also = ", ook met een plan of ondersteuning" if has_help else ""
        return (
            f"**{name} blijft ver achter**: {_standing(lowest[-1])} sinds {lowest[0].title}{also}."
        )
    now, before = known[-1], known[-2] if len(known) > 1 else None
    text = f"{shown} zit bij {words.in_sentence(name)} op **{_standing(now)}** ({now.title})"
    if before is None or _kind(before) != _kind(now):
        return f"{text}."
    if _standing(before) == _standing(now):
        return f"{text}, net als {words.at(before.title)}."
    return f"{text}, {words.at(before.title)} was dat {_standing(before)}."


def _lowest_since(points: Sequence[Point]) -> list[Point]:
    """The last moments in a row among the lowest tenth, oldest first."""
    # Whether a test uses V- is told by its results: with one V- of this pupil it does.
    with_minus = {point.test_id for point in points if point.level == "V-"}
    found: list[Point] = []
    for point in reversed(points):
        is_lowest = levels.is_lowest_tenth(
            point.level, point.level_scale or "", point.percentile, point.test_id in with_minus
        )
        if not is_lowest:
            break
        found.insert(0, point)
    return found


def _kind(point: Point) -> tuple[object, ...]:
    """Two points are only told together on one scale and one norm."""
    return (point.test_id, point.level_scale, point.norm_version if point.level else None)


def _standing(point: Point) -> str:
    if point.level is not None:
        return dutch.level(point.level)
    if point.label in avi.LEVELS:
        return avi.shown(point.label)
    if point.percentile is not None:
        return f"percentiel {dutch.number(point.percentile)}"
    return value_text(point.few[0], "score", point.label) if point.few else (point.label or "")


def above_chart(points: Sequence[Point], rows: Sequence[GrowthRow], measure: Measure) -> str:
    """The sentence above the pupil's chart: growth against the error, else the value now."""
    known = [point for point in points if point.n]
    if not known:
        return "Nog geen resultaten."
    if measure == "score" and rows:
        return _growth(rows[-1])
    if len(known) == 1:
        return f"Eén meting ({known[0].title}): over groei is nog niets te zeggen."
    now, before = known[-1], known[-2]
    if now.test_id != before.test_id and measure != "percentile":
        return f"{_value(now, measure)} {words.at(now.title)}, de eerste meting op deze schaal."
    text, earlier = _value(now, measure), _value(before, measure, short=True)
    if _value(now, measure, short=True) == earlier:
        return f"{text} {words.at(now.title)}, net als {words.at(before.title)}."
    return f"{text} {words.at(now.title)}, {words.at(before.title)} was dat {earlier}."


def _value(point: Point, measure: Measure, *, short: bool = False) -> str:
    text = value_text(point.few[0], measure, point.label) if point.few else (point.label or "")
    before = {
        "score": "Score ",
        "percentile": "Percentiel ",
        "level": "Niveau ",
        "functioning_level": "Functioneringsniveau ",
        "dle": "DLE ",
        "avi": "AVI ",
    }
    return text if short else before[measure] + text


def _growth(row: GrowthRow) -> str:
    start, end = words.pair_in_sentence(row.pair)
    moved = "gegroeid" if row.growth >= 0 else "lager"
    text = f"Van {start} naar {end}: {words.points(abs(row.growth * row.half_years))} {moved}"
    if row.low is None or row.high is None:
        return f"{text}; de meetfout is niet bekend."
    low, high = (dutch.number(side * row.half_years) for side in (row.low, row.high))
    outcome = (
        "dat valt binnen de meetfout"
        if row.state is State.WITHIN_ERROR
        else "dat is meer dan de meetfout"
    )
    return f"{text} (bereik {low} tot {high}); {outcome}."


def above_growth(rows: Sequence[GrowthRow]) -> str:
    """The sentence above the pupil's growth bars: how many steps are more than the error."""
    told = [row for row in rows if row.state is not None]
    if not rows:
        return "Voor groei zijn twee metingen op één schaal nodig."
    if not told:
        return "Groei per half jaar; zonder meetfout is er geen bereik."
    clear = sum(row.state is not State.WITHIN_ERROR for row in told)
    if clear == 0:
        return "Elke stap valt binnen de meetfout."
    return f"{dutch.count_of(clear, len(told))} stappen {_is(clear)} groter dan de meetfout."


def below_growth(rows: Sequence[GrowthRow]) -> str:
    """What the growth bars are, in 13 px; of ranges only where there are any."""
    if not rows:
        return ""
    text = "Punten per half jaar"
    if any(row.low is not None for row in rows):
        text += ", met het bereik (80%)"
    grey = any(row.state is State.WITHIN_ERROR for row in rows)
    return f"{text}. Grijs: binnen de meetfout." if grey else f"{text}."


def _is(count: int) -> str:
    return "is" if count == 1 else "zijn"


def about_trend(points: Sequence[Point], bounds: Bounds) -> str:
    """The pupil's own pace on the newest scale, from four moments on; else what is needed."""
    known = [point for point in points if point.n and point.few]
    known = [point for point in known if point.test_id == known[-1].test_id]
    if not known:
        return ""
    if len(known) < SLOPE_MOMENTS:
        count = dutch.plural(len(known), "meting", "metingen")
        names = dutch.listing([point.title for point in known])
        return f"Te weinig gegevens voor een trend. {count} ({names}), {SLOPE_MOMENTS} nodig."
    errors = [error for point in known if (error := error_of(point, bounds)) is not None]
    if len(errors) < len(known):
        return ""
    found = growth.own_slope(
        [point.few[0] for point in known],
        (sum(error**2 for error in errors) / len(errors)) ** 0.5,
        [point.half_year for point in known],
    )
    if isinstance(found, State):
        return ""
    return (
        f"Eigen tempo over {len(known)} metingen: {words.steps(found.slope)} per half jaar "
        f"({dutch.between_steps(found.low, found.high)})."
    )


def about_expected(expected: Expected | None) -> str:
    """The expected range in words, how often it holds and on whom it rests."""
    if expected is None:
        return "Voor een verwacht bereik zijn er te weinig eerdere leerlingen met deze stap."
    return (
        f"Verwacht bij {expected.moment}: **{dutch.number(expected.low)} tot "
        f"{dutch.number(expected.high)}**; 8 van de 10 leerlingen met zo'n start komen daarin uit "
        f"({dutch.number(expected.pupils)} eerdere leerlingen van deze school)."
    )


def about_alike(expected: Expected | None) -> str:
    """Who started alike: an illustration, no norm."""
    if expected is None or not expected.alike:
        return "Te weinig vergelijkbare leerlingen om ernaast te zetten."
    grown = [after - before for before, after in expected.alike]
    return (
        f"Stippen: zo eindigden de {len(grown)} leerlingen die het meest op deze start lijken; zij "
        f"groeiden van {dutch.number(min(grown))} tot {words.points(max(grown))}."
    )


def about_error(points: Sequence[Point], bounds: Bounds) -> str:
    """Where the error comes from (methods.md, section 1)."""
    known = [point for point in points if point.n]
    if known and all(point.error is not None for point in known):
        return "Meetfout: geleverd door de uitgever."
    bound = bounds.get(known[-1].test_id) if known else None
    if bound is None:
        return "Meetfout niet geleverd." if known else ""
    return (
        f"Meetfout niet geleverd; we rekenen met hoogstens {words.points(bound)}, geschat "
        "uit de resultaten van deze school."
    )


def below_chart(
    measure: Measure, points: Sequence[Point], bounds: Bounds, *, has_care: bool
) -> str:
    """What stands in the chart, in 13 px; nothing that is not drawn."""
    names = {
        "score": "Vaardigheidsscore.",
        "percentile": "Percentiel.",
        "level": "Niveau op de schaal van de toets.",
        "functioning_level": "Functioneringsniveau.",
        "dle": "DLE in maanden.",
        "avi": "AVI: de hoogste kaart die beheerst wordt.",
    }
    parts = [names[measure]]
    if measure == "score":
        known = [point for point in points if point.n]
        if any(error_of(point, bounds) is not None for point in known):
            parts = ["Vaardigheidsscore, de balk is het bereik van de meetfout (80%)."]
        # Only levels with a colour are drawn as areas.
        if any(point.norm and point.norm.scale in levels.SCALES for point in known):
            parts.append("Vlakken: de niveaus uit uw normtabel.")
    if has_care:
        parts.append("Paars: plan of ondersteuning.")
    return " ".join(parts)
