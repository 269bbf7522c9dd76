"""The command line: `python -m ibdash VERB`.  The clock is read here, and nowhere deeper."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ibdash import commands, fault_log
from ibdash.errors import IbdashError
from ibdash.settings import load

WRONG_USE = 64


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

    def error(self, message: str) -> NoReturn:
        """`message` is argparse's own and English, so the usage line and a pointer replace it."""
        self.print_usage(sys.stderr)
        self.exit(
            WRONG_USE,
            f"Dit is niet begrepen: er ontbreekt iets, of een waarde past niet."
            f" Zie: {self.prog} --help\n",
        )


def _whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds, for an option."""

    def parse(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return parse


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m ibdash", description="Zorgoverzicht van een basisschool.")
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser)

    start = verbs.add_parser("start", help="het dashboard openen in de browser")
    start.add_argument(
        "--port", type=_whole(1, 65535), help="poort; standaard 8501 of de eerste vrije"
    )

    take = verbs.add_parser("import", help="bestanden overnemen")
    take.add_argument("files", nargs="+", metavar="FILE", type=Path)
    take.add_argument("--profile", help="lees het bestand volgens deze indeling")
    take.add_argument("--school", metavar="BRIN", help="van welke school de regels zijn")
    take.add_argument(
        "--replace", action="store_true", help="sluit wat niet meer in de lijst staat"
    )
    take.add_argument("--confirm", action="store_true", help="ook als de aantallen opvallend zijn")
    take.add_argument("--dry-run", action="store_true", help="alleen laten zien, niets overnemen")
    take.add_argument("--json", action="store_true", help="JSON Lines op stdout")

    ask = verbs.add_parser("ask", help="een vraag stellen aan de gegevens")
    ask.add_argument("question", nargs="?", metavar="SUBJECT/QUESTION")
    ask.add_argument("values", nargs="*", metavar="name=value")
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table")

    verbs.add_parser("check", help="nagaan of de gegevens kloppen met hun eigen regels")

    demo = verbs.add_parser("demo", help="de demoschool maken en overnemen")
    demo.add_argument("--schools", type=_whole(1, 200), default=1, help="hoeveel scholen")
    demo.add_argument("--pupils", type=_whole(1, 2000), default=240, help="leerlingen per school")
    demo.add_argument("--seed", type=int, default=1, help="een ander getal, andere kinderen")
    demo.add_argument("--today", type=date.fromisoformat, help="de dag waarop de demo speelt")

    bench = verbs.add_parser("bench", help="meten hoe snel alles is")
    bench.add_argument("--browser", action="store_true", help="ook tekenen in Chromium meten")
    bench.add_argument("--small", action="store_true", help="een kleine meting, als proef")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = _parser().parse_args(arguments)
    verbs: dict[str, Callable[..., int]] = {
        "start": commands.start,
        "import": commands.take_in,
        "ask": commands.ask,
        "check": commands.check,
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
    """Says why nothing was done; `import` says it for each of its files."""
    if given.verb == "import":
        return commands.refuse_all(given, error)
    print(error.sentence(), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
