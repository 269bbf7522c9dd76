"""What stands in plans, evaluations and support levels, as an IB'er would write it.

`{naam}` is the calling name, `{groep}` the group, `{nu}` and `{doel}` levels of the norm table.
"""

from dataclasses import dataclass

from ibdash.demo.cast import COMPREHENSION, MATHS, READING, SPELLING, WORDS


@dataclass(frozen=True, slots=True)
class Help:
    """A goal, an approach, the kind of help, minutes a week and who gives it."""

    goal: str
    approach: str
    kind: str
    minutes: int
    by: str


INDIVIDUAL: dict[str, tuple[Help, ...]] = {
    READING: (
        Help(
            "{naam} leest op de volgende DMT minstens 10 woorden meer goed en gaat van niveau {nu} "
            "naar {doel}.",
            "Vier keer per week 15 minuten herhaald lezen: voorlezen, samen lezen, zelf lezen. "
            "Elke week een nieuwe tekst; tempo bijhouden in een grafiek die {naam} zelf kleurt.",
            "individueel, buiten de groep",
            60,
            "RT'er",
        ),
        Help(
            "{naam} leest woorden met twee lettergrepen vlot, met hoogstens 5 fouten per kaart.",
            "Dagelijks 10 minuten flitsen van woordrijen en duo-lezen met een sterke lezer. "
            "Thuis drie keer per week een kwartier samen lezen.",
            "klein groepje, in de groep",
            50,
            "leerkracht",
        ),
    ),
    COMPREHENSION: (
        Help(
            "{naam} kan van een tekst van een bladzijde de hoofdgedachte noemen en gaat van niveau "
            "{nu} naar {doel}.",
            "Verlengde instructie na elke les: hardop voordoen, voorspellen, vragen stellen "
            "en samenvatten, aan de hand van rijke teksten uit de zaakvakken.",
            "klein groepje, in de groep",
            40,
            "leerkracht",
        ),
        Help(
            "{naam} beantwoordt vragen over verwijswoorden en signaalwoorden voor 80% goed.",
            "Vooraf de tekst samen lezen en moeilijke woorden bespreken; stappenplan op de tafel.",
            "klein groepje, buiten de groep",
            45,
            "onderwijsassistent",
        ),
    ),
    SPELLING: (
        Help(
            "{naam} past de categorieën van dit blok toe en gaat van niveau {nu} naar {doel}.",
            "Instructie in een klein groepje: categorie hardop benoemen, regel zeggen, schrijven, "
            "nakijken. Drie keer per week een dictee van tien woorden; fouten meteen bespreken.",
            "klein groepje, in de groep",
            45,
            "leerkracht",
        ),
        Help(
            "{naam} schrijft open en gesloten lettergrepen in 8 van de 10 woorden goed.",
            "Klankgroepen hakken, regelkaart, dagelijks vijf woorden; transfer naar eigen teksten.",
            "individueel, buiten de groep",
            30,
            "RT'er",
        ),
    ),
    MATHS: (
        Help(
            "{naam} rekent de sommen tot 100 vlot uit (30 in 3 minuten) en gaat van niveau {nu} "
            "naar {doel}.",
            "Terug naar concreet materiaal en de getallenlijn, dan het model, dan de kale som. "
            "Dagelijks 10 minuten automatiseren; verlengde instructie aan de instructietafel.",
            "klein groepje, in de groep",
            60,
            "leerkracht",
        ),
        Help(
            "{naam} kent de tafels tot en met 10 en gebruikt ze in deelsommen: 80% goed.",
            "Rekengesprek om te zien waar het vastloopt; daarna twee keer per week een half uur "
            "oefenen vanuit een context, met tekening en som naast elkaar.",
            "individueel, buiten de groep",
            60,
            "RT'er",
        ),
    ),
    WORDS: (
        Help(
            "{naam} kent en gebruikt 15 nieuwe themawoorden per drie weken.",
            "Woorden vooraf aanbieden met plaatje en gebaar, uitleggen, herhalen en controleren; "
            "woordweb aan de muur en een woordenschrift dat mee naar huis gaat.",
            "klein groepje, in de groep",
            40,
            "onderwijsassistent",
        ),
    ),
}
"""What a handelingsplan says, per learning line; lines without a text get no plan."""

GROUP: dict[str, Help] = {
    READING: Help(
        "In groep {groep} leest eind van deze periode minstens 75% op niveau III of hoger.",
        "Vijf keer per week een half uur technisch lezen; aanpak 1 leest in tweetallen, aanpak 3 "
        "leest samen met de leerkracht en herhaalt dezelfde tekst drie keer.",
        "in de groep",
        150,
        "leerkracht",
    ),
    COMPREHENSION: Help(
        "In groep {groep} scoort hoogstens 20% lager dan niveau IV en groeit iedereen mee.",
        "Twee lessen per week met één rijke tekst; hardop denken, schrijven over de tekst. "
        "Verlengde instructie voor wie de tekst niet alleen kan lezen.",
        "in de groep",
        90,
        "leerkracht",
    ),
    SPELLING: Help(
        "In groep {groep} gaat het aandeel IV en V omlaag naar hoogstens 35%.",
        "Dagelijks 15 minuten spelling met directe instructie; wekelijks dictee, fouten per "
        "categorie bijhouden en daarop de groepjes indelen.",
        "in de groep",
        75,
        "leerkracht",
    ),
    MATHS: Help(
        "In groep {groep} scoort minstens 60% op niveau III of hoger bij het volgende moment.",
        "Elke les start met 10 minuten automatiseren; instructie in drie groepen (intensief, "
        "basis, verrijkt); intensief begint met materiaal en model.",
        "in de groep",
        300,
        "leerkracht",
    ),
    WORDS: Help(
        "In groep {groep} kent minstens 80% de themawoorden van elk blok.",
        "Acht woorden per week aanbieden, uitleggen, herhalen en controleren; de woorden hangen "
        "zichtbaar in het lokaal en komen terug in de zaakvakken.",
        "in de groep",
        60,
        "leerkracht",
    ),
}
"""What a groepsplan says, per learning line."""

OPP_HELP = Help(
    "{naam} groeit per half jaar een half jaar op de eigen leerlijn en haalt eind groep 8 bij "
    "rekenen en begrijpend lezen het niveau van eind groep 5.",
    "Eigen leerlijn voor rekenen en begrijpend lezen met toetsen op maat; instructie aan een klein "
    "groepje, dagtaak met pictogrammen, elke week een gesprek over wat lukte.",
    "individueel, in en buiten de groep",
    120,
    "onderwijsassistent",
)
OUTFLOW = ("praktijkonderwijs", "vmbo-basis met lwoo", "vmbo-basis")
HINDERING = (
    "Zwak werkgeheugen; automatiseren kost veel tijd. Raakt snel ontmoedigd bij nieuwe stof.",
    "Zwakke woordenschat en een laag werktempo; heeft veel herhaling nodig.",
    "Moeite met aandacht vasthouden bij lange instructies; onzeker over eigen kunnen.",
)
HELPING = (
    "Doorzetter, vraagt om hulp, werkt graag samen. Ouders zijn betrokken en oefenen thuis.",
    "Sterk in praktische opdrachten en ziet snel wat een ander nodig heeft.",
    "Gemotiveerd door zichtbare vooruitgang; fijne band met de eigen leerkracht.",
)
OPP_REASONING = (
    "De groei over twee jaar past bij deze bestemming; het verschil met de groep is te groot voor "
    "verlengde instructie alleen. Besproken in het ondersteuningsteam, samen met ouders."
)

EVALUATION: dict[str, tuple[str, ...]] = {
    "ja": (
        "Doel gehaald. {naam} werkt zelfstandiger en is trots op de groei. De extra instructie "
        "gaat terug naar het aanbod in de groep.",
        "Doel gehaald: de nieuwe toets laat duidelijke groei zien. We volgen het nog één periode.",
    ),
    "deels": (
        "Er is groei, maar het doel is nog niet helemaal gehaald. De aanpak werkt; we gaan een "
        "periode door.",
        "Deels gehaald: de oefenstof gaat goed, op de toets is het nog wisselend.",
    ),
    "nee": (
        "Doel niet gehaald, ondanks genoeg oefentijd. We bespreken {naam} in het "
        "ondersteuningsteam en kijken of verder onderzoek nodig is.",
        "Weinig groei. Oefenmomenten vielen uit door ziekte; we passen de aanpak aan.",
    ),
}
GROUP_EVALUATION = {
    "ja": "Doel gehaald. De indeling in drie groepen blijft; de intensieve groep wordt kleiner.",
    "deels": "Het aandeel IV en V is gedaald, maar nog te hoog. Automatiseren blijft dagelijks.",
    "nee": "Doel niet gehaald. Klassenbezoek gepland; instructie en oefentijd worden aangepast.",
}
OPP_EVALUATION = (
    "De ontwikkeling volgt de lijn van het OPP. Bestemming blijft gelijk; doelen bijgesteld voor "
    "het volgende half jaar."
)
FOLLOW_UP = {
    "ja": "Geen nieuw plan; volgen in de groepsbespreking.",
    "deels": "Zelfde aanpak, nieuw tussendoel voor de volgende periode.",
    "nee": "Bespreken in het ondersteuningsteam.",
}

SUPPORT_BY_LINE = {
    READING: "Extra leestijd in de groep en duo-lezen.",
    COMPREHENSION: "Begrijpend lezen: teksten vooraf samen lezen.",
    SPELLING: "Spelling: extra instructie en een regelkaart op tafel.",
    MATHS: "Verlengde instructie bij rekenen.",
    WORDS: "Woordenschat: woorden vooraf aanbieden.",
}
"""Why a pupil has support level 2, by the line on which it stands lowest."""
WORK_HABITS_REASON = "Aandacht voor werkhouding en taakaanpak."
SUPPORT_REASONS: dict[str, tuple[str, ...]] = {
    "3": (
        "Handelingsplan, besproken in de leerlingbespreking.",
        "Begeleiding door de RT'er, elke periode geëvalueerd.",
    ),
    "4": ("OPP met eigen leerlijn. Arrangement van het samenwerkingsverband.",),
    "5": ("Overstap naar een school voor speciaal basisonderwijs.",),
}
KLEUTER_REASON = "Taalontwikkeling: logopedie en extra taalaanbod in de kleine kring."
PHASES = {
    "2": "groepsbespreking",
    "3": "leerlingbespreking",
    "4": "ondersteuningsteam",
    "5": "verwijzing",
}
