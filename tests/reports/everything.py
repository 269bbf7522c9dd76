"""A store with a bit of everything, and its facts in words that say the same in another store."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ibdash import intake
from ibdash.access import person_of
from ibdash.demo.load import demo_settings, load_demo
from ibdash.intake import Options, facts, profiles_kept, source_choice
from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.sources import mapped
from ibdash.sources.reading import SourceFile
from ibdash.store import Store, open_store
from ibdash.store.versions import Fact
from tests.line_school import results_table
from tests.people import IB, TODAY, settings_in
from tests.sources.test_mapped import LONG
from tests.two_sources import SYSTEMS
from tests.two_sources import said as said_by

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
# With the school of rows that name none.
FILES = {
    "edexml/edexml21.xml": None,
    "edexml/edexml20.xml": None,
    "edexml/edexml21_prefix.xml": None,
    "tables/leerlingen.csv": "99ZZ",
    "tables/resultaten.csv": "99ZZ",
    "uwlr/uwlr22_leerlinggegevens_soap.xml": None,
    "uwlr/uwlr22_resultaten.xml": None,
}
# Pupils first, and then the groups that notes and staff are of.
OPEN_TABLES = (
    "leerlingen",
    "groepen",
    "plaatsingen",
    "personeel",
    "verzuim",
    "schoolkalender",
    "toetskalender",
    "verwijzingen",
    "notities",
    "afspraken",
    "besprekingen",
    "besluiten",
    "signaalbesluiten",
    "signaalgrenzen",
    "weekafrondingen",
    "goed_gemeld",
    "loopbaan",
    "adviezen",
    "diagnoses",
    "capaciteit",
)
OPEN_SCHOOL = "11AA"
DOSSIERS = ("oso/oso_2019.xml", "oso/oso_2018.xml", "oso/oso_2017.xml", "oso/oso_2019_opt_out.xml")
# What names a result in `resultaten`.
_RESULT = (
    "leerling_id",
    "leerlijn",
    "toets",
    "uitgever",
    "generatie",
    "schooljaar",
    "moment",
    "afnamedatum",
)
# Texts that a spreadsheet would run or mangle, and keys that two systems give to two pupils.
HARD = """leerling_id;niveau;vanaf;fase;reden
demo;ON 3;2026-01-12;=1+1;"'=twee regels
en ""aanhalingstekens"" ; en +"
demo;'-2;2026-01-13;'''@;_x000D_ é 字
"""


def filled(folder: Path) -> tuple[Store, Settings]:
    """A demo school, files of other systems and schools, and dossiers; all by the intake."""
    settings = settings_in(folder)
    load_demo(settings, TODAY, pupils=24)
    own = demo_settings(settings)
    store = open_store(own)
    with store.read() as cursor:
        (brin, key) = cursor.execute(
            "select s.brin || coalesce(s.location, ''), min(a.key) from pupil_alias as a"
            " join school as s using (school_id) group by all"
        ).fetchall()[0]
    for name in DOSSIERS:
        take(store, own, name, (GOLDEN / name).read_bytes(), Options(school=brin, confirmed=True))
    for name in OPEN_TABLES:
        content = (GOLDEN / "tables" / "open" / f"{name}.csv").read_bytes()
        take(store, own, f"{name}.csv", content, Options(school=OPEN_SCHOOL, confirmed=True))
    hard = HARD.replace("demo", key).encode()
    take(store, own, "ondersteuning.csv", hard, Options(school=brin))
    for name, school in FILES.items():
        content = (GOLDEN / name).read_bytes()
        take(store, own, name, content, Options(school=school, confirmed=True))
    _decide(store, folder)
    return store, own


def _decide(store: Store, folder: Path) -> None:
    """A layout of the school's own, and a person's choice between two sources of one result."""
    profiles_kept.save(store, IB, "Toetsen van juf", mapped.profile_of(LONG, "nieuw"))
    known = ask(store, "export/resultaten", who=IB, school_id=None).to_pylist()
    row = next(one for one in known if one["moment"] and not one["onderdeel"])
    # Another score than any that is there, by another source.
    second = results_table([{name: row[name] for name in _RESULT} | {"vaardigheidsscore": 7}])
    options = Options(school=row["brin"], confirmed=True)
    report = said_by(store, folder, "publisher", "tweede.csv", second, options=options)
    assert report.state == "applied", (report.title, report.text)
    with store.read() as cursor:
        ((result_id,),) = cursor.execute(
            "select distinct result_id from result_claim where closed_by is null"
        ).fetchall()
    source_choice.hold(store, result_id, SYSTEMS["publisher"], who=IB)


def take(
    store: Store, settings: Settings, name: str, content: bytes, options: Options | None = None
) -> intake.Report:
    """Takes one file in; it must not be refused or wait."""
    report = intake.apply(
        store,
        SourceFile(name, content),
        who=person_of(settings),
        settings=settings,
        options=options or Options(),
        today=date(2026, 11, 1),
    )
    assert report.state in ("applied", "unchanged"), (name, report.title, report.text)
    return report


def empty(folder: Path) -> tuple[Store, Settings]:
    """An empty store of its own."""
    settings = replace(settings_in(folder), data=folder / "data")
    return open_store(settings), settings


_WORDS = {
    "school_id": "(select brin || coalesce(location, '') from school as x"
    " where x.school_id = f.school_id and x.closed_by is null)",
    "pupil_id": "(select concat_ws('|', call_name, prefix, family_name, birth_date)"
    " from pupil as x where x.pupil_id = f.pupil_id and x.closed_by is null)",
    "group_id": "(select concat_ws('|', school_year, name, is_composite) from \"group\" as x"
    " where x.group_id = f.group_id and x.closed_by is null)",
    "test_id": "(select concat_ws('|', learning_line, publisher, name, generation, part)"
    " from test as x where x.test_id = f.test_id and x.closed_by is null)",
    "plan_id": "(select source_key from plan as x"
    " where x.plan_id = f.plan_id and x.closed_by is null)",
    "staff_id": "(select key from staff as x"
    " where x.staff_id = f.staff_id and x.closed_by is null)",
}
# Whose words something is, and random or own keys: not the same elsewhere, and not said to be.
_OWN = ("public_key", "system", "as_of", "source_role")
_OWN_OF = {"group": ("key",)}


def said(store: Store, fact: Fact, where: str = "true") -> list[tuple[object, ...]]:
    """Every open fact of one table, keys replaced by what they stand for, in order."""
    columns = [
        name
        for name in dict.fromkeys(
            (*fact.columns, *([fact.key] if fact is facts.PUPIL_ALIAS else []))
        )
        if (name not in _OWN or fact is facts.PUPIL_ALIAS)
        and name not in _OWN_OF.get(fact.table, ())
    ]
    shown = ", ".join(
        f"{_WORDS[name] if name != fact.key or fact is facts.PUPIL_ALIAS else name} as {name}_"
        if name in _WORDS
        else f"f.{name} as {name}_"
        for name in columns
    )
    with store.read() as cursor:
        return cursor.execute(
            f"select {shown} from {fact.quoted} as f where f.closed_by is null and {where}"
            " order by all"
        ).fetchall()
