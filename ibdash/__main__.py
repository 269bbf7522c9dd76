"""The command line: `python -m ibdash VERB`.  The clock is read here, and nowhere deeper."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ibdash import commands, fault_log
from ibdash.errors import IbdashError, QuestionUnknown
from ibdash.settings import load

WRONG_USE = 64

# The days on which the demo can play: reading years of two digits, 79 is the last of this century.
_DEMO_FROM, _DEMO_UNTIL = date(2000, 1, 1), date(2078, 7, 31)


class _WrongValue(Exception):
    """The value of an option does not fit; its text is the Dutch sentence that says what does.

    argparse keeps the words of its own exceptions in English around ours, so this is none of them.
    """


class _Parser(argparse.ArgumentParser):
    """Speaks Dutch, and ends with 64 (wrong use) where argparse would end with 2.

    2 means "a person must decide" (`import`).
    """

    def __init__(self, **named: Any) -> None:
        super().__init__(add_help=False, **named)
        self._positionals.title = "wat u opgeeft"
        self._optionals.title = "keuzes"
        self.add_argument("-h", "--help", action="help", help="deze uitleg tonen")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "gebruik:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "gebruik:", 1)

    def parse_known_args(self, *given: Any, **named: Any) -> Any:
        """As in argparse; a value that does not fit ends with what would fit."""
        try:
            return super().parse_known_args(*given, **named)
        except _WrongValue as wrong:
            self.print_usage(sys.stderr)
            self.exit(WRONG_USE, f"{wrong} Zie: {self.prog} --help\n")

    def error(self, message: str) -> NoReturn:
        """`message` is argparse's own and English, so the usage line and a pointer replace it."""
        self.print_usage(sys.stderr)
        self.exit(
            WRONG_USE,
            f"Dit is niet begrepen: er ontbreekt iets, of een waarde past niet."
            f" Zie: {self.prog} --help\n",
        )


def _whole(option: str, least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds, for an option."""

    def parse(text: str) -> int:
        with contextlib.suppress(ValueError):
            if least <= int(text) <= most:
                return int(text)
        raise _WrongValue(f"{option} moet een heel getal zijn van {least} tot en met {most}.")

    return parse


def _demo_day(text: str) -> date:
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(text)
        if _DEMO_FROM <= day <= _DEMO_UNTIL:
            return day
    raise _WrongValue(
        f"--today moet een dag zijn van {_DEMO_FROM} tot en met {_DEMO_UNTIL},"
        " geschreven als jaar-maand-dag."
    )


def _day(text: str) -> date:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text)
    raise _WrongValue("--today moet een dag zijn, geschreven als jaar-maand-dag.")


def _intake(text: str) -> int:
    # A number of the store is a bigint.
    if text.isdecimal() and text.isascii() and int(text) < 2**63:
        return int(text)
    raise _WrongValue("INTAKE is een nummer: intake_id in `python -m ibdash ask intake/history`.")


def _target(text: str) -> str:
    if Path(text).suffix.lower() in (".xlsx", ".zip", ""):
        return text
    raise _WrongValue("--to moet eindigen op .xlsx of .zip, of een map zijn.")


def _join(text: str) -> int:
    if text.isdecimal() and text.isascii() and int(text) < 2**63:
        return int(text)
    raise _WrongValue("JOIN is een nummer: pupil_join_id in `python -m ibdash ask`.")


def _line(text: str) -> str:
    if text.isdecimal() and text.isascii() and len(text) < 10:
        return str(int(text))
    raise _WrongValue("--new is het nummer van een regel van het bestand.")


def _same(text: str) -> tuple[str, str]:
    line, _, pupil = text.partition("=")
    if line.isdecimal() and line.isascii() and len(line) < 10 and pupil:
        return str(int(line)), pupil
    raise _WrongValue("--same is een regel en de sleutel van een leerling, zoals 12=3f0a.")


def _past_day(text: str) -> date:
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(text)
        if day <= date.today():
            return day
    raise _WrongValue(
        "--known-on moet een dag zijn, niet later dan vandaag, geschreven als jaar-maand-dag."
    )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m ibdash", description="Zorgoverzicht van een basisschool.")
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser)

    start = verbs.add_parser("start", help="het dashboard openen in de browser")
    start.add_argument(
        "--port", type=_whole("--port", 1, 65535), help="poort; standaard 8501 of de eerste vrije"
    )

    take = verbs.add_parser("import", help="bestanden overnemen")
    take.add_argument("files", nargs="+", metavar="FILE", type=Path)
    take.add_argument("--profile", help="lees het bestand volgens deze indeling")
    take.add_argument("--school", metavar="BRIN", help="van welke school de regels zijn")
    take.add_argument(
        "--replace", action="store_true", help="sluit wat niet meer in de lijst staat"
    )
    take.add_argument(
        "--confirm",
        action="store_true",
        help="ook als de aantallen opvallend zijn of er een school bij komt",
    )
    take.add_argument(
        "--gone",
        choices=("unknown", "leave"),
        default="unknown",
        help="wie in een nieuw schooljaar ontbreekt, is van school (leave); anders niet bekend",
    )
    take.add_argument(
        "--same",
        metavar="LINE=PUPIL",
        type=_same,
        action="append",
        default=[],
        help="de leerling van deze regel is deze bekende leerling (sleutel uit --json: candidates);"
        " mag vaker; bij één bestand",
    )
    take.add_argument(
        "--new",
        metavar="LINE",
        type=_line,
        action="append",
        default=[],
        help="de leerling van deze regel is een andere dan de bekende; mag vaker; bij één bestand",
    )
    take.add_argument("--dry-run", action="store_true", help="alleen laten zien, niets overnemen")
    take.add_argument("--json", action="store_true", help="JSON Lines op stdout")

    inbox = verbs.add_parser("inbox", help="overnemen wat in het postvak (de map inbox) ligt")
    inbox.add_argument("--json", action="store_true", help="een JSON-object per bestand")

    undo = verbs.add_parser("undo", help="een overgenomen bestand ongedaan maken")
    undo.add_argument(
        "intake", metavar="INTAKE", type=_intake, help="nummer uit: ask intake/history"
    )
    undo.add_argument("--dry-run", action="store_true", help="alleen laten zien, niets veranderen")

    join = verbs.add_parser("join", help="twee leerlingen die één kind zijn, samenvoegen")
    join.add_argument(
        "stays", metavar="PUPIL", help="sleutel van de leerling die blijft; uit: ask frame/pupils"
    )
    join.add_argument("joined", metavar="PUPIL", help="sleutel van de leerling die erin opgaat")
    join.add_argument("--dry-run", action="store_true", help="alleen laten zien, niets veranderen")

    part = verbs.add_parser("part", help="samengevoegde leerlingen weer uit elkaar halen")
    part.add_argument(
        "join", metavar="JOIN", type=_join, help="nummer uit: ask who_is_who/joined school_id=…"
    )
    part.add_argument("--dry-run", action="store_true", help="alleen laten zien, niets veranderen")

    ask = verbs.add_parser("ask", help="een vraag stellen aan de gegevens")
    ask.add_argument("question", nargs="?", metavar="SUBJECT/QUESTION")
    ask.add_argument("values", nargs="*", metavar="name=value")
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table")
    ask.add_argument(
        "--known-on",
        metavar="DATE",
        type=_past_day,
        help="zoals bekend aan het eind van deze dag (jaar-maand-dag)",
    )

    own = verbs.add_parser("profiles", help="de indelingen die de school van tabellen maakte")
    which = own.add_mutually_exclusive_group()
    which.add_argument("--export", metavar="NAAM", help="deze indeling als TOML op stdout")
    which.add_argument("--import", metavar="FILE", type=Path, dest="bring", help="overnemen")

    told = verbs.add_parser("signals", help="welke signalen er op een dag zijn")
    told.add_argument(
        "--today", metavar="DATE", type=_day, help="de dag (jaar-maand-dag); anders vandaag"
    )
    told.add_argument("--group", metavar="GROEP", help="alleen van deze groep")
    told.add_argument("--json", action="store_true", help="een JSON-object per regel")

    verbs.add_parser("check", help="nagaan of de gegevens kloppen met hun eigen regels")

    export = verbs.add_parser("export", help="de gegevens meenemen als open tabellen")
    export.add_argument(
        "--to",
        metavar="DOEL",
        type=_target,
        required=True,
        help="werkmap (.xlsx), Parquet in een .zip, of een map met Parquet",
    )
    export.add_argument(
        "--tables", metavar="TABEL", nargs="+", help="alleen deze tabellen; anders alle"
    )
    export.add_argument("--school", metavar="BRIN", help="alleen deze school")
    export.add_argument(
        "--restricted", action="store_true", help="ook diagnoses en capaciteit (afgeschermd)"
    )
    export.add_argument(
        "--known-on",
        metavar="DATE",
        type=_past_day,
        help="zoals bekend aan het eind van deze dag (jaar-maand-dag)",
    )
    export.add_argument(
        "--overwrite", action="store_true", help="een eerdere export met deze naam vervangen"
    )

    demo = verbs.add_parser("demo", help="de demoschool maken en overnemen")
    demo.add_argument(
        "--schools", type=_whole("--schools", 1, 200), default=1, help="hoeveel scholen"
    )
    demo.add_argument(
        "--pupils", type=_whole("--pupils", 1, 2000), default=240, help="leerlingen per school"
    )
    demo.add_argument(
        "--seed",
        type=_whole("--seed", 0, 999_999),
        default=1,
        help="een ander getal, andere kinderen",
    )
    demo.add_argument("--today", type=_demo_day, help="de dag waarop de demo speelt")

    bench = verbs.add_parser("bench", help="meten hoe snel alles is")
    bench.add_argument("--browser", action="store_true", help="ook tekenen in Chromium meten")
    bench.add_argument("--small", action="store_true", help="een kleine meting, als proef")
    bench.add_argument(
        "--samples",
        nargs="+",
        metavar="FILE",
        type=Path,
        help="alleen: hoe snel deze worden gelezen, en wat er van beschadigde kopieën komt",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.verb == "import" and (given.same or given.new) and len(given.files) > 1:
        # A line number says nothing of two files.
        parser.print_usage(sys.stderr)
        print("--same en --new gaan bij één bestand tegelijk.", file=sys.stderr)
        return WRONG_USE
    verbs: dict[str, Callable[..., int]] = {
        "start": commands.start,
        "import": commands.take_in,
        "inbox": commands.inbox,
        "undo": commands.undo,
        "join": commands.join,
        "part": commands.part,
        "ask": commands.ask,
        "profiles": commands.profiles,
        "check": commands.check,
        "signals": commands.signal,
        "export": commands.export,
        "demo": commands.demo,
        "bench": commands.bench,
    }
    try:
        settings = load(Path.cwd())
    except IbdashError as error:
        return _failed(given, error)
    try:
        return verbs[given.verb](given, settings, date.today())
    except IbdashError as error:
        return _failed(given, error)
    except BrokenPipeError:
        # Whoever read our output (`head`) has seen enough; the interpreter must not try again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # A message of a library may quote a pupil, so only its kind and place are kept.
        fault_log.write(settings.data, error)
        unforeseen = IbdashError(
            "Er ging iets mis dat ibdash niet verwachtte",
            "Er is niets half overgenomen",
            f"Wat er gebeurde staat, zonder namen, in {fault_log.path(settings.data).name}",
        )
        return _failed(given, unforeseen)


def _failed(given: argparse.Namespace, error: IbdashError) -> int:
    """Says why nothing was done and gives the exit code; `import` says it for each of its files.

    Only `ask` is given the name of a question, so one that does not exist is wrong use.
    """
    if given.verb == "import":
        return commands.refuse_all(given, error)
    print(error.on_command_line(), file=sys.stderr)
    return WRONG_USE if isinstance(error, QuestionUnknown) else 1


if __name__ == "__main__":
    sys.exit(main())
