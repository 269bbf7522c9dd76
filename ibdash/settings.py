"""One typed settings object, from `ibdash.toml` and the environment (which wins)."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ibdash.errors import SettingsInvalid


@dataclass(frozen=True)
class Setting:
    """One setting: key in `ibdash.toml`, default and meaning; IBDASH_<KEY> in the environment.

    form: what a text must look like as a whole, where not any text will do; wanted: the same in
    Dutch, for who has to mend it.
    """

    key: str
    default: str | int
    help: str
    form: str = ""
    wanted: str = ""

    @property
    def variable(self) -> str:
        return f"IBDASH_{self.key.upper()}"

    @staticmethod
    def written(value: object) -> str:
        """A value of Settings as the environment has it."""
        if isinstance(value, bool):
            return "ja" if value else "nee"
        return "" if value is None else str(value)


# All five kinds of source once; a decision that a person makes is no decision unless it stands.
_RANKED = (
    r"(?!.*\b(\w+)\b.* \1\b)person"
    r"(?: (?:publisher|pupil_system|former_school|table)){4}"
)
_RANKED_WANTED = (
    "eerst person en dan publisher, pupil_system, former_school en table, elk één keer en met een"
    " spatie ertussen, in de volgorde die u wilt"
)

SETTINGS = (
    Setting("store", "data/ibdash.duckdb", "Path of the DuckDB file; its folder is made."),
    Setting("data", "data", "Folder for the demo, inbox, backups, temporary files and the log."),
    Setting("key", "", "Opens, or makes, an encrypted store. Empty: the store is not encrypted."),
    Setting("school", "Onze school", "Name of the school that rows without a BRIN belong to."),
    Setting("who", "Intern begeleider", "Name of the person who uses this computer."),
    Setting("memory_limit", "600MB", "Most memory that DuckDB may use."),
    Setting("threads", 0, "Threads for DuckDB; 0: as many as the machine has."),
    Setting("max_file_mb", 1024, "Largest file that is read, in megabytes."),
    Setting("max_rows", 5_000_000, "Most rows that are read from one file."),
    Setting(
        "inbox",
        "inbox",
        "Folder, in `data`, from which files are taken in by themselves. Empty: none.",
    ),
    Setting("inbox_seconds", 15, "Seconds between two looks into the inbox; 0: only when asked."),
    Setting(
        "keep_imported",
        "nee",
        "`ja` keeps a file of the inbox in `done`; it may hold citizen service numbers.",
        form="ja|nee",
        wanted="ja of nee",
    ),
    Setting("intensive", "IV V V- D E", "Levels proposed for the intensive instruction group."),
    Setting("enriched", "I I+ A", "Levels proposed for the enriched instruction group."),
    Setting(
        "extra_support_from",
        "3",
        "Support level from which on it is written in bold.",
        # A number of at most two digits, a name of at most four words, or both.
        form=r"(?=.)(?:[^\W\d_]{1,30}[ -]?){0,4}\d{0,2}",
        wanted="een getal, zoals 3, of de naam van een niveau van uw school, zoals niveau 4",
    ),
    Setting(
        "sources_results",
        "person publisher pupil_system former_school table",
        "Which source wins over results, the first one most.",
        form=_RANKED,
        wanted=_RANKED_WANTED,
    ),
    Setting(
        "sources_pupils",
        "person pupil_system table publisher former_school",
        "Which source wins over pupils, groups and placements, the first one most.",
        form=_RANKED,
        wanted=_RANKED_WANTED,
    ),
)

_FOLDERS_OF_THE_USER = ("desktop", "documents", "downloads", "bureaublad", "documenten")
# Within `data`: what lies there is not for the inbox to remove.
_OWN_FOLDERS = ("backups", "demo", "temp")

# For the environment of a server.  Its threads come and go with its visitors, and by default glibc
# keeps memory apart for up to eight of them a core: some 10 MiB here.
FEW_ARENAS = {"MALLOC_ARENA_MAX": "2"}


@dataclass(frozen=True)
class Settings:
    """The settings of one run; see SETTINGS for what each means."""

    store: Path
    data: Path
    key: str
    school: str
    who: str
    memory_limit: str
    threads: int
    max_file_mb: int
    max_rows: int
    inbox: Path | None
    inbox_seconds: int
    keep_imported: bool
    intensive: str
    enriched: str
    extra_support_from: str
    sources_results: str
    sources_pupils: str


def load(folder: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the program started in `folder`.

    Relative paths are relative to `folder`.  Raises SettingsInvalid for an unreadable file, an
    unknown key or a value of the wrong type, naming file and key but never the value.
    """
    given: dict[str, Any] = {}
    file = folder / "ibdash.toml"
    if file.exists():
        try:
            given = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsInvalid(
                "De instellingen zijn niet te lezen",
                f"{file.name} is geen geldig TOML-bestand",
                "Verbeter het bestand of haal het weg; dan gelden de standaardwaarden",
            ) from error
    known = {setting.key for setting in SETTINGS}
    for key in given:
        if key not in known:
            raise SettingsInvalid(
                "Onbekende instelling",
                f"{file.name} noemt '{key}', maar die instelling bestaat niet",
                f"Kies uit: {', '.join(sorted(known))}",
            )
    values = {
        setting.key: _value(
            setting, environment.get(setting.variable, given.get(setting.key, setting.default))
        )
        for setting in SETTINGS
    }
    for key in ("store", "data"):
        values[key] = (folder / Path(str(values[key])).expanduser()).resolve()
    values["inbox"] = _inbox(str(values["inbox"]).strip(), folder, values["store"], values["data"])
    values["keep_imported"] = values["keep_imported"] == "ja"
    return Settings(**values)


def _inbox(given: str, program: Path, store: Path, data: Path) -> Path | None:
    """The folder of the inbox; files are removed from it, so it must be a folder for nothing else.

    Raises SettingsInvalid for one that holds the program, the data or the user's own documents,
    and for a folder of the program's own.
    """
    if not given:
        return None
    inbox = (data / Path(given).expanduser()).resolve()
    # Not Path.home(): a server may have no home at all.
    home = Path(os.path.expanduser("~")).resolve()
    full = (program.resolve(), store.parent, data, home)
    is_full = any(place.is_relative_to(inbox) for place in full)
    is_of_user = inbox.parent == home and inbox.name.lower() in _FOLDERS_OF_THE_USER
    is_own = any(inbox.is_relative_to(data / name) for name in _OWN_FOLDERS)
    if is_full or is_of_user or is_own:
        raise SettingsInvalid(
            "Deze map kan geen postvak zijn",
            "'inbox' (IBDASH_INBOX) wijst naar een map waar ook andere bestanden staan, en uit het"
            " postvak worden bestanden verwijderd",
            "Geef een map die alleen hiervoor is",
        )
    return inbox


def _value(setting: Setting, value: object) -> Any:
    if isinstance(setting.default, str):
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return _text(setting, str(value))
    else:
        try:
            number = int(str(value))
        except ValueError:
            number = -1
        if number >= 0:
            return number
    raise SettingsInvalid(
        "Een instelling klopt niet",
        f"'{setting.key}' ({setting.variable}) heeft een waarde van de verkeerde soort",
        "Zie de tabel met instellingen in README.md",
    )


def _text(setting: Setting, value: str) -> str:
    if setting.form and not re.fullmatch(setting.form, value.strip()):
        raise SettingsInvalid(
            "Een instelling klopt niet",
            f"'{setting.key}' ({setting.variable}) heeft een waarde die hier niet kan",
            f"Geef {setting.wanted}",
        )
    return value.strip() if setting.form else value


def in_synchronised_folder(path: Path) -> str | None:
    """The name of the synchronising service whose folder holds `path`, or None."""
    services = {
        "onedrive": "OneDrive",
        "dropbox": "Dropbox",
        "google drive": "Google Drive",
        "googledrive": "Google Drive",
        "icloud": "iCloud",
        "mobile documents": "iCloud",
        "nextcloud": "Nextcloud",
        "sharepoint": "SharePoint",
    }
    for part in (part.lower() for part in path.parts):
        for sign, name in services.items():
            if part.startswith(sign):
                return name
    return None


if [setting.key for setting in SETTINGS] != [field.name for field in fields(Settings)]:
    raise AssertionError("SETTINGS and Settings name different settings; make them equal")
