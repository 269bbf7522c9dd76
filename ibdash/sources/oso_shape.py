"""What is read of an OSO dossier, per version: the names of its elements, and what is left out.

The names are those of the standard's own schemas and samples (edustandaard/oso-gegevensset).  What
is not named here is not read: a citizen service number (bsn, onderwijsnummer) never becomes a
value, nor do addresses, parents, doctors or bank accounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

ROOT = "dossier"
ATTACHMENT = "bestandsinhoud"

# An element's children by name; None for an element that holds a text.
Wanted: TypeAlias = Mapping[str, "Wanted | None"]

# Known to the standard and left out on purpose; everything else that is not wanted is reported.
_LEFT_OUT = """
bsn onderwijsnummer sofinummer gba voorletters-1 adresgeheim adreslijst postcode4adres
communicatielijst adresbuitenland onderwijssinds startdatumhuidigonderwijs datuminschrijving
datumuitschrijving leerlinggewicht nnca tehuis huisarts verzorgersaansprakelijk
aansprakelijkeinstelling vanpeuterspeelzaal naampeuterspeelzaal voorschools vroegschools
verzorger overigdocumentlijst vombo document documentLijst geboortemaand
deeldossier pakketnaam pakketversie validatieversie
aanleverpunt soort type naamdirecteur website
inzagedatum contactnodig contactpersoon contacttelefoon contactemail motivatie_herzienadvies
groepscode voelementcode voelementomschrijving schooltype schoolsoortomschrijving
toelichting_onderwijsbehoeften medicijngebruik rvc
naamib sbobeschikkingsdatum wsnsnummer lgf verblijf_opdc pgbdatum pgbomvang upw
onderwijsbelemmering sterkpunt extrahulpingroep78 specialebegeleiding begeleiding
ambulantstartdatum ambulantbrincode ambulantvestigingscode begeleidingsplanrec vir zat
artslijst contactoverigeinstanties sefunctioneren
aantalopgaven aantalfout aantalgelezen tijd codevaardigheidsschaal werktbijinstelling
resultaatvakkenvo certificaat bevorderd examenresultaat competenties stage
cat_metadata cat_ouderinzage cat_school cat_leerling cat_oudersverzorgers cat_vve
cat_cijferlijsten cat_vombo cat_bijlagedocs
"""
LEFT_OUT = frozenset(_LEFT_OUT.split())
# Of those, what a new school wants to know is there: name, what it is about in Dutch.
WORTH_READING = MappingProxyType(
    {
        "toelichting_onderwijsbehoeften": "onderwijsbehoeften",
        "onderwijsbelemmering": "belemmeringen",
        "sterkpunt": "sterke punten",
        "begeleiding": "begeleiding",
        "specialebegeleiding": "speciale begeleiding",
        "extrahulpingroep78": "extra hulp in groep 7 en 8",
        "medicijngebruik": "medicijngebruik",
        "rvc": "de regionale verwijzingscommissie (RVC)",
    }
)


def _texts(names: str) -> dict[str, "Wanted | None"]:
    return dict.fromkeys(names.split())


_SCORE: Wanted = {
    "toetsscore": {
        **_texts("aantalgoed vaardigheidsscore"),
        "betrouwbaarheidsinterval": _texts("bivlaag bivhoog"),
    },
    "referentiescore": _texts("codereferentiescore codevergelijkingsgroep waarde kwalificatie"),
}
_TEST: Wanted = {
    "toetsidentificatie": _texts("eldtoetscode leergebied toetsnaam toetsversie"),
    "afname": {
        **_texts("afnamedatum jaargroep dl"),
        "afgenomendoor": _texts("naammedewerker functie"),
    },
    "resultaat": _SCORE,
    "toetsonderdeel": {**_texts("eldonderdeelcode onderdeelnaam"), "resultaat": _SCORE},
    "opmerking": None,
}
_PLAN: Wanted = _texts("startdatum einddatum isgerichtop")
_ARRANGEMENT: Wanted = _texts("arrangement_datum arrangement_brin arrangement_vestigingscode")
_SUPPORT: dict[str, "Wanted | None"] = {
    "diagnose": _texts("code naam datum doorwie instantie"),
    "opp": _texts("opp_ingangdatum opp_einddatum"),
    "tlv": _texts("tlvingangdatum tlvswvnummer tlvcategorie tlvbeschikkingsnummer tlveinddatum"),
    "lwoo": _texts("lwoo_ingangdatum lwoo_swvnummer lwoo_beschikkingsnummer lwoo_einddatum"),
}
_PUPIL: dict[str, "Wanted | None"] = {
    **_texts("voornaam voorvoegsel achternaam roepnaam geboortedatum geslacht leerlingid"),
    "overstapadvies": _texts(
        "advies wensouders wensleerling herzienadvies profiel argumentatie aandachtspunten"
    ),
    "schoolloopbaanlijst": {
        "schoolloopbaan": _texts(
            "schooljaar groepsnaam jaargroep begindatum einddatum brincode vestigingscode"
            " schoolsoort"
        )
    },
    "verzuim": _texts(
        "dagdelengeoorloofd dagdelenongeoorloofd urengeoorloofd urenongeoorloofd meerdan25percent"
        " frequentie contactleerplicht rmcmelding"
    ),
    "eindtoets_basisonderwijs": {"eindtoetsresultaat": {}, "deelgenomen": None},
    "toetslijst": {"toets": _TEST},
    "cijferlijstlijst": {"cijferlijst": {}},
}


@dataclass(frozen=True)
class Shape:
    """One version: where its support block and its plans are, and what is read of it.

    support, support_category: names of the block and of the choice to deliver it.
    arrangements: element of an arrangement -> its kind.
    """

    version: str
    support: str
    support_category: str
    arrangements: Mapping[str, str]
    wanted: Wanted


def _shape(
    version: str, support: str, category: str, arrangements: Mapping[str, str], block: Wanted
) -> Shape:
    pupil = {**_PUPIL, support: {**_SUPPORT, **block}}
    if support == "zorg":
        pupil["handelingsplanlijst"] = {"handelingsplan": _PLAN}
    return Shape(
        version,
        support,
        category,
        arrangements,
        {
            "metadata": {
                **_texts("datum standaardversie overstap"),
                "categorie_uitlevering": _texts(
                    "cat_schoolloopbaan cat_overstapadvies cat_verzuim cat_eindtoetsbo"
                    f" cat_toetsresultaten cat_handelingsplannen {category}"
                ),
            },
            "overdrachtsoort": None,
            "inzage": _texts("voorlopigdossier inzage akkoord redennietakkoord toestemming"),
            "huidigeschool": {**_texts("naam brincode vestigingscode"), "leerling": pupil},
        },
    )


_CLUSTER = MappingProxyType({"arrangement": "cluster12"})
# By the year in the namespace.  2018 adds only two elements about parents to 2017.
SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "2017": _shape(
            "2017.1", "zorg", "cat_zorgenbegeleiding", _CLUSTER, {"arrangement": _ARRANGEMENT}
        ),
        "2018": _shape(
            "2018.1", "zorg", "cat_zorgenbegeleiding", _CLUSTER, {"arrangement": _ARRANGEMENT}
        ),
        "2019": _shape(
            "2019.1",
            "onderwijsondersteuning",
            "cat_onderwijsondersteuning",
            MappingProxyType({"arrangement_cluster12": "cluster12", "arrangement_pao": "pao"}),
            {
                "handelingsplan": _PLAN,
                "arrangement_cluster12": _ARRANGEMENT,
                "arrangement_pao": _texts(
                    "arrangement_datum arrangement_kenmerk arrangement_beschikkingsnr"
                    " arrangement_einddatum"
                ),
            },
        ),
    }
)
