"""What is checked of typed words before they are kept."""

from datetime import date

from ibdash.domain import citizen_number
from ibdash.errors import ValueNotUnderstood

LONGEST_TEXT = 10_000
LONGEST_LINE = 300
# Nobody who is at school now was spoken of before.
_FIRST_DAY = date(2000, 1, 1)


def text(value: str | None, what: str, *, longest: int = LONGEST_TEXT) -> str:
    """The text without spaces around it.  Raises ValueNotUnderstood as :func:`text_or_none`, and
    when it is empty; what: its name as a sentence begins with it.
    """
    found = text_or_none(value, what, longest=longest)
    if found is None:
        raise _refused(f"{what} is nog leeg", "Vul in wat u wilt bewaren")
    return found


def text_or_none(value: str | None, what: str, *, longest: int = LONGEST_TEXT) -> str | None:
    """The text, None where it is empty.

    Raises ValueNotUnderstood when it is longer than `longest` characters, or holds nine digits that
    can be a citizen service number: that number is never kept.
    """
    found = (value or "").strip()
    if len(found) > longest:
        raise _refused(
            f"{what} is te lang ({len(found)} tekens, het kunnen er {longest} zijn)",
            "Maak de tekst korter of verdeel hem over twee keer",
        )
    if citizen_number.masked(found) != found:
        raise _refused(
            f"{what} bevat een getal dat een burgerservicenummer kan zijn",
            "Haal dat getal weg; ibdash bewaart geen burgerservicenummers",
        )
    return found or None


def past_day(value: date | None, what: str, today: date) -> date:
    """A day on which something happened.  Raises ValueNotUnderstood for none, or one to come."""
    if value is None:
        raise _refused(f"{what} ontbreekt", "Vul de dag in")
    if value > today:
        raise _refused(f"{what} ligt in de toekomst", "Kies vandaag of een dag daarvoor")
    return _possible(value, what)


def day_or_none(value: date | None, what: str) -> date | None:
    """A day by which something must be done, or None."""
    return None if value is None else _possible(value, what)


def day_to_come(value: date | None, what: str, today: date) -> date:
    """A day after today.  Raises ValueNotUnderstood for none, or one that is past."""
    if value is None or value <= today:
        raise _refused(f"{what} moet na vandaag zijn", "Kies een dag na vandaag")
    return _possible(value, what)


def not_before(value: date | None, first: date, what: str) -> date | None:
    """A last day, or None.  Raises ValueNotUnderstood for one before the first."""
    if value is not None and value < first:
        raise _refused(f"{what} ligt voor de eerste dag", "Kies een latere dag, of laat hem leeg")
    return day_or_none(value, what)


def one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    """One of the allowed words; raises ValueNotUnderstood for another."""
    if value not in allowed:
        raise _refused(f"{what} is nog niet gekozen", "Kies er een uit de lijst")
    return value


def _possible(value: date, what: str) -> date:
    if not _FIRST_DAY <= value < date(2100, 1, 1):
        raise _refused(f"{what} kan niet kloppen", "Vul een dag vanaf 1 januari 2000 in")
    return value


def _refused(title: str, remedy: str) -> ValueNotUnderstood:
    return ValueNotUnderstood(title, "Er is nog niets bewaard", remedy)
