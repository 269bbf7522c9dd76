"""The fields that a column of a table nobody knows can become, for a person to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

TableKind = Literal["pupils", "results", "both"]
Part = Literal["who", "school", "pupils", "results", "outcome"]


@dataclass(frozen=True)
class MapField:
    """One field.

    label, hint: for people, Dutch.  part: which tables have it; `who`, `school` and the school
    year are of all tables, `outcome` is what a test came to.
    convert, options: how its cells are read (cell_values.CONVERTERS).
    personal: never quoted in a remark.
    """

    id: str
    label: str
    hint: str
    part: Part
    convert: str = "label"
    options: Mapping[str, Any] = field(default_factory=dict)
    personal: bool = False


GENDERS = MappingProxyType(
    {
        **dict.fromkeys(("m", "man", "jongen", "j", "male", "boy", "Gender: Male", "1"), "m"),
        **dict.fromkeys(
            ("v", "vrouw", "meisje", "f", "female", "girl", "Gender: Female", "2"), "v"
        ),
        **dict.fromkeys(("x", "o", "onbekend"), "x"),
    }
)
"""1 and 2 as in EDEXML."""

_PERCENTILE = MappingProxyType({"least": 0, "most": 100})
_NOT_NEGATIVE = MappingProxyType({"least": 0})

_ALL = (
    MapField("pupil_key", "Leerlingnummer", "uniek per school", "who", "text", personal=True),
    MapField("call_name", "Roepnaam", "zonder achternaam", "who", "text", personal=True),
    MapField("prefix", "Tussenvoegsel", "van, de, van der", "who", "text", personal=True),
    MapField("family_name", "Achternaam", "zonder roepnaam", "who", "text", personal=True),
    MapField("whole_name", "Hele naam", "roepnaam en achternaam in één cel", "who", personal=True),
    MapField("birth_date", "Geboortedatum", "dag, maand en jaar", "who", "date", personal=True),
    MapField("brin", "School (BRIN)", "zoals 99ZZ of 99ZZ00", "school", "brin"),
    MapField("location", "Vestiging", "de twee cijfers na het BRIN", "school", "location"),
    MapField("school_year", "Schooljaar", "zoals 2025-2026", "school", "school_year"),
    MapField("group_name", "Groep (de klas)", "zoals 4A, 5/6 of Vlinders", "pupils"),
    MapField("year_group", "Jaargroep van de leerling", "1 tot en met 8", "pupils", "year_group"),
    MapField(
        "gender", "Geslacht", "m, v of x", "pupils", "choice", {"values": GENDERS}, personal=True
    ),
    MapField(
        "entered_on", "Op school sinds", "datum van inschrijving", "pupils", "date", personal=True
    ),
    MapField(
        "left_on", "Van school op", "datum van uitschrijving", "pupils", "date", personal=True
    ),
    MapField("start_group_3", "Start in groep 3", "datum", "pupils", "date", personal=True),
    MapField(
        "home_language", "Thuistaal", "taal die thuis gesproken wordt", "pupils", personal=True
    ),
    MapField("test", "Toets", "naam, ook met moment", "results"),
    MapField("learning_line", "Leerlijn of vak", "rekenen, spelling", "results"),
    MapField("part", "Onderdeel van de toets", "zoals kaart 1", "results"),
    MapField("moment", "Toetsmoment", "zoals M6, E4 of B8", "results", "moment"),
    MapField("taken_on", "Afnamedatum", "dag van de toets", "results", "date"),
    MapField(
        "test_year_group",
        "Jaargroep van de toets",
        "bij toetsen op een ander niveau",
        "results",
        "year_group",
    ),
    MapField("publisher", "Uitgever", "zoals Cito, IEP of Boom", "results"),
    MapField("generation", "Generatie van de toets", "zoals 3.0", "results"),
    MapField("norm_version", "Normversie", "zoals 2022", "results"),
    MapField("level_scale", "Niveauschaal", "A-E of I-V", "results", "level_scale"),
    MapField(
        "source_key", "Nummer van het resultaat", "eigen nummer van de rij", "results", "text"
    ),
    MapField("raw_score", "Ruwe score", "aantal goed of punten", "outcome", "number"),
    MapField("ability_score", "Vaardigheidsscore", "schaal van de toets", "outcome", "number"),
    MapField("level", "Niveau", "van de toets", "outcome"),
    MapField("level_a_e", "Niveau A-E", "A tot en met E", "outcome", "level", {"scale": "A-E"}),
    MapField(
        "level_i_v",
        "Niveau I-V",
        "I tot en met V, ook I+ en V-",
        "outcome",
        "level",
        {"scale": "I-V"},
    ),
    MapField("corrected_level", "Gecorrigeerd niveau", "naar de eigen jaargroep", "outcome"),
    MapField("percentile", "Percentiel", "0 tot en met 100", "outcome", "number", _PERCENTILE),
    MapField("level_value", "Niveauwaarde", "getal met komma", "outcome", "number"),
    MapField("dle", "DLE", "didactisch leeftijdsequivalent", "outcome", "number"),
    MapField("dl", "DL", "didactische leeftijd", "results", "number"),
    MapField("functioning_level", "Functioneringsniveau", "zoals M5 of <M3", "outcome"),
    MapField("reference_level", "Referentieniveau", "zoals 1F, 1S of 2F", "outcome"),
    MapField("avi", "AVI-niveau", "zoals M4 of Plus", "outcome", "avi"),
    MapField(
        "measurement_error",
        "Meetfout",
        "van de vaardigheidsscore",
        "results",
        "number",
        _NOT_NEGATIVE,
    ),
    MapField("no_result_reason", "Reden geen resultaat", "ziek, vrijgesteld", "results"),
    MapField(
        "comment",
        "Opmerking",
        "vrije tekst bij het resultaat",
        "results",
        "free_text",
        personal=True,
    ),
)

FIELDS: Mapping[str, MapField] = MappingProxyType({one.id: one for one in _ALL})
"""By id, in the order in which they are offered."""

OUTCOMES = frozenset(one.id for one in _ALL if one.part == "outcome")
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "ziek": "ziek",
        "vrijgesteld": "vrijgesteld",
        "eigen_leerlijn": "werkt op een eigen leerlijn",
        "nog_niet": "nog niet afgenomen",
        "": "geen reden bekend",
    }
)
"""Why a test was not taken, and the words for it."""

ASKED = "?"
"""A word without an outcome of which only a person can say what it means."""

NOT_TAKEN: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("ziek", "zk", "z"), "ziek"),
        # Who was away need not have been ill.
        **dict.fromkeys(("afw", "afwezig", "abs", "absent"), ASKED),
        **dict.fromkeys(
            ("vrijgesteld", "vrijst", "vrijstelling", "ontheffing", "vr"), "vrijgesteld"
        ),
        **dict.fromkeys(("eigen leerlijn", "ell", "opp", "el"), "eigen_leerlijn"),
        **dict.fromkeys(("nog niet", "volgt"), "nog_niet"),
        **dict.fromkeys(
            (
                "-",
                "--",
                "–",
                "n.v.t.",
                "nvt",
                "n.b.",
                "nb",
                "niet gemaakt",
                "niet afgenomen",
                "ng",
                "n.g.",
                "na",
                "n/a",
                "x",
                "?",
                "geen",
                "no score",
                "#n/b",
            ),
            "",
        ),
    }
)
"""Words that people write instead of an outcome, and the reason that they may mean: a proposal,
or ASKED."""


def word(text: str) -> str:
    """A word for "not taken" as it is compared: case and spaces around it do not count."""
    return " ".join(text.casefold().split())
