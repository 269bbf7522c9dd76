"""The words and codes of EDEXML 1.03, 2.0 and 2.1 (Edustandaard, EDEXML.elementen/.types)."""

from collections.abc import Mapping
from types import MappingProxyType

ROOT = "EDEX"
UWLR_PUPILS = "{http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens}leerlinggegevens"
"""What takes the place of the root in a message of UWLR 2: the same records stand below it."""

# Record element -> the section of the root it stands in.
SECTION_OF: Mapping[str, str] = MappingProxyType(
    {
        "vestiging": "vestigingen",
        "groep": "groepen",
        "samengestelde_groep": "groepen",
        "leerling": "leerlingen",
        "leerkracht": "leerkrachten",
    }
)

# Everything the three versions know: what is taken in, what is deliberately left (bsn and its kin,
# weights, countries, addresses, letters of the first names), and the shell around it.
KNOWN_ELEMENTS = frozenset(
    (
        "EDEX",
        "school",
        "vestigingen",
        "vestiging",
        "groepen",
        "groep",
        "samengestelde_groepen",
        "samengestelde_groep",
        "leerlingen",
        "leerling",
        "leerkrachten",
        "leerkracht",
        "toevoegingen",
        "blok",
        "code",
        "opmerking",
        "schooljaar",
        "peildatum",
        "brincode",
        "dependancecode",
        "schoolkey",
        "instellingsnummer",
        "aanmaakdatum",
        "auteur",
        "xsdversie",
        "commentaar",
        "naam",
        "omschrijving",
        "mutatiedatum",
        "jaargroep",
        "achternaam",
        "voorvoegsel",
        "voornamen",
        "voorletters-1",
        "roepnaam",
        "geboortedatum",
        "geslacht",
        "start_ondw_jgr3",
        "gebruikersnaam",
        "emailadres",
        "fotourl",
        "etniciteit",
        "land",
        "land_vader",
        "land_moeder",
        "sofinummer",
        "bsn",
        "onderwijsnummer",
        "bsn_ondwnr-4",
        "rijksregisternummer",
        "gewicht_nieuw",
        "gewicht",
        "postcodenl",
        "postnummerbe",
        "postcodeoverig",
        "instroomdatum",
        "uitstroomdatum",
        "rol",
        "rolomschrijving",
    )
)

# EDEXGeslachtType, after NEN-ISO 5218: 0 unknown, 9 not specified.
GENDERS: Mapping[str, str | None] = MappingProxyType({"0": None, "1": "m", "2": "v", "9": None})

# EDEXLeerkrachtRolType of 2.1; 2.0 lacks TAL, 1.03 has no roles.  A list that can grow.
ROLES = frozenset(
    (
        "ADJ",
        "ADM",
        "CON",
        "DIR",
        "ICT",
        "IB",
        "KLA",
        "LRK",
        "LOS",
        "LOC",
        "OWA",
        "OUD",
        "RT",
        "SMW",
        "STA",
        "TAL",
        "VAK",
    )
)

# xsdversie as written -> as shown.
VERSIONS: Mapping[str, str] = MappingProxyType(
    {"1.0.3": "1.03", "1.03": "1.03", "2.0": "2.0", "2.1": "2.1"}
)
