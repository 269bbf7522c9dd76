"""Numbers, counts, dates and levels as a Dutch reader writes them (look.md 3).

Reading them back is elsewhere.  The minus is U+2212 and a number stays on one line with its word:
both are for screens and paper; files and exports keep ASCII.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"
NO_BREAK = "\u00a0"
DASH = "\u2013"

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MONTHS_IN_FULL = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_WEEKDAYS_IN_FULL = (
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
)
# Below this many pupils a share is a count: one pupil more or less would jump by percents.
SHARE_FROM = 50


def number(value: float, decimals: int = 0) -> str:
    """ "1.142", "162,5", "−11"; halves are rounded away from zero."""
    rounded = _rounded(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text


def signed(value: float, decimals: int = 0) -> str:
    """A step or difference: "+6", "−4", "0"."""
    sign = "+" if _rounded(value, decimals) > 0 else ""
    return sign + number(value, decimals)


def between(low: float, high: float, decimals: int = 0) -> str:
    """A range in words, without signs: "tussen 9 en 15"."""
    return f"tussen {number(low, decimals)} en {number(high, decimals)}"


def between_steps(low: float, high: float, decimals: int = 0) -> str:
    """A range of steps in words: "tussen +9 en +15"."""
    return f"tussen {signed(low, decimals)} en {signed(high, decimals)}"


def plus_minus(value: float, decimals: int = 0) -> str:
    """ "±7"."""
    return f"±{number(abs(value), decimals)}"


def count_of(part: int, whole: int) -> str:
    """ "14 van de 27"; a noun may follow."""
    return f"{number(part)} van de {number(whole)}"


def percent(share: float) -> str:
    """A share between 0 and 1 in whole percents: "52%"."""
    return f"{number(share * 100)}%"


def share_of(part: int, whole: int) -> str:
    """ "14 van de 27" below SHARE_FROM pupils, "52%" from there on."""
    return count_of(part, whole) if whole < SHARE_FROM else percent(part / whole)


def plural(count: int, one: str, many: str) -> str:
    """ "1 leerling", "28 leerlingen", with a no-break space."""
    return f"{number(count)}{NO_BREAK}{one if count == 1 else many}"


def n(count: int) -> str:
    """ "n = 27", on one line."""
    return f"n{NO_BREAK}={NO_BREAK}{number(count)}"


def group(name: str) -> str:
    """ "groep 6a", on one line; a name that says so itself is kept ("Groep 6a", "Unit 3")."""
    name = name.strip()
    if name[:1].isdigit():
        return f"groep{NO_BREAK}{name}"
    return name.replace(" ", NO_BREAK)


def listing(texts: Sequence[str]) -> str:
    """ "rekenen, spelling en lezen"."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} en {texts[-1]}"


def day(value: date) -> str:
    """ "20 jan 2026"."""
    return f"{value.day}{NO_BREAK}{MONTHS[value.month - 1]}{NO_BREAK}{value.year}"


def day_of_week(value: date) -> str:
    """A day of this year in a short list: "vr 13 feb"."""
    weekday = _WEEKDAYS[value.weekday()]
    return f"{weekday}{NO_BREAK}{value.day}{NO_BREAK}{MONTHS[value.month - 1]}"


def day_in_full(value: date) -> str:
    """ "maandag 9 februari 2026"."""
    weekday = _WEEKDAYS_IN_FULL[value.weekday()]
    return f"{weekday} {value.day}{NO_BREAK}{MONTHS_IN_FULL[value.month - 1]} {value.year}"


def day_in_words(value: date) -> str:
    """In a sentence: "3 maart 2026"."""
    return f"{value.day}{NO_BREAK}{MONTHS_IN_FULL[value.month - 1]}{NO_BREAK}{value.year}"


def month(value: date) -> str:
    """On an axis: "jan 2026"."""
    return f"{MONTHS[value.month - 1]}{NO_BREAK}{value.year}"


def month_in_full(value: date) -> str:
    """In a sentence: "januari 2026"."""
    return f"{MONTHS_IN_FULL[value.month - 1]}{NO_BREAK}{value.year}"


def time(value: datetime) -> str:
    """ "14:32"."""
    return f"{value:%H:%M}"


def school_year_short(school_year: str) -> str:
    """On an axis: "2025-2026" becomes "2025-26"."""
    first, _, second = school_year.partition("-")
    return f"{first}-{second[-2:]}"


def level(code: str) -> str:
    """A level as it is shown: "V-" becomes "V−"."""
    return code.replace("-", MINUS)


def _rounded(value: float, decimals: int) -> Decimal:
    # repr keeps what was meant: 0.145 is 0.145, not the binary number just below it.
    return Decimal(repr(float(value))).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP
    )
