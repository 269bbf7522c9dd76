"""Small EDEXML files of our own making, put together from a few words."""


def group(key: str, name: str, year_group: str) -> str:
    return f'<groep key="{key}"><naam>{name}</naam><jaargroep>{year_group}</jaargroep></groep>'


def pupil(
    key: str,
    call_name: str,
    family_name: str,
    *,
    prefix: str = "",
    born: str = "",
    group: str = "",
    eck: str = "",
) -> str:
    parts = [f"<achternaam>{family_name}</achternaam>"]
    if prefix:
        parts.append(f"<voorvoegsel>{prefix}</voorvoegsel>")
    parts.append(f"<roepnaam>{call_name}</roepnaam>")
    if born:
        parts.append(f"<geboortedatum>{born}</geboortedatum>")
    if group:
        parts.append(f'<groep key="{group}"/>')
    known_as = f' eckid="{eck}"' if eck else ""
    return f'<leerling key="{key}"{known_as}>{"".join(parts)}</leerling>'


def edexml(school_year: str, *parts: str, brin: str = "99ZZ") -> str:
    """A file with the given groups and pupils, true on 1 October of the school year."""
    groups = "".join(part for part in parts if part.startswith("<groep"))
    pupils = "".join(part for part in parts if part.startswith("<leerling"))
    day = f"{school_year[:4]}-10-01"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><EDEX><school>'
        f"<schooljaar>{school_year}</schooljaar><peildatum>{day}</peildatum>"
        f"<brincode>{brin}</brincode><dependancecode>00</dependancecode>"
        f"<aanmaakdatum>{day}T08:00:00</aanmaakdatum><auteur>Test</auteur>"
        "<xsdversie>2.1</xsdversie></school>"
        f"<groepen>{groups}</groepen><leerlingen>{pupils}</leerlingen></EDEX>"
    )
