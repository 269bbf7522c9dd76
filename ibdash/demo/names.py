"""Names for pupils and staff, with the prefix (tussenvoegsel) apart, as files carry it.

First names and part of the surnames come from Faker's Dutch lists.  Its surnames are partly those
of a medieval pedigree ("van Wessex"), so the odd ones are left out, and the commonest Dutch
surnames are added: a class in which nobody is called Jansen looks invented.
"""

import random
import re
from dataclasses import dataclass

from faker import Faker

PREFIXES = (
    "van de",
    "van den",
    "van der",
    "van 't",
    "van het",
    "van",
    "de",
    "den",
    "der",
    "ter",
    "te",
    "d'",
)
"""The longer ones first, so that "van den Berg" is split after "van den"."""

_COMMON = (
    "de Jong", "Jansen", "de Vries", "van den Berg", "van Dijk", "Bakker", "Janssen", "Visser",
    "Smit", "Meijer", "de Boer", "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks",
    "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Smits", "de Graaf", "van der Meer",
    "van der Linden", "Kok", "Jacobs", "de Haan", "Vermeulen", "van den Heuvel", "van der Veen",
    "van den Broek", "de Bruijn", "van der Heijden", "Schouten", "van Beek", "Willems",
    "van Vliet", "van de Ven", "Hoekstra", "Maas", "Verhoeven", "Koster", "van Dam", "Prins",
    "Blom", "Huisman", "Peeters", "Kuipers", "Veenstra", "Postma", "Scholten", "van 't Hof",
    "ter Horst", "van der Wal", "Martens", "de Lange",
)  # fmt: skip

# First and last names that go together: boys, girls, surnames.
_OTHER_ORIGINS = (
    (
        "Youssef|Bilal|Ayoub|Imran|Zakaria|Rayan",
        "Amira|Yasmine|Inaya|Nour|Salma|Hafsa",
        "El Idrissi|Ben Salah|Amrani|Bouazza|El Amrani|Chaara|Azzouzi|El Khattabi",
    ),
    (
        "Yusuf|Emir|Mert|Kerem|Çağan|Berat",
        "Zeynep|Elif|Ecrin|Defne|Işıl|Azra",
        "Demir|Yılmaz|Kaya|Aydın|Çelik|Öztürk|Şahin|Arslan",
    ),
    (
        "Ravi|Jaden|Rishi|Damian|Xavi|Jeremiah",
        "Anaya|Shania|Naomi|Kiara|Priya|Destiny",
        "Kanhai|Ramdin|Bishesar|Pinas|Wijntuin|Martina|Soekhoe|Emanuelson",
    ),
    (
        "Jakub|Oliwier|Kacper|Szymon|Filip|Michał",
        "Zuzanna|Maja|Lena|Oliwia|Hanna|Małgorzata",
        "Kowalczyk|Nowak|Wójcik|Mazur|Krawczyk|Woźniak",
    ),
    (
        "Yazan|Omar|Karam|Majd|Adam|Laith",
        "Rahaf|Sidra|Lamar|Tala|Masa|Layan",
        "Al Hamad|Haddad|Al Khalil|Darwish|Khoury|Al Masri",
    ),
)
_OTHER_ORIGIN_SHARE = 0.17
_COMMON_SHARE = 0.55

# Pedigree names: patronymics (Claesdr, Aertsz) and the lands of counts and kings.
_ODD_ENDING = re.compile(r"(dr|sz|zoen|dochter|trud|VI|borchs?|ncs|jj|oto|adis|rada)$")
_ODD_NAME = re.compile(
    r"Alenburg|Allemani|Arnsberg|Beaumont|Beieren|Bentheim|Bernicia|Boulogne|Brunswijk|Coterlet|"
    r"Dagsburg|Darnau|Drenthe|Egisheim|Embden|Engeland|Este|Formbach|Gratie|Grote|Hamaland|"
    r"Haspengouw|Henegouwen|Herstal|Holland|Hostaden|Jode|Jumi|Kale|Landen|Laon|Limburg|"
    r"Lotharingen|Lucel|Luxemburg|Luyssel|Maasgouw|Marduras|Metz|Noordmark|Northeim|Orleans|"
    r"Parijs|Plantard|Rheineck|Saksen|Salm|Schweinfurt|Suinvorde|Susa|Tours|Verdun|Vermandois|"
    r"Vlaanderen|Vrome|Waas|Wallaert|Wessex|Westfalen|Wickerode|Zwaben|Elzas|Flaas|Veiver|"
    r"Spaendonc|Stael|Witboer|Strigt|Thatcher|Jerusalem|Glasses|Loreal|Oda|Saxo|Sire|Tirie|"
    r"Nek|Keltenie|Amalrada|Billung|Chrodtrud|Dachgeld|Boddaugh|Jdotte|Moet|Kas|Luster|Miner"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A calling name, a prefix ("" without one) and a surname without its prefix."""

    call: str
    prefix: str
    family: str


def split_surname(surname: str) -> tuple[str, str]:
    """Prefix and rest: "van den Berg" gives ("van den", "Berg"), "Jansen" gives ("", "Jansen")."""
    for prefix in PREFIXES:
        if surname.startswith(f"{prefix} "):
            return prefix, surname.removeprefix(f"{prefix} ")
    return "", surname


class NameBank:
    """Draws names; two banks with the same seed draw the same names in the same order."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - names, not secrets
        self._faker = Faker("nl_NL")
        self._faker.seed_instance(seed)
        self._families: list[tuple[str, str, int | None]] = []
        self._taken: set[Name] = set()

    def reserve(self, name: Name) -> None:
        """A name that was given by hand and is not drawn again."""
        self._taken.add(name)

    def draw(self, is_girl: bool, sibling_share: float = 0.0) -> Name:
        """A new name; with a chance of `sibling_share` with the surname of an earlier one."""
        while True:
            if self._families and self._random.random() < sibling_share:
                prefix, family, origin = self._random.choice(self._families)
            else:
                prefix, family, origin = self._surname()
            name = Name(self._call_name(is_girl, origin), prefix, family)
            if name not in self._taken:
                self._taken.add(name)
                self._families.append((prefix, family, origin))
                return name

    def _surname(self) -> tuple[str, str, int | None]:
        chance = self._random.random()
        if chance < _OTHER_ORIGIN_SHARE:
            origin = self._random.randrange(len(_OTHER_ORIGINS))
            return "", self._random.choice(_OTHER_ORIGINS[origin][2].split("|")), origin
        if chance < _OTHER_ORIGIN_SHARE + _COMMON_SHARE:
            # The square of a uniform draw leans to the front, where the commonest names stand.
            place = int(self._random.random() ** 2 * len(_COMMON))
            return *split_surname(_COMMON[place]), None
        return *self._faker_surname(), None

    def _faker_surname(self) -> tuple[str, str]:
        while True:
            prefix, family = split_surname(self._faker.last_name())
            if family[0].isupper() and not re.search(r"[ ,']", family) and not _is_odd(family):
                return prefix, family

    def _call_name(self, is_girl: bool, origin: int | None) -> str:
        if origin is not None:
            return self._random.choice(_OTHER_ORIGINS[origin][is_girl].split("|"))
        return str(self._faker.first_name_female() if is_girl else self._faker.first_name_male())


def _is_odd(family: str) -> bool:
    return bool(_ODD_ENDING.search(family) or _ODD_NAME.match(family))
