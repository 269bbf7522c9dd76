"""What is said about a table: rows that were refused, values that were left out, in Dutch."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ibdash.errors import FileRefused, ValueNotUnderstood
from ibdash.sources.excel_faults import DUTCH, ENGLISH
from ibdash.sources.kinds import KINDS
from ibdash.sources.profile import ColumnRule
from ibdash.sources.reading import Remark

# More than a person repairs by hand, and some 30 MB of remarks.
MOST_REFUSED = 100_000
_NAMES_SHOWN = 12
_NAME_LENGTH = 40
# A cell that slipped one column to the left may be a name, a key, a birth date or a post code.  So
# a value is quoted only where it is short, with one to four digits, without three letters in a row
# and unlike a date or post code; or where it is a Roman numeral or a single letter.
_QUOTABLE = re.compile(
    r"(?=.*\d)(?!.*[^\W\d_]{3})(?!(?:.*\d){5})(?!.*\d[-/. ]+\d+[-/. ]+\d)(?!.*\d{4}\s?[^\W\d_]{2})"
    r"[^\n]{1,12}|[+\-\u2212<>]?\d{1,4}[.,]\d{1,8}|[IVX]{1,5}[+-]?|[^\W\d_]",
    re.IGNORECASE,
)
# A day that could not be read is quoted in a column of days only ("31-02-2026", "20261301",
# "2026-13-01 00:00:00", "3 febr 2026"): a birth date that slipped into it would have been read.
_TIME = r"(?:[ T]\d\d?:\d\d(?::\d\d)?)?"
_QUOTABLE_IN = {
    "date": re.compile(
        rf"\d{{1,4}}([-/. ]+)\d{{1,2}}\1\d{{1,4}}{_TIME}|(?:19|20)\d{{6}}"
        r"|\d{1,2}[-/. ]?(?:jan|feb|maa|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
        r"[a-z]{0,6}\.?[-/. ]?\d{2,4}",
        re.IGNORECASE,
    ),
    "school_year": re.compile(r"20\d\d\s?[-/]\s?20\d\d"),
}
_LONGEST_QUOTED = 20


@dataclass
class Tally:
    """How many rows something happened on, and the first of them."""

    rows: int = 0
    first_line: int = 0

    def add(self, rows: int, line: int) -> None:
        """Counts rows of which the first is on this line."""
        if rows:
            self.first_line = min(line, self.first_line) if self.rows else line
        self.rows += rows


@dataclass
class Tallies:
    """The counts that become one remark a file; keys are columns, or places of rules."""

    suppressed: dict[str, Tally] = field(default_factory=dict)
    warned: dict[int, Tally] = field(default_factory=dict)

    def include(self, other: "Tallies") -> None:
        """Adds what was counted in a later block."""
        for column, tally in other.suppressed.items():
            self.suppressed.setdefault(column, Tally()).add(tally.rows, tally.first_line)
        for place, tally in other.warned.items():
            self.warned.setdefault(place, Tally()).add(tally.rows, tally.first_line)


def not_understood(
    line: int, column: str, rule: ColumnRule, value: Any, error: ValueNotUnderstood, kind: str
) -> Remark:
    """A row refused for one value; the value is quoted only where it can be nobody's.

    column: its name in the file.  rule: what it is for.
    """
    text = f"{value:g}" if isinstance(value, float) else str(value or "")
    if rule.personal or not _may_be_quoted(text, rule.convert):
        said = f"De waarde in kolom {column} is niet begrepen"
    else:
        said = f"In kolom {column} staat '{text}'"
    why = error.text.rstrip(".")
    return Remark(
        line, "refused", f"{said}. {why}" if why else said, error.remedy.rstrip("."), kind
    )


def _may_be_quoted(text: str, convert: str) -> bool:
    of_column = _QUOTABLE_IN.get(convert)
    is_asked = of_column is not None and of_column.fullmatch(text) is not None
    return len(text) <= _LONGEST_QUOTED and (is_asked or _QUOTABLE.fullmatch(text) is not None)


def fault_of_excel(line: int, column: str, code: str, kind: str) -> Remark:
    """A row refused because a formula failed: nothing says what the cell should have held.

    code: as English or as Dutch Excel writes it; both are named, for a person sees one of the two.
    """
    code = ENGLISH.get(code, code)
    return Remark(
        line,
        "refused",
        f"In kolom {column} staat de Excel-fout {code} ({DUTCH[code]} in het Nederlands); deze rij "
        "is niet overgenomen",
        "Herstel de formule in Excel, of vul de waarde zelf in, en lees het bestand opnieuw in",
        kind,
    )


def too_long(line: int, column: str, longest: int, kind: str) -> Remark:
    """A row refused because a text cannot be what its column asks for."""
    return Remark(
        line,
        "refused",
        f"Een tekst in kolom {column} is te lang",
        f"Kort de tekst in tot {longest} tekens en lees het bestand opnieuw in",
        kind,
    )


def without_value(line: int, columns: Sequence[str], kind: str) -> Remark:
    """A row refused because a required column is empty."""
    which = "Kolom" if len(columns) == 1 else "Elk van de kolommen"
    return Remark(
        line,
        "refused",
        f"{which} {either(columns, 'en')} is leeg",
        "Vul de waarde in en lees het bestand opnieuw in",
        kind,
    )


def only_suppressed(line: int, kind: str) -> Remark:
    """A row refused because all that it says was left out by its publisher."""
    return Remark(
        line,
        "refused",
        "De enige uitkomst in deze rij is afgeschermd ('<5' of '*')",
        "Vraag de uitkomst op bij wie het bestand maakte",
        kind,
    )


def wrong_width(line: int, cells: int, width: int, kind: str) -> Remark:
    """A row refused because its cells do not fit the column names."""
    return Remark(
        line,
        "refused",
        f"Deze regel heeft {cells} {'cel' if cells == 1 else 'cellen'} in plaats van {width}",
        "Kijk of er een scheidingsteken te veel of te weinig staat",
        kind,
    )


def suppressed(column: str, tally: Tally) -> Remark:
    """Values that were left out by whoever published the file."""
    return Remark(
        0,
        "warning",
        f"In kolom {column} staat bij {lines(tally.rows)} '<5' of '*': afgeschermd, "
        "niet overgenomen",
    )


def warned(text: str, remedy: str, tally: Tally) -> Remark:
    """Rows that were kept but should be looked at."""
    where = f"de eerste is regel {tally.first_line}" if tally.rows > 1 else "de rij is overgenomen"
    return Remark(tally.first_line, "warning", f"Bij {lines(tally.rows)} {text}; {where}", remedy)


def lines(count: int) -> str:
    """ "1 regel", "12 regels"."""
    return f"{count} {'regel' if count == 1 else 'regels'}"


def unknown_columns(names: Sequence[str]) -> Remark:
    """Columns that the profile does not know."""
    return Remark(
        0, "info", f"Deze kolommen kent ibdash niet en zijn niet overgenomen: {listed(names)}"
    )


def anonymous() -> Remark:
    """Pupils without a name."""
    return Remark(
        0,
        "info",
        "De leerlingen in dit bestand hebben geen naam; ze heten hier 'leerling' met hun nummer",
    )


def columns_not_used(names: Sequence[str]) -> Remark:
    """Columns that stand for the same as an earlier one."""
    what = "Deze kolom staat" if len(names) == 1 else "Deze kolommen staan"
    return Remark(
        0,
        "warning",
        f"{what} voor hetzelfde als een eerdere kolom en {_is(names)} niet gebruikt: "
        f"{listed(names)}",
        "Kijk of de eerste kolom de goede is; zo niet, haal die dan weg",
    )


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "zijn"


def no_rows_of_table(numbers: Sequence[int]) -> Remark:
    """Rows that are totals or notes; `numbers` are their lines."""
    return Remark(
        numbers[0],
        "info",
        f"Totalen, gemiddelden en toelichting zijn niet overgenomen: {lines(len(numbers))}"
        + (f", de eerste is regel {numbers[0]}" if len(numbers) > 1 else ""),
    )


def nobody_below(rows: Sequence[Remark]) -> Remark:
    """Rows below the table that are about nobody; `rows` are what would be said of each."""
    is_of_pupils = "pupil_key" in KINDS[rows[0].kind].names
    whom = "leerling" if is_of_pupils else "sleutel"
    return Remark(
        rows[0].line,
        "warning",
        f"Onder de tabel {'staat' if len(rows) == 1 else 'staan'} {lines(len(rows))} zonder "
        f"{whom}, vanaf regel {rows[0].line}; niet overgenomen",
        "Kijk of daar geen leerling bij hoort"
        if is_of_pupils
        else "Kijk of daar geen gegevens staan",
    )


def left_out(names: Sequence[str], rows: int) -> Remark:
    """Columns that the profile knows and leaves."""
    what = "kolom is" if len(names) == 1 else "kolommen zijn"
    return Remark(
        0,
        "info",
        f"{len(names)} {what} met opzet niet overgenomen, bij {lines(rows)}: {listed(names, 100)}",
    )


def letters_in_doubt(line: int, encoding: str) -> Remark:
    """A text whose letters were found out, or could not be; never the word, which may be a name.

    encoding: what it was read as (text_encoding.guess).
    """
    if encoding == "cp850":
        return Remark(
            line,
            "warning",
            "De letters met een accent zijn gelezen zoals oude programma's (DOS) ze schrijven; "
            f"regel {line} is de eerste",
            "Kijk of de namen kloppen; zo niet, maak de export opnieuw en kies UTF-8",
        )
    return Remark(
        line,
        "warning",
        "Letters met een accent lijken beschadigd: er staan tekens in woorden die daar niet horen; "
        f"regel {line} is de eerste",
        "Kijk of de namen kloppen; zo niet, maak de export opnieuw en kies UTF-8",
    )


def listed(names: Sequence[str], most: int = _NAMES_SHOWN) -> str:
    """Names of columns after each other, long ones and long rows of them cut."""
    shown = [
        name if len(name) <= _NAME_LENGTH else f"{name[:_NAME_LENGTH]}…" for name in names[:most]
    ]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" en nog {more}" if more else "")


def either(names: Sequence[str], word: str = "of") -> str:
    """ "a, b of c"."""
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def too_many_refused(name: str, first: Remark) -> FileRefused:
    """So many rows cannot be read that the file itself must be wrong."""
    return FileRefused(
        "Te veel regels zijn niet te lezen",
        f"In {name} zijn meer dan {MOST_REFUSED} regels geweigerd; de eerste is regel "
        f"{first.line}: {first.text}. Er is niets overgenomen",
        first.remedy or "Maak de export opnieuw",
    )


def rows_do_not_split(name: str) -> FileRefused:
    """The rows do not come apart in the cells that the column names ask for."""
    return FileRefused(
        "De regels passen niet bij de kolomnamen",
        f"In {name} heeft geen enkele regel evenveel cellen als er kolomnamen zijn, zoals wanneer "
        "Excel van elke regel één cel heeft gemaakt; er is niets overgenomen",
        "Maak de export opnieuw en lees dat bestand in zonder het eerst in Excel te openen",
    )


def one_name_short(name: str) -> FileRefused:
    """The rows have a column more than there are names, and nothing tells which one has none."""
    return FileRefused(
        "Er is een kolom meer dan er kolomnamen zijn",
        f"In {name} hebben de regels een cel meer dan de rij met kolomnamen, en niet te zien is "
        "bij welke kolom de naam ontbreekt; er is niets overgenomen",
        "Geef elke kolom een naam, ook de eerste en de laatste, en lees het bestand opnieuw in",
    )


def columns_doubled(name: str, headers: Sequence[str]) -> FileRefused:
    """Two columns of the file stand for the same and do not say the same."""
    return FileRefused(
        "Twee kolommen betekenen hetzelfde",
        f"In {name} staat {either(headers, 'en')} voor hetzelfde, met verschillende waarden; er is "
        "niets overgenomen",
        "Verwijder een van de twee en lees het bestand opnieuw in",
    )


def sheets_passed_over(numbers: Sequence[int]) -> Remark:
    """Sheets that are no table; not by name, which may be a pupil's."""
    which = either([str(number) for number in numbers], "en")
    what = "werkblad" if len(numbers) == 1 else "werkbladen"
    return Remark(0, "info", f"Geen bekende tabel, dus overgeslagen: {what} {which}")


def sheets_to_map(numbers: Sequence[int]) -> Remark:
    """Sheets with a table that no profile knows, beside others that are known."""
    which = either([str(number) for number in numbers], "en")
    what = "werkblad" if len(numbers) == 1 else "werkbladen"
    return Remark(
        0,
        "warning",
        f"Onbekende tabel, dus niet gelezen: {what} {which}",
        "Koppel de kolommen op de pagina Importeren en lees het bestand dan opnieuw in",
        kind="sheet",
    )


def sheets_without_rows(numbers: Sequence[int]) -> Remark:
    """Sheets that have only column names, beside others that have rows."""
    which = either([str(number) for number in numbers], "en")
    what = "werkblad" if len(numbers) == 1 else "werkbladen"
    return Remark(0, "info", f"Er staan geen gegevens onder de kolomnamen: {what} {which}")


def no_rows(name: str) -> FileRefused:
    """A file with only column names."""
    return FileRefused(
        "Er staan geen gegevens onder de kolomnamen",
        f"{name} heeft wel kolomnamen, maar geen rijen; er is niets overgenomen",
        "Maak de export opnieuw, met de rijen",
    )
