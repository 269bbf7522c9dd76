"""The files on disk: EDEXML 2.1 and tables in the open form, written as a school's system would.

No element for a BSN or for what stands for one is ever written.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ibdash.demo.groups import Group, Teacher
from ibdash.demo.people import Pupil
from ibdash.demo.test_days import Calendar
from ibdash.domain.cell_text import guarded

PLUS_KEY, PLUS_NAME = "PLUS", "Plusgroep"
_AUTHOR = "ibdash demoschool"
_REMARK = "Fictieve school: geen van deze personen bestaat."

PLAN_COLUMNS = (
    "plan_id",
    "brin",
    "leerling_id",
    "groep",
    "soort",
    "titel",
    "leerlijn",
    "doel",
    "aanpak",
    "soort_hulp",
    "minuten_per_week",
    "uitvoerder",
    "begindatum",
    "evaluatiedatum",
    "einddatum",
    "status",
    "vervolg",
    "uitstroombestemming",
    "belemmerende_factoren",
    "bevorderende_factoren",
    "onderbouwing",
    "vastgesteld_op",
    "ouders_akkoord_op",
    "leerling_gehoord_op",
    "ondertekend_op",
)
EVALUATION_COLUMNS = (
    "bron_id",
    "brin",
    "plan_id",
    "datum",
    "met_ouders",
    "met_leerling",
    "doel_behaald",
    "oordeel",
    "tekst",
)
SUPPORT_COLUMNS = (
    "bron_id",
    "brin",
    "leerling_id",
    "niveau",
    "fase",
    "vanaf",
    "tot",
    "reden",
)
CALENDAR_COLUMNS = ("bron_id", "brin", "van", "tot", "soort")
ABSENCE_COLUMNS = ("bron_id", "brin", "leerling_id", "datum", "dagdeel", "soort", "gemeld_op")
NORM_COLUMNS = (
    "uitgever",
    "toets",
    "generatie",
    "normversie",
    "leerlijn",
    "moment",
    "niveauschaal",
    "niveau",
    "score_van",
    "score_tot_en_met",
    "gemiddelde",
    "bron",
)


def write_lines(path: Path, columns: Sequence[str], lines: Iterable[str]) -> Path:
    """A table of which every line is ready; UTF-8, semicolons."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(";".join(columns) + "\n")
        file.writelines(f"{line}\n" for line in lines)
    return path


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Path:
    """A table from rows by column name; an absent column is an empty cell."""
    return write_lines(
        path, columns, (";".join(_cell(row.get(c)) for c in columns) for row in rows)
    )


def _cell(value: object) -> str:
    """Dates ISO, decimals with a comma, and quotes only where the text needs them."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = guarded(value) if isinstance(value, str) else str(value)
    if any(sign in text for sign in ';"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def write_edexml(
    path: Path,
    brin: str,
    calendar: Calendar,
    year: int,
    pupils: Sequence[Pupil],
    groups: Sequence[Group],
    staff: Sequence[Teacher],
    plus_members: set[int],
) -> Path:
    """One school year as EDEXML 2.1, true on today or, for an earlier year, on 15 July at its end.

    Everybody who was at school on some day of that year is in it, with the day of leaving where
    that was known.  plus_members: places in `pupils` of who sits in the Plusgroep.
    """
    as_of = min(calendar.today, calendar.last_day(year).replace(day=15))
    group_of = {place: group.key for group in groups for place in group.members}
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:noNamespaceSchemaLocation="EDEXML.structuur.xsd">',
        "<school>",
        _element("schooljaar", calendar.years[year]),
        _element("peildatum", as_of),
        _element("brincode", brin),
        _element("aanmaakdatum", f"{as_of}T08:00:00"),
        _element("auteur", _AUTHOR),
        _element("xsdversie", "2.1"),
        _element("commentaar", _REMARK),
        "</school>",
        "<groepen>",
        *(_group(group) for group in groups),
        f"<samengestelde_groep key={quoteattr(PLUS_KEY)}>{_element('naam', PLUS_NAME)}"
        "</samengestelde_groep>",
        "</groepen>",
        "<leerlingen>",
        *(
            _pupil(pupil, year, group_of.get(place), place in plus_members, calendar.last_day(year))
            for place, pupil in enumerate(pupils)
            if year in pupil.year_groups
        ),
        "</leerlingen>",
        "<leerkrachten>",
        *(_teacher(teacher, groups) for teacher in staff),
        "</leerkrachten>",
        "</EDEX>",
    ]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8", newline="")
    return path


def _element(name: str, value: object) -> str:
    """An element, or nothing for a value that is not there."""
    return "" if value in (None, "") else f"<{name}>{escape(str(value))}</{name}>"


def _group(group: Group) -> str:
    inside = _element("naam", group.name) + _element("jaargroep", group.year_group)
    return f"<groep key={quoteattr(group.key)}>{inside}</groep>"


def _pupil(pupil: Pupil, year: int, group: str | None, has_plus_group: bool, last_day: date) -> str:
    in_group_3 = pupil.year_groups[year] >= 3
    left = pupil.left_on if pupil.left_on and pupil.left_on <= last_day else None
    home = f"<groep key={quoteattr(group)}/>" if group else ""
    plus = f"<samengestelde_groep key={quoteattr(PLUS_KEY)}/>" if has_plus_group else ""
    inside = (
        _element("achternaam", pupil.name.family),
        _element("voorvoegsel", pupil.name.prefix),
        _element("voorletters-1", pupil.name.call[0]),
        _element("roepnaam", pupil.name.call),
        _element("geboortedatum", pupil.birth_date),
        _element("geslacht", 2 if pupil.is_girl else 1),
        _element("start_ondw_jgr3", pupil.start_group_3 if in_group_3 else None),
        _element("jaargroep", pupil.year_groups[year]),
        home,
        f"<samengestelde_groepen>{plus}</samengestelde_groepen>" if plus else "",
        _element("instroomdatum", pupil.entered_on),
        _element("uitstroomdatum", left),
    )
    return f"<leerling key={quoteattr(pupil.key)}>{''.join(inside)}</leerling>"


def _teacher(teacher: Teacher, groups: Sequence[Group]) -> str:
    key_of = {group.name: group.key for group in groups}
    taught = [
        f"<groep key={quoteattr(key_of[name])}><rol>LRK</rol></groep>" for name in teacher.groups
    ]
    if teacher.leads_plus_group:
        taught.append(f"<samengestelde_groep key={quoteattr(PLUS_KEY)}/>")
    inside = (
        _element("achternaam", teacher.family),
        _element("voorvoegsel", teacher.prefix),
        _element("voorletters-1", teacher.call[0]),
        _element("roepnaam", teacher.call),
        *(_element("rol", role) for role in teacher.roles),
        f"<groepen>{''.join(taught)}</groepen>" if taught else "",
    )
    return f"<leerkracht key={quoteattr(teacher.key)}>{''.join(inside)}</leerkracht>"
